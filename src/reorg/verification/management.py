"""Cost of reports for their lead, until the lead's week is full; effects of lacking attention on reports."""

from __future__ import annotations

from dataclasses import replace
from math import exp

import numpy as np

from reorg.engine import KINDS, Simulator, plan_scenario
from reorg.mechanisms.management import served_share
from reorg.model.organization import Organization
from reorg.verification.results import CLOSED_FORM, LIMIT, Check, Comparison
from reorg.verification.simulation import SEED, simulate_worlds
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

HOURS = 1.25
"""Of one one-to-one; the reports, who have nothing else to do, spend the same if it is held."""
BELOW = (1, 5, 12, 30)
ABOVE = (33, 40, 80)
WEEKS = 20


def _span(reports: int) -> Organization:
    (lead,), people = crew(1, "lead"), crew(reports)
    everybody = structure([team("all", people, lead=lead, meets=True)])
    return organization((lead, *people), [everybody], weeks=WEEKS, warmup=8)


def _largest_deviation(reports: int, hours: float, share: float) -> float:
    """Return by how much any week's hours differ from those of the lead and of the reports."""
    prepared = plan_scenario(_span(reports), "only")
    prepared.arrays["people"]["share"][0] *= share
    (outcome,) = simulate_worlds(prepared, without_disturbances({"management.one_to_one_hours": hours}), 1)
    expected = 2.0 * min(HOURS_PER_WEEK, reports * HOURS)
    return float(np.abs(outcome.hours[:, KINDS.index("management")] - expected).max())


def _below(error: float) -> Comparison:
    return Comparison(0.0, max(_largest_deviation(n, HOURS * error, 1.0) for n in BELOW), len(BELOW))


def _above(error: float) -> Comparison:
    return Comparison(0.0, max(_largest_deviation(n, HOURS, error) for n in ABOVE), len(ABOVE))


MANY, NEED_HOURS, ATTENTION_WEEKS, SETTLING_WEEKS = 50, 1.6, 160, 40
WHOLE_ITEMS = 1e-3
"""Items are given whole: from week to week it is one more or less."""


def _attention(error: float) -> Comparison:
    """Let a lead have nothing else to do: what is due lapses in the same share for all."""
    needs = {"management.one_to_one_hours": 1.0, "management.steering_hours": (NEED_HOURS - 1.0) * error}
    lab = replace(_span(MANY), horizon_weeks=ATTENTION_WEEKS)
    (outcome,) = simulate_worlds(lab, without_disturbances(needs), 1)
    found = float(outcome.attention_served[SETTLING_WEEKS:, 0].mean())
    return Comparison(served_share(MANY, NEED_HOURS, HOURS_PER_WEEK), found, 1, allowed=WHOLE_ITEMS)


LACKING_WEEKS, PIECE_HOURS = 30, 400.0


def _lacking(changes: dict[str, float]) -> tuple[float, float]:
    """Return the week that work ends, and the cumulated hazard of a report who never has a lead."""
    (lead,), people = crew(1, "lead"), crew(1)
    nobody = replace(lead, vacant=True, starts_week=LACKING_WEEKS + 1.0)
    seats = [structure([team("all", people, lead=lead, owned=[("area", AREA)], meets=True)])]
    work = [release([package("piece", fixed(PIECE_HOURS))], first_week=1.0)]
    lab = organization((nobody, *people), seats, weeks=LACKING_WEEKS, warmup=2, releases=work)
    simulator = Simulator(plan_scenario(lab, "only"))
    needs = {**STEADY, "management.steering_hours": 1.0, **changes}
    outcome = simulator.run(without_disturbances(needs), SEED, 0)
    return float(outcome.finish_weeks[0]), float(simulator.state.people["cumulated"][1])


OUTPUT_LOST, LEAVING_RISE, HAZARD = 0.2, 0.5, 1e-3


def _slowed(error: float) -> Comparison:
    week, _ = _lacking({"management.unserved_output": OUTPUT_LOST * error})
    expected = 1.0 + PIECE_HOURS / HOURS_PER_WEEK / (1.0 - OUTPUT_LOST)
    return Comparison(expected, week, 1)


def _leaving(error: float) -> Comparison:
    changes = {
        "turnover.base_per_year": 52.0 * HAZARD,
        "management.unserved_leaving": LEAVING_RISE * error,
    }
    _, cumulated = _lacking(changes)
    return Comparison(HAZARD * exp(LEAVING_RISE) * LACKING_WEEKS, cumulated, 1)


def _spans(spans: tuple[int, ...]) -> str:
    return (
        f"Largest deviation in hours a week, {HOURS} h a report and week, spans {', '.join(map(str, spans))};"
        " every meeting held costs the lead and the report."
    )


CHECKS = (
    Check(
        "management/below", LIMIT, "reports x hours a week", _spans(BELOW), "hours of a one-to-one", _below
    ),
    Check(
        "management/saturated", LIMIT, "a week has 40 hours", _spans(ABOVE),
        "the lead's share of full time, as the engine books it", _above,
    ),
    Check(
        "management/attention", CLOSED_FORM, "capacity / (reports x need)",
        f"Share of due attention that {MANY} reports get of {NEED_HOURS} h a week each, whose lead has"
        " nothing else to do.",
        "steering", _attention,
    ),
    Check(
        "management/slowed", LIMIT, "work / (1 - loss)",
        "Week in which work ends of one whose lead's position is vacant.",
        "loss of speed without attention", _slowed,
    ),
    Check(
        "management/leaving", LIMIT, "h exp(l) n",
        "Cumulated hazard of leaving of one whose lead's position is vacant.",
        "effect of attention on leaving", _leaving,
    ),
)  # fmt: skip
