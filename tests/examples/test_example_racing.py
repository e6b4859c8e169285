"""The example of a race: what the verdict says is what the theory of the first of n says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import reorg
from reorg.engine import Simulator, plan_scenario
from reorg.mechanisms import ASSUMPTIONS
from reorg.study.sampling.assumptions import fixed_assumptions

MODEL = Path(__file__).parents[2] / "examples" / "racing.yaml"
TEAMS = {"alone": 1, "two": 2, "four": 4}
WORLDS = 256
MEAN_WEEKS = 8.0


@pytest.fixture(scope="module")
def verdict() -> dict[str, Any]:
    found: dict[str, Any] = reorg.compare(reorg.load(MODEL), worlds=WORLDS, seed=3).verdict
    return found


@pytest.mark.parametrize("scenario", TEAMS)
def test_the_first_of_n_takes_an_nth_of_the_time(verdict: dict[str, Any], scenario: str) -> None:
    metrics, n = verdict["scenarios"][scenario]["metrics"], TEAMS[scenario]
    error = 4.0 * MEAN_WEEKS / n / WORLDS**0.5
    assert metrics["release_weeks"]["mean"] == pytest.approx(MEAN_WEEKS / n, abs=error)
    # All teams together work as long as one alone would: those that lose have n - 1 of n parts.
    assert metrics["hours_direct"]["mean"] == pytest.approx(40.0 * MEAN_WEEKS, abs=40.0 * n * error)
    expected = 40.0 * MEAN_WEEKS * (n - 1) / n
    assert metrics["duplicate_hours"]["mean"] == pytest.approx(expected, abs=40.0 * n * error)
    assert metrics["attempts"]["mean"] == n


def test_a_race_of_more_is_never_slower_in_the_same_world() -> None:
    """A race of four contains the race of two, and that the one attempt: they meet the same luck."""
    model = reorg.load(MODEL)
    simulators = [Simulator(plan_scenario(model, scenario)) for scenario in TEAMS]
    vector = fixed_assumptions(ASSUMPTIONS, model.assumptions, 1)[0]
    for world in range(100):
        alone, two, four = (float(s.run(vector, 3, world).finish_weeks[0]) for s in simulators)
        assert four <= two <= alone
