// One world, watched: two structures on one clock, drawn from the event log.
import { html, nothing, svg } from './vendor/lit-html.js';
import * as api from './api.js';
import { S, draw, personName, say } from './store.js';
import { close, open } from './dialogs.js';
import { peopleOf, toggleTeam } from './film_people.js';
import { shownScenario } from './rehearsal.js';
import { MINUS, capital, count, listed, signed } from './words.js';

const RULES = [['typical', 'A typical world'], ['best', 'The best for the change'], ['worst', 'The worst for the change'], ['departures', 'The most departures']];
const SPEEDS = [1, 2, 4, 8];
let timer = 0;

export function canWatch() { return S.job && (S.job.state === 'done' || S.job.done >= 16) && S.job.state !== 'preparing'; }

export function watch() {
  if (!canWatch()) return html`<h2>Watch a world</h2><p class="soft">${S.job?.done ? `${count(S.job.done, 'world')} so far; from 16 on one of them can be watched here.` : 'Rehearse first; then a world can be watched here, under both structures at once.'}</p>`;
  return html`<h2>Watch a world</h2><p>One of the ${S.job.done.toLocaleString('en-US')} worlds, under both structures: the same people, work and luck, on one clock.</p>
    ${RULES.map(([rule, text]) => html`<button class="entry" aria-pressed=${S.film?.rule === rule} @click=${() => fetchFilm({ rule })}><span>${text}</span></button>`)}
    <button class="entry" @click=${() => open({ kind: 'world', number: String(S.film?.world ?? 0) })}><span>Another world, by number…</span></button>
    ${S.filmFailure ? html`<p class="note worse">${S.filmFailure}</p>` : nothing}
    ${S.film ? html`<h3>How to read it</h3><p class="soft">Each bar is the week of a team: <span class="key work"></span> their work, <span class="key asking"></span> asking, answering, deciding, <span class="key meetings"></span> meetings and one-to-ones; blank is waiting or idle. The thin line below is work that waits: at the tick a week of it for each head, beyond it overload. ↑ decisions passed up to this team, ○ vacant positions, → moved. A click on a team shows its people, and what became of what they were asked. Space plays, ← → steps, Shift with → goes to the next event.</p>` : nothing}`;
}

export function worldDialog(dialog) {
  const go = () => { close(); fetchFilm({ world: Number(dialog.number) }); };
  return html`<header><h2 id="dialog-title">Which world?</h2><button class="close" aria-label="Close" @click=${close}>✕</button></header>
    <label class="field">World, from 0 to ${S.job.done - 1}<input data-first type="number" min="0" max=${S.job.done - 1} .value=${dialog.number} @input=${(e) => { dialog.number = e.target.value; }} @keydown=${(e) => { if (e.key === 'Enter') go(); }}></label>
    <footer><button class="primary" @click=${go}>Watch</button><button @click=${close}>Cancel</button></footer>`;
}

export async function fetchFilm(what) {
  stop();
  S.filmFailure = '';
  S.filmLoading = true;
  draw('frame', 'canvas', 'panel');
  const query = what.rule ? `rule=${what.rule}` : `world=${what.world}`;
  const scenario = shownScenario();
  const found = await api.get(`/api/film?scenario=${encodeURIComponent(scenario)}&${query}`);
  S.filmLoading = false;
  if (found.error) S.filmFailure = found.error;
  else {
    S.film = { ...found, rule: what.rule ?? null, scenario, at: 0, speed: S.film?.speed ?? 2, isDifferent: S.film?.isDifferent ?? false, side: 1, isPlaying: false };
    say(intro(S.film));
  }
  draw('canvas', 'panel');
  // The keys work from the tab: Space plays, arrows step.
  if (S.film && document.activeElement?.id === 'panel-watch') requestAnimationFrame(() => requestAnimationFrame(() => document.querySelector('.film .controls button')?.focus()));
}

