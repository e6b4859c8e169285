"""The example of accelerators: own clusters or one queue come out as queueing theory says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import reorg
from reorg.engine import Outcome, plan_scenario
from reorg.model.organization import Organization
from reorg.verification.queues import erlang_wait
from reorg.verification.simulation import after_warmup, log_rows, simulate_worlds
from reorg.verification.small_organizations import assumed

MODEL = Path(__file__).parents[2] / "examples" / "compute.yaml"
WORLDS, LENGTH_HOURS = 32, 6.0
SPLIT, POOLED = LENGTH_HOURS * erlang_wait(2, 1.6), LENGTH_HOURS * erlang_wait(4, 3.2)


@pytest.fixture(scope="module")
def organization() -> Organization:
    return reorg.load(MODEL)


@pytest.fixture(scope="module")
def study(organization: Organization) -> reorg.Study:
    return reorg.compare(organization, worlds=WORLDS, seed=1)


@pytest.mark.parametrize(("scenario", "hours"), [("own", SPLIT), ("one", POOLED), ("favored", POOLED)])
def test_waits_are_those_of_erlang(study: reorg.Study, scenario: str, hours: float) -> None:
    found = study.verdict["scenarios"][scenario]["metrics"]["compute_wait_hours"]
    assert found["mean"] == pytest.approx(hours, abs=4.0 * found["sd"] / WORLDS**0.5)
    # Strong enough to see loads of 84% instead of 80.
    assert 5.3 * found["sd"] / WORLDS**0.5 < 0.3 * hours


def test_one_queue_is_better_in_nearly_every_world(study: reorg.Study) -> None:
    rows = [row for row in study.differences if row["metric"] == "compute_wait_hours"]
    pooled = next(row for row in rows if row["scenario"] == "one")
    assert pooled["helps_share"] > 0.95
    assert pooled["mean"] == pytest.approx(POOLED - SPLIT, rel=0.15)


def test_owned_accelerators_cost_the_same_however_they_are_shared(study: reorg.Study) -> None:
    costs = [
        study.verdict["scenarios"][name]["metrics"]["cost_usd"]["mean"] for name in ("own", "one", "favored")
    ]
    assert costs == pytest.approx([12 * 250_000 + 256 * 168 * 52 * 2.0] * 3)


def waited(outcome: Outcome, stream: int) -> float:
    """Return the mean wait of a stream's jobs, in hours of the clock."""
    begun = after_warmup(log_rows(outcome, "job begins"))
    return float(begun["value"][begun["on"] == stream].mean()) * 168 / 40


def test_whoever_goes_first_waits_less_and_the_others_pay_for_it(organization: Organization) -> None:
    """Cobham: of four servers with equal lengths the first class waits P(wait) / (4 (1 - .4)) lengths."""
    stated: dict[str, Any] = {one.id: one.central for one in organization.assumptions}
    runs = simulate_worlds(plan_scenario(organization, "favored"), assumed(stated), WORLDS, log=True)
    waits = np.array([[waited(outcome, stream) for stream in range(2)] for outcome in runs])
    all_busy = 4 * (1 - 0.8) * erlang_wait(4, 3.2)
    urgent = LENGTH_HOURS * all_busy / (4 * (1 - 0.4))
    expected = (urgent, 2 * POOLED - urgent)
    errors = 4.0 * waits.std(axis=0, ddof=1) / WORLDS**0.5
    assert waits.mean(axis=0)[0] == pytest.approx(expected[0], abs=errors[0])
    assert waits.mean(axis=0)[1] == pytest.approx(expected[1], abs=errors[1])
