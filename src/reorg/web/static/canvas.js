// The canvas: positions of the cards, lines between them, zoom, pan and find.
import { html, nothing, svg } from './vendor/lit-html.js';
import { S, draw, ended, fates, nameAndRole, say, shownTeams, tree } from './store.js';
import { ROWS_ZOOM, elementOf, isFound, isListed, isNarrow, paintCards } from './cards.js';
import { gapAt } from './gaps.js';
import { heightOf, layout, WIDTH } from './layout.js';
import { seated } from './tree.js';

let last = null;
export function canvas() {
  const narrow = isNarrow();
  const shown = tree();
  const gone = fates();
  const plan = layout(shown, (team) => heightOf(seated(team, gone).length, isListed(team.id)));
  last = plan;
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
        <div role="tree" id="tree" aria-label=${`Teams: ${S.view === 'today' ? 'today' : S.scenario.name}`} aria-multiselectable="true"></div>
        ${ghosts.length ? html`<div class="ghosts" .style=${narrow ? '' : `top:${plan.height + 30}px`}><h2>Ends</h2>
          ${ghosts.map((team) => html`<div class="card ghost"><b><span class="name">${team.name}</span></b><span class="mark">✕ ends</span></div>`)}</div>` : nothing}
      </div>
    </div>
    <p class="hint usual">${S.message || hint()}</p><p class="hint foreseen" id="foreseen"></p>`;
}

export function afterCanvas() {
  if (last) paintCards(new Map(last.cards.map((card) => [card.team.id, card])));
}

// The gap between teams of one parent at a point of the window, with the line that shows it.
export function gapAtPoint(x, y, ids) {
  const box = view().getBoundingClientRect();
  const found = gapAt(last.cards, tree(), { x: (x - box.left - S.x) / S.zoom, y: (y - box.top - S.y) / S.zoom }, S.zoom, ids);
  if (!found) return null;
  const { to, before, after } = found;
  const line = { left: box.left + S.x + found.x * S.zoom, top: box.top + S.y + found.y * S.zoom, width: found.w * S.zoom, height: found.h * S.zoom };
  return { to, before, after, ...line };
}

function hint() {
  if (isNarrow() && S.view !== 'today') return 'Tap ⋯ to move a team or a person.';
  if (S.view === 'today') return 'This is your organization today. Switch to After to change something.';
  return html`Drag a team or a person onto another team. Keys: arrows, <kbd>M</kbd> move, <kbd>Ctrl</kbd>+<kbd>Z</kbd> undo, <kbd>R</kbd> rehearse, <kbd>?</kbd> all.`;
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
  // A chart that fits only with illegible letters is shown from its top instead, unless all of it was requested.
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
  if (isNarrow()) { elementOf({ kind: 'team', id })?.scrollIntoView({ block: 'center' }); return; }
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

// Moves the focus from the field to the match, so that keys act on it; without a match, out of the field.
function leaveFind(event) {
  event.preventDefault();
  const item = S.find.trim().length > 1 && S.focus ? elementOf(S.focus) : null;
  if (event.key === 'Escape') { S.find = event.target.value = ''; event.target.blur(); draw('canvas'); }
  item?.focus();
}

function findKey(event) {
  if (event.key === 'Escape' || event.key === 'ArrowDown') { leaveFind(event); return; }
  if (event.key !== 'Enter' || S.find.trim().length < 2) return;
  const hits = [];
  for (const team of shownTeams()) {
    if (isFound(team.name) || (team.lead && isFound(nameAndRole(team.lead)))) hits.push({ kind: 'team', id: team.id });
    for (const id of team.members) if (isFound(nameAndRole(id))) { hits.push({ kind: 'person', id, team: team.id }); }
  }
  if (!hits.length) { say(`No team and nobody shown is called “${S.find.trim()}”.`); return; }
  const at = hits.findIndex((hit) => S.focus && hit.id === S.focus.id && hit.kind === S.focus.kind);
  const hit = hits[(at + 1) % hits.length];
  if (hit.kind === 'person') S.listed.add(hit.team);
  S.focus = { kind: hit.kind, id: hit.id };
  S.selected = [S.focus];
  draw('canvas');
  requestAnimationFrame(() => requestAnimationFrame(() => reveal(hit.team ?? hit.id)));
}
