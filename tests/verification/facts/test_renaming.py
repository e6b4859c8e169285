"""The same structure again moves nobody's questions."""

from __future__ import annotations

import numpy as np
import pytest

import reorg
from reorg.engine import LOG_CODES, Outcome, Simulator, plan_scenario
from reorg.mechanisms import ASSUMPTIONS
from reorg.study.sampling.assumptions import fixed_assumptions
from reorg.verification.facts import renaming
from reorg.verification.simulation import SEED

WEEKS_SEEN = 10
"""Long enough for a question that is moved in the week of the change to show."""


def outcome(what: str, world: int) -> Outcome:
    """Return a world of the organization with the release."""
    model = reorg.load({**renaming._build(what, renaming.PROJECT, 0.0), "horizon_weeks": WEEKS_SEEN})
    values = fixed_assumptions(ASSUMPTIONS, model.assumptions, 1)[0]
    return Simulator(plan_scenario(model, "only")).run(values, SEED, world, log=True)


@pytest.mark.parametrize("world", [6, 31, 32])
def test_a_question_stays_where_it_waits(world: int) -> None:
    """In these worlds a colleague has been asked who is no longer the closest of those at work."""
    before, after = outcome(renaming.BASE, world), outcome(renaming.AGAIN, world)
    changes = LOG_CODES.index("reorganized")
    kept = after.log[after.log["code"] != changes]
    waits = LOG_CODES.index("idle")
    assert np.array_equal(before.log[before.log["code"] != waits], kept[kept["code"] != waits])
    assert np.array_equal(before.hours, after.hours)
