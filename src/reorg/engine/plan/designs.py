"""Design decisions of releases as rows: their owners, their possible influences, and their judges."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np

from reorg import luck
from reorg.engine.plan.structures import StructureIndex
from reorg.engine.state.rows import DESIGN_DECISION
from reorg.mechanisms.discovery import INFLUENCES_MAX
from reorg.model.organization import Organization
from reorg.model.work import Package, Release


class ReleaseOccurrence(Protocol):
    """One occurrence of a release; ``packages`` are the places of its jobs."""

    @property
    def release(self) -> str:
        """Its id."""

    @property
    def occurrence(self) -> int:
        """Its number, from 0."""

    @property
    def packages(self) -> tuple[int, ...]:
        """Places of its jobs."""


class DesignRows:
    """The rows of all decisions and their weights; completes the rows of releases and jobs."""

    def __init__(
        self, organization: Organization, runs: Sequence[ReleaseOccurrence], releases: Any, jobs: Any
    ) -> None:
        self._rows: list[Any] = []
        self._weights: list[float] = []
        described = {release.id: release for release in organization.releases}
        for k, run in enumerate(runs):
            release = described[run.release]
            first = len(self._rows)
            self._enter(release, run, k, jobs)
            row = releases[k]
            row["decision_first"], row["decision_last"] = first, len(self._rows)
            row["box"] = jobs[run.packages[0]]["due"] if release.time_boxed else -1.0
        self.decisions = np.array(self._rows, DESIGN_DECISION) if self._rows else np.zeros(0, DESIGN_DECISION)
        self.weights = np.array(self._weights)

    def _enter(self, release: Release, run: ReleaseOccurrence, k: int, jobs: Any) -> None:
        owners = [package for package in release.packages for _ in range(package.decisions)]
        weights = _weights(release, owners)
        most = INFLUENCES_MAX if release.influences is None else release.influences
        first = len(self._rows)
        for place, package in zip(run.packages, release.packages, strict=True):
            job = jobs[place]
            job["release"], job["research"] = k, package.kind == "research"
            job["trial_chunks"] = package.trial_days
            for number in range(package.decisions):
                row = np.zeros((), DESIGN_DECISION)
                row["key"] = luck.key("decision", release.id, run.occurrence, package.id, number)
                row["bit"] = 1 << (len(self._rows) - first)
                row["first"], row["last"], row["most"] = first, first + len(owners), most
                row["weights"] = len(self._weights)
                # Strengths of couplings are drawn in each world; random influences do not depend on them.
                row["owner"] = place if release.influences is None else -1
                self._weights += weights[len(self._rows) - first]
                job["mask"] |= row["bit"]
                self._rows.append(row)


def judge_table(
    organization: Organization, names: StructureIndex, runs: Sequence[ReleaseOccurrence], releases: Any
) -> Any:
    """Return the judge of the designs of each release [structure, release]; its row says if there is one."""
    judges = np.full((len(names.structures), max(len(runs), 1)), -1, np.int32)
    described = {release.id: release for release in organization.releases}
    for k, run in enumerate(runs):
        row = releases[k]
        if row["decision_last"] > row["decision_first"]:
            release = described[run.release]
            judges[:, k] = [_judge(release, names, i) for i in range(len(names.structures))]
            row["judged"] = (judges[:, k] >= 0).any()
    return judges


def _weights(release: Release, owners: list[Package]) -> list[list[float]]:
    """Return the weight of each decision as an influence on each: its probability, or 1 if K are drawn."""
    if release.influences is not None:
        return [[1.0] * len(owners) for _ in owners]
    strength = {frozenset((c.first, c.second)): c.strength for c in release.couplings}
    strength |= {frozenset((package.id,)): 1.0 for package in release.packages}
    return [[strength.get(frozenset((one.id, two.id)), 0.0) for two in owners] for one in owners]


def _judge(release: Release, names: StructureIndex, structure: int) -> int:
    """Return the first integrator of a structure who covers the areas of all design decisions, or -1."""
    areas = {package.area for package in release.packages if package.decisions}
    for who in names.structures[structure].integrators:
        if areas <= set(who.areas):
            return names.person[who.person]
    return -1
