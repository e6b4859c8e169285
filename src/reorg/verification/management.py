"""What reports cost their lead: reports x hours a week until the lead's week is full, and no more then."""

from __future__ import annotations

import numpy as np

from reorg.engine import KINDS, plan_scenario
from reorg.model.organization import Organization
from reorg.verification.results import Check, Comparison
from reorg.verification.simulation import simulate_worlds
from reorg.verification.small_organizations import (
    HOURS_PER_WEEK,
    crew,
    organization,
    structure,
    team,
    without_disturbances,
)

HOURS = 1.25
"""Of one one-to-one; the reports, who have nothing else to do, spend the same."""
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
    expected = min(HOURS_PER_WEEK, reports * HOURS) + reports * HOURS
    return float(np.abs(outcome.hours[:, KINDS.index("management")] - expected).max())


def _below(error: float) -> Comparison:
    return Comparison(0.0, max(_largest_deviation(n, HOURS * error, 1.0) for n in BELOW), len(BELOW))


def _above(error: float) -> Comparison:
    return Comparison(0.0, max(_largest_deviation(n, HOURS, error) for n in ABOVE), len(ABOVE))


def _spans(spans: tuple[int, ...]) -> str:
    return (
        f"Largest deviation in hours a week, {HOURS} h a report and week, spans {', '.join(map(str, spans))};"
        " every meeting costs the lead and the report."
    )


CHECKS = (
    Check(
        "management/below", 1, "reports x hours a week", _spans(BELOW), "hours of a one-to-one", _below
    ),
    Check(
        "management/saturated", 1, "a week has 40 hours", _spans(ABOVE),
        "the lead's share of full time, as the engine books it", _above,
    ),
)  # fmt: skip
