"""Succession: the successor of a lead who has left, the time until then, and the initial effectiveness.

    effectiveness(t) = 1 - (1 - start) exp(-t / tau)                                     ... (1)

t = weeks since a successor took over. A lead's position is filled from inside with probability ``inside``
where somebody fits: the most senior member of the teams led (else of sister teams) who leads nobody and has
the skill of the position. The insider takes over after ``inside_weeks`` and learns the role; the seat left is
vacant in turn and filled as any other: one exit moves a chain of people. Otherwise a successor comes from
outside after ``outside_weeks``, for more pay, must learn the organization, and is likelier to leave.
Decisions of a lead take 1 / effectiveness of the time, and hours of attention count times effectiveness.
Meanwhile the most senior member acts as lead: decides, as an insider does on the first day, and holds
meetings, but gives no attention and lacks the authority of the position: a share ``acting_passes`` of the
questions that others put to an acting lead is passed on to the lead above, or waits for a vacant position
above if no lead further up is there (see :mod:`reorg.mechanisms.escalation`). Reports feel the loss of their
lead (see :mod:`reorg.mechanisms.turnover`), half of it where the lead has only moved, and a promotion inside
unsettles them for a year.

Results are worse while interim heads serve (Ballinger & Marcel 2010, listed firms; how much they leave
undecided is an inference). Outsiders: lower ratings for two years, 18 to 20% more pay, more exits (Bidwell
2011, one bank); unrest after promotions inside (Li, Hausknecht & Dragoni 2020, 287 units, direction); 45% of
senior positions are filled inside (APQC). Closed form: the mean of (1) over T weeks is 1 - (1 - start) tau /
T (1 - exp(-T / tau)).
"""

from __future__ import annotations

import math

from reorg.compilation import compiled
from reorg.quantity import of_mechanism

PARAMETERS = of_mechanism("succession")

UNREST_WEEKS = 52.0
MOVED_SHARE = 0.5
"""Share of the loss of a lead that is felt if the lead has only moved: inference."""


@compiled
def effectiveness(weeks: float, start: float, tau_weeks: float) -> float:
    """Return the effectiveness of a lead ``weeks`` after taking over, equation (1)."""
    return 1.0 - (1.0 - start) * math.exp(-weeks / tau_weeks)


def mean_effectiveness(weeks: float, start: float, tau_weeks: float) -> float:
    """Return the mean of equation (1) over the first ``weeks``."""
    return 1.0 - (1.0 - start) * tau_weeks / weeks * (1.0 - math.exp(-weeks / tau_weeks))


LIMITS = (
    (effectiveness, (0.0, 0.67, 35.0), 0.67),
    (effectiveness, (1e9, 0.67, 35.0), 1.0),
    (effectiveness, (0.0, 1.0, 35.0), 1.0),
)
