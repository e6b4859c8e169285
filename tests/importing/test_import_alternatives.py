from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sheets import csv_file, findings_with, imported, loaded, workbook

from reorg.importing import QUESTION, Imported, Mapping, files_of, pseudonymized, read_map, write_folder
from reorg.model import ModelError, Organization, load
from reorg.model.analysis.positions import closed_positions
from reorg.model.analysis.workload import owned_work
from reorg.model.structure import Structure
from reorg.report.events import dated_events

ROWS = [
    ["Employee ID", "Name", "Manager", "Team"],
    ["007", "Ada Park", "", "Lab"],
    ["008", "Ben Osei", "Ada Park", "Models"],
    ["009", "Cleo Groß", "Ben Osei", "Models"],
    ["010", "Dan Ito", "Ben Osei", "Models"],
    ["011", "Eva Berg", "Ada Park", "Product"],
    ["012", "Finn Okafor", "Eva Berg", "Product"],
    ["013", "Gus Lind", "Eva Berg", "Product"],
]


def sheet(**columns: list[str]) -> list[list[str]]:
    """Return the rows with further columns; ``_`` of a keyword is a blank."""
    more = [[name.replace("_", " "), *cells] for name, cells in columns.items()]
    return with_columns(more)


def with_columns(more: list[list[str]]) -> list[list[str]]:
    return [[*row, *(column[place] for column in more)] for place, row in enumerate(ROWS)]


def column(header: str, **cells: str) -> list[str]:
    """Return a column with these cells, by first name."""
    first = [row[1].partition(" ")[0].casefold() for row in ROWS[1:]]
    assert cells.keys() <= set(first)
    return [header, *(cells.get(name, "") for name in first)]


def bosses(model: Organization, structure: Structure) -> dict[str, str]:
    """Return who reports to whom under a structure, by name; empty at the top."""
    names = {person.id: person.name for person in model.people}
    teams = {team.id: team for team in structure.teams}
    found = {}
    for team in structure.teams:
        for person in (team.lead, *team.members):
            at = team
            while at is not None and at.lead in (None, person):
                at = teams.get(at.parent) if at.parent else None
            if person:
                found[names[person]] = names[at.lead] if at is not None and at.lead else ""
    return found


TODAY = {row[1]: row[2] for row in ROWS[1:]}


@pytest.mark.parametrize(
    "header",
    ["Manager (planned)", "Vorgesetzter (geplant)", "Vorgesetzter (künftig)", "Geplanter Vorgesetzter",
     "Vorgesetzter (vorgeschlagen)", "Responsable (proposé)", "Responsable (propuesto)"],
)  # fmt: skip
def test_a_planned_manager_is_the_planned_change_in_each_language(header: str, tmp_path: Path) -> None:
    """Seen: the column was left out, and a study of today alone came of a sheet with a plan."""
    model = loaded(imported(csv_file(tmp_path, with_columns([column(header, eva="Ben Osei")]))), tmp_path)
    assert [one.name for one in model.scenarios] == ["Today", "Planned change"]
    after = next(each for each in model.structures if each.id == "after")
    assert bosses(model, after) == {**TODAY, "Eva Berg": "Ben Osei"}


def test_what_the_hint_says_to_write_in_the_map_works_as_written(tmp_path: Path) -> None:
    file = csv_file(tmp_path, with_columns([column("Manager (rethought)", eva="Ben Osei")]))
    (finding,) = [each for each in imported(file).findings if "not used" in each.message]
    written = re.search(r"write (files: .*) in the map", finding.hint)
    assert written is not None
    (tmp_path / "map.yaml").write_text(f"{written[1]}\n")
    model = loaded(imported(file, answers=read_map(tmp_path / "map.yaml")), tmp_path)
    assert [one.name for one in model.scenarios] == ["Today", "rethought"]


