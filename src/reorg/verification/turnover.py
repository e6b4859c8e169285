"""Leaving: survival, vacancies, exits that cause exits, experts who both go, overload, a scope that is cut.

Hazards work at the ends of weeks: with h a week, a person who has come through n of them is still there
with probability exp(-h n), exactly; and a stay that begins within a week has one less whole week than the
number K of its week's ends, P(K > k) = exp(-h k).
"""

from __future__ import annotations

from dataclasses import replace
from math import ceil, exp, factorial, log

import numpy as np

from reorg.engine import Outcome, Simulator, plan_scenario
from reorg.model.events import Budget, Leave, Reorganize
from reorg.model.organization import Organization
from reorg.model.people import Person
from reorg.verification.results import CLOSED_FORM, LIMIT, PLANTED, Check, Comparison
from reorg.verification.simulation import SEED, mean_over_worlds, ratio_of_totals
from reorg.verification.small_organizations import (
    AREA,
    HOURS_PER_WEEK,
    STEADY,
    crew,
    fixed,
    organization,
    package,
    release,
    structure,
    team,
    without_disturbances,
)

WEEKS_PER_YEAR = 52.0
FROZEN = Budget(0.0, False, None)
"""From the first hour on nobody is hired."""


def leaving(per_week: float, **changes: float) -> dict[str, float]:
    """Return assumptions with a constant hazard; ``changes`` are further ones of turnover."""
    further = {f"turnover.{name}": value for name, value in changes.items()}
    return {**STEADY, "turnover.base_per_year": WEEKS_PER_YEAR * per_week, **further}


SURVIVAL_PEOPLE, SURVIVAL_WEEKS, SURVIVAL_WORLDS = 100, 40, 220
SURVIVAL_HAZARD = 0.04


def _survival(error: float) -> Comparison:
    people = crew(SURVIVAL_PEOPLE)
    everybody = [structure([team("all", people)])]
    lab = organization(people, everybody, weeks=SURVIVAL_WEEKS, changes=[FROZEN])

    def present(outcome: Outcome) -> float:
        """Return the share present at the last week's end, before anybody leaves at it."""
        return float(outcome.headcount[-1] / SURVIVAL_PEOPLE)

    found, deviation = mean_over_worlds(
        lab, without_disturbances(leaving(SURVIVAL_HAZARD * error)), SURVIVAL_WORLDS, present
    )
    expected, planted = (exp(-SURVIVAL_HAZARD * e * (SURVIVAL_WEEKS - 1)) for e in (1.0, PLANTED))
    return Comparison(expected, found, SURVIVAL_WORLDS, deviation, planted - expected)


VACANCY_PEOPLE, VACANCY_WORLDS = 50, 80
VACANCY_BURN_WEEKS, VACANCY_WEEKS = 130, 390
VACANCY_HAZARD, HIRING_WEEKS = 1.0 / WEEKS_PER_YEAR, 12.25


def vacant_share(per_week: float, hiring_weeks: float) -> float:
    """Return the stationary share of time that a position is vacant.

    Renewal reward: a stay lasts ceil(v) - v + K - 1 weeks, for it begins so long before a week's end.
    """
    return hiring_weeks / (ceil(hiring_weeks) - 1.0 + 1.0 / (1.0 - exp(-per_week)))


def _vacancy(error: float) -> Comparison:
    people = crew(VACANCY_PEOPLE)
    lab = organization(people, [structure([team("all", people)])], weeks=VACANCY_WEEKS)
    vector = without_disturbances(
        {**leaving(VACANCY_HAZARD), "onboarding.hiring_weeks": HIRING_WEEKS * error}
    )
    possible = VACANCY_PEOPLE * HOURS_PER_WEEK * (VACANCY_WEEKS - VACANCY_BURN_WEEKS)

    def vacant(outcome: Outcome) -> float:
        return float(1.0 - outcome.hours[VACANCY_BURN_WEEKS:].sum() / possible)

    found, deviation = mean_over_worlds(lab, vector, VACANCY_WORLDS, vacant)
    expected, planted = (vacant_share(VACANCY_HAZARD, HIRING_WEEKS * e) for e in (1.0, PLANTED))
    return Comparison(expected, found, VACANCY_WORLDS, deviation, planted - expected)


