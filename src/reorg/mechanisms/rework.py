"""Rework between packages: finishing one package may send work back to others.

    hours again = share x w x effort x max(floor, learning^k)                            ... (1)
    chance      = p odds / (1 - p + p odds)                                              ... (2)

When a package completes, each of its rework links fires with its probability p, if the target has begun;
``odds`` scales the odds of all links together, because nobody can measure them beforehand. ``effort`` is the
target's as drawn, k how often links have sent the target back before. w is 1, or for a link that is
``proportional`` the share of the source's effort that was done, or done again at the demand of links, since
the source last completed. A target that completes again fires its own links: second-order rework follows by
itself.

A link that ``pauses`` also stops what comes after its target and is under way: people put it down, and resume
it when the target is complete again, as in the published band of work. Other links do not interrupt that
work.

Repeats get shorter but never free (``floor``): what has changed must be found, done and checked again. For
the same reason no loop of links can run on without taking time, so the horizon ends even an endless one.
Pieces below ``NOTICED_HOURS`` are left until they add up to that. Both are inferences.

After Smith & Eppinger (1997) and Browning & Eppinger (2002). Closed forms: proportional links among work that
is all under way do the work transformation matrix's total (I - A)^-1 u, a_ij = probability x share from j to
i; two tasks in sequence that send each other back in full are a Markov chain. Rework is endless where the
spectral radius of the loops is 1 or more (``reorg check`` reports this).
"""

from __future__ import annotations

from reorg.compilation import compiled
from reorg.quantity import of_mechanism

PARAMETERS = of_mechanism("rework")

FLOOR = 0.1
NOTICED_HOURS = 0.05


@compiled
def repeat_factor(learning: float, times: int) -> float:
    """Return the share of the work left when it is sent back again after ``times`` before, equation (1)."""
    left: float = learning ** float(times)
    return max(FLOOR, left)


@compiled
def chance(probability: float, odds: float) -> float:
    """Return the probability of a link whose odds are ``odds`` times those stated, equation (2)."""
    return probability * odds / (1.0 - probability + probability * odds)


def sequential_iteration(first: float, second: float, again: float, onward: float) -> float:
    """Return the mean work of two tasks in sequence that send each other back (Smith & Eppinger 1997b).

    After the second the first is redone with probability ``again``, after a redo of the first the second
    with ``onward``: a + b + p (a + q b) / (1 - p q).
    """
    return first + second + again * (first + onward * second) / (1.0 - again * onward)


LIMITS = (
    (repeat_factor, (0.4, 0), 1.0),
    (repeat_factor, (1.0, 7), 1.0),
    (repeat_factor, (0.5, 2), 0.25),
    (repeat_factor, (0.4, 50), FLOOR),
    (chance, (0.3, 1.0), 0.3),
    (chance, (0.25, 3.0), 0.5),
    (chance, (0.0, 2.0), 0.0),
    (chance, (1.0, 0.5), 1.0),
)
