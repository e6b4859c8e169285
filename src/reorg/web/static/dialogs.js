// The dialogs: the menu of a team or person, where to move, who leads, names, and what a key does.
import { html, nothing } from './vendor/lit-html.js';
import { S, canEdit, draw, drawNow, edit, endScenario, homeOf, newScenario, personName, say, teamName, tree, whyNot, workName } from './store.js';
import { elementOf } from './cards.js';
import { barred, moveAll, shift } from './drag.js';
import { seated } from './tree.js';
import { exportDialog } from './taking.js';
import { rehearseDialog } from './rehearsal.js';
import { guessDialog } from './reading.js';
import { modelDialog } from './start.js';
import { worldDialog } from './film.js';
import { count } from './words.js';

let opener = null;

export function open(dialog) {
  opener = document.activeElement;
  S.dialog = dialog;
  drawNow('dialog');
}

export function close() {
  S.dialog = null;
  draw('dialog', 'canvas');
  const back = opener;
  opener = null;
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const item = S.focus && elementOf(S.focus);
    if (back?.isConnected && back !== document.body && !back.closest('#tree')) back.focus(); else item?.focus();
  }));
}

function needEdit() {
  if (canEdit()) return true;
  say(whyNot());
  return false;
}

export const openMenu = (item, at) => open({ kind: 'menu', item, at });
export function openMove(item) {
  if (!needEdit()) return;
  const chosen = S.selected.filter((s) => s.kind === item.kind);
  const ids = chosen.some((s) => s.id === item.id) ? chosen.map((s) => s.id) : [item.id];
  open({ kind: 'move', item, ids, text: '', at: 0 });
}
export function openLeave(person) { if (needEdit()) open({ kind: 'leave', person, week: 0, fate: 'leave' }); }
export function openNewTeam(parent) { if (needEdit()) open({ kind: 'text', title: `New team under ${teamName(parent)}`, value: '', done: (name) => edit({ kind: 'new_team', name, parent }, `New team ${name} under ${teamName(parent)}.`) }); }
export function openRename(team) { if (needEdit()) open({ kind: 'text', title: `New name of ${teamName(team)}`, value: plain(teamName(team)), done: (name) => edit({ kind: 'rename', team, name }, `Renamed ${name}.`) }); }
// A name without the marks that isolate its writing direction.
const plain = (name) => name.replace(/[\u2068\u2069]/g, '');
export function toBench(person) { if (needEdit()) edit({ kind: 'bench', person }, `${personName(person)} is on the bench.`); }

const KINDS = { menu, move, lead, leave, text, own, end, bridge, position, scenario: scenarioDialog, help, export: exportDialog, rehearse: rehearseDialog, guess: guessDialog, model: modelDialog, world: worldDialog };

export function dialogs() {
  const { dialog } = S;
  if (!dialog) return nothing;
  return html`<dialog class=${`dialog dialog-${dialog.kind}`} aria-labelledby="dialog-title" @close=${() => { if (S.dialog === dialog) close(); }}
      @click=${first(dialog, outside)} @keydown=${first(dialog)}>
    <div class="inside">${KINDS[dialog.kind](dialog)}</div></dialog>`;
}

// An answered dialog is closed with the next frame: an earlier second click or key does not count as an answer.
const first = (dialog, then) => ({
  capture: true,
  handleEvent(event) {
    if (S.dialog === dialog) { then?.(event); return; }
    event.preventDefault();
    event.stopPropagation();
  },
});

// A click on the backdrop closes, as Escape does.
function outside(event) { if (event.target.localName === 'dialog') close(); }

let shown = null;
export function afterDialogs() {
  const element = document.querySelector('dialog');
  if (!element || S.dialog === shown) { shown = S.dialog; return; }
  shown = S.dialog;
  element.removeAttribute('style');
  if (!element.open) element.showModal();
  const { at } = S.dialog;
  if (S.dialog.kind === 'menu' && at && window.innerWidth >= 700) {
    const box = element.getBoundingClientRect();
    element.style.margin = '0';
    element.style.left = `${Math.max(8, Math.min(at.left, window.innerWidth - box.width - 8))}px`;
    element.style.top = `${Math.max(8, Math.min(at.bottom + 4, window.innerHeight - box.height - 8))}px`;
  }
  (element.querySelector('[data-first]') ?? element.querySelector('input, button:not(.close)'))?.focus();
}

