"""The example of discovery: divisions that are reintegrated find better designs than either pure form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import reorg

MODEL = Path(__file__).parents[2] / "examples" / "discovery.yaml"
# Enough for the smaller of the differences, 0.02, to be seen with a probability of more than 0.99.
WORLDS = 1024
# What is equal in all worlds is seen in a few.
WORLDS_FEW = 16


def verdict_of(worlds: int) -> dict[str, Any]:
    found: dict[str, Any] = reorg.compare(reorg.load(MODEL), worlds=worlds, seed=1).verdict
    return found


@pytest.fixture(scope="module")
def verdict() -> dict[str, Any]:
    return verdict_of(WORLDS_FEW)


def difference(verdict: dict[str, Any], scenario: str) -> dict[str, Any]:
    return next(
        entry
        for entry in verdict["differences"]
        if entry["scenario"] == scenario and entry["metric"] == "capability"
    )


@pytest.mark.slow
def test_reintegrated_divisions_beat_both_pure_forms() -> None:
    verdict = verdict_of(WORLDS)
    reunited, divided = difference(verdict, "reunited"), difference(verdict, "divided")
    assert reunited["mean_interval_95"][0] > 0.0
    assert reunited["mean_interval_95"][0] > divided["mean_interval_95"][1]


def test_each_form_makes_the_trials_of_the_published_model(verdict: dict[str, Any]) -> None:
    trials = {name: part["metrics"]["trials"] for name, part in verdict["scenarios"].items()}
    # One a day together, two a day divided; of the day under way at the reunion one more is finished.
    assert [trials[name]["mean"] for name in ("together", "divided", "reunited")] == [100, 200, 125]
    assert all(entry["sd"] == 0.0 for entry in trials.values())


def test_the_time_box_ends_research_when_it_is_due(verdict: dict[str, Any]) -> None:
    for part in verdict["scenarios"].values():
        # Counted from the start date; what is in progress when the time is up is finished.
        assert part["metrics"]["release_weeks"]["p50"] == pytest.approx(20.0, abs=8.0 / 40.0)
        assert part["metrics"]["release_weeks"]["censored"] == 0.0
