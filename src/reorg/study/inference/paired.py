"""Paired differences over worlds: ranges, shares better and worse, and what pairing was worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reorg.study.inference.intervals import CriticalValue, Floats, mean_interval, t_975

NEGLIGIBLE_SHARE = 0.01


@dataclass(frozen=True)
class MetricValues:
    """One metric of one scenario over the worlds, float64[worlds].

    In ``values`` a censored world (``censored`` True) holds the time to the horizon: a lower bound. NaN: the
    metric has no value in that world.
    """

    values: Floats
    censored: NDArray[np.bool_]

    def beyond(self) -> Floats:
        """Return the values with censored worlds at infinity, where order is all that counts."""
        return np.where(self.censored, np.inf, self.values)


def summarize_values(side: MetricValues) -> dict[str, float | None]:
    """Return mean, sd, p05, p10, p50, p90, p95 and the censored share over the worlds with a value.

    The mean and the sd count a censored world at the horizon; a quantile that lies among censored worlds is
    None; so is the sd of a single world.
    """
    known = side.values[~np.isnan(side.values)]
    ordered = side.beyond()[~np.isnan(side.values)]
    sd = float(known.std(ddof=1)) if known.size > 1 else None
    quantiles = {f"p{level:02d}": _quantile(ordered, level / 100) for level in (5, 10, 50, 90, 95)}
    return {"mean": float(known.mean()), "sd": sd, **quantiles, "censored": float(side.censored.mean())}


def summarize_share(side: MetricValues) -> dict[str, float | None]:
    """Return the entry of a metric that is a share of the worlds: its mean, and no spread over worlds."""
    empty = dict.fromkeys(("sd", "p05", "p10", "p50", "p90", "p95"))
    return {"mean": float(np.nanmean(side.values)), **empty, "censored": float(side.censored.mean())}


def summarize_differences(
    side: MetricValues, baseline: MetricValues, batches: NDArray[np.int64], reach: CriticalValue | None = None
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


def helps_and_harms_shares(
    side: MetricValues, baseline: MetricValues, better: str, negligible: float
) -> Mapping[str, float | None]:
    """Return helps_share and harms_share: better and worse by more than ``negligible``, of all pairs.

    None where the metric has no better side.
    """
    if better == "-":
        return {"helps_share": None, "harms_share": None}
    known = ~np.isnan(side.values - baseline.values)
    found = difference_signs(side, baseline, better, negligible)[known]
    return {"helps_share": float((found > 0).mean()), "harms_share": float((found < 0).mean())}


def difference_signs(side: MetricValues, baseline: MetricValues, better: str, negligible: float) -> Floats:
    """Return for each pair +1 where it is better by more than ``negligible``, -1 where worse, 0 for a tie.

    One censored side decides its pair; two are a tie. A pair without a value counts as a tie.
    """
    ours, theirs = side.beyond(), baseline.beyond()
    # Infinity less infinity would be no number; a pair censored on both sides is a tie.
    difference = np.where(ours == theirs, 0.0, ours - np.where(ours == theirs, 0.0, theirs))
    higher = (difference > negligible).astype(np.float64) - (difference < -negligible)
    return -higher if better == "lower" else higher


def negligible_amount(baseline: MetricValues, own: float | None, per: str) -> float:
    """Return the difference below which worlds tie: the model's own, or 1 % of the baseline's median."""
    if own is not None:
        return own
    return NEGLIGIBLE_SHARE * abs(float(np.nanmedian(baseline.values))) if per == "world" else 0.0


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


def _quantile(values: Floats, level: float) -> float | None:
    ordered = np.sort(values)
    position = level * (ordered.size - 1)
    low, high = ordered[int(np.floor(position))], ordered[int(np.ceil(position))]
    if not np.isfinite(high):
        return None
    return float(low + (high - low) * (position - np.floor(position)))
