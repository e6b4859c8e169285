"""Work against the time of those who own it: by team and by area, at likely efforts, until the horizon.

Both are in person-weeks. Time is that of everybody in the team, the lead included, by their shares. Nobody
works on packages all week: meetings, requests and decisions take a third or so of it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from reorg.model.analysis.hierarchy import people_of_team
from reorg.model.analysis.ownership import Ownership
from reorg.model.organization import Organization
from reorg.model.structure import Structure
from reorg.model.work import Effort, Release
from reorg.summation import add_in_order

DAYS_PER_WEEK = 5.0
FULL_LOAD = 0.8
"""Load from which a team is remarked on (an inference: above it nobody has time for anything but work)."""


@dataclass(frozen=True)
class Load:
    """Work and time of one team or area in one structure, person-weeks until the horizon."""

    name: str
    work_weeks: float
    capacity_weeks: float

    @property
    def share(self) -> float:
        """Work over time; infinite where there is work and no time."""
        if self.capacity_weeks > 0.0:
            return self.work_weeks / self.capacity_weeks
        return math.inf if self.work_weeks > 0.0 else 0.0


def loads_of_teams(organization: Organization, structure: Structure) -> list[Load]:
    """Return the load of each team that owns work, in the order of the structure."""
    owned: dict[str, float] = {}
    for owner, _, weeks in _owned(organization, structure):
        owned[owner] = owned.get(owner, 0.0) + weeks
    shares = {person.id: person.share for person in organization.people}
    return [
        Load(
            team.id,
            owned[team.id],
            add_in_order(shares[person] for person in people_of_team(team)) * organization.horizon_weeks,
        )
        for team in structure.teams
        if team.id in owned
    ]


def loads_of_areas(organization: Organization, structure: Structure) -> list[Load]:
    """Return the load of each area, on those with any skill in it in the teams that own its work."""
    work: dict[str, float] = {}
    able: dict[str, set[str]] = {}
    teams = {team.id: team for team in structure.teams}
    people = {person.id: person for person in organization.people}
    for owner, area, weeks in _owned(organization, structure):
        work[area] = work.get(area, 0.0) + weeks
        seated = people_of_team(teams[owner])
        able.setdefault(area, set()).update(p for p in seated if people[p].skills.get(area, "none") != "none")
    return [
        Load(area, weeks, add_in_order(people[p].share for p in able[area]) * organization.horizon_weeks)
        for area, weeks in work.items()
    ]


def _owned(organization: Organization, structure: Structure) -> Iterator[tuple[str, str, float]]:
    """Yield owner, area and person-weeks until the horizon of each package and stream."""
    ownership = Ownership(structure)
    for release in organization.releases:
        times = _occurrences(organization, release)
        for package in release.packages:
            name = ("package", f"{release.id}/{package.id}")
            weeks = likely_weeks(package.effort) * (times - package.done)
            yield ownership.owners(name, package.area)[0], package.area, weeks
    for stream in organization.streams:
        weeks = likely_weeks(stream.effort) * stream.per_week * organization.horizon_weeks
        yield ownership.owners(("stream", stream.id), stream.area)[0], stream.area, weeks


def likely_weeks(effort: Effort) -> float:
    """Return the likely effort in person-weeks."""
    return effort.likely_days / DAYS_PER_WEEK


def _occurrences(organization: Organization, release: Release) -> float:
    """Return how often a release is to be out by the horizon; the last one counts by its share of time."""
    weeks = organization.horizon_weeks - release.first_week
    return max(1.0, weeks / release.every_weeks) if release.every_weeks else 1.0
