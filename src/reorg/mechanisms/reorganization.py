"""Reorganization: for a while it is unclear who decides, and repeated changes make this worse.

    P(a request is misdirected) = min(1, (1 + fatigue n) exp(-t / ambiguity))               ... (1)
    n <- (n + 1) exp(-w / 52), w weeks since the change before                           ... (2)

t = time since a person last got another lead, another lead's lead, or mostly others as teammates; n =
changes of that person in the year before that one, fading; of the two people of a request the larger
chance counts. A misdirected request costs its hours and is sent again; a question found out at a meeting
costs none. People with another lead and mostly other teammates count as moved: their unrest (see
:mod:`reorg.mechanisms.turnover`) grows by the same factor 1 + fatigue n.

    most are others where 2 x former teammates who stayed < teammates now                ... (3)

Meanwhile, finding out who decides what and talking about the change take time each week, as an item of low
priority in addition to informal talk (see :mod:`reorg.mechanisms.coordination`):

    hours a week = unsettled_hours x P of (1)                                            ... (4)

All of this is a matter of people: another name, or the same people under another id, changes nothing. A team
is the same as one of another structure where each holds more than half of the other's people. Requests for
decisions follow the new lines; ties do not (see :mod:`reorg.mechanisms.ties`).

Thirty percent of reorganizations take over a year to implement (McKinsey 2013 survey); no measured time path
of output was found, so the range of ``ambiguity_weeks`` is wide. Fatigue: no resilience, more exposures are
worse (Moore, Grunberg & Greenberg 2004, 1,244 workers; direction only). Time that a change takes: a third of
those who went through one say that they got less done for a while (survey, Morneau Shepell); its hours are an
inference. Closed form of (4) for a first change: unsettled_hours x ambiguity_weeks in all.
"""

from __future__ import annotations

import math

from reorg.compilation import compiled
from reorg.quantity import of_mechanism

PARAMETERS = of_mechanism("reorganization")


YEAR_WEEKS = 52.0


@compiled
def accumulated_changes(before: float, weeks: float) -> float:
    """Return the earlier changes that a new one comes on top of, equation (2)."""
    return before * math.exp(-weeks / YEAR_WEEKS)


@compiled
def fatigue_factor(fatigue: float, earlier: float) -> float:
    """Return the factor by which earlier changes make ambiguity and unrest greater, equation (1)."""
    return 1.0 + fatigue * earlier


@compiled
def chance_of_misdirection(weeks: float, ambiguity_weeks: float, factor: float) -> float:
    """Return the probability that a request is misdirected ``weeks`` after the change, equation (1)."""
    return min(1.0, factor * math.exp(-weeks / ambiguity_weeks))


@compiled
def unsettled(hours: float, ambiguity: float) -> float:
    """Return the hours that a change takes of a person's week, equation (4)."""
    return hours * ambiguity


@compiled
def are_others(stayed: int, now: int, before: int) -> bool:
    """Return whether most teammates are others, equation (3); for a person now alone, if there were any."""
    return 2 * stayed < (now if now > 0 else before)


LIMITS = (
    (chance_of_misdirection, (0.0, 8.0, 1.0), 1.0),
    (chance_of_misdirection, (0.0, 8.0, 1.5), 1.0),
    (chance_of_misdirection, (1e9, 8.0, 1.5), 0.0),
    (accumulated_changes, (2.0, 0.0), 2.0),
    (fatigue_factor, (0.25, 0.0), 1.0),
    (fatigue_factor, (0.25, 2.0), 1.5),
    (unsettled, (2.0, 0.0), 0.0),
    (unsettled, (2.0, 1.0), 2.0),
    (are_others, (3, 6, 9), False),
    (are_others, (2, 6, 2), True),
    (are_others, (0, 0, 0), False),
    (are_others, (0, 0, 1), True),
)