NEARLY_NOBODY = 1e-12
"""A hazard a week at which nobody leaves unasked; at 0 leaving would be switched off, contagion included."""

CONTAGION, CIRCLE, CIRCLES, CONTAGION_WEEKS, CONTAGION_WORLDS = 0.3, 15, 20, 52, 1500
"""Each exit's hazard is spread over 13 weeks: summed week by week, 3e-4 exits are to come after week 52."""


def cascade_size(beta: float, people: int) -> float:
    """Return the mean number of exits after one among ``people`` who are all equally tied.

    What one exit adds is shared by all who are left, and so is what a leaver had not yet felt: the hazard
    felt up to each exit is exponential (normalized spacings), so that the exits are those of a branching
    process with a Poisson number of mean ``beta`` from each: Borel's distribution, ended by ``people``. For
    many people 1 / (1 - beta).
    """
    shares = [exp(-beta * k) * (beta * k) ** (k - 1) / factorial(k) for k in range(1, people)]
    return sum(k * share for k, share in enumerate(shares, 1)) + people * (1.0 - sum(shares))


def _contagion(error: float) -> Comparison:
    circles = [crew(CIRCLE, f"circle{i}-") for i in range(CIRCLES)]
    seats = [structure([team(f"t{i}", circle) for i, circle in enumerate(circles)])]
    exits = [Leave(0.5, circle[i % CIRCLE].id) for i, circle in enumerate(circles)]
    people = [person for circle in circles for person in circle]
    lab = organization(people, seats, weeks=CONTAGION_WEEKS, changes=[FROZEN, *exits])
    vector = without_disturbances(leaving(NEARLY_NOBODY, contagion=CONTAGION * error))

    def size(outcome: Outcome) -> float:
        return outcome.departures / CIRCLES

    found, deviation = mean_over_worlds(lab, vector, CONTAGION_WORLDS, size)
    expected, planted = (cascade_size(CONTAGION * e, CIRCLE) for e in (1.0, PLANTED))
    return Comparison(expected, found, CONTAGION_WORLDS, deviation, planted - expected)


BASE_PEOPLE, BASE_TEAM, BASE_WEEKS, BASE_WORLDS, BASE_CONTAGION = 200, 20, 104, 500, 0.4
BASE_HAZARD = 0.26 / WEEKS_PER_YEAR


