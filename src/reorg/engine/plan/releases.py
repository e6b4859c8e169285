"""Occurrences of releases and their packages: starts, due weeks and earliest possible ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from reorg.engine.state.constants import HOURS_PER_WEEK
from reorg.engine.state.rows import RELEASE
from reorg.model.organization import Organization
from reorg.model.work import Release

FASTEST_SPEED = 1.25
"""Speed factor behind the lower bound of a release's length."""


@dataclass(frozen=True)
class PackageRun:
    """One package of one occurrence of its release; weeks from the start date."""

    release: str
    occurrence: int
    package: str
    start_week: float
    due_week: float


@dataclass(frozen=True)
class ReleaseRun:
    """One occurrence of a release; ``packages`` are places in ``Plan.packages``.

    ``earliest_end_week`` is a lower bound: the critical path at optimistic efforts, full staffing and high
    skill.
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
    for release in organization.releases:
        start, occurrence = release.first_week, 0
        while start < organization.horizon_weeks:
            due = start + (release.due_week or release.every_weeks or organization.horizon_weeks - start)
            places = range(len(packages), len(packages) + len(release.packages))
            packages += [PackageRun(release.id, occurrence, p.id, start, due) for p in release.packages]
            earliest = start + _shortest_weeks(release, occurrence, due - start)
            releases.append(ReleaseRun(release.id, occurrence, start, due, earliest, tuple(places)))
            if not release.every_weeks:
                break
            occurrence += 1
            start = release.first_week + occurrence * release.every_weeks
    return tuple(packages), tuple(releases)


def _shortest_weeks(release: Release, occurrence: int, due_weeks: float) -> float:
    ends: dict[str, float] = {}
    waiting = list(release.packages)
    while waiting:
        for package in [p for p in waiting if all(before in ends for before in p.after)]:
            waiting.remove(package)
            open_below = package.effort.distribution in ("exponential", "weibull")
            days = 0.0 if open_below else package.effort.optimistic_days
            share = 1.0 - package.done if occurrence == 0 else 1.0
            weeks = days * share / package.people_max / 5.0 / FASTEST_SPEED
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
