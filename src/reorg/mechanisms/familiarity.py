"""Familiarity: people who have worked on a package work on it faster and make fewer errors.

    after h hours of own work on it:  f <- 1 - (1 - f) exp(-h / tau)                     ... (1)
    after t weeks without it:         f <- f exp(-t / memory)                            ... (2)
    speed factor                      m + (1 - m) f                                      ... (3)
    error factor                      1 + (e - 1) (1 - f)                                ... (4)

f from 0 to 1 belongs to a person and to a package of one occurrence of its release, all its versions
together, or to a stream. A person holds it for the ``REMEMBERED`` packages and streams worked on last. Work
done for the first time starts with the largest of: the value that the model file states for the person;
``start`` where the person's team owned it at the start of the run and it had run before, which is so for
streams and for packages partly done; and ``carry_over`` times the greatest familiarity with remembered work
in the same area, the package's earlier occurrence included. The first two fade from the start of the run on.
A successor starts without familiarity. (3) multiplies the smaller of ramp and area knowledge. The piece of
work after one on another package or stream begins with ``switch_hours``.

What to work on next follows an arbitrary rule that can change the sign of results. Among the open packages of
the highest priority and earliest due date, those are candidates whose remaining chain (their own effort and,
by the estimates, the longest of what follows) is at least ``CHAIN_SHARE`` of the longest; of these, only the
ones in whose area the person's skill is highest. A person resumes the last one, but takes another with
probability ``stray``: the most familiar, to a tenth, and among equals the one with the fewest people. Items
of streams are taken in the order of arrival.

Direction after Boh, Slaughter & Espinosa (2007), Huckman, Staats & Upton (2009) and Bird et al. (2011);
form (2) after Krueger et al. (2018); the number remembered, ``CHAIN_SHARE`` and ``stray`` are inferences.
Closed form: a package that is new costs a person (1 - m) tau hours of its nominal work once.
"""

from __future__ import annotations

import math

from reorg.compilation import compiled
from reorg.quantity import of_mechanism

PARAMETERS = of_mechanism("familiarity")

REMEMBERED = 6
"""Number of packages and streams a person can be familiar with at a time."""

CHAIN_SHARE = 0.75
"""Of the longest remaining chain; a package with less of it is not critical."""

ACTIVE_HOURS = 80.0
"""People who finished a piece of work on a package within this many hours are active on it."""


@compiled
def practiced(value: float, hours: float, tau_hours: float) -> float:
    """Return familiarity after ``hours`` of own work, equation (1)."""
    return 1.0 - (1.0 - value) * math.exp(-hours / tau_hours)


@compiled
def faded(value: float, weeks: float, memory_weeks: float) -> float:
    """Return familiarity after ``weeks`` without work on it, equation (2)."""
    return value * math.exp(-weeks / memory_weeks)


@compiled
def still_recent(hours: float) -> float:
    """Return the weight of work ``hours`` ago as recent work: the weighted mean age is a week."""
    return math.exp(-hours / (0.5 * ACTIVE_HOURS))


@compiled
def tenths(value: float) -> int:
    """Return familiarity as people judge it when they choose work: rounded to a tenth."""
    return int(10.0 * value + 0.5)


@compiled
def speed(value: float, floor: float) -> float:
    """Return the speed factor, equation (3)."""
    return floor + (1.0 - floor) * value


@compiled
def errors(value: float, new: float) -> float:
    """Return the error factor, equation (4)."""
    return 1.0 + (new - 1.0) * (1.0 - value)


LIMITS = (
    (practiced, (0.3, 0.0, 80.0), 0.3),
    (practiced, (0.3, 1e9, 80.0), 1.0),
    (faded, (0.8, 0.0, 10.0), 0.8),
    (faded, (0.8, 1e9, 10.0), 0.0),
    (still_recent, (0.0,), 1.0),
    (still_recent, (1e9,), 0.0),
    (tenths, (0.26,), 3),
    (speed, (0.0, 0.65), 0.65),
    (speed, (1.0, 0.65), 1.0),
    (speed, (0.2, 1.0), 1.0),
    (errors, (0.0, 1.5), 1.5),
    (errors, (1.0, 1.5), 1.0),
)
