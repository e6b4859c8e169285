"""Paired differences over worlds: ranges, the interval of the mean, and what pairing was worth.

Worlds of one batch share a scramble of their assumptions, so they are not independent, but batches are:
the interval of a mean is formed from the means of batches, with Student's t for their number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reorg.study.sobol import BATCH

Floats = NDArray[np.float64]
Interval = tuple[float, float]
Reach = Callable[[int], float]

# Student's t, 97.5 % points for 1 to 12 degrees of freedom; beyond, the expansion in t_975.
_T_975 = (
    12.7062047, 4.3026527, 3.1824463, 2.7764451, 2.5705818, 2.4469119, 2.3646243,
    2.3060041, 2.2621572, 2.2281389, 2.2009852, 2.1788128,
)  # fmt: skip
_Z_975 = 1.959963985
NEGLIGIBLE_SHARE = 0.01


@dataclass(frozen=True)
class Side:
    """One metric of one scenario over the worlds, float64[worlds].

    In ``values`` a censored world (``censored`` True) holds the time to the horizon: a lower bound. NaN: the
    metric has no value in that world.
    """

    values: Floats
    censored: NDArray[np.bool_]

    def beyond(self) -> Floats:
        """Return the values with censored worlds at infinity, where order is all that counts."""
        return np.where(self.censored, np.inf, self.values)


def spread(side: Side) -> dict[str, float | None]:
    """Return mean, sd, p05, p10, p50, p90, p95 and the censored share over the worlds with a value.

    The mean and the sd count a censored world at the horizon; a quantile that lies among censored worlds is
    None; so is the sd of a single world.
    """
    known = side.values[~np.isnan(side.values)]
    ordered = side.beyond()[~np.isnan(side.values)]
    sd = float(known.std(ddof=1)) if known.size > 1 else None
    quantiles = {f"p{level:02d}": _quantile(ordered, level / 100) for level in (5, 10, 50, 90, 95)}
    return {"mean": float(known.mean()), "sd": sd, **quantiles, "censored": float(side.censored.mean())}


def share_of_sample(side: Side) -> dict[str, float | None]:
    """Return the entry of a metric that is a share of the worlds: its mean, and no spread over worlds."""
    empty = dict.fromkeys(("sd", "p05", "p10", "p50", "p90", "p95"))
    return {"mean": float(np.nanmean(side.values)), **empty, "censored": float(side.censored.mean())}


def paired(
    side: Side, baseline: Side, batches: NDArray[np.int64], reach: Reach | None = None
) -> dict[str, float | list[float] | None]:
    """Return median, mean, p05, p95, mean_interval_95 and variance_reduction of ``side - baseline``.

    ``batches`` is the batch of each world, ``reach`` that of the interval (:func:`mean_interval`). Worlds
    where either has no value are left out. The variance reduction is the variance of the difference between
    independent worlds over that of the paired difference: the factor of worlds that pairing saves; None
    where the paired difference never varies.
    """
    both = ~np.isnan(side.values - baseline.values)
    ours, theirs = side.values[both], baseline.values[both]
    difference = ours - theirs
    interval = mean_interval(difference, batches[both], reach or t_975)
    median, p05, p95 = (_quantile(difference, level) for level in (0.5, 0.05, 0.95))
    return {
        "median": median,
        "mean": float(difference.mean()),
        "p05": p05,
        "p95": p95,
        "mean_interval_95": list(interval) if interval else None,
        "variance_reduction": variance_reduction(ours, theirs),
    }


def shares(side: Side, baseline: Side, better: str, negligible: float) -> Mapping[str, float | None]:
    """Return helps_share and harms_share: better and worse by more than ``negligible``, of all pairs.

    None where the metric has no better side.
    """
    if better == "-":
        return {"helps_share": None, "harms_share": None}
    known = ~np.isnan(side.values - baseline.values)
    found = signs(side, baseline, better, negligible)[known]
    return {"helps_share": float((found > 0).mean()), "harms_share": float((found < 0).mean())}


def signs(side: Side, baseline: Side, better: str, negligible: float) -> Floats:
    """Return for each pair +1 where it is better by more than ``negligible``, -1 where worse, 0 for a tie.

    One censored side decides its pair; two are a tie. A pair without a value counts as a tie.
    """
    ours, theirs = side.beyond(), baseline.beyond()
    # Infinity less infinity would be no number; a pair censored on both sides is a tie.
    difference = np.where(ours == theirs, 0.0, ours - np.where(ours == theirs, 0.0, theirs))
    higher = (difference > negligible).astype(np.float64) - (difference < -negligible)
    return -higher if better == "lower" else higher


def negligible_amount(baseline: Side, own: float | None, per: str) -> float:
    """Return the difference below which worlds tie: the model's own, or 1 % of the baseline's median."""
    if own is not None:
        return own
    return NEGLIGIBLE_SHARE * abs(float(np.nanmedian(baseline.values))) if per == "world" else 0.0


def mean_interval(values: Floats, batches: NDArray[np.int64], reach: Reach | None = None) -> Interval | None:
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


def variance_reduction(ours: Floats, theirs: Floats) -> float | None:
    """Return var(ours) + var(theirs) over var(ours - theirs); None where the latter is zero."""
    if ours.size < 2:
        return None
    scale = max(float(np.abs(ours).max()), float(np.abs(theirs).max()))
    variance = float((ours - theirs).var(ddof=1))
    # Differences of rounding alone have no variance worth the name.
    if variance <= (1e-12 * scale) ** 2:
        return None
    return float((ours.var(ddof=1) + theirs.var(ddof=1)) / variance)


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


def batches_of(worlds: int) -> NDArray[np.int64]:
    """Return the batch of each of the first ``worlds`` worlds."""
    return np.arange(worlds, dtype=np.int64) // BATCH


def _quantile(values: Floats, level: float) -> float | None:
    ordered = np.sort(values)
    position = level * (ordered.size - 1)
    low, high = ordered[int(np.floor(position))], ordered[int(np.ceil(position))]
    if not np.isfinite(high):
        return None
    return float(low + (high - low) * (position - np.floor(position)))
