"""One paired difference as drivers and flips read it: by points of assumptions, and by worlds."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from reorg.study.inference.drivers import Drivers
from reorg.study.inference.endings import find_ending
from reorg.study.inference.flips import WORLDS_MIN, Flips, Outcomes, SearchedWorlds, find_flips
from reorg.study.inference.weakest import WeakestPart, find_weakest_part
from reorg.study.measuring.metrics import Metric

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class ReadDifference:
    """A difference of ``measure``: ``points`` of assumptions and ``means`` of the worlds of each.

    ``signs`` [worlds] are +1 where the scenario helps, -1 where it harms, 0 for a tie, NaN if unknown;
    ``point`` int64[worlds] is the place of each world's point.
    """

    measure: Metric
    points: SearchedWorlds
    means: Floats
    signs: Floats
    point: NDArray[np.int64]

    def flips(self, drivers: Drivers) -> Flips | None:
        """Return the box in which the verdict reverses, or else ends, by its drivers.

        None if neither side is better or there are too few points.
        """
        if self.measure.better == "-" or self.means.size < WORLDS_MIN:
            return None
        # If both are censored, the first is unknown: such a world is on neither side of a flip.
        outcomes = Outcomes.of_points(self.signs, self.point)
        found = find_flips(self.points, outcomes)
        if found.flips:
            return found
        columns = [driver.column for driver in drivers.drivers]
        ending = find_ending(self.points, outcomes, found.lean, columns)
        return replace(found, flips=(ending,)) if ending else found

    def weakest(self, drivers: Drivers, flips: Flips | None) -> dict[int, WeakestPart | None]:
        """Return the part of each driver's range, by column, in which the verdict is weakest; or empty."""
        if flips is None or flips.lean not in ("helps", "harms"):
            return {}
        rises = (flips.lean == "helps") == (self.measure.better == "higher")
        leaning = self.means if rises else -self.means
        columns = [driver.column for driver in drivers.drivers]
        return {
            column: find_weakest_part(self.points, column, leaning, self.signs, self.point)
            for column in columns
        }
