// The people of a team in the week shown, their last activities, and the further course of a request.
import { html, nothing, svg } from './vendor/lit-html.js';
import * as api from './api.js';
import { S, draw, personName } from './store.js';
import { MINUS } from './words.js';

const HOURS = 40;
const KINDS = ['work', 'asking', 'meetings'];
const SHOW_AFTER_MS = 150;
let timer = 0;

export function toggleTeam(side, team) {
  const { film } = S;
  film.open = film.open?.side === side && film.open.team === team ? null : { side, team };
  draw('canvas');
}

const query = (more) => new URLSearchParams({ scenario: S.film.scenario, world: S.film.world, ...more }).toString();

// Requested once the film has stopped for a moment: each answer is read from the log of the world.
function ask(open, week) {
  open.asked = week;
  clearTimeout(timer);
  timer = setTimeout(async () => {
    const found = await api.get(`/api/film/team?${query({ side: open.side, team: open.team, week })}`);
    if (S.film?.open !== open || open.asked !== week) return;
    Object.assign(open, { week, people: found.people, failure: found.error ?? '', trace: null });
    draw('canvas');
  }, SHOW_AFTER_MS);
}

async function follow(open, line) {
  if (open.trace?.line === line) { open.trace = null; draw('canvas'); return; }
  const found = await api.get(`/api/film/question?${query({ side: open.side, line })}`);
  open.trace = { line, lines: found.lines ?? [], failure: found.error ?? '' };
  draw('canvas');
}

export function peopleOf(side, team, week) {
  const { open } = S.film;
  if (!open || open.side !== side || open.team !== team) return nothing;
  if (open.asked !== week && !S.film.isPlaying) ask(open, week);
  if (open.failure) return html`<p class="note worse">${open.failure}</p>`;
  if (!open.people) return html`<p class="soft">Reading the log of this world…</p>`;
  return html`<ul class="watched">${open.people.map((each) => person(open, each))}</ul>`;
}

function person(open, { person: id, hours, last }) {
  const total = hours.reduce((a, b) => a + b, 0);
  const scale = 100 / Math.max(HOURS, total);
  let x = 0;
  const parts = hours.map((h, k) => { const part = svg`<rect class=${KINDS[k]} x=${x} y="0" width=${h * scale} height="10"/>`; x += h * scale; return part; });
  const description = `${personName(id)}: ${hours[0]} h of work, ${hours[1]} h asking and deciding, ${hours[2]} h in meetings, of ${HOURS} h`;
  return html`<li><div class="line" title=${description}><span class="team">${personName(id)}</span><svg viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label=${description}>${svg`<rect class="track" x="0" y="0" width="100" height="10"/>`}${parts}</svg><span class="marks">${total} h</span></div>
    <ul>${last.map((event) => html`<li>${eventLine(event)}${event.line === null ? nothing : html` <button class="plain" aria-expanded=${open.trace?.line === event.line} @click=${() => follow(open, event.line)}>what became of it</button>`}
      ${open.trace?.line === event.line && event.line !== null ? trace(open.trace) : nothing}</li>`)}</ul></li>`;
}

const eventLine = (event) => html`<span class="soft">week ${String(event.week).replace('-', MINUS)}, ${event.date}</span> ${event.text}`;

function trace({ lines, failure }) {
  if (failure) return html`<p class="note worse">${failure}</p>`;
  return html`<ol class="trace">${lines.map((event) => html`<li>${eventLine(event)}</li>`)}</ol>`;
}