def test_each_column_of_an_alternative_makes_a_scenario_called_as_it_says(tmp_path: Path) -> None:
    rows = with_columns(
        [
            column("Manager (option A)", cleo="Eva Berg", dan="Ben Osei"),
            column("Manager (option B)", finn="Osei, Ben", gus="008"),
            column("manager:split", dan="Ada Park"),
            column("future manager - merged", eva="Ben Osei"),
            column("Team option A", cleo="Product"),
        ]
    )
    model = loaded(imported(csv_file(tmp_path, rows)), tmp_path)
    assert [(one.id, one.name) for one in model.scenarios] == [
        ("today", "Today"),
        ("option-A", "option A"),
        ("option-B", "option B"),
        ("split", "split"),
        ("merged", "merged"),
    ]
    expected = {
        "option-A": {"Cleo Groß": "Eva Berg"},
        "option-B": {"Finn Okafor": "Ben Osei", "Gus Lind": "Ben Osei"},
        "split": {"Dan Ito": "Ada Park"},
        "merged": {"Eva Berg": "Ben Osei"},
    }
    for structure, changed in expected.items():
        assert bosses(model, model.structure(structure)) == TODAY | changed, structure


@pytest.mark.parametrize(
    ("header", "structure"),
    [
        ("Option A: Manager", "Option-A"),
        ("Option B Manager", "Option-B"),
        ("Option A: two labs Manager", "Option-A-two-labs"),
        ("Option A Team lead", "Option-A"),
        ("Führungskraft (Variante 2)", "Variante-2"),
        ("Szenario 2 Vorgesetzter", "Szenario-2"),
        ("New manager (merged)", "merged"),
        ("Manager ID (option A)", "option-A"),
        ("N+1 (scénario 2)", "scénario-2"),
        ("Manager (new)", "after"),
        ("Future manager", "after"),
    ],
)
def test_headers_of_alternatives(tmp_path: Path, header: str, structure: str) -> None:
    found = imported(csv_file(tmp_path, with_columns([column(header, dan="Eva Berg")])))
    model = loaded(found, tmp_path)
    assert bosses(model, model.structure(structure)) == TODAY | {"Dan Ito": "Eva Berg"}


@pytest.mark.parametrize(
    "header",
    ["Manager (ID)", "Manager: Name", "Manager - HR", "Manager (dotted line)", "Manager e-mail (work)"],
)
def test_headers_that_say_how_a_manager_is_named_are_no_alternatives(tmp_path: Path, header: str) -> None:
    found = imported(csv_file(tmp_path, with_columns([column(header, dan="Eva Berg")])))
    assert [scenario.id for scenario in loaded(found, tmp_path).scenarios] == ["today"]


def test_a_sheet_of_proposed_managers_is_the_planned_change(tmp_path: Path) -> None:
    """A second sheet with nothing but who changes: found without a map, whatever the sheet is called."""
    proposed = [["E-mail", "Name", "Proposed manager"], ["dan@x.org", "Dan Ito", "Eva Berg"]]
    today = with_columns([column("Email", dan="dan@x.org", eva="eva@x.org")])
    found = imported(workbook(tmp_path, {"Headcount": today, "Proposed Jan-27": proposed}))
    assert not findings_with(found, "not recognized")
    model = loaded(found, tmp_path)
    changed = bosses(model, model.structure("after"))
    before = bosses(model, model.structures[0])
    assert {name: lead for name, lead in changed.items() if lead != before[name]} == {"Dan Ito": "Eva Berg"}


def test_what_may_be_an_alternative_is_taken_for_one_only_if_the_map_says_so(tmp_path: Path) -> None:
    path = csv_file(tmp_path, with_columns([column("Manager (Split)", dan="Eva Berg")]))
    found = imported(path)
    assert not any(person.after for person in found.people)
    (hint,) = [one.hint for one in found.findings if one.column == "Manager (Split)"]
    assert "{'Manager (Split)': 'lead:Split'}" in hint
    answers = {"files": {path.name: {"columns": {"Manager (Split)": "lead:Split"}}}}
    model = loaded(imported(path, answers=Mapping.model_validate(answers)), tmp_path)
    assert bosses(model, model.structure("Split"))["Dan Ito"] == "Eva Berg"


