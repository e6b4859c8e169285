"""Quantiles of decision latency, from the engine's counts in log bins."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from reorg.engine import LATENCY_EDGES_HOURS


def latency_quantiles(counts: NDArray[np.int64], levels: Sequence[float]) -> list[float]:
    """Return quantiles in hours from counts in the engine's log bins; NaN if nothing was decided.

    Within a bin decisions are taken to be uniform on the log scale (uniform in hours in a bin from 0).
    """
    cumulated = counts.cumsum()
    total = cumulated[-1]
    if total == 0:
        return [float("nan")] * len(levels)
    return [_latency(level * total, counts, cumulated) for level in levels]


def share_longer(counts: NDArray[np.int64], hours: float) -> float:
    """Return the share of counts beyond ``hours``; NaN without any. Within a bin as for quantiles."""
    total = counts.sum()
    if total == 0:
        return float("nan")
    place = int(np.searchsorted(LATENCY_EDGES_HOURS, hours, side="right")) - 1
    low, high = float(LATENCY_EDGES_HOURS[place]), float(LATENCY_EDGES_HOURS[place + 1])
    within = np.log(high / hours) / np.log(high / low) if low > 0.0 else (high - hours) / high
    return float((counts[place + 1 :].sum() + within * counts[place]) / total)


def _latency(rank: float, counts: NDArray[np.int64], cumulated: NDArray[np.int64]) -> float:
    position = int(cumulated.searchsorted(rank))
    within = 1.0 - (cumulated[position] - rank) / counts[position]
    low, high = float(LATENCY_EDGES_HOURS[position]), float(LATENCY_EDGES_HOURS[position + 1])
    if high == math.inf:
        return low
    return float(low * (high / low) ** within if low > 0 else low + (high - low) * within)
