"""Occurrences of releases and their packages: starts, due weeks, and predecessors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from reorg.engine.plan.structures import flatten
from reorg.engine.state.constants import HOURS_PER_WEEK
from reorg.engine.state.rows import RELEASE
from reorg.model.organization import Organization


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
    """One occurrence of a release; ``packages`` are places in ``Plan.packages``."""

    release: str
    occurrence: int
    start_week: float
    due_week: float
    packages: tuple[int, ...]


def release_occurrences(organization: Organization) -> tuple[tuple[PackageRun, ...], tuple[ReleaseRun, ...]]:
    """Return every package and every release occurrence that starts within the horizon."""
    packages: list[PackageRun] = []
    releases: list[ReleaseRun] = []
    for release in organization.releases:
        for one in release.occurrences(organization.horizon_weeks):
            when = (one.start_week, one.due_week)
            places = range(len(packages), len(packages) + len(release.packages))
            packages += [PackageRun(release.id, one.number, p.id, *when) for p in release.packages]
            releases.append(ReleaseRun(release.id, one.number, *when, tuple(places)))
    return tuple(packages), tuple(releases)


def due_weeks_by_release(releases: tuple[ReleaseRun, ...]) -> dict[str, list[tuple[int, float]]]:
    """Return the number and the due week of each occurrence of each release."""
    dues: dict[str, list[tuple[int, float]]] = {}
    for number, run in enumerate(releases):
        dues.setdefault(run.release, []).append((number, run.due_week))
    return dues


def release_rows(
    organization: Organization, releases: tuple[ReleaseRun, ...], warmup: float
) -> tuple[Any, Any]:
    """Return the rows of all occurrences of releases, and the occurrences that each must wait for.

    Times are in working hours, the warm-up included. Releases that others wait for occur once.
    """
    rows = np.zeros(len(releases), RELEASE)
    rows["start"] = [warmup + x.start_week * HOURS_PER_WEEK for x in releases]
    rows["first"] = [x.packages[0] for x in releases]
    rows["last"] = [x.packages[-1] + 1 for x in releases]
    after = {release.id: release.after for release in organization.releases}
    number = {x.release: k for k, x in enumerate(releases)}
    waits = [[number[name] for name in after[x.release]] for x in releases]
    predecessors, bounds = flatten(waits)
    rows["after_first"], rows["after_last"] = bounds[:-1], bounds[1:]
    return rows, predecessors
