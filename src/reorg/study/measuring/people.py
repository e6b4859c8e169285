"""What happens to each position, as sums over worlds: memory does not grow with them.

Columns are the weeks that end with more than a week's work waiting, whether whoever held the position at
first has left by the horizon, the share of the hours present in which the person does something (0 where
nobody ever was), the squares of all three differences to the baseline in the same world, and the hours of
each kind.
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
"""Kinds of hours in which a person does something."""


def with_squares(sides: Sequence[Floats]) -> Floats:
    """Return what :func:`people_of` gives of each scenario, baseline first, with squares of differences."""
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
