// Positions of the cards: teams without teams below are in columns under their parent, others side by side.
// Linear in the number of teams, and nothing overlaps.
export const WIDTH = 172;
const GAP_X = 14, GAP_Y = 34, STACK = 8, INDENT = 14;
const COLUMN_MAX = 9, PER_ROW = 10;

export function heightOf(people, rows) {
  if (!people) return 46;
  return rows ? 48 + people * 24 : 50 + Math.ceil(people / PER_ROW) * 14;
}

export function layout(tree, height) {
  const cards = [], lines = [];
  const kidsOf = (team) => tree.kids.get(team.id) || [];

  // Leaf teams in columns of at most COLUMN_MAX; returns width, height, and the end points of lines.
  function columns(teams, x, y, level, hangs) {
    const number = Math.ceil(teams.length / COLUMN_MAX);
    const each = Math.ceil(teams.length / number);
    const entries = [];
    let right = x, bottom = y;
    for (let c = 0; c < number; c += 1) {
      const left = x + c * (WIDTH + GAP_X + INDENT) + (hangs ? INDENT : 0);
      let top = y;
      const stack = teams.slice(c * each, (c + 1) * each);
      for (const team of stack) {
        const h = height(team);
        cards.push({ team, x: left, y: top, h, level });
        top += h + STACK;
      }
      const mids = cards.slice(-stack.length).map((card) => card.y + Math.min(22, card.h / 2));
      entries.push({ x: left, mids, single: stack.length === 1 });
      right = Math.max(right, left + WIDTH);
      bottom = Math.max(bottom, top - STACK);
    }
    return { w: right - x, h: bottom - y, entries };
  }

  function place(team, x, y, level) {
    const h = height(team);
    const card = { team, x, y, h, level };
    cards.push(card);
    const kids = kidsOf(team);
    if (!kids.length) return { w: WIDTH, h, card };
    const leaves = kids.filter((kid) => !kidsOf(kid).length);
    const branches = kids.filter((kid) => kidsOf(kid).length);
    const top = y + h + GAP_Y;
    if (!branches.length && leaves.length <= COLUMN_MAX) {
      const start = y + h + STACK * 1.5;
      const part = columns(leaves, x, start, level + 1, true);
      const rail = x + 5;
      const { mids } = part.entries[0];
      lines.push(`M${rail} ${y + h}V${mids.at(-1)}`, ...mids.map((mid) => `M${rail} ${mid}H${x + INDENT}`));
      return { w: Math.max(WIDTH, part.w), h: start - y + part.h, card };
    }
    const bar = top - GAP_Y / 2;
    const joins = [];
    let right = x, bottom = 0;
    if (leaves.length) {
      const part = columns(leaves, x, top, level + 1, leaves.length > 1);
      for (const entry of part.entries) {
        if (entry.single) { joins.push(entry.x + WIDTH / 2); lines.push(`M${entry.x + WIDTH / 2} ${bar}V${top}`); continue; }
        const rail = entry.x - INDENT + 5;
        joins.push(rail);
        lines.push(`M${rail} ${bar}V${entry.mids.at(-1)}`, ...entry.mids.map((mid) => `M${rail} ${mid}H${entry.x}`));
      }
      right += part.w + GAP_X;
      bottom = part.h;
    }
    for (const branch of branches) {
      const part = place(branch, right, top, level + 1);
      const middle = part.card.x + WIDTH / 2;
      joins.push(middle);
      lines.push(`M${middle} ${bar}V${top}`);
      right += part.w + GAP_X;
      bottom = Math.max(bottom, part.h);
    }
    const w = Math.max(WIDTH, right - GAP_X - x);
    card.x = Math.max(x, Math.min((joins[0] + joins.at(-1)) / 2 - WIDTH / 2, x + w - WIDTH));
    const middle = card.x + WIDTH / 2;
    lines.push(`M${middle} ${y + h}V${bar}`, `M${Math.min(middle, ...joins)} ${bar}H${Math.max(middle, ...joins)}`);
    return { w, h: h + GAP_Y + bottom, card };
  }

  let right = 0, bottom = 0;
  for (const root of tree.kids.get(null) || []) {
    const part = place(root, right, 0, 1);
    right += part.w + GAP_X;
    bottom = Math.max(bottom, part.h);
  }
  return { cards, lines: lines.join(''), width: Math.max(0, right - GAP_X), height: bottom };
}
