// Dragging a team or people with the mouse, a pen or a finger; every drag has a key and a menu entry as well.
import * as api from './api.js';
import { S, canEdit, draw, edit, homeOf, personName, say, teamName, tree, whyNot } from './store.js';
import { isBelow, seated } from './tree.js';
import { gapAtPoint, panBy } from './canvas.js';
import { edgeOf } from './gaps.js';
import { isNarrow } from './cards.js';
import { openLeave } from './dialogs.js';
import { count } from './words.js';

const FAR_ENOUGH = 5, EDGE = 40, STILL_MS = 120;
let drag = null, endedAt = -1000;

// Whether a drag has just ended: the click that follows it selects nothing.
export const wasDragged = () => performance.now() - endedAt < 80;

export function startDrag(event) {
  if (event.button !== 0 || isNarrow() || event.target.closest('button, input')) return;
  const element = event.target.closest('[data-kind]');
  const item = { kind: element.dataset.kind, id: element.dataset.id };
  const x = event.clientX, y = event.clientY;
  const move = (e) => {
    if (!drag && Math.hypot(e.clientX - x, e.clientY - y) < FAR_ENOUGH) return;
    if (!drag && !begin(item)) { stop(); return; }
    follow(e);
  };
  const up = (e) => { const done = drag; stop(); if (done) drop(done, e); };
  const key = (e) => { if (e.key === 'Escape') { stop(); say('Not moved.'); } };
  function stop() {
    for (const [name, listener] of [['pointermove', move], ['pointerup', up], ['pointercancel', stop], ['keydown', key]]) window.removeEventListener(name, listener);
    end();
  }
  window.addEventListener('pointermove', move);
  window.addEventListener('pointerup', up);
  window.addEventListener('pointercancel', stop);
  window.addEventListener('keydown', key);
  event.stopPropagation();
}

function begin(item) {
  if (!canEdit()) { say(whyNot()); return false; }
  const chosen = S.selected.some((s) => s.kind === item.kind && s.id === item.id) ? S.selected.filter((s) => s.kind === item.kind) : [item];
  const shadow = document.createElement('div');
  shadow.className = 'shadow';
  shadow.textContent = chosen.length > 1 ? count(chosen.length, item.kind, item.kind === 'person' ? 'people' : 'teams') : nameOf(item);
  const grip = document.createElement('div');
  grip.className = 'grip';
  const line = document.createElement('div');
  line.className = 'gap-line';
  line.hidden = true;
  document.body.append(grip, line, shadow);
  document.body.classList.add('dragging', `dragging-${item.kind}`);
  drag = { kind: item.kind, ids: chosen.map((s) => s.id), grip, line, shadow, at: '', target: null, timer: 0 };
  return true;
}

const nameOf = (item) => (item.kind === 'team' ? teamName(item.id) : personName(item.id));

function follow(event) {
  drag.shadow.style.transform = `translate(${event.clientX + 12}px,${event.clientY + 10}px)`;
  const box = document.querySelector('#canvas .view').getBoundingClientRect();
  const inside = event.clientX > box.left && event.clientX < box.right && event.clientY > box.top && event.clientY < box.bottom;
  if (inside) panBy(edge(event.clientX, box.left, box.right), edge(event.clientY, box.top, box.bottom));
  const under = document.elementsFromPoint(event.clientX, event.clientY).find((element) => element !== drag.grip);
  const place = under?.closest('.card[data-id], [data-drop]') ?? null;
  const gap = place?.dataset.drop ? null : inside && gapUnder(under, event);
  mark(gap);
  const at = gap ? `${gap.before} ${gap.after}` : '';
  if (place === drag.place && at === drag.at) return;
  drag.at = at;
  if (gap) enterGap(gap); else enter(place);
}

