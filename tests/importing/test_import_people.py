from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from sheets import csv_file, findings_with, imported, loaded, reports, workbook

from reorg.importing import QUESTION, Mapping

HEAD = ["Employee ID", "Name", "Email", "Manager", "Title", "Department", "Start date", "Status", "FTE"]


def row(number: int, name: str, manager: str = "", **more: str) -> list[str]:
    given = {"Employee ID": f"{number:03d}", "Name": name, "Manager": manager, "Title": "Engineer"} | more
    return [given.get(column, "") for column in HEAD]


def test_managers_are_found_by_number_address_and_name_in_one_column(tmp_path: Path) -> None:
    rows = [
        HEAD,
        row(1, "Ada Park", Email="ada@x.org"),
        row(2, "Ben Osei", "001"),
        row(3, "Cleo Groß", "ada@x.org"),
        row(4, "Dan Ito", "Park, Ada"),
        row(5, "Eva Berg", "Ada  PARK"),
        row(6, "Finn Okafor", "Ada Park (001)"),
    ]
    found = imported(csv_file(tmp_path, rows))
    assert set(reports(found).values()) == {"", "Ada Park"}


def test_two_people_of_one_name_stay_two_and_the_manager_is_asked(tmp_path: Path) -> None:
    rows = [
        HEAD,
        row(1, "Ada Park"),
        row(2, "Sam Lee", "001", Department="A"),
        row(3, "Sam Lee", "001", Department="B"),
        row(4, "Eva Berg", "Sam Lee", Department="B"),
        row(5, "Finn Berg", "Sam Lee", Department="C"),
    ]
    path = csv_file(tmp_path, rows)
    found = imported(path)
    assert [person.id for person in found.people][1:3] == ["sam-lee", "sam-lee-2"]
    assert found.people[3].manager is found.people[2]
    questions = [finding for finding in found.findings if finding.kind == QUESTION]
    assert "2 people could be the manager 'Sam Lee' (rows 3, 4)" in questions[0].message
    answers = Mapping.model_validate({"managers": {"Sam Lee": "003"}})
    found = imported(path, answers=answers)
    assert {person.manager for person in found.people[3:]} == {found.people[2]}
    assert not found.findings.questions()


def test_no_team_is_called_like_a_job(tmp_path: Path) -> None:
    """Of two managers in one department, "Lead Engineer" leads no team called "Engineer"."""
    leads = {"002": "Lead Engineer", "003": "Staff Engineer", "004": "Head of Robotics"}
    rows = [HEAD, row(1, "Ada Park", Title="Director", Department="Models")]
    for index, (number, title) in enumerate(leads.items()):
        rows.append(row(2 + index, f"Lead {index}", "001", Title=title, Department="Models"))
        rows += [
            row(10 * (index + 1) + n, f"Member {index}{n}", number, Department="Models") for n in range(3)
        ]
    teams = {team.lead.shown: team.name for team in imported(csv_file(tmp_path, rows)).teams if team.lead}
    assert teams["Lead 0"] == "Team Lead 0"
    assert teams["Lead 1"] == "Team Lead 1"
    assert teams["Lead 2"] == "Robotics"


def test_a_cycle_of_managers_is_cut_and_said(tmp_path: Path) -> None:
    rows = [
        HEAD,
        row(1, "Ada Park", "002"),
        row(2, "Ben Osei", "003"),
        row(3, "Cleo Groß", "001"),
        row(4, "Dan", "002"),
    ]
    found = imported(csv_file(tmp_path, rows))
    assert reports(found) == {
        "Ada Park": "Ben Osei",
        "Ben Osei": "",
        "Cleo Groß": "Ada Park",
        "Dan": "Ben Osei",
    }
    assert findings_with(found, "managers have a cycle")[0][0] == 3
    assert len(loaded(found, tmp_path).people) == 4


