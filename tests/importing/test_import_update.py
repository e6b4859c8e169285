"""Round trip: import, edit in the spreadsheet, import the newer sheet with --update."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sheets import csv_file

from reorg.cli.main import main
from reorg.model import ModelError, load

HEAD = ["Employee ID", "Name", "Manager", "Title", "Salary"]
STAFF = [
    ["1", "Ada Park", "", "CEO", "200000"],
    ["2", "Ben Osei", "1", "Research lead", "150000"],
    ["3", "Cleo Groß", "2", "Researcher", "100000"],
    ["4", "Dan Ito", "2", "Researcher", "100000"],
    ["5", "Eva Berg", "1", "Product lead", "150000"],
    ["6", "Finn Okafor", "5", "Designer", "90000"],
    ["7", "Gus Moe", "5", "Designer", "90000"],
]
PLAN = [
    ["Project", "Owner", "Person-weeks", "Due"],
    ["Engine", "Ben Osei", "20", "2027-05-31"],
    ["Skin", "Eva Berg", "10", "2027-05-31"],
]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["import", *map(str, arguments)], catch_exceptions=False)


def table(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return {row["id"]: row for row in csv.DictReader(stream)}


def edit(path: Path, change: Callable[[dict[str, dict[str, str]]], None]) -> None:
    """Edit as a spreadsheet would: read all, change, write all."""
    rows = table(path)
    columns = list(next(iter(rows.values())))
    change(rows)
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, columns, restval="")
        writer.writeheader()
        writer.writerows(rows.values())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    csv_file(tmp_path, [HEAD, *STAFF], "hr.csv")
    csv_file(tmp_path, PLAN, "plan.csv")
    result = run(tmp_path / "hr.csv", tmp_path / "plan.csv", "-o", tmp_path / "lab", "--start", "2026-12-07")
    assert result.exit_code == 0, result.output
    return tmp_path / "lab"


def update(folder: Path, rows: list[list[str]], *more: str, plan: list[list[str]] = PLAN) -> Result:
    newer = csv_file(folder.parent, [HEAD, *rows], "hr-newer.csv")
    csv_file(folder.parent, plan, "plan.csv")
    return run(newer, folder.parent / "plan.csv", "-o", folder, "--update", *more)


def test_nothing_new_changes_nothing(folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.glob("*.csv") if path.name != "findings.csv"}
    result = run(folder.parent / "hr.csv", folder.parent / "plan.csv", "-o", folder, "--update")
    assert result.exit_code == 0, result.output
    assert {
        path.name: path.read_bytes() for path in folder.glob("*.csv") if path.name != "findings.csv"
    } == before


def test_what_was_edited_stays_and_what_is_new_comes_in(folder: Path) -> None:
    def change(rows: dict[str, dict[str, str]]) -> None:
        rows["cleo-groß"].update({"team:after": "Product", "annual_cost_usd": "111111"})
        rows["dan-ito"]["skills.design"] = "low"

    edit(folder / "people.csv", change)
    newer = [
        *STAFF[:3],
        ["4", "Dan Ito", "5", "Researcher", "120000"],
        *STAFF[4:6],
        ["8", "Hal Novak", "2", "Researcher", "95000"],
    ]
    result = update(folder, newer)
    people = table(folder / "people.csv")
    assert set(people) == {
        "ada-park",
        "ben-osei",
        "cleo-groß",
        "dan-ito",
        "eva-berg",
        "finn-okafor",
        "hal-novak",
    }
    assert people["cleo-groß"]["team:after"] == "Product"
    assert people["cleo-groß"]["annual_cost_usd"] == "111111"
    assert people["dan-ito"]["annual_cost_usd"] == "138000 | 156000 | 174000 ?"
    assert people["dan-ito"]["skills.design"] == "low"
    assert people["dan-ito"]["team"] == people["finn-okafor"]["team"]
    assert "new (Hal Novak)" in result.output
    assert "no longer in the newer files: removed (Gus Moe)" in result.output
    assert "another team" in result.output
    assert "start: 2026-12-07" in (folder / "model.yaml").read_text()


def test_a_conflict_is_reported_and_the_edit_stays(folder: Path) -> None:
    edit(folder / "people.csv", lambda rows: rows["dan-ito"].update(title="Principal researcher"))
    result = update(folder, [*STAFF[:3], ["4", "Dan Ito", "2", "Staff researcher", "100000"], *STAFF[4:]])
    assert table(folder / "people.csv")["dan-ito"]["title"] == "Principal researcher"
    assert "edited 'Principal researcher', newer 'Staff researcher', before 'Researcher'" in result.output


def test_rows_added_and_deleted_by_hand_stay_so(folder: Path) -> None:
    def change(rows: dict[str, dict[str, str]]) -> None:
        rows["ivy-new"] = {**rows["dan-ito"], "id": "ivy-new", "name": "Ivy New", "employee_number": ""}
        del rows["finn-okafor"]

    edit(folder / "people.csv", change)
    result = update(folder, STAFF)
    people = table(folder / "people.csv")
    assert "ivy-new" in people
    assert "finn-okafor" not in people
    assert "deleted by hand: not added again (Finn Okafor)" in result.output
    assert len(load(folder / "model.yaml").people) == 7


def test_people_are_recognized_by_number_when_the_name_changes(folder: Path) -> None:
    edit(folder / "people.csv", lambda rows: rows["eva-berg"].update({"week:after": "6"}))
    update(folder, [*STAFF[:4], ["5", "Eva Berg-Lund", "1", "Product lead", "150000"], *STAFF[5:]])
    people = table(folder / "people.csv")
    assert people["eva-berg"]["name"] == "Eva Berg-Lund"
    assert people["eva-berg"]["week:after"] == "6"
    assert people["finn-okafor"]["manager"] == "eva-berg"
    assert "eva-berg" in {row["lead"] for row in table(folder / "teams.csv").values()}


def test_work_follows_the_newer_plan(folder: Path) -> None:
    edit(folder / "work.csv", lambda rows: rows["engine"].update(effort_days="50; 60; 90"))
    plan = [PLAN[0], ["Engine", "Ben Osei", "30", "2027-05-31"], ["Wing", "Eva Berg", "5", "2027-05-31"]]
    result = update(folder, STAFF, plan=plan)
    work = table(folder / "work.csv")
    assert work["engine"]["effort_days"] == "50; 60; 90"
    assert any(name.startswith("wing") for name in work)
    assert not any(name.startswith("skin") for name in work)
    assert "edited by hand and changed in the newer files: your edit stays (effort_days)" in result.output
    load(folder / "model.yaml")


def test_an_edited_model_file_stays(folder: Path) -> None:
    model = folder / "model.yaml"
    model.write_text(model.read_text().replace("decides: medium", "decides: high"))
    result = update(folder, [*STAFF, ["9", "Kim Duarte", "1", "Lawyer", "100000"]])
    text = model.read_text()
    assert "decides: high" in text
    assert "legal" in text
    assert "with the areas legal added" in result.output
    load(model)


def test_a_dry_run_writes_nothing(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    result = update(folder, STAFF[:5], "--dry-run")
    assert "removed" in result.output
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_an_update_needs_a_model_that_was_imported(tmp_path: Path) -> None:
    csv_file(tmp_path, [HEAD, *STAFF], "hr.csv")
    result = run(tmp_path / "hr.csv", "-o", tmp_path / "none", "--update")
    assert result.exit_code == 2
    assert "contains no imported model" in result.output


def test_what_a_spreadsheet_only_spells_differently_is_not_an_edit(folder: Path, tmp_path: Path) -> None:
    rows = table(folder / "people.csv")
    for row in rows.values():
        row["tenure_years"] = row["tenure_years"].replace(".", ",")
        row["pay"] = f"{row['pay']}.0" if row["pay"] else ""
    rows["dan-ito"]["team:after"] = "Product"
    with (folder / "people.csv").open("w", encoding="cp1252", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows["dan-ito"]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows.values())
    raised = [[*row[:4], "210000" if row[0] == "1" else row[4]] for row in STAFF]
    csv_file(tmp_path, [HEAD, *raised], "hr.csv")
    result = run(tmp_path / "hr.csv", tmp_path / "plan.csv", "-o", folder, "--update")
    assert result.exit_code == 0, result.output
    assert "the edit stays" not in result.output
    people = table(folder / "people.csv")
    assert people["ada-park"]["pay"] == "210000"
    assert people["dan-ito"]["team:after"] == "Product"
    assert people["cleo-groß"]["name"] == "Cleo Groß"


def test_a_vacancy_is_known_again_by_its_title_and_team(tmp_path: Path) -> None:
    rows = [HEAD, *STAFF, ["", "Vacant", "2", "Analyst", ""]]
    csv_file(tmp_path, rows, "hr.csv")
    lab = tmp_path / "lab"
    assert run(tmp_path / "hr.csv", "-o", lab, "--start", "2026-12-07").exit_code == 0

    def seat(people: dict[str, dict[str, str]]) -> None:
        people["vacancy-analyst"]["team:after"] = "Product"

    edit(lab / "people.csv", seat)
    csv_file(tmp_path, [*rows, ["8", "Hal New", "2", "Researcher", "90000"]], "hr.csv")
    result = run(tmp_path / "hr.csv", "-o", lab, "--update")
    assert result.exit_code == 0, result.output
    people = table(lab / "people.csv")
    assert people["vacancy-analyst"]["team:after"] == "Product"
    assert "vacancy-analyst-new" not in people
    assert "next: say in" not in result.output


def test_edits_that_do_not_fit_the_newer_sheets_are_named(folder: Path) -> None:
    """Seen: "then: reorg check and reorg compare", and nothing else, of a model that no longer loads."""
    edit(folder / "people.csv", lambda rows: rows["cleo-groß"].update({"lead:after": "eva-berg"}))
    result = update(folder, STAFF[:4])
    assert result.exit_code == 0, result.output
    assert (
        "your edits do not fit the newer sheets, so the model does not load until you correct:"
        in result.output
    )
    assert "people.csv:" in result.output.partition("until you correct:")[2]
    assert "eva-berg" in result.output.partition("until you correct:")[2]
    with pytest.raises(ModelError):
        load(folder / "model.yaml")
