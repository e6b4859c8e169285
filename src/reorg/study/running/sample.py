"""The worlds of a study as drivers and flips read them: assumptions, and metrics of each scenario."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from reorg.mechanisms import ASSUMPTIONS
from reorg.model.uncertain import Dimension
from reorg.quantity import Parameter, evidence
from reorg.study.inference.paired import MetricValues, negligible_amount
from reorg.study.measuring.metrics import CUT_OFF_KEYS, METRICS
from reorg.study.running.tally import AT_LEAST, Table, Tally

Floats = NDArray[np.float64]

_SCENARIOS_MAX = 10_000
"""Rows of a table within which every scenario must appear; no study has more scenarios."""


@dataclass(frozen=True)
class InputColumn:
    """A dimension of a model's uncertain inputs, described as a parameter is; ``levels`` in order."""

    id: str
    meaning: str
    unit: str
    source: str
    levels: tuple[str, ...] = ()

    @classmethod
    def of(cls, dimension: Dimension) -> InputColumn:
        """Return the column of a dimension."""
        return cls(dimension.column, dimension.words, dimension.unit, dimension.source, dimension.levels)


def columns_of(dimensions: Iterable[Dimension]) -> tuple[Parameter | InputColumn, ...]:
    """Return all columns drawn, in order: the assumptions, then the numbers of uncertain inputs."""
    return (*ASSUMPTIONS, *map(InputColumn.of, dimensions))


@dataclass(frozen=True)
class WorldSample:
    """Worlds of a study, the baseline's scenario first.

    ``worlds`` int64[n], their numbers; ``parameters`` of the columns of ``assumptions`` [n, parameters],
    followed by the dimensions of uncertain inputs; ``metrics`` {key: [n, scenarios]}, lower bounds where
    ``censored`` {key: [n, scenarios]} (of metrics that may be cut off at the horizon); ``own_negligible``
    {key: amount} as the model states it.
    """

    scenarios: tuple[str, ...]
    worlds: NDArray[np.int64]
    parameters: tuple[Parameter | InputColumn, ...]
    assumptions: Floats
    metrics: Mapping[str, Floats]
    censored: Mapping[str, NDArray[np.bool_]]
    own_negligible: Mapping[str, float]

    @classmethod
    def of(cls, tally: Tally) -> WorldSample:
        """Return the worlds of a tally."""
        job = tally.rehearsal.job
        return cls(
            scenarios=job.scenarios,
            worlds=np.arange(tally.worlds),
            parameters=columns_of(job.organization.dimensions),
            assumptions=np.hstack([tally.assumptions, tally.input_numbers]),
            metrics={m.key: tally.metrics[:, :, column] for column, m in enumerate(METRICS)},
            censored={key: tally.censored[:, :, column] for column, key in enumerate(CUT_OFF_KEYS)},
            own_negligible=job.organization.negligible,
        ).without(tally.rehearsal.idle)

    @classmethod
    def of_table(
        cls,
        table: Table,
        own_negligible: Mapping[str, float],
        most: int,
        dimensions: Sequence[Dimension] = (),
    ) -> WorldSample:
        """Return the first worlds, at most ``most``, of a table of worlds, identified by its columns.

        ``dimensions`` are those of the model's uncertain inputs.

        Raises ValueError or KeyError if it is not such a table.
        """
        names = table.dtype.names or ()
        scenarios = tuple(dict.fromkeys(str(scenario) for scenario in table["scenario"][:_SCENARIOS_MAX]))
        rows = table[: most * len(scenarios)].reshape(-1, len(scenarios))
        keys = [measure.key for measure in METRICS if measure.key in names]
        inputs = {each.column: InputColumn.of(each) for each in dimensions}
        parameters = [inputs.get(name) or _parameter(name) for name in names if "." in name]
        return cls(
            scenarios=scenarios,
            worlds=rows["world"][:, 0],
            parameters=tuple(parameters),
            assumptions=np.array([rows[parameter.id][:, 0] for parameter in parameters]).T,
            metrics={key: _counted(rows, key) for key in keys},
            censored={key[: -len(AT_LEAST)]: ~np.isnan(rows[key]) for key in names if key.endswith(AT_LEAST)},
            own_negligible=own_negligible,
        )

    def first(self, count: int) -> WorldSample:
        """Return the first ``count`` worlds."""
        return WorldSample(
            self.scenarios,
            self.worlds[:count],
            self.parameters,
            self.assumptions[:count],
            {key: values[:count] for key, values in self.metrics.items()},
            {key: values[:count] for key, values in self.censored.items()},
            self.own_negligible,
        )

    def without(self, idle: Collection[str]) -> WorldSample:
        """Return the sample without the columns of assumptions and inputs, by id, that have no effect."""
        kept = [column for column, each in enumerate(self.parameters) if each.id not in idle]
        parameters = tuple(self.parameters[column] for column in kept)
        return replace(self, parameters=parameters, assumptions=self.assumptions[:, kept])

    @cached_property
    def varies(self) -> bool:
        """Whether any assumption differs between worlds; it does not where they were held fixed."""
        return bool((np.ptp(self.assumptions, axis=0) > 0.0).any())

    def side(self, scenario: int, key: str) -> MetricValues:
        """Return a metric of a scenario over the worlds; a value cut off at the horizon counts up to it."""
        values = self.metrics[key][:, scenario]
        if key not in self.censored:
            return MetricValues(values, np.zeros(len(values), dtype=np.bool_))
        return MetricValues(values, self.censored[key][:, scenario])

    def negligible(self, key: str, per: str) -> float:
        """Return the amount of a metric below which a difference is a tie."""
        return negligible_amount(self.side(0, key), self.own_negligible.get(key), per)


def _counted(rows: Table, key: str) -> Floats:
    """Return a metric of a table of worlds, counted to the horizon if it is cut off there."""
    limit = f"{key}{AT_LEAST}"
    if limit not in (rows.dtype.names or ()):
        return np.asarray(rows[key])
    return np.where(np.isnan(rows[key]), rows[limit], rows[key])


def _parameter(name: str) -> Parameter:
    """Return the parameter of a column; an unknown one is named by its id."""
    nameless = Parameter(name, "", "", 0.0, 0.0, 0.0, "linear", "", "")
    return evidence().get(name, nameless)
