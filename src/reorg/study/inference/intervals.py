"""Confidence intervals of means and shares.

Worlds of two batches share the points of their assumptions, so they are not independent, but such pairs are.
From :data:`BATCHES_MIN` batches on the interval of a mean is formed from the means of pairs, with Student's t
for their number. The spread of fewer batches is too poorly known: of two, t is 12.7. Below that, worlds count
as independent. The scramble balances the shared points, so such an interval is slightly too wide.

A few worlds whose differences are skewed do not follow Student's t: of 64 draws from a lognormal with sigma 1
it covers the mean in 91% of cases. So each end of an interval from single worlds is the further of Student's
and that of Hall (1992), "On the removal of skewness by transformation". With n values, mean m, standard
deviation s, skewness g and k = g / sqrt(n), Hall's ends are

    m - s / sqrt(n) T(t),  m - s / sqrt(n) T(-t),  T(z) = 3 / k ((1 + k (z - k / 6))^(1/3) - 1)         (1)

How often the interval covers the mean is measured by ``reorg verify statistics``.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from reorg.study.sampling.sobol import BATCHES_PER_POINT, WORLDS_PER_BATCH

Floats = NDArray[np.float64]
Interval = tuple[float, float]
CriticalValue = Callable[[int], float]

# Student's t, 97.5% points for 1 to 12 degrees of freedom; beyond, the expansion in t_975.
_T_975 = (
    12.7062047, 4.3026527, 3.1824463, 2.7764451, 2.5705818, 2.4469119, 2.3646243,
    2.3060041, 2.2621572, 2.2281389, 2.2009852, 2.1788128,
)  # fmt: skip
_Z_975 = 1.959963985
BATCHES_MIN = 16
"""Number of batches from which the spread between pairs is known well enough for an interval."""
BLOCKS_MIN = BATCHES_MIN // BATCHES_PER_POINT
"""The corresponding number of pairs of batches."""


def mean_interval(
    values: Floats, batches: NDArray[np.int64], reach: CriticalValue | None = None
) -> Interval | None:
    """Return the 95% interval of the mean of ``values``; ``batches`` is the block of each.

    From the means of blocks (:func:`joined_batches`), weighted by their worlds, if there are at least
    :data:`BLOCKS_MIN`; otherwise from single worlds. ``reach`` gives the half width in standard errors from
    the degrees of freedom, Student's t if None; if it is infinite there is no interval. None for fewer than
    two worlds.
    """
    if values.size < 2:
        return None
    groups = joined_batches(batches)
    sizes = np.bincount(groups)
    if sizes.size < BLOCKS_MIN:
        return _interval_of_worlds(values, reach or t_975)
    mean, freedom = float(values.mean()), sizes.size - 1
    means = np.bincount(groups, weights=values) / sizes
    variance = float((sizes * (means - mean) ** 2).sum()) / freedom / values.size
    half = (reach or t_975)(freedom) * variance**0.5 if variance > 0 else 0.0
    return (mean - half, mean + half) if np.isfinite(half) else None


def joined_batches(batches: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the batch of each world, numbered from 0; a batch of few worlds joins the one before it.

    A batch of less than half the size of the largest would by itself be as skewed as single worlds are.
    """
    where = batches - batches.min()
    held = np.bincount(where)
    joined = np.maximum(np.cumsum(2 * held >= held.max()) - 1, 0)
    return np.asarray(joined[where], dtype=np.int64)


def _interval_of_worlds(values: Floats, reach: CriticalValue) -> Interval | None:
    """Return the interval of a mean of independent values, each end the further of two methods' ends.

    The methods are Student's and Hall's.
    """
    mean, deviations = float(values.mean()), values - values.mean()
    error = float(deviations.std(ddof=1)) / math.sqrt(values.size)
    t = reach(values.size - 1)
    if not np.isfinite(t):
        return None
    k = _skewness(deviations) / math.sqrt(values.size)
    return mean - error * max(t, _unskewed(t, k)), mean - error * min(-t, _unskewed(-t, k))


def _skewness(deviations: Floats) -> float:
    """Return the skewness with its small-sample correction; 0 for two values or equal values."""
    n, scale = deviations.size, float(deviations.std())
    if n < 3 or scale <= 0.0:
        return 0.0
    standard = deviations / scale
    return float(standard @ standard**2) / n * math.sqrt(n * (n - 1)) / (n - 2)


def _unskewed(z: float, k: float) -> float:
    """Return T(z) of (1)."""
    return 3.0 / k * (math.cbrt(1.0 + k * (z - k / 6.0)) - 1.0) if abs(k) > 1e-6 else z


def t_975(freedom: int) -> float:
    """Return the 97.5% point of Student's t (Abramowitz & Stegun 26.7.5 from 13 degrees of freedom)."""
    if freedom <= len(_T_975):
        return _T_975[freedom - 1]
    x, n = _Z_975, float(freedom)
    return (
        x
        + (x**3 + x) / (4 * n)
        + (5 * x**5 + 16 * x**3 + 3 * x) / (96 * n**2)
        + (3 * x**7 + 19 * x**5 + 17 * x**3 - 15 * x) / (384 * n**3)
        + (79 * x**9 + 776 * x**7 + 1482 * x**5 - 1920 * x**3 - 945 * x) / (92160 * n**4)
    )


def share_interval(count: float, trials: int) -> Interval:
    """Return the 95% interval of a share of ``trials``, at least one (Wilson 1927)."""
    share, square = count / trials, _Z_975**2 / trials
    middle = (share + square / 2.0) / (1.0 + square)
    reach = _Z_975 * (share * (1.0 - share) / trials + square / (4.0 * trials)) ** 0.5 / (1.0 + square)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def batch_numbers(worlds: int) -> NDArray[np.int64]:
    """Return the pair of batches, which share their points, of each of the first ``worlds`` worlds."""
    return np.arange(worlds, dtype=np.int64) // (WORLDS_PER_BATCH * BATCHES_PER_POINT)
