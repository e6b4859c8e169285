"""Confidence intervals of means and shares.

Worlds of one batch share a scramble of their assumptions, so they are not independent, but batches are:
the interval of a mean is formed from the means of batches, with Student's t for their number.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from reorg.study.sampling.sobol import WORLDS_PER_BATCH

Floats = NDArray[np.float64]
Interval = tuple[float, float]
CriticalValue = Callable[[int], float]

# Student's t, 97.5 % points for 1 to 12 degrees of freedom; beyond, the expansion in t_975.
_T_975 = (
    12.7062047, 4.3026527, 3.1824463, 2.7764451, 2.5705818, 2.4469119, 2.3646243,
    2.3060041, 2.2621572, 2.2281389, 2.2009852, 2.1788128,
)  # fmt: skip
_Z_975 = 1.959963985


def mean_interval(
    values: Floats, batches: NDArray[np.int64], reach: CriticalValue | None = None
) -> Interval | None:
    """Return the 95 % interval of the mean from the means of batches, a short batch weighted by its worlds.

    ``reach`` gives the half width in standard errors from the degrees of freedom, Student's t if None; where
    it is infinite there is no interval.

    A single batch has no spread between batches: then the worlds count as independent, which is too wide
    where the draw of assumptions evens them out. None for a single world.
    """
    names, where = np.unique(batches, return_inverse=True)
    if names.size < 2:
        names, where = np.arange(values.size), np.arange(values.size)
    if names.size < 2:
        return None
    sizes = np.bincount(where)
    means = np.bincount(where, weights=values) / sizes
    mean, freedom = float(values.mean()), names.size - 1
    variance = float((sizes * (means - mean) ** 2).sum()) / freedom / values.size
    half = (reach or t_975)(freedom) * variance**0.5 if variance > 0 else 0.0
    return (mean - half, mean + half) if np.isfinite(half) else None


def t_975(freedom: int) -> float:
    """Return the 97.5 % point of Student's t (Abramowitz & Stegun 26.7.5 from 13 degrees of freedom)."""
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


def share_interval(count: int, trials: int) -> Interval:
    """Return the 95 % interval of a share of ``trials``, at least one (Wilson 1927)."""
    share, square = count / trials, _Z_975**2 / trials
    middle = (share + square / 2.0) / (1.0 + square)
    reach = _Z_975 * (share * (1.0 - share) / trials + square / (4.0 * trials)) ** 0.5 / (1.0 + square)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def batch_numbers(worlds: int) -> NDArray[np.int64]:
    """Return the batch of each of the first ``worlds`` worlds."""
    return np.arange(worlds, dtype=np.int64) // WORLDS_PER_BATCH
