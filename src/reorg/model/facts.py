"""Facts of a structure that need no simulation: who reports to whom, spans, layers, heads, cost, work."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from reorg.model.organization import Organization, Package, Release, Stream, Structure, Team
from reorg.model.ownership import Ownership


@dataclass(frozen=True)
class TeamFacts:
    """A team in its tree: ``depth`` 0 = the root; what is ``below`` includes the team itself."""

    team: Team
    depth: int
    heads: int
    heads_below: int
    annual_cost_usd: float
    annual_cost_below_usd: float


@dataclass(frozen=True)
class Work:
    """A package (``release/package``) or stream, and the team that owns it."""

    kind: str
    id: str
    area: str
    effort_days: float
    owner: str
    others: tuple[str, ...] = ()
    """Teams that race the owner for it or overlap with it."""


def people_of(team: Team) -> tuple[str, ...]:
    """Return the ids of a team's people, its lead first."""
    return (*((team.lead,) if team.lead is not None else ()), *team.members)


def children(structure: Structure) -> dict[str | None, list[Team]]:
    """Return the teams below each team, in the order of the file; None holds the root."""
    below: dict[str | None, list[Team]] = {}
    for team in structure.teams:
        below.setdefault(team.parent, []).append(team)
    return below


def in_tree_order(structure: Structure) -> Iterator[tuple[int, Team]]:
    """Yield every team with its depth, each before those below it."""
    below = children(structure)
    pending = [(0, team) for team in reversed(below.get(None, []))]
    while pending:
        depth, team = pending.pop()
        yield depth, team
        pending.extend((depth + 1, child) for child in reversed(below.get(team.id, [])))


def team_facts(organization: Organization, structure: Structure) -> tuple[TeamFacts, ...]:
    """Return heads and cost of every team, in the order of the tree."""
    pay = {person.id: person.annual_cost_usd for person in organization.people}
    ordered = list(in_tree_order(structure))
    heads = {team.id: len(people_of(team)) for _, team in ordered}
    cost = {team.id: sum(pay[person] for person in people_of(team)) for _, team in ordered}
    heads_below, cost_below = dict(heads), dict(cost)
    for _, team in reversed(ordered):
        if team.parent is not None:
            heads_below[team.parent] += heads_below[team.id]
            cost_below[team.parent] += cost_below[team.id]
    return tuple(
        TeamFacts(team, depth, heads[team.id], heads_below[team.id], cost[team.id], cost_below[team.id])
        for depth, team in ordered
    )


def spans(structure: Structure) -> dict[str, tuple[str, ...]]:
    """Return the direct reports of every lead; without a lead, people report to the next lead above."""
    reports: dict[str, list[str]] = {team.lead: [] for team in structure.teams if team.lead is not None}
    boss: dict[str | None, str | None] = {None: None}
    for _, team in in_tree_order(structure):
        above = boss[team.parent]
        if team.lead is not None and above is not None:
            reports[above].append(team.lead)
        boss[team.id] = team.lead if team.lead is not None else above
        direct = boss[team.id]
        if direct is not None:
            reports[direct].extend(team.members)
    return {lead: tuple(people) for lead, people in reports.items()}


def layers(structure: Structure) -> int:
    """Return the number of people on the longest line from a member up to the root's lead, both counted."""
    leads: dict[str | None, int] = {None: 0}
    longest = 0
    for _, team in in_tree_order(structure):
        leads[team.id] = leads[team.parent] + (team.lead is not None)
        longest = max(longest, leads[team.id] + bool(team.members))
    return longest


def owned_work(organization: Organization, structure: Structure) -> tuple[Work, ...]:
    """Return every package and stream with the team that owns it, in the order of the file."""
    ownership = Ownership(structure)
    pieces: list[tuple[str, str, Package | Stream]] = [
        *(("package", name, package) for name, package in _packages(organization.releases)),
        *(("stream", stream.id, stream) for stream in organization.streams),
    ]
    found = []
    for kind, name, piece in pieces:
        owner, *others = ownership.owners((kind, name), piece.area)
        days = piece.effort.likely_days
        found.append(Work(kind, name, piece.area, days, owner, tuple(others)))
    return tuple(found)


def gpu_hours_asked(organization: Organization, structure: Structure) -> dict[str, float]:
    """Return by pool the accelerator-hours that likely efforts ask for until the horizon, warm-up included.

    Releases count with all that start before the horizon; what is done when the simulation starts does not.
    """
    serves = {work: change.pool for change in structure.allocations for work in change.serves}
    asked: dict[str, float] = {}
    for release in organization.releases:
        weeks = organization.horizon_weeks - release.first_week
        times = math.ceil(weeks / release.every_weeks) if release.every_weeks else 1
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


def _packages(releases: tuple[Release, ...]) -> Iterator[tuple[str, Package]]:
    for release in releases:
        for package in release.packages:
            yield f"{release.id}/{package.id}", package
