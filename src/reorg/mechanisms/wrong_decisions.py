"""Wrong decisions: unanswered questions lead to errors.

A person who gets no answer in time decides alone, by default. A decision may be wrong:

    P(wrong) = wrong_default by default, else min(1, wrong_decided + hop_error x passes)  ... (1)

A wrong decision is discovered after an exponential time of mean ``found_weeks``, or when its package is
complete, and ``wrong_hours`` of it are done again. A default decision of a package does not fit each coupled
package under way with

    P(conflict) = min(1, conflict x strength of the coupling)                            ... (2)

which is discovered in the same way; then ``conflict_hours`` are done again on both sides.

Almost one in five merges of parallel changes conflicts (143 projects, Brindescu et al. 2020), and
coordination that was needed and missing raises failures (Cataldo & Herbsleb 2013, direction); no study
measures how often a decision is wrong because no answer came: those numbers are inferences with wide ranges.
With wrong_default = wrong_decided, hop_error = 0 and conflict = 0 a missing answer costs nothing but the
asker's time.

Closed form: a decision that is wrong with probability w sends wrong_hours back, which meet exceptions in
turn, so executed over planned work is 1 / (1 - p w wrong_hours / 8) where decisions ask for no rework.
"""

from __future__ import annotations

import math

from reorg.compilation import compiled
from reorg.mechanisms.exceptions import CHUNK_HOURS
from reorg.quantity import named

PARAMETERS = named(
    "exceptions.wrong_decided",
    "exceptions.wrong_default",
    "exceptions.hop_error",
    "exceptions.wrong_hours",
    "exceptions.found_weeks",
    "exceptions.conflict",
    "exceptions.conflict_hours",
)


@compiled
def misled(wrong_decided: float, hop_error: float, passes: float) -> float:
    """Return the probability that a decision by the one asked is wrong, equation (1)."""
    return min(1.0, wrong_decided + hop_error * passes)


@compiled
def conflict_probability(conflict: float, strength: float) -> float:
    """Return the probability that a default decision conflicts with a coupled package, equation (2)."""
    return min(1.0, conflict * strength)


@compiled
def hours_until_found(u: float, found_weeks: float) -> float:
    """Return the hours until an error is discovered, from one uniform draw."""
    return -math.log(u) * found_weeks * 40.0


def executed_over_planned(p: float, wrong: float, wrong_hours: float) -> float:
    """Return the closed form of total over planned work if only wrong decisions cause rework."""
    return 1.0 / (1.0 - p * wrong * wrong_hours / CHUNK_HOURS)


LIMITS = (
    (misled, (0.1, 0.05, 0.0), 0.1),
    (misled, (0.1, 0.05, 2.0), 0.2),
    (misled, (0.1, 0.5, 2.0), 1.0),
    (conflict_probability, (0.2, 0.5), 0.1),
    (conflict_probability, (0.4, 5.0), 1.0),
    (hours_until_found, (math.exp(-1.0), 3.0), 120.0),
)
