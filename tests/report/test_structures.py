from dataclasses import replace

from reorg.report.structures import compare, final_structure, managers, shape
from report.labs import lab


def test_people_report_to_the_next_lead_above() -> None:
    reports = managers(lab().structure("vertical"))
    assert reports["pre#1"] == "pre-lead"
    assert reports["pre-lead"] == "lead"
    assert reports["lead"] == "director"
    assert "director" not in reports


def test_spans_and_layers() -> None:
    found = shape(lab().structure("horizontal"))
    assert (found.layers, found.leads, found.span_max) == (3, 3, 5)
    assert round(found.span_mean, 2) == 4.33


def test_the_last_reorganization_decides_the_structure() -> None:
    assert final_structure(lab(), "stay").id == "vertical"
    assert final_structure(lab(), "split").id == "horizontal"


def test_teams_work_and_people_that_move_are_found() -> None:
    change = compare(lab(), "stay", "split")
    told = {team.name: team.change for team in change.teams}
    assert told["Qwen"] == "removed"
    assert told["Pre-training"] == "moved under Laboratory"
    assert change.summary == "1 team removed, 2 teams moved"
    assert (change.new_lead, change.new_team) == (2, 1)
    assert change.work == (("area posttraining", "Qwen", "Post-training"),)
    assert change.events == (12.0,)


def test_the_same_structure_changes_nothing() -> None:
    change = compare(lab(), "split", "soft-split")
    assert change.summary == "no team is added, removed or moved"
    assert (change.new_lead, change.new_team, change.work) == (0, 0, ())


def test_a_team_with_a_new_name_keeps_its_work() -> None:
    before = lab().structure("vertical")
    teams = tuple(replace(team, name=f"New {team.name}") for team in before.teams)
    renamed = lab(structures=(before, replace(before, id="horizontal", teams=teams)))
    change = compare(renamed, "stay", "split")
    assert change.work == ()
    assert change.teams[0].change == "renamed (was Laboratory)"
