"""The room a world begins with: enough for what is bundled, and of no effect on what happens."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from reorg.engine import plan_scenario
from reorg.engine.engines import compiled_simulator
from reorg.engine.room import first_room
from reorg.mechanisms import ASSUMPTIONS
from reorg.model import load
from reorg.study.sampling.assumptions import fixed_assumptions


def _outcome(case: str, log: bool, room: dict[str, int] | None = None) -> tuple[Any, Any]:
    organization = load(case)
    plan = plan_scenario(organization, organization.baseline)
    simulator = compiled_simulator()(plan)
    if room is not None:
        simulator._room = dict(room)
        simulator._state = simulator._allocate(log=False)
    assumed = fixed_assumptions(ASSUMPTIONS, organization.assumptions, 1)[0]
    return simulator, simulator.run(assumed, 1, 0, log=log)


@pytest.mark.parametrize("case", ["churn", "qwen"])
def test_a_world_of_a_case_is_run_once(case: str) -> None:
    simulator, _ = _outcome(case, log=True)
    assert simulator._room == first_room(simulator.plan)


def test_less_room_changes_no_bit() -> None:
    small = {"items": 8, "jobs": 4, "lines": 16, "event_heap": 8, "log": 8, "runs": 2}
    _, ample = _outcome("churn", log=True)
    simulator, tight = _outcome("churn", log=True, room=small)
    assert any(simulator._room[name] > count for name, count in small.items())
    assert np.array_equal(tight.log, ample.log)
    assert tight.hours.tobytes() == ample.hours.tobytes()