const title = (text) => html`<header><h2 id="dialog-title">${text}</h2><button class="close" aria-label="Close" @click=${close}>✕</button></header>`;

function menu({ item }) {
  const { kind, id } = item;
  const then = (act) => () => { close(); act(); };
  const entry = (text, key, act) => html`<button class="entry" @click=${then(act)}><span>${text}</span>${key ? html`<kbd>${key}</kbd>` : nothing}</button>`;
  if (kind === 'person') {
    const team = homeOf(id);
    const fate = S.scenario.fates[id];
    return html`${title(personName(id))}
      ${entry('Move to…', 'M', () => openMove(item))}
      ${team && team.lead !== id ? order(entry, item, seated(team, S.scenario.fates)) : nothing}
      ${team && team.lead !== id ? entry(`Lead ${team.name}`, '', () => edit({ kind: 'set_lead', team: team.id, person: id }, `${personName(id)} leads ${team.name}.`)) : nothing}
      ${entry('Bridges coupled work…', '', () => needEdit() && open({ kind: 'bridge', person: id, areas: new Set(S.scenario.integrators[id] ?? []) }))}
      ${fate ? entry('Stays after all', '', () => edit({ kind: 'stay', person: id }, `${personName(id)} stays.`)) : entry('To the bench', 'B', () => toBench(id))}
      ${entry('Leaves…', 'L', () => openLeave(id))}`;
  }
  const { team } = tree().order.find((o) => o.team.id === id);
  return html`${title(team.name)}
    ${team.parent ? entry('Move under…', 'M', () => openMove(item)) : nothing}
    ${team.parent ? order(entry, item, tree().kids.get(team.parent).map((t) => t.id)) : nothing}
    ${team.members.length ? entry(S.listed.has(id) ? 'Hide the people' : 'List the people', 'Enter', () => { if (S.listed.has(id)) S.listed.delete(id); else S.listed.add(id); draw('canvas'); }) : nothing}
    ${entry('Another lead…', '', () => needEdit() && open({ kind: 'lead', change: null, teams: [id], text: `Who leads ${team.name}?` }))}
    ${team.lead ? entry(`Move ${personName(team.lead)}…`, '', () => openMove({ kind: 'person', id: team.lead })) : nothing}
    ${team.lead ? entry(`${personName(team.lead)} leaves…`, 'L', () => openLeave(team.lead)) : nothing}
    ${entry('New team below…', 'N', () => openNewTeam(id))}
    ${entry('New position…', '', () => needEdit() && open({ kind: 'position', team: id }))}
    ${entry('Rename…', 'F2', () => openRename(id))}
    ${team.owns.length ? entry(`Give away work (${team.owns.length})…`, '', () => needEdit() && open({ kind: 'own', team: id })) : nothing}
    ${team.parent ? entry('End this team…', '', () => needEdit() && open({ kind: 'end', team: id })) : nothing}`;
}

// One place earlier or later among the siblings, if there is one.
function order(entry, item, siblings) {
  const at = siblings.indexOf(item.id);
  return html`${at > 0 ? entry('One place earlier', 'Alt+↑', () => shift(item, -1)) : nothing}
    ${at >= 0 && at < siblings.length - 1 ? entry('One place later', 'Alt+↓', () => shift(item, 1)) : nothing}`;
}

const CHOICES_MAX = 100;

