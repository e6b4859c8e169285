"""Occurrences of releases and their packages: starts, due weeks and earliest possible ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from reorg.engine.plan.people import has_agents, most_agents
from reorg.engine.state.constants import HOURS_PER_WEEK
from reorg.engine.state.rows import RELEASE
from reorg.model.organization import Organization
from reorg.model.work import Release
from reorg.quantity import evidence


@dataclass(frozen=True)
class PackageRun:
    """One package of one occurrence of its release; weeks from the start date."""

    release: str
    occurrence: int
    package: str
    start_week: float
    due_week: float


@dataclass(frozen=True)
class Fastest:
    """How fast work can get done in any world: by a person, and by all AI agents together."""

    speed: float
    """Highest speed factor of a person."""
    agents: float
    """Highest speed of all AI agents there ever are, in people of medium skill."""

    @classmethod
    def of(cls, organization: Organization) -> Fastest:
        """Return the fastest by the upper ends of the assumptions, the organization's own where stated."""
        stated = {own.id: own.high for own in organization.assumptions}

        def highest(name: str) -> float:
            return stated.get(name, evidence()[name].high)

        rivals = max((len(r.teams) - 1 for s in organization.structures for r in s.races), default=0)
        speed = highest("competence.speed_high") * max(1.0, 1.0 + highest("racing.rivalry_effort") * rivals)
        if has_agents(organization):
            speed *= max(1.0, 1.0 + highest("agents.assist_gain"))
        return cls(speed, most_agents(organization) * highest("agents.speedup"))

    def people_at_work(self, people_max: int) -> float:
        """Return the work of so many people at once, in people of medium skill."""
        return people_max * self.speed + self.agents


@dataclass(frozen=True)
class ReleaseRun:
    """One occurrence of a release; ``packages`` are places in ``Plan.packages``.

    ``earliest_end_week`` is a lower bound: the critical path at optimistic efforts, full staffing, and the
    upper ends of the assumptions that make people faster.
    """

    release: str
    occurrence: int
    start_week: float
    due_week: float
    earliest_end_week: float
    packages: tuple[int, ...]


def release_occurrences(organization: Organization) -> tuple[tuple[PackageRun, ...], tuple[ReleaseRun, ...]]:
    """Return every package and every release occurrence that starts within the horizon."""
    packages: list[PackageRun] = []
    releases: list[ReleaseRun] = []
    fastest = Fastest.of(organization)
    for release in organization.releases:
        start, occurrence = release.first_week, 0
        while start < organization.horizon_weeks:
            due = start + (release.due_week or release.every_weeks or organization.horizon_weeks - start)
            places = range(len(packages), len(packages) + len(release.packages))
            packages += [PackageRun(release.id, occurrence, p.id, start, due) for p in release.packages]
            earliest = start + _shortest_weeks(release, occurrence, due - start, fastest)
            releases.append(ReleaseRun(release.id, occurrence, start, due, earliest, tuple(places)))
            if not release.every_weeks:
                break
            occurrence += 1
            start = release.first_week + occurrence * release.every_weeks
    return tuple(packages), tuple(releases)


def _shortest_weeks(release: Release, occurrence: int, due_weeks: float, fastest: Fastest) -> float:
    ends: dict[str, float] = {}
    waiting = list(release.packages)
    while waiting:
        for package in [p for p in waiting if all(before in ends for before in p.after)]:
            waiting.remove(package)
            open_below = package.effort.distribution in ("exponential", "weibull")
            days = 0.0 if open_below else package.effort.optimistic_days
            share = 1.0 - package.done if occurrence == 0 else 1.0
            weeks = days * share / fastest.people_at_work(package.people_max) / 5.0
            begin = max((ends[before] for before in package.after), default=0.0)
            if release.time_boxed and package.kind == "research":
                # Work not begun when the time is up is dropped.
                weeks = min(weeks, max(0.0, due_weeks - begin))
            ends[package.id] = begin + weeks
    return max(ends.values(), default=0.0)


def due_weeks_by_release(releases: tuple[ReleaseRun, ...]) -> dict[str, list[tuple[int, float]]]:
    """Return the number and the due week of each occurrence of each release."""
    dues: dict[str, list[tuple[int, float]]] = {}
    for number, run in enumerate(releases):
        dues.setdefault(run.release, []).append((number, run.due_week))
    return dues


def release_rows(releases: tuple[ReleaseRun, ...], warmup: float) -> Any:
    """Return the rows of all occurrences of releases; times in working hours, the warm-up included."""
    rows = np.zeros(len(releases), RELEASE)
    rows["start"] = [warmup + x.start_week * HOURS_PER_WEEK for x in releases]
    rows["first"] = [x.packages[0] for x in releases]
    rows["last"] = [x.packages[-1] + 1 for x in releases]
    return rows
