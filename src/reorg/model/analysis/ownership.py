"""Ownership of work in a structure: one team, or several that race or overlap.

A package or stream belongs to the team that names it, else to the team that names its release or its area.
Where teams race or overlap, each holds a version of the work: it belongs to whoever would own it among that
team and those below it, else to that team itself.
"""

from __future__ import annotations

from reorg.model.structure import Overlap, Race, Structure, way_up
from reorg.model.work import WorkName, owned_as


class Ownership:
    """The owners of a structure's work, by name."""

    def __init__(self, structure: Structure) -> None:
        self._parents = structure.parents
        self._claims: dict[WorkName, list[str]] = {}
        for team in structure.teams:
            for name in team.owned:
                self._claims.setdefault(name, []).append(team.id)
        self._races = {("package", p): race for race in structure.races for p in race.packages}
        self._overlaps = {name: overlap for overlap in structure.overlaps for name in overlap.work}

    def race(self, work: WorkName) -> Race | None:
        """Return the race that a piece of work is raced for in."""
        return self._races.get(work)

    def overlap(self, work: WorkName) -> Overlap | None:
        """Return the overlap that a piece of work lies in."""
        return self._overlaps.get(work)

    def owners(self, work: WorkName, area: str) -> tuple[str, ...]:
        """Return the team that owns a package or stream, or in order those that hold a version each.

        Raises KeyError for work that nobody owns.
        """
        contest = self._races.get(work) or self._overlaps.get(work)
        names = owned_as(work, area)
        if contest is None:
            return (next(self._claims[name][-1] for name in names if name in self._claims),)
        return tuple(self._within(team, names) for team in contest.teams)

    def common(self, teams: tuple[str, ...]) -> str:
        """Return the lowest team that is above all of these, or one of them that is."""
        ways = [way_up(self._parents, team) for team in teams]
        return next(team for team in ways[0] if all(team in way for way in ways))

    def _within(self, team: str, names: tuple[WorkName, ...]) -> str:
        claims = (claim for name in names for claim in self._claims.get(name, ()))
        return next((claim for claim in claims if team in way_up(self._parents, claim)), team)
