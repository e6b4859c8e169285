"""Figures derived from the arrays of a finished world: knowledge of owners, starts of packages, backlogs."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from reorg.engine.kernel.owners import measure_owners
from reorg.engine.state.constants import FINISHED, HOURS_PER_WEEK
from reorg.engine.state.world import State


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
    teams, areas, found = len(s.teams), s.skill.shape[1], np.zeros(2)
    measure_owners(s.world, stream_hours, np.zeros((teams, areas)), np.zeros((teams, areas), np.int64), found)
    return float(found[0]), int(found[1])