def test_whoever_reports_to_themselves_or_to_nobody_is_a_top(tmp_path: Path) -> None:
    rows = [
        HEAD,
        row(1, "Ada Park", "001"),
        row(2, "Ben Osei", ""),
        row(3, "Cleo Groß", "001"),
        row(4, "Dan Ito", "002"),
    ]
    found = imported(csv_file(tmp_path, rows))
    assert [team.name for team in found.teams if team.parent is None] == ["Laboratory"]
    assert found.teams[0].lead is None
    assert findings_with(found, "reports to themselves")
    loaded(found, tmp_path)


def test_reports_of_a_manager_who_has_left_go_to_the_one_above(tmp_path: Path) -> None:
    rows = [
        HEAD,
        row(1, "Ada Park"),
        row(2, "Ben Osei", "001", Status="Terminated"),
        row(3, "Cleo Groß", "002"),
    ]
    found = imported(csv_file(tmp_path, rows))
    assert reports(found) == {"Ada Park": "", "Cleo Groß": "Ada Park"}
    assert findings_with(found, "the manager Ben Osei has left: the direct reports go to Ada Park") == [
        (4, "", "Cleo Groß")
    ]
    assert findings_with(found, "has left: not imported") == [(3, "", "Ben Osei")]


def test_a_manager_who_is_in_no_sheet_is_reported_and_a_top_is_made(tmp_path: Path) -> None:
    rows = [
        HEAD,
        row(1, "Ada Park", "Zoe Outside"),
        row(2, "Ben Osei", "001"),
        row(3, "Cleo Groß", "Zoe Outside"),
    ]
    found = imported(csv_file(tmp_path, rows))
    assert findings_with(found, "the manager 'Zoe Outside' of 2 people appears in no sheet")[0][0] == 2
    assert found.teams[0].lead is None
    assert {person.name for person in found.people} == {"Ada Park", "Ben Osei", "Cleo Groß"}
    loaded(found, tmp_path)


def test_a_dotted_line_is_a_second_lead_or_kept_in_the_notes(tmp_path: Path) -> None:
    head = [*HEAD, "Dotted line manager"]
    rows = [
        head,
        [*row(1, "Ada Park"), ""],
        [*row(2, "Ben Osei", "001"), ""],
        [*row(3, "Cleo Groß", "Ben Osei"), "Dan Ito"],
        [*row(4, "Dan Ito", "001"), ""],
        [*row(5, "Eva Berg", "Dan Ito"), "Dan Ito"],
        [*row(6, "Finn Okafor", "Dan Ito"), "Zoe Outside"],
        [*row(7, "Gus Moe", "Dan Ito"), "Cleo Groß"],
    ]
    found = imported(csv_file(tmp_path, rows))
    model = loaded(found, tmp_path)
    assert [(line.person, line.lead) for line in model.structures[0].second_leads] == [
        ("cleo-groß", "dan-ito")
    ]
    said_of = {at: detail for at, _, detail in findings_with(found, "the second manager")}
    assert {at: detail.split(": ")[1] for at, detail in said_of.items()} == {
        6: "Dan Ito",
        7: "Zoe Outside",
        8: "Cleo Groß",
    }
    assert "second manager: Zoe Outside" in found.people[5].notes


def test_two_rows_with_shares_are_seats_in_two_teams(tmp_path: Path) -> None:
    rows = [
        ["Name", "Manager", "Title", "FTE"],
        ["Ada Park", "", "CEO", "1"],
        ["Ben Osei", "Ada Park", "Lead", "1"],
        ["Cleo Groß", "Ben Osei", "Engineer", "0.6"],
        ["Dan Ito", "Ada Park", "Lead", "1"],
        ["Eva Berg", "Dan Ito", "Engineer", "1"],
        ["Cleo Groß", "Dan Ito", "Engineer", "0.4"],
    ]
    model = loaded(imported(csv_file(tmp_path, rows)), tmp_path)
    (seat,) = model.structures[0].second_seats
    lead = next(team.lead for team in model.structures[0].teams if team.id == seat.team)
    assert (seat.person, lead, seat.share) == ("cleo-groß", "dan-ito", 0.4)
    assert next(p.share for p in model.people if p.id == "cleo-groß") == 1.0


