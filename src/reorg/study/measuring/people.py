"""Results for each position, as sums over worlds: memory does not grow with the number of worlds.

Columns are the weeks overloaded (:func:`overloaded_weeks`), whether the first holder of the position
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
WAITING_KIND = KINDS.index("waiting")


def with_squares(sides: Sequence[Floats]) -> Floats:
    """Return the result of :func:`people_of` for each scenario, baseline first, with squared differences."""
    found = np.array(sides)
    difference = found[:, :, :OVERLOAD_SQUARES] - found[:1, :, :OVERLOAD_SQUARES]
    found[:, :, OVERLOAD_SQUARES:FIRST_KIND] = difference**2
    return found


def mostly_work(hours: Floats) -> NDArray[np.bool_]:
    """Return whether people are active for at least as many of their ``hours`` [person, kind] as they wait.

    Who waits has a team with unfinished work, but cannot do any of it. Idle hours, when the team has none, do
    not count.
    """
    return np.asarray(hours[:, BUSY_KINDS].sum(axis=1) >= hours[:, WAITING_KIND])


def overloaded_weeks(outcome: Outcome) -> NDArray[np.int32]:
    """Return the weeks of each person that end with more than a week's work waiting, 0 for who mostly waits.

    The work that waits for a person includes an equal share of the team's overdue work. Those who wait for
    most of the time cannot do that work, so that it does not overload them.
    """
    return np.where(mostly_work(outcome.hours_by_person), outcome.overload_weeks, 0).astype(np.int32)


def people_of(outcome: Outcome) -> Floats:
    """Return [person, column] of one scenario in one world, without squares."""
    left = ~np.isnan(outcome.exit_weeks)
    hours = outcome.hours_by_person
    present = hours.sum(axis=1)
    busy = np.divide(hours[:, BUSY_KINDS].sum(axis=1), present, np.zeros(len(left)), where=present > 0.0)
    squares = np.zeros((3, len(left)))
    return np.column_stack([overloaded_weeks(outcome), left, busy, *squares, hours])
