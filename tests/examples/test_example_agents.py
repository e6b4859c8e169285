"""The example of AI agents: what the verdict says is what the theory of supervision says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import reorg
from reorg.mechanisms.agents import chunks_per_hour

MODEL = Path(__file__).parents[2] / "examples" / "agents.yaml"
AGENTS = {"without": 0, "two": 2, "four": 4, "six": 6, "twenty": 20}
PEOPLE, WORLDS = 6, 16
FOUND = 0.3 * 0.75
"""Share of delegated work that review finds wrong, and that is done again."""


@pytest.fixture(scope="module")
def metrics() -> dict[str, dict[str, Any]]:
    study = reorg.compare(reorg.load(MODEL), worlds=WORLDS, seed=1)
    return {name: part["metrics"] for name, part in study.verdict["scenarios"].items()}


def rate(agents: int) -> float:
    """Return direct work a week: of the chunks that agents do, those found wrong come once more."""
    chunks = chunks_per_hour(agents, 8.0, 2.0, 8.0)
    own = chunks / (agents + 1) if agents <= 5 else 0.0
    return 8.0 * 40.0 * PEOPLE * (chunks - FOUND * (chunks - own))


@pytest.mark.parametrize("scenario", AGENTS)
def test_throughput_is_that_of_the_supervision_limit(
    metrics: dict[str, dict[str, Any]], scenario: str
) -> None:
    found = metrics[scenario]["throughput"]
    # What is found wrong is a draw for each chunk; the beginning and the end of the year cost a round.
    error = 4.0 * found["sd"] / WORLDS**0.5 + 8.0 * 40.0 * PEOPLE / (52 * 40) * 8
    assert found["mean"] == pytest.approx(rate(AGENTS[scenario]), abs=error)


def test_agents_beyond_the_limit_add_nothing(metrics: dict[str, dict[str, Any]]) -> None:
    means = [metrics[name]["throughput"]["mean"] for name in AGENTS]
    assert means == sorted(means)
    assert means[4] == pytest.approx(means[3], rel=0.01)
    assert means[3] > 1.4 * means[2] > 1.4 * 1.6 * means[0]


def test_unseen_errors_are_a_share_of_what_agents_do(metrics: dict[str, dict[str, Any]]) -> None:
    for name in ("two", "four", "six", "twenty"):
        delegated = metrics[name]["delegated_hours"]["mean"]
        chunks = delegated / 8.0 * WORLDS
        unseen = metrics[name]["unseen_errors_hours"]["mean"] / delegated
        assert unseen == pytest.approx(0.075, abs=4.0 * (0.075 * 0.925 / chunks) ** 0.5)
        assert metrics[name]["hours_review"]["mean"] == pytest.approx(2.0 * delegated / 8.0, rel=0.01)
    assert metrics["without"]["delegated_hours"]["mean"] == 0.0


def test_without_agents_there_are_no_rows_about_them() -> None:
    found = reorg.compare(reorg.load("churn"), worlds=2, seed=1).verdict["scenarios"]
    for scenario in found.values():
        assert not {"delegated_hours", "unseen_errors_hours"} & set(scenario["metrics"])