def test_a_person_twice_counts_once_and_a_second_seat_is_kept_in_words(tmp_path: Path) -> None:
    rows = [
        HEAD,
        row(1, "Ada Park"),
        row(2, "Ben Osei", "001", Department="A"),
        row(2, "Ben Osei", "001", Department="A"),
        row(2, "Ben Osei", "Cleo Groß", Department="B"),
        row(3, "Cleo Groß", "001"),
    ]
    found = imported(csv_file(tmp_path, rows))
    assert len(found.people) == 3
    assert [at for at, _, _ in findings_with(found, "counted once")] == [4]
    assert [at for at, _, _ in findings_with(found, "a second seat")] == [5]
    assert "B" in found.people[1].notes[0]
    assert found.people[1].second_manager == "Cleo Groß"


def test_vacant_eliminated_and_unnamed_positions(tmp_path: Path) -> None:
    rows = [
        HEAD,
        row(1, "Ada Park"),
        row(2, "Vacant ", "001", Title="Analyst", **{"Start date": "2027-03-01"}),
        row(3, "Eliminated", "001"),
        row(4, "N/D", "001", Title="Deputy Director"),
        row(5, "TBH - backfill", "001", Title="Engineer"),
        row(6, "Open Ola", "001"),
    ]
    found = imported(csv_file(tmp_path, rows))
    assert [person.status for person in found.people] == ["active", "vacant", "active", "vacant", "active"]
    assert [at for at, _, _ in findings_with(found, "the position is eliminated")] == [4]
    model = loaded(found, tmp_path)
    assert len(model.people) == 3
    joins = [event for event in model.scenarios[0].events if type(event).__name__ == "Join"]
    assert sorted(event.week for event in joins)[1] == pytest.approx(12.0, abs=0.1)
    guessed = {(one.row, one.field) for one in found.proposals}
    assert ("vacancy-engineer", "hire_date") in guessed
    assert ("vacancy-analyst", "hire_date") not in guessed


def test_whoever_leaves_or_starts_later_does_so_in_every_scenario(tmp_path: Path) -> None:
    head = [*HEAD, "End date"]
    rows = [
        head,
        [*row(1, "Ada Park"), ""],
        [*row(2, "Ben Osei", "001"), "31.01.2027"],
        [*row(3, "Cleo Groß", "001", **{"Start date": "01.02.2027"}), ""],
        [*row(4, "Dan Ito", "001"), ""],
    ]
    model = loaded(imported(csv_file(tmp_path, rows)), tmp_path)
    assert {person.id for person in model.people} == {"ada-park", "ben-osei", "dan-ito"}
    kinds = [type(event).__name__ for event in model.scenarios[0].events]
    assert sorted(kinds) == ["Join", "Leave"]


def test_posts_of_parts_and_of_several(tmp_path: Path) -> None:
    rows = [
        HEAD,
        row(1, "Ada Park", FTE="1.0"),
        row(2, "Ben Osei", "001", FTE="60%"),
        row(3, "Cleo Groß", "001", FTE="80"),
        ["", "", "", "001", "Analyst", "", "", "", "1.5"],
    ]
    found = imported(csv_file(tmp_path, rows))
    assert [(person.count, person.share) for person in found.people] == [
        (1, 1),
        (1, 0.6),
        (1, 0.8),
        (2, 0.75),
    ]
    assert len(loaded(found, tmp_path).people) == 5


def test_weekly_hours_are_shares_of_the_usual_full_time(tmp_path: Path) -> None:
    rows = [
        ["Name", "Manager", "Wochenstunden"],
        ["Ada Park", "", "38,5"],
        ["Ben Osei", "Ada Park", "38,5"],
        ["Cleo Groß", "Ada Park", "19,25"],
    ]
    model = loaded(imported(csv_file(tmp_path, rows, separator=";")), tmp_path)
    assert [person.share for person in model.people] == [1.0, 1.0, 0.5]


