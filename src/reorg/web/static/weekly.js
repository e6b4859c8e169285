// Output week by week, compared with the baseline in the same worlds: the mean, and half of the worlds around it.
import { html, nothing, svg } from './vendor/lit-html.js';
import { S } from './store.js';
import { signed } from './words.js';

const W = 380, H = 104, PAD = 46;
const STEPS = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1];
const WEEKS_OF_TICKS = 13;

export function weekChart(id) {
  const found = S.weekly[id];
  if (!found) return nothing;
  const { first, mean, p25, p75 } = found;
  const lo = Math.min(0, ...p25, ...mean), hi = Math.max(0, ...p75, ...mean);
  const step = STEPS.find((each) => (hi - lo) / each <= 4) ?? 2;
  const from = Math.floor(lo / step) * step, to = Math.max(Math.ceil(hi / step) * step, from + step);
  const x = (week) => PAD + (week / Math.max(1, mean.length - 1)) * (W - PAD - 8);
  const y = (value) => 6 + ((to - value) / (to - from)) * (H - 12);
  const line = (values) => values.map((value, week) => `${week ? 'L' : 'M'}${x(week).toFixed(1)} ${y(value).toFixed(1)}`).join('');
  const back = [...p25].reverse().map((value, i) => `L${x(p25.length - 1 - i).toFixed(1)} ${y(value).toFixed(1)}`).join('');
  const levels = Array.from({ length: Math.round((to - from) / step) + 1 }, (_, i) => from + i * step);
  const weeks = mean.map((_, week) => week).filter((week) => week % WEEKS_OF_TICKS === 0);
  const baseline = S.scenarios.find((s) => s.is_baseline)?.name ?? 'the baseline';
  return html`<figure class="weekly"><figcaption>Weekly output, compared with ${baseline}</figcaption>
    <svg viewBox="0 0 ${W} ${H + 18}" role="img" aria-label=${lowest(found, baseline)}>
      <path class="band" d=${`${line(p75)}${back}Z`}></path>
      ${levels.map((value) => svg`<line class=${Math.abs(value) < step / 2 ? 'zero' : 'grid'} x1=${PAD} x2=${W - 8} y1=${y(value)} y2=${y(value)}/><text x=${PAD - 5} y=${y(value) + 3.5} text-anchor="end">${Math.abs(value) < step / 2 ? 'same' : `${signed(value * 100, step < 0.01 ? 1 : 0)}%`}</text>`)}
      <path class="mean" d=${line(mean)}></path>
      ${weeks.map((week) => svg`<text x=${x(week)} y=${H + 14} text-anchor=${week ? 'middle' : 'start'}>${week ? first + week : `week ${first}`}</text>`)}</svg>
    <p class="soft">Line: the mean; band: half of the worlds${S.job.state === 'done' ? '' : ', so far'}.</p></figure>`;
}

function lowest({ first, mean }, baseline) {
  const least = Math.min(...mean);
  if (least > -0.005) return `Output week by week: the mean is never clearly below that under ${baseline}.`;
  return `Output week by week: the mean is lowest in week ${first + mean.indexOf(least)}, ${signed(least * 100, 0)}% compared with ${baseline}.`;
}
