"""A board as a model file says it: a structure that extends another, and a scenario that changes to it."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reorg.editing.board import Board, BoardTeam
from reorg.model.people import Person
from reorg.model.structure import Structure, Team

Data = dict[str, Any]

_UNSAID: Data = {"name": "", "parent": "", "lead": None, "members": [], "owns": []}
"""What a new team does not say of itself; its name and its parent it always does, the root's too."""


@dataclass(frozen=True)
class Saved:
    """A plan to be saved: the scenario it is, and the one of the file that it began as.

    ``base`` is the id of the structure that its board was laid on; ``from_start`` that it holds from the
    start of the run, not from a date.
    """

    scenario: str
    name: str
    origin: str
    base: str
    board: Board
    from_start: bool = False


def overlay(base: Structure, board: Board, people: Sequence[Person]) -> Data:
    """Return what a board changes of the structure it was laid on; empty where it changes nothing."""
    groups = group_sizes(people)
    before = {team.id: team for team in base.teams}
    removed = [team for team in before if team not in board.teams]
    teams = [_team(before.get(team.id), team, groups) for team in board.teams.values()]
    changed = [team for team in teams if len(team) > 1]
    stated: Data = {} if board.decides == base.decides else {"decides": board.decides}
    parts = (("remove", removed), ("order", _order(before, board)), ("teams", changed))
    stated |= {name: entries for name, entries in parts if entries}
    if board.integrators != {part.person: part.areas for part in base.integrators}:
        stated["integrators"] = [
            {"person": person, "areas": list(areas)} for person, areas in board.integrators.items()
        ]
    return stated


def _order(before: Mapping[str, Team], board: Board) -> list[str]:
    """Return the teams that do not stand where they would without a word: as before, new ones at the end."""
    usual = [team for team in before if team in board.teams]
    usual += [team for team in board.teams if team not in before]
    return [now for now, was in zip(board.teams, usual, strict=True) if now != was]


def additions(document: Mapping[str, Any], full: Mapping[str, Any], plans: Sequence[Saved],
              people: Sequence[Person]) -> Data:  # fmt: skip
    """Return the ``structures``, ``scenarios`` and ``compare`` to add to a document, by id, for some plans.

    ``full`` is the document with the rows of its tables.
    """
    structures: Data = {}
    scenarios: Data = {}
    stated = _mapping(document, "scenarios")
    if plans and not stated:
        # Without scenarios each structure is one; with some, only those that are stated.
        structures_stated = _mapping(document, "structures")
        scenarios = {name: _only(name, structure) for name, structure in structures_stated.items()}
    for plan in plans:
        change = overlay(plan.board.base, plan.board, people)
        structure = None
        if change:
            structure = _free(f"{plan.scenario}-edited", _mapping(full, "structures"), structures)
            change = _without_ended(full, plan, change)
            structures[structure] = {"name": plan.name, "extends": plan.base, **change}
        scenarios[plan.scenario] = _scenario(document, full, plan, structure)
        if plan.board.joins:
            events = scenarios[plan.scenario].setdefault("events", [])
            events += _joins(plan.board, {person.id: person for person in people})
    found: Data = {"structures": structures, "scenarios": scenarios}
    compare = _mapping(document, "compare")
    named = _entries(compare, "scenarios")
    new = [plan.scenario for plan in plans if plan.scenario not in named]
    if named and new:
        found["compare"] = {"scenarios": [*named, *new]}
    return found


def _only(name: str, structure: Mapping[str, Any]) -> Data:
    """Return the scenario that a structure is by itself, called as it is."""
    label = structure.get("name")
    return {"name": label, "structure": name} if label else {"structure": name}


def merged(document: Mapping[str, Any], more: Mapping[str, Any]) -> Data:
    """Return the document with what :func:`additions` adds, a deep copy."""
    whole: Data = copy.deepcopy(dict(document))
    for part, entries in more.items():
        if entries:
            whole[part] = {**_mapping(whole, part), **copy.deepcopy(entries)}
    return whole


def group_sizes(people: Sequence[Person]) -> dict[str, int]:
    """Return the number of people of each group; single people are no group."""
    sizes: dict[str, int] = {}
    for person in people:
        if person.id != person.group:
            sizes[person.group] = sizes.get(person.group, 0) + 1
    return sizes


def written_members(members: Sequence[str], groups: Mapping[str, int]) -> list[str]:
    """Return people as a model file names them: groups and ranges of groups, in the same order."""
    runs: list[tuple[str, int, int]] = []
    for person in members:
        group, _, number = person.rpartition("#")
        if group not in groups:
            runs.append((person, 0, 0))
        elif runs and runs[-1][0] == group and runs[-1][2] == int(number) - 1:
            runs[-1] = (group, runs[-1][1], int(number))
        else:
            runs.append((group, int(number), int(number)))
    return [_run(name, first, last, groups) for name, first, last in runs]


