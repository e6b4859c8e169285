"""Paired differences over worlds: ranges, shares better and worse, and the variance reduction.

A release that is not out by the horizon is censored there: only a lower bound of its time is known. So the
difference within a world is known as follows:

    neither side censored    its value
    one side censored        its sign, and a least size
    both sides censored      nothing

Quantiles are exact if they are the same for all censored values, otherwise bounds. A mean and its interval
need every value; if one is censored, the restricted mean is used instead, with both sides counted to the
horizon at most (Royston & Parmar 2013).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reorg.study.inference.intervals import CriticalValue, Floats, mean_interval, t_975
from reorg.study.inference.majority import majority_of
from reorg.study.inference.quantiles import quantile
from reorg.study.inference.trimmed import describe_middle

NEGLIGIBLE_SHARE = 0.01
LEVELS = {"p05": 0.05, "p10": 0.1, "p50": 0.5, "p90": 0.9, "p95": 0.95}
LEVELS_OF_DIFFERENCES = {"median": 0.5, "p05": 0.05, "p95": 0.95}

Summary = dict[str, Any]


@dataclass(frozen=True)
class MetricValues:
    """One metric of one scenario over the worlds, float64[worlds].

    In ``values`` a censored world (``censored`` True) holds the time to the horizon: a lower bound. NaN: the
    metric has no value in that world.
    """

    values: Floats
    censored: NDArray[np.bool_]

    def beyond(self) -> Floats:
        """Return the values with censored worlds at infinity, for use where only the order counts."""
        return np.where(self.censored, np.inf, self.values)


def summarize_values(side: MetricValues) -> Summary:
    """Return mean, sd, p05, p10, p50, p90, p95 and the shares ``censored`` and ``no_value`` of all worlds.

    Worlds without a value are left out of all but the last. If worlds are censored, mean and sd are None,
    ``restricted_mean`` counts those at the horizon, and ``bounds`` holds (low, high) of each quantile that
    lies among them, None for a missing bound.
    """
    known = ~np.isnan(side.values)
    counted = side.values[known]
    shares = {"censored": float(side.censored.mean()), "no_value": float((~known).mean())}
    if not counted.size:
        return {**dict.fromkeys(("mean", "sd", *LEVELS)), **shares}
    mean = float(counted.mean())
    sd = float(counted.std(ddof=1)) if counted.size > 1 else None
    quantiles = _bounded_quantiles(counted, side.beyond()[known], LEVELS)
    if not side.censored.any():
        return {"mean": mean, "sd": sd, **quantiles, **shares}
    return {"mean": None, "sd": None, **quantiles, **shares, "restricted_mean": mean}


def summarize_share(side: MetricValues) -> Summary:
    """Return the entry of a metric that is a share of the worlds: its mean, without a spread over worlds."""
    known = ~np.isnan(side.values)
    mean = float(side.values[known].mean()) if known.any() else None
    empty = dict.fromkeys(("sd", *LEVELS))
    return {"mean": mean, **empty, "censored": 0.0, "no_value": float((~known).mean())}


def summarize_differences(
    side: MetricValues, baseline: MetricValues, batches: NDArray[np.int64], reach: CriticalValue | None = None
) -> Summary:
    """Return quantiles, means, their intervals and variance_reduction of ``side - baseline``.

    ``batches`` is the batch of each world, ``reach`` that of the interval (:func:`mean_interval`). Worlds
    where either has no value are left out; where none is left, all is None. Where a side is censored in any
    world, ``mean`` and ``mean_interval_95`` are None, ``restricted_mean`` and ``restricted_mean_interval_95``
    count both sides to the horizon at most, and ``bounds`` is as in :func:`summarize_values`. The trimmed
    mean is that of :func:`describe_middle`.

    The variance reduction is the variance of the difference between independent worlds over that of the
    paired difference, both counted to the horizon: the factor of worlds that pairing saves; None where the
    paired difference never varies.
    """
    known = ~np.isnan(side.values - baseline.values)
    if not known.any():
        empty = ("mean", "mean_interval_95", "trimmed_mean", "trimmed_mean_interval_95", "variance_reduction")
        return dict.fromkeys((*LEVELS_OF_DIFFERENCES, *empty))
    values, reference = side.values[known], baseline.values[known]
    interval = mean_interval(values - reference, batches[known], reach or t_975)
    mean = {
        "mean": float((values - reference).mean()),
        "mean_interval_95": list(interval) if interval else None,
    }
    if (side.censored | baseline.censored).any():
        mean = dict.fromkeys(mean) | {f"restricted_{key}": value for key, value in mean.items()}
    least, greatest = difference_bounds(side, baseline)
    middle = describe_middle(least[known], greatest[known], batches[known], reach or t_975)
    return {
        **_bounded_quantiles(least[known], greatest[known], LEVELS_OF_DIFFERENCES),
        **mean,
        **middle,
        "variance_reduction": variance_reduction(values, reference),
    }


def difference_bounds(side: MetricValues, baseline: MetricValues) -> tuple[Floats, Floats]:
    """Return the lower and upper bound of ``side - baseline`` in each world; NaN: no value."""
    counted = side.values - baseline.values
    return np.where(baseline.censored, -np.inf, counted), np.where(side.censored, np.inf, counted)


def summarize_signs(
    side: MetricValues, baseline: MetricValues, better: str, negligible: float
) -> Mapping[str, float | str | None]:
    """Return the shares of all worlds in which ``side`` helps, harms, ties, is unknown, or has no value.

    Keys: ``helps_share`` and ``harms_share`` (by more than ``negligible``), ``ties_share``,
    ``unknown_share`` (censored on both sides), ``no_value_share``; the five sum to 1. ``lean`` says which way
    most go (:func:`majority_of`). The first three and the lean are None where the metric has no better side.
    """
    found = difference_signs(side, baseline, better, negligible)
    no_value = np.isnan(side.values - baseline.values)
    sides = {"helps_share": found > 0, "harms_share": found < 0, "ties_share": found == 0}
    judged = better != "-"
    return {
        **{key: float(worlds.mean()) if judged else None for key, worlds in sides.items()},
        "unknown_share": float((np.isnan(found) & ~no_value).mean()),
        "no_value_share": float(no_value.mean()),
        "lean": majority_of(found) if judged else None,
    }


def difference_signs(side: MetricValues, baseline: MetricValues, better: str, negligible: float) -> Floats:
    """Return +1 for each world better by more than ``negligible``, -1 for one worse, 0 for a tie.

    A single censored side decides its world: the other was out by the horizon. NaN if both are censored, or
    either has no value.
    """
    unknown = np.isnan(side.values - baseline.values) | (side.censored & baseline.censored)
    values, reference = (np.where(unknown, 0.0, each.beyond()) for each in (side, baseline))
    difference = values - reference
    higher = (difference > negligible).astype(np.float64) - (difference < -negligible)
    return np.where(unknown, np.nan, -higher if better == "lower" else higher)


def negligible_amount(baseline: MetricValues, own: float | None, per: str) -> float:
    """Return the difference below which worlds tie: the model's own, or 1% of the baseline's median."""
    if own is not None:
        return own
    return NEGLIGIBLE_SHARE * abs(usual_value(baseline, per)) if per == "world" else 0.0


def usual_value(side: MetricValues, per: str) -> float:
    """Return the median over the worlds, or the mean of a share of all worlds; 0 without any value."""
    known = side.values[~np.isnan(side.values)]
    return float(np.median(known) if per == "world" else np.mean(known)) if known.size else 0.0


def variance_reduction(values: Floats, reference: Floats) -> float | None:
    """Return var(ours) + var(theirs) over var(ours - theirs); None if the latter is zero."""
    if values.size < 2:
        return None
    scale = max(float(np.abs(values).max()), float(np.abs(reference).max()))
    variance = float((values - reference).var(ddof=1))
    # Differences due to rounding alone have no meaningful variance.
    if variance <= (1e-12 * scale) ** 2:
        return None
    return float((values.var(ddof=1) + reference.var(ddof=1)) / variance)


def _bounded_quantiles(least: Floats, greatest: Floats, levels: Mapping[str, float]) -> Summary:
    """Return the quantiles of values known to lie between two bounds each, and ``bounds`` if they differ.

    A quantile rises with each value, so it lies between those of the lower and of the upper bounds.
    """
    lower, upper = np.sort(least), np.sort(greatest)
    ends = {key: (quantile(lower, level), quantile(upper, level)) for key, level in levels.items()}
    exact = {key: low if low == high else None for key, (low, high) in ends.items()}
    open_ended = {key: list(ends[key]) for key, value in exact.items() if value is None}
    return exact | ({"bounds": open_ended} if open_ended else {})
