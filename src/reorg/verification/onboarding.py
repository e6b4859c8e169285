"""Newcomers: the mean of their ramp where positions turn over, and each piece of work and help on its curve.

A piece of work takes as long as the ramp at its beginning says. A newcomer's stay therefore yields, hour for
hour, less than the integral of the ramp by half a piece's gain; the expected mean follows the stay piece by
piece, and the continuous closed form, 1 - (1 - p0) l tau / (1 + l tau), is told beside it.
"""

from __future__ import annotations

from math import exp

import numpy as np

from reorg.engine import KINDS, Outcome, plan_scenario
from reorg.engine.kernel.onboarding import HELP_NOTICED_HOURS
from reorg.engine.state.constants import HELP
from reorg.mechanisms.onboarding import mean_productivity
from reorg.model.events import Replace
from reorg.model.organization import Organization
from reorg.verification.results import CLOSED_FORM, LIMIT, PLANTED, Check, Comparison
from reorg.verification.simulation import log_rows, ratio_of_totals, simulate_worlds
from reorg.verification.small_organizations import (
    AREA,
    HOURS_PER_WEEK,
    crew,
    fixed,
    organization,
    package,
    release,
    structure,
    team,
    without_disturbances,
)
from reorg.verification.turnover import WEEKS_PER_YEAR, leaving

CHUNK_HOURS = 8.0
START, TAU = 0.3, 13.0
"""Productivity on day one; weeks."""
HAZARD = 1.0 / WEEKS_PER_YEAR
PEOPLE, WORLDS = 50, 40
"""As many as the power takes, with a margin: :data:`reorg.verification.results.POWER`."""
BURN_WEEKS, WEEKS = 78, 468
"""At the end of the burn-in the distance to the stationary mean, 0.14 at first, is down by
exp(-(l + 1 / tau) 78), to 8e-5; over the weeks that count it is 2e-6 on average, a thousandth of what is
allowed."""
LONGEST = 1500
"""Weeks of the longest stay that is followed; a longer one has a probability of 3e-13."""


def endless(people: int, weeks: int, *changes: Replace) -> Organization:
    """Return people of one team who are always busy with one package."""
    everybody = crew(people)
    seats = structure([team("all", everybody, owned=[("area", AREA)])])
    work = release([package("k", fixed(1e8), people_max=people)])
    return organization(everybody, [seats], weeks=weeks, releases=[work], changes=changes)


def _done_by_week(tau: float) -> list[float]:
    """Return nominal hours done in a stay to each week's end; a piece keeps the speed of its beginning."""
    done, hours, by_week = 0.0, 0.0, [0.0]
    speed = START
    while len(by_week) <= LONGEST:
        end = hours + CHUNK_HOURS / speed
        while len(by_week) <= LONGEST and len(by_week) * HOURS_PER_WEEK <= end:
            by_week.append(done + (len(by_week) * HOURS_PER_WEEK - hours) * speed)
        done, hours = done + CHUNK_HOURS, end
        speed = 1.0 - (1.0 - START) * exp(-hours / HOURS_PER_WEEK / tau)
    return by_week


def stationary_mean(per_week: float, tau: float) -> float:
    """Return mean work done in a stay over its mean hours; P(it ends with week k) = e^-h(k-1) (1 - e^-h)."""
    stays = exp(-per_week)
    done = sum(x * stays ** (k - 1) * (1.0 - stays) for k, x in enumerate(_done_by_week(tau)) if k > 0)
    return done * (1.0 - stays) / HOURS_PER_WEEK


