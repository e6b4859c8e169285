"""The trimmed mean of paired differences, which a few worlds in the tails do not move.

Differences of dates have heavy tails: a release that just misses a person, or the horizon, is weeks later.
The mean of the middle three fifths of them (a trimmed mean, Tukey & McLaughlin 1963) can be estimated from
half as many worlds as the mean of all, and from worlds cut off at the horizon too, as long as these are few.
It differs from the mean if differences are skewed: it describes the usual difference, the mean the expected
one.

Of n values in order, with g = TRIMMED n left out at either end, trimmed mean T and values w pulled in to the
outermost that are left, T moves as the mean of

    T + (w_i - mean(w)) / (1 - 2 TRIMMED)                                                           (1)

whose interval (:func:`reorg.study.inference.intervals.mean_interval`) is that of Tukey and McLaughlin with
what worlds share taken in. How often it contains the trimmed mean is measured by ``reorg verify statistics``.
Counts, whose values repeat, are not so well described by (1), and have none.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reorg.study.inference.intervals import CriticalValue, Floats, Interval, mean_interval

TRIMMED = 0.2
"""Share of the worlds left out at either end."""
REPEATED = 0.9
"""Distinct values for each world below which values count as repeated."""
Summary = dict[str, Any]


def trimmed_mean(values: Floats) -> float:
    """Return the mean without a fifth of the ``values`` at either end; infinite if one left is infinite."""
    return float(_middle(np.sort(values)).mean())


def trimmed_interval(
    values: Floats, batches: NDArray[np.int64], reach: CriticalValue | None = None
) -> Interval | None:
    """Return the 95% interval of the trimmed mean; ``batches`` and ``reach`` as in :func:`mean_interval`.

    None for fewer than two worlds, and if remaining values are infinite.
    """
    middle = _middle(np.sort(values))
    if values.size < 2 or not np.isfinite(middle).all():
        return None
    pulled = np.clip(values, middle[0], middle[-1])
    return mean_interval(middle.mean() + (pulled - pulled.mean()) / (1.0 - 2.0 * TRIMMED), batches, reach)


def _middle(ordered: Floats) -> Floats:
    out = math.floor(TRIMMED * ordered.size)
    return ordered[out : ordered.size - out]


def describe_middle(
    least: Floats, greatest: Floats, batches: NDArray[np.int64], reach: CriticalValue
) -> Summary:
    """Return ``trimmed_mean`` and ``trimmed_mean_interval_95`` of differences that lie between two bounds.

    As a trimmed mean rises with each value, it lies between those of the bounds: both figures are pairs of
    ends, which are equal if no value that matters is censored. None if ends are infinite, or values repeat.
    """
    ends = trimmed_mean(least), trimmed_mean(greatest)
    repeats = np.unique(least[np.isfinite(least)]).size < REPEATED * np.isfinite(least).sum()
    if repeats or not np.isfinite(ends).all():
        return dict.fromkeys(("trimmed_mean", "trimmed_mean_interval_95"))
    low, high = (trimmed_interval(each, batches, reach) for each in (least, greatest))
    interval = None if low is None or high is None else [low[0], high[1]]
    return {"trimmed_mean": list(ends), "trimmed_mean_interval_95": interval}
