"""Efforts drawn with keyed random numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

from reorg.engine.plan.efforts import mode_of, pert_quantiles, triangular_quantiles
from reorg.engine.reference import draws
from reorg.engine.reference.equations import DAY_HOURS
from reorg.model.work import Effort

# The 95% quantile of the standard normal distribution.
_Z95 = 1.6448536269514722


@cache
def _quantiles(distribution: str, mode: float) -> Sequence[float]:
    shape = triangular_quantiles if distribution == "triangular" else pert_quantiles
    quantiles: list[float] = shape(mode).tolist()
    return quantiles


def draw_effort_hours(effort: Effort, bits: int) -> float:
    """Return an effort in nominal hours from 64 random bits."""
    low, likely, high = effort.optimistic_days, effort.likely_days, effort.pessimistic_days
    if effort.distribution == "exponential":
        days = -likely * math.log(draws.unit(bits))
    elif effort.distribution == "weibull":
        # Quantiles: 5% at (-log .95) ^ power, 95% at (log 20) ^ power, and the median at (log 2) ^ power.
        power = math.log(high / low) / math.log(math.log(20.0) / -math.log(0.95))
        days = likely * math.log(2.0) ** -power * (-math.log(draws.unit(bits))) ** power
    elif effort.distribution == "lognormal":
        days = likely * math.exp(math.log(high / low) / (2.0 * _Z95) * draws.normal(bits))
    elif effort.distribution == "fixed" or low >= high:
        days = likely
    else:
        table = _quantiles(effort.distribution, mode_of(effort))
        place = draws.unit(bits) * (len(table) - 1)
        before = int(place)
        between = (place - before) * (table[before + 1] - table[before])
        days = low + (high - low) * (table[before] + between)
    return days * DAY_HOURS
