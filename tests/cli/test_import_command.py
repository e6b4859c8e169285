from __future__ import annotations

import csv
import json
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reorg.cli.main import main
from reorg.model import load

HR = """\
Name;Vorgesetzter;Position;Eintrittsdatum
Park, Ada;;CEO;01.04.2019
Osei, Ben;Park, Ada;Forscher;03/04/2021
"""
TUTORIAL = Path(__file__).parents[2] / "docs" / "tutorial-own-data.md"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)), catch_exceptions=False)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "hr.csv"
    path.write_text(HR, encoding="utf-8")
    return path


def test_a_dry_run_shows_columns_findings_and_proposals_and_writes_nothing(sheet: Path) -> None:
    result = run("import", sheet, "--dry-run", "--start", "2026-12-07")
    assert result.exit_code == 1
    assert "  Vorgesetzter -> manager" in result.output
    assert "? hr.csv [Eintrittsdatum]: day and month cannot be told apart" in result.output
    assert "dates: day-first" in result.output
    assert (
        "Ada Park, annual cost in USD: 400000 (180000 to 1500000): typical cost of the level executive, wide"
        in result.output
    )
    assert "amounts in USD, as no sheet names a currency" in result.output
    assert "78 weeks are simulated (three times the plan's 26)" in result.output
    assert "nothing written" in result.output
    assert [path.name for path in sheet.parent.iterdir()] == ["hr.csv"]


def test_a_dry_run_of_many_people_shows_some_guesses_of_each_kind(tmp_path: Path) -> None:
    people = "".join(f"Engineer {n};Boss;Engineer\n" for n in range(50))
    path = tmp_path / "hr.csv"
    path.write_text(f"Name;Manager;Title\nBoss;;CEO\n{people}", encoding="utf-8")
    result = run("import", path, "--dry-run", "--start", "2026-12-07")
    assert len(result.output.splitlines()) < 60
    assert result.output.count(", annual cost in USD: ") == 3
    assert "... and 48 more like these: --json lists all" in result.output


def test_guesses_name_people_and_the_currency_of_each_figure(tmp_path: Path) -> None:
    """Seen: "people walter-klein annual_cost_usd: 97500" beside "amounts in EUR"."""
    path = tmp_path / "hr.csv"
    path.write_text(
        "Name;Manager;Title;Salary (EUR)\nWalter Klein;;Head;90000\nBea Ott;Walter Klein;Engineer;\n",
        encoding="utf-8",
    )
    text = run("import", path, "--dry-run", "--start", "2026-12-07").output
    assert "  Walter Klein, annual cost in EUR: 117000 (103500 to 130500): pay of 90,000 EUR" in text
    assert "  Bea Ott, annual cost in USD: 150000 " in text
    assert "  Walter Klein, skill in engineering: medium" in text
    assert "  Work of Team Walter Klein, effort in person-days: " in text
    assert "walter-klein" not in text
    assert "    2 of people: annual cost" in text
    rated = run("import", path, "--dry-run", "--start", "2026-12-07", "--rate", "USD=0.9").output
    assert "  Bea Ott, annual cost in EUR: 135000 " in rated


def test_amounts_of_guesses_are_shown_in_the_currency_of_the_model(tmp_path: Path) -> None:
    """Seen: a list of numbers under "annual_cost_usd (people)" in a model in euros."""
    path = tmp_path / "hr.csv"
    path.write_text(
        "Name;Manager;Title;Salary (EUR)\nWalter Klein;;Head;90000\nBea Ott;Walter Klein;Engineer;\n",
        encoding="utf-8",
    )
    run("import", path, "-o", tmp_path / "lab", "--start", "2026-12-07", "--rate", "USD=0.9")
    lines = run("show", tmp_path / "lab" / "model.yaml", "--guesses").output.splitlines()
    assert "annual cost in EUR (people): 2" in lines
    assert not [line for line in lines if "_usd" in line]
    inputs = run("show", tmp_path / "lab" / "model.yaml", "--inputs").output
    assert "annual cost of Walter Klein: €103,500 to €130,500, half below €117,000 (guess)" in inputs


def test_an_import_says_which_release_its_chain_leaves_no_room_for(tmp_path: Path) -> None:
    """The example's loads are below 60%, but one person does all frontend work after the model is done."""
    assert run("new", tmp_path / "start", "--from-sheet").exit_code == 0
    sheet = tmp_path / "start" / "organization.xlsx"
    result = run("import", sheet, "-o", tmp_path / "lab", "--start", "2026-12-07")
    assert "the longest chain of packages of Plan takes at least 26.3 weeks" in result.output
    assert "then Assistant: frontend (14.7)" in result.output
    assert "on which only 1 person can work" in result.output
    again = run("import", sheet, "-o", tmp_path / "again", "--start", "2026-12-07", "--json")
    (remark,) = json.loads(again.output)["remarks"]
    assert (remark["kind"], remark["subject"]) == ("plan", "plan")


