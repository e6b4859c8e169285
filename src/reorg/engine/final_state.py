"""Figures derived from the arrays of a finished world: knowledge of owners, starts of packages, backlogs."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from reorg.engine.state.constants import ABSENT, FINISHED, HOURS_PER_WEEK, HOURS_PER_YEAR, UNRELEASED
from reorg.engine.state.world import State
from reorg.mechanisms import knowledge
from reorg.summation import add_in_order


def begin_weeks(s: State, packages: int) -> Any:
    """Return the week in which the first version of each package was started; NaN if none was."""
    start = float(s.world[0]["start"])
    rows = s.jobs[: s.world[0]["packages"]]
    begun = np.full(packages, np.nan)
    np.fmin.at(begun, rows["package"], np.where(rows["chunks"] > 0, rows["begun"], np.nan))
    return (begun - start) / HOURS_PER_WEEK


def stream_backlog(s: State, streams: int) -> Any:
    """Return unfinished items and their hours that nobody has in progress [stream, items | hours]."""
    waiting = np.zeros((streams, 2))
    items = s.jobs[s.world[0]["packages"] : s.world[0]["job_count"]]
    open_rows = np.flatnonzero((items["state"] != FINISHED) & (items["version"] == 0))
    stream = items["stream"][open_rows]
    by_stream = np.argsort(stream, kind="stable")
    left = (items["todo"] + items["redo"])[open_rows[by_stream]].tolist()
    behind = np.searchsorted(stream[by_stream], np.arange(1, streams + 1)).tolist()
    for row, first, last in zip(waiting, [0, *behind], behind, strict=False):
        # An exact sum, as the order of the rows of items means nothing.
        row[:] = last - first, math.fsum(left[first:last])
    return waiting


def knowledge_of_owners(s: State, stream_hours: Any) -> tuple[float, int]:
    """Return the owning teams' knowledge of their work, and how much work has at most one expert.

    ``stream_hours`` is the work of each stream over the horizon. Only people present at the end count.
    """
    w = s.world[0]
    present = s.people["activity"] != ABSENT
    known = _knowledge_now(s)[present]
    teams = s.people["team"][present]
    best = np.zeros((len(s.teams), known.shape[1]))
    np.maximum.at(best, teams, known)
    experts = np.zeros(best.shape, np.int64)
    np.add.at(experts, teams, known > knowledge.KNOWER)
    packages = s.jobs[: w["packages"]]
    first = packages[packages["version"] == 0]
    owners = np.concatenate([first["owner"], s.owners[w["structure"], w["packages"] :]])
    areas = np.concatenate([first["area"], s.streams["area"]])
    hours = np.concatenate([first["effort"], stream_hours])
    open_now = (first["state"] != UNRELEASED) & (first["state"] != FINISHED)
    under_way = np.concatenate([open_now, np.ones(len(s.streams), np.bool_)])
    alone = int((under_way & (experts[owners, areas] < 2)).sum())
    total = float(add_in_order(hours))
    known_hours = float(add_in_order(hours * best[owners, areas]))
    return (known_hours / total if total > 0.0 else float("nan")), alone


def _knowledge_now(s: State) -> Any:
    """Return everybody's knowledge at the end [person, area], with forgetting since the last practice.

    As equation (2) of :mod:`reorg.mechanisms.knowledge`, for all people and areas at once.
    """
    years = (float(s.world[0]["now"]) - s.knowledge["time"]) / HOURS_PER_YEAR
    faded = -float(s.assumed[0]["knowledge_decay_per_year"]) * years
    # NumPy's exponential function differs from the compiled one in the last bit.
    kept = np.array([math.exp(exponent) for exponent in faded.ravel().tolist()], np.float64)
    return s.knowledge["value"] * kept.reshape(faded.shape)
