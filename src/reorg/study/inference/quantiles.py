"""Quantiles over worlds: one rule for metrics, differences and dates.

Linear between the two nearest of the sorted worlds, the least at 0 and the greatest at 1: definition 7 of
Hyndman & Fan (1996). Worlds in which something has not happened by the horizon are infinite and come last.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def quantile(ordered: NDArray[np.float64], level: float) -> float | None:
    """Return a quantile of sorted values; None if it is infinite, or next to an infinite one.

    ``level`` is a share of the worlds, from 0 to 1; there is at least one.
    """
    position = level * (ordered.size - 1)
    low, high = ordered[int(np.floor(position))], ordered[int(np.ceil(position))]
    if low == high or position == np.floor(position):
        return float(low) if np.isfinite(low) else None
    if not (np.isfinite(low) and np.isfinite(high)):
        return None
    return float(low + (high - low) * (position - np.floor(position)))