def test_current_and_future_columns_under_group_titles(tmp_path: Path) -> None:
    columns = [column("Manager", dan="Eva Berg"), column("Team", dan="Product")]
    rows = [["", "", "Today", "", "Option A", ""], *with_columns(columns)]
    model = loaded(imported(workbook(tmp_path, {"People": rows})), tmp_path)
    assert bosses(model, model.structure("today")) == TODAY
    assert bosses(model, model.structure("Option-A")) == TODAY | {"Dan Ito": "Eva Berg"}


def test_a_full_column_is_the_same_as_one_of_changes_only(tmp_path: Path) -> None:
    full = TODAY | {"Dan Ito": "Eva Berg"}
    managers = ["Manager (option A)", *(full[row[1]] for row in ROWS[1:])]
    teams = ["Team (option A)", *(row[3] if row[1] != "Dan Ito" else "Product" for row in ROWS[1:])]
    found = imported(csv_file(tmp_path, with_columns([managers, teams])))
    assert {one.name: one.after for one in found.people if one.after} == {
        "Dan Ito": {"team:option A": "Product", "lead:option A": "eva-berg"}
    }
    assert not found.findings.questions()


def test_a_new_team_is_led_by_its_manager_and_hangs_below_theirs(tmp_path: Path) -> None:
    rows = with_columns(
        [
            column("Manager (option A)", cleo="Dan Ito", dan="Eva Berg"),
            column("Team (option A)", cleo="Evaluation"),
        ]
    )
    model = loaded(imported(csv_file(tmp_path, rows)), tmp_path)
    structure = model.structure("option-A")
    assert bosses(model, structure) == TODAY | {"Cleo Groß": "Dan Ito", "Dan Ito": "Eva Berg"}
    assert next(team.name for team in structure.teams if team.lead == "dan-ito") == "Evaluation"


def test_two_leads_who_swap_their_teams_keep_the_names_of_the_teams(tmp_path: Path) -> None:
    swapped = {"Ben Osei": "Eva Berg", "Eva Berg": "Ben Osei"}
    managers = ["Manager (option A)", *(swapped.get(row[2], row[2]) for row in ROWS[1:])]
    teams = ["Team (option A)", *(row[3] for row in ROWS[1:])]
    model = loaded(imported(csv_file(tmp_path, with_columns([managers, teams]))), tmp_path)
    leads = {team.name: team.lead for team in model.structure("option-A").teams}
    assert (leads["Models"], leads["Product"]) == ("eva-berg", "ben-osei")


@dataclass(frozen=True)
class Lines:
    """Who reports to whom today and under an alternative (0 is at the top), and what the sheet says of it."""

    now: list[int]
    then: list[int]
    filled: list[bool]
    """Whose managers are stated although they stay."""
    names: list[str]
    """The name of each manager's team under the alternative; empty where the sheet has no such column."""


@st.composite
def lines(draw: st.DrawFn) -> Lines:
    size = draw(st.integers(4, 12))
    now = [draw(st.integers(0, place - 1)) for place in range(1, size)]
    order = [0, *draw(st.permutations(range(1, size)))]
    then = [0] * (size - 1)
    for place in range(1, size):
        then[order[place] - 1] = order[draw(st.integers(0, place - 1))]
    names = draw(st.permutations([f"T{number}" for number in range(size + 3)]))[:size]
    return Lines(now, then, [draw(st.booleans()) for _ in now], names if draw(st.booleans()) else [""] * size)


@pytest.mark.slow
@settings(max_examples=40)
@given(lines())
def test_whoever_reports_to_whom_in_the_sheet_does_so_in_the_structure(
    tmp_path_factory: pytest.TempPathFactory, drawn: Lines
) -> None:
    folder = tmp_path_factory.mktemp("lines")
    called = [f"Person {chr(65 + number)}" for number in range(len(drawn.now) + 1)]
    head = ["Name", "Manager", "Team", "Manager (option A)", "Team (option A)"]
    rows = [head, [called[0], "", "", "", ""]]
    for place, (one, other) in enumerate(zip(drawn.now, drawn.then, strict=True), 1):
        team = "" if place in drawn.then else drawn.names[other]
        stated = drawn.filled[place - 1] or one != other or team
        rows.append([called[place], called[one], f"T{one}", called[other] if stated else "", team])
    model = loaded(imported(csv_file(folder, rows)), folder)
    expected = dict(zip(called, ["", *(called[other] for other in drawn.then)], strict=True))
    if [scenario.id for scenario in model.scenarios] == ["today"]:
        assert bosses(model, model.structure("today")) == expected
    else:
        assert bosses(model, model.structure("option-A")) == expected


