from reorg.model.analysis.positions import structure_at_end
from reorg.report.structures import event_weeks
from report.labs import lab


def test_the_last_reorganization_decides_the_structure() -> None:
    assert structure_at_end(lab(), "stay").id == "vertical"
    assert structure_at_end(lab(), "split").id == "horizontal"


def test_the_weeks_of_change_are_those_of_the_reorganizations() -> None:
    assert event_weeks(lab(), "stay") == ()
    assert event_weeks(lab(), "split") == (12.0,)
