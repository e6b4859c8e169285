"""Efforts as rows: an exact form with two numbers, or a table of quantiles of a standard shape."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import numpy as np

from reorg.engine.state.constants import (
    EXPONENTIAL,
    FIXED,
    HOURS_PER_DAY,
    LOGNORMAL,
    TABLE,
    TABLE_POINTS,
    WEIBULL,
)
from reorg.engine.state.rows import EFFORT
from reorg.model.work import Effort, Stream

_Z95 = 1.6448536269514722

_WEIBULL95 = math.log(math.log(20.0) / -math.log(0.95))
"""Logarithm of the ratio of the 95% quantile to the 5% quantile of a Weibull distribution of shape 1."""


def effort_rows(efforts: Iterable[Effort], streams: Iterable[Stream]) -> tuple[Any, Any]:
    """Return effort rows in hours, packages first and then streams, and the quantile tables they use."""
    wanted = [*efforts, *(s.effort for s in streams)]
    rows = np.zeros(len(wanted), EFFORT)
    shapes: dict[tuple[str, float], int] = {}
    for row, effort in zip(rows, wanted, strict=True):
        form, x, y, shape = _row(effort)
        row["form"], row["x"], row["y"] = form, x * HOURS_PER_DAY, y
        if shape is not None:
            row["y"] = y * HOURS_PER_DAY
            row["table"] = shapes.setdefault(shape, len(shapes))
    tables = np.zeros((max(len(shapes), 1), TABLE_POINTS))
    for (distribution, mode), k in shapes.items():
        tables[k] = triangular_quantiles(mode) if distribution == "triangular" else pert_quantiles(mode)
    return rows, tables


def _row(effort: Effort) -> tuple[int, float, float, tuple[str, float] | None]:
    low, likely, high = effort.optimistic_days, effort.likely_days, effort.pessimistic_days
    if effort.distribution == "exponential":
        return EXPONENTIAL, likely, 0.0, None
    if effort.distribution == "weibull":
        inverse = math.log(high / low) / _WEIBULL95
        return WEIBULL, likely * math.log(2.0) ** -inverse, inverse, None
    if effort.distribution == "lognormal":
        return LOGNORMAL, likely, math.log(high / low) / (2.0 * _Z95), None
    if effort.distribution == "fixed" or high <= low:
        return FIXED, likely, 0.0, None
    return TABLE, low, high - low, (effort.distribution, mode_of(effort))


def mode_of(effort: Effort) -> float:
    """Return the position of the likely effort between the extremes, 0 to 1.

    Rounded, so that efforts of the same shape share a table of quantiles, whatever their length.
    """
    low, likely, high = effort.optimistic_days, effort.likely_days, effort.pessimistic_days
    return round((likely - low) / (high - low), 12)


def triangular_quantiles(mode: float) -> Any:
    """Return evenly spaced quantiles on [0, 1] of the triangular distribution of this mode."""
    u = np.linspace(0.0, 1.0, TABLE_POINTS)
    return np.where(u < mode, np.sqrt(u * mode), 1.0 - np.sqrt((1.0 - u) * (1.0 - mode)))


@lru_cache(maxsize=4096)
def pert_quantiles(mode: float) -> Any:
    """Return quantiles on [0, 1] of Beta-PERT with this mode: Beta(1 + 4 mode, 5 - 4 mode).

    The density is summed on a fine grid and inverted; the mean is (1 + 4 mode) / 6 (targets E5).
    """
    x = np.linspace(0.0, 1.0, 20001)
    middle = 0.5 * (x[1:] + x[:-1])
    mass = middle ** (4.0 * mode) * (1.0 - middle) ** (4.0 - 4.0 * mode)
    cumulated = np.concatenate([[0.0], np.cumsum(mass)])
    found = np.interp(np.linspace(0.0, 1.0, TABLE_POINTS), cumulated / cumulated[-1], x)
    # Kept for all plans of a study, so it must not be changed.
    found.flags.writeable = False
    return found
