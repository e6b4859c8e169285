"""Second leads and second seats: people with two leads (a dotted line), or in two teams.

    attention needed      x (1 + dotted)                                                 ... (1)
    error factor          x unclear                                                      ... (2)
    log hazard of leaving + leaving                                                      ... (3)
    levels between a person and the second lead and that lead's people: at most distance ... (4)
    passes over the dotted line of the k-th of asker, lead, lead's lead ...: k + 1 + above   ... (5)

The second lead owes ``dotted_attention`` of what the first one owes, one-to-one and steering, and includes
the person in the meeting of their own team. A share ``conflict`` of the person's own exceptions needs both
leads: the first spends a decision's hours and passes it on to the second, who decides; it waits for both
calendars, one after the other. Matrixed people know less clearly what is expected: (2); role conflict and
higher engagement cancel in (3). Nothing of this applies while the second lead is gone, or is also the first
lead.

Dotted lines also bring common leads nearer. What two packages cannot settle goes to the lead to whom both
sides report with the fewest passes. The asker reports over solid lines and at most one dotted line: the
asker's own (k = 0 in (5)) or that of a lead above (k leads pass the question on before). *above* counts the
leads between the second lead and the common one, and is -1 where the second lead is the common one. The owner
of the other package reports likewise: whoever of the owning team is at work on it and has the strongest tie
to the asker, or the team's lead where nobody is. Ties go to the lowest common lead of the solid lines, and
nobody above that one counts as nearer. Where the solid lines end at a vacant position or at nobody, any
common lead is nearer. The question passes the leads on that way, so a dotted line saves passes, waits and the
errors they cause. Own questions, and joint ones for an integrator or for the top, take no dotted line. Which
of the owners are at work changes from day to day; this does not redirect a question on its way. An acting
lead is nobody's second lead.

A person with seats in two teams works in the second for a stated share of every week, in one block at a
random time,

    block from 40 (week + u (1 - share)), for 40 share hours                             ... (6)

and meanwhile takes that team's work, reports to its lead and comes to its meeting; ties to either team grow
there and fade elsewhere. A lead of a team reports as its lead at either seat. Only the first team's lead owes
attention, unless the second team's lead is stated as second lead.

Gallup & McKinsey 2016 (4,000 people: expectations are clear to 60% outside, to a minority inside a strong
matrix; engaged 28 to 34%); role conflict and intent to leave: Jackson & Schuler 1985. Settings without
effect: dotted_attention 0, conflict 0, unclear 1, leaving 0, a distance above that of the tree, and no joint
exceptions. The purpose of a matrix is that questions across two lines find a common lead far below the top
(Galbraith 1971, Davis & Lawrence 1977); that passes decide which one, with one dotted line on each side, is
an inference.
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
def dotted_passes(below: int, above: int) -> int:
    """Return the passes of a question on a way with one dotted line, equation (5).

    ``below`` leads pass it on before the dotted line; ``above`` are between the second lead and who decides,
    -1 where the second lead decides.
    """
    return below + 1 + above


@compiled
def block_start(week: float, u: float, share: float) -> float:
    """Return the hour at which the block in the second team begins in a week, equation (6)."""
    return 40.0 * (week + u * (1.0 - share))


LIMITS = (
    (attention_of_two, (2.0, 0.0), 2.0),
    (attention_of_two, (2.0, 0.5), 3.0),
    (levels_to_second, (3.0, 1.0), 1.0),
    (levels_to_second, (1.0, 1.0), 1.0),
    (dotted_passes, (0, -1), 0),
    (dotted_passes, (1, -1), 1),
    (dotted_passes, (1, 2), 4),
    (block_start, (3.0, 0.5, 1.0), 120.0),
    (block_start, (0.0, 0.5, 0.5), 10.0),
)
