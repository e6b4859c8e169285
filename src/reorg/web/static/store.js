// The state of the page, and the functions that change it. Everything shown is drawn from `S`.
import * as api from './api.js';
import { markOf, moved, treeOf } from './tree.js';
import { count, listed } from './words.js';

export const S = {
  start: null, model: null, scenarios: [], scenario: null, n: 0, isWriter: true, isLost: false,
  view: 'after', mode: 'teams', tab: 'facts', isWide: false, drawer: null,
  selected: [], focus: null, listed: new Set(), find: '', keysOff: false,
  zoom: 1, x: 0, y: 0, isFitted: false, message: '', dialog: null, openFact: null,
  engine: 'cold', job: null, dots: {}, stats: null, reading: null, weekly: {},
  film: null, page: {},
};

const painters = [];
let isDue = false;
const due = new Set();
export function onDraw(part, paint) { painters.push([part, paint]); }
export function draw(...parts) {
  for (const part of parts.length ? parts : painters.map(([name]) => name)) due.add(part);
  if (isDue) return;
  isDue = true;
  requestAnimationFrame(() => {
    isDue = false;
    const now = new Set(due);
    due.clear();
    for (const [name, paint] of painters) if (now.has(name)) paint();
  });
}

// Draws at once: the next keystroke must go to a dialog that opens.
export function drawNow(part) {
  due.delete(part);
  for (const [name, paint] of painters) if (name === part) paint();
}

// The message appears at the foot of the canvas, and a screen reader speaks it.
export function say(text) {
  S.message = text;
  const spoken = document.getElementById('spoken');
  spoken.textContent = '';
  requestAnimationFrame(() => { spoken.textContent = text; });
  draw('canvas');
}

let cached = {};
export function shownTeams() { return S.view === 'today' ? S.model.today.teams : S.scenario.teams; }
export function tree() {
  const teams = shownTeams();
  if (cached.teams !== teams) cached = { teams, tree: treeOf(teams) };
  return cached.tree;
}
let todayCache = {};
export function today() {
  const { teams } = S.model.today;
  if (todayCache.teams !== teams) todayCache = { teams, by: new Map(teams.map((t) => [t.id, t])) };
  return todayCache.by;
}
// What people are called: by name where the model states it. What is passed on, as a picture, shows roles.
export const personName = (id) => S.model.people[id]?.name ?? id;
export const roleOf = (id) => S.model.people[id]?.role ?? id;
export const nameAndRole = (id) => [...new Set([personName(id), roleOf(id)])].join(', ');
// Work by its name, its id where the model states none: [kind, id] as in `owns` of a team.
export const workName = ([kind, id]) => (Object.hasOwn(S.model.work[kind] ?? {}, id) ? S.model.work[kind][id] : id);
export const teamName = (id) => (S.scenario.teams.find((t) => t.id === id) || today().get(id) || { name: id }).name;
export const fates = () => (S.view === 'today' ? {} : S.scenario.fates);
// Notes from the model itself about a person, apart from edits; those at a team are with names.
const own = () => (S.view === 'today' ? S.model.today.own : S.scenario.own);
export const notesOn = (person) => (fates()[person] ? [] : own().people[person] ?? []);
export function notesIn(team, people) {
  const named = (id) => notesOn(id).map((note) => ({ ...note, text: `${personName(id)} ${note.text}` }));
  return [...people.flatMap(named), ...(own().teams[team.id] ?? [])];
}
export const homeOf = (person) => S.scenario.teams.find((t) => t.members.includes(person) || t.lead === person);
export const isBaseline = () => S.scenario.id === S.model.baseline;
export const alternatives = () => S.scenarios.filter((s) => !s.is_baseline);
export const ended = () => { const kept = new Set(S.scenario.teams.map((t) => S.scenario.same[t.id])); return S.model.today.teams.filter((t) => !kept.has(t.id)); };
export const markOn = (team) => (S.view === 'today' ? null : markOf(team, today(), S.scenario.same));
export const canEdit = () => S.view !== 'today' && S.isWriter && !S.isLost;

export function accept(found) {
  const { n, scenarios, scenario } = found;
  Object.assign(S, { n, scenarios, scenario, savedAt: new Date() });
  if (S.focus && !exists(S.focus)) S.focus = null;
  S.selected = S.selected.filter(exists);
}
const exists = (item) => (item.kind === 'team' ? S.scenario.teams.some((t) => t.id === item.id) : S.model.people[item.id]);

export async function load(scenario = '') {
  const found = await api.get(`/api/state?scenario=${encodeURIComponent(scenario)}`);
  if (found.error) { S.isLost = found.kind === 'lost'; S.failure = found.error; draw(); return; }
  S.start = found.start ?? null;
  if (!S.start) {
    S.model = found.model;
    S.isWriter = found.is_writer;
    if (!S.scenario) leftAs(found.view);
    accept(found);
    if (isBaseline()) S.view = 'after';
    document.title = `${found.model.name}: reorg studio`;
  }
  draw();
}

