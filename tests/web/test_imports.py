"""Importing sheets from the page: what they say, with rows; a choice; a model that opens, or nothing."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from reorg.cli.main import main
from web.studios import Client, client_of

SHEET = (
    "\ufeffPersonalnummer;Name;Vorgesetzter;Team;Stelle;Gehalt\n"
    "00003;Ana Ruiz;;Leitung;Head;120.000,00\n"
    "00017;Bo Chen;00003;Daten;Engineer;84.000,00\n"
    "00018;Cy Day;00099;Daten;Engineer;80.000,00\n"
    '00019;<img src=x>;00017;Modell;"=CMD()";80.000,00\n'
)


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return client_of(tmp_path, None)


def sheet(name: str = "people.csv", text: str = SHEET) -> dict[str, str]:
    return {"name": name, "content": base64.b64encode(text.encode()).decode()}


def test_a_sheet_is_shown_with_its_findings_and_becomes_a_model(client: Client, tmp_path: Path) -> None:
    shown = client.post("import", files=[sheet()], name="Mein Labor")
    assert (shown["people"], shown["tables"][0]["rows"]) == (4, 4)
    columns = {column["name"]: column for column in shown["tables"][0]["columns"]}
    assert columns["Vorgesetzter"] == {
        "name": "Vorgesetzter",
        "means": "manager",
        "values": ["00003", "00099", "00017"],
    }
    assert {"cost", "pay", "level"} <= set(shown["tables"][0]["meanings"])
    manager = next(finding for finding in shown["findings"] if finding["kind"] == "manager")
    assert (manager["file"], manager["rows"]) == ("people.csv", [4])
    assert "'00099'" in manager["message"]
    assert list(tmp_path.glob("mein*")) == []
    answers = {"managers": {"00099": "00017"}}
    again = client.post("import", files=[sheet()], name="Mein Labor", answers=answers)
    assert not [finding for finding in again["findings"] if finding["kind"] == "manager"]
    path = Path(client.post("import/accept")["path"])
    assert path == tmp_path / "mein-labor" / "model.yaml"
    state = client.state()
    assert state["model"]["name"] == "Mein Labor"
    assert len(state["model"]["people"]) == 4
    client.post("import/accept", 422)


@pytest.mark.parametrize(
    ("file", "why"),
    [
        (sheet("x.exe"), "is not a spreadsheet"),
        (sheet("../../evil.csv"), ""),
        ({"name": "a.csv", "content": "%%%"}, "did not arrive completely"),
        ({"name": "a.csv"}, "people"),
        (sheet("a.xlsx", "this is no workbook"), ""),
        (sheet("a.csv", "\x00\x01"), ""),
        ("a.csv", "The request is not valid"),
    ],
)
def test_what_is_not_a_sheet_is_reported_and_writes_nothing(
    client: Client, tmp_path: Path, file: object, why: str
) -> None:
    answer = client.http.post("/api/import", json={"files": [file]})
    assert answer.status_code in (200, 422)
    assert answer.status_code == 200 or why in answer.json()["error"]
    assert not (tmp_path.parent / "evil.csv").exists()
    assert [path.name for path in tmp_path.iterdir()] == []


def test_an_answer_of_another_shape_is_refused(client: Client) -> None:
    for answers in ({"managers": 3}, {"rates": {"EUR": -1}}, {"nonsense": 1}):
        assert "does not fit" in client.post("import", 422, files=[sheet()], answers=answers)["error"]
    assert "Choose 1 to" in client.post("import", 422, files=[])["error"]


UGLY = (
    "Personalnr;Name;Chef;Team;Stelle;Gehalt;Waehrung;Eintritt;Sonst\n"
    "1;Ana Ruiz;;Leitung;Head;120000;EUR;03/04/2019;x\n"
    "2;Bo Chen;1;Daten;Engineer;84000;EUR;05/06/2020;x\n"
    "3;Cy Day;Eva Stein;Daten;Engineer;80000;CHF;01/02/2021;x\n"
)
PLAN = "Projekt;Team;Aufwand\nUmzug;Daten;30\n"
ANSWERS = {
    "managers": {"Eva Stein": "1"},
    "rates": {"CHF": 1.05},
    "files": {
        "hr.csv": {"dates": "day-first", "columns": {"Sonst": "note"}},
        "plan.csv": {"effort_unit": "person-days"},
    },
}


def test_whether_namesakes_are_one_person_is_answered_in_the_page(client: Client) -> None:
    text = "Name,Manager,Title\nAna Ruiz,,CEO\nBo Chen,Ana Ruiz,Engineer\nBo Chen,Ana Ruiz,Designer\n"
    shown = client.post("import", files=[sheet("hr.csv", text)])
    assert ("namesakes", "Bo Chen") in {(each["asks"], each["about"]) for each in shown["findings"]}
    answers = {"namesakes": {"Bo Chen": "several"}}
    again = client.post("import", files=[sheet("hr.csv", text)], answers=answers)
    assert not any(finding["is_question"] for finding in again["findings"])


def test_every_question_can_be_answered_in_the_page(client: Client) -> None:
    files = [sheet("hr.csv", UGLY), sheet("plan.csv", PLAN)]
    shown = client.post("import", files=files)
    asked = {(finding["asks"], finding["about"]) for finding in shown["findings"] if finding["asks"]}
    assert asked == {
        ("managers", "Eva Stein"),
        ("rates", "CHF"),
        ("dates", "hr.csv"),
        ("columns", "Sonst"),
        ("effort_unit", "plan.csv"),
    }
    assert shown["currency"] == "EUR"
    assert all(finding["asks"] for finding in shown["findings"] if finding["is_question"])
    for finding in shown["findings"]:
        # Files to be written by hand are for the command line.
        assert "map" not in finding["hint"]
        assert "--" not in finding["hint"]
    again = client.post("import", files=files, answers=ANSWERS)
    assert [finding for finding in again["findings"] if finding["asks"]] == []
    guesses = {(guess["table"], guess["field"]) for guess in again["guesses"]}
    assert ("people", "tenure_years") not in guesses, "dates are read now"


def test_what_would_be_guessed_is_reported_before_it_is_accepted(client: Client) -> None:
    shown = client.post("import", files=[sheet()])
    assert ("people", "tenure_years") in {(guess["table"], guess["field"]) for guess in shown["guesses"]}


def example(folder: Path) -> bytes:
    """Return the workbook of the tutorial, whose plan has no room."""
    assert CliRunner().invoke(main, ["new", str(folder / "start"), "--from-sheet"]).exit_code == 0
    return (folder / "start" / "organization.xlsx").read_bytes()


def test_a_plan_without_room_is_remarked_on_as_in_the_terminal(client: Client, tmp_path: Path) -> None:
    """Seen: `reorg import` and `reorg check` remark on it, and the studio said nothing before or after."""
    book = {"name": "organization.xlsx", "content": base64.b64encode(example(tmp_path)).decode()}
    shown = client.post("import", files=[book])
    path = client.post("import/accept")["path"]
    checked = json.loads(CliRunner().invoke(main, ["check", path, "--json"]).stdout)["findings"]
    expected = [finding["message"] for finding in checked if finding["kind"] == "plan"]
    assert len(expected) == 1
    assert shown["remarks"] == client.state()["model"]["remarks"] == expected
    assert client_of(tmp_path).state()["model"]["remarks"] == []


def test_a_file_that_is_not_recognized_can_be_named(client: Client) -> None:
    odd = sheet("odd.csv", "Wer;Wo\nAna Ruiz;Daten\nBo Chen;Daten\n")
    shown = client.post("import", files=[odd])
    assert "No row of these files says who works there" in shown["failure"]
    assert [(finding["asks"], finding["about"]) for finding in shown["findings"]] == [("kind", "odd.csv")]
    client.post("import/accept", 422)
    reported = {"kind": "people", "header_row": 1, "columns": {"Wer": "name", "Wo": "team"}}
    assert client.post("import", files=[odd], answers={"files": {"odd.csv": reported}})["people"] == 2
