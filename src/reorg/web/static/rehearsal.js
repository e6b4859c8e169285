// The rehearsal: worlds arrive as dots, then ranges, then claims; then drivers, and where it flips.
import { html, nothing, svg } from './vendor/lit-html.js';
import * as api from './api.js';
import { S, draw, alternatives, isBaseline, keepView, say, step } from './store.js';
import { close } from './dialogs.js';
import { dotChart } from './dots.js';
import { capital, lasting } from './words.js';
import { allScenarios, guessed, hardly, pageOne } from './reading.js';
import { weekChart } from './weekly.js';

export const RANGES_FROM = 16, CLAIMS_FROM = 192;
const ACTIVE = ['preparing', 'running', 'reading', 'waiting'];
export const isActive = () => S.job && ACTIVE.includes(S.job.state);
export const shownScenario = () => (S.job?.scenarios.slice(1).includes(S.scenario?.id) ? S.scenario.id : S.job?.scenarios[1]);

export function rehearseReason() {
  if (S.isLost) return 'The studio’s server has stopped.';
  if (S.scenario.questions.length) return S.scenario.questions[0];
  if (isBaseline() && !alternatives().length) return 'There is nothing to compare: drag a team to try something.';
  return '';
}

export async function rehearse(options = {}) {
  const why = rehearseReason();
  if (why) { say(why); return; }
  const usual = isBaseline() ? alternatives().map((s) => s.id).slice(0, 3) : [S.scenario.id];
  const found = await api.post('studies', { scenarios: options.scenarios ?? usual, worlds: options.worlds ?? S.worlds ?? 1000, seed: options.seed ?? S.seed ?? 1, width: S.width ?? null });
  if (found.error) { say(found.error); return; }
  S.tab = 'happens';
  keepView();
  if (found.state !== 'waiting') adopt(found);
  if (window.innerWidth < 700) document.getElementById('panel')?.scrollIntoView();
  say(found.state === 'waiting' ? 'It waits until the running study is done.' : 'Rehearsing.');
  draw();
}

function adopt(job) {
  if (S.job?.id !== job.id) Object.assign(S, { dots: {}, stats: null, reading: null, weekly: {}, film: null, page: {} });
  S.job = job;
}

export function handleEvent(name, data) {
  if (name === 'engine') S.engine = data.state;
  if (name === 'job' || name === 'dots') {
    const was = S.job?.id === data.id ? S.job.state : '';
    adopt({ ...S.job, ...data });
    if (name === 'dots') for (const [id, more] of Object.entries(data.dots)) S.dots[id] = data.first ? [...(S.dots[id] ?? []).slice(0, data.first), ...more] : more;
    if (name === 'job' && data.state === 'done' && was && was !== 'done') { S.page = {}; say(spokenResult()); }
  }
  if (name === 'stats' && data.id === S.job?.id) S.stats = data;
  if (name === 'weekly' && data.id === S.job?.id) S.weekly = data.bands;
  if (name === 'reading' && data.id === S.job?.id) S.reading = data;
  draw('panel', 'header');
}

function spokenResult() {
  const id = shownScenario();
  return `${S.job.done} worlds done. ${S.stats?.alternatives[id]?.claim ?? ''}`;
}

export const isOld = () => {
  const id = shownScenario();
  return id === S.scenario.id && S.job.prints[id] && S.job.prints[id] !== S.scenario.print;
};

export function happens() {
  const { job } = S;
  if (!job) return empty();
  const id = shownScenario();
  const name = S.scenarios.find((s) => s.id === id)?.name ?? id;
  const dots = S.dots[id] ?? [];
  const claim = S.stats?.alternatives[id]?.claim ?? '';
  return html`
    ${progress(job)}
    ${isOld() ? html`<p class="note">The structure has changed since. These results belong to the previous version. <button @click=${() => rehearse()}>Rehearse again</button> <button @click=${() => showVersion(id)}>Show that version</button></p>` : nothing}
    ${S.scenario.id !== id && !isBaseline() ? html`<p class="note">These results are of ${name}. <button @click=${() => rehearse()}>Rehearse ${S.scenario.name}</button></p>` : nothing}
    ${dots.length && S.isWide && job.state === 'done' ? html`${pageOne(id)}${guessed(id)}${allScenarios()}` : nothing}
    ${dots.length && !(S.isWide && job.state === 'done') ? html`<h2 class="claim">${headline(job, id, name, claim, dots)}</h2>${support(id)}${dotChart(dots, name)}${bars(id)}${weekChart(id)}${decides(id)}${pageOne(id)}` : nothing}
    ${job.state === 'failed' ? html`<p class="note worse">The study stopped: ${job.message} ${job.done ? html`Finished worlds are kept. <button @click=${goOn}>Go on</button>` : html`<button @click=${() => rehearse()}>Rehearse again</button>`}</p>` : nothing}`;
}

