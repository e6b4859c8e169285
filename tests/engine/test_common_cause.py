"""The share of common causes decides how failures go together, and nothing where nobody races."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine import labs_racing
from engine.labs import Values, central
from reorg.engine import LOG_CODES, Outcome, Simulator, plan_scenario
from reorg.mechanisms import ASSUMPTIONS
from reorg.model.organization import Organization

WORLDS = 40


def ran(lab: Organization, values: Values, worlds: int = WORLDS) -> list[Outcome]:
    simulator = Simulator(plan_scenario(lab, "it"))
    vector = np.array([values[p.id] for p in ASSUMPTIONS])
    return [simulator.run(vector, 7, world, log=True) for world in range(worlds)]


def test_without_a_race_the_share_of_common_causes_changes_nothing() -> None:
    lab = labs_racing.laboratory([labs_racing.ALONE])
    low, high = (ran(lab, central(racing__common_cause=share)) for share in (0.1, 0.8))
    failed = LOG_CODES.index("attempt failed")
    assert sum(int((outcome.log["code"] == failed).sum()) for outcome in low) > WORLDS
    for one, other in zip(low, high, strict=True):
        assert one.log.tolist() == other.log.tolist()


@pytest.mark.slow
@pytest.mark.parametrize("share", [0.1, 0.8])
def test_in_a_race_each_attempt_fails_as_often_and_the_more_together(share: float) -> None:
    """Of two attempts both fail with probability q + (1 - q) f'^2, each with f, whatever the share is."""
    f, worlds = 0.3, 1500
    lab = labs_racing.laboratory([labs_racing.FIRST])
    parts = tuple(replace(p, failure=f if p.id == "side" else 0.0) for p in lab.releases[0].packages)
    once = replace(lab.releases[0], packages=parts, rework=(), every_weeks=None)
    lab = replace(lab, releases=(once,), streams=(), horizon_weeks=30)
    both = 0
    for outcome in ran(lab, central(racing__common_cause=share, turnover__base_per_year=0.0), worlds):
        failed = outcome.log[outcome.log["code"] == LOG_CODES.index("attempt failed")]
        both += int((failed["value"] == 0.0).sum()) == 2
    q = share * f
    own = (f - q) / (1.0 - q)
    expected = q + (1.0 - q) * own * own
    deviation = (expected * (1.0 - expected) / worlds) ** 0.5
    assert both / worlds == pytest.approx(expected, abs=4.0 * deviation)
