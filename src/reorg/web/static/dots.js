// The worlds as dots: one for each, or from a hundred on one for each hundredth of them.
import { html, nothing, svg } from './vendor/lit-html.js';
import { S } from './store.js';
import { capital, signed } from './words.js';

const MOST = 100;
const W = 380, H = 150, PAD = 24, COLUMNS = 29;
const NOT_YET = { noun: '', unit: '', lower: 'lower', higher: 'higher', better: '' };

// The numbers of worlds that are worse, better, alike and unknown: of a hundred by largest remainders, as in the report,
// or the actual numbers if there are fewer. A possible result is not shown as never.
export function counted(dots, better = 'lower') {
  // Among equal remainders the first counts, which in the report is the higher value.
  const signs = better === 'higher' ? [1, -1, 0, null] : [-1, 1, 0, null];
  const inOrder = (counts) => [-1, 1, 0, null].map((sign) => counts[signs.indexOf(sign)]);
  const exact = signs.map((sign) => dots.filter((dot) => dot[1] === sign).length);
  if (dots.length <= MOST) return { of: dots.length, counts: inOrder(exact) };
  const shares = exact.map((n) => (MOST * n) / dots.length);
  const counts = shares.map(Math.floor);
  const byRest = shares.map((_, i) => i).sort((i, j) => (counts[i] - shares[i]) - (counts[j] - shares[j]));
  for (const i of byRest.slice(0, MOST - counts.reduce((sum, n) => sum + n, 0))) counts[i] += 1;
  exact.forEach((n, i) => { if (n && !counts[i]) { counts[i] = 1; counts[counts.indexOf(Math.max(...counts))] -= 1; } });
  return { of: MOST, counts: inOrder(counts) };
}

// The counted number of dots of each side, spread over its worlds, the smallest difference first.
function sampled(dots, [worse, better, alike]) {
  const part = (sign, most) => {
    const own = dots.filter((dot) => dot[1] === sign).sort((a, b) => a[0] - b[0]);
    return own.length <= most ? own : Array.from({ length: most }, (_, i) => own[Math.floor(((i + 0.5) * own.length) / most)]);
  };
  return [...part(-1, worse), ...part(1, better), ...part(0, alike)].sort((a, b) => a[0] - b[0]);
}

const nice = (span, most) => { const base = 10 ** Math.floor(Math.log10(span || 1)); return [0.1, 0.2, 0.5, 1, 2, 5, 10].map((k) => k * base).find((step) => span / step <= most) ?? base * 10; };

// Stacks of dots, each column one dot wide; 0 lies between two columns, so that sides do not mix.
function stacked(shown) {
  let lo = Math.min(0, shown[0]?.[0] ?? 0), hi = Math.max(0, shown.at(-1)?.[0] ?? 0);
  // If nothing differs, equal worlds are in the middle.
  if (lo === hi) [lo, hi] = [-1, 1];
  const step = (hi - lo || 1) / (COLUMNS - 1);
  const left = Math.ceil(-lo / step);
  const stacks = Array.from({ length: COLUMNS + 1 }, () => []);
  for (const [value, sign] of shown) stacks[Math.min(COLUMNS, Math.max(0, Math.floor(value / step + 1e-9) + left))].push(sign);
  return { stacks, from: -left * step, step };
}

function circlesOf(stacks, width) {
  const tallest = Math.max(...stacks.map((stack) => stack.length), 1);
  const r = Math.min(5, (width - 1) / 2, (H - 6) / tallest / 2.06);
  return stacks.flatMap((signs, column) => signs.map((sign, level) => {
    const x = PAD + (column + 0.5) * width, y = H - r - 2 - level * r * 2.06;
    if (sign < 0) return svg`<circle class="worse" cx=${x} cy=${y} r=${r}/>`;
    return sign > 0 ? svg`<circle class="better" cx=${x} cy=${y} r=${Math.max(0.6, r - 0.9)}/>` : svg`<circle class="same" cx=${x} cy=${y} r=${r}/>`;
  }));
}

export function dotChart(dots, name) {
  const measure = S.job?.measure ?? S.stats?.measure ?? NOT_YET;
  const { of, counts } = counted(dots, measure.better);
  const shown = sampled(dots, counts);
  const { stacks, from, step } = stacked(shown);
  const width = (W - 2 * PAD) / stacks.length;
  const at = (value) => PAD + ((value - from) / step) * width;
  const to = from + step * stacks.length;
  const tick = nice(to - from, 6);
  const ticks = [];
  for (let t = Math.ceil(from / tick) * tick; t <= to; t += tick) ticks.push(Math.abs(t) < tick / 100 ? 0 : t);
  const baseline = S.scenarios.find((s) => s.is_baseline)?.name ?? 'the baseline';
  return html`<figure class="dots-chart"><figcaption>${capital(measure.noun)}, compared with ${baseline}, ${measure.unit}</figcaption>
    <svg viewBox="0 0 ${W} ${H + 34}" role="img" aria-label=${`${name}: ${inWords(measure, counts).join(', ')} of ${worldsOf(of)}`}>
      <line class="zero" x1=${at(0)} x2=${at(0)} y1="0" y2=${H}/><line class="axis" x1=${PAD} x2=${W - PAD} y1=${H} y2=${H}/>${circlesOf(stacks, width)}
      ${ticks.map((t) => svg`<text x=${at(t)} y=${H + 14} text-anchor="middle">${t === 0 ? 'same' : signed(t, tick < 0.1 ? 2 : tick < 1 ? 1 : 0)}</text>`)}
      <text x=${PAD} y=${H + 30}>← ${measure.lower}</text><text x=${W - PAD} y=${H + 30} text-anchor="end">${measure.higher} →</text></svg>
    ${legend(measure, counts, of)}</figure>`;
}

const worldsOf = (of) => (of === 1 ? 'one world' : `${of} worlds`);

// "later in 42", the word for the worse side first.
function inWords({ better, lower, higher }, [worse, good, alike, unknown]) {
  const [bad, fine] = better === 'higher' ? [lower, higher] : [higher, lower];
  return [`${bad} in ${worse}`, `${fine} in ${good}`, `about the same in ${alike}`, ...(unknown ? [`out under neither in ${unknown}`] : [])];
}

function legend(measure, counts, of) {
  const [worse, better, alike, unknown] = inWords(measure, counts);
  return html`<p class="legend"><span class="worse">●</span> ${worse} <span class="better">○</span> ${better} <span class="same">●</span> ${alike}
    ${unknown ? html`<span class="soft">${unknown}</span>` : nothing} <span class="soft">of ${worldsOf(of)}</span></p>`;
}
