"""The design decisions of releases as rows: who owns them, what may influence them, who judges them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np

from reorg import luck
from reorg.engine import records as r
from reorg.engine.seats import Names
from reorg.mechanisms.discovery import INFLUENCES_MAX, pairs_differ
from reorg.model.organization import Organization, Package, Release


class Run(Protocol):
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


class Designs:
    """The rows of all decisions, their weights, and the judges; completes the rows of releases and jobs."""

    def __init__(
        self, organization: Organization, names: Names, runs: Sequence[Run], releases: Any, jobs: Any
    ) -> None:
        self._rows: list[Any] = []
        self._weights: list[float] = []
        self.judges = np.full((len(names.structures), max(len(runs), 1)), -1, np.int32)
        described = {release.id: release for release in organization.releases}
        for k, run in enumerate(runs):
            release = described[run.release]
            first = len(self._rows)
            self._enter(release, run, k, jobs)
            row = releases[k]
            row["decision_first"], row["decision_last"] = first, len(self._rows)
            row["box"] = jobs[run.packages[0]]["due"] if release.time_boxed else -1.0
            if len(self._rows) > first:
                self.judges[:, k] = [_judge(release, names, i) for i in range(len(names.structures))]
                row["judged"] = (self.judges[:, k] >= 0).any()
        self.decisions = np.array(self._rows, r.DECISION) if self._rows else np.zeros(0, r.DECISION)
        self.weights = np.array(self._weights)

    def _enter(self, release: Release, run: Run, k: int, jobs: Any) -> None:
        owners = [package for package in release.packages for _ in range(package.decisions)]
        weights = _weights(release, owners)
        most = INFLUENCES_MAX if release.influences is None else release.influences
        first = len(self._rows)
        for place, package in zip(run.packages, release.packages, strict=True):
            job = jobs[place]
            job["release"], job["research"] = k, package.kind == "research"
            job["trial_chunks"] = package.trial_days
            for number in range(package.decisions):
                row = np.zeros((), r.DECISION)
                row["key"] = luck.key("decision", release.id, run.occurrence, package.id, number)
                row["bit"] = 1 << (len(self._rows) - first)
                row["first"], row["last"], row["most"] = first, first + len(owners), most
                row["weights"] = len(self._weights)
                # How strong couplings are is drawn in each world; influences drawn by lot do not know them.
                row["owner"] = place if release.influences is None else -1
                self._weights += weights[len(self._rows) - first]
                job["mask"] |= row["bit"]
                self._rows.append(row)


def _weights(release: Release, owners: list[Package]) -> list[list[float]]:
    """Return the weight of each decision to influence each: as its chance, or alike where K are drawn."""
    if release.influences is not None:
        return [[1.0] * len(owners) for _ in owners]
    strength = {frozenset((c.first, c.second)): c.strength for c in release.couplings}
    strength |= {frozenset((package.id,)): 1.0 for package in release.packages}
    return [[strength.get(frozenset((one.id, two.id)), 0.0) for two in owners] for one in owners]


def _judge(release: Release, names: Names, structure: int) -> int:
    """Return the first integrator of a structure who covers the areas of all design decisions, or -1."""
    areas = {package.area for package in release.packages if package.decisions}
    for who in names.structures[structure].integrators:
        if areas <= set(who.areas):
            return names.person[who.person]
    return -1


def diversity(releases: Any, decisions: Any) -> Any:
    """Return the mean number of decisions in which two configurations tried differ, by release."""
    found = np.full(len(releases), np.nan)
    if len(decisions) == 0:
        return found
    for k, row in enumerate(releases):
        ones = decisions["ones"][row["decision_first"] : row["decision_last"]]
        if len(ones) and row["trials"] > 1:
            found[k] = sum(pairs_differ(int(one), int(row["trials"])) for one in ones)
    return found