def test_ambiguous_dates_are_asked_once_and_not_guessed(tmp_path: Path) -> None:
    rows = [
        HEAD,
        row(1, "Ada Park", **{"Start date": "03/04/2020"}),
        row(2, "Ben", "001", **{"Start date": "05/06/2021"}),
    ]
    path = csv_file(tmp_path, rows)
    found = imported(path)
    assert [finding.column for finding in found.findings.questions()] == ["Start date"]
    assert {person.hire_date for person in found.people} == {None}
    answers = Mapping.model_validate({"files": {"people.csv": {"dates": "day-first"}}})
    assert str(imported(path, answers=answers).people[0].hire_date) == "2020-04-03"


def test_several_sheets_merge_by_address_then_name_and_conflicts_are_reported(tmp_path: Path) -> None:
    one = csv_file(
        tmp_path,
        [["Name", "Email", "Manager"], ["Ada Park", "ada@x.org", ""], ["Ben Osei", "ben@x.org", "Ada Park"]],
        "a.csv",
    )
    two = csv_file(
        tmp_path,
        [
            ["Mail", "Job title", "Salary", "Manager"],
            ["BEN@x.org", "Engineer", "90000", ""],
            ["ada@x.org", "CEO", "", ""],
        ],
        "b.csv",
    )
    three = csv_file(
        tmp_path, [["Name", "Job title", "Location"], ["Osei, Ben", "Senior engineer", "Oslo"]], "c.csv"
    )
    found = imported(one, two, three)
    assert [(person.name, person.title, person.location) for person in found.people] == [
        ("Ada Park", "CEO", ""),
        ("Ben Osei", "Engineer", "Oslo"),
    ]
    assert findings_with(found, "a different title than in a.csv") == [
        (2, "", "Ben Osei: Senior engineer, not Engineer")
    ]


def test_columns_without_headers_that_say_anything_are_known_by_content(tmp_path: Path) -> None:
    rows = [
        ["Wer", "Chefin oder Chef", "Title", "x", "y"],
        ["Ada Park", "", "CEO", "ada@x.org", "1"],
        ["Ben Osei", "Ada Park", "Lead", "ben@x.org", "0.8"],
        ["Cleo Groß", "Ben Osei", "Engineer", "cleo@x.org", "1"],
        ["Dan Ito", "Ben Osei", "Engineer", "dan@x.org", "0.5"],
        ["Eva Berg", "Ada Park", "Engineer", "eva@x.org", "1"],
    ]
    answers = Mapping.model_validate({"files": {"people.csv": {"kind": "people", "header_row": 1}}})
    found = imported(csv_file(tmp_path, rows), answers=answers)
    assert reports(found)["Dan Ito"] == "Ben Osei"
    assert found.people[3].email == "dan@x.org"
    assert found.people[3].share == 0.5
    assert set(found.tables[0].guessed) == {"name", "manager", "email", "share"}


def test_the_map_gives_columns_their_meaning(tmp_path: Path) -> None:
    rows = [["A", "B", "C"], ["Ada Park", "", "CEO"], ["Ben Osei", "Ada Park", "Engineer"]]
    columns = {"A": "name", "B": "manager", "C": "title"}
    answers = Mapping.model_validate(
        {"files": {"people.csv": {"kind": "people", "header_row": 1, "columns": columns}}}
    )
    assert reports(imported(csv_file(tmp_path, rows), answers=answers)) == {
        "Ada Park": "",
        "Ben Osei": "Ada Park",
    }


def test_teams_follow_the_team_column_within_a_managers_reports(tmp_path: Path) -> None:
    rows = [
        ["Name", "Manager", "Team", "Title"],
        ["Ada Park", "", "", "Head"],
        *([f"Person {n}", "Ada Park", "Red" if n < 3 else "Blue", "Engineer"] for n in range(6)),
    ]
    found = imported(csv_file(tmp_path, rows))
    assert {team.name: len(team.people) for team in found.teams if team.lead is None} == {"Red": 3, "Blue": 3}


