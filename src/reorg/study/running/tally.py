"""The combined results of all batches of a study."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from reorg.mechanisms import ASSUMPTIONS
from reorg.model.uncertain import Dimension
from reorg.study.inference.paired import MetricValues
from reorg.study.measuring.metrics import CUT_OFF_KEYS, METRIC_KEYS, METRICS
from reorg.study.measuring.people import PEOPLE_COLUMNS
from reorg.study.measuring.weekly_series import BINS, DIFFERENCE_BINS, SERIES
from reorg.study.running.batch import BatchResult, Rehearsal
from reorg.study.running.settings import BatchSpan

Table = NDArray[np.void]

HEADER_MAX = 1_000_000
"""Maximum size in bytes of the column names of a table of worlds: each uncertain input has one."""


def version_of_header(kind: np.dtype[np.void]) -> tuple[int, int]:
    """Return the oldest version of NumPy's file format that can hold the names of these columns."""
    names = repr(np.lib.format.dtype_to_descr(kind))
    if not names.isascii():
        return (3, 0)
    return (1, 0) if len(names) < _HEADER_OF_VERSION_1 else (2, 0)


_HEADER_OF_VERSION_1 = 60_000
"""Bytes, less than the 65,535 that the first version of the format allows for a whole header."""

AT_LEAST = "_at_least"
"""Suffix of the columns of lower bounds of metrics cut off at the horizon."""


