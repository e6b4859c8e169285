"""The results of all batches of a study put together, and its table of worlds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reorg.mechanisms import ASSUMPTIONS
from reorg.study.batch import BatchResult, Rehearsal
from reorg.study.measures import KEYS, MEASURES
from reorg.study.settings import Span
from reorg.study.statistics import Side
from reorg.study.weekly import BINS, SERIES

_RELEASE = KEYS.index("release_weeks")
_NAME = {"scenario": "id of the scenario", "world": "number of the world"}
_CENSORED = "True: the release was not out by the horizon, release_weeks is NaN"
_LIMIT = "weeks from the start of release_weeks to the horizon: its lower bound where it is censored"

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
            metrics=np.full((worlds, scenarios, len(MEASURES)), np.nan),
            censored=np.zeros((worlds, scenarios), dtype=np.bool_),
            waited=np.full(worlds, np.nan),
            assumptions=np.full((worlds, len(ASSUMPTIONS)), np.nan),
            weekly=np.zeros((scenarios, len(SERIES), baseline.weeks, BINS), dtype=np.int64),
            overload=np.zeros((scenarios, len(baseline.person_ids)), dtype=np.int64),
            events=np.zeros((), dtype=np.int64),
        )

    def add(self, span: Span, batch: BatchResult) -> None:
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

    def side(self, scenario: int, key: str) -> Side:
        """Return a metric of a scenario over the worlds; a late release counts the time to the horizon."""
        column = KEYS.index(key)
        values = self.metrics[:, scenario, column]
        if column != _RELEASE:
            return Side(values, np.zeros(len(values), dtype=np.bool_))
        censored = self.censored[:, scenario]
        return Side(np.where(censored, self.waited, values), censored)

    def fill(self, table: Table) -> None:
        """Write one row for each world and scenario, by world, into a table of :func:`table_type`."""
        worlds, scenarios = self.censored.shape
        table["scenario"] = np.tile(np.array(self.rehearsal.job.scenarios), worlds)
        table["world"] = np.repeat(np.arange(worlds), scenarios)
        table["censored"] = self.censored.ravel()
        table["release_limit_weeks"] = np.repeat(self.waited, scenarios)
        for column, key in enumerate(KEYS):
            table[key] = self.metrics[:, :, column].ravel()
        for column, parameter in enumerate(ASSUMPTIONS):
            table[parameter.id] = np.repeat(self.assumptions[:, column], scenarios)


def table_type(scenarios: tuple[str, ...]) -> np.dtype[np.void]:
    """Return the structured type of the table of worlds: identity, metrics, assumptions."""
    names: list[tuple[str, Any]] = [("scenario", f"U{max(map(len, scenarios))}"), ("world", "i8")]
    names += [("censored", "?"), ("release_limit_weeks", "f8")]
    names += [(key, "f8") for key in KEYS]
    names += [(parameter.id, "f8") for parameter in ASSUMPTIONS]
    return np.dtype(names)


def table_of(tally: Tally, file: Path | None) -> Table:
    """Return the table of worlds in memory, or written to ``file`` (.npy) and flushed."""
    scenarios = tally.rehearsal.job.scenarios
    kind, rows = table_type(scenarios), len(tally.waited) * len(scenarios)
    if file is None:
        table: Table = np.empty(rows, dtype=kind)
        tally.fill(table)
        return table
    stored = np.lib.format.open_memmap(file, mode="w+", dtype=kind, shape=(rows,))
    tally.fill(stored)
    stored.flush()
    return stored


def described() -> str:
    """Return a description of the run folder and of each column of the table of worlds, as text."""
    columns = [
        *((name, "", text) for name, text in _NAME.items()),
        ("censored", "", _CENSORED),
        ("release_limit_weeks", "weeks", _LIMIT),
        *((m.key, m.unit, m.definition) for m in MEASURES),
        *((p.id, p.unit, f"assumption: {p.meaning}") for p in ASSUMPTIONS),
    ]
    lines = [f"  {name}{f' [{unit}]' if unit else ''}: {text}" for name, unit, text in columns]
    return _FOLDER + "\n".join(lines) + "\n"


_FOLDER = """A study of reorg. Nothing here is needed twice: the same command and model give the same bits.

manifest.json   what was studied: model, scenarios, seed, versions, and the SHA-256 of each batch
organization.json  the model as it was resolved: groups written out, structures complete
verdict.json    the result
details.json    weekly series and overload by person, behind the charts of the report
report.html     the result for people, if it was written
batches/        finished batches of up to 64 worlds; an interrupted study resumes from them
worlds.npy      one row for each world and scenario:

    import numpy
    worlds = numpy.load("worlds.npy", mmap_mode="r")
    worlds[worlds["scenario"] == "..."]["release_weeks"]

Columns of worlds.npy:
"""
