from reorg.model.analysis.positions import structure_at_end
from reorg.model.events import Leave
from reorg.model.organization import Scenario
from reorg.report.structures import change_begins, event_weeks
from report.labs import lab


def test_the_last_reorganization_decides_the_structure() -> None:
    assert structure_at_end(lab(), "stay").id == "vertical"
    assert structure_at_end(lab(), "split").id == "horizontal"


def test_the_weeks_of_change_are_those_of_the_reorganizations() -> None:
    assert event_weeks(lab(), "stay") == ()
    assert event_weeks(lab(), "split") == (12.0,)


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
