"""From which week the effects of a change are counted."""

from dataclasses import replace

import pytest

from reorg.model.analysis.changes import change_begins, change_week, first_change_week
from reorg.model.events import Leave, Reorganize
from reorg.model.organization import Scenario
from report.labs import lab

STAY = Scenario("stay", "", "vertical", ())
EARLY = Scenario("early", "", "vertical", (Reorganize(6.0, "horizontal"),))
LATE = Scenario("late", "", "vertical", (Reorganize(30.0, "horizontal"),))


def test_a_change_begins_with_the_first_thing_that_differs() -> None:
    common = Leave(1.0, "pre#1")
    scenarios = (
        Scenario("stay", "", "vertical", (common, Leave(30.0, "pre#2"))),
        Scenario("exit", "", "vertical", (common, Leave(7.0, "lead"), Leave(30.0, "pre#2"))),
        Scenario("kept", "", "vertical", (common,)),
        Scenario("split", "", "horizontal", (common, Leave(30.0, "pre#2"))),
    )
    organization = lab(scenarios=scenarios)
    assert change_begins(organization, "stay", "exit") == 7.0
    assert change_begins(organization, "stay", "kept") == 30.0
    assert change_begins(organization, "stay", "split") == 0.0
    assert change_begins(organization, "stay", "stay") is None


@pytest.mark.parametrize(("decided", "counted"), [(0.0, 6.0), (6.0, 6.0), (9.0, 9.0)])
def test_a_change_counts_from_its_week_but_not_before_the_decision(decided: float, counted: float) -> None:
    organization = replace(lab(scenarios=(STAY, EARLY)), decision_week=decided)
    assert change_week(organization, "stay", "early") == counted
    assert change_week(organization, "stay", "stay") == decided
    assert first_change_week(organization) == counted


def test_early_output_counts_from_the_first_change_of_what_the_model_compares() -> None:
    organization = lab(scenarios=(STAY, LATE, EARLY))
    assert first_change_week(organization) == 6.0
    assert first_change_week(replace(organization, compared=("stay", "late"))) == 30.0
    assert first_change_week(lab(scenarios=(STAY,))) == 0.0
