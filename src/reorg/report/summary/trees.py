"""Two structures as two trees side by side: changes with their place in the tree, the rest counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from reorg.model.analysis.hierarchy import people_seated, teams_by_parent, walk_teams
from reorg.model.structure import Structure, Team, way_up
from reorg.study.results.matching import match_teams

Mark = Literal["kept", "moved", "new", "ends", "new lead", "changed", "renamed", "folded"]

ROWS_MAX = 14
"""Maximum number of rows of a tree; the smallest changes beyond are counted."""
_RANK: dict[Mark, int] = {"renamed": 0, "changed": 0, "new lead": 1, "moved": 2, "new": 3, "ends": 3}


@dataclass(frozen=True)
class TreeRow:
    """A team in its tree, or (``mark`` "folded") how many further teams there are at that place.

    ``lead`` is the id of its lead, ``people`` those who sit in it, ``key`` the same for the same team on both
    sides; ``changed`` of a folded row counts the teams in it that change.
    """

    depth: int
    key: int
    name: str
    lead: str | None
    people: int
    mark: Mark
    teams: int = 1
    changed: int = 0
    was: str = ""
    """Former name of the team, if it has changed."""


@dataclass(frozen=True)
class Link:
    """A line from a row before to a row after; ``people`` on this way, ``moved`` if it matters."""

    before: int
    after: int
    people: int
    moved: bool


@dataclass(frozen=True)
class Trees:
    """Both trees and the lines between them; ``marks`` describes the change of each team (by key)."""

    before: tuple[TreeRow, ...]
    after: tuple[TreeRow, ...]
    links: tuple[Link, ...]
    marks: dict[int, Mark]
    parents: dict[int, str]
    """New parent teams, by name, of teams that are moved."""


def draw_trees(before: Structure, after: Structure, rows_max: int = ROWS_MAX) -> Trees:
    """Return the rows and lines drawn for two structures, at most about ``rows_max`` rows each."""
    pair = _Pair(before, after)
    shown = {key: mark for key, mark in pair.marks.items() if mark != "kept"}
    while True:
        rows = tuple(tuple(pair.rows(side, set(shown))) for side in (0, 1))
        if max(map(len, rows)) <= rows_max or not shown:
            break
        del shown[min(shown, key=lambda key: (_RANK[shown[key]], -pair.depth[key]))]
    changed: dict[int, Mark] = {key: mark for key, mark in pair.marks.items() if mark != "kept"}
    links = tuple(pair.links(rows[0], rows[1]))
    return Trees(rows[0], rows[1], links, changed, pair.new_parents())


class _Pair:
    """Two structures whose teams are matched by their people."""

    def __init__(self, before: Structure, after: Structure) -> None:
        self.structures = (before, after)
        self.numbers = match_teams(before, after)
        self.seats = (people_seated(before), people_seated(after))
        self.teams = tuple(
            {self.numbers[side, team.id]: team for team in structure.teams}
            for side, structure in enumerate(self.structures)
        )
        self.depth = {
            self.numbers[side, team.id]: depth
            for side, structure in enumerate(self.structures)
            for depth, team in walk_teams(structure)
        }
        self.marks = {key: self._mark(key) for key in dict.fromkeys((*self.teams[0], *self.teams[1]))}

    def new_parents(self) -> dict[int, str]:
        """Return for each team that is moved the name of its new parent team."""
        named = {team.id: team.name for team in self.structures[1].teams}
        found = {}
        for key, mark in self.marks.items():
            parent = self.teams[1][key].parent if mark == "moved" else None
            if parent:
                found[key] = named[parent]
        return found

    def _mark(self, key: int) -> Mark:
        was, is_now = self.teams[0].get(key), self.teams[1].get(key)
        if was is None or is_now is None:
            return "new" if was is None else "ends"
        if self._parent(0, was) != self._parent(1, is_now):
            return "moved"
        if was.lead != is_now.lead:
            return "new lead"
        if set(self.seats[0][was.id]) != set(self.seats[1][is_now.id]):
            return "changed"
        return "kept" if was.name == is_now.name else "renamed"

    def _parent(self, side: int, team: Team) -> int | None:
        return self.numbers[side, team.parent] if team.parent else None

    def rows(self, side: int, shown: set[int]) -> Iterator[TreeRow]:
        """Yield the rows of one side: teams shown and those above them, the others counted in place."""
        below = teams_by_parent(self.structures[side])
        kept = self._with_ancestors(side, shown)
        pending: list[tuple[int, Team | TreeRow]] = [(0, team) for team in reversed(below.get(None, []))]
        while pending:
            depth, item = pending.pop()
            if isinstance(item, TreeRow):
                yield item
                continue
            yield self._row(side, depth, item)
            inside = below.get(item.id, [])
            open_ones = [team for team in inside if team.id in kept]
            closed = [team for team in inside if team.id not in kept]
            if closed:
                pending.append((depth + 1, self._folded(side, depth + 1, closed, below)))
            pending += [(depth + 1, team) for team in reversed(open_ones)]

    def _with_ancestors(self, side: int, shown: set[int]) -> set[str]:
        parents = self.structures[side].parents
        here = [self.teams[side][key].id for key in shown if key in self.teams[side]]
        return set(chain.from_iterable(way_up(parents, team) for team in here))

    def _row(self, side: int, depth: int, team: Team) -> TreeRow:
        key = self.numbers[side, team.id]
        people = len(self.seats[side][team.id])
        old = self.teams[0].get(key) if side == 1 else None
        was = old.name if old is not None and old.name != team.name else ""
        return TreeRow(depth, key, team.name, team.lead, people, self.marks[key], was=was)

    def _folded(
        self, side: int, depth: int, closed: list[Team], below: dict[str | None, list[Team]]
    ) -> TreeRow:
        inside: list[Team] = []
        pending = list(closed)
        while pending:
            team = pending.pop()
            inside.append(team)
            pending += below.get(team.id, [])
        people = sum(len(self.seats[side][team.id]) for team in inside)
        changed = sum(self.marks[self.numbers[side, team.id]] != "kept" for team in inside)
        return TreeRow(depth, -1, "", None, people, "folded", len(inside), changed)

    def links(self, before: tuple[TreeRow, ...], after: tuple[TreeRow, ...]) -> Iterator[Link]:
        """Yield a line for each team on both sides, and for people of teams that end, to their new teams."""
        places = {row.key: place for place, row in enumerate(after) if row.mark != "folded"}
        homes = {person: self.numbers[1, team] for team, who in self.seats[1].items() for person in who}
        for place, row in enumerate(before):
            if row.mark == "folded":
                continue
            if row.mark != "ends":
                if row.key in places:
                    yield Link(place, places[row.key], row.people, row.mark == "moved")
                continue
            going: dict[int, int] = {}
            for person in self.seats[0][self.teams[0][row.key].id]:
                going[homes.get(person, -1)] = going.get(homes.get(person, -1), 0) + 1
            for key, people in going.items():
                if key in places:
                    yield Link(place, places[key], people, True)