const nameOf = (i) => S.film.names[i];
const week = () => S.film.at + S.film.first_week;
const weekInWords = () => `Week ${String(week()).replace('-', MINUS)}`;
const kindOf = (film) => ({ typical: 'a typical one', best: 'the best for the change', worst: 'the worst for the change', departures: 'with the most departures' }[film.rule] ?? 'by number');

export const whoLeaves = (before, after, names) => (before === after ? `${count(before, 'person', 'people')} ${before === 1 ? 'leaves' : 'leave'} in both` : `${count(before, 'person', 'people')} ${before === 1 ? 'leaves' : 'leave'} under ${names[0]} and ${after} under ${names[1]}`);

function intro(film) {
  const [before, after] = film.departures;
  const unit = film.measure.unit;
  const difference = film.difference === null ? '' : Math.abs(film.difference) < 0.05 ? `${film.measure.noun}: no difference` : `${film.measure.noun} ${signed(film.difference)} ${unit}`;
  const left = before === null ? '' : `, ${whoLeaves(before, after, film.names)}`;
  return `World ${film.world}, ${kindOf(film)}: ${difference}${left}.`;
}

export function filmView() {
  if (S.filmLoading) return html`<p class="loading">Running one world under both structures…</p>`;
  const { film } = S;
  const claim = S.stats?.alternatives[film.scenario]?.claim ?? '';
  const narrow = window.innerWidth < 700;
  return html`<div class="film">
    <header><h2>${weekInWords()}</h2><p>${intro(film)} <span class="soft">One world of ${S.job.done.toLocaleString('en-US')}. ${claim}</span></p></header>
    ${narrow ? html`<div class="switch" role="radiogroup" aria-label="Structure">${[0, 1].map((i) => html`<button role="radio" aria-checked=${film.side === i} @click=${() => { film.side = i; draw('canvas'); }}>${nameOf(i)}</button>`)}</div>` : nothing}
    <div class="sides" tabindex="0" role="group" aria-label="Teams, week by week">${(narrow ? [film.side] : [0, 1]).map((i) => side(i))}</div>
    ${timeline()}
    <ul class="feed" aria-live="off">${[0, 1].map((i) => html`<li><b>${nameOf(i)}</b>: ${feed(i)}</li>`)}</ul>
    <div class="controls">
      <button class="primary" @click=${play}>${film.isPlaying ? '❚❚ Pause' : '▸ Play'}</button>
      <button aria-label="Week before" @click=${() => step(film.at - 1)}>‹</button><button aria-label="Next week" @click=${() => step(film.at + 1)}>›</button>
      <input type="range" min="0" max=${last()} .value=${String(film.at)} aria-label="Week" aria-valuetext=${weekInWords()} @input=${(e) => { stop(); go(Number(e.target.value)); }}>
      <div class="switch" role="radiogroup" aria-label="Weeks a second">${SPEEDS.map((speed) => html`<button role="radio" aria-checked=${film.speed === speed} @click=${() => { film.speed = speed; if (film.isPlaying) { stop(); play(); } draw('canvas'); }}>${speed}</button>`)}</div><small class="unit">weeks a second</small>
      <label><input type="checkbox" .checked=${film.isDifferent} @change=${(e) => { film.isDifferent = e.target.checked; draw('canvas'); }}> only what differs</label>
    </div></div>`;
}

const last = () => S.film.sides[0].output.length - 1;
const HOURS = 40;

function side(i) {
  const { film } = S;
  const one = film.sides[i], other = film.sides[1 - i];
  const so = (kind) => one.events.filter((e) => e.kind === kind && e.week <= film.at && e.week >= -film.first_week).length;
  const misdirected = one.misdirected.slice(-film.first_week, film.at + 1).reduce((a, b) => a + b, 0);
  const levels = new Map(other.teams.map((t) => [t.id, t.level]));
  const teams = one.teams.map((team, row) => ({ ...team, row })).filter((team) => !film.isDifferent || film.changed.includes(team.id) || !levels.has(team.id));
  return html`<section aria-label=${nameOf(i)}><h3>${nameOf(i)} <small>${so('left')} left · ${count(so('package finished'), 'part')} finished · ${misdirected.toLocaleString('en-US')} requests misdirected</small></h3>
    ${waitsUntil(i, week()).map((text) => html`<p class="waits">${text}</p>`)}
    ${teams.map((team) => bar(one, team, i))}</section>`;
}

