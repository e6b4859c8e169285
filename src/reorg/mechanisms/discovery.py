"""Discovery: research tries changes of a design whose parts depend on each other.

A release has N binary decisions, split over its research packages; a configuration says how each is made.
Its value is the mean of the contributions of its decisions (the NK model of Kauffman & Levin 1987):

    c_i = U(i, own bit and the bits of the decisions that influence i), uniform on 0 to 1      ... (1)
    value = (c_1 + ... + c_N) / N                                                               ... (2)

A decision is influenced by the other decisions of its package, and by one of a coupled package with the
coupling's strength in this world as probability; if there are more than ``INFLUENCES_MAX``, the excess is
dropped at random. Contributions depend on the world and the release, not on the structure: every structure
faces the same problem.

Every ``trial_days`` chunks of direct work on a research package are one trial: one of its decisions, drawn at
random, is changed, and the change is kept if the decisions that the package's team owns contribute more in
total. The team sees its own packages and finished ones as they are, others as they were at the last exchange
that was served between the two packages: a late or missed request is a stale view. So a team that owns
everything searches the whole design, and divisions search in parallel, each for itself (Siggelkow & Levinthal
2003).

If a package has a ``good_enough`` value, its work ends with the trial after which the mean contribution of
its own decisions, as its people see the design, reaches that value: sequential search.

An integrator of the structure who covers all areas of the release's research judges the whole design every
``integrator_cadence_weeks`` from the release's start until it is out: the design stays if it is no worse than
at the last judgment, otherwise it reverts to that one; everybody then sees it as it is. A vacant or
overloaded (a week's work waiting) integrator does not judge.

    capability = (value - mean of all configurations) / (best of all - mean of all)             ... (3)
    diversity = mean number of decisions in which two configurations tried differ
              = sum over decisions of n1 (n - n1) / (n (n - 1) / 2)                              ... (4)

n trials, n1 of them with the decision made one way, those of all attempts. Teams that race for a package, or
overlap in it, each have a configuration of their own; an attempt sees its own side as its own team. With
probability ``copying`` a trial looks at the others' attempts at the package instead, and adopts the best of
them if that improves the team's own contributions; otherwise it is an ordinary trial. A race won by the best
attempt is decided by value (2) of the whole release with each side's attempts. The probability of copying is
an inference.
"""

from __future__ import annotations

import numpy as np

from reorg import luck
from reorg.compilation import compiled
from reorg.quantity import of_mechanism

PARAMETERS = of_mechanism("discovery")

INFLUENCES_MAX = 7
"""Maximum number of other decisions that influence one, unless the release states it."""


@compiled
def contribution(world: np.uint64, decision: np.uint64, pattern: np.uint64) -> float:
    """Return the contribution of one decision, equation (1).

    ``decision`` is its key, ``pattern`` the exclusive or of the keys of those decisions, itself and its
    influences, that are made the second way: the order of decisions in the file does not matter.
    """
    return luck.uniform(world, luck.LANDSCAPE, decision, pattern)


@compiled
def pairs_differ(ones: int, trials: int) -> float:
    """Return the share of pairs of trials that differ in one decision, a term of equation (4)."""
    return 0.0 if trials < 2 else 2.0 * ones * (trials - ones) / (trials * (trials - 1.0))


LIMITS = (
    (pairs_differ, (0, 10), 0.0),
    (pairs_differ, (1, 2), 1.0),
    (pairs_differ, (5, 10), 50.0 / 90.0),
    (pairs_differ, (0, 1), 0.0),
)