def test_reversed_lines_and_a_new_top(tmp_path: Path) -> None:
    rows = with_columns(
        [column("Manager (option A)", ada="Ben Osei", ben="none", cleo="Dan Ito", eva="Ben Osei")]
    )
    found = imported(csv_file(tmp_path, rows))
    model = loaded(found, tmp_path)
    assert bosses(model, model.structure("option-A")) == TODAY | {
        "Ada Park": "Ben Osei", "Ben Osei": "", "Cleo Groß": "Dan Ito", "Eva Berg": "Ben Osei"
    }  # fmt: skip


def tables(found: Imported, folder: Path) -> dict[str, list[dict[str, str]]]:
    write_folder(folder, files_of(found))
    return {
        name: list(csv.DictReader((folder / name).read_text(encoding="utf-8-sig").splitlines()))
        for name in ("people.csv", "teams.csv")
    }


MANY = with_columns(
    [
        column("Manager (option A)", cleo="Dan Ito", dan="Eva Berg", ben="Eva Berg"),
        column("Team (option A)", cleo="Evaluation"),
        column("Week (option A)", cleo="21.12.2026", dan="3,5"),
        column("Manager (option B)", finn="Ben Osei", gus="Ben Osei", eva="Ben Osei"),
        ["Manager (option C)", *(row[2] for row in ROWS[1:])],
        ["Team (option C)", *("Foundation" if row[3] == "Models" else row[3] for row in ROWS[1:])],
        column("New team", gus="leaves", dan="Product"),
        column("New lead", dan="yes"),
    ]
)


def test_the_written_table_says_the_same_when_it_is_imported(tmp_path: Path) -> None:
    first = imported(csv_file(tmp_path, MANY))
    one = tables(first, tmp_path / "one")
    again = imported(tmp_path / "one" / "people.csv")
    two = tables(again, tmp_path / "two")
    changed, again_changed = (
        [
            {column: cell.casefold() for column, cell in row.items() if ":" in column}
            for row in rows["people.csv"]
        ]
        for rows in (one, two)
    )
    assert changed == again_changed
    assert changed[2]["week:option A"] == "2"
    assert changed[3]["week:option A"] == "3.5"
    models = [load(tmp_path / folder / "model.yaml") for folder in ("one", "two")]
    assert [scenario.name for scenario in models[0].scenarios] == [
        "Today",
        "Planned change",
        "option A",
        "option B",
        "option C",
    ]
    assert [[bosses(model, one) for one in model.structures] for model in models[:1]] == [
        [bosses(model, one) for one in model.structures] for model in models[1:]
    ]
    assert [scenario.events for scenario in models[0].scenarios] == [
        one.events for one in models[1].scenarios
    ]


def test_the_map_that_is_written_reads_the_same_alternatives(tmp_path: Path) -> None:
    path = csv_file(tmp_path, MANY)
    found = imported(path)
    write_folder(tmp_path / "model", files_of(found))
    again = imported(path, answers=read_map(tmp_path / "model" / "map.yaml"))
    assert [one.after for one in again.people] == [one.after for one in found.people]
    assert any(one.after for one in found.people)


def test_alternatives_without_names_of_people(tmp_path: Path) -> None:
    found = imported(csv_file(tmp_path, MANY))
    plain = loaded(found, tmp_path)
    hidden = pseudonymized(found)
    write_folder(tmp_path / "hidden", files_of(hidden))
    text = (tmp_path / "hidden" / "people.csv").read_text(encoding="utf-8-sig")
    assert not any(part in re.split(r"\W", text) for name in TODAY for part in name.split())
    model = load(tmp_path / "hidden" / "model.yaml")
    assert len(model.structures) == len(plain.structures)
    number = {person.name: place for place, person in enumerate(plain.people, 1)}
    for one, other in zip(plain.structures, model.structures, strict=True):
        assert bosses(model, other) == {
            f"Person {number[name]}": f"Person {number[boss]}" if boss else ""
            for name, boss in bosses(plain, one).items()
        }


