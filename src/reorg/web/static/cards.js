// The cards in the tree: each is drawn separately, and only when its contents have changed.
import { html, nothing, render } from './vendor/lit-html.js';
import { S, draw, fates, labelOf, markOn, nameAndRole, notesIn, notesOn, personName, teamName, tree } from './store.js';
import { WIDTH } from './layout.js';
import { seated } from './tree.js';
import { openMenu } from './dialogs.js';
import { startDrag, wasDragged } from './drag.js';

export const isNarrow = () => window.innerWidth < 700;
const ROWS_MAX = 300;
export const ROWS_ZOOM = 0.7;

const areRowsShown = () => S.mode === 'people' && (S.model.today.facts.people + S.model.today.facts.vacant <= ROWS_MAX || S.zoom >= ROWS_ZOOM || isNarrow());
export const isListed = (team) => S.listed.has(team) || areRowsShown();

// Everything that the keys step through, in the order of the screen.
export function flat() {
  const found = [];
  for (const item of tree().order) {
    found.push({ kind: 'team', id: item.team.id, ...item });
    if (!isListed(item.team.id)) continue;
    for (const id of seated(item.team, fates())) found.push({ kind: 'person', id, team: item.team, level: item.level + 1 });
  }
  return found;
}

const isSelected = (kind, id) => S.selected.some((item) => item.kind === kind && item.id === id);
export const isFound = (text) => S.find.trim().length > 1 && text.toLowerCase().includes(S.find.trim().toLowerCase());

// The contents of a card as a text: while it is the same, the card is not redrawn.
function keyOf(item, people, mark, broken, notes, focus) {
  const { team, level, place, size } = item;
  const home = S.scenario.teams_changed, gone = fates();
  const rows = isListed(team.id);
  const own = focus.id === team.id || team.members.includes(focus.id) ? `${focus.kind} ${focus.id}` : '';
  const chosen = S.selected.filter((s) => s.id === team.id || team.members.includes(s.id)).map((s) => s.id);
  const marks = S.view === 'today' ? '' : people.map((id) => (home[id] ? home[id][0] : '') + (gone[id] ?? '')).join('|');
  return [team.name, team.lead, level, place, size, mark?.text, mark?.title, broken.length, notes.map((note) => note.text).join('|'), rows, own, chosen, people, marks, S.view, S.find.trim().length > 1 ? S.find : ''].join('~');
}

const hosts = new Map();
let shownIn = null;

// Draws the cards into the tree: a place for each team, in the order of the tree.
export function paintCards(placed) {
  const root = document.getElementById('tree');
  if (!root) return;
  if (shownIn !== root) { hosts.clear(); shownIn = root; }
  const { order } = tree();
  const narrow = isNarrow();
  const focus = S.focus ?? { kind: 'team', id: order[0]?.team.id };
  const rails = brokenBy();
  const elements = order.map((item) => paintCard(item, placed.get(item.team.id), focus, narrow, rails));
  const kept = new Set(order.map((item) => item.team.id));
  for (const [id, host] of hosts) if (!kept.has(id)) { host.element.remove(); hosts.delete(id); }
  const held = document.activeElement;
  arrange(root, elements);
  // An element that is moved in the page loses the focus.
  if (held !== document.activeElement && root.contains(held)) held.focus({ preventScroll: true });
}

function brokenBy() {
  const by = new Map();
  if (S.view !== 'today') for (const b of S.scenario.facts.breaches) by.set(b.subject, [...(by.get(b.subject) ?? []), b]);
  return by;
}

function paintCard(item, position, focus, narrow, rails) {
  const { team, level } = item;
  let host = hosts.get(team.id);
  if (!host) {
    host = { element: document.createElement('div'), key: null, style: null };
    host.element.className = 'place';
    host.element.setAttribute('role', 'none');
    hosts.set(team.id, host);
  }
  const style = narrow ? `margin-left:${Math.min(level - 1, 6) * 14}px` : `transform:translate(${position.x}px,${position.y}px);width:${WIDTH}px;height:${position.h}px`;
  if (host.style !== style) { host.element.style.cssText = style; host.style = style; }
  const people = seated(team, fates());
  const mark = markOn(team);
  const broken = [...(rails.get(team.id) ?? []), ...(team.lead ? rails.get(team.lead) ?? [] : [])];
  const notes = notesIn(team, team.lead ? [team.lead, ...people] : people);
  const key = keyOf(item, people, mark, broken, notes, focus);
  if (host.key !== key) { render(card(item, people, mark, broken, notes, focus), host.element); host.key = key; }
  return host.element;
}