// Undoes or redoes edits to the state that the results belong to; if no step leads there, nothing changes.
async function showVersion(id) {
  const wanted = S.job.prints[id];
  const before = S.scenario.cursor;
  for (const direction of ['undo', 'redo']) {
    while (S.scenario.print !== wanted && S.scenario[direction]) await step(direction);
    if (S.scenario.print === wanted) { say('This is the version that was rehearsed. Redo with Control Y.'); return; }
  }
  while (S.scenario.cursor > before) await step('undo');
  say('That version cannot be reached by undo: its edits were replaced.');
}

function empty() {
  const names = [S.scenarios.find((s) => s.is_baseline)?.name, isBaseline() ? alternatives()[0]?.name : S.scenario.name].filter(Boolean);
  return html`<h2>Nothing rehearsed yet</h2><p>Rehearse runs ${names.join(' and ')} in the same 1,000 worlds: same people, work and luck. First dots within seconds.</p>
    ${S.engine === 'compiling' ? html`<p class="soft">Preparing the engine, once on this computer: about 20 s. You can go on editing.</p>` : nothing}`;
}

function progress(job) {
  const share = job.worlds ? job.done / job.worlds : 0;
  const texts = {
    preparing: S.engine === 'ready' ? 'Preparing the study' : 'Preparing the engine, once on this computer: about 20 s. You can go on editing.',
    running: job.width ? `${job.done.toLocaleString('en-US')} worlds, until the mean is known within ±${job.width / 2} (at most ${job.worlds.toLocaleString('en-US')})` : `${job.done.toLocaleString('en-US')} of ${job.worlds.toLocaleString('en-US')} worlds${job.seconds_left ? ` · ${lasting(job.seconds_left)}` : ''}${job.trying ? ` · ${job.trying}` : ''}`,
    reading: `${job.worlds.toLocaleString('en-US')} worlds; reading what decides it`, done: `${job.done.toLocaleString('en-US')} worlds, done`,
    stopped: `Stopped at ${job.done.toLocaleString('en-US')} of ${job.worlds.toLocaleString('en-US')} worlds; finished batches are kept`, failed: 'Stopped', waiting: 'Waiting',
  };
  return html`<div class="progress"><div role="progressbar" aria-label="Worlds" aria-valuemin="0" aria-valuemax=${job.worlds} aria-valuenow=${job.done}><i .style=${`width:${share * 100}%`}></i></div>
    <p>${texts[job.state]}${job.waiting ? ` · ${job.waiting} waiting` : ''}
    ${job.state === 'running' ? html`<button @click=${() => api.post('studies/stop')}>Stop</button>` : nothing}
    ${job.state === 'stopped' ? html`<button @click=${goOn}>Go on</button>` : nothing}
    ${job.state === 'done' ? html`<button @click=${() => rehearse()}>Rehearse again</button>` : nothing}</p></div>`;
}

async function goOn() {
  const found = await api.post('studies/go-on');
  if (found.error) say(found.error);
}

const hundredth = (n, total) => Math.round((100 * n) / total);

function headline(job, id, name, claim, dots) {
  if (job.done < Math.min(CLAIMS_FROM, job.worlds)) return `Too few worlds to say. Each dot is ${dots.length <= 100 ? 'one world' : 'a hundredth of the worlds'}.`;
  if (claim) return job.state === 'done' || job.done === job.worlds ? claim : `So far: ${claim}`;
  return `${name}`;
}

// The maximum number of worlds of a study to a precision.
const SURE_MAX = 10_000;

function support(id) {
  const support = S.stats?.alternatives[id]?.support ?? [];
  return support.length ? html`<p class="support">${support.join(' ')}</p>` : nothing;
}