def test_names_in_any_script_are_kept_beside_ids(tmp_path: Path) -> None:
    rows = [["Name", "Manager"], ["王小明", ""], ["Иван Петров", "王小明"], ["علي حسن", "王小明"]]
    found = imported(csv_file(tmp_path, rows))
    model = loaded(found, tmp_path)
    assert [person.id for person in model.people] == ["王小明", "иван-петров", "علي-حسن"]


def test_merged_cells_dates_and_hidden_sheets_of_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "people.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet("People")
        for column, header in enumerate(["Department", "Name", "Manager", "Start date", "Annual salary"]):
            sheet.write(2, column, header)
        sheet.write(0, 0, "Our people, December")
        sheet.merge_range(3, 0, 5, 0, "Research")
        for number, name in enumerate(["Ada Park", "Ben Osei", "Cleo Groß"]):
            sheet.write(3 + number, 1, name)
            sheet.write(3 + number, 2, "" if number == 0 else "Ada Park")
            sheet.write_datetime(3 + number, 3, datetime(2020, 4, 1 + number), day)
            sheet.write_formula(3 + number, 4, "=100000+20000", None, 120000)
        hidden = book.add_worksheet("Secret")
        hidden.write(0, 0, "Name")
        hidden.hide()
    found = imported(path)
    assert {person.department for person in found.people} == {"Research"}
    assert [str(person.hire_date) for person in found.people][1] == "2020-04-02"
    assert {person.pay for person in found.people} == {120_000}
    assert findings_with(found, "merged cells")[0] == (4, "", "rows 4 to 6")
    assert findings_with(found, "hidden sheet 'Secret'")
    assert findings_with(found, "3 formulas: the values last computed are used")


def test_other_sheets_of_a_workbook_are_left_out_without_a_question(tmp_path: Path) -> None:
    path = workbook(
        tmp_path, {"Read me": [["Hello"]], "Staff": [["Name", "Manager"], ["Ada", ""], ["Ben", "Ada"]]}
    )
    found = imported(path)
    assert [person.name for person in found.people] == ["Ada", "Ben"]
    assert not found.findings.questions()


@pytest.mark.slow
@settings(max_examples=40)
@given(st.data())
def test_any_tree_of_people_comes_back(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 25))
    bosses = [data.draw(st.integers(0, number - 1)) if number else None for number in range(size)]
    order = data.draw(st.permutations(range(size)))
    rows = [
        ["Name", "Manager", "Title"],
        *([f"P{n} X", f"P{bosses[n]} X" if n else "", "Engineer"] for n in order),
    ]
    folder = tmp_path_factory.mktemp("tree")
    found = imported(csv_file(folder, rows))
    assert reports(found) == {f"P{n} X": f"P{bosses[n]} X" if n else "" for n in range(size)}
    assert sum(len(team.people) for team in found.teams) == size
    assert len(loaded(found, folder).people) == size


def test_unknown_statuses_and_bad_cells_are_reported_by_row_and_column(tmp_path: Path) -> None:
    rows = [
        HEAD,
        row(1, "Ada Park", Status="zzz"),
        row(2, "Ben", "001", **{"Start date": "soon", "FTE": "lots"}),
    ]
    found = imported(csv_file(tmp_path, rows))
    assert findings_with(found, "an unknown status") == [(2, "Status", "zzz")]
    assert findings_with(found, "not a valid date") == [(3, "Start date", "soon")]
    assert findings_with(found, "not a number") == [(3, "FTE", "lots")]