// The element of a team or of a listed person; null if it is not shown.
export function elementOf({ kind, id }) {
  const team = kind === 'team' ? id : tree().order.find((o) => o.team.members.includes(id))?.team.id;
  const place = hosts.get(team)?.element;
  return (kind === 'team' ? place?.firstElementChild : place?.querySelector(`.row[data-id="${CSS.escape(id)}"]`)) ?? null;
}

// Orders the children with as few moves as possible: the smaller part of those that have changed places.
function arrange(root, wanted) {
  const had = [...root.children];
  let first = 0, end = wanted.length;
  while (first < end && had[first] === wanted[first]) first += 1;
  const tail = had.length - wanted.length;
  while (end > first && had[end - 1 + tail] === wanted[end - 1]) end -= 1;
  const old = had[first];
  const at = old ? wanted.indexOf(old, first) : -1;
  const isLate = at > first && at - first > (end - first) / 2;
  if (isLate) {
    // The first child is now the last: moving it is less than moving all before it.
    for (let i = at, after = had[end - 1 + tail]; i < end && after !== wanted[i]; i += 1) { after.after(wanted[i]); after = wanted[i]; }
  }
  let cursor = root.children[first] ?? null;
  for (let i = first; i < end; i += 1) {
    if (cursor === wanted[i]) { cursor = cursor.nextElementSibling; continue; }
    root.insertBefore(wanted[i], cursor);
  }
}

function card(item, people, mark, broken, notes, focus) {
  const { team, level, place, size } = item;
  const rows = isListed(team.id);
  const heads = people.length + (team.lead ? 1 : 0);
  const changed = mark || people.some((id) => S.scenario.teams_changed[id]);
  const classes = ['card', mark?.kind ?? '', isSelected('team', team.id) ? 'selected' : '', isFound(team.name) || (team.lead && isFound(nameAndRole(team.lead))) ? 'found' : '',
    S.view === 'changes' && !changed ? 'dim' : '', broken.length ? 'broken' : ''].filter(Boolean).join(' ');
  return html`<div class=${classes} role="treeitem" data-kind="team" data-id=${team.id}
      aria-level=${level} aria-posinset=${place} aria-setsize=${size} aria-selected=${isSelected('team', team.id)}
      aria-expanded=${people.length ? rows : nothing} aria-label=${labelOf(item)}
      tabindex=${focus.kind === 'team' && focus.id === team.id ? 0 : -1}
      @pointerdown=${startDrag} @click=${select} @dblclick=${() => toggle(team.id)} @contextmenu=${menuAt} @focus=${focused}>
    <b><span class="name" title=${team.name}>${team.name}</span> ${broken.length ? html`<span class="warn" title="breaks a guard-rail">▲</span>` : nothing}<span class="heads">${heads}</span></b>
    <div class="sub"><span class="lead" title=${team.lead ? nameAndRole(team.lead) : 'no lead'}>${team.lead ? personName(team.lead) : html`<i>no lead</i>`}</span>${mark ? html`<span class="mark" title=${mark.title || nothing}>${mark.text}</span>` : nothing}${notes.length ? html`<span class="own" title=${notes.map((note) => note.text).join('; ')}>${inShort(notes)}</span>` : nothing}</div>
    ${people.length ? (rows ? rowsOf(people, team, level, focus) : dotsOf(people)) : nothing}
    <button class="dots-menu" tabindex="-1" aria-label=${`Menu of ${team.name}`} @click=${(event) => menuOf(event, 'team', team.id)}>⋯</button>
  </div>`;
}

