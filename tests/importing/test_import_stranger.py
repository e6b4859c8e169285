"""A stranger's files: 60 people as a German spreadsheet saves them, and a plan with merged quarters.

Two commands and at most three questions to a verdict; what is odd is said, and each row is somewhere.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
import xlsxwriter
from click.testing import CliRunner
from sheets import csv_file, findings_with, imported, loaded, reports

from reorg.cli.main import main
from reorg.importing import Imported, Mapping
from reorg.model import load
from reorg.model.events import Away, Join, Leave
from reorg.study.results.dates import calendar_date

TEAMS = {
    "Forschung": ("Wissenschaftler", 9),
    "Modelle": ("ML Engineer", 9),
    "Plattform": ("Software Engineer", 9),
    "App": ("Frontend Entwickler", 9),
    "Daten": ("Data Engineer", 8),
    "Qualität": ("Testingenieur", 8),
    "Produkt": ("Produktmanager", 7),
}
PLAN = (
    ("Q1", "Suchmodell 2", "Modelle", 120, "31.03.2027", ""),
    ("Q1", "Datenbereinigung", "Daten", "60 PT", "28.02.2027", ""),
    ("Q1", "Bewertungssatz", "Forschung", "40-60", "15.03.2027", ""),
    ("Q2", "App Neustart", "App", "ca. 150", "30.06.2027", "Suchmodell 2"),
    ("Q2", "Bezahlfunktion", "Produkt / App", 80, "30.06.2027", "App Neustart"),
    ("Q2", "Testautomation", "Qualität", 70, "31.05.2027", ""),
    ("Q2", "Cluster-Umzug", "Plattform", 100, "30.04.2027", ""),
    ("Q3", "Suchmodell 3", "Modelle", 200, "30.09.2027", "Suchmodell 2; Datenbereinigung"),
    ("Q3", "Sprachsuche", "Forschung", "?", "30.09.2027", "Suchmodell 3"),
    ("Q3", "Kundenportal", "App", 120, "31.08.2027", "Bezahlfunktion"),
    ("Q4", "Zertifizierung", "Qualität", 50, "30.11.2027", "Testautomation"),
    ("Q4", "Auslandsstart", "Produkt", 90, "15.12.2027", "Kundenportal, Zertifizierung"),
)


def staff() -> list[list[str]]:
    """Return the rows of the people: one head, and seven teams of seven to nine."""
    rows = [["00017", "Schulz, Tina", "Bereichsleiterin F&E", "Leitung", "", "15.06.2020", "", "40,0"]]
    for team, (title, count) in TEAMS.items():
        lead = f"Leiter{len(rows)}, Lena"
        for number in range(count):
            name = lead if number == 0 else f"Größe{len(rows)}, Jürgen"
            what = f"Teamleiterin {team}" if number == 0 else title
            boss = "Schulz, Tina" if number == 0 else lead
            hired = (date(2015, 1, 13) + timedelta(days=40 * len(rows))).strftime("%d.%m.%Y")
            hours = "20,0" if number == 3 else "40"
            rows.append([f"{len(rows) + 17:05d}", name, what, team, boss, hired, "", hours])
    rows[12][1] += " (Elternzeit bis 28.02.2027)"
    rows[20][6] = "31.12.2026"
    return rows


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    people = tmp_path / "Personal.csv"
    head = [
        "Pers.-Nr.",
        "Name",
        "Stelle",
        "Abteilung",
        "Vorgesetzter",
        "Eintritt",
        "Austritt",
        "Wochenstunden",
    ]
    vacancy = ["", "N.N.", "Wissenschaftler", "Forschung", "Leiter1, Lena", "01.03.2027", "", "40"]
    total = ["", "Summe", "", "", "", "", "", "2.380,0"]
    rows = [["Personalliste F&E"], ["Stand: 26.11.2026"], [], head, *staff(), vacancy, total]
    people.write_bytes("\r\n".join(";".join(row) for row in rows).encode("cp1252"))
    plan = tmp_path / "Vorhaben.xlsx"
    with xlsxwriter.Workbook(str(plan)) as book:
        sheet = book.add_worksheet("Vorhaben 2027")
        sheet.merge_range("A1:F1", "Projektportfolio 2027 (Entwurf)")
        for column, name in enumerate(
            ["Quartal", "Vorhaben", "Team", "Aufwand (PT)", "Termin", "Abhängig von"]
        ):
            sheet.write(2, column, name)
        for number, row in enumerate(PLAN, 3):
            for column, cell in enumerate(row[1:], 1):
                sheet.write(number, column, cell)
        for cells, quarter in (("A4:A6", "Q1"), ("A7:A10", "Q2"), ("A11:A13", "Q3"), ("A14:A15", "Q4")):
            sheet.merge_range(cells, quarter)
        sheet.write_comment("B4", "Budget offen")
        sheet.write(15, 0, "Summe")
        sheet.write_formula(15, 3, "=SUM(D4:D15)", None, 1100)
    return people, plan


@pytest.fixture
def found(files: tuple[Path, Path]) -> Imported:
    return imported(*files)


def test_no_question_stands_between_the_files_and_the_model(files: tuple[Path, Path], tmp_path: Path) -> None:
    arguments = [*map(str, files), "-o", str(tmp_path / "lab"), "--start", "2026-12-07"]
    result = CliRunner().invoke(main, ["import", *arguments], catch_exceptions=False)
    assert result.exit_code == 0
    assert "60 people and 1 vacancy in 8 teams, 12 packages in 4 releases" in result.output
    assert len(result.output.splitlines()) < 45
    model = load(tmp_path / "lab" / "model.yaml")
    assert len(model.people) == 60


def test_quarters_are_releases_with_dates_and_links_across(found: Imported, tmp_path: Path) -> None:
    model = loaded(found, tmp_path)
    assert [(r.name, calendar_date(model.start, r.due_week or 0.0)) for r in model.releases] == [
        ("Q1", "2027-03-31"),
        ("Q2", "2027-06-30"),
        ("Q3", "2027-09-30"),
        ("Q4", "2027-12-15"),
    ]
    after = {package.id: set(package.after) for release in model.releases for package in release.packages}
    assert after["app-neustart"] == {"q1/suchmodell-2"}
    assert after["bezahlfunktion"] == {"app-neustart"}
    assert after["auslandsstart"] == {"q3/kundenportal", "zertifizierung"}


def test_leave_exits_and_starts_happen_in_their_weeks(found: Imported, tmp_path: Path) -> None:
    events = loaded(found, tmp_path).scenarios[0].events
    away = [(event.person, event.week, event.for_weeks) for event in events if isinstance(event, Away)]
    assert away == [("jürgen-größe12", 0.0, 12.0)]
    assert [(e.person, e.week) for e in events if isinstance(e, Leave)] == [("jürgen-größe20", 3.4)]
    assert [e.week for e in events if isinstance(e, Join)] == [12.0]


def test_what_is_odd_is_reported_with_its_place(found: Imported) -> None:
    assert findings_with(found, "a title above the header")[:2] == [
        (1, "", "Personalliste F&E"),
        (2, "", "Stand: 26.11.2026"),
    ]
    assert [row for row, _, _ in findings_with(found, "a total, a footer")] == [66, 16]
    assert len(findings_with(found, "merged cells")) == 4
    assert findings_with(found, "not an effort") == [(12, "Aufwand (PT)", "?")]
    assert findings_with(found, "several owners")[0][0] == 8
    assert not found.findings.questions()


@pytest.mark.parametrize(
    ("note", "until"),
    [
        ("parental leave until March 1, 2027", "2027-03-01"),
        ("on leave, back on 2027-03-01", "2027-03-01"),
        ("Elternzeit bis zum 28.02.2027", "2027-02-28"),
        ("congé jusqu'au 28/02/2027", "2027-02-28"),
        ("sabbatical", None),
    ],
)
def test_a_note_says_until_when_somebody_is_on_leave(note: str, until: str | None, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    rows = f'Name,Manager,Title\nAda Park,,CEO\n"Ben Osei ({note})",Ada Park,Engineer\n'
    path.write_text(rows, encoding="utf-8")
    found = imported(path)
    ben = found.people[1]
    assert (ben.status, str(ben.leave_to) if ben.leave_to else None) == ("leave", until)
    expected = "away in these weeks" if until else "without a date of return"
    assert findings_with(found, expected)
    assert loaded(found, tmp_path).scenarios[0].events


def test_what_is_left_out_or_assumed_of_a_cell_is_said_once(tmp_path: Path) -> None:
    """Seen: a due date tbd, an empty share and two people without a manager, of which nothing was said."""
    people = [
        ["Name", "Manager", "Team", "FTE"],
        ["Ada Park", "", "Lab", "1"],
        ["Priya Raman", "Ada Park", "Models", "0.8"],
        ["Cleo Groß", "Priya Ramen", "Models", "1"],
        ["Dan Ito", "Priya Raman", "Models", ""],
        ["Eva Berg", "", "Product", "1"],
        ["Finn Okafor", "Paul Smith", "Product", "1"],
    ]
    plan = [["Project", "Owner", "Effort (weeks)", "Due date"], ["Engine", "Models", "20", "tbd"]]
    found = imported(csv_file(tmp_path, people), csv_file(tmp_path, plan, "plan.csv"))
    assert findings_with(found, "not decided yet") == [(2, "Due date", "tbd")]
    assert findings_with(found, "no share of a position is stated") == [(5, "FTE", "Dan Ito")]
    assert findings_with(found, "no manager is stated: placed in the team at the top") == [
        (6, "", "Eva Berg")
    ]
    (question,) = found.findings.questions()
    assert "'Priya Ramen' of 1 person appears in no sheet: did you mean 'Priya Raman'?" in question.message
    # What the hint says to write answers it; a manager who is like nobody is no question.
    answered = imported(tmp_path / "people.csv", answers=Mapping(managers={"Priya Ramen": "row 3"}))
    assert not answered.findings.questions()
    assert reports(answered)["Cleo Groß"] == "Priya Raman"
    assert "managers: {'Priya Ramen': 'row 3'} in the map" in question.hint
    assert "the manager 'Paul Smith' of 1 person appears in no sheet" in {
        one.message for one in found.findings
    }
