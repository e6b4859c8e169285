"""The example of events that wait: the same split at once, in phases, back again, or after setbacks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import reorg
from reorg.engine import LOG_CODES
from reorg.study.compare import trace

MODEL = Path(__file__).parents[2] / "examples" / "triggers.yaml"
REORGANIZED = LOG_CODES.index("reorganized")


def changes(scenario: str, world: int) -> list[float]:
    """Return the weeks of all reorganizations of one world."""
    log = trace(reorg.load(MODEL), scenario, world)
    return [float(week) for week in np.sort(log["time"][log["code"] == REORGANIZED]) / 40]


@pytest.mark.parametrize(
    ("scenario", "weeks"), [("stay", []), ("once", [4.0]), ("phases", [4.0, 17.0]), ("back", [4.0, 56.0])]
)
def test_dated_reorganizations_happen_on_their_dates(scenario: str, weeks: list[float]) -> None:
    assert changes(scenario, 0) == weeks


def test_setbacks_reorganize_once_or_again_and_again() -> None:
    repeated = 0
    for world in range(6):
        once, again = changes("setback", world), changes("again", world)
        # Due in weeks 3, 16, 29, ...: a week later the release is looked at.
        assert {week % 13 for week in again} <= {4.0}
        assert once == again[:1]
        repeated += len(again) > 1
    assert repeated > 0


def test_all_scenarios_are_measured_by_the_dated_events() -> None:
    found: dict[str, Any] = reorg.compare(reorg.load(MODEL), ["stay", "setback", "again"], worlds=4).verdict
    assert set(found["scenarios"]) == {"stay", "setback", "again"}
    for differences in found["differences"]:
        assert differences["scenario"] in ("setback", "again")
