// The canvas: one card for each team, its people as dots or rows, and lines between.
import { html, nothing, svg } from './vendor/lit-html.js';
import { S, draw, ended, fates, labelOf, role, shownTeams, teamName, today, tree } from './store.js';
import { heightOf, layout, WIDTH } from './layout.js';
import { markOf, seated } from './tree.js';
import { openMenu } from './dialogs.js';
import { startDrag, wasDragged } from './drag.js';

export const isNarrow = () => window.innerWidth < 700;
const ROWS_MAX = 300, ROWS_ZOOM = 0.7;

const areRowsShown = () => S.mode === 'people' && (S.model.today.facts.people <= ROWS_MAX || S.zoom >= ROWS_ZOOM || isNarrow());
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

let last = null;
export function canvas() {
  const narrow = isNarrow();
  const shown = tree();
  const gone = fates();
  const plan = layout(shown, (team) => heightOf(seated(team, gone).length, isListed(team.id)));
  last = plan;
  const meta = new Map(shown.order.map((item) => [item.team.id, item]));
  const focus = S.focus ?? { kind: 'team', id: shown.order[0]?.team.id };
  const placed = new Map(plan.cards.map((card) => [card.team.id, card]));
  const cards = shown.order.map((item) => card(item, placed.get(item.team.id), meta, focus, narrow));
  const ghosts = S.view === 'changes' ? ended() : [];
  return html`
    <div class="tools-canvas">
      <input id="find" type="search" placeholder="Find a person or team" aria-label="Find a person or team" .value=${S.find} @input=${find} @keydown=${findKey}>
      <div class="switch" role="radiogroup" aria-label="Cards show">
        ${[['teams', 'Teams'], ['people', 'People']].map(([mode, text]) => html`
          <button role="radio" aria-checked=${S.mode === mode} @click=${() => setMode(mode)}>${text}</button>`)}
      </div>
      <div class="switch zoom" role="group" aria-label="Zoom">
        <button aria-label="Smaller" title="Smaller (−)" @click=${() => zoomBy(1 / 1.25)}>−</button>
        <button title="Fit (0)" @click=${() => fit(true)}>Fit</button>
        <button aria-label="Larger" title="Larger (+)" @click=${() => zoomBy(1.25)}>+</button>
      </div>
    </div>
    <div class="view" @pointerdown=${panFrom} @wheel=${wheel}>
      <div class="plane ${S.view}" .style=${narrow ? '' : transform()}>
        ${narrow ? nothing : html`<svg class="lines" width=${plan.width} height=${plan.height} aria-hidden="true">${svg`<path d=${plan.lines}></path>`}</svg>`}
        <div role="tree" id="tree" aria-label=${`Teams: ${S.view === 'today' ? 'today' : S.scenario.name}`} aria-multiselectable="true">${cards}</div>
        ${ghosts.length ? html`<div class="ghosts" .style=${narrow ? '' : `top:${plan.height + 30}px`}><h2>Ends</h2>
          ${ghosts.map((team) => html`<div class="card ghost"><b><span class="name">${team.name}</span></b><span class="mark">✕ ends</span></div>`)}</div>` : nothing}
      </div>
    </div>
    <p class="hint usual">${S.message || hint()}</p><p class="hint foreseen" id="foreseen"></p>`;
}

function hint() {
  if (isNarrow() && S.view !== 'today') return 'Tap ⋯ to move a team or a person.';
  if (S.view === 'today') return 'This is your organization today. Switch to After to change something.';
  return html`Drag a team or a person onto another team. Keys: arrows, <kbd>M</kbd> move, <kbd>Ctrl</kbd>+<kbd>Z</kbd> undo, <kbd>R</kbd> rehearse, <kbd>?</kbd> all.`;
}

const isSelected = (kind, id) => S.selected.some((item) => item.kind === kind && item.id === id);
const isFound = (text) => S.find.trim().length > 1 && text.toLowerCase().includes(S.find.trim().toLowerCase());

