// The parts of the report that belong to a finished study: page one, and all scenarios side by side.
import { html, nothing, svg } from './vendor/lit-html.js';
import * as api from './api.js';
import { S, accept, draw, inLine, say } from './store.js';
import { close, open } from './dialogs.js';

// Page one brings its own style sheet; in a shadow tree neither touches the other.
class ReportPage extends HTMLElement {
  set page(text) {
    if (this.text === text) return;
    this.text = text;
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    // Written by the local server from templates that escape every name.
    root.innerHTML = `<link rel="stylesheet" href="/api/report.css"><link rel="stylesheet" href="/static/report-page.css"><div class="page">${text}</div>`;
  }
}
customElements.define('report-page', ReportPage);

// The panel as wide as the page, or next to the canvas again; its new text is read from the beginning.
export function widen(isWide) {
  S.isWide = isWide;
  draw();
  requestAnimationFrame(() => document.getElementById('panel-body')?.scrollTo(0, 0));
}

export function pageOne(id) {
  if (S.job.state !== 'done') return nothing;
  if (!S.isWide) return html`<p><button @click=${() => widen(true)}>Read it on one page</button></p>`;
  if (S.page[id] === undefined) {
    S.page[id] = '';
    api.get(`/api/page/${encodeURIComponent(id)}`).then((found) => { S.page[id] = found.html ?? ''; S.pageFailure = found.error ?? ''; draw('panel'); });
  }
  return html`${S.pageFailure ? html`<p class="note worse">${S.pageFailure}</p>` : nothing}${S.page[id] ? html`<h2 class="unseen">Page one of the report</h2><report-page .page=${S.page[id]}></report-page>` : html`<p class="soft">One moment…</p>`}`;
}

const short = (value) => Number(value.toPrecision(3)).toString().replace('-', '\u2212');
const FIRST_GUESSES = 8;

// The guesses: drivers first, then inferences of this project; the range of each can be set here.
export function guessed(id) {
  const found = S.guesses;
  if (found === undefined) {
    S.guesses = null;
    api.get('/api/guesses').then((answer) => { S.guesses = answer.error ? { failure: answer.error } : answer; draw('panel'); });
  }
  if (!found) return html`<p class="soft">Reading what was guessed…</p>`;
  if (found.failure) return html`<p class="note worse">${found.failure}</p>`;
  const saved = S.job.saved[S.job.scenarios.indexOf(id)];
  const decisive = (S.reading?.drivers ?? []).filter((d) => d.scenario === saved).map((d) => d.assumption);
  const rank = (row) => (row.is_stated_here ? -1 : decisive.includes(row.id) ? decisive.indexOf(row.id) : row.is_inference ? 1000 : 2000);
  const rows = [...found.assumptions].sort((a, b) => rank(a) - rank(b));
  const shown = S.areGuessesOpen ? rows : rows.slice(0, FIRST_GUESSES);
  const drawn = rows.filter((row) => row.low < row.high);
  const inferences = drawn.filter((row) => row.is_inference).length;
  return html`<section class="guesses" aria-label="What was guessed"><h3>What was guessed</h3>
    <p class="soft">${drawn.length} assumptions about how people behave are drawn from a range in each world; ${inferences} of them are our own inferences.${drawn.length < rows.length ? ` ${rows.length - drawn.length} more have one value.` : ''} What decides most comes first. If you know better, say so: the results then belong to the previous version until you rehearse again.</p>
    <table class="columns"><thead><tr><th scope="col">Assumption</th><th scope="col">drawn from</th><th scope="col"><span class="unseen">Change it</span></th></tr></thead><tbody>${shown.map((row) => guess(row, decisive))}</tbody></table>
    ${rows.length > shown.length ? html`<button class="plain" @click=${() => { S.areGuessesOpen = true; draw('panel'); }}>All ${rows.length}</button>` : nothing}
    ${found.inputs.length ? html`<h3>Uncertain inputs of the model</h3><ul>${(S.areInputsOpen ? found.inputs : found.inputs.slice(0, FIRST_GUESSES)).map((row) => html`<li>${row.is_guess ? html`<b>guess</b> ` : nothing}${row.name}: ${row.values} <small>${row.source}</small></li>`)}</ul>
      ${found.inputs.length > FIRST_GUESSES && !S.areInputsOpen ? html`<button class="plain" @click=${() => { S.areInputsOpen = true; draw('panel'); }}>All ${found.inputs.length} entries</button>` : nothing}<p class="soft">They are in the model’s file; change them there.</p>` : nothing}
  </section>`;
}

function guess(row, decisive) {
  const why = row.is_stated_here ? 'your range' : decisive.includes(row.id) ? 'decides' : row.is_own ? 'from the model’s file' : row.is_inference ? 'inference' : 'from studies';
  return html`<tr><th scope="row" title=${row.meaning}>${row.name} <small>${why}</small></th><td>${row.low === row.high ? short(row.low) : `${short(row.low)} to ${short(row.high)}`} ${row.unit === '1' ? '' : row.unit}</td>
    <td><button class="plain" aria-label=${`Change: ${row.name}`} @click=${() => open({ kind: 'guess', row, low: String(Number(row.low.toPrecision(3))), high: String(Number(row.high.toPrecision(3))) })}>Change…</button></td></tr>`;
}

