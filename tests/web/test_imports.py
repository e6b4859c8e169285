"""Importing sheets from the page: what they say, with rows; a choice; a model that opens, or nothing."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

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
    assert shown["tables"][0]["columns"]["Vorgesetzter"] == "manager"
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
        ("a.csv", "This is not a request"),
    ],
)
def test_what_is_no_sheet_is_said_and_writes_nothing(
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
