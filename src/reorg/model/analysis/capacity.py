"""Work against the time of those who own it: by team and by area, at likely efforts, until the horizon.

Both are in person-weeks. Time is that of everybody in the team, the lead included, by their shares, without
the weeks on leave in the baseline and before somebody starts in a vacant position. Nobody works on packages
all week: meetings, requests and decisions take a third or so of it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from reorg.model.analysis.hierarchy import people_of_team
from reorg.model.analysis.ownership import Ownership
from reorg.model.events import Away
from reorg.model.organization import Organization
from reorg.model.structure import Structure
from reorg.model.work import Effort
from reorg.summation import add_in_order

DAYS_PER_WEEK = 5.0
FULL_LOAD = 0.8
"""Load from which a team is remarked on (an inference: above it nobody has time for anything but work)."""


@dataclass(frozen=True)
class Load:
    """Work and time of one team or area in one structure, person-weeks until the horizon or a due week."""

    name: str
    work_weeks: float
    capacity_weeks: float
    until_week: float | None = None
    """The due week until which they are counted; None: until the horizon."""

    @property
    def share(self) -> float:
        """Work over time; infinite where there is work and no time."""
        if self.capacity_weeks > 0.0:
            return self.work_weeks / self.capacity_weeks
        return math.inf if self.work_weeks > 0.0 else 0.0


def loads_of_teams(
    organization: Organization, structure: Structure, until_week: float | None = None
) -> list[Load]:
    """Return the load of each team that owns work, in the order of the structure.

    Until a due week, only the releases count that run once and are due by then; None: until the horizon.
    """
    owned: dict[str, float] = {}
    for owner, _, weeks in _owned(organization, structure, until_week):
        owned[owner] = owned.get(owner, 0.0) + weeks
    shares = {person.id: person.share for person in organization.people}
    end = organization.horizon_weeks if until_week is None else until_week
    elsewhere = {seat.person: seat.share for seat in structure.second_seats}
    heads = {
        team.id: add_in_order(
            shares[person] * (1.0 - elsewhere.get(person, 0.0)) for person in people_of_team(team)
        )
        for team in structure.teams
    }
    for seat in structure.second_seats:
        heads[seat.team] += shares[seat.person] * seat.share
    away = _weeks_away(organization, end)
    missing = {
        team.id: add_in_order(shares[person] * away.get(person, 0.0) for person in people_of_team(team))
        for team in structure.teams
    }
    return [
        Load(team.id, owned[team.id], heads[team.id] * end - missing[team.id], until_week)
        for team in structure.teams
        if team.id in owned
    ]


def _weeks_away(organization: Organization, end: float) -> dict[str, float]:
    """Return how many weeks until ``end`` people are not there: on leave in the baseline, or not yet."""
    weeks = {p.id: min(end, p.starts_week) for p in organization.people if p.vacant and p.starts_week}
    for event in organization.scenario(organization.baseline).dated:
        if isinstance(event, Away):
            away = max(0.0, min(end, event.until_week) - event.week)
            weeks[event.person] = weeks.get(event.person, 0.0) + away
    return weeks


def narrowest_loads(organization: Organization, structure: Structure) -> list[Load]:
    """Return for each team its load until the due week, within the horizon, at which that is greatest."""
    narrowest: dict[str, Load] = {}
    stated = {release.only_due_week for release in organization.releases}
    due = (week for week in stated if week is not None and 0.0 < week < organization.horizon_weeks)
    for week in sorted(due):
        for load in loads_of_teams(organization, structure, week):
            if load.name not in narrowest or load.share > narrowest[load.name].share:
                narrowest[load.name] = load
    return list(narrowest.values())


def loads_of_areas(organization: Organization, structure: Structure) -> list[Load]:
    """Return the load of each area, on those with any skill in it in the teams that own its work."""
    work: dict[str, float] = {}
    able: dict[str, set[str]] = {}
    teams = structure.by_id
    people = {person.id: person for person in organization.people}
    for owner, area, weeks in _owned(organization, structure):
        work[area] = work.get(area, 0.0) + weeks
        seated = people_of_team(teams[owner])
        able.setdefault(area, set()).update(p for p in seated if people[p].skills.get(area, "none") != "none")
    return [
        Load(area, weeks, add_in_order(people[p].share for p in able[area]) * organization.horizon_weeks)
        for area, weeks in work.items()
    ]


def _owned(
    organization: Organization, structure: Structure, until_week: float | None = None
) -> Iterator[tuple[str, str, float]]:
    """Yield owner, area and person-weeks until the horizon, or a due week, of each package and stream."""
    ownership = Ownership(structure)
    end = organization.horizon_weeks if until_week is None else until_week
    for release in organization.releases:
        due = release.only_due_week
        if until_week is not None and release.every_weeks is None and (due is None or due > until_week):
            continue
        times = release.times_until(end)
        for package in release.packages:
            name = ("package", f"{release.id}/{package.id}")
            weeks = likely_weeks(package.effort) * (times - package.done)
            yield ownership.owners(name, package.area)[0], package.area, weeks
    for stream in organization.streams:
        weeks = likely_weeks(stream.effort) * stream.per_week * end
        yield ownership.owners(("stream", stream.id), stream.area)[0], stream.area, weeks


def likely_weeks(effort: Effort) -> float:
    """Return the likely effort in person-weeks."""
    return effort.likely_days / DAYS_PER_WEEK