function bar(one, team, i) {
  const { film } = S;
  const hours = one.hours[team.row][film.at];
  const capacity = Math.max(1, team.heads) * HOURS;
  const up = one.up[team.row][film.at], vacant = one.vacant[team.row][film.at];
  const total = hours.reduce((a, b) => a + b, 0);
  const scale = 100 / Math.max(capacity, total);
  const isMoved = i === 1 && film.changed.includes(team.id);
  let x = 0;
  const parts = hours.map((h, k) => { const part = svg`<rect class=${['work', 'asking', 'meetings'][k]} x=${x} y="0" width=${h * scale} height="7"/>`; x += h * scale; return part; });
  const load = one.load[team.row][film.at];
  const description = `${team.name}, ${count(team.heads, 'person', 'people')}: ${hours[0]} h of work, ${hours[1]} h asking and deciding, ${hours[2]} h in meetings, of ${capacity} h; ${load.toFixed(1)} weeks of work waiting per head`;
  return html`<div class="line" title=${description}><button class="team level-${Math.min(team.level + 1, 6)}" aria-expanded=${film.open?.side === i && film.open.team === team.id} @click=${() => toggleTeam(i, team.id)}>${isMoved ? html`<small title="moved">→<span class="unseen"> moved</span></small> ` : nothing}${team.name}</button>
    <svg viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label=${description}>${svg`<rect class="track" x="0" y="0" width="100" height="7"/>`}${parts}${waiting(load)}</svg>
    <span class="marks">${up ? html`<b class="worse" title="decisions passed up to this team">↑${up}</b>` : nothing}${vacant ? html` <span title="vacant positions">${'○'.repeat(Math.min(4, vacant))}</span>` : nothing}</span></div>${peopleOf(i, team.id, week())}`;
}

// Work waiting per head: the tick is at one week, which counts as overload; more is highlighted.
const WEEK_AT = 50;
function waiting(load) {
  const end = Math.min(100, load * WEEK_AT);
  return svg`<rect class="load" x="0" y="8" width=${Math.min(end, WEEK_AT)} height="2"/>${end > WEEK_AT ? svg`<rect class="overload" x=${WEEK_AT} y="7.5" width=${end - WEEK_AT} height="2.5"/>` : nothing}<rect class="tick" x=${WEEK_AT - 0.4} y="7" width="0.8" height="3"/>`;
}

function timeline() {
  const { film } = S;
  const n = last() + 1, W = 1000, H = 92;
  const most = Math.max(...film.sides.flatMap((s) => s.output.map((v) => v ?? 0)), 1);
  const misdirected = Math.max(...film.sides.flatMap((s) => s.misdirected), 1);
  const x = (w) => (w + 0.5) * (W / n), y = (v) => H - 22 - (v / most) * (H - 30);
  const path = (values) => values.map((v, w) => (v === null ? '' : `${w && values[w - 1] !== null ? 'L' : 'M'}${x(w).toFixed(1)} ${y(v).toFixed(1)}`)).join('');
  const marks = film.sides[1].events.filter((e) => ['left', 'package finished'].includes(e.kind));
  return html`<svg class="timeline" viewBox="0 0 ${W} ${H}" preserveAspectRatio="none" role="img" aria-label="Output a week of both, and misdirected requests" @click=${(e) => { const box = e.currentTarget.getBoundingClientRect(); stop(); go(Math.floor(((e.clientX - box.left) / box.width) * n)); }}>
    ${film.sides[1].misdirected.map((v, w) => svg`<rect class="misdirected" x=${x(w) - W / n / 2 + 1} width=${Math.max(1, W / n - 2)} y=${H - 20 - (v / misdirected) * 26} height=${(v / misdirected) * 26}/>`)}
    <path class="stay" d=${path(film.sides[0].output)}></path><path class="alternative" d=${path(film.sides[1].output)}></path>
    ${marks.map((e) => svg`<text x=${x(e.week)} y=${H - (e.kind === 'left' ? 10 : 1)} text-anchor="middle" class=${e.release ? 'release' : e.kind === 'left' ? 'left' : ''}>${e.release ? '★' : e.kind === 'left' ? '▼' : '◆'}</text>`)}
    <line class="now" x1=${x(film.at)} x2=${x(film.at)} y1="0" y2=${H}/></svg>
    <p class="legend soft">Weekly output: dashed ${nameOf(0)}, solid ${nameOf(1)}; bars: misdirected requests; ▼ leaves, ◆ part finished, ★ release out (${nameOf(1)}).</p>`;
}