def one_message(found: Imported, part: str) -> tuple[str, str, str]:
    (finding,) = [one for one in found.findings if part in one.message]
    return finding.kind, finding.column, finding.hint


def test_a_cycle_leaves_the_alternative_out_and_says_who_is_in_it(tmp_path: Path) -> None:
    columns = [
        column("Manager (option A)", ben="Cleo Groß", dan="Eva Berg"),
        column("Manager (option B)", dan="Eva Berg"),
    ]
    found = imported(csv_file(tmp_path, with_columns(columns)))
    message = (
        "reporting lines form a cycle under the alternative 'option A', which is left out: "
        "Ben Osei reports to Cleo Groß reports to Ben Osei"
    )
    kind, header, hint = one_message(found, message)
    assert (kind, header) == (QUESTION, "Manager (option A)")
    assert "correct rows 3, 4" in hint
    assert [scenario.name for scenario in loaded(found, tmp_path).scenarios] == ["Today", "option B"]


def test_a_team_without_a_manager_is_reported_once(tmp_path: Path) -> None:
    found = imported(csv_file(tmp_path, with_columns([column("Team (option A)", dan="Product")])))
    kind, header, hint = one_message(found, "has a column for the team, but none for the manager")
    assert (kind, header) == ("column", "Team (option A)")
    assert "Manager (option A)" in hint
    model = loaded(found, tmp_path)
    assert bosses(model, model.structure("option-A"))["Dan Ito"] == "Eva Berg"


def test_an_alternative_in_which_nobody_differs_makes_no_scenario(tmp_path: Path) -> None:
    same = ["Manager (option A)", *(row[2] for row in ROWS[1:])]
    found = imported(csv_file(tmp_path, with_columns([same])))
    assert one_message(found, "nobody differs from today under the alternative 'option A'")[0] == "column"
    assert [scenario.id for scenario in loaded(found, tmp_path).scenarios] == ["today"]


def test_two_columns_and_two_alternatives_that_say_the_same(tmp_path: Path) -> None:
    rows = with_columns(
        [
            column("Manager (option A)", dan="Eva Berg"),
            column("Manager option a", dan="Ada Park", cleo="Eva Berg"),
            column("Manager (option B)", dan="Eva Berg", cleo="Eva Berg"),
        ]
    )
    found = imported(csv_file(tmp_path, rows))
    assert one_message(found, "says the lead under 'option A' again")[1] == "Manager option a"
    assert (
        one_message(found, "'option B' says the same of everybody as the alternative 'option A'")[0]
        == "column"
    )
    assert len(loaded(found, tmp_path).scenarios) == 3


def test_a_manager_whom_nobody_knows_is_asked_and_the_rows_stay_as_today(tmp_path: Path) -> None:
    path = csv_file(
        tmp_path, with_columns([column("Manager (option A)", dan="Zoe", cleo="Zoe", finn="Ben Osei")])
    )
    found = imported(path)
    assert one_message(found, "the manager 'Zoe' under the alternative 'option A'")[0] == QUESTION
    model = loaded(found, tmp_path)
    assert bosses(model, model.structure("option-A")) == TODAY | {"Finn Okafor": "Ben Osei"}
    found = imported(path, answers=Mapping.model_validate({"managers": {"Zoe": "Eva Berg"}}))
    assert not found.findings.questions()
    assert found.people[3].after == {"lead:option A": "eva-berg"}