async function send(dialog, ends) {
  const found = await inLine(() => api.post('guesses', { id: dialog.row.id, ...ends, after: S.n, scenario: S.scenario.id }));
  if (found.error) { dialog.failure = found.error; draw('dialog'); return; }
  S.guesses = found;
  accept(found);
  close();
  say(`${dialog.row.name}: ${ends.low === null ? 'as it was' : 'changed'}. Rehearse again to see what it does.`);
  draw();
}

export function guessDialog(dialog) {
  const { row } = dialog;
  const field = (key, text) => html`<label class="field">${text}<input data-first type="number" step="any" .value=${dialog[key]} @input=${(e) => { dialog[key] = e.target.value; }}></label>`;
  // Text that is not a number is sent as it is, and refused with a reason.
  const number = (text) => (text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text));
  return html`<header><h2 id="dialog-title">${row.name}</h2><button class="close" aria-label="Close" @click=${close}>✕</button></header>
    <p>${row.meaning}${row.unit && row.unit !== '1' ? ` (${row.unit})` : ''}.</p><p class="soft">Evidence allows ${short(row.usual[0])} to ${short(row.usual[1])}. Source: ${row.source}</p>
    ${field('low', 'Lowest')}${field('high', 'Highest, or the same if you know it')}
    ${dialog.failure ? html`<p class="note worse" role="alert">${dialog.failure}</p>` : nothing}
    <footer><button class="primary" @click=${() => send(dialog, { low: number(dialog.low), high: number(dialog.high) })}>Use this</button>
      ${row.is_stated_here ? html`<button @click=${() => send(dialog, { low: null, high: null })}>As it was</button>` : nothing}<button @click=${close}>Leave it</button></footer>`;
}

// What the verdict calls hardly any difference, whichever way it goes; claims need enough worlds.
export const hardly = (f) => f.reading !== 'too few' && ['hardly any', 'mostly ties'].includes(f.clarity);

// Rows are metrics, columns scenarios; sorted by a metric on request.
export function allScenarios() {
  const found = Object.entries(S.stats?.alternatives ?? {});
  if (found.length < 2 || !found[0][1].figures.length) return nothing;
  const value = ([, a], metric) => a.figures.find((f) => f.metric === metric);
  const by = S.sortBy ?? S.stats.leading;
  const sign = value(found[0], by)?.better === 'higher' ? -1 : 1;
  const columns = [...found].sort((a, b) => sign * ((value(a, by)?.mean ?? Infinity) - (value(b, by)?.mean ?? Infinity)));
  const names = (id) => S.scenarios.find((s) => s.id === id)?.name ?? id;
  const mark = (f) => (hardly(f) ? '=' : { better: '○', worse: '●' }[f.reading] ?? '?');
  return html`<h3>All scenarios, compared with ${S.scenarios.find((s) => s.is_baseline)?.name}</h3><div class="scroll" tabindex="0" role="region" aria-label="All scenarios"><table class="league"><thead><tr><th scope="col">Sort by a row</th>${columns.map(([id]) => html`<th scope="col">${names(id)}</th>`)}</tr></thead>
    <tbody>${bestIn(value(found[0], by), columns)}${found[0][1].figures.map((row) => html`<tr class=${row.metric === by ? 'sorted' : ''}><th scope="row"><button class="plain" aria-pressed=${row.metric === by} @click=${() => { S.sortBy = row.metric; draw('panel'); }}>${row.label.charAt(0).toUpperCase() + row.label.slice(1)}</button></th>
      ${columns.map((column) => { const f = value(column, row.metric); return html`<td>${f ? html`${f.mean_in_words.replace('-', '\u2212')} <span class=${hardly(f) ? 'soft' : f.reading === 'worse' ? 'worse' : f.reading === 'better' ? 'better' : 'soft'} title=${hardly(f) ? 'hardly any difference' : f.reading}>${mark(f)}</span>` : '–'}</td>`; })}</tr>`)}</tbody></table></div>`;
}

// The share of worlds in which each scenario is best, by the metric by which columns are sorted.
function bestIn({ metric, label }, columns) {
  const shares = S.stats.best_in[metric];
  if (!shares) return nothing;
  const percentage = (id) => `${Math.round(100 * shares[id])}%`;
  return html`<tr class="best"><th scope="row">Best in <small>share of worlds, by ${label}; ${S.scenarios.find((s) => s.is_baseline)?.name} ${percentage(S.job.scenarios[0])}</small></th>
    ${columns.map(([id]) => html`<td>${percentage(id)} <svg class="share" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">${svg`<rect class="track" x="0" y="0" width="100" height="10"/><rect class="better" x="0" y="0" width=${100 * shares[id]} height="10"/>`}</svg></td>`)}</tr>`;
}