// A list to choose a team from: type, arrows, Enter.
function pick({ heading, teams, dialog, choose, why = () => '' }) {
  const wanted = dialog.text?.toLowerCase() ?? '';
  const all = teams.filter((o) => !wanted || o.team.name.toLowerCase().includes(wanted) || (o.team.lead && personName(o.team.lead).toLowerCase().includes(wanted)));
  const found = all.slice(0, CHOICES_MAX);
  const free = found.filter((o) => !why(o.team.id));
  const at = Math.min(dialog.at ?? 0, Math.max(0, free.length - 1));
  const key = (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      dialog.at = (at + (event.key === 'ArrowDown' ? 1 : -1) + free.length) % Math.max(1, free.length);
      drawNow('dialog');
      document.querySelector('dialog [aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && free[at]) { event.preventDefault(); choose(free[at].team.id); }
  };
  return html`${title(heading)}
    <input data-first type="text" role="combobox" aria-expanded="true" aria-controls="choices" aria-label="Find a team" autocomplete="off"
      aria-activedescendant=${free[at] ? `choice-${free[at].team.id}` : nothing} placeholder="Type to find" .value=${dialog.text ?? ''}
      @input=${(e) => { dialog.text = e.target.value; dialog.at = 0; drawNow('dialog'); }} @keydown=${key}>
    <div role="listbox" id="choices" class="choices" aria-label="Teams">
      ${found.map((o) => { const reason = why(o.team.id); return html`<div role="option" id=${`choice-${o.team.id}`} aria-disabled=${reason ? 'true' : 'false'} aria-selected=${free[at]?.team.id === o.team.id}
        class=${`choice level-${Math.min(o.level, 6)}`} title=${reason} @click=${() => (reason ? say(reason) : choose(o.team.id))}><span>${o.team.name}</span><small>${o.team.lead ? personName(o.team.lead) : 'no lead'}</small></div>`; })}
      ${found.length ? nothing : html`<p class="soft">No team has that name.</p>`}
      ${all.length > found.length ? html`<p class="soft">and ${count(all.length - found.length, 'team')} more: type to find them</p>` : nothing}
    </div>`;
}

function move(dialog) {
  const { item, ids } = dialog;
  const name = ids.length > 1 ? `${ids.length} ${item.kind === 'team' ? 'teams' : 'people'}` : item.kind === 'team' ? teamName(item.id) : personName(item.id);
  const choose = (to) => { close(); moveAll(item.kind, ids, to); };
  return pick({ heading: item.kind === 'team' ? `Move ${name} under…` : `Move ${name} to…`, teams: tree().order, dialog, choose, why: (id) => barred({ kind: item.kind, ids }, id) });
}

const RANK = ['executive', 'principal', 'staff', 'senior', 'mid', 'junior'];

function lead(dialog) {
  const { change, teams, text, message } = dialog;
  const gone = change?.person;
  const answers = dialog.answers ?? (dialog.answers = {});
  const leads = new Set(S.scenario.teams.map((t) => t.lead));
  const choices = (team) => seated(team, S.scenario.fates).filter((id) => id !== gone && !leads.has(id))
    .sort((a, b) => RANK.indexOf(S.model.people[a]?.seniority) - RANK.indexOf(S.model.people[b]?.seniority));
  const parts = teams.map((id) => {
    const team = tree().by.get(id);
    const people = choices(team);
    if (!(id in answers)) answers[id] = change ? people[0] ?? null : team.lead;
    const all = !change && team.lead ? [team.lead, ...people] : people;
    return html`<fieldset><legend>${teams.length > 1 ? `Who leads ${team.name} now?` : 'Its members, the most senior first'}</legend>
      ${all.map((person) => html`<label><input type="radio" name=${`lead-${id}`} .checked=${answers[id] === person} @change=${() => { answers[id] = person; }}> ${personName(person)} <small>${S.model.people[person]?.seniority ?? ''}</small></label>`)}
      <label><input type="radio" name=${`lead-${id}`} .checked=${answers[id] === null} @change=${() => { answers[id] = null; }}> Nobody for now</label></fieldset>`;
  });
  const done = () => {
    close();
    if (change) edit({ ...change, leads: { ...change.leads, ...answers } }, message);
    else if (answers[teams[0]] !== tree().by.get(teams[0]).lead) edit({ kind: 'set_lead', team: teams[0], person: answers[teams[0]] }, `${teamName(teams[0])} is led by ${answers[teams[0]] ? personName(answers[teams[0]]) : 'nobody'}.`);
  };
  return html`${title(text)}${parts}<footer><button class="primary" @click=${done}>${change ? 'Go on' : 'Set lead'}</button><button @click=${close}>Cancel</button></footer>`;
}

// A week as typed; null if it is not within the horizon, with the error shown in the dialog.
function weekOf(dialog) {
  const week = String(dialog.week).trim() === '' ? NaN : Number(dialog.week);
  if (week >= 0 && week <= S.model.horizon_weeks) return week;
  dialog.failure = `The week is a number from 0 to ${S.model.horizon_weeks}.`;
  draw('dialog');
  return null;
}

function leave(dialog) {
  const { person } = dialog;
  const done = () => {
    const week = weekOf(dialog);
    if (week === null) return;
    close();
    edit({ kind: dialog.fate, person, week }, `${personName(person)} leaves in week ${week}.`);
  };
  return html`${title(`${personName(person)} leaves`)}
    <fieldset><legend>The position</legend>
      <label><input data-first type="radio" name="fate" .checked=${dialog.fate === 'leave'} @change=${() => { dialog.fate = 'leave'; }}> is filled again</label>
      <label><input type="radio" name="fate" .checked=${dialog.fate === 'close'} @change=${() => { dialog.fate = 'close'; }}> is closed</label></fieldset>
    <label class="field">Week, from ${S.model.start}<input type="number" min="0" max=${S.model.horizon_weeks} .value=${String(dialog.week)} @input=${(e) => { dialog.week = e.target.value; }}></label>
    ${dialog.failure ? html`<p class="note worse" role="alert">${dialog.failure}</p>` : nothing}
    <footer><button class="primary" @click=${done}>Leaves</button><button @click=${close}>Cancel</button></footer>`;
}

function text(dialog) {
  const done = () => {
    const value = dialog.value.trim();
    if (!value) { dialog.failure = 'Type something first.'; draw('dialog'); return; }
    close();
    dialog.done(value);
  };
  return html`${title(dialog.title)}
    <input data-first type="text" maxlength="200" aria-label="Name" .value=${dialog.value} @input=${(e) => { dialog.value = e.target.value; }} @keydown=${(e) => { if (e.key === 'Enter') done(); }}>
    ${dialog.failure ? html`<p class="note worse" role="alert">${dialog.failure}</p>` : nothing}
    <footer><button class="primary" @click=${done}>OK</button><button @click=${close}>Leave it</button></footer>`;
}

function own(dialog) {
  const team = tree().by.get(dialog.team);
  if (dialog.work) {
    const choose = (to) => { close(); edit({ kind: 'own', work: dialog.work, team: to }, `${teamName(to)} takes over ${workName(dialog.work)}.`); };
    return pick({ heading: `Who takes over ${workName(dialog.work)}?`, teams: tree().order, dialog, choose, why: (id) => (id === team.id ? `${team.name} owns it.` : '') });
  }
  return html`${title(`Work of ${team.name}`)}${team.owns.map((work, i) => html`<button class="entry" data-first=${i ? nothing : ''} @click=${() => open({ kind: 'own', team: dialog.team, work, text: '', at: 0 })}><span>${workName(work)}</span><small>${work[0]}</small></button>`)}`;
}

// A new position, filled from outside: rank, skills and pay are those of a present colleague.
function position(dialog) {
  const team = tree().by.get(dialog.team);
  const near = [...seated(team, S.scenario.fates), ...(team.lead ? [team.lead] : [])];
  const people = near.length ? near : Object.keys(S.model.people).slice(0, 20);
  dialog.like ??= people[0];
  dialog.title ??= '';
  dialog.week ??= '0';
  const done = () => {
    if (!dialog.title.trim()) { dialog.failure = 'Give the position a title.'; draw('dialog'); return; }
    const week = weekOf(dialog);
    if (week === null) return;
    close();
    edit({ kind: 'join', team: team.id, title: dialog.title.trim(), like: dialog.like, week }, `New position ${dialog.title.trim()} in ${team.name}.`);
  };
  return html`${title(`New position in ${team.name}`)}
    <label class="field">Title<input data-first type="text" maxlength="200" .value=${dialog.title} @input=${(e) => { dialog.title = e.target.value; }}></label>
    <label class="field">Skills, rank and pay as<select @change=${(e) => { dialog.like = e.target.value; }}>${people.map((id) => html`<option value=${id} ?selected=${id === dialog.like}>${personName(id)}</option>`)}</select></label>
    <label class="field">Filled in week, from ${S.model.start}<input type="number" min="0" max=${S.model.horizon_weeks} .value=${dialog.week} @input=${(e) => { dialog.week = e.target.value; }}></label>
    ${dialog.failure ? html`<p class="note worse" role="alert">${dialog.failure}</p>` : nothing}
    <footer><button class="primary" @click=${done}>Add it</button><button @click=${close}>Leave it</button></footer>`;
}

// An integrator: the person who bridges the distance between the coupled work of some areas.
function bridge(dialog) {
  const { person, areas } = dialog;
  const done = () => { close(); edit({ kind: 'integrator', person, areas: S.model.areas.filter((area) => areas.has(area)) }, areas.size ? `${personName(person)} bridges ${[...areas].join(', ')}.` : `${personName(person)} bridges no work.`); };
  return html`${title(`${personName(person)} as integrator`)}
    <p class="soft">Requests between coupled packages of these areas go through this person, however far apart their teams are.</p>
    <fieldset><legend>Areas</legend>${S.model.areas.map((area, i) => html`<label><input type="checkbox" data-first=${i ? nothing : ''} .checked=${areas.has(area)} @change=${(e) => { if (e.target.checked) areas.add(area); else areas.delete(area); }}> ${area}</label>`)}</fieldset>
    <footer><button class="primary" @click=${done}>Set</button><button @click=${close}>Leave it</button></footer>`;
}

function end(dialog) {
  const team = tree().by.get(dialog.team);
  const choose = (to) => { close(); edit({ kind: 'end_team', team: team.id, members_to: to }, `${team.name} ends.`); };
  return pick({ heading: `${team.name} ends. Its people and work go to…`, teams: tree().order, dialog, choose, why: (id) => (id === team.id ? 'It ends.' : '') });
}

function scenarioDialog(dialog) {
  dialog.name ??= 'My plan';
  dialog.origin ??= S.model.baseline;
  const own = S.scenarios.filter((s) => s.is_new);
  const done = () => {
    const name = dialog.name.trim();
    if (!name) { dialog.failure = 'Give the scenario a name.'; draw('dialog'); return; }
    close();
    newScenario(name, dialog.origin);
  };
  return html`${title('New scenario')}
    <label class="field">Name<input data-first type="text" maxlength="200" .value=${dialog.name} @input=${(e) => { dialog.name = e.target.value; }} @keydown=${(e) => { if (e.key === 'Enter') done(); }}></label>
    <fieldset><legend>Begin as</legend>${S.scenarios.map((s) => html`<label><input type="radio" name="origin" .checked=${dialog.origin === s.id} @change=${() => { dialog.origin = s.id; }}> ${s.name} ${s.is_baseline ? html`<small>today</small>` : nothing}</label>`)}</fieldset>
    ${dialog.failure ? html`<p class="note worse" role="alert">${dialog.failure}</p>` : nothing}
    <footer><button class="primary" @click=${done}>Begin</button><button @click=${close}>Cancel</button></footer>
    ${own.length ? html`<h3>Remove a scenario</h3>${own.map((s) => (dialog.ends === s.id ? remove(dialog, s) : html`<button class="entry" @click=${() => { dialog.ends = s.id; draw('dialog'); }}><span>${s.name}</span><small>${count(s.edits, 'edit')}</small></button>`))}` : nothing}`;
}

// A removed scenario cannot be restored, so a second click is required.
function remove(dialog, { id, name, edits }) {
  return html`<p class="note" role="alert">Remove ${name}${edits ? ` with its ${count(edits, 'edit')}` : ''}? This cannot be undone.
    <button @click=${() => { close(); endScenario(id); }}>Remove it</button> <button @click=${() => { dialog.ends = null; draw('dialog'); }}>Keep it</button></p>`;
}

const KEYS = [['↑ ↓ ← →', 'Previous, next, parent, first below'], ['Home, End', 'First, last'], ['Enter', 'List the people of a team'], ['Alt+↑ ↓', 'One place earlier, later'], ['M', 'Move under… or to…'],
  ['B', 'To the bench'], ['L', 'Leaves'], ['N', 'New team below'], ['F2', 'Rename'], ['Ctrl+Z', 'Undo'], ['Ctrl+Y', 'Redo'], ['1 2 3', 'Today, After, Changes'],
  ['R', 'Rehearse'], ['/', 'Find; Enter the next, ↓ to it'], ['+ − 0', 'Zoom, fit'], ['Esc', 'Stop dragging, close'], ['Space, ← →', 'Film: play, week by week']];

function help() {
  return html`${title('Keys')}
    <dl class="keys">${KEYS.map(([key, does]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${does}</dd></div>`)}</dl>
    <label><input data-first type="checkbox" .checked=${!S.keysOff} @change=${(e) => { S.keysOff = !e.target.checked; }}> Single keys work (M, B, L, N, R, 1 2 3, /)</label>
    <p class="soft">Everything a drag does, the menu ⋯ of a team or person does as well. Nothing leaves this computer.</p>`;
}

