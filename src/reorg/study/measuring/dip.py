"""The dip after a change: how deep four-week throughput falls below the baseline's, and for how long."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

DIP_WINDOW_WEEKS = 4
RECOVERY_SHARE = 0.95


def measure_dip(throughput: NDArray[np.float64], baseline: NDArray[np.float64]) -> tuple[float, float]:
    """Return how deep four-week throughput fell below the baseline's, as a share, and for how many weeks.

    All weeks are looked at. Before scenarios begin to differ, their worlds are the same to the last bit, so
    a fall is always one after the first difference; and of several events none is left out.

    The weeks are those of the spell around the deepest point in which it stays below 95 % of the
    baseline's, up to the horizon if it does not recover; 0 where it never is.
    """
    ours, theirs = four_week_means(throughput), four_week_means(baseline)
    ratio = np.divide(ours, theirs, out=np.ones_like(ours), where=theirs > 0)
    trough = int(ratio.argmin())
    depth = max(0.0, 1.0 - float(ratio[trough]))
    if ratio[trough] >= RECOVERY_SHARE:
        return depth, 0.0
    recovered = np.flatnonzero(ratio >= RECOVERY_SHARE)
    before, after = recovered[recovered < trough], recovered[recovered > trough]
    first = before[-1] + 1 if before.size else 0
    last = after[0] if after.size else ratio.size
    return depth, float(last - first)


def four_week_means(weekly: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return means over four weeks (over all where there are fewer), one for each week they begin in."""
    window = min(DIP_WINDOW_WEEKS, weekly.size)
    return np.convolve(weekly, np.full(window, 1.0 / window), mode="valid")
