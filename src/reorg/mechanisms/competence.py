"""Competence: people with the skill work faster and make fewer errors.

    hours = nominal hours / (skill x knowledge x ramp)                                   ... (1)

The skill factor is that of the level held for the work's area: none, low, medium = 1, high. The error
factor multiplies the probability of an exception. Knowledge and ramp are 1 for settled people.

After the skill match of the Virtual Design Team (Levitt et al. 1999); its own table could not be read,
the factors are inferences in its spirit. With every probability at zero and one person per package the
simulated end is the critical path exactly (``reorg verify critical-path``).
"""

from __future__ import annotations

from reorg.compilation import compiled
from reorg.quantity import of_mechanism

PARAMETERS = of_mechanism("competence")


@compiled
def by_level(level: int, none: float, low: float, high: float) -> float:
    """Return the factor of a skill level (0 none, 1 low, 2 medium, 3 high); medium is 1 by definition."""
    if level == 0:
        return none
    if level == 1:
        return low
    if level == 2:
        return 1.0
    return high


@compiled
def by_complexity(degree: int, low: float, high: float) -> float:
    """Return the exception factor of a complexity (0 low, 1 medium, 2 high); medium is 1 by definition."""
    if degree == 0:
        return low
    return high if degree == 2 else 1.0


@compiled
def working_hours(nominal_hours: float, skill: float, slower: float) -> float:
    """Return the hours a piece of work takes, equation (1); ``slower`` is the smaller of both."""
    return nominal_hours / (skill * slower)


LIMITS = (
    (by_level, (2, 0.5, 0.75, 1.25), 1.0),
    (by_level, (0, 0.5, 0.75, 1.25), 0.5),
    (by_complexity, (1, 0.67, 1.5), 1.0),
    (by_complexity, (2, 0.67, 1.5), 1.5),
    (working_hours, (8.0, 1.0, 1.0), 8.0),
    (working_hours, (8.0, 0.5, 1.0), 16.0),
)
