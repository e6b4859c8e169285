"""Calendars: the hours booked, and the wait for a slot of somebody with a booked share of the week."""

from __future__ import annotations

import numpy as np

from reorg.engine import KINDS, Outcome
from reorg.mechanisms.calendar import BLOCK_HOURS, mean_slot_wait
from reorg.model.organization import Organization
from reorg.verification.results import CLOSED_FORM, LIMIT, PLANTED, Check, Comparison
from reorg.verification.simulation import log_rows, ratio_of_totals, simulate_worlds
from reorg.verification.small_organizations import (
    HOURS_PER_WEEK,
    crew,
    organization,
    structure,
    team,
    without_disturbances,
)
from reorg.verification.span_limit import LEAD_DECIDES, desk

BOOKED_HOURS, BOOKED_WEEKS = 20.0, 30
"""Two blocks of two hours in eight: whole intervals fill every week."""

WORLDS, WEEKS, WARMUP_WEEKS = 24, 40, 4
OUTSIDE_HOURS, SLOT_HOURS, WALK_IN = 2.0, 152.0, 0.25
DECISION_HOURS, PER_HOUR = 0.02, 1.0
LONGEST_HOURS = 300.0
"""A question raised so long before the end is decided by then, but for a probability of 1e-16."""


def _lead_alone() -> Organization:
    """Return a lead of one person, with nothing to do."""
    (lead,), people = crew(1, "lead"), crew(1)
    only = structure([team("top", people, lead=lead)])
    return organization((lead, *people), [only], weeks=BOOKED_WEEKS)


def _booked(error: float) -> Comparison:
    vector = without_disturbances({"calendar.outside_lead": BOOKED_HOURS * error})
    (outcome,) = simulate_worlds(_lead_alone(), vector, 1)
    weekly = outcome.hours[:, KINDS.index("booked")]
    return Comparison(0.0, float(np.abs(weekly - BOOKED_HOURS).max()), 1)


def _waits(outcome: Outcome) -> tuple[float, float]:
    closed = log_rows(outcome, "question closed")
    raised = closed["time"] - closed["value"]
    counted = closed["value"][(raised > 0.0) & (raised < WEEKS * HOURS_PER_WEEK - LONGEST_HOURS)]
    return float(counted.sum()), float(len(counted))


def _expected(slot_hours: float) -> float:
    """Return the mean hours to a decision: slot, the rest of a block it may fall into, the decision."""
    outside = OUTSIDE_HOURS / HOURS_PER_WEEK
    block = outside * BLOCK_HOURS / 2.0
    return mean_slot_wait(slot_hours, outside, WALK_IN) + block + DECISION_HOURS


def _slot(error: float) -> Comparison:
    vector = without_disturbances(
        {
            **LEAD_DECIDES,
            "exceptions.decision_hours": DECISION_HOURS,
            "calendar.outside_lead": OUTSIDE_HOURS,
            "calendar.slot_hours": SLOT_HOURS * error,
            "calendar.walk_in": WALK_IN,
        }
    )
    found, deviation = ratio_of_totals(desk(PER_HOUR, WEEKS), vector, WORLDS, _waits, log=True)
    shift = _expected(SLOT_HOURS * PLANTED) - _expected(SLOT_HOURS)
    return Comparison(_expected(SLOT_HOURS), found, WORLDS, deviation, shift)


CHECKS = (
    Check(
        "calendar/booked", LIMIT, "one block of two hours in each 2 / outside hours",
        f"Largest deviation of a week's booked hours of an idle lead from {BOOKED_HOURS:.0f}.",
        "hours booked outside the model", _booked,
    ),
    Check(
        "calendar/slot", CLOSED_FORM,
        "(1 - walk_in) slot_hours b / (1 - b), and the rest of a block at random times",
        f"Mean hours from a question to its decision by an idle lead with {OUTSIDE_HOURS:.0f} h booked.",
        "wait for a slot at a half-booked week", _slot,
    ),
)  # fmt: skip
