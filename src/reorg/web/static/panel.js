// The panel: the facts of a structure, the results of the worlds, and one world to watch.
import { html, nothing } from './vendor/lit-html.js';
import { S, alternatives, canEdit, draw, edit, isBaseline, keepView, personName, say, teamName, workName } from './store.js';
import { breachInWords } from './drag.js';
import { edge } from './edge.js';
import { happens } from './rehearsal.js';
import { widen } from './reading.js';
import { canWatch, fetchFilm, watch } from './film.js';
import { remarks } from './remarks.js';
import { count, listed, money } from './words.js';

const TABS = [['facts', 'Consequences'], ['happens', 'What happens'], ['watch', 'Watch a world']];

export function panel() {
  return html`${edge()}
    <div class="panel-head"><div class="tabs panel-tabs" role="tablist" aria-label="Panel" @keydown=${arrow}>
      ${TABS.map(([id, text]) => html`<button role="tab" id=${`panel-${id}`} aria-selected=${S.tab === id} aria-controls="panel-body" tabindex=${S.tab === id ? 0 : -1} @click=${() => setTab(id)}>${text}</button>`)}</div>
      <button class="widen" title=${S.isWide ? 'Show the canvas' : 'Widen to the page'} aria-label=${S.isWide ? 'Show the canvas' : 'Widen to the page'} aria-pressed=${S.isWide} @click=${() => widen(!S.isWide)}>${S.isWide ? '⇥' : '⇤'}</button>
    </div>
    <div id="panel-body" role="tabpanel" aria-labelledby=${`panel-${S.tab}`} tabindex="0">
      ${S.tab === 'facts' ? consequences() : S.tab === 'happens' ? happens() : watch()}
    </div>`;
}

export function setTab(tab) {
  S.tab = tab;
  if (tab === 'watch' && !S.film && !S.filmLoading && canWatch()) fetchFilm({ rule: 'typical' });
  if (tab === 'watch') S.isWide = false;
  keepView();
  draw();
}

function arrow(event) {
  const steps = { ArrowRight: 1, ArrowLeft: -1 };
  if (!(event.key in steps) || !event.target.closest('[role=tab]')) return;
  const at = TABS.findIndex(([id]) => id === S.tab);
  const [id] = TABS[(at + steps[event.key] + TABS.length) % TABS.length];
  event.preventDefault();
  setTab(id);
  requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById(`panel-${id}`)?.focus()));
}

const sign = (before, after) => (after > before ? html`<span class="worse" title="more">▲</span>` : after < before ? html`<span class="better" title="less">▽</span>` : html`<span class="same" title="the same">=</span>`);

function consequences() {
  const before = S.model.today.facts, after = S.scenario.facts;
  const widest = (facts) => Object.entries(facts.spans).reduce((a, b) => (b[1] > a[1] ? b : a), ['', 0]);
  const [lead, span] = widest(after);
  const moves = Object.entries(S.scenario.leads_changed), homes = Object.entries(S.scenario.teams_changed);
  const row = (key, name, a, b, mark, note, details) => {
    const isOpen = S.openFact === key;
    return html`<tr class=${isOpen ? 'open' : ''}><th scope="row">${details?.length ? html`<button class="plain" aria-expanded=${isOpen} @click=${() => { S.openFact = isOpen ? null : key; draw('panel'); }}>${name}</button>` : name}
      ${note ? html`<small>${note}</small>` : nothing}
      ${isOpen && details?.length ? html`<ul class="details">${details.slice(0, 60).map((text) => html`<li>${text}</li>`)}${details.length > 60 ? html`<li>and ${details.length - 60} more</li>` : nothing}</ul>` : nothing}</th>
      <td>${a}</td><td>${b}</td><td>${mark}</td></tr>`;
  };
  const compare = (key, name, a, b, note, details) => row(key, name, a, b, sign(a, b), note, details);
  return html`
    <h2>At once, before anything is simulated</h2>
    ${S.scenario.questions.length ? html`<ul class="questions">${S.scenario.questions.map((q) => html`<li>▲ ${q}</li>`)}</ul>` : nothing}
    <table class="facts-table"><thead><tr><th scope="col"><span class="unseen">Fact</span></th><th scope="col">today</th><th scope="col">after</th><th scope="col"><span class="unseen">more or less</span></th></tr></thead><tbody>
      ${compare('people', 'People', before.people, after.people, [after.vacant ? `and ${count(after.vacant, 'vacant position')}` : '', after.payroll_usd ? `${money(after.payroll_usd, S.model.money)} a year` : ''].filter(Boolean).join('; '))}
      ${compare('layers', 'Layers', before.layers, after.layers)}
      ${compare('span', 'Widest span', widest(before)[1], span, lead ? personName(lead) : '', Object.entries(after.spans).sort((a, b) => b[1] - a[1]).slice(0, 20).map(([id, n]) => `${personName(id)}: ${n}`))}
      ${after.coupled ? row('far', 'Coupled work beyond one lead', `${before.far.length} of ${before.coupled}`, `${after.far.length} of ${after.coupled}`, sign(before.far.length, after.far.length), 'must be talked through across two levels or more',
        after.far.map((pair) => `${workName(['package', pair.first])} – ${workName(['package', pair.second])}: ${teamName(pair.teams[0])}, ${teamName(pair.teams[1])}, ${pair.levels} levels`)) : nothing}
      ${after.coupled ? row('levels', 'Distance of coupled work', before.levels.toFixed(2), after.levels.toFixed(2), sign(before.levels, after.levels), 'levels up to the team above both, weighted') : nothing}
      ${row('leads', 'Another lead', '', moves.length, '', '', moves.map(([id, [a, b]]) => `${personName(id)}: ${a ? personName(a) : 'nobody'} → ${b ? personName(b) : 'nobody'}`))}
      ${row('teams', 'Another team', '', homes.length, '', homes.length ? 'a team is the same if most of its people are' : '', homes.map(([id, [a, b]]) => `${personName(id)}: ${teamName(a)} → ${teamName(b)}`))}
      ${compare('unskilled', 'Work whose team lacks the skill', before.unskilled.length, after.unskilled.length, '', after.unskilled.map((w) => `${workName([w.kind, w.work])} (${w.area}) with ${teamName(w.team)}`))}
      ${compare('lone', 'Areas with one expert or none', before.lone_areas.length, after.lone_areas.length, '', after.lone_areas)}
    </tbody></table>
    ${remarks(S.model.remarks)}
    ${rails(after)}
    ${fates()}
    ${rights()}
    ${dates()}
    <p class="soft">${isBaseline() && !alternatives().length ? 'Drag a team onto another to try something: that begins a scenario, which can be rehearsed.' : html`Press <b>Rehearse</b> to see what it does to the release, the people and the cost.`}</p>`;
}