def _run(name: str, first: int, last: int, groups: Mapping[str, int]) -> str:
    if not first:
        return name
    if (first, last) == (1, groups[name]):
        return name
    return f"{name}#{first}" if first == last else f"{name}#{first}..{last}"


def _team(before: Team | None, team: BoardTeam, groups: Mapping[str, int]) -> Data:
    """Return the id of a team and those of its fields that differ from what it was."""
    was = _written(before, groups) if before is not None else _UNSAID
    return {"id": team.id, **{name: now for name, now in _written(team, groups).items() if now != was[name]}}


def _written(team: Team | BoardTeam, groups: Mapping[str, int]) -> Data:
    return {
        "name": team.name,
        "parent": team.parent,
        "lead": team.lead,
        "members": written_members(team.members, groups),
        "owns": [name for _, name in team.owned],
    }


def _without_ended(full: Mapping[str, Any], plan: Saved, change: Data) -> Data:
    """Add the standing meetings without the teams that end, where they name any."""
    ended = set(change.get("remove", []))
    meetings = _meetings(_mapping(full, "structures"), plan.base)
    if not any(ended & set(_entries(meeting, "teams")) for meeting in meetings):
        return change
    kept = []
    for meeting in meetings:
        teams = [team for team in _entries(meeting, "teams") if team not in ended]
        if teams or meeting.get("people"):
            kept.append({**meeting, "teams": teams})
    return {**change, "meetings": kept}


def _meetings(structures: Mapping[str, Any], identity: str | None) -> list[Data]:
    seen: set[str] = set()
    while identity is not None and identity not in seen:
        seen.add(identity)
        stated = structures.get(identity) or {}
        if "meetings" in stated:
            return list(stated["meetings"] or [])
        identity = stated.get("extends")
    return []


def _scenario(
    document: Mapping[str, Any], full: Mapping[str, Any], plan: Saved, structure: str | None
) -> Data:
    origin, events = _origin(document, full, plan)
    scenario = {"name": plan.name, "structure": origin["structure"]}
    changed = _retarget(events, plan, structure or plan.base)
    if structure is not None and not changed:
        if plan.from_start and plan.board.week is None:
            scenario["structure"] = structure
        else:
            events.insert(0, {"week": plan.board.week or 0.0, "reorganize": structure})
    for person, (fate, week) in plan.board.fates.items():
        if fate == "leaves":
            events.append({"week": week, "leave": person})
        elif fate == "closed":
            events.append({"week": week, "layoff": {"people": [person]}})
    return {**scenario, "events": events} if events else scenario


def _joins(board: Board, people: Mapping[str, Person]) -> list[Data]:
    """Return new positions as events: rank, skills and pay are those of the person each is like."""
    events = []
    for identity, join in board.joins.items():
        like = people[join.like]
        position = {
            "id": identity,
            "team": join.team,
            "title": join.title,
            "seniority": like.seniority,
            "skills": dict(like.skills),
            "annual_cost_usd": like.annual_cost_usd,
        }
        events.append({"week": join.week, "join": position})
    return events


def _origin(document: Mapping[str, Any], full: Mapping[str, Any], plan: Saved) -> tuple[Data, list[Data]]:
    """Return the scenario that a plan began as, and its events without those that tables add to all."""
    stated = _mapping(document, "scenarios").get(plan.origin)
    if stated is not None:
        return dict(stated), copy.deepcopy(list(_entries(stated, "events")))
    scenarios = _mapping(full, "scenarios")
    found = scenarios.get(plan.origin) or {"structure": plan.origin}
    others = [each for name, each in scenarios.items() if name != plan.origin]
    common = [event for each in others[:1] for event in _entries(each, "events")]
    return dict(found), [copy.deepcopy(e) for e in _entries(found, "events") if e not in common]


def _mapping(record: Mapping[str, Any], part: str) -> Data:
    """Return a part of a record that may be missing or empty."""
    return record.get(part) or {}


def _entries(record: Mapping[str, Any], part: str) -> list[Any]:
    """Return a list of a record that may be missing or empty."""
    return record.get(part) or []


def _retarget(events: list[Data], plan: Saved, structure: str) -> bool:
    """Make the last change to the structure that was edited lead to the edited one; False if none does."""
    for event in reversed(events):
        to = event.get("reorganize")
        if to == plan.base:
            event["reorganize"] = structure
        elif isinstance(to, list) and plan.base in to:
            event["reorganize"] = [structure if name == plan.base else name for name in to]
        else:
            continue
        if plan.board.week is not None and "week" in event:
            event["week"] = plan.board.week
        return True
    return False


def _free(wanted: str, *taken: Mapping[str, Any]) -> str:
    found, number = wanted, 1
    while any(found in names for names in taken):
        number += 1
        found = f"{wanted}-{number}"
    return found
