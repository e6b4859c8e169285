"""Ambiguity after a change of lines: it fades, and each further change within a year makes it greater."""

from __future__ import annotations

from itertools import pairwise
from math import exp

import numpy as np

from reorg.engine import plan_scenario
from reorg.model.events import Event, Reorganize
from reorg.verification.results import LIMIT, Check, Comparison
from reorg.verification.simulation import simulate_worlds
from reorg.verification.small_organizations import crew, organization, structure, team, without_disturbances

WEEKS, CHANGES = 40, (2.5, 6.5, 20.5)
AMBIGUITY_WEEKS, FATIGUE = 9.0, 0.4


def expected_ambiguity(ends: int) -> float:
    """Return the chance at the end of a week that a request is misdirected, after the changes before it."""
    past = [week for week in CHANGES if week < ends]
    if not past:
        return 0.0
    earlier = 0.0
    for one, two in pairwise(past):
        earlier = (earlier + 1.0) * exp(-(two - one) / 52.0)
    return min(1.0, (1.0 + FATIGUE * earlier) * exp(-(ends - past[-1]) / AMBIGUITY_WEEKS))


def _ambiguity(error: float) -> Comparison:
    """Two leads take turns: whoever they lead has another lead after every change."""
    (one, two), people = crew(2, "lead"), crew(2)
    forms = [
        structure([team("all", (*people, other), lead=lead, meets=False)], name)
        for name, lead, other in (("one", one, two), ("two", two, one))
    ]
    changes: list[Event] = [Reorganize(week, ("two", "one")[k % 2]) for k, week in enumerate(CHANGES)]
    lab = organization((one, two, *people), forms, weeks=WEEKS, changes=changes)
    assumptions = {
        "reorganization.ambiguity_weeks": AMBIGUITY_WEEKS,
        "reorganization.fatigue": FATIGUE * error,
    }
    (outcome,) = simulate_worlds(plan_scenario(lab, "only"), without_disturbances(assumptions), 1)
    expected = np.array([expected_ambiguity(week) for week in range(1, WEEKS + 1)])
    return Comparison(0.0, float(np.abs(outcome.ambiguity - expected).max()), 1)


CHECKS = (
    Check(
        "reorganization/ambiguity", LIMIT, "min(1, (1 + f n) exp(-t / tau))",
        f"Largest deviation of the chance of misdirection, {WEEKS} weeks, {len(CHANGES)} changes of lead.",
        "fatigue", _ambiguity,
    ),
)  # fmt: skip
