"""Owner and computing demand of each piece of work."""

from __future__ import annotations

from dataclasses import dataclass

from reorg.model.analysis.hierarchy import people_of_team
from reorg.model.analysis.ownership import Ownership
from reorg.model.organization import Organization
from reorg.model.structure import Structure


@dataclass(frozen=True)
class OwnedWork:
    """A package (``release/package``) or stream, and the team that owns it."""

    kind: str
    id: str
    area: str
    effort_days: float
    owner: str
    others: tuple[str, ...] = ()
    """Teams that race the owner for it or overlap with it."""


def owned_work(organization: Organization, structure: Structure) -> tuple[OwnedWork, ...]:
    """Return every package and stream with the team that owns it, in the order of the file."""
    ownership = Ownership(structure)
    found = []
    for (kind, name), piece in organization.work.items():
        owner, *others = ownership.owners((kind, name), piece.area)
        days = piece.effort.likely_days
        found.append(OwnedWork(kind, name, piece.area, days, owner, tuple(others)))
    return tuple(found)


def unskilled_work(organization: Organization, structure: Structure) -> tuple[OwnedWork, ...]:
    """Return the packages and streams whose team has nobody with any skill in their area."""
    skills = {person.id: person.skills for person in organization.everybody}
    teams = structure.by_id
    able: dict[tuple[str, str], bool] = {}
    found = []
    for work in owned_work(organization, structure):
        key = (work.owner, work.area)
        if key not in able:
            people = people_of_team(teams[work.owner])
            able[key] = any(skills[person].get(work.area, "none") != "none" for person in people)
        if not able[key]:
            found.append(work)
    return tuple(found)


def gpu_hours_demanded(organization: Organization, structure: Structure) -> dict[str, float]:
    """Return by pool the accelerator-hours that likely efforts ask for until the horizon, warm-up included.

    Releases count with all that start before the horizon; what is done when the simulation starts does not.
    """
    serves = {work: change.pool for change in structure.allocations for work in change.serves}
    asked: dict[str, float] = {}
    for release in organization.releases:
        times = len(list(release.occurrences(organization.horizon_weeks)))
        for package in release.packages:
            pool = serves.get(("package", f"{release.id}/{package.id}"), package.pool)
            if pool is not None:
                asked[pool] = asked.get(pool, 0.0) + package.gpu_hours * (times - package.done)
    for stream in organization.streams:
        pool = serves.get(("stream", stream.id), stream.pool)
        if pool is not None:
            weeks = organization.horizon_weeks + organization.warmup_weeks
            asked[pool] = asked.get(pool, 0.0) + stream.gpu_hours * stream.per_week * weeks
    return asked