def test_an_imported_project_is_called_by_its_title(tmp_path: Path) -> None:
    assert run("new", tmp_path / "start", "--from-sheet").exit_code == 0
    run("import", tmp_path / "start" / "organization.xlsx", "-o", tmp_path / "lab", "--start", "2026-12-07")
    model = tmp_path / "lab" / "model.yaml"
    assert "package Assistant: frontend [plan/assistant-frontend]: " in run("show", model, "--work").output
    assert (
        "coupling between Assistant: backend and Assistant: frontend" in run("show", model, "--inputs").output
    )
    guesses = run("show", model, "--guesses").output
    assert "  Assistant: frontend: 73.3 (" in guesses
    assert "  Assistant: backend and Assistant: frontend: 0.5 (" in guesses
    assert "assistant-frontend" not in guesses + run("check", model).output


def test_the_map_that_was_written_answers_the_next_time(sheet: Path) -> None:
    folder = sheet.parent / "lab"
    assert run("import", sheet, "-o", folder, "--start", "2026-12-07").exit_code == 1
    kept = (folder / "map.yaml").read_text(encoding="utf-8")
    answered = sheet.parent / "map.yaml"
    answered.write_text(kept.replace("kind: people", "kind: people\n    dates: day-first"), encoding="utf-8")
    result = run("import", sheet, "-o", sheet.parent / "again", "--map", answered, "--start", "2026-12-07")
    assert result.exit_code == 0, result.output
    with (sheet.parent / "again" / "people.csv").open(encoding="utf-8-sig") as stream:
        assert [row["hire_date"] for row in csv.DictReader(stream)] == ["2019-04-01", "2021-04-03"]


def test_json_says_the_same_as_one_document(sheet: Path) -> None:
    result = run("import", sheet, "--dry-run", "--json", "--start", "2026-12-07")
    document = json.loads(result.output)
    assert document["written"] is None
    assert document["people"] == 2
    assert document["files"][0]["columns"]["Position"] == "title"
    reported = {"kind", "file", "row", "column", "message", "hint", "detail", "asks"}
    assert reported == set(document["findings"][0])
    assert {"table", "row", "field", "value", "low", "high", "why"} == set(document["proposals"][0])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "Name the folder to write with -o DIR"),
        (("--update", "--dry-run"), "--update needs the folder"),
        (("-o", "x", "--update", "--pseudonyms"), "cannot identify people"),
        (("-o", "x", "--start", "soon"), "does not match the format"),
        (("-o", "x", "--map", "none.yaml"), "none.yaml"),
    ],
)
def test_what_does_not_go_together_is_refused(arguments: tuple[str, ...], message: str, sheet: Path) -> None:
    result = run("import", sheet, *arguments)
    assert result.exit_code == 2
    assert message in result.output


def test_a_map_with_mistakes_is_refused_with_their_places(sheet: Path) -> None:
    reported = sheet.parent / "map.yaml"
    reported.write_text("files:\n  hr.csv: {kind: persons, header_row: 0}\ncolour: red\n")
    result = run("import", sheet, "-o", sheet.parent / "lab", "--map", reported)
    assert result.exit_code == 2
    assert result.output.count("map.yaml:") == 3
    assert not (sheet.parent / "lab").exists()


def test_a_field_in_the_wrong_place_of_a_map_is_told_where_it_belongs(sheet: Path) -> None:
    """Seen: the fields of a model file were listed, of which a map has none."""
    written = sheet.parent / "map.yaml"
    for text, hint in (
        ("columns: {Name: name}\n", "it belongs to a file: files: {FILE: {columns: ...}}"),
        ("colour: red\n", "known: currency, files, managers, namesakes, organization, rates"),
        ("files: {hr.csv: {coding: utf-8}}\n", "did you mean 'encoding'?"),
    ):
        written.write_text(text)
        result = run("import", sheet, "--dry-run", "--map", written)
        assert result.exit_code == 2
        assert hint in result.output