def test_departments_that_several_managers_share_are_no_teams(tmp_path: Path) -> None:
    rows = [[*row[:3], "R&D"] if row[0] != "Employee ID" else [*row[:3], "Department"] for row in ROWS]
    moved = ["Manager (option A)", *("Eva Berg" if row[1] == "Dan Ito" else row[2] for row in ROWS[1:])]
    stays = ["Department (option A)", *("R&D" for _ in ROWS[1:])]
    rows = [[*row, moved[place], stays[place]] for place, row in enumerate(rows)]
    found = imported(csv_file(tmp_path, rows))
    assert not findings_with(found, "one to one")
    model = loaded(found, tmp_path)
    assert bosses(model, model.structure("option-A")) == TODAY | {"Dan Ito": "Eva Berg"}


def test_a_week_before_the_start_is_a_finding(tmp_path: Path) -> None:
    columns = [column("Manager (option A)", dan="Eva Berg"), column("Week (option A)", dan="01.12.2026")]
    found = imported(csv_file(tmp_path, with_columns(columns)))
    assert findings_with(found, "not a week after the start date") == [(5, "Week (option A)", "01.12.2026")]


def test_a_manager_of_whom_there_are_two_is_asked_once(tmp_path: Path) -> None:
    twin = ["014", "Ben Osei", "Eva Berg", "Product"]
    columns = [
        column(f"Manager (option {name})", cleo="Ben Osei", dan="Ben Osei", gus="Ben Osei") for name in "AB"
    ]
    rows = [*with_columns(columns), [*twin, "", ""]]
    found = imported(csv_file(tmp_path, rows))
    assert len(found.findings.questions()) == 1
    assert found.people[6].after == {"lead:option A": "ben-osei", "lead:option B": "ben-osei"}
    assert not found.people[2].after


def test_a_sheet_for_each_alternative(tmp_path: Path) -> None:
    head = ["Name", "Manager", "Team"]
    moved = {"Dan Ito": ["Dan Ito", "Eva Berg", "Product"], "Gus Lind": ["Gus Lind", "Ben Osei", "Models"]}
    sheets = {
        "Option A": [
            head,
            *(moved.get(row[1], row[1:]) for row in ROWS[1:]),
            ["Zoe New", "Eva Berg", "Product"],
        ],
        "Today": [head, *(row[1:] for row in ROWS[1:])],
        "Option B": [head, ["Finn Okafor", "Ben Osei", "Models"]],
    }
    found = imported(workbook(tmp_path, sheets))
    assert findings_with(found, "in no sheet of today") == [(9, "", "Zoe New")]
    model = loaded(found, tmp_path)
    assert [scenario.name for scenario in model.scenarios] == ["Today", "Option A", "Option B"]
    assert bosses(model, model.structure("today")) == TODAY
    changed = {"Dan Ito": "Eva Berg", "Gus Lind": "Ben Osei"}
    assert bosses(model, model.structure("Option-A")) == TODAY | changed
    assert bosses(model, model.structure("Option-B")) == TODAY | {"Finn Okafor": "Ben Osei"}


def test_a_workbook_of_one_option_is_today(tmp_path: Path) -> None:
    rows = [["Name", "Manager", "Team"], *(row[1:] for row in ROWS[1:])]
    model = loaded(imported(workbook(tmp_path, {"Option A": rows})), tmp_path)
    assert [scenario.name for scenario in model.scenarios] == ["Today"]
    assert bosses(model, model.structure("today")) == TODAY


LED_BY_A_VACANCY = [
    ["Name", "Manager", "Title", "Start date", "Proposed manager"],
    ["Ada Park", "", "CEO", "2015-01-01", ""],
    ["Ben Osei", "Ada Park", "Lead", "2018-01-01", "Chief Product Officer"],
    ["Cleo Groß", "Ben Osei", "Engineer", "2018-01-01", ""],
    ["Dan Ito", "Ben Osei", "Engineer", "2018-01-01", "Chief Product Officer"],
    ["Vacant", "Ada Park", "Chief Product Officer", "2027-03-01", ""],
]


