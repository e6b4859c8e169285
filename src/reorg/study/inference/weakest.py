"""The part of a driver's range in which a verdict is weakest, and what remains of it there.

A flip (:mod:`reorg.study.inference.flips`) is found only where more worlds go the other way. A driver of a
difference may end the verdict without reversing it. So the range of each driver is cut into parts: its
readings, or the fifths of its range. The part is chosen in which the expected difference, fitted to the terms
of the driver over all points, is nearest to the other side or farthest on it; then its worlds are counted.
Because a smooth fit chooses the part, and not the counts, chance affects the choice less.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reorg.study.inference.boxes import bounds_of_cells
from reorg.study.inference.cosine_basis import TERMS
from reorg.study.inference.flips import SearchedWorlds
from reorg.study.inference.majority import Majority, majority_of

Floats = NDArray[np.float64]
PARTS = 5
"""Parts of a range; a level has as many as it has readings."""


@dataclass(frozen=True)
class WeakestPart:
    """The part of a driver's range in which the verdict is weakest, over all worlds of the study.

    ``low`` and ``high`` bound it in the driver's unit, None if it is open (equal: one value); ``share`` of
    the worlds is inside; ``helps`` and ``harms`` are shares of the worlds inside, ``elsewhere`` the same two
    outside; ``lean`` is that of the worlds inside.
    """

    low: float | None
    high: float | None
    share: float
    helps: float
    harms: float
    elsewhere: tuple[float, float]
    lean: Majority | None


def find_weakest_part(
    points: SearchedWorlds, column: int, leaning: Floats, signs: Floats, point: NDArray[np.int64]
) -> WeakestPart | None:
    """Return the part of the range of an assumption, by its column, in which the verdict is weakest.

    ``leaning`` float64[points] is the mean difference of the worlds of each point, the verdict's side
    positive; ``signs`` [worlds] are +1 where the scenario helps, -1 where it harms, 0 for a tie and NaN if
    unknown; ``point`` int64[worlds] the place of each world's point. None if all is one part.
    """
    index = int(np.flatnonzero(points.basis.columns == column)[0])
    parts = _parts(points, index)
    if parts.max() == 0:
        return None
    terms = np.column_stack([np.ones(len(leaning)), points.basis.terms_of(index)])
    coefficients, *_rest = np.linalg.lstsq(terms, leaning, rcond=None)
    fitted = np.bincount(parts, weights=terms @ coefficients) / np.bincount(parts)
    weakest = int(fitted.argmin())
    inside = parts[point] == weakest
    low, high = bounds_of_cells(points.assumptions[:, column], parts, weakest, weakest + 1)
    return WeakestPart(
        low=low,
        high=high,
        share=float(inside.mean()),
        helps=float((signs[inside] > 0).mean()),
        harms=float((signs[inside] < 0).mean()),
        elsewhere=(float((signs[~inside] > 0).mean()), float((signs[~inside] < 0).mean())),
        lean=majority_of(signs[inside]),
    )


def _parts(points: SearchedWorlds, index: int) -> NDArray[np.int64]:
    """Return the part that each point is in, from 0."""
    positions = points.basis.positions[:, index]
    cut = positions if points.basis.counts[index] < TERMS else np.floor(PARTS * positions)
    return np.asarray(np.unique(cut, return_inverse=True)[1], dtype=np.int64)
