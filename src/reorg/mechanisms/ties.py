"""Ties: working in one team builds a tie, separation lets it fade.

    together: tie <- 1 - (1 - tie) exp(-weeks / tau)                                     ... (1)
    apart:    tie <- tie exp(-weeks / decay)                                             ... (2)

Strangers on the same package are slower and err more; with k, a person's mean tie to the others active on it:

    time factor  1 + slower (1 - k)                                                      ... (3)
    error factor 1 + errors (1 - k)                                                      ... (4)

State per person: the present team and at most three past ones, each with one value; the tie of two people is
the largest, over the teams both know, of the smaller of their two values. Incumbents start with a full tie to
their team. Ties discount the distance cost of coordination. Others are active on a package where they
finished a piece of work on it in the last two weeks; for a person who works alone, (3) and (4) are 1.

Familiarity: 50% more familiarity went with 19% fewer defects (Huckman & Staats 2013).
"""

from __future__ import annotations

import math

from reorg.compilation import compiled
from reorg.quantity import of_mechanism

PARAMETERS = of_mechanism("ties")

TEAMS_REMEMBERED = 4


@compiled
def grown(tie: float, weeks: float, tau_weeks: float) -> float:
    """Return a tie after ``weeks`` in one team, equation (1)."""
    return 1.0 - (1.0 - tie) * math.exp(-weeks / tau_weeks)


@compiled
def faded(tie: float, weeks: float, decay_weeks: float) -> float:
    """Return a tie after ``weeks`` apart, equation (2)."""
    return tie * math.exp(-weeks / decay_weeks)


@compiled
def among_strangers(tie: float, rise: float) -> float:
    """Return the factor on time or errors of work among people of this mean tie, equations (3) and (4)."""
    return 1.0 + rise * (1.0 - tie)


LIMITS = (
    (grown, (0.0, 0.0, 12.0), 0.0),
    (grown, (1.0, 5.0, 12.0), 1.0),
    (faded, (1.0, 0.0, 40.0), 1.0),
    (faded, (0.0, 10.0, 40.0), 0.0),
    (among_strangers, (1.0, 0.4), 1.0),
    (among_strangers, (0.0, 0.4), 1.4),
)