def _base(error: float) -> Comparison:
    """Compare exits with the base, which holds whatever the contagion."""
    crews = [crew(BASE_TEAM, f"crew{i}-") for i in range(BASE_PEOPLE // BASE_TEAM)]
    seats = [structure([team(f"t{i}", people) for i, people in enumerate(crews)])]
    lab = organization([p for people in crews for p in people], seats, weeks=BASE_WEEKS)
    changes = {**leaving(BASE_HAZARD * error, contagion=BASE_CONTAGION), "onboarding.hiring_weeks": 9.0}

    def exits(outcome: Outcome) -> tuple[float, float]:
        return float(outcome.departures), float(outcome.headcount.sum())

    found, deviation = ratio_of_totals(lab, without_disturbances(changes), BASE_WORLDS, exits)
    expected, planted = (1.0 - exp(-BASE_HAZARD * e) for e in (1.0, PLANTED))
    return Comparison(expected, found, BASE_WORLDS, deviation, planted - expected)


OVERLOAD_WEEKS, BACKLOG_WEEKS, OVERLOAD_CEILING, OVERLOAD_HALF = 20, 30.0, 2.5, 3.0
BACKLOG_BEGINS = 0.05


def _overload(error: float) -> Comparison:
    """One person works off a backlog that is overdue: at the end of week k so many weeks less are left."""
    people = crew(1)
    late = replace(
        release([package("late", fixed(BACKLOG_WEEKS * HOURS_PER_WEEK))], first_week=BACKLOG_BEGINS),
        due_week=BACKLOG_BEGINS,
    )
    seats = [structure([team("all", people, owned=[("area", AREA)])])]
    lab = organization(people, seats, weeks=OVERLOAD_WEEKS, releases=[late])
    simulator = Simulator(plan_scenario(lab, "only"))
    changes = leaving(SCOPE_HAZARD, overload_ceiling=OVERLOAD_CEILING, overload_half=OVERLOAD_HALF * error)
    simulator.run(without_disturbances(changes), SEED, 0)
    felt, expected = 0.0, 0.0
    for week in range(1, OVERLOAD_WEEKS + 1):
        felt += (BACKLOG_WEEKS - week - felt) / 4.0
        expected += SCOPE_HAZARD * OVERLOAD_CEILING ** (felt / (felt + OVERLOAD_HALF))
    return Comparison(0.0, abs(float(simulator.state.people["cumulated"][0]) - expected), 1)


CEILING_YEAR = 0.6


def _ceiling(error: float) -> Comparison:
    """However much weighs on anybody, the greatest rate is not passed."""
    people = crew(1)
    simulator = Simulator(
        plan_scenario(organization(people, [structure([team("all", people)])], weeks=10), "only")
    )
    simulator.run(without_disturbances(leaving(5.0, rate_ceiling=CEILING_YEAR * error)), SEED, 0)
    found = float(simulator.state.people["cumulated"][0])
    return Comparison(0.0, abs(found - 10 * CEILING_YEAR / WEEKS_PER_YEAR), 1)


AREAS, HOLDERS, REDUNDANCY_WEEKS, REDUNDANCY_WORLDS = 10, 2, 10, 1300
REDUNDANCY_HAZARD = 0.12


def _redundancy(error: float) -> Comparison:
    people = [
        Person(f"p{area}-{k}", "p", "p", "mid", {f"area{area}": "medium"}, 1.0, 0.0, 3.0)
        for area in range(AREAS)
        for k in range(HOLDERS)
    ]
    seats = [structure([team("all", people)])]
    lab = organization(people, seats, weeks=REDUNDANCY_WEEKS, changes=[FROZEN])
    simulator = Simulator(plan_scenario(lab, "only"))
    vector = without_disturbances(
        {**leaving(REDUNDANCY_HAZARD * error), "knowledge.start": 1.0, "knowledge.decay_per_year": 0.0}
    )
    gone = []
    for world in range(REDUNDANCY_WORLDS):
        simulator.run(vector, SEED, world)
        gone.append(np.mean(simulator.state.areas["experts"][1:] == 0))
    deviation = float(np.std(gone, ddof=1) / REDUNDANCY_WORLDS**0.5)
    expected, planted = (
        (1.0 - exp(-REDUNDANCY_HAZARD * e * REDUNDANCY_WEEKS)) ** HOLDERS for e in (1.0, PLANTED)
    )
    return Comparison(expected, float(np.mean(gone)), REDUNDANCY_WORLDS, deviation, planted - expected)


LED, KEPT, CUT_WEEK, SCOPE_WEEKS = 11, 3, 10.5, 60
SCOPE_HAZARD, SCOPE_EFFECT, SCOPE_MEMORY = 1e-3, 0.8, 26.0


def _hierarchy() -> Organization:
    """Return a lead of a team who loses most of it to a second one, and the lead of that one."""
    leads, people = crew(2, "lead"), crew(LED)
    before = [team("one", people, lead=leads[0]), team("two", lead=leads[1])]
    after = [team("one", people[:KEPT], lead=leads[0]), team("two", people[KEPT:], lead=leads[1])]
    structures = [structure(before, "before"), structure(after, "after")]
    changes = [Reorganize(CUT_WEEK, "after")]
    return organization((*leads, *people), structures, weeks=SCOPE_WEEKS, changes=changes)


def _scope(error: float) -> Comparison:
    """Check the loss of scope; a lead counts as well, so scope is one more than the people led."""
    simulator = Simulator(plan_scenario(_hierarchy(), "only"))
    vector = without_disturbances(
        leaving(SCOPE_HAZARD, scope_loss=SCOPE_EFFECT * error, scope_memory_weeks=SCOPE_MEMORY)
    )
    outcome = simulator.run(vector, SEED, 0)
    ends = np.arange(1, SCOPE_WEEKS + 1)
    since = np.where(ends > CUT_WEEK, ends - CUT_WEEK, np.inf)
    lost = log((1.0 + LED) / (1.0 + KEPT))
    expected = np.full(2 + LED, SCOPE_HAZARD * SCOPE_WEEKS)
    expected[0] = (SCOPE_HAZARD * np.exp(SCOPE_EFFECT * lost * np.exp(-since / SCOPE_MEMORY))).sum()
    found = simulator.state.people["cumulated"]
    return Comparison(0.0, float(np.abs(found - expected).max()) if outcome.departures == 0 else np.nan, 1)


TENURES = (0.0, 1.0, 3.0, 10.0)
TENURE_EFFECT = -0.3


def _tenure(error: float) -> Comparison:
    people = [replace(p, tenure_years=years) for p, years in zip(crew(4), TENURES, strict=True)]
    lab = organization(people, [structure([team("all", people)])], weeks=SCOPE_WEEKS)
    simulator = Simulator(plan_scenario(lab, "only"))
    vector = without_disturbances(leaving(SCOPE_HAZARD, tenure=TENURE_EFFECT * error))
    outcome = simulator.run(vector, SEED, 0)
    years = np.array(TENURES)[:, None] + np.arange(1, SCOPE_WEEKS + 1) / WEEKS_PER_YEAR
    expected = (SCOPE_HAZARD * ((1.0 + years) / 4.0) ** TENURE_EFFECT).sum(axis=1)
    found = simulator.state.people["cumulated"]
    return Comparison(0.0, float(np.abs(found - expected).max()) if outcome.departures == 0 else np.nan, 1)


_HAZARD = "hazard of leaving"

CHECKS = (
    Check(
        "turnover/survival", CLOSED_FORM, "exponential survival, exp(-h n)",
        f"Share present at the end of week {SURVIVAL_WEEKS}, hazard {SURVIVAL_HAZARD} a week, nobody hired.",
        _HAZARD, _survival,
    ),
    Check(
        "turnover/vacancy", CLOSED_FORM, "renewal reward in weeks; continuous l v / (1 + l v)",
        f"Share of time that positions are vacant, hiring {HIRING_WEEKS} weeks, hazard 1 a year; in"
        f" continuous time {VACANCY_HAZARD * HIRING_WEEKS / (1 + VACANCY_HAZARD * HIRING_WEEKS):.5f}.",
        "weeks to hire", _vacancy,
    ),
    Check(
        "turnover/contagion", CLOSED_FORM, "mean total progeny (Borel), finite; 1 / (1 - beta) for many",
        f"Exits after one among {CIRCLE} tied people, contagion {CONTAGION}, nobody hired; among many"
        f" {1.0 / (1.0 - CONTAGION):.4f}.",
        "contagion", _contagion,
    ),
    Check(
        "turnover/base", CLOSED_FORM, "1 - exp(-base), contagion included",
        f"Exits per person and week in {BASE_WEEKS} weeks at contagion {BASE_CONTAGION}: the base, from the"
        " first week on.",
        _HAZARD, _base,
    ),
    Check(
        "turnover/overload", LIMIT, "sum of h ceiling^(o / (o + half))",
        f"Deviation of the cumulated hazard of one who works off {BACKLOG_WEEKS:.0f} overdue weeks for"
        f" {OVERLOAD_WEEKS}.",
        "backlog at half of the effect", _overload,
    ),
    Check(
        "turnover/ceiling", LIMIT, "ceiling x time",
        "Deviation of the cumulated hazard of one who would leave five times a week.",
        "greatest rate of leaving", _ceiling,
    ),
    Check(
        "turnover/redundancy", CLOSED_FORM, "(1 - exp(-l T))^k",
        f"Share of areas that both of their two experts have left within {REDUNDANCY_WEEKS} weeks, nobody"
        " hired.",
        _HAZARD, _redundancy,
    ),
    Check(
        "turnover/scope", LIMIT, "sum of h exp(b log(before / after) exp(-t / memory))",
        f"Largest deviation of anybody's cumulated hazard after {SCOPE_WEEKS} weeks; a lead's scope, oneself"
        f" counted, falls from {1 + LED} to {1 + KEPT}.",
        "effect of a loss of scope", _scope,
    ),
    Check(
        "turnover/tenure", LIMIT, "sum of h ((1 + years) / 4)^b",
        f"Largest deviation of the cumulated hazard after {SCOPE_WEEKS} weeks, tenures of 0 to 10 years.",
        "effect of tenure", _tenure,
    ),
)  # fmt: skip
