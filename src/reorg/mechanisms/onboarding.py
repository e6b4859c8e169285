"""Onboarding: newcomers start slower and take time of the colleagues who help them.

    ramp(t) = rho0 + (1 - rho0) (1 - exp(-t / tau))                                      ... (1)
    help per busy hour = trainer share x exp(-t / tau)                                   ... (2)

t = time since a newcomer, hired or in a new position, started. The smaller of the ramp and the factor of
local knowledge counts, so that newness is not counted twice; people who move within the organization are
slowed by knowledge alone. The trainer share is one of a colleague's time: after each chunk a newcomer takes
(2) times all hours busy since the last one, those of exchanges and meetings too, from a colleague: the one
last active on the same work with the strongest tie, else the next of the team, else the lead.

tau: 4 months on small, 12 on large projects (Zhou & Mockus 2010); start productivity and trainer share
after Madachy (2008) and Abdel-Hamid & Madnick (1991). Closed form: with exits at rate l and (1), mean
productivity is 1 - (1 - rho0) l tau / (1 + l tau).
"""

from __future__ import annotations

import math

from reorg.compilation import compiled
from reorg.quantity import of_mechanism

PARAMETERS = of_mechanism("onboarding")

YEAR_WEEKS = 52.0


@compiled
def newness(weeks: float, tau_weeks: float) -> float:
    """Return a person's newness ``weeks`` after the first day: it falls from 1 toward 0."""
    return math.exp(-weeks / tau_weeks)


@compiled
def ramp(weeks: float, start: float, tau_weeks: float) -> float:
    """Return the productivity of a newcomer ``weeks`` after the first day, equation (1)."""
    return 1.0 - (1.0 - start) * newness(weeks, tau_weeks)


@compiled
def help_hours(hours: float, weeks: float, share: float, tau_weeks: float) -> float:
    """Return the hours of help that a newcomer needs for ``hours`` of being busy, equation (2)."""
    return hours * share * newness(weeks, tau_weeks)


@compiled
def cost_of_hire(salaries: float, weekly_pay: float) -> float:
    """Return the cost of hiring for a position, a multiple of its yearly salary."""
    return salaries * weekly_pay * YEAR_WEEKS


def mean_productivity(exits_per_week: float, start: float, tau_weeks: float) -> float:
    """Return the stationary mean of (1) if positions turn over at a constant rate and fill at once."""
    load = exits_per_week * tau_weeks
    return 1.0 - (1.0 - start) * load / (1.0 + load)


LIMITS = (
    (newness, (0.0, 17.0), 1.0),
    (newness, (1e9, 17.0), 0.0),
    (cost_of_hire, (0.2, 1000.0), 10400.0),
    (ramp, (0.0, 0.67, 17.0), 0.67),
    (ramp, (1e9, 0.67, 17.0), 1.0),
    (help_hours, (8.0, 0.0, 0.25, 17.0), 2.0),
    (help_hours, (8.0, 1e9, 0.25, 17.0), 0.0),
)