// One note as its sign and week, several as how many there are of each sign.
function inShort(notes) {
  if (notes.length === 1) return signOf(notes[0]);
  const signs = [...new Set(notes.map((note) => note.sign))];
  return signs.map((sign) => `${sign}${notes.filter((note) => note.sign === sign).length}`).join(' ');
}

const signOf = ({ sign, week }) => (week === null ? sign : `${sign} week ${week}`);

function dotsOf(people) {
  return html`<div class="dots" aria-hidden="true">${people.map((id) => html`<i class=${isMoved(id) ? 'moved' : ''} data-kind="person" data-id=${id} title=${withNotes(nameAndRole(id), id)}></i>`)}</div>`;
}

const withNotes = (text, id) => [text, ...notesOn(id).map((note) => note.text)].join(', ');

const isMoved = (id) => S.view !== 'today' && S.scenario.teams_changed[id];

function rowsOf(people, team, level, focus) {
  return html`<div role="group" class="rows">${people.map((id, i) => {
    const fate = fates()[id];
    const moved = isMoved(id);
    const notes = notesOn(id);
    const text = `${moved ? '→ ' : ''}${personName(id)}`;
    return html`<div class="row ${moved ? 'moved' : ''} ${fate ? 'leaving' : ''} ${isSelected('person', id) ? 'selected' : ''} ${isFound(nameAndRole(id)) ? 'found' : ''} ${S.view === 'changes' && !moved && !fate ? 'dim' : ''}"
      role="treeitem" data-kind="person" data-id=${id} aria-level=${level + 1} aria-posinset=${i + 1} aria-setsize=${people.length}
      aria-selected=${isSelected('person', id)} aria-label=${personLabel(id, team, fate, moved)}
      tabindex=${focus.kind === 'person' && focus.id === id ? 0 : -1} title=${withNotes(nameAndRole(id), id)} @focus=${focused} @contextmenu=${menuAt}>
      <span>${text}</span>${fate ? html`<small>${fate[0] === 'closed' ? '✕ closed' : '✕ leaves'}</small>` : nothing}${notes.length ? html`<small class="own">${inShort(notes)}</small>` : nothing}
      <button class="dots-menu" tabindex="-1" aria-label=${`Menu of ${personName(id)}`} @click=${(event) => menuOf(event, 'person', id)}>⋯</button></div>`;
  })}</div>`;
}

function personLabel(id, team, fate, moved) {
  const phrases = [nameAndRole(id), `in ${team.name}`];
  if (moved) phrases.push(`moved from ${teamName(moved[0])}`);
  if (fate) phrases.push(fate[0] === 'closed' ? 'leaves, position closed' : 'leaves');
  return withNotes(phrases.join(', '), id);
}

function itemOf(event) {
  const element = event.target.closest('[data-kind]');
  return element ? { kind: element.dataset.kind, id: element.dataset.id } : null;
}

function select(event) {
  if (wasDragged() || event.target.closest('.dots-menu')) return;
  const item = itemOf(event);
  if (!item) return;
  event.stopPropagation();
  const known = isSelected(item.kind, item.id);
  if (event.shiftKey) S.selected = known ? S.selected.filter((s) => s.id !== item.id || s.kind !== item.kind) : [...S.selected, item];
  else S.selected = [item];
  if (item.kind === 'team' || isListed(tree().order.find((o) => o.team.members.includes(item.id))?.team.id)) S.focus = item;
  draw('canvas');
}

function focused(event) {
  if (event.target !== event.currentTarget) return;
  const item = itemOf(event);
  if (S.focus?.id !== item.id || S.focus?.kind !== item.kind) { S.focus = item; draw('canvas'); }
}

function menuOf(event, kind, id) {
  event.stopPropagation();
  openMenu({ kind, id }, event.currentTarget.getBoundingClientRect());
}

function menuAt(event) {
  event.preventDefault();
  event.stopPropagation();
  const item = itemOf(event);
  S.selected = [item];
  openMenu(item, { left: event.clientX, bottom: event.clientY });
}

export function toggle(team) {
  if (S.listed.has(team)) S.listed.delete(team); else S.listed.add(team);
  draw('canvas');
}