def test_pseudonyms_leave_no_name_anywhere(tmp_path: Path) -> None:
    rows = """\
Employee ID,Name,Email,Manager,Team,Title,Notes
00017,Ada Park,ada@x.org,,,CEO,calls Ben daily
00018,Ben Osei,ben@x.org,Ada Park,Ben Osei's team,Engineer,
00019,Cleo Grant,cleo@x.org,Zoe Outside,,Engineer,
00018,Ben Osei,ben@x.org,Cleo Grant,Red,Engineer,
"""
    (tmp_path / "hr.csv").write_text(rows)
    (tmp_path / "plan.csv").write_text(
        "Project,Owner,Person-weeks\nBen Osei's migration,Ben Osei,5\nOther,Somebody,\n"
    )
    result = run(
        "import",
        tmp_path / "hr.csv",
        tmp_path / "plan.csv",
        "-o",
        tmp_path / "lab",
        "--pseudonyms",
        "--start",
        "2026-12-07",
    )
    assert result.exit_code == 0, result.output
    everything = result.output + "".join(
        path.read_text("utf-8-sig") for path in (tmp_path / "lab").rglob("*") if path.is_file()
    )
    for secret in ("Ada", "Park", "Ben", "Osei", "osei", "Cleo", "Grant", "Zoe", "x.org", "00017", "00018"):
        assert not re.search(rf"(?<![A-Za-z]){secret}(?![a-z])", everything), secret
    assert run("check", tmp_path / "lab" / "model.yaml").exit_code == 0


def test_guesses_are_shown_until_somebody_settles_them(sheet: Path) -> None:
    folder = sheet.parent / "lab"
    run("import", sheet, "-o", folder, "--start", "2026-12-07")
    before = json.loads(run("show", folder / "model.yaml", "--guesses", "--json").output)["guesses"]
    people = folder / "people.csv"
    people.write_text(
        people.read_text("utf-8-sig").replace("180000 | 400000 | 1500000 ?", "310000"), encoding="utf-8"
    )
    after = json.loads(run("show", folder / "model.yaml", "--guesses", "--json").output)["guesses"]
    assert {guess["field"] for guess in before} - {guess["field"] for guess in after} == set()
    assert len(after) == len(before) - 1
    assert f"{len(after)} values are guesses" in run("check", folder / "model.yaml").output
    text = run("show", folder / "model.yaml", "--guesses").output
    assert "  Ben Osei: " in text


def test_check_counts_guesses_as_the_report_does(tmp_path: Path) -> None:
    """The vacancy joins in both scenarios: a position, with one seniority, cost and skill."""
    run("new", tmp_path / "start", "--from-sheet")
    model = tmp_path / "lab" / "model.yaml"
    run("import", tmp_path / "start" / "organization.xlsx", "-o", tmp_path / "lab", "--start", "2026-12-07")
    count = len(load(model).guesses)
    noted = f"{count} values are guesses, and 1 team or date of a person is proposed"
    assert f"note: {noted}: reorg show" in run("check", model).output
    text = run("show", model, "--guesses").output
    assert text.startswith(noted)
    assert len([line for line in text.splitlines() if line.startswith("  ")]) == count + 1
    inputs = run("show", model, "--inputs").output
    assert inputs.count("annual cost of Backend engineer: ") == 1
    assert "scenarios >" not in inputs
    assert "  strength of the coupling between New model: research and Search: backend: " in inputs


def test_a_model_without_guesses_says_so(tmp_path: Path) -> None:
    run("new", tmp_path / "lab")
    assert "nothing is marked as a guess" in run("show", tmp_path / "lab" / "model.yaml", "--guesses").output


def test_the_example_workbook_is_not_written_over(tmp_path: Path) -> None:
    assert run("new", tmp_path, "--from-sheet").exit_code == 0
    result = run("new", tmp_path, "--from-sheet")
    assert result.exit_code == 2
    assert "already exists" in result.output


def test_the_example_workbook_is_read_without_a_remark(tmp_path: Path) -> None:
    run("new", tmp_path, "--from-sheet")
    result = run("import", tmp_path / "organization.xlsx", "-o", tmp_path / "model")
    assert result.exit_code == 0
    assert "finding" not in result.output


def commands() -> list[list[str]]:
    blocks = re.findall(r"```sh\n(.*?)```", TUTORIAL.read_text(encoding="utf-8"), re.DOTALL)
    return [
        shlex.split(line)[1:] for block in blocks for line in block.splitlines() if line.startswith("reorg ")
    ]


def test_every_step_of_the_tutorial_but_the_rehearsal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    steps = [step for step in commands() if step[0] != "compare"]
    assert len(steps) == 6
    for step in steps:
        result = run(*step)
        assert result.exit_code == 0, f"{step}: {result.output}"
    assert "2 structures, 2 scenarios" in run("check", "lab/model.yaml").output


@pytest.mark.slow
def test_the_tutorial_ends_with_a_verdict(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for step in commands():
        result = run(*step)
        assert result.exit_code == 0, f"{step}: {result.output}"
    verdict = json.loads((tmp_path / "first" / "verdict.json").read_text())
    assert set(verdict["scenarios"]) == {"today", "after"}
    assert "fact with its source" not in (tmp_path / "first" / "report.html").read_text()
