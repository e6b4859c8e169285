"""Scenarios ranked per question: the share of worlds in which each is best, and ties with the first.

In each world the scenarios within the negligible difference of the best share that world; a world in which
all are censored has no best. The order is by the mean over worlds, censored ones counted at the horizon. A
scenario "cannot be told apart from the first" if the 95% interval of the mean paired difference to it
includes 0 (each pair by itself); if either is censored in some world, if the worlds in which one is ahead of
the other are evenly split, up to chance.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from reorg.study.inference.intervals import batch_numbers, mean_interval
from reorg.study.inference.majority import majority_of
from reorg.study.inference.paired import MetricValues, difference_signs
from reorg.study.measuring.metrics import METRICS
from reorg.study.running.sample import WorldSample

SCENARIOS_MIN = 3
"""Fewer are compared one by one."""
Floats = NDArray[np.float64]


def rank_scenarios(sample: WorldSample) -> list[dict[str, Any]]:
    """Return the ranking by each metric that has a better side; none if there are too few scenarios.

    Each is ``metric``, ``question``, ``unit``, ``better`` and ``ranking``, see :func:`rank_by_metric`.
    """
    if len(sample.scenarios) < SCENARIOS_MIN:
        return []
    found = []
    for measure in METRICS:
        if measure.better == "-" or measure.per == "sample":
            continue
        sides = {name: sample.side(index, measure.key) for index, name in enumerate(sample.scenarios)}
        ranked = rank_by_metric(sides, measure.better, sample.negligible(measure.key, measure.per))
        if ranked:
            entry = {"metric": measure.key, "question": measure.question, "unit": measure.unit}
            found.append({**entry, "better": measure.better, "ranking": ranked})
    return found


def rank_by_metric(sides: dict[str, MetricValues], better: str, negligible: float) -> list[dict[str, Any]]:
    """Return the scenarios from best to worst: ``scenario``, ``mean``, ``best_share``, ``like_first``.

    ``sides`` are one metric's values by scenario, in the same worlds; ``better`` "lower" or "higher". Worlds
    in which a scenario has no value are left out; an empty list where none is left. ``mean`` is None where
    the scenario is censored in some world, and ``restricted_mean`` counts those at the horizon.
    """
    names = list(sides)
    known = ~np.isnan([side.values for side in sides.values()]).any(axis=0)
    if not known.any():
        return []
    sign = 1.0 if better == "lower" else -1.0
    held = [MetricValues(side.values[known], side.censored[known]) for side in sides.values()]
    means = np.array([float(side.values.mean()) for side in held])
    order = np.argsort(sign * means, kind="stable")
    best = _best_shares(np.array([sign * side.beyond() for side in held]), negligible)
    batches = batch_numbers(known.size)[known]
    first = held[order[0]]
    return [
        {
            "scenario": names[k],
            **_mean(held[k], float(means[k])),
            "best_share": float(best[k]),
            "like_first": bool(k == order[0]) or _alike(held[k], first, batches, (better, negligible)),
        }
        for k in order
    ]


def _mean(side: MetricValues, mean: float) -> dict[str, float | None]:
    return {"mean": None, "restricted_mean": mean} if side.censored.any() else {"mean": mean}


def _best_shares(costs: Floats, negligible: float) -> Floats:
    """Return the share of worlds in which each scenario is best; scenarios that tie share a world."""
    least = costs.min(axis=0)
    # If all are beyond the horizon, the first is unknown.
    alike = (costs <= least + negligible) & np.isfinite(least)
    shares: Floats = (alike / np.maximum(alike.sum(axis=0), 1)).mean(axis=1)
    return shares


def _alike(
    side: MetricValues, first: MetricValues, batches: NDArray[np.int64], judged: tuple[str, float]
) -> bool:
    if (side.censored | first.censored).any():
        return majority_of(difference_signs(side, first, *judged)) not in ("helps", "harms")
    interval = mean_interval(side.values - first.values, batches)
    return interval is None or bool(interval[0] <= 0.0 <= interval[1])
