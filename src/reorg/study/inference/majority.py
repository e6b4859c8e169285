"""The lean of most worlds, and whether it could be chance."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Majority = Literal["helps", "harms", "neither", "ties"]

LEVEL = 0.05
"""Level of the sign test, both sides together."""
TIES_FROM = 0.95
"""Share of ties from which the verdict is that nothing changes."""
EVEN = 0.1
"""Difference of two shares of worlds up to which they are called even."""


def majority_of(signs: Floats) -> Majority | None:
    """Return the lean of the worlds: neither if as many have one sign as the other, up to chance.

    ``signs`` [worlds]: +1 where the scenario helps, -1 where it harms, 0 for a tie, NaN if unknown. Unknown
    worlds are left out; None if all are unknown.
    """
    helps, harms = int((signs > 0).sum()), int((signs < 0).sum())
    known = int((~np.isnan(signs)).sum())
    if not known:
        return None
    if helps + harms <= (1.0 - TIES_FROM) * known:
        return "ties"
    if 2.0 * binomial_tail(max(helps, harms), helps + harms, 0.5) > LEVEL:
        return "neither"
    return "helps" if helps > harms else "harms"


def binomial_tail(count: int, trials: int, share: float) -> float:
    """Return the probability of ``count`` or more of ``trials`` at a true ``share`` (exact)."""
    if count <= 0:
        return 1.0
    if not 0.0 < share < 1.0:
        return float(share >= 1.0)
    steps = np.arange(1, trials + 1)
    ways = np.concatenate([[0.0], np.cumsum(np.log(trials - steps + 1.0) - np.log(steps))])[count:]
    kept = np.arange(count, trials + 1)
    return float(min(1.0, np.exp(ways + kept * np.log(share) + (trials - kept) * np.log1p(-share)).sum()))
