"""Races through the engine: how long the first of several takes, what it costs, how surely one works."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from math import gamma, log

from reorg.engine import KINDS, Outcome
from reorg.mechanisms.racing import success
from reorg.model.organization import Organization
from reorg.model.structure import Race
from reorg.model.work import Effort
from reorg.verification.results import CLOSED_FORM, PLANTED, Check, Comparison
from reorg.verification.simulation import mean_over_worlds, ratio_of_totals
from reorg.verification.small_organizations import (
    AREA,
    HOURS_PER_WEEK,
    crew,
    exponential,
    fixed,
    organization,
    package,
    release,
    structure,
    team,
    without_disturbances,
)

RACES = 40
"""One after the other in a world: each package waits for the one before."""
WORLDS = 320
THETA_HOURS = 24.0
ALONE = {"racing.rivalry_effort": 0.0}
"""Rivals change nothing."""

# Median 3 days, 5% and 95% points in a ratio that makes the shape 2.
_SHAPE = 2.0
_RATIO = (log(20.0) / -log(0.95)) ** (1.0 / _SHAPE)
_WEIBULL = Effort("weibull", 1.0, 3.0, _RATIO)
_SCALE_HOURS = 24.0 * log(2.0) ** (-1.0 / _SHAPE)


def _races(teams: int, effort: Effort, failure: float = 0.0, common: float = 0.0) -> Organization:
    """Return packages in a row, for each of which as many teams of one person race."""
    people = crew(teams)
    sides = [team(f"t{i}", [person], parent="top") for i, person in enumerate(people)]
    top = team("top", owned=[("area", AREA)])
    packages = [
        replace(package(f"k{i}", effort, after=[f"k{i - 1}"] if i else []), whole=True, failure=failure)
        for i in range(RACES)
    ]
    racing = tuple(t.id for t in sides)
    races = tuple(Race((f"r/{p.id}",), racing, "first", common) for p in packages) if teams > 1 else ()
    if teams == 1:
        top, sides = team("top", people, owned=[("area", AREA)]), []
    form = replace(structure([top, *sides]), races=races)
    return organization(people, [form], weeks=104, releases=[release(packages)])


def _hours(outcome: Outcome) -> float:
    """Return the hours to the end of one race, the mean over all of a world."""
    return float(outcome.finish_weeks.max()) * HOURS_PER_WEEK / RACES


def _team_hours(outcome: Outcome) -> float:
    return float(outcome.hours[:, KINDS.index("direct")].sum()) / RACES


def _mean(
    lab: Callable[[float], Organization], read: Callable[[Outcome], float], expected: float, error: float
) -> Comparison:
    found, deviation = mean_over_worlds(lab(error), without_disturbances(ALONE), WORLDS, read)
    return Comparison(expected, found, WORLDS, deviation, (PLANTED - 1.0) * expected)


def _exponential(teams: int, error: float) -> Organization:
    return _races(teams, exponential(THETA_HOURS * error))


def _weibull(teams: int, error: float) -> Organization:
    days = (_WEIBULL.optimistic_days, _WEIBULL.likely_days, _WEIBULL.pessimistic_days)
    return _races(teams, Effort("weibull", *(day * error for day in days)))


def _success(teams: int, failure: float, common: float, worlds: int, error: float) -> Comparison:
    """Return the share of rounds in which one attempt or more works; a round takes a day."""

    def read(outcome: Outcome) -> tuple[float, float]:
        return RACES, round(float(outcome.finish_weeks.max()) * HOURS_PER_WEEK / 8.0)

    lab = _races(teams, fixed(8.0), failure * error, common)
    found, deviation = ratio_of_totals(lab, without_disturbances(ALONE), worlds, read)
    expected, planted = (success(failure * e, common, teams) for e in (1.0, PLANTED))
    return Comparison(expected, found, worlds, deviation, planted - expected)


def _best_number(error: float) -> Comparison:
    """Return the number of tries of least cost: delay at a price by the hour, and a price for each try."""
    price = 9.0 / THETA_HOURS * error**8
    costs = {}
    for teams in range(1, 8):
        hours, _ = mean_over_worlds(
            _races(teams, exponential(THETA_HOURS)), without_disturbances(ALONE), WORLDS // 2, _hours
        )
        costs[teams] = price * hours + teams
    return Comparison(3.0, float(min(costs, key=lambda teams: costs[teams])), 7 * WORLDS // 2)


_CLOSED = "closed form of races"
CHECKS = (
    Check(
        "racing/exponential", CLOSED_FORM, f"theta / n, {_CLOSED}",
        f"Mean hours to the first of 4 exponential attempts of mean {THETA_HOURS:g} h.", "effort",
        partial(_mean, partial(_exponential, 4), _hours, THETA_HOURS / 4.0),
    ),
    Check(
        "racing/team-time", CLOSED_FORM, f"theta whatever n is, {_CLOSED}",
        "Mean hours of all 4 teams together: with exponential attempts a race is free.", "effort",
        partial(_mean, partial(_exponential, 4), _team_hours, THETA_HOURS),
    ),
    Check(
        "racing/weibull", CLOSED_FORM, f"scale Gamma(1 + 1/k) n^(-1/k), {_CLOSED}",
        f"Mean hours to the first of 3 Weibull attempts of shape {_SHAPE:g}.", "effort",
        partial(
            _mean, partial(_weibull, 3), _hours,
            _SCALE_HOURS * gamma(1.0 + 1.0 / _SHAPE) * 3.0 ** (-1.0 / _SHAPE),
        ),
    ),
    Check(
        "racing/weibull-team-time", CLOSED_FORM, f"n times that: cost ratio n^(1 - 1/k), {_CLOSED}",
        f"Mean hours of all 3 teams together, shape {_SHAPE:g}: a race costs more than one try.", "effort",
        partial(
            _mean, partial(_weibull, 3), _team_hours,
            _SCALE_HOURS * gamma(1.0 + 1.0 / _SHAPE) * 3.0 ** (1.0 - 1.0 / _SHAPE),
        ),
    ),
    Check(
        "racing/success", CLOSED_FORM, f"1 - f^n, {_CLOSED}",
        "Share of rounds of 3 attempts, each failing with 0.5, in which one works.", "chance of failure",
        partial(_success, 3, 0.5, 0.0, WORLDS),
    ),
    Check(
        "racing/common-cause", CLOSED_FORM, f"(1 - q) (1 - f'^n), {_CLOSED}",
        "The same for 4 attempts with half of the failures common to all: no number of them gets beyond"
        " 1 - q = 0.75.",
        "chance of failure", partial(_success, 4, 0.5, 0.5, 2 * WORLDS),
    ),
    Check(
        "racing/best-number", CLOSED_FORM,
        "n (n - 1) <= v theta <= n (n + 1) (form of F2 for the time of the first)",
        "Number of parallel exponential tries of least cost, delay at v = 9 / theta tries an hour; integer"
        " search from 1 to 7 through the engine.",
        "price of delay, by half", _best_number,
    ),
)  # fmt: skip
