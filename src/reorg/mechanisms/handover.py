"""Handover: work that passes from one stage to the next costs time and loses what is not passed on.

    hours of each side   min(handover hours, share x effort) x (1 + distance cost x d x (1 - tie))   ... (1)
    history factor       x (1 + error x (1 - tie))                                                   ... (2)

This happens once for each stage, after the first piece of work on an item that comes from another stream
(``then``) or on a package that comes after others (``after``). Nothing is handed over if the person who did
that piece also did the earlier stage of the item, or remembers working on one of the packages that this one
follows directly. ``effort`` is that of the stage that begins, as drawn; handover hours
(``coordination.handover_hours``), distance cost and d are those of :mod:`reorg.mechanisms.coordination`. The
other side is the person who finished the earlier stage of the item; for a package, of all present who are
familiar with a package that it follows, the one with the strongest tie. If none of them is present, the
receiver finds out alone: twice the hours, without distance, and without a tie.

Several people may begin on a package. The first to finish a piece takes it over for all; those who join later
are given a part by those at work on it (equation (7) of coordination). So nothing is paid for twice, however
many there are. What (2) adds fades with later pieces, as the rest of the history factor does.

A person who has finished an item continues with its next stage with probability ``follow`` if the same team
owns that stage and the person has the skill: the item waits for this person and for nobody else. Then nothing
is handed over, and such work is done before the rest of the team's queue.

Better handovers cut errors in hospitals by 23% (Starmer et al. 2014, nine residency programs, before and
after): 1 / (1 - .23) = 1.3, though handovers at their best still lose something. Reported events fell by 47%
(Starmer et al. 2023, 32 hospitals). Against it: both are hospitals, neither was randomized. Reassigned bugs
do not always fare worse, because some of them thus reach a person who can fix them (Guo et al. 2011, Windows
Vista), and patients handed over at the end of a shift were then done faster (Batt et al. 2019, one emergency
department). Stays fell by 17% where physicians had their own patients (Song, Tucker & Murrell 2015), which is
the direction of ``follow``. No number here was measured in research and development.
"""

from __future__ import annotations

from reorg.compilation import compiled
from reorg.quantity import of_mechanism

PARAMETERS = of_mechanism("handover")

ALONE = 2.0
"""A person with nobody to ask spends the time of both sides."""


@compiled
def stage_hours(most: float, share: float, effort: float) -> float:
    """Return the hours of each side at no distance, equation (1); ``effort`` of the stage that begins."""
    return min(most, share * effort)


@compiled
def history_taken_over(history: float, error: float, tie: float) -> float:
    """Return the history factor of work just taken over, equation (2)."""
    return history * (1.0 + error * (1.0 - tie))


LIMITS = (
    (stage_hours, (2.0, 0.05, 16.0), 0.8),
    (stage_hours, (2.0, 0.05, 400.0), 2.0),
    (stage_hours, (2.0, 0.0, 400.0), 0.0),
    (stage_hours, (0.0, 0.05, 400.0), 0.0),
    (history_taken_over, (1.0, 0.3, 0.0), 1.3),
    (history_taken_over, (0.8, 0.3, 1.0), 0.8),
    (history_taken_over, (0.8, 0.0, 0.0), 0.8),
)
