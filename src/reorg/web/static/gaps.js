// Places for a drop that changes the order: gaps between teams of one parent, and edges of listed people.
import { WIDTH } from './layout.js';

const BESIDE = 14, BETWEEN = 8, REACH = 7;

// The gap at a point of the plane: {to, before or after, x, y, w, h}; null if there is none.
export function gapAt(cards, tree, at, zoom, ids) {
  const reach = REACH / Math.max(zoom, 0.5);
  const below = new Map();
  for (const card of cards) {
    const { parent } = card.team;
    if (!tree.by.has(parent)) continue;
    if (!below.has(parent)) below.set(parent, []);
    below.get(parent).push(card);
  }
  for (const [to, siblings] of below) {
    for (const card of siblings) {
      if (ids.includes(card.team.id)) continue;
      const isStacked = siblings.some((other) => other !== card && other.x === card.x);
      const found = isStacked ? above(card, at, reach) : aside(card, siblings, at, reach);
      if (found && !isThere(tree.kids.get(to) ?? [], ids, card.team.id, found)) return { to, ...found };
    }
  }
  return null;
}

function above(card, at, reach) {
  if (at.x < card.x || at.x > card.x + WIDTH) return null;
  const near = BETWEEN / 2 + reach;
  const line = { x: card.x, w: WIDTH, h: 0 };
  if (Math.abs(at.y - (card.y - BETWEEN / 2)) <= near) return { before: card.team.id, ...line, y: card.y - BETWEEN / 2 };
  if (Math.abs(at.y - (card.y + card.h + BETWEEN / 2)) <= near) return { after: card.team.id, ...line, y: card.y + card.h + BETWEEN / 2 };
  return null;
}

function aside(card, siblings, at, reach) {
  if (at.y < card.y || at.y > card.y + card.h) return null;
  const line = { y: card.y, w: 0, h: card.h };
  const ends = siblings.map((other) => other.x + WIDTH).filter((end) => end <= card.x);
  const left = ends.length ? Math.max(...ends) : card.x - BESIDE - reach;
  if (at.x >= left - reach && at.x <= card.x + reach) return { before: card.team.id, ...line, x: card.x - BESIDE / 2 };
  const isLast = !siblings.some((other) => other.x > card.x);
  const right = card.x + WIDTH;
  if (isLast && at.x >= right - reach && at.x <= right + BESIDE + reach) return { after: card.team.id, ...line, x: right + BESIDE / 2 };
  return null;
}

// Whether the dragged element is already there.
function isThere(siblings, ids, beside, found) {
  if (ids.length !== 1) return false;
  const order = siblings.map((team) => team.id);
  const from = order.indexOf(ids[0]), at = order.indexOf(beside);
  return from >= 0 && from === (found.before ? at - 1 : at + 1);
}

// The edge of a row nearest to the pointer: people are dropped between people.
export function edgeOf(row, y) {
  const box = row.getBoundingClientRect();
  const isUpper = y < box.top + box.height / 2;
  return { [isUpper ? 'before' : 'after']: row.dataset.id, left: box.left, top: isUpper ? box.top : box.bottom, width: box.width };
}

// A list with an element moved next to another.
export function placed(list, what, { before, after }) {
  const rest = list.filter((each) => each !== what);
  const at = rest.indexOf(before ?? after);
  if (at < 0) return [...rest, what];
  rest.splice(at + (after ? 1 : 0), 0, what);
  return rest;
}