// Restores the view of the page when it is opened again.
function leftAs({ mode, tab }) {
  if (mode === 'teams' || mode === 'people') S.mode = mode;
  if (tab === 'facts' || tab === 'happens' || tab === 'watch') S.tab = tab;
}

export async function show(scenario) {
  const found = await api.get(`/api/state?scenario=${encodeURIComponent(scenario)}`);
  if (found.error) { say(found.error); return; }
  accept(found);
  if (S.film && S.film.scenario !== scenario) S.film = null;
  keepView();
  draw();
}

let viewTimer = 0;
export function keepView() {
  clearTimeout(viewTimer);
  viewTimer = setTimeout(() => api.post('view', { scenario: S.scenario.id, mode: S.mode, tab: S.tab }), 400);
}

// Edits are sent one after the other, so that each applies to the result of the one before.
let line = Promise.resolve();
export function inLine(work) {
  line = line.then(work, work);
  return line;
}

export function edit(change, message = '') {
  if (!canEdit()) { say(whyNot()); return Promise.resolve(false); }
  return inLine(async () => {
    const isBegun = isBaseline();
    if (isBegun && !(await begin('My plan', S.scenario.id))) return false;
    const before = S.scenario;
    S.scenario = moved(before, change);
    if (S.scenario !== before) draw('canvas');
    const found = await api.post('edits', { scenario: before.id, after: S.n, edit: change });
    return settle(found, before, change, isBegun && message ? `${message} This begins the scenario ${before.name}.` : message);
  });
}

export function whyNot() {
  if (S.isLost) return 'The studio’s server has stopped. Start reorg serve again.';
  if (!S.isWriter) return 'This model is being edited in another window; here it is read-only.';
  return 'Today is the baseline; switch to After to change something.';
}

async function settle(found, before, change, message) {
  if (!found.error) {
    accept(found);
    say(message ? `${message} ${inShort()} Undo with Control Z.` : S.scenario.edits.at(-1)?.text ?? '');
    draw();
    return true;
  }
  S.scenario = before;
  if (found.kind === 'lead') {
    S.dialog = { kind: 'lead', change, message, teams: found.teams, text: found.error };
    draw();
    return false;
  }
  if (found.kind === 'stale') await load(before.id);
  say(found.error);
  draw();
  return false;
}

async function begin(name, origin) {
  const names = new Set(S.scenarios.map((s) => s.name));
  let free = name;
  for (let i = 2; names.has(free); i += 1) free = `${name} ${i}`;
  const found = await api.post('scenarios', { name: free, origin, after: S.n });
  if (found.error) { say(found.error); return false; }
  accept(found);
  S.view = 'after';
  return true;
}

export const newScenario = (name, origin) => inLine(async () => {
  if (await begin(name, origin)) { say(`${S.scenario.name}: drag a team to try something.`); keepView(); draw(); }
});

export const endScenario = (id) => inLine(async () => {
  const found = await api.remove(`scenarios/${encodeURIComponent(id)}`, { after: S.n });
  if (found.error) { say(found.error); return; }
  accept(found);
  draw();
});

export const step = (direction) => inLine(async () => {
  if (!canEdit()) { say(whyNot()); return; }
  const found = await api.post(direction, { scenario: S.scenario.id, after: S.n });
  if (found.error) {
    if (found.kind === 'stale') await load(S.scenario.id);
    say(found.error);
    return;
  }
  const entry = direction === 'undo' ? found.scenario.edits[found.scenario.cursor] : found.scenario.edits[found.scenario.cursor - 1];
  accept(found);
  say(`${direction === 'undo' ? 'Undone' : 'Done again'}: ${entry?.text ?? ''}. ${inShort()}`);
  draw();
});

export const seatsOf = (team) => (team.lead ? [team.lead, ...team.members] : team.members);
// People where somebody holds each position, positions where not.
export function seatsInWords(ids) {
  const vacant = ids.filter((id) => S.model.people[id]?.vacant).length;
  return vacant ? `${count(ids.length, 'position')}, ${vacant} vacant` : count(ids.length, 'person', 'people');
}

// The facts in short, for screen readers.
export function inShort() {
  const { facts } = S.scenario;
  const rails = facts.breaches.length ? `${count(facts.breaches.length, 'guard-rail')} broken` : 'guard-rails kept';
  const far = facts.coupled ? `, coupled work beyond one lead ${facts.far.length} of ${facts.coupled}` : '';
  return `Layers ${facts.layers}${far}, ${rails}.`;
}

export function labelOf(item) {
  const { team, level } = item;
  const mark = markOn(team);
  const lead = team.lead ? `lead ${personName(team.lead)}` : 'no lead';
  const notes = notesIn(team, team.lead ? [team.lead, ...team.members] : team.members).map((note) => note.text);
  return [team.name, lead, seatsInWords(seatsOf(team)), `level ${level}`, ...(mark ? [mark.text.slice(2), ...(mark.title ? [mark.title] : [])] : []), ...(notes.length ? [listed(notes)] : [])].join(', ');
}
