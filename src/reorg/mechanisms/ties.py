"""Ties: working in one team builds a tie, separation lets it fade.

    together: tie <- 1 - (1 - tie) exp(-weeks / tau)                                     ... (1)
    apart:    tie <- tie exp(-weeks / decay)                                             ... (2)

State per person: the present team and at most three past ones, each with one value; the tie of two
people is the largest, over the teams both know, of the smaller of their two values. Incumbents start with
a full tie to their team. Ties discount the distance cost of coordination.

Familiarity: 50 % more of it went with 19 % fewer defects (Huckman & Staats 2013).
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


LIMITS = (
    (grown, (0.0, 0.0, 12.0), 0.0),
    (grown, (1.0, 5.0, 12.0), 1.0),
    (faded, (1.0, 0.0, 40.0), 1.0),
    (faded, (0.0, 10.0, 40.0), 0.0),
)