function card(item, place, meta, focus, narrow) {
  const { team, level, place: position, size } = item;
  const people = seated(team, fates());
  const mark = S.view === 'today' ? null : markOf(team, today());
  const rows = isListed(team.id);
  const heads = people.length + (team.lead ? 1 : 0);
  const broken = S.view === 'today' ? [] : S.scenario.facts.breaches.filter((b) => b.subject === team.id || (team.lead && b.subject === team.lead));
  const changed = mark || people.some((id) => S.scenario.teams_changed[id]);
  const classes = ['card', mark?.kind ?? '', isSelected('team', team.id) ? 'selected' : '', isFound(team.name) || (team.lead && isFound(role(team.lead))) ? 'found' : '',
    S.view === 'changes' && !changed ? 'dim' : '', broken.length ? 'broken' : ''].filter(Boolean).join(' ');
  const style = narrow ? `margin-left:${Math.min(level - 1, 6) * 14}px` : `transform:translate(${place.x}px,${place.y}px);width:${WIDTH}px;height:${place.h}px`;
  return html`<div class=${classes} role="treeitem" data-kind="team" data-id=${team.id} .style=${style}
      aria-level=${level} aria-posinset=${position} aria-setsize=${size} aria-selected=${isSelected('team', team.id)}
      aria-expanded=${people.length ? rows : nothing} aria-label=${labelOf(item)}
      tabindex=${focus.kind === 'team' && focus.id === team.id ? 0 : -1}
      @pointerdown=${startDrag} @click=${select} @dblclick=${() => toggle(team.id)} @contextmenu=${menuAt} @focus=${focused}>
    <b><span class="name" title=${team.name}>${team.name}</span> ${broken.length ? html`<span class="warn" title="breaks a guard-rail">▲</span>` : nothing}<span class="heads">${heads}</span></b>
    <div class="sub"><span class="lead" title=${team.lead ? role(team.lead) : 'no lead'}>${team.lead ? role(team.lead) : html`<i>no lead</i>`}</span>${mark ? html`<span class="mark">${mark.text}</span>` : nothing}</div>
    ${people.length ? (rows ? rowsOf(people, team, level, focus) : dotsOf(people)) : nothing}
    <button class="dots-menu" tabindex="-1" aria-label=${`Menu of ${team.name}`} @click=${(event) => menuOf(event, 'team', team.id)}>⋯</button>
  </div>`;
}

function dotsOf(people) {
  return html`<div class="dots" aria-hidden="true">${people.map((id) => html`<i class=${isMoved(id) ? 'moved' : ''} data-kind="person" data-id=${id} title=${role(id)}></i>`)}</div>`;
}

const isMoved = (id) => S.view !== 'today' && S.scenario.teams_changed[id];

function rowsOf(people, team, level, focus) {
  return html`<div role="group" class="rows">${people.map((id, i) => {
    const fate = fates()[id];
    const moved = isMoved(id);
    const text = `${moved ? '→ ' : ''}${role(id)}`;
    return html`<div class="row ${moved ? 'moved' : ''} ${fate ? 'leaving' : ''} ${isSelected('person', id) ? 'selected' : ''} ${isFound(role(id)) ? 'found' : ''} ${S.view === 'changes' && !moved && !fate ? 'dim' : ''}"
      role="treeitem" data-kind="person" data-id=${id} aria-level=${level + 1} aria-posinset=${i + 1} aria-setsize=${people.length}
      aria-selected=${isSelected('person', id)} aria-label=${personLabel(id, team, fate, moved)}
      tabindex=${focus.kind === 'person' && focus.id === id ? 0 : -1} title=${role(id)} @focus=${focused} @contextmenu=${menuAt}>
      <span>${text}</span>${fate ? html`<small>${fate[0] === 'closed' ? '✕ closed' : '✕ leaves'}</small>` : nothing}
      <button class="dots-menu" tabindex="-1" aria-label=${`Menu of ${role(id)}`} @click=${(event) => menuOf(event, 'person', id)}>⋯</button></div>`;
  })}</div>`;
}