// Between which siblings a drop would order: teams of one parent, or people of one team.
function gapUnder(under, event) {
  if (drag.kind === 'team') {
    const gap = gapAtPoint(event.clientX, event.clientY, drag.ids);
    return gap && !drag.ids.some((id) => isBelow(tree(), gap.to, id)) ? gap : null;
  }
  const row = under?.closest('.row[data-id]');
  if (!row || drag.ids.includes(row.dataset.id)) return null;
  const { members, id } = homeOf(row.dataset.id);
  const edge = edgeOf(row, event.clientY);
  const at = members.indexOf(row.dataset.id) + (edge.before ? -1 : 1);
  return drag.ids.length === 1 && members[at] === drag.ids[0] ? null : { to: id, height: 0, ...edge };
}

function enterGap(gap) {
  drag.place?.classList.remove('target', 'barred');
  clearTimeout(drag.timer);
  Object.assign(drag, { place: null, why: '', target: { id: gap.to, place: { before: gap.before, after: gap.after } } });
  const beside = nameOf({ kind: drag.kind, id: gap.before ?? gap.after });
  hint(`${subject(drag)} ${drag.kind === 'team' ? 'under' : 'in'} ${teamName(gap.to)}, ${gap.before ? 'before' : 'after'} ${beside}`);
}

// The line in a gap that shows the place of a drop.
function mark(gap) {
  drag.line.hidden = !gap;
  if (!gap) return;
  const style = { left: gap.left - 1, top: gap.top - 1, width: Math.max(gap.width, 3), height: Math.max(gap.height, 3) };
  for (const [name, value] of Object.entries(style)) drag.line.style[name] = `${value}px`;
}

const edge = (at, low, high) => (at - low < EDGE ? 6 : high - at < EDGE ? -6 : 0);

function enter(place) {
  drag.place?.classList.remove('target', 'barred');
  clearTimeout(drag.timer);
  Object.assign(drag, { place, target: null, why: '' });
  if (!place) { hint(''); return; }
  const target = place.dataset.drop ?? place.dataset.id;
  const why = place.dataset.drop ? barredOutside(drag) : barred(drag, target);
  if (why) { drag.why = why; place.classList.add('barred'); hint(why); return; }
  drag.target = { id: target, isOutside: Boolean(place.dataset.drop) };
  place.classList.add('target');
  if (place.dataset.drop) { hint(''); return; }
  hint(`${subject(drag)} to ${teamName(target)}`);
  drag.timer = setTimeout(() => foresee(drag, target), STILL_MS);
}

const subject = ({ kind, ids }) => (ids.length > 1 ? count(ids.length, kind, kind === 'person' ? 'people' : 'teams') : nameOf({ kind, id: ids[0] }));
const barredOutside = ({ kind }) => (kind === 'team' ? 'Only people go there.' : '');

export function barred({ kind, ids }, target) {
  if (kind === 'person') return ids.every((id) => homeOf(id)?.id === target && !S.scenario.fates[id]) ? `${subject({ kind, ids })} is in ${teamName(target)} already.` : '';
  if (ids.includes(target)) return 'Drop it on another team.';
  const inside = ids.find((id) => isBelow(tree(), target, id));
  if (inside) return `${teamName(inside)} cannot go under ${teamName(target)}, which is part of it.`;
  const there = ids.every((id) => tree().by.get(id)?.parent === target);
  return there ? `${subject({ kind, ids })} is under ${teamName(target)} already.` : '';
}

export const changeOf = (kind, id, to) => (kind === 'team' ? { kind: 'move_team', team: id, to } : { kind: 'move_person', person: id, to });

