// The keyboard: the tree is one tab stop, arrows move within it, single keys act on the focused element.
import { S, draw, homeOf, step, tree } from './store.js';
import { fit, reveal, zoomBy } from './canvas.js';
import { elementOf, flat, toggle } from './cards.js';
import { open, openLeave, openMenu, openMove, openNewTeam, openRename, toBench } from './dialogs.js';
import { shift } from './drag.js';
import { setView } from './header.js';
import { rehearse } from './rehearsal.js';
import { filmKey } from './film.js';

const isTyping = (target) => target.closest('input:not([type=radio]):not([type=checkbox]):not([type=range]), textarea, select, [contenteditable]');

export function onKey(event) {
  if (S.start || !S.scenario || S.dialog) return;
  const { key } = event;
  const isControl = event.ctrlKey || event.metaKey;
  if (isControl && key.toLowerCase() === 'z' && !isTyping(event.target)) { act(event, () => step(event.shiftKey ? 'redo' : 'undo')); return; }
  if (isControl && key.toLowerCase() === 'y' && !isTyping(event.target)) { act(event, () => step('redo')); return; }
  const inTree = event.target.closest('#tree');
  if (event.altKey && inTree && (key === 'ArrowUp' || key === 'ArrowDown')) { act(event, () => shift(focusedItem().item, key === 'ArrowUp' ? -1 : 1)); return; }
  if (isControl || event.altKey || isTyping(event.target)) return;
  if (S.tab === 'watch' && S.film && filmKey(event)) return;
  if (inTree && walk(event)) return;
  if (S.keysOff) return;
  const wide = { 1: () => setView('today'), 2: () => setView('after'), 3: () => setView('changes'), r: () => rehearse(), '/': () => document.getElementById('find')?.focus(),
    '+': () => zoomBy(1.25), '-': () => zoomBy(1 / 1.25), 0: () => fit(true), '?': () => open({ kind: 'help' }) };
  if (wide[key]) { act(event, wide[key]); return; }
  if (inTree) single(event);
}

function act(event, does) {
  event.preventDefault();
  does();
}

function focusedItem() {
  const items = flat();
  const at = items.findIndex((item) => S.focus && item.id === S.focus.id && item.kind === S.focus.kind);
  return { items, at: Math.max(0, at), item: items[Math.max(0, at)] };
}

function walk(event) {
  const { items, at, item } = focusedItem();
  const below = items[at + 1];
  const moves = {
    ArrowDown: () => items[at + 1], ArrowUp: () => items[at - 1], Home: () => items[0], End: () => items.at(-1),
    ArrowLeft: () => items.find((o) => o.kind === 'team' && o.id === (item.kind === 'person' ? item.team.id : tree().by.get(item.id).parent)),
    ArrowRight: () => (below && below.level > item.level ? below : null),
  };
  if (event.key in moves) {
    event.preventDefault();
    const next = moves[event.key]();
    if (next) focusOn(next, event.shiftKey);
    return true;
  }
  if (event.key === 'Enter') { event.preventDefault(); if (item.kind === 'team') toggle(item.id); else openMenu(item, null); return true; }
  if (event.key === ' ') { event.preventDefault(); S.selected = [{ kind: item.kind, id: item.id }]; draw('canvas'); return true; }
  if (event.key === 'F2' && item.kind === 'team') { event.preventDefault(); openRename(item.id); return true; }
  if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) { event.preventDefault(); openMenu(item, event.target.getBoundingClientRect()); return true; }
  return false;
}

function focusOn(item, isAdded) {
  S.focus = { kind: item.kind, id: item.id };
  S.selected = isAdded ? [...S.selected.filter((s) => s.id !== item.id), S.focus] : [S.focus];
  draw('canvas');
  requestAnimationFrame(() => requestAnimationFrame(() => {
    elementOf(item)?.focus({ preventScroll: true });
    reveal(item.kind === 'team' ? item.id : item.team.id);
  }));
}

function single(event) {
  const { items, at, item } = focusedItem();
  const person = item.kind === 'person' ? item.id : null;
  const lead = item.kind === 'team' ? tree().by.get(item.id).lead : null;
  const keys = {
    m: () => openMove(item), n: () => openNewTeam(item.kind === 'team' ? item.id : homeOf(item.id).id),
    b: () => { if (person) toBench(person); }, l: () => { if (person ?? lead) openLeave(person ?? lead); },
  };
  const key = event.key.toLowerCase();
  if (keys[key]) { act(event, keys[key]); return; }
  if (/^\p{L}$/u.test(event.key)) {
    const named = [...items.slice(at + 1), ...items.slice(0, at + 1)].find((o) => o.kind === 'team' && o.team.name.toLowerCase().startsWith(key));
    if (named) act(event, () => focusOn(named));
  }
}