function personLabel(id, team, fate, moved) {
  const said = [role(id), `in ${team.name}`];
  if (moved) said.push(`moved from ${teamName(moved[0])}`);
  if (fate) said.push(fate[0] === 'closed' ? 'leaves, position closed' : 'leaves');
  return said.join(', ');
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

export function setMode(mode) {
  S.mode = mode;
  S.listed.clear();
  S.isFitted = false;
  draw('canvas');
}

// Zoom and pan.
const transform = () => `transform:translate(${S.x}px,${S.y}px) scale(${S.zoom})`;
const view = () => document.querySelector('#canvas .view');

export function fit(isAsked = false) {
  const box = view();
  if (!box || !last || !last.width) return;
  const whole = Math.min((box.clientWidth - 32) / last.width, (box.clientHeight - 32) / last.height, 1.15);
  // What fits only in letters too small to read is shown from its top instead; asked for, all of it is.
  S.zoom = isAsked ? Math.max(whole, 0.05) : Math.max(whole, 0.6);
  S.x = Math.max(16, (box.clientWidth - last.width * S.zoom) / 2);
  if (last.width * S.zoom > box.clientWidth) {
    const root = last.cards.find((card) => card.level === 1);
    S.x = isAsked ? 16 : Math.min(16, box.clientWidth / 2 - (root.x + WIDTH / 2) * S.zoom);
  }
  S.y = 12;
  S.isFitted = true;
  draw('canvas');
}

export function zoomBy(factor, at = null) {
  const box = view().getBoundingClientRect();
  const px = at ? at.x - box.left : box.width / 2, py = at ? at.y - box.top : box.height / 2;
  const next = Math.min(2.5, Math.max(0.05, S.zoom * factor));
  S.x = px - ((px - S.x) * next) / S.zoom;
  S.y = py - ((py - S.y) * next) / S.zoom;
  const isCrossed = (S.zoom < ROWS_ZOOM) !== (next < ROWS_ZOOM);
  S.zoom = next;
  if (isCrossed && S.mode === 'people') draw('canvas'); else paintPlane();
}

export function panBy(dx, dy) {
  S.x += dx;
  S.y += dy;
  paintPlane();
}

function paintPlane() {
  const plane = document.querySelector('#canvas .plane');
  if (plane) plane.style.transform = `translate(${S.x}px,${S.y}px) scale(${S.zoom})`;
}

function wheel(event) {
  if (isNarrow()) return;
  event.preventDefault();
  if (event.ctrlKey || event.metaKey) zoomBy(Math.exp(-event.deltaY / 300), { x: event.clientX, y: event.clientY });
  else panBy(event.shiftKey ? -event.deltaY : -event.deltaX, event.shiftKey ? 0 : -event.deltaY);
}

function panFrom(event) {
  if (isNarrow() || event.button > 1 || event.target.closest('.card')) return;
  let { clientX: x, clientY: y } = event;
  let moved = 0;
  const move = (e) => { moved += Math.abs(e.clientX - x) + Math.abs(e.clientY - y); panBy(e.clientX - x, e.clientY - y); x = e.clientX; y = e.clientY; };
  const end = () => {
    window.removeEventListener('pointermove', move);
    window.removeEventListener('pointerup', end);
    window.removeEventListener('pointercancel', end);
    if (moved < 4 && S.selected.length) { S.selected = []; draw('canvas'); }
  };
  window.addEventListener('pointermove', move);
  window.addEventListener('pointerup', end);
  window.addEventListener('pointercancel', end);
}

export function reveal(id) {
  const box = view();
  const place = last?.cards.find((c) => c.team.id === id);
  if (isNarrow()) { document.querySelector(`[data-kind=team][data-id="${CSS.escape(id)}"]`)?.scrollIntoView({ block: 'center' }); return; }
  if (!place || !box) return;
  const left = place.x * S.zoom + S.x, top = place.y * S.zoom + S.y;
  const right = left + WIDTH * S.zoom, bottom = top + Math.min(place.h, 120) * S.zoom;
  if (left < 0) S.x += 24 - left; else if (right > box.clientWidth) S.x -= right - box.clientWidth + 24;
  if (top < 0) S.y += 24 - top; else if (bottom > box.clientHeight) S.y -= bottom - box.clientHeight + 24;
  paintPlane();
}

function find(event) {
  S.find = event.target.value;
  draw('canvas');
}

function findKey(event) {
  if (event.key === 'Escape') { S.find = ''; event.target.blur(); draw('canvas'); return; }
  if (event.key !== 'Enter' || S.find.trim().length < 2) return;
  const hits = [];
  for (const team of shownTeams()) {
    if (isFound(team.name) || (team.lead && isFound(role(team.lead)))) hits.push({ kind: 'team', id: team.id });
    for (const id of team.members) if (isFound(role(id))) { hits.push({ kind: 'person', id, team: team.id }); }
  }
  if (!hits.length) return;
  const at = hits.findIndex((hit) => S.focus && hit.id === S.focus.id && hit.kind === S.focus.kind);
  const hit = hits[(at + 1) % hits.length];
  if (hit.kind === 'person') S.listed.add(hit.team);
  S.focus = { kind: hit.kind, id: hit.id };
  S.selected = [S.focus];
  draw('canvas');
  requestAnimationFrame(() => requestAnimationFrame(() => reveal(hit.team ?? hit.id)));
}
