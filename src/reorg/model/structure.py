"""A structure: teams and their leads, who owns which work, who decides, meets, races and overlaps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from reorg.model.canonical import added_later
from reorg.model.choices import Degree
from reorg.model.compute import Allocation


@dataclass(frozen=True)
class Team:
    """A team of one structure: its lead, members (the lead not among them), parent and what it owns.

    ``name`` is never empty: the id where the file states none. ``owned`` holds resolved names
    ``("area" | "release" | "package" | "stream", id)``; a package is named ``release/package``. ``meets``
    False: no weekly team meeting and no one-to-ones with the lead.
    """

    id: str
    name: str
    parent: str | None
    lead: str | None
    members: tuple[str, ...]
    owned: tuple[tuple[str, str], ...]
    meets: bool


@dataclass(frozen=True)
class Integrator:
    """A person who bridges distance between coupled packages whose areas are both in ``areas``."""

    person: str
    areas: tuple[str, ...]


@dataclass(frozen=True)
class SecondLead:
    """A person with a second lead, a dotted line, beside the one of the team."""

    person: str
    lead: str


@dataclass(frozen=True)
class SecondSeat:
    """A person who works in a second team as well, for this share of the hours."""

    person: str
    team: str
    share: float


@dataclass(frozen=True)
class Meeting:
    """A standing meeting of named people beside the weekly team meetings."""

    id: str
    people: tuple[str, ...]
    every_weeks: float
    hours: float


@dataclass(frozen=True)
class Race:
    """Several teams hold the same packages (``release/package``, of one release), each with an attempt.

    Each goes on with its own: ``wins`` tells whether the first team with all of them done wins, or the best.
    ``common_cause`` None takes the assumption ``racing.common_cause``.
    """

    packages: tuple[str, ...]
    teams: tuple[str, ...]
    wins: Literal["first", "best"] = "first"
    common_cause: float | None = None


@dataclass(frozen=True)
class Overlap:
    """Teams that own the same work: the first one's counts, each other one does ``share`` of it as well.

    ``work`` holds resolved names as in ``Team.owned``, areas written out.
    """

    work: tuple[tuple[str, str], ...]
    teams: tuple[str, ...]
    share: float = 1.0


@dataclass(frozen=True)
class Structure:
    """A structure: teams and members, leads and reporting lines, ownership of work, and decision rights."""

    id: str
    name: str
    decides: Degree
    teams: tuple[Team, ...]
    integrators: tuple[Integrator, ...]
    meetings: tuple[Meeting, ...]
    allocations: tuple[Allocation, ...] = added_later(())
    """The pools that are not as the organization states them."""
    races: tuple[Race, ...] = added_later(())
    overlaps: tuple[Overlap, ...] = added_later(())
    second_leads: tuple[SecondLead, ...] = added_later(())
    second_seats: tuple[SecondSeat, ...] = added_later(())

    @property
    def by_id(self) -> dict[str, Team]:
        """The teams by id, in their order."""
        return {team.id: team for team in self.teams}

    @property
    def names(self) -> dict[str, str]:
        """The names of the teams, by id."""
        return {team.id: team.name for team in self.teams}

    @property
    def parents(self) -> dict[str, str | None]:
        """The team above each team, by id; None above the root."""
        return {team.id: team.parent for team in self.teams}

    @property
    def seats(self) -> dict[str, str]:
        """The team of each person, by id; a lead of several teams sits in the first."""
        seats: dict[str, str] = {}
        for team in self.teams:
            for person in (*team.members, team.lead):
                if person is not None:
                    seats.setdefault(person, team.id)
        return seats

    def team(self, team_id: str) -> Team:
        """Return the team of that id; raises KeyError where there is none."""
        return self.by_id[team_id]


def way_up(parents: Mapping[str, str | None], team: str) -> list[str]:
    """Return a team and those above it, up to the root, or to where parents are unknown or a cycle."""
    way = [team]
    while (above := parents.get(way[-1])) is not None and above not in way:
        way.append(above)
    return way
