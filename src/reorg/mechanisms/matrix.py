"""Second leads and second seats: people with two leads (a dotted line), or in two teams.

    attention needed      x (1 + dotted)                                                 ... (1)
    error factor          x unclear                                                      ... (2)
    log hazard of leaving + leaving                                                      ... (3)
    levels between a person and the second lead and that lead's people: at most distance ... (4)

The second lead owes ``dotted_attention`` of what the first one owes, one-to-one and steering, and meets with
the person as with their own team. A share ``conflict`` of the person's own exceptions needs both leads: the
first spends a decision's hours and passes it on to the second, who decides; it waits for both calendars, one
after the other. Matrixed people know less clearly what is expected: (2); role conflict and higher engagement
cancel in (3). Nothing of this applies while the second lead is gone, or is also the first lead.

A person with seats in two teams works in the second for a stated share of every week, in one block at a
random time,

    block from 40 (week + u (1 - share)), for 40 share hours                             ... (5)

and meanwhile takes that team's work, reports to its lead and comes to its meeting; ties to either team grow
there and fade elsewhere. A lead of a team reports as its lead at either desk. Only the first team's lead owes
attention, unless the second team's lead is stated as second lead.

Gallup & McKinsey 2016 (4,000 people: expectations are clear to 60% outside, to a minority inside a strong
matrix; engaged 28 to 34%); role conflict and intent to leave: Jackson & Schuler 1985. Settings without
effect: dotted_attention 0, conflict 0, unclear 1, leaving 0, and a distance above that of the tree.
"""

from __future__ import annotations

from reorg.compilation import compiled
from reorg.quantity import of_mechanism

PARAMETERS = of_mechanism("matrix")


@compiled
def attention_of_two(need: float, dotted: float) -> float:
    """Return the hours of attention a week due from both leads together, equation (1)."""
    return need * (1.0 + dotted)


@compiled
def levels_to_second(levels: float, distance: float) -> float:
    """Return the levels to the second lead and that lead's people, equation (4)."""
    return min(levels, distance)


@compiled
def block_start(week: float, u: float, share: float) -> float:
    """Return the hour at which the block in the second team begins in a week, equation (5)."""
    return 40.0 * (week + u * (1.0 - share))


LIMITS = (
    (attention_of_two, (2.0, 0.0), 2.0),
    (attention_of_two, (2.0, 0.5), 3.0),
    (levels_to_second, (3.0, 1.0), 1.0),
    (levels_to_second, (1.0, 1.0), 1.0),
    (block_start, (3.0, 0.5, 1.0), 120.0),
    (block_start, (0.0, 0.5, 0.5), 10.0),
)
