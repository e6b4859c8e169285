"""A trace that still holds after an edit is known again from a few plans, and only then."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import deepcopy
from typing import Any

import pytest

from reorg.engine import plan_scenarios
from reorg.model.loading import load
from reorg.study.running import inputs
from reorg.study.running.batch import Rehearsal, StudyDesign
from study.small_lab import MODEL

Model = dict[str, Any]
Edit = Callable[[Model], None]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Scenarios that plans are made of from now on, with nothing traced yet."""
    found: list[str] = []

    def recorded(organization: Any, scenarios: Iterable[str]) -> Any:
        names = [*scenarios]
        found.extend(names)
        return plan_scenarios(organization, names)

    monkeypatch.setattr(inputs, "plan_scenarios", recorded)
    monkeypatch.setattr(inputs, "_PLANS", [])
    monkeypatch.setattr(inputs, "_TRACED", {})
    return found


def _model() -> Model:
    """Return the laboratory with uncertain inputs in its work, its people and a structure."""
    model = deepcopy(MODEL)
    packages = model["releases"][0]["packages"]
    packages[0]["people_max"] = {"low": 2, "high": 4, "source": "a guess"}
    for number, package in enumerate(packages):
        package["effort_days"] = {
            "low": 20 + number, "central": 60, "high": 110, "source": "a guess",
        }  # fmt: skip
    readings = {"readings": {"high": 0.25, "medium": 0.5, "low": 0.25}, "source": "three reports"}
    model["structures"]["deep"]["decides"] = readings
    return model


def _teams(model: Model) -> list[Model]:
    found: list[Model] = model["structures"]["deep"]["teams"]
    return found


def _rehearsal(model: Model) -> Rehearsal:
    return Rehearsal.of(StudyDesign(load(model), ("stay", "split"), 1, transition_worlds=2))


def _places(rehearsal: Rehearsal) -> list[bytes]:
    plans = (*rehearsal.plans, *rehearsal.settled_plans)
    drawn = rehearsal.draws(0, 16).inputs
    return [plan.places.values(points).tobytes() for plan in plans for points in drawn if plan.places]


def _rename(model: Model) -> None:
    _teams(model)[1]["name"] = "Another name"


def _another_week(model: Model) -> None:
    model["scenarios"]["split"]["events"][0]["week"] = 5


def _another_lead(model: Model) -> None:
    _teams(model)[1] |= {"lead": "e#2", "members": ["e#1", "e#3..4"]}


@pytest.mark.parametrize("edit", [_rename, _another_week, _another_lead])
def test_an_edit_of_a_structure_leaves_the_inputs_of_work_as_they_were(made: list[str], edit: Edit) -> None:
    _rehearsal(_model())
    first = len(made)
    made.clear()
    model = _model()
    edit(model)
    kept = _rehearsal(model)
    assert len(made) < first / 2, "most plans of a trace were made again"
    inputs._PLANS.clear()
    inputs._TRACED.clear()
    anew = _rehearsal(model)
    assert _places(kept) == _places(anew)
    assert kept._prints == anew._prints


def _another_effort(model: Model) -> None:
    model["releases"][0]["packages"][1]["effort_days"]["high"] = 111


def _another_reading(model: Model) -> None:
    readings = {"readings": {"high": 0.25, "low": 0.5, "medium": 0.25}, "source": "three reports"}
    model["structures"]["deep"]["decides"] = readings


def _another_pay(model: Model) -> None:
    """A number that no input moves: nothing is traced again."""
    model["people"][0]["annual_cost_usd"] = 123_456


def _an_input_that_acts_elsewhere(model: Model) -> None:
    """The reading of a structure that only the second scenario takes is now one of the first."""
    model["scenarios"]["stay"]["structure"], model["scenarios"]["split"]["structure"] = "deep", "deep"
    model["scenarios"]["split"]["events"][0]["reorganize"] = "flat"


@pytest.mark.parametrize(
    "edit", [_another_effort, _another_reading, _another_pay, _an_input_that_acts_elsewhere]
)
def test_what_moves_other_numbers_is_traced_as_if_for_the_first_time(made: list[str], edit: Edit) -> None:
    _rehearsal(_model())
    model = _model()
    edit(model)
    kept = _rehearsal(model)
    inputs._PLANS.clear()
    inputs._TRACED.clear()
    anew = _rehearsal(model)
    assert _places(kept) == _places(anew)
    assert kept._prints == anew._prints
    assert made


@pytest.mark.parametrize("end", ["low", "high"])
@pytest.mark.parametrize("package", [0, 1])
def test_either_end_of_any_range_matters(made: list[str], end: str, package: int) -> None:
    _rehearsal(_model())
    before = _places(_rehearsal(_model()))
    model = _model()
    effort = model["releases"][0]["packages"][package]["effort_days"]
    effort[end] += 1 if end == "low" else -1
    assert _places(_rehearsal(model)) != before
    assert made