def _ramp_mean(error: float) -> Comparison:
    vector = without_disturbances(
        {
            **leaving(HAZARD),
            "onboarding.start_productivity": START,
            "onboarding.tau_weeks": TAU * error,
            "onboarding.trainer_share": 0.0,
            "onboarding.hiring_weeks": 0.0,
            "knowledge.lost_in_handover": 0.0,
        }
    )

    def done_over_worked(outcome: Outcome) -> tuple[float, float]:
        worked = outcome.hours[BURN_WEEKS:, KINDS.index("direct")].sum()
        return float(outcome.throughput[BURN_WEEKS:].sum()), float(worked)

    found, deviation = ratio_of_totals(endless(PEOPLE, WEEKS), vector, WORLDS, done_over_worked)
    expected, planted = (stationary_mean(HAZARD, TAU * e) for e in (1.0, PLANTED))
    return Comparison(expected, found, WORLDS, deviation, planted - expected)


SHARE = 0.25
NEWCOMER = 1
"""The second of two people is replaced."""
CURVE_WEEKS = 60


def _replaced(**changes: float) -> Outcome:
    """Return a world in which one of two busy people is replaced, and the successor ramps up."""
    assumptions = {
        "onboarding.start_productivity": START,
        "onboarding.tau_weeks": TAU,
        "onboarding.trainer_share": SHARE,
        "turnover.contagion": 0.0,
        **{f"onboarding.{name}": value for name, value in changes.items()},
    }
    lab = endless(2, CURVE_WEEKS, Replace(2.3, f"p{NEWCOMER + 1}", 3.0, None))
    (outcome,) = simulate_worlds(plan_scenario(lab, "only"), without_disturbances(assumptions), 1, log=True)
    return outcome


def _newcomers_work(outcome: Outcome) -> tuple[np.ndarray, np.ndarray]:
    """Return weeks since the first day at which the newcomer began each piece of work, and its hours."""
    (joined,) = log_rows(outcome, "joined")["time"]
    begun = log_rows(outcome, "begin work")
    begun = begun[(begun["person"] == NEWCOMER) & (begun["time"] >= joined)]
    return (begun["time"] - joined) / HOURS_PER_WEEK, begun["value"]


def _ramp_curve(error: float) -> Comparison:
    weeks, hours = _newcomers_work(_replaced(tau_weeks=TAU * error))
    expected = CHUNK_HOURS / (1.0 - (1.0 - START) * np.exp(-weeks / TAU))
    return Comparison(0.0, float(np.abs(hours - expected).max()) if weeks.size > CURVE_WEEKS else np.nan, 1)


def _help(error: float) -> Comparison:
    outcome = _replaced(trainer_share=SHARE * error)
    weeks, hours = _newcomers_work(outcome)
    asked = hours * SHARE * np.exp(-(weeks + hours / HOURS_PER_WEEK) / TAU)
    expected = asked[asked >= HELP_NOTICED_HOURS]
    given = log_rows(outcome, "end item")
    given = given[(given["on"] == HELP) & (given["person"] != NEWCOMER)]["value"]
    if len(given) != len(expected):
        return Comparison(0.0, float("inf"), 1)
    return Comparison(0.0, float(np.abs(given - expected).max()), 1)


CHECKS = (
    Check(
        "onboarding/ramp", CLOSED_FORM,
        "renewal reward in weeks and pieces; continuous 1-(1-p0) l tau/(1 + l tau)",
        f"Work done over hours worked where positions turn over once a year and fill at once, p0 = {START},"
        f" tau = {TAU:.0f} weeks; in continuous time {mean_productivity(HAZARD, START, TAU):.5f}.",
        "time constant of the ramp", _ramp_mean,
    ),
    Check(
        "onboarding/ramp-curve", LIMIT, "p0 + (1 - p0)(1 - exp(-t / tau))",
        "Largest deviation in hours of any piece of work of a successor from outside.",
        "time constant of the ramp", _ramp_curve,
    ),
    Check(
        "onboarding/help", LIMIT, "hours x share x exp(-t / tau)",
        "Largest deviation in hours of any help given to a successor; below three minutes none is asked for.",
        "hours of help for an hour of work", _help,
    ),
)  # fmt: skip
