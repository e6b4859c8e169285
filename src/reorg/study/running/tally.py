"""The results of all batches of a study put together."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from reorg.mechanisms import ASSUMPTIONS
from reorg.study.inference.paired import MetricValues
from reorg.study.measuring.metrics import METRIC_KEYS, METRICS
from reorg.study.measuring.weekly_series import BINS, SERIES
from reorg.study.running.batch import BatchResult, Rehearsal
from reorg.study.running.settings import BatchSpan

_RELEASE = METRIC_KEYS.index("release_weeks")
Table = NDArray[np.void]


@dataclass(frozen=True)
class Tally:
    """Everything the verdict rests on: the arrays of :class:`BatchResult`, for all worlds of the study."""

    rehearsal: Rehearsal
    metrics: NDArray[np.float64]
    censored: NDArray[np.bool_]
    waited: NDArray[np.float64]
    assumptions: NDArray[np.float64]
    weekly: NDArray[np.int64]
    overload: NDArray[np.int64]
    events: NDArray[np.int64]

    @classmethod
    def empty(cls, rehearsal: Rehearsal, worlds: int) -> Tally:
        """Return a tally of no results yet, with room for ``worlds``."""
        scenarios, baseline = len(rehearsal.plans), rehearsal.plans[0]
        return cls(
            rehearsal=rehearsal,
            metrics=np.full((worlds, scenarios, len(METRICS)), np.nan),
            censored=np.zeros((worlds, scenarios), dtype=np.bool_),
            waited=np.full(worlds, np.nan),
            assumptions=np.full((worlds, len(ASSUMPTIONS)), np.nan),
            weekly=np.zeros((scenarios, len(SERIES), baseline.weeks, BINS), dtype=np.int64),
            overload=np.zeros((scenarios, len(baseline.person_ids)), dtype=np.int64),
            events=np.zeros((), dtype=np.int64),
        )

    def add(self, span: BatchSpan, batch: BatchResult) -> None:
        """Put the results of one batch in their place."""
        rows = slice(span.first, span.first + span.count)
        self.metrics[rows] = batch.metrics
        self.censored[rows] = batch.censored
        self.waited[rows] = batch.waited
        self.assumptions[rows] = batch.assumptions
        self.weekly[...] += batch.weekly
        self.overload[...] += batch.overload
        self.events[...] += batch.events

    def first(self, worlds: int) -> Tally:
        """Return the same tally of the first ``worlds`` only; sums over worlds are those of all so far."""
        rows = slice(worlds)
        return replace(
            self,
            metrics=self.metrics[rows],
            censored=self.censored[rows],
            waited=self.waited[rows],
            assumptions=self.assumptions[rows],
        )

    def side(self, scenario: int, key: str) -> MetricValues:
        """Return a metric of a scenario over the worlds; a late release counts the time to the horizon."""
        column = METRIC_KEYS.index(key)
        values = self.metrics[:, scenario, column]
        if column != _RELEASE:
            return MetricValues(values, np.zeros(len(values), dtype=np.bool_))
        censored = self.censored[:, scenario]
        return MetricValues(np.where(censored, self.waited, values), censored)

    def fill(self, table: Table) -> None:
        """Write one row for each world and scenario, by world, into a table of :func:`table_type`."""
        worlds, scenarios = self.censored.shape
        table["scenario"] = np.tile(np.array(self.rehearsal.job.scenarios), worlds)
        table["world"] = np.repeat(np.arange(worlds), scenarios)
        table["censored"] = self.censored.ravel()
        table["release_limit_weeks"] = np.repeat(self.waited, scenarios)
        for column, key in enumerate(METRIC_KEYS):
            table[key] = self.metrics[:, :, column].ravel()
        for column, parameter in enumerate(ASSUMPTIONS):
            table[parameter.id] = np.repeat(self.assumptions[:, column], scenarios)