// The releases that wait, or have waited, for a late one, in sentences.
function waitsUntil(i, now) {
  return S.film.sides[i].waits.filter((w) => w.from_week <= now).map((w) => (w.out_week === null || now < Math.floor(w.out_week) ? `${capital(w.release)} waits for ${w.waits_for}, which is late: it was due in week ${w.due_week}.`
    : `${capital(w.release)} waited ${count(Number((w.out_week - w.from_week).toFixed(1)), 'week')} for ${w.waits_for}, which was due in week ${w.due_week} and out in week ${Math.floor(w.out_week)}.`));
}

const beginsToWait = (i) => S.film.sides[i].waits.filter((w) => Math.max(0, Math.ceil(w.from_week)) === week()).map((w) => `${w.release} waits for ${w.waits_for}`);
const happenings = (i) => [...S.film.sides[i].events.filter((e) => e.week === S.film.at).map(inWords), ...beginsToWait(i)];

function feed(i) {
  const now = happenings(i);
  return now.length ? listed(now, 2) : html`<span class="soft">no events this week</span>`;
}

function inWords(e) {
  if (e.kind === 'left') return `${personName(e.person)} leaves`;
  if (e.kind === 'joined') return `${personName(e.person)} starts`;
  if (e.kind === 'acting lead') return `${personName(e.person)} acts as lead`;
  if (e.kind === 'reorganized') return 'the structure changes';
  return e.release ? `${e.release} is out` : `${e.work} is finished`;
}

export function go(at) {
  S.film.at = Math.max(0, Math.min(last(), at));
  if (S.film.at === last()) stop();
  draw('canvas');
}

// A manual step is spoken, with its events; a playing film would talk without end.
function step(at) {
  go(at);
  say(`${weekInWords()}. ${[0, 1].map((i) => `${nameOf(i)}: ${listed(happenings(i), 2) || 'nothing new'}.`).join(' ')}`);
}

function play() {
  const { film } = S;
  if (film.isPlaying) { stop(); return; }
  if (film.at === last()) film.at = 0;
  film.isPlaying = true;
  timer = setInterval(() => { if (S.tab !== 'watch' || !S.film) stop(); else go(S.film.at + 1); }, 1000 / film.speed);
  draw('canvas');
}

function stop() {
  clearInterval(timer);
  timer = 0;
  if (S.film) S.film.isPlaying = false;
  draw('canvas');
}

export function filmKey(event) {
  if (event.target.closest('[role=tab], [role=radio], dialog') || (event.key === ' ' && event.target.closest('button'))) return false;
  const weeks = S.film.sides.flatMap((s) => s.events.map((e) => e.week)).filter((w) => w > S.film.at);
  const keys = { ' ': play, ArrowLeft: () => step(S.film.at - 1), ArrowRight: () => step(event.shiftKey ? Math.min(last(), ...weeks) : S.film.at + 1), Home: () => step(0), End: () => step(last()) };
  if (!keys[event.key] || (event.target.type === 'range' && event.key !== ' ' && !event.shiftKey)) return false;
  event.preventDefault();
  if (event.key !== ' ') stop();
  keys[event.key]();
  return true;
}