def test_a_position_to_be_filled_may_lead_a_new_team(tmp_path: Path) -> None:
    found = imported(csv_file(tmp_path, LED_BY_A_VACANCY))
    assert not found.findings.questions()
    model = loaded(found, tmp_path)
    (position,) = (person for person in model.people if person.vacant)
    assert position.starts_week == pytest.approx(12.0, abs=0.01)
    today, after = model.structures
    (new,) = (team for team in after.teams if team.lead == position.id)
    assert new.name == "Team Chief Product Officer"
    assert set(new.members) == {"dan-ito"}
    assert next(team.parent for team in after.teams if team.lead == "ben-osei") == new.id
    assert position.id in next(team.members for team in today.teams if team.lead == "ada-park")


def test_rows_with_an_unknown_proposed_manager_are_named(tmp_path: Path) -> None:
    found = imported(csv_file(tmp_path, LED_BY_A_VACANCY[:-1]))
    (question,) = found.findings.questions()
    assert question.message.endswith("is nobody else in the sheets: rows 3, 5 stay as today")


def test_a_model_that_would_not_load_is_not_written(tmp_path: Path) -> None:
    found = imported(csv_file(tmp_path, LED_BY_A_VACANCY))
    files = files_of(found)
    files["people.csv"] = files["people.csv"].replace(
        "dan-ito,Dan Ito,Engineer,team-ben-osei", "dan-ito,Dan Ito,,x"
    )
    with pytest.raises(ModelError) as error:
        write_folder(tmp_path / "broken", files)
    (problem,) = error.value.problems
    assert problem.file == "people.csv row 5"
    assert "would not load, so nothing is written: no team is called 'x'" in problem.message
    assert not (tmp_path / "broken").exists()


def with_officer(*officer: str) -> list[list[str]]:
    """Return a sheet in which an open position leads two people under option B."""
    return [
        ["Name", "Title", "Department", "Manager", "Start date", "Manager (option A)", "Manager (option B)"],
        ["Ada Park", "CEO", "Executive", "", "", "", ""],
        ["Ben Osei", "Lead", "Model", "Ada Park", "", "", "Chief AI Officer"],
        ["Cleo Groß", "Engineer", "Model", "Ben Osei", "", "Ada Park", ""],
        ["Dan Ito", "Engineer", "Model", "Ben Osei", "", "", "Chief AI Officer"],
        ["Vacant", "Chief AI Officer", "Executive", *officer],
    ]


NOT_FILLED = "week 4: the open position of Chief AI Officer is not filled"


@pytest.mark.parametrize(
    ("officer", "without"),
    [
        # An empty cell of today: the position belongs to the alternatives that name it.
        (("", "2027-02-01", "", "Ada Park"), {"today", "option-A"}),
        # "leaves" says the same as a manager as it does as a team.
        (("Ada Park", "2027-02-01", "leaves", "Ada Park"), {"option-A"}),
        (("Ada Park", "2027-02-01", "", "Ada Park"), set()),
        (("Ada Park", "2027-02-01", "", ""), set()),
    ],
)
def test_an_open_position_is_filled_in_the_alternatives_that_have_it(
    officer: tuple[str, ...], without: set[str], tmp_path: Path
) -> None:
    """Seen: a chief AI officer of option B was hired in today's organization and in option A as well."""
    found = imported(csv_file(tmp_path, with_officer(*officer)))
    assert not found.findings.questions()
    told = findings_with(found, "open position that is filled today and in every alternative")
    assert told == ([] if without else [(6, "", "Chief AI Officer")])
    model = loaded(found, tmp_path)
    events = {each.id: dated_events(model, each.id) for each in model.scenarios}
    assert {name for name, lines in events.items() if NOT_FILLED in lines} == without
    assert bosses(model, model.structure("option-B"))["Dan Ito"] == ""
    (position,) = (person for person in model.people if person.vacant)
    assert position.starts_week == pytest.approx(8.0)
    leads = {team.lead for team in model.structure("option-B").teams}
    assert position.id in leads


def test_a_position_of_one_alternative_that_leads_nobody_is_filled_there_only(tmp_path: Path) -> None:
    rows = [["Name", "Manager", "Team", "Start date", "Team (option B)"]]
    rows += [[*row[1:], "", ""] for row in ROWS[1:]]
    rows += [["Zoe New", "", "", "2027-02-01", "Product"]]
    model = loaded(imported(csv_file(tmp_path, rows)), tmp_path)
    assert dated_events(model, "today") == ("week 4: the open position of Zoe New is not filled",)
    assert "zoe-new" in next(t.members for t in model.structure("option-B").teams if t.lead == "eva-berg")
    assert not closed_positions(model, "option-B")


