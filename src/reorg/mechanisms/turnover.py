"""Turnover: people leave when their cumulative hazard reaches their own threshold.

    weekly hazard = base / 52 x exp(log(ceiling) overload / (overload + half) + b_scope scope + b_move moved
                    + b_lead (1 or 1/2) exp(-t / lead_weeks)
                    + b_tenure log((1 + years) / 4) + b_senior principal) x (1 - contagion felt) + exits,
                    at most rate_ceiling / 52                                                          ... (1)

overload = weeks of work waiting, smoothed (by 1/4 of the gap each week): under endless overload people leave
``ceiling`` times as often, with half of that effect (in logarithms) at ``half`` weeks; scope = log(people led
before / after), the lead included, summed over reorganizations and moves, fading with ``scope_memory_weeks``;
moved = 1 + fatigue x earlier changes (see :mod:`reorg.mechanisms.reorganization`) in the half year after a
move or a layoff around one; ``exits``: each exit adds contagion x (own share of the leaver's ties) to a tied
colleague's hazard, spread over 13 weeks, so that one exit triggers ``contagion`` others and the base holds
with contagion included: what a leaver had not yet felt passes to those tied to the leaver, and what exits add
beyond the greatest rate is felt later. In the first 13 weeks, only a part of the exits that affect people
have been simulated: this part is felt,

    contagion felt = contagion x min(1, week / 13), 0 for a person alone in a team                     ... (2)

b_lead: the loss of a lead t weeks ago, half of it where the lead has only moved (fivefold hazard after a
leader quit, 100,000 employees, ten years; +107% in the second month in another firm).

A base of 0 switches leaving off, exits of others included. A person leaves at the end of
the week in which the cumulated hazard passes the person's Exp(1) draw: leaving earlier under another
structure is an effect, not noise.

    overload: relative risk of burned-out physicians 2.1 (Hamidi et al. 2018); rate_ceiling: hotels and
    restaurants lose .72 a year (JOLTS), no occupation more;
    tenure: rho -.20 to -.27; workload: -.10 (Rubenstein et al. 2018); contagion: direction Felps et al. 2009;
    moved: quits up 2.6 points after layoffs of 0.5% (Trevor & Nyberg 2008); base: LinkedIn software 13.2%.

Closed forms: constant hazard h gives survival exp(-h t); cascades have mean size 1 / (1 - contagion).
A vacancy is filled from outside after ``onboarding.hiring_weeks``.
"""

from __future__ import annotations

import math

from reorg.compilation import compiled
from reorg.quantity import of_mechanism

PARAMETERS = of_mechanism("turnover")

SPREAD_WEEKS = 13
MOVED_WEEKS = 26.0
SMOOTHING = 0.25


@compiled
def weekly_hazard(base_per_year: float, log_factors: float, contagion: float) -> float:
    """Return a person's own hazard for one week, equation (1) without the exits of others."""
    return base_per_year / 52.0 * math.exp(log_factors) * (1.0 - contagion)


@compiled
def threshold(u: float) -> float:
    """Return the cumulative hazard at which a person leaves: exponential with mean 1."""
    return -math.log(u)


@compiled
def overload(weeks: float, ceiling: float, half_weeks: float) -> float:
    """Return the log factor of ``weeks`` of backlog, equation (1): saturates at log(ceiling)."""
    return math.log(ceiling) * weeks / (weeks + half_weeks)


@compiled
def capped(hazard: float, rate_ceiling: float) -> float:
    """Return a week's hazard of all causes together, at most that of the greatest rate (1/year)."""
    return min(hazard, rate_ceiling / 52.0)


@compiled
def contagion_in_week(contagion: float, week: int) -> float:
    """Return the share of the base rate that is due to exits of others in a week, equation (2)."""
    return contagion * min(week, SPREAD_WEEKS) / SPREAD_WEEKS


@compiled
def scope_lost(before: float, after: float) -> float:
    """Return the loss of scope of one change: log(before / after) people led, or 0 for a gain."""
    return max(0.0, math.log(before / after))


@compiled
def scope_faded(lost: float, weeks: float, memory_weeks: float) -> float:
    """Return the remaining effect of a loss of scope after ``weeks``."""
    return lost * math.exp(-weeks / memory_weeks)


@compiled
def tenure(years: float) -> float:
    """Return the tenure term of equation (1): 0 at three years."""
    return math.log((1.0 + years) / 4.0)


LIMITS = (
    (threshold, (1.0,), 0.0),
    (threshold, (math.exp(-2.0),), 2.0),
    (weekly_hazard, (0.52, 0.0, 0.0), 0.01),
    (weekly_hazard, (0.52, 0.0, 1.0), 0.0),
    (overload, (0.0, 2.0, 2.0), 0.0),
    (overload, (1e15, math.e, 2.0), 1.0),
    (overload, (2.0, math.e, 2.0), 0.5),
    (overload, (9.0, 1.0, 2.0), 0.0),
    (capped, (1.0, 0.52), 0.01),
    (capped, (0.005, 0.52), 0.005),
    (contagion_in_week, (0.4, 0), 0.0),
    (contagion_in_week, (0.4, 99), 0.4),
    (scope_lost, (10.0, 10.0), 0.0),
    (scope_lost, (5.0, 10.0), 0.0),
    (scope_faded, (2.0, 0.0, 26.0), 2.0),
    (tenure, (3.0,), 0.0),
)
