"""Wrong decisions: the work they send back, when they are found, and conflicts of defaults."""

from __future__ import annotations

import math

import numpy as np

from reorg.engine import Outcome
from reorg.mechanisms.wrong_decisions import executed_over_planned
from reorg.model.organization import Organization
from reorg.model.work import Coupling
from reorg.verification.escalation import all_to, line
from reorg.verification.results import CLOSED_FORM, PLANTED, Check, Comparison
from reorg.verification.rework_branching import executed_ratio, project
from reorg.verification.simulation import log_rows, mean_over_worlds, ratio_of_totals
from reorg.verification.small_organizations import (
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

PROBABILITY, WRONG, WRONG_HOURS = 0.25, 0.5, 16.0
WORLDS = 96
FOUND_WEEKS, LINE_WEEKS = 3.0, 30
STRENGTH, CONFLICT = 0.5, 0.4
PAIR_WEEKS, PAIR_PEOPLE = 60, 12


def _sent_back(error: float) -> Comparison:
    changed = {
        "exceptions.probability": PROBABILITY,
        "exceptions.rework_lowers": 0.0,
        "exceptions.wrong_decided": WRONG,
        "exceptions.wrong_hours": WRONG_HOURS * error,
        "exceptions.found_weeks": 1.0,
    }
    vector = without_disturbances({**all_to("self"), "exceptions.decision_hours": 0.05, **changed})
    found, deviation = mean_over_worlds(project(), vector, WORLDS, executed_ratio)
    expected, planted = (executed_over_planned(PROBABILITY, WRONG, WRONG_HOURS * e) for e in (1.0, PLANTED))
    return Comparison(expected, found, WORLDS, deviation, planted - expected)


def _found_over_expected(outcome: Outcome) -> tuple[float, float]:
    """Return how many wrong decisions were found, and how many should be by the times of the decisions."""
    end = LINE_WEEKS * HOURS_PER_WEEK
    left = end - log_rows(outcome, "decision taken")["time"]
    expected = (1.0 - np.exp(-left / (FOUND_WEEKS * HOURS_PER_WEEK))).sum()
    return float(len(log_rows(outcome, "wrong decision found"))), float(expected)


def _share_found(weeks: float) -> float:
    """Return the share found by the horizon of wrong decisions at even times."""
    return 1.0 - weeks / LINE_WEEKS * (1.0 - math.exp(-LINE_WEEKS / weeks))


def _found(error: float) -> Comparison:
    changed = {"exceptions.probability": 0.4, "exceptions.wrong_decided": 1.0}
    changed |= {"exceptions.found_weeks": FOUND_WEEKS * error, "exceptions.decision_hours": 0.05}
    vector = without_disturbances({**all_to("self"), **changed})
    found, deviation = ratio_of_totals(line(40), vector, 64, _found_over_expected, log=True)
    shift = _share_found(FOUND_WEEKS * PLANTED) / _share_found(FOUND_WEEKS) - 1.0
    return Comparison(1.0, found, 64, deviation, float(shift))


def pair() -> Organization:
    """Return two teams with a long package each, coupled, under a lead who is never asked in time."""
    (lead,), people = crew(1, "lead"), crew(PAIR_PEOPLE)
    half = PAIR_PEOPLE // 2
    teams = [
        team("top", lead=lead),
        team("one", people[:half], parent="top", owned=[("package", "r/a")]),
        team("two", people[half:], parent="top", owned=[("package", "r/b")]),
    ]
    work = [package(name, fixed(1e6), people_max=half) for name in ("a", "b")]
    coupled = release(work, [Coupling("a", "b", STRENGTH)])
    return organization((lead, *people), [structure(teams)], weeks=PAIR_WEEKS, releases=[coupled])


NOBODY_ANSWERS = {
    "calendar.outside_lead": 20.0,
    "calendar.slot_hours": 1e9,
    "calendar.walk_in": 0.0,
    "exceptions.patience_hours": 1.0,
}
"""The lead has time for nobody within the patience of an hour."""


def _conflicts_over_defaults(outcome: Outcome) -> tuple[float, float]:
    taken, closed = log_rows(outcome, "decision taken"), log_rows(outcome, "question closed")
    defaults = taken["person"] != closed["on"]
    return float(len(log_rows(outcome, "conflict"))), 2.0 * float(defaults.sum())


def _conflict(error: float) -> Comparison:
    changed = {
        "exceptions.probability": 0.4,
        "exceptions.decision_hours": 0.05,
        "exceptions.found_weeks": 1e-6,
    }
    changed |= {"exceptions.conflict": CONFLICT * error, "exceptions.conflict_hours": 0.5}
    vector = without_disturbances({**all_to("lead"), **changed, **NOBODY_ANSWERS})
    found, deviation = ratio_of_totals(pair(), vector, 128, _conflicts_over_defaults, log=True)
    expected = CONFLICT * STRENGTH
    return Comparison(expected, found, 128, deviation, expected * (PLANTED - 1.0))


CHECKS = (
    Check(
        "wrong-decisions/sent-back", CLOSED_FORM, "branching: 1 / (1 - p w wrong_hours / 8)",
        "Executed over planned work where half of the decisions are wrong and ask for nothing themselves.",
        "hours done again when a wrong decision is found", _sent_back,
    ),
    Check(
        "wrong-decisions/found", CLOSED_FORM, "exponential times, by the times of the decisions",
        "Wrong decisions found by the horizon over those that should be.",
        "mean time until a wrong decision is found", _found,
    ),
    Check(
        "wrong-decisions/conflicts", CLOSED_FORM, "conflict x strength",
        "Conflicts a side and default decision of two coupled packages.", "chance of a conflict", _conflict,
    ),
)  # fmt: skip
