"""Attention: which item of the inbox a person takes next.

    by priority with probability b, oldest .4 (1 - b), newest .4 (1 - b), random .2 (1 - b)   ... (1)

After the rule of the Virtual Design Team (.5 / .2 / .2 / .1, not checked in print). The policies ``fifo`` and
``priority`` of a model replace (1): queueing checks need them.
"""

from __future__ import annotations

from reorg.compilation import compiled
from reorg.quantity import of_mechanism

PARAMETERS = of_mechanism("attention")

BY_PRIORITY, OLDEST, NEWEST, RANDOM = 0, 1, 2, 3


@compiled
def rule(u: float, by_priority: float) -> int:
    """Return the rule that picks the next item, equation (1), from one uniform draw."""
    if u < by_priority:
        return BY_PRIORITY
    rest = 1.0 - by_priority
    if u < by_priority + 0.4 * rest:
        return OLDEST
    return NEWEST if u < by_priority + 0.8 * rest else RANDOM


@compiled
def place_in_inbox(u: float, by_priority: float) -> float:
    """Return the place in the inbox of a random pick, from 0 to 1, from the draw that made it random."""
    return 1.0 - (1.0 - u) / (0.2 * (1.0 - by_priority))


LIMITS = (
    (rule, (0.0, 1.0), BY_PRIORITY),
    (rule, (0.6, 0.5), OLDEST),
    (rule, (0.85, 0.5), NEWEST),
    (rule, (0.99, 0.5), RANDOM),
    (place_in_inbox, (0.9, 0.5), 0.0),
    (place_in_inbox, (0.95, 0.5), 0.5),
)