@dataclass(frozen=True)
class Tally:
    """The data of the verdict: the arrays of :class:`BatchResult`, for all worlds of the study."""

    rehearsal: Rehearsal
    metrics: NDArray[np.float64]
    censored: NDArray[np.bool_]
    assumptions: NDArray[np.float64]
    inputs: NDArray[np.float64]
    weekly: NDArray[np.int64]
    weekly_differences: NDArray[np.int64]
    weekly_sums: NDArray[np.float64]
    people: NDArray[np.float64]
    events: NDArray[np.int64]
    dates: NDArray[np.float32]
    settled: NDArray[np.float64]
    settled_censored: NDArray[np.bool_]

    @classmethod
    def empty(cls, rehearsal: Rehearsal, worlds: int) -> Tally:
        """Return a tally without results, with room for ``worlds``."""
        scenarios, baseline = len(rehearsal.plans), rehearsal.plans[0]
        series = (scenarios, len(SERIES), baseline.weeks)
        settled = min(worlds, rehearsal.job.transition_worlds), len(rehearsal.settled_plans)
        return cls(
            rehearsal=rehearsal,
            metrics=np.full((worlds, scenarios, len(METRICS)), np.nan),
            censored=np.zeros((worlds, scenarios, len(CUT_OFF_KEYS)), dtype=np.bool_),
            assumptions=np.full((worlds, len(ASSUMPTIONS)), np.nan),
            inputs=np.full((worlds, len(rehearsal.job.organization.dimensions)), np.nan),
            weekly=np.zeros((*series, BINS), dtype=np.int64),
            weekly_differences=np.zeros((*series, DIFFERENCE_BINS), dtype=np.int64),
            weekly_sums=np.zeros(series),
            people=np.zeros((scenarios, len(baseline.person_ids), PEOPLE_COLUMNS)),
            events=np.zeros((), dtype=np.int64),
            dates=np.full((worlds, scenarios, 2, len(baseline.packages)), np.nan, dtype=np.float32),
            settled=np.full((*settled, len(METRICS)), np.nan),
            settled_censored=np.zeros((*settled, len(CUT_OFF_KEYS)), dtype=np.bool_),
        )

    def add(self, span: BatchSpan, batch: BatchResult) -> None:
        """Add the results of one batch."""
        rows = slice(span.first, span.first + span.count)
        self.metrics[rows] = batch.metrics
        self.censored[rows] = batch.censored
        self.assumptions[rows] = batch.assumptions
        self.inputs[rows] = batch.inputs
        self.weekly[...] += batch.weekly
        self.weekly_differences[...] += batch.weekly_differences
        self.weekly_sums[...] += batch.weekly_sums
        self.people[...] += batch.people
        self.events[...] += batch.events
        self.dates[rows] = batch.dates
        if len(batch.settled):
            settled = slice(span.first, span.first + len(batch.settled))
            self.settled[settled] = batch.settled
            self.settled_censored[settled] = batch.settled_censored

    def first(self, worlds: int) -> Tally:
        """Return the same tally of the first ``worlds`` only; sums over worlds are those of all so far."""
        rows = slice(worlds)
        return replace(
            self,
            metrics=self.metrics[rows],
            censored=self.censored[rows],
            assumptions=self.assumptions[rows],
            inputs=self.inputs[rows],
            dates=self.dates[rows],
            settled=self.settled[rows],
            settled_censored=self.settled_censored[rows],
        )

    @property
    def worlds(self) -> int:
        """The number of worlds."""
        return len(self.metrics)

    def side(self, scenario: int, key: str) -> MetricValues:
        """Return a metric of a scenario over the worlds; a value cut off at the horizon counts up to it."""
        return _side(self.metrics[:, scenario], self.censored[:, scenario], key)

    def form_side(self, form: int, key: str) -> MetricValues:
        """Return a metric of a settled form over the worlds in which those are simulated, as :meth:`side`.

        ``form`` is its place among the compared scenarios followed by the further forms.
        """
        worlds, compared = len(self.settled), self.metrics.shape[1]
        if form < compared:
            return _side(self.metrics[:worlds, form], self.censored[:worlds, form], key)
        return _side(self.settled[:, form - compared], self.settled_censored[:, form - compared], key)

    @property
    def input_numbers(self) -> NDArray[np.float64]:
        """The numbers of the inputs in each world, [worlds, dimensions]: see :meth:`Dimension.numbers_at`."""
        return numbers_of_inputs(self.rehearsal.job.organization.dimensions, self.inputs)

    def fill(self, table: Table) -> None:
        """Write one row for each world and scenario, by world, into a table of :func:`table_type`."""
        worlds, scenarios = self.metrics.shape[:2]
        table["scenario"] = np.tile(np.array(self.rehearsal.job.scenarios), worlds)
        table["world"] = np.repeat(np.arange(worlds), scenarios)
        for column, key in enumerate(METRIC_KEYS):
            table[key] = self.metrics[:, :, column].ravel()
        for column, key in enumerate(CUT_OFF_KEYS):
            cut_off = self.censored[:, :, column].ravel()
            table[f"{key}{AT_LEAST}"] = np.where(cut_off, table[key], np.nan)
            table[key] = np.where(cut_off, np.nan, table[key])
        for column, parameter in enumerate(ASSUMPTIONS):
            table[parameter.id] = np.repeat(self.assumptions[:, column], scenarios)
        numbers = self.input_numbers
        for column, dimension in enumerate(self.rehearsal.job.organization.dimensions):
            table[dimension.column] = np.repeat(numbers[:, column], scenarios)


def numbers_of_inputs(dimensions: Sequence[Dimension], points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the numbers of the dimensions at their points, both [worlds, dimensions]."""
    columns = zip(dimensions, points.T, strict=True)
    numbers = [each.numbers_at(column.tolist()) for each, column in columns]
    return np.array(numbers, dtype=np.float64).reshape(len(dimensions), len(points)).T


def _side(metrics: NDArray[np.float64], censored: NDArray[np.bool_], key: str) -> MetricValues:
    """Return one metric from those of a scenario, [worlds, metrics]."""
    values = metrics[:, METRIC_KEYS.index(key)]
    if key not in CUT_OFF_KEYS:
        return MetricValues(values, np.zeros(len(values), dtype=np.bool_))
    return MetricValues(values, censored[:, CUT_OFF_KEYS.index(key)])