function bars(id) {
  const figures = S.stats?.alternatives[id]?.figures ?? [];
  if (!figures.length) return html`<p class="soft">Ranges are shown from ${RANGES_FROM} worlds.</p>`;
  return html`<table class="bars"><caption>Mean differences from the baseline${S.stats.alternatives[id].claim ? ' (a size in the sentence above is a median)' : ''}</caption><tbody>${figures.map((f) => html`<tr>
    <th scope="row">${capital(f.label)}</th><td>${bar(f)}</td><td class="number"><b>${minus(f.mean_in_words)}</b>
      <small><span class=${tone(f)}>${reading(f)}${mayBeZero(f) ? ' in more worlds' : nothing}</span>${f.half ? ` ±${f.half}` : nothing}${mayBeZero(f) ? ', the mean may be 0' : nothing}</small></td></tr>`)}</tbody></table>
    <p class="soft">Point: the mean difference; thin line: 90% of worlds; ± and the thick line: the 95% interval of the mean${S.job.done < Math.min(CLAIMS_FROM, S.job.worlds) ? `, shown from ${CLAIMS_FROM} worlds on` : ''}${figures.some((f) => f.bounds) ? '; dashed: not out by the horizon in some worlds, which count as out then' : ''}.</p>`;
}

const minus = (text) => text.replace('-', '\u2212');
const tone = (f) => (hardly(f) ? 'soft' : f.reading === 'worse' ? 'worse' : f.reading === 'better' ? 'better' : 'soft');
const reading = (f) => (hardly(f) ? (f.clarity === 'mostly ties' ? '= alike in most worlds' : '= hardly any difference') : { better: '○ better', worse: '● worse', same: '= alike', 'mostly same': '= mostly alike', unclear: '? not clear', mixed: '? mixed', different: 'differs', unknown: '?' }[f.reading] ?? '');

// The range of worlds, the interval of the mean and the mean. An end cut off at the horizon is open: dashed.
// Shares of worlds lean one way; the mean beside them does not say so.
export const mayBeZero = (f) => !hardly(f) && ['better', 'worse'].includes(f.reading) && Boolean(f.interval) && f.interval[0] <= 0 && f.interval[1] >= 0;

function bar(f) {
  const [lo, hi] = f.range;
  if (f.mean === null) return nothing;
  const isCut = Boolean(f.bounds);
  const known = [0, lo, hi, f.mean, ...(f.interval ?? [])].filter((v) => v !== null);
  const from = Math.min(...known), to = Math.max(...known), span = to - from || 1;
  const x = (v) => 8 + ((v - from) / span) * 84;
  const left = lo === null ? (isCut ? 0 : null) : x(lo), right = hi === null ? (isCut ? 100 : null) : x(hi);
  const isOpen = lo === null || hi === null;
  return html`<svg viewBox="0 0 100 16" class="interval" aria-hidden="true"><line class="zero" x1=${x(0)} x2=${x(0)} y1="1" y2="15"/>
    ${left === null || right === null ? nothing : svg`<line class=${isOpen ? 'thin open' : 'thin'} x1=${left} x2=${right} y1="8" y2="8"/>`}
    ${f.interval ? svg`<line class="thick" x1=${x(f.interval[0])} x2=${x(f.interval[1])} y1="8" y2="8"/>` : nothing}<circle cx=${x(f.mean)} cy="8" r="3"/></svg>`;
}

// Few worlds name few assumptions: what nobody is named for is not luck.
export const noneNamed = (worlds) => `No single assumption stands out in ${worlds.toLocaleString('en-US')} worlds.`;

function decides(id) {
  const { reading: found } = S;
  if (!found) return nothing;
  if (found.why_not) return html`<h3>What decides it</h3><p class="soft">${found.why_not.join(' ')}</p>${observed(found)}`;
  const saved = S.job.saved[S.job.scenarios.indexOf(id)];
  const drivers = (found.drivers ?? []).filter((d) => d.scenario === saved).slice(0, 4);
  const turns = found.turns?.[saved] ?? [];
  return html`<h3>What decides it</h3>${drivers.length ? html`<ul class="drivers">${drivers.map((d) => html`<li><b>${d.label}</b>: ${minus(d.low)} where ${d.low_word}, ${minus(d.high)} where ${d.high_word} <small>(${Math.round(d.share * 100)}% of what differs between worlds)</small></li>`)}</ul>` : html`<p>${noneNamed(S.job.done)}</p>`}
    <h3>Where it flips</h3><p>${turns.length ? turns.join(' ') : 'Not known from so few worlds.'}</p>
    ${observed(found)}`;
}