function rails(after) {
  const names = Object.entries(S.model.rails);
  if (!names.length) return nothing;
  return html`<h3 id="rails">Guard-rails</h3><ul class="rails">${names.map(([rail, text]) => {
    const broken = after.breaches.filter((b) => b.rail === rail);
    return html`<li class=${broken.length ? 'worse' : ''}><span aria-hidden="true">${broken.length ? '▲' : '✓'}</span> ${text}${broken.length ? html`: <b>${listed(broken.map(breachInWords), 3)}</b>` : html`<span class="unseen">: kept</span>`}</li>`;
  })}</ul>`;
}

function fates() {
  return html`${leavers()}${S.scenario.joins.length ? html`<h3>New positions</h3><ul>${S.scenario.joins.map((join) => html`<li>${join.title} in ${teamName(join.team)}, from week ${join.week}</li>`)}</ul>` : nothing}`;
}

function leavers() {
  const leaving = Object.entries(S.scenario.fates).filter(([, [fate]]) => fate !== 'bench');
  if (!leaving.length) return nothing;
  return html`<h3>Leaves</h3><ul>${leaving.map(([id, [fate, week]]) => html`<li>${personName(id)}, week ${week}; the position is ${fate === 'closed' ? 'closed' : 'filled again'}</li>`)}</ul>`;
}

function changesIn(weeks) {
  if (weeks.length) return `The structure changes in ${weeks.length > 1 ? 'weeks' : 'week'} ${listed(weeks.map(String), 6)}.`;
  return S.scenarios.find((s) => s.id === S.scenario.id)?.is_new ? 'The structure changes at the start, or when the scenario it is based on says.' : 'The structure changes when the scenario says.';
}

function dates() {
  if (isBaseline()) return nothing;
  const { week, stated_weeks: stated } = S.scenario;
  return html`<p class="soft">${changesIn(week === null ? stated : [week])}
    <button class="plain" @click=${() => { S.dialog = { kind: 'text', title: `Week of the change, from ${S.model.start}`, value: String(week ?? stated[0] ?? 0), done: setWeek }; draw('dialog'); }}>Change the week</button></p>`;
}

const DEGREES = [['low', 'by those who do the work'], ['medium', 'by their leads'], ['high', 'near the top']];

// The centralization of decisions, and the integrators of coupled work.
function rights() {
  const { decides, integrators } = S.scenario;
  const can = canEdit() && !isBaseline();
  const set = (degree) => edit({ kind: 'decides', degree }, `Centralization of decisions: ${degree}.`);
  return html`<fieldset class="rights"><legend>Decisions are made</legend>${DEGREES.map(([degree, label]) => html`<label><input type="radio" name="decides" value=${degree} ?disabled=${!can} .checked=${decides === degree} @change=${() => set(degree)}> ${label} <small>centralization ${degree}</small></label>`)}</fieldset>
    ${Object.keys(integrators).length ? html`<h3>Integrators</h3><ul>${Object.entries(integrators).map(([id, areas]) => html`<li>${personName(id)}: ${listed(areas)}</li>`)}</ul>` : nothing}`;
}

function setWeek(value) {
  const week = Number(value);
  if (value.trim() === '' || !Number.isFinite(week)) { say(`“${value}” is not a week: give a number of 0 or more.`); return; }
  edit({ kind: 'week', week }, `The structure changes in week ${week}.`);
}
