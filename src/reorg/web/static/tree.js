// A structure as a tree: children, order, levels, and differences from today.
import { placed } from './gaps.js';

export function treeOf(teams) {
  const by = new Map(teams.map((team) => [team.id, team]));
  const kids = new Map();
  for (const team of teams) {
    const key = by.has(team.parent) ? team.parent : null;
    if (!kids.has(key)) kids.set(key, []);
    kids.get(key).push(team);
  }
  const order = [];
  const walk = (team, level, place, size) => {
    order.push({ team, level, place, size });
    const below = kids.get(team.id) || [];
    below.forEach((kid, i) => walk(kid, level + 1, i + 1, below.length));
  };
  const roots = kids.get(null) || [];
  roots.forEach((team, i) => walk(team, 1, i + 1, roots.length));
  return { by, kids, order };
}

export const below = (tree, id) => tree.kids.get(id) || [];

export function isBelow(tree, id, above) {
  for (let step = tree.by.get(id); step; step = tree.by.get(step.parent)) if (step.id === above) return true;
  return false;
}

// The marks of a team compared with the same team today: its changes, the most important first; `title` is its
// former name. `same` holds the id that each team has today: a structure of the model may call it by another.
export function markOf(team, today, same) {
  const was = today.get(same[team.id]);
  if (!was) return { kind: 'new', text: '+ new' };
  const title = was.name === team.name ? '' : `today: ${was.name}`;
  const named = title ? ', renamed' : '';
  if ((was.parent ?? null) !== (same[team.parent] ?? team.parent ?? null)) return { kind: 'moved', text: `→ moved${named}`, title };
  if (was.lead !== team.lead) return { kind: 'led', text: `→ new lead${named}`, title };
  return title ? { kind: 'named', text: '→ renamed', title } : null;
}

// Members shown in the card: those on the bench are in no team.
export const seated = (team, fates) => team.members.filter((id) => fates[id]?.[0] !== 'bench');

// The teams with one of them next to another; siblings keep the places that they occupy together.
function standing(teams, edit) {
  const siblings = teams.filter((t) => t.parent === edit.to).map((t) => t.id);
  const order = placed(siblings, edit.team, edit);
  const by = new Map(teams.map((t) => [t.id, t]));
  return teams.map((t) => (t.parent === edit.to ? by.get(order.shift()) : t));
}

// The tree after a simple edit, before the server has answered: the same as its answer will be.
export function moved(scenario, edit) {
  if (edit.kind === 'move_team') {
    const teams = scenario.teams.map((t) => (t.id === edit.team ? { ...t, parent: edit.to } : t));
    return { ...scenario, teams: edit.before || edit.after ? standing(teams, edit) : teams };
  }
  if (edit.kind === 'move_person' && !Object.keys(edit.leads || {}).length) {
    if (scenario.teams.some((t) => t.lead === edit.person)) return scenario;
    const teams = scenario.teams.map((t) => {
      const members = t.members.filter((id) => id !== edit.person);
      if (t.id === edit.to) return { ...t, members: placed(t.members, edit.person, edit) };
      return members.length === t.members.length ? t : { ...t, members };
    });
    const { [edit.person]: gone, ...fates } = scenario.fates;
    return { ...scenario, teams, fates };
  }
  return scenario;
}
