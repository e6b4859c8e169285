"""The shares of a difference due to assumptions and to luck, from worlds that share a point of assumptions.

Every second batch of worlds has the assumptions and inputs of the batch before it, with other luck. For two
such worlds with differences x and y, the covariance is the effect of their common point:

    assumptions = cov(x, y) / var,  luck = 1 - that                                                 (1)

(the intraclass correlation of Fisher 1925; its interval by Fisher's z with n - 1.5 pairs). The expected
difference of a point is estimated from two worlds: the variance of their means is that of assumptions and
half that of luck. Shrunk toward their mean until only the variance of assumptions is left,

    e = m + (mean of the two - m) sqrt(assumptions / (assumptions + luck / 2))                      (2)

they have the spread of expected differences, and show the share of points on each side.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reorg.study.inference.intervals import Interval
from reorg.study.sampling.sobol import point_of_world

Floats = NDArray[np.float64]
PAIRS_MIN = 32
"""Number of pairs from which the split is reported: its interval is then some 60 points wide."""
_Z_975 = 1.959963985


@dataclass(frozen=True)
class LuckSplit:
    """The share of the variance that assumptions explain, with its 95% interval; the rest is luck.

    ``pairs`` of worlds; ``expected``: the expected differences of their points, equation (2).
    """

    pairs: int
    assumptions: float
    interval: Interval
    expected: Floats


def split_luck(difference: Floats, worlds: NDArray[np.int64]) -> LuckSplit | None:
    """Return the split of a difference, [n], of those ``worlds``; None for too few pairs, or no spread."""
    first, second = _pairs(worlds)
    if first.size < PAIRS_MIN:
        return None
    x, y = difference[first], difference[second]
    mean = float(np.concatenate([x, y]).mean())
    variance = float(((x - mean) ** 2).mean() + ((y - mean) ** 2).mean()) / 2.0
    if variance <= (1e-12 * max(1.0, float(np.abs(difference).max()))) ** 2:
        return None
    found = float(((x - mean) * (y - mean)).mean()) / variance
    share = min(1.0, max(0.0, found))
    shrunk = math.sqrt(share / (share + (1.0 - share) / 2.0))
    expected = mean + ((x + y) / 2.0 - mean) * shrunk
    return LuckSplit(first.size, share, _interval(found, first.size), expected)


def means_of_points(values: Floats, worlds: NDArray[np.int64]) -> tuple[Floats, NDArray[np.int64]]:
    """Return the mean of the worlds of each point, and the first world of each."""
    _points, first, where, counts = np.unique(
        point_of_world(worlds), return_index=True, return_inverse=True, return_counts=True
    )
    return np.bincount(where, weights=values) / counts, first


def places_of_points(worlds: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each world the place of its point among those of :func:`means_of_points`."""
    return np.asarray(np.unique(point_of_world(worlds), return_inverse=True)[1], dtype=np.int64)


def _pairs(worlds: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the positions of the worlds that share a point: the first of each two, and the second."""
    points = point_of_world(worlds)
    order = np.lexsort((worlds, points))
    same = points[order][1:] == points[order][:-1]
    return order[:-1][same], order[1:][same]


def _interval(correlation: float, pairs: int) -> Interval:
    z = math.atanh(min(0.999999, max(-0.999999, correlation)))
    reach = _Z_975 / math.sqrt(pairs - 1.5)
    return max(0.0, math.tanh(z - reach)), max(0.0, math.tanh(z + reach))