def test_a_plan_states_owners_of_work_under_an_alternative(tmp_path: Path) -> None:
    """Seen: "Owner (option A)" in a plan was reported as a column that is not used."""
    people = with_columns([column("Manager (option A)", finn="Cleo Groß", gus="Cleo Groß", eva="Ben Osei")])
    plan = [
        ["Project", "Owner", "Effort (weeks)", "Due date", "Owner (Option A)"],
        # A team of today, somebody who leads a team only then, somebody who moves, and nobody known.
        ["Engine", "Models", "20", "2027-05-31", "Product"],
        ["Skin", "Product", "20", "2027-05-31", "Cleo Groß"],
        ["Shell", "Models", "20", "2027-05-31", "Finn Okafor"],
        ["Proof", "Models", "20", "2027-05-31", "Ben Osei"],
        ["Paint", "Product", "20", "2027-05-31", "Legal"],
        ["Glue", "Product", "20", "2027-05-31", ""],
    ]
    found = imported(csv_file(tmp_path, people), csv_file(tmp_path, plan, "plan.csv"))
    assert not findings_with(found, "not used")
    assert findings_with(found, "the work follows its people there") == [(6, "Owner (Option A)", "Legal")]
    model = loaded(found, tmp_path)
    structure = model.structure("option-A")
    names = {team.id: team.name for team in structure.teams}
    owners = {
        each.id.split("/")[1]: names[each.owner] for each in owned_work(model, structure) if "/" in each.id
    }
    assert owners["engine"] == "Product"
    assert owners["skin"] == owners["shell"] == "Team Cleo Groß"
    assert owners["proof"] == "Models"
    assert [each.id for each in model.scenarios] == ["today", "option-A"]
    hidden = pseudonymized(imported(csv_file(tmp_path, people), csv_file(tmp_path, plan, "plan.csv")))
    (tmp_path / "hidden").mkdir()
    assert "Groß" not in files_of(hidden)["work.csv"]
    assert len(loaded(hidden, tmp_path / "hidden").scenarios) == 2


def squads(*skills: str) -> list[list[str]]:
    """Return two squads of four researchers each, and an alternative by stage; with a column of skills."""
    header = ["Name", "Title", "Manager", "Manager (option A)", *(["Skill"] if skills else [])]
    rows = [["Ada Park", "Head", "", "", *skills[:1]]]
    for lead, other in (("Ben Osei", "Cleo Groß"), ("Cleo Groß", "Ben Osei")):
        rows.append([lead, "Squad lead", "Ada Park", "", *skills[:1]])
        for number in range(2):
            stays, goes = ("Pretraining", "Post-training")[:: 1 if lead == "Ben Osei" else -1]
            skill_of = dict(zip(("Pretraining", "Post-training"), skills, strict=False))
            for kind, after in ((stays, ""), (goes, other)):
                name, title = f"{kind} {lead[0]}{number}", f"{'Senior ' * number}{kind} Researcher"
                rows.append([name, title, lead, after, *filter(None, [skill_of.get(kind)])])
    return [header, *rows]


def test_roles_of_one_skill_that_an_alternative_separates_are_reported(tmp_path: Path) -> None:
    """Seen: pretraining and post-training were both research, and a split by stage cost nothing in skills."""
    part = "'option A' separates post training researcher from pretraining researcher"
    found = imported(csv_file(tmp_path, squads()))
    (finding,) = [each for each in found.findings if part in each.message]
    assert "by their titles both have the skill research" in finding.message
    assert "add a column Skill to the people sheet and a column Area to the plan" in finding.hint
    stated = imported(csv_file(tmp_path, squads("pretraining", "post-training")))
    assert not [each for each in stated.findings if "separates" in each.message]
    assert {area.value for area in stated.areas.values()} == {"pretraining", "post-training"}
