"""Calendars: hours booked for duties outside the model, and the wait for a gap between appointments.

Every lead's week has hours booked for duties outside the model. How many depends on the level: lead, head (a
lead of leads) or top (a head who reports to nobody). A ``booked_share`` that the model states for a person,
lead or not, takes precedence.

    outside = min(0.95, booked hours a week / 40)                                        ... (1)

They come in blocks of two hours, one at a random time of each 2 / outside hours, and are kept before anything
else. Together with the one-to-ones and meetings that a person holds (a running mean over four weeks) they
make the booked share of the week; a question put to a person with a calendar waits for a slot in addition to
the queue:

    hours held a week = 40 / 160 x sum of exp(-age / 160) hours held / (1 - exp(-max(40, t) / 160))  ... (2)
    b = min(0.95, outside + hours held a week / capacity)                                ... (3)
    mean wait = slot_hours b / (1 - b), exponential, with probability 1 - walk_in; else none  ... (4)

t = hours since the person took the position or the lead. The mean covers only the weeks since then, so a
lead's calendar is as full in the second week as in the tenth, and fills during the first.

b / (1 - b) is the form of queues. Chief executives spend 72% of their time in meetings and keep a quarter
spontaneous (Porter & Nohria 2018, 27 people, 60,000 hours; the quarter not checked in print), managers
average 18 hours in meetings (Microsoft/VoloMetrix 2016); no study measures the wait for a slot by level, so
its scale is an inference. With no hours outside and ``slot_hours`` = 0 calendars do nothing.
"""

from __future__ import annotations

import math

from reorg.compilation import compiled
from reorg.quantity import of_mechanism

PARAMETERS = of_mechanism("calendar")

BLOCK_HOURS = 2.0
FULL = 0.95
"""The largest booked share of the week that counts."""
WEEK_HOURS = 40.0
MEMORY_HOURS = 160.0
"""Time constant of the running count of one-to-ones and meetings held."""


@compiled
def outside_share(hours_per_week: float) -> float:
    """Return the share of the week that is booked outside the model, equation (1)."""
    return min(FULL, hours_per_week / WEEK_HOURS)


@compiled
def block_interval(outside: float, share: float) -> float:
    """Return the interval (hours) that contains one block, for a person who works ``share`` of the time."""
    return BLOCK_HOURS / share / outside


@compiled
def held(before: float, hours: float) -> float:
    """Return the remaining count of hours held after another ``hours``."""
    return before * math.exp(-hours / MEMORY_HOURS)


@compiled
def booked_share(outside: float, held_hours: float, counted_hours: float, share: float) -> float:
    """Return the booked share of the week, equations (2) and (3).

    ``held_hours`` is the running count of hours held, ``counted_hours`` the time since it began.
    """
    remembered = MEMORY_HOURS * (1.0 - math.exp(-max(WEEK_HOURS, counted_hours) / MEMORY_HOURS))
    return min(FULL, outside + held_hours / (remembered * share))


@compiled
def slot_wait(u: float, slot_hours: float, booked: float, walk_in: float) -> float:
    """Return the hours a question waits for a slot, equation (4), from one uniform draw."""
    if u < walk_in:
        return 0.0
    return -math.log((1.0 - u) / (1.0 - walk_in)) * slot_hours * booked / (1.0 - booked)


def mean_slot_wait(slot_hours: float, booked: float, walk_in: float) -> float:
    """Return the mean wait (hours) over all questions, walk-ins included."""
    return (1.0 - walk_in) * slot_hours * booked / (1.0 - booked)


LIMITS = (
    (outside_share, (20.0,), 0.5),
    (outside_share, (40.0,), 0.95),
    (block_interval, (0.5, 1.0), 4.0),
    (block_interval, (0.5, 0.5), 8.0),
    (held, (8.0, 0.0), 8.0),
    (booked_share, (0.5, 0.0, 40.0, 1.0), 0.5),
    (booked_share, (0.0, 32.0, 1e9, 1.0), 0.2),
    (booked_share, (0.9, 32.0, 1e9, 1.0), 0.95),
    (booked_share, (0.0, 160.0 * (1.0 - math.exp(-0.25)) * 0.2, 40.0, 1.0), 0.2),
    (slot_wait, (0.2, 8.0, 0.5, 0.25), 0.0),
    (slot_wait, (0.25, 8.0, 0.5, 0.25), 0.0),
    (slot_wait, (0.5, 8.0, 0.0, 0.25), 0.0),
)
