"""Racing and redundancy: several attempts at the same work, of which one counts.

Each of k teams has its own attempt, with its own effort and its own luck. An attempt that is complete may
fail acceptance, with the package's ``failure`` f. A share c of failures (``common_cause``) has a cause
that is common to all attempts, the beta factor of reliability analysis (Fleming 1975):

    q = c f                          the common cause strikes                            ... (1)
    f' = (f - q) / (1 - q)           each attempt's own failure, where it does not        ... (2)

so that one attempt fails with probability q + (1 - q) f' = f whatever c is. Of two draws u1, u2 of the
package, the first attempt fails where u1 < f, and the cause is common where u2 < c as well; each other
attempt fails by that common cause, or where its own draw is below f'. A package made by one team alone
therefore does not depend on c in any world. Then

    P(at least one of k works) = (1 - q) (1 - f'^k)                                      ... (3)

which saturates at 1 - q. Where all have failed, each is started over with new luck. Rivals change effort:

    speed factor = max(1/10, 1 + rivalry_effort (k - 1))                                 ... (4)

The first attempt that works wins, or of all the one with the best design; the package is done when that is
decided. All other attempts stop, and their hours are the price (``duplicate_hours``). After Nelson (1961) on
parallel paths, Dahan & Mendelson (2001), Sommer & Loch (2004); for effort, Boudreau, Lacetera & Lakhani
(2011). The share of common causes is an inference.

Where teams own the same work without a race, each further team does a share of it again, and what is
undecided must go up to the lowest common lead.
"""

from __future__ import annotations

from reorg.compilation import compiled
from reorg.quantity import of_mechanism

PARAMETERS = of_mechanism("racing")

SLOWEST = 0.1


@compiled
def own_failure(failure: float, common_cause: float) -> float:
    """Return the probability of an attempt's own failure, equation (2)."""
    return failure * (1.0 - common_cause) / (1.0 - common_cause * failure)


@compiled
def first_fails(first: float, failure: float) -> bool:
    """Return, from the draw u1, whether the first attempt at a package fails."""
    return first < failure


@compiled
def other_fails(first: float, common: float, own: float, failure: float, common_cause: float) -> bool:
    """Return whether a further attempt fails, from the package's draws u1 and u2 and its own draw."""
    return (first < failure and common < common_cause) or own < own_failure(failure, common_cause)


@compiled
def pace(rivalry_effort: float, rivals: float) -> float:
    """Return the speed factor of a team that races with others, equation (4)."""
    return max(SLOWEST, 1.0 + rivalry_effort * rivals)


def success(failure: float, common_cause: float, attempts: int) -> float:
    """Return the probability that one attempt or more works, equation (3)."""
    common = common_cause * failure
    return (1.0 - common) * (1.0 - ((failure - common) / (1.0 - common)) ** attempts)


LIMITS = (
    (first_fails, (0.3, 0.4), True),
    (first_fails, (0.5, 0.4), False),
    (other_fails, (0.3, 0.9, 0.9, 0.4, 1.0), True),
    (other_fails, (0.5, 0.0, 0.0, 0.4, 1.0), False),
    (other_fails, (0.3, 0.0, 0.5, 0.4, 0.0), False),
    (own_failure, (0.4, 0.0), 0.4),
    (own_failure, (0.4, 1.0), 0.0),
    (own_failure, (0.5, 0.5), 1.0 / 3.0),
    (pace, (-0.03, 0.0), 1.0),
    (pace, (-0.5, 1.0), 0.5),
    (pace, (-0.5, 9.0), 0.1),
)