// The limits that a move would break, while it is held over a team.
async function foresee(held, target) {
  const { facts } = S.scenario;
  const found = await api.post('preview', { scenario: S.scenario.id, edit: changeOf(held.kind, held.ids[0], target) });
  if (drag !== held || held.target?.id !== target) return;
  if (found.error) { hint(found.kind === 'lead' ? `${found.error} You will be asked.` : found.error); return; }
  const known = new Set(facts.breaches.map((b) => b.rail + b.subject + b.value));
  const broken = found.facts.breaches.filter((b) => !known.has(b.rail + b.subject + b.value));
  const far = found.facts.far.length - facts.far.length;
  const effects = broken.map(breachInWords);
  if (far) effects.push(`coupled work beyond one lead ${facts.far.length} → ${found.facts.far.length}`);
  if (found.facts.layers !== facts.layers) effects.push(`layers ${facts.layers} → ${found.facts.layers}`);
  hint(`${subject(held)} to ${teamName(target)}${effects.length ? `: ${effects.join('; ')}` : ': no limit is broken'}`, broken.length > 0);
}

export function breachInWords(breach) {
  const { rail, subject: who, value, limit } = breach;
  if (rail === 'span_max') return `${personName(who)} would have ${value} direct reports, more than ${limit}`.replace('would have', S.scenario.facts.breaches.includes(breach) ? 'has' : 'would have');
  if (rail === 'span_min') return `${personName(who)} has ${value} direct reports, fewer than ${limit}`;
  if (rail === 'layers_max') return `${value} layers, more than ${limit}`;
  return `${teamName(who)} has ${count(value, 'person', 'people')}, fewer than ${limit}`;
}

function hint(text, isBroken = false) {
  const line = document.getElementById('foreseen');
  if (!line) return;
  line.textContent = text && isBroken ? `▲ ${text}` : text;
  line.classList.toggle('worse', isBroken);
}

function end() {
  if (!drag) return;
  drag.place?.classList.remove('target', 'barred');
  clearTimeout(drag.timer);
  drag.grip.remove();
  drag.line.remove();
  drag.shadow.remove();
  document.body.classList.remove('dragging', 'dragging-team', 'dragging-person');
  hint('');
  drag = null;
  draw('canvas');
}

function drop({ kind, ids, target, why }, event) {
  event.preventDefault();
  endedAt = performance.now();
  if (!target) { say(`Not moved. ${why || 'Drop it on a team.'}`); return; }
  if (target.isOutside) {
    for (const id of ids) if (target.id === 'bench') edit({ kind: 'bench', person: id }, `${personName(id)} is on the bench.`); else openLeave(id);
    return;
  }
  moveAll(kind, ids, target.id, target.place);
}

export function moveAll(kind, ids, to, place = {}) {
  let at = place;
  for (const id of ids) {
    if (!place.before && !place.after && barred({ kind, ids: [id] }, to)) continue;
    edit({ ...changeOf(kind, id, to), ...at }, moveInWords(kind, id, to, at));
    // The next one comes after this one.
    if (place.after) at = { after: id };
  }
}

function moveInWords(kind, id, to, { before, after }) {
  const beside = before ?? after;
  const where = beside ? `${before ? 'before' : 'after'} ${nameOf({ kind, id: beside })}` : '';
  const isHere = kind === 'team' ? tree().by.get(id)?.parent === to : homeOf(id)?.id === to;
  if (where && isHere) return `${nameOf({ kind, id })} now stands ${where}.`;
  return `${nameOf({ kind, id })} moved ${kind === 'team' ? 'under' : 'to'} ${teamName(to)}${where ? `, ${where}` : ''}.`;
}

// One place earlier or later among the siblings; reports if there is none.
export function shift({ kind, id }, by) {
  if (!canEdit()) { say(whyNot()); return; }
  const to = kind === 'team' ? tree().by.get(id).parent : homeOf(id).id;
  const siblings = kind === 'team' ? (tree().kids.get(to) ?? []).map((t) => t.id) : seated(homeOf(id), S.scenario.fates);
  const beside = siblings[siblings.indexOf(id) + by];
  if (!beside) { say(`${nameOf({ kind, id })} is ${by < 0 ? 'first' : 'last'} already.`); return; }
  moveAll(kind, [id], to, by < 0 ? { before: beside } : { after: beside });
}
