"""Leads who have followed others: how effective they are while they learn."""

from __future__ import annotations

import numpy as np

from reorg.engine import plan_scenario
from reorg.mechanisms.succession import effectiveness
from reorg.model.events import Event, Leave
from reorg.verification.results import LIMIT, Check, Comparison
from reorg.verification.simulation import simulate_worlds
from reorg.verification.small_organizations import crew, organization, structure, team, without_disturbances

WEEKS, LEFT, FILLED_AFTER, START, TAU_WEEKS = 60, 2.5, 6.0, 0.6, 20.0


def _learning(way: str, error: float) -> Comparison:
    """Compare the only lead's effectiveness week by week, from before the exit to the end."""
    (lead,), people = crew(1, "lead"), crew(4)
    gone: list[Event] = [Leave(LEFT, lead.id)]
    seats = [structure([team("all", people, lead=lead)])]
    lab = organization((lead, *people), seats, weeks=WEEKS, changes=gone)
    assumptions = {
        "succession.inside": float(way == "inside"),
        f"succession.{way}_weeks": FILLED_AFTER,
        f"succession.{way}_start": START,
        f"succession.{way}_tau_weeks": TAU_WEEKS * error,
    }
    (outcome,) = simulate_worlds(plan_scenario(lab, "only"), without_disturbances(assumptions), 1)
    ends = np.arange(1, WEEKS + 1)
    since = ends - LEFT - FILLED_AFTER
    learned = [effectiveness(float(weeks), START, TAU_WEEKS) if weeks >= 0.0 else 0.0 for weeks in since]
    expected = np.where(ends < LEFT, 1.0, learned)
    return Comparison(0.0, float(np.abs(outcome.lead_effectiveness - expected).max()), 1)


def _inside(error: float) -> Comparison:
    return _learning("inside", error)


def _outside(error: float) -> Comparison:
    return _learning("outside", error)


CHECKS = tuple(
    Check(
        f"succession/{way}", LIMIT, "1 - (1 - start) exp(-t / tau)",
        f"Largest deviation of a lead's effectiveness in {WEEKS} weeks; a successor from {way}.",
        "time to learn", measure,
    )
    for way, measure in (("inside", _inside), ("outside", _outside))
)  # fmt: skip
