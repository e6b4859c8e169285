"""The table of worlds: one row for each world and scenario, and the meaning of its columns."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from reorg.mechanisms import ASSUMPTIONS
from reorg.model.uncertain import Dimension
from reorg.money import DEFAULT, unit_in
from reorg.study.measuring.metrics import CUT_OFF_KEYS, METRIC_KEYS, METRICS
from reorg.study.running.tally import AT_LEAST, Table, Tally, version_of_header

_NAME = {"scenario": "id of the scenario", "world": "number of the world"}
_LIMIT = "what it is at least where it is cut off at the horizon; NaN where it is not"


def worlds_table_type(
    scenarios: tuple[str, ...], dimensions: tuple[Dimension, ...] = ()
) -> np.dtype[np.void]:
    """Return the structured type of the table of worlds: identity, metrics, assumptions, uncertain inputs."""
    names: list[tuple[str, Any]] = [("scenario", f"U{max(map(len, scenarios))}"), ("world", "i8")]
    names += [(key, "f8") for key in METRIC_KEYS]
    names += [(f"{key}{AT_LEAST}", "f8") for key in CUT_OFF_KEYS]
    names += [(parameter.id, "f8") for parameter in ASSUMPTIONS]
    names += [(dimension.column, "f8") for dimension in dimensions]
    return np.dtype(names)


def build_worlds_table(tally: Tally, file: Path | None) -> Table:
    """Return the table of worlds in memory, or written to ``file`` (.npy) and flushed."""
    job = tally.rehearsal.job
    scenarios = job.scenarios
    kind, rows = worlds_table_type(scenarios, job.organization.dimensions), tally.worlds * len(scenarios)
    if file is None:
        table: Table = np.empty(rows, dtype=kind)
        tally.fill(table)
        return table
    stored = np.lib.format.open_memmap(
        file, mode="w+", dtype=kind, shape=(rows,), version=version_of_header(kind)
    )
    tally.fill(stored)
    stored.flush()
    return stored


def build_dates_table(tally: Tally) -> Table:
    """Return the start and finish of packages, a row for each world and scenario.

    Columns are ``scenario``, ``world`` and, for each package, ``release/occurrence/package begun`` and ``...
    finished``: weeks from the start date, NaN if not by the horizon. Occurrences count from 0.
    """
    scenarios = tally.rehearsal.job.scenarios
    names = [f"{p.release}/{p.occurrence}/{p.package}" for p in tally.rehearsal.plans[0].packages]
    kind: list[tuple[str, Any]] = [("scenario", f"U{max(map(len, scenarios))}"), ("world", "i8")]
    kind += [(f"{name} {what}", "f4") for name in names for what in ("begun", "finished")]
    table: Table = np.empty(tally.worlds * len(scenarios), dtype=np.dtype(kind))
    table["scenario"] = np.tile(np.array(scenarios), tally.worlds)
    table["world"] = np.repeat(np.arange(tally.worlds), len(scenarios))
    for place, name in enumerate(names):
        table[f"{name} begun"] = tally.dates[:, :, 0, place].ravel()
        table[f"{name} finished"] = tally.dates[:, :, 1, place].ravel()
    return table


def describe_run_folder(dimensions: tuple[Dimension, ...] = (), currency: str = DEFAULT) -> str:
    """Return a description of the run folder and of each column of the table of worlds, as text."""
    columns = [
        *((name, "", text) for name, text in _NAME.items()),
        *((m.key, unit_in(m.unit, currency), m.definition) for m in METRICS),
        *((f"{m.key}{AT_LEAST}", unit_in(m.unit, currency), _LIMIT) for m in METRICS if m.cut_off),
        *((p.id, p.unit, f"assumption: {p.meaning}") for p in ASSUMPTIONS),
        *((d.column, "", f"uncertain input: {_described(d)}") for d in dimensions),
    ]
    lines = [f"  {name}{f' [{unit}]' if unit else ''}: {text}" for name, unit, text in columns]
    return _FOLDER + "\n".join(lines) + "\n"


def _described(dimension: Dimension) -> str:
    levels = dimension.levels
    if levels:
        return ", ".join(f"{place} {level}" for place, level in enumerate(levels))
    return dimension.unit or "the number in the unit of its field"


_FOLDER = """A study made by reorg. It can be repeated: the same command and model give the same bits.

manifest.json   what was studied: model, scenarios, seed, versions, and the SHA-256 of each batch
organization.json  the resolved model: groups written out, structures complete
model.yaml      the same, as a model file: `reorg compare model.yaml` runs it again
verdict.json    the result
command.txt     the command that produced it, if it came from the command line
details.json    weekly series and overload by person, behind the charts of the report
report.html     the report, if it was written
batches/        finished batches of up to 64 worlds; an interrupted study resumes from them
people.npy      overload, leaving and hours of each position: one row for each scenario and person
dates.npy       when each package was begun and finished, in weeks from the start date: one row for each world
                and scenario, columns "release/occurrence/package begun" and "... finished"
worlds.npy      one row for each world and scenario:

    import numpy
    worlds = numpy.load("worlds.npy", mmap_mode="r", max_header_size=1_000_000)
    worlds[worlds["scenario"] == "..."]["release_weeks"]

Columns of worlds.npy:
"""