def test_short_and_shifted_rows_are_kept_or_said(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(
        "Name,Manager,Title\nAda Park\nBen Osei,Ada Park,Engineer,extra,cells\n,,\nCleo,Ada Park\n"
    )
    found = imported(path)
    assert [person.name for person in found.people] == ["Ada Park", "Ben Osei", "Cleo"]
    assert findings_with(found, "more cells than headers") == [(3, "", "extra cells")]


def test_a_column_filled_in_the_first_row_of_a_block_only(tmp_path: Path) -> None:
    rows = [
        ["Project", "Maintainer Name", "Company"],
        ["Red", "Ada Park", "X"],
        ["", "Ben Osei", "X"],
        ["", "Cleo", "Y"],
        ["Blue", "Dan Ito", "X"],
        ["", "Eva Berg", "Y"],
        ["", "Finn", "Y"],
    ]
    found = imported(csv_file(tmp_path, rows))
    assert [person.team for person in found.people] == ["Red"] * 3 + ["Blue"] * 3
    assert findings_with(found, "filled down into 4 rows")


def test_a_lead_who_starts_later_leads_from_then_on(tmp_path: Path) -> None:
    rows = [
        HEAD,
        row(1, "Ada Park"),
        row(2, "Ben Osei", "001", **{"Start date": "01.02.2027"}),
        row(3, "Cleo Groß", "002"),
        row(4, "Vacant", "001", Title="Head of data"),
        row(5, "Dan Ito", "004"),
    ]
    found = imported(csv_file(tmp_path, rows))
    model = loaded(found, tmp_path)
    assert [at for at, _, _ in findings_with(found, "starts later")] == [3, 5]
    later = {person.name or person.title: person.starts_week for person in model.people if person.vacant}
    assert later["Ben Osei"] == 8.0
    assert later["Head of data"] is not None
    leads = {team.lead for team in model.structures[0].teams}
    assert {"ben-osei", "vacancy-head-of-data"} <= leads


def test_a_status_that_says_until_when_is_the_end_of_the_leave(tmp_path: Path) -> None:
    rows = [
        HEAD,
        row(1, "Ada Park"),
        row(2, "Ben Osei", "001", Status="Elternzeit bis 30.06.2027"),
        row(3, "Cleo Groß", "001", Status="On leave until 2027-03-31"),
        row(4, "Dan Ito", "001", Status="Elternzeit"),
    ]
    found = imported(csv_file(tmp_path, rows))
    assert [str(person.leave_to) for person in found.people[1:]] == ["2027-06-30", "2027-03-31", "None"]


def test_the_group_of_employees_is_a_type_of_employment_and_one_person_is_one(tmp_path: Path) -> None:
    rows = [
        ["Personalnummer", "Name", "Vorgesetzter", "Mitarbeitergruppe"],
        ["001", "Ada Park", "", "Angestellte"],
        ["002", "Ben Osei", "999", "Extern"],
    ]
    found = imported(csv_file(tmp_path, rows))
    assert [person.employment_type for person in found.people] == ["Angestellte", "Extern"]
    assert findings_with(found, "the manager '999' of 1 person appears in no sheet")


@pytest.mark.parametrize(
    ("title", "level", "expected"),
    [
        ("Head of research", "Director", "executive"),
        ("Senior Director of Engineering", "", "executive"),
        ("Direktorin Forschung", "", "executive"),
        ("Directrice de la recherche", "", "executive"),
        ("Deputy Director", "", "senior"),
        ("Engineer", "Associate Director", "senior"),
        ("Art director", "", "senior"),
        ("Assistant to the director", "", "mid"),
        ("Research director", "IC4", "senior"),
        ("Senior vice president", "", "executive"),
        ("Distinguished engineer", "", "principal"),
        ("Engineer", "", "mid"),
    ],
)
def test_a_director_is_of_the_highest_level_and_a_deputy_is_not(
    tmp_path: Path, title: str, level: str, expected: str
) -> None:
    rows = [["Name", "Manager", "Title", "Grade"], ["Ada Park", "", "CEO", ""]]
    rows += [["Ben Osei", "Ada Park", title, level]]
    found = imported(csv_file(tmp_path, rows))
    loaded(found, tmp_path)
    (guess,) = [one for one in found.proposals if (one.row, one.field) == ("ben-osei", "seniority")]
    assert guess.value == expected
    is_director = expected == "executive" and "president" not in title
    assert ("a director is assumed to lead leads" in guess.why) == is_director


NAMESAKES = [
    ["Name", "Manager", "Title", "FTE", "Salary (EUR)", "Start date"],
    ["Ada Park", "", "CEO", "1", "200000", "2015-01-01"],
    ["Schmidt, Anna", "Ada Park", "Senior Data Scientist", "1", "90000", "2019-03-01"],
    ["Ben Osei", "Ada Park", "Lead", "1", "110000", "2018-01-01"],
    ["Schmidt, Anna", "Ben Osei", "Infrastructure Engineer", "1", "80000", "2022-05-01"],
    ["Eva Berg", "Schmidt, Anna", "Engineer", "1", "70000", "2023-01-01"],
]


def test_two_full_positions_of_one_name_are_two_people(tmp_path: Path) -> None:
    path = csv_file(tmp_path, NAMESAKES)
    found = imported(path)
    assert [person.id for person in found.people if person.name == "Anna Schmidt"] == [
        "anna-schmidt",
        "anna-schmidt-2",
    ]
    assert findings_with(found, "a repeated name: kept as a separate person") == [(5, "", "Anna Schmidt")]
    assert not loaded(found, tmp_path).structures[0].second_leads
    (question,) = found.findings.questions()
    assert "2 people could be the manager 'Schmidt, Anna' (rows 3, 5)" in question.message
    assert question.hint == "write managers: {'Schmidt, Anna': 'row 3'} (or 'row 5') in the map"
    answers = Mapping.model_validate({"managers": {"Schmidt, Anna": "row 5"}})
    answered = imported(path, answers=answers)
    assert not answered.findings.questions()
    assert answered.people[4].manager is answered.people[3]


def test_a_text_in_brackets_after_a_name_tells_namesakes_apart(tmp_path: Path) -> None:
    rows = [list(cells) for cells in NAMESAKES]
    rows[4][0] = "Schmidt, Anna (Infra)"
    rows.append(["Finn Okafor", "Anna Schmidt (Infra)", "Engineer", "1", "70000", "2023-01-01"])
    found = imported(csv_file(tmp_path, rows))
    assert not found.findings.questions()
    assert found.people[4].manager is found.people[1]
    assert found.people[5].manager is found.people[3]


@pytest.mark.parametrize(
    ("shares", "pay", "people"),
    [
        (("0.6", "0.4"), ("54000", "36000"), 4),
        (("0.6", "0.5"), ("90000", "90000"), 5),
        (("1", "1"), ("90000", "90000"), 5),
        (("", ""), ("90000", "80000"), 5),
    ],
)
def test_shares_and_pay_say_whether_namesakes_are_one_person(
    tmp_path: Path, shares: tuple[str, str], pay: tuple[str, str], people: int
) -> None:
    rows = [list(cells) for cells in NAMESAKES[:-1]] + [["Eva Berg", "Ben Osei", "Engineer", "1", "70000"]]
    for at, share, amount in zip((2, 4), shares, pay, strict=True):
        rows[at][3:] = [share, amount, "2019-03-01"]
    found = imported(csv_file(tmp_path, rows))
    assert len(found.people) == people
    assert not found.findings.questions()


def test_whether_rows_that_state_nothing_are_one_person_is_asked(tmp_path: Path) -> None:
    rows = [cells[:3] for cells in NAMESAKES[:-1]]
    path = csv_file(tmp_path, rows)
    found = imported(path)
    (question,) = found.findings.questions()
    assert question.message == "rows 3 and 5 of Anna Schmidt are read as one person"
    assert "namesakes: {'Anna Schmidt': one} in the map, or several" in question.hint
    for answer, people in (("one", 3), ("several", 4)):
        answered = imported(path, answers=Mapping.model_validate({"namesakes": {"Anna Schmidt": answer}}))
        assert not answered.findings.questions()
        assert len(answered.people) == people


@pytest.mark.parametrize(
    ("cells", "shares"),
    [
        (["1", "20h", "32 h", "30 h/week", "20"], [1.0, 0.5, 0.8, 0.75, 0.5]),
        (["40", "20", "0.5", "10", "1"], [1.0, 0.5, 0.5, 0.25, 1.0]),
        (["100", "20", "50", "10", "80"], [1.0, 0.2, 0.5, 0.1, 0.8]),
        (["100%", "20%", "1.2", "120%", "1.01"], [1.0, 0.2, 1.0, 1.0, 1.0]),
    ],
)
def test_a_named_person_is_one_person_whatever_the_share(
    tmp_path: Path, cells: list[str], shares: list[float]
) -> None:
    names = ["Ada Park", "Ben Osei", "Cleo Groß", "Dan Ito", "Eva Berg"]
    rows = [HEAD] + [row(at + 1, name, "001" if at else "", FTE=cells[at]) for at, name in enumerate(names)]
    model = loaded(imported(csv_file(tmp_path, rows)), tmp_path)
    assert [person.name for person in model.people] == names
    assert [person.share for person in model.people] == shares


def test_numbers_above_one_beside_a_name_are_findings(tmp_path: Path) -> None:
    rows = [HEAD, row(1, "Ada Park", FTE="20"), row(2, "Ben Osei", "001", FTE="1.2")]
    found = imported(csv_file(tmp_path, rows))
    assert findings_with(found, "taken as hours per week") == [(2, "FTE", "20")]
    assert findings_with(found, "more than one position beside a person's name") == [(3, "FTE", "1.2")]


def test_negative_pay_is_said(tmp_path: Path) -> None:
    rows = [["Name", "Manager", "Salary (EUR)"], ["Ada Park", "", "-92000"], ["Ben Osei", "Ada Park", "0"]]
    found = imported(csv_file(tmp_path, rows))
    assert findings_with(found, "negative pay: not used") == [(2, "Salary (EUR)", "-92000")]
    assert [person.pay for person in found.people] == [None, None]


def test_a_quarter_as_a_date_is_said(tmp_path: Path) -> None:
    head = [*HEAD, "End date"]
    rows = [
        head,
        [*row(1, "Ada Park"), "Q1 2027"],
        [*row(2, "Ben Osei", "001", **{"Start date": "Q1 2027"}), ""],
        [*row(3, "Cleo Groß", "001", **{"Start date": "2026-01-01"}), ""],
    ]
    found = imported(csv_file(tmp_path, rows))
    assert findings_with(found, "a quarter instead of a date") == [
        (2, "End date", "Q1 2027: 2027-03-31"),
        (3, "Start date", "Q1 2027: 2027-01-01"),
    ]


def test_notes_about_leaving_and_leave_are_reported_unless_a_column_says_it(tmp_path: Path) -> None:
    head = [*HEAD, "End date", "Leave from", "Comments"]
    rows = [
        head,
        [*row(1, "Ada Park"), "", "", "Leads the contractors"],
        [*row(2, "Ben Osei", "001"), "", "", "leaves 31.01.2027"],
        [*row(3, "Cleo Groß", "001"), "", "", "on parental leave since 1.10.2026"],
        [*row(4, "Dan Ito", "001"), "31.01.2027", "", "leaves 31.01.2027"],
        [*row(5, "Eva Berg", "001"), "", "01.10.2026", "Elternzeit"],
        [*row(6, "Finn Okafor", "001"), "", "", "Vertrag läuft bis März"],
        [*row(7, "Gus Moe", "001", Status="Terminated"), "", "", "contract ended"],
    ]
    found = imported(csv_file(tmp_path, rows))
    told = [one for one in found.findings if one.message.startswith("the notes mention leaving")]
    assert [(one.row, one.column) for one in told] == [(3, "Comments"), (4, "Comments"), (7, "Comments")]
    assert "End date, or Leave from and Leave until" in told[0].hint
