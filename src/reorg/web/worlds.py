"""Choosing the world to watch by a rule, so that nobody can pick a favorable one."""

from __future__ import annotations

from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from reorg.report.vocabulary import HEADLINES
from reorg.study.measuring.metrics import METRIC_KEYS
from reorg.web.figures import Worlds

Rule = Literal["typical", "best", "worst", "departures"]
RULES: tuple[Rule, ...] = get_args(Rule)
NEAR = 0.1
"""Maximum distance from the median of the leading difference of a typical world."""
_LEAST = 5


def chosen_world(seen: Worlds, scenario: int, rule: Rule) -> int:
    """Return the number of a world.

    typical
        among those whose leading difference is within :data:`NEAR` of its median (at least five), the one
        with the smallest sum of distances from the medians of the headline differences, in standard
        deviations
    best, worst
        for the scenario, by the leading difference
    departures
        with the most departures under both together

    Raises ValueError where no world has a value.
    """
    if rule == "departures":
        both = seen.side(0, "departures").values + seen.side(scenario, "departures").values
        return int(np.argmax(np.nan_to_num(both, nan=-np.inf)))
    leading = _differences(seen, scenario, seen.leading)
    if np.isnan(leading).all():
        raise ValueError("no world has a value of the leading metric")
    if rule in ("best", "worst"):
        lower_is_better = seen.measure()["better"] != "higher"
        takes_least = lower_is_better == (rule == "best")
        return int(np.nanargmin(leading) if takes_least else np.nanargmax(leading))
    return _typical(seen, scenario, leading)


def _typical(seen: Worlds, scenario: int, leading: NDArray[np.float64]) -> int:
    median = float(np.nanmedian(leading))
    distance = np.abs(leading - median)
    near = np.flatnonzero(distance <= NEAR * abs(median))
    if len(near) < _LEAST:
        near = np.argsort(np.where(np.isnan(distance), np.inf, distance), kind="stable")[:_LEAST]
    total = np.zeros(seen.done)
    for key in HEADLINES:
        found = _differences(seen, scenario, key)
        spread = float(np.nanstd(found)) if not np.isnan(found).all() else 0.0
        if spread > 0.0:
            total += np.nan_to_num(np.abs(found - np.nanmedian(found)) / spread, nan=10.0)
    return int(near[np.argmin(total[near])])


def world_figures(seen: Worlds, scenario: int, world: int) -> dict[str, Any]:
    """Return the figures of a world: its leading difference, and departures under both scenarios."""
    departures = METRIC_KEYS.index("departures")
    (value, sign), *_ = seen.dots(scenario, world)[:1]
    return {
        "difference": value,
        "sign": sign,
        "departures": [_count(seen.metrics[world, side, departures]) for side in (0, scenario)],
    }


def _count(value: float) -> int | None:
    return None if np.isnan(value) else int(value)


def _differences(seen: Worlds, scenario: int, key: str) -> NDArray[np.float64]:
    found: NDArray[np.float64] = seen.side(scenario, key).values - seen.side(0, key).values
    return found
