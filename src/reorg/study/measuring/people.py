"""Results for each position, as sums over worlds: memory does not grow with the number of worlds.

Columns are the weeks that end with more than a week's work waiting, whether the first holder of the position
has left by the horizon, the share of the hours present in which the person is active (0 if nobody ever was
present), the squares of all three differences from the baseline in the same world, and the hours of each
kind.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from reorg.engine import KINDS, Outcome

Floats = NDArray[np.float64]

OVERLOAD_WEEKS, LEFT, BUSY, OVERLOAD_SQUARES, LEFT_SQUARES, BUSY_SQUARES, FIRST_KIND = range(7)
PEOPLE_COLUMNS = FIRST_KIND + len(KINDS)
BUSY_KINDS = [place for place, kind in enumerate(KINDS) if kind not in ("waiting", "idle")]
"""Kinds of hours in which a person is active."""


def with_squares(sides: Sequence[Floats]) -> Floats:
    """Return the result of :func:`people_of` for each scenario, baseline first, with squared differences."""
    found = np.array(sides)
    difference = found[:, :, :OVERLOAD_SQUARES] - found[:1, :, :OVERLOAD_SQUARES]
    found[:, :, OVERLOAD_SQUARES:FIRST_KIND] = difference**2
    return found


def people_of(outcome: Outcome) -> Floats:
    """Return [person, column] of one scenario in one world, without squares."""
    left = ~np.isnan(outcome.exit_weeks)
    hours = outcome.hours_by_person
    present = hours.sum(axis=1)
    busy = np.divide(hours[:, BUSY_KINDS].sum(axis=1), present, np.zeros(len(left)), where=present > 0.0)
    squares = np.zeros((3, len(left)))
    return np.column_stack([outcome.overload_weeks, left, busy, *squares, hours])