const observed = (found) => (found.observed ? html`<h3>Observed today</h3><p>${found.observed}</p>` : nothing);

// Why the request cannot be rehearsed, in a sentence; empty if it can.
function wrong({ chosen, seed, worlds, within }) {
  if (!chosen.size) return 'Choose a scenario to compare.';
  if (!/^\d{1,15}$/.test(String(seed).trim())) return 'The seed is a whole number of 0 or more.';
  return worlds === 'sure' && !(Number(within) > 0) ? 'Give the precision as a number above 0.' : '';
}

// The scenarios checked at first: the last choice, if it includes the scenario shown.
function usualChoice() {
  if (isBaseline()) return alternatives().map((s) => s.id).slice(0, 1);
  const known = (S.chosen ?? []).filter((id) => alternatives().some((s) => s.id === id));
  return known.includes(S.scenario.id) ? known : [S.scenario.id];
}

// The server prepares the checked scenarios while the user looks at them.
const prepare = (chosen) => api.post('studies/prepare', { scenarios: [...chosen] });

export function rehearseDialog(dialog) {
  dialog.worlds ??= S.width ? 'sure' : String(S.worlds ?? 1000);
  dialog.within ??= String(S.width ? S.width / 2 : 0.5);
  if (dialog.measure === undefined) {
    dialog.measure = null;
    api.get('/api/leading').then((found) => { dialog.measure = found.error ? null : found; draw('dialog'); });
  }
  dialog.seed ??= String(S.seed ?? 1);
  if (!dialog.chosen) {
    dialog.chosen = new Set(usualChoice());
    prepare(dialog.chosen);
  }
  const go = () => {
    const isSure = dialog.worlds === 'sure';
    dialog.failure = wrong(dialog);
    if (dialog.failure) { draw('dialog'); return; }
    S.width = isSure ? 2 * Number(dialog.within) : null;
    S.chosen = [...dialog.chosen];
    S.worlds = isSure ? SURE_MAX : Number(dialog.worlds); S.seed = Number(dialog.seed);
    close();
    rehearse({ scenarios: [...dialog.chosen], worlds: S.worlds, seed: S.seed });
  };
  return html`<header><h2 id="dialog-title">Rehearse</h2><button class="close" aria-label="Close" @click=${close}>✕</button></header>
    <fieldset><legend>Compare with ${S.scenarios.find((s) => s.is_baseline).name}</legend>${alternatives().map((s) => html`<label><input type="checkbox" .checked=${dialog.chosen.has(s.id)} @change=${(e) => { if (e.target.checked) dialog.chosen.add(s.id); else dialog.chosen.delete(s.id); prepare(dialog.chosen); }}> ${s.name}</label>`)}</fieldset>
    <fieldset><legend>Worlds</legend>${[['200', 'a first look'], ['1000', 'the usual number'], ['5000', 'narrow intervals']].map(([n, why]) => html`<label><input type="radio" name="worlds" .checked=${dialog.worlds === n} @change=${() => { dialog.worlds = n; }}> ${Number(n).toLocaleString('en-US')} <small>${why}</small></label>`)}
      <label><input type="radio" name="worlds" .checked=${dialog.worlds === 'sure'} @change=${() => { dialog.worlds = 'sure'; draw('dialog'); }}> To a precision <small>worlds are added until the mean difference is known as well as you ask, 1,024 at least</small></label></fieldset>
    ${dialog.worlds === 'sure' ? html`<label class="field">Known within ±, ${dialog.measure ? `${dialog.measure.unit} (${dialog.measure.noun})` : 'in the unit of the leading figure'}<input type="number" min="0" step="any" .value=${dialog.within} @input=${(e) => { dialog.within = e.target.value; }}></label>` : nothing}
    <label class="field">Seed<input type="number" min="0" .value=${dialog.seed} @input=${(e) => { dialog.seed = e.target.value; }}></label>
    ${dialog.failure ? html`<p class="note worse" role="alert">${dialog.failure}</p>` : nothing}
    <footer><button class="primary" data-first @click=${go}>Rehearse</button><button @click=${close}>Cancel</button></footer>`;
}
