"""Tables that say where people sit: today, after the change, later, and until when."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reorg.model import ModelError, Organization, load
from reorg.model.analysis.capacity import loads_of_teams
from reorg.model.analysis.hierarchy import headcount
from reorg.model.analysis.positions import closed_positions
from reorg.model.analysis.workload import owned_work
from reorg.model.events import Away
from reorg.report.events import dated_events

MODEL = """\
organization: Spreadsheet lab
start: 2026-12-07
horizon_weeks: 52
areas: [research, product]
tables: {people: people.csv, teams: teams.csv, work: work.csv}
structures:
  today: {name: Today, decides: high}
"""
TEAMS = """\
structure,id,name,parent,lead
today,top,Leadership,,ada
today,models,Models,top,ben
today,shop,Product,top,eva
"""
WORK = """\
id,release,name,team,area,effort_days,per_week,source
engine,plan,Engine,models,research,20;30;60,,plan.csv row 2
skin,plan,Skin,Product,product,20;30;60,,plan.csv row 3
requests,,Requests,shop,product,0.5;1;3,2,proposed
"""
PEOPLE = """\
id,name,team,team:after,lead:after,week:after,hire_date,end_date,skills.research,skills.product,notes
ada,Ada Park,top,,,,,,medium,,
ben,Ben Osei,models,,,,,,high,,
cleo,Cleo Groß,models,,,,,,medium,,a note
dan,Dan Ito,models,,,,,,medium,,
eva,Eva Berg,shop,,,,,,,high,
finn,Finn Okafor,shop,,,,,,,medium,
"""


def lab(folder: Path, people: str = PEOPLE, **changes: str) -> Organization:
    """Load the laboratory, with rows of people replaced by name."""
    rows = people.splitlines()
    for name, row in changes.items():
        rows = [row if old.startswith(f"{name},") else old for old in rows]
    for name, text in (
        ("model.yaml", MODEL),
        ("people.csv", "\n".join(rows) + "\n"),
        ("teams.csv", TEAMS),
        ("work.csv", WORK),
    ):
        (folder / name).write_text(text, encoding="utf-8")
    return load(folder / "model.yaml")


def seats(model: Organization, structure: str) -> dict[str, str]:
    found = next(one for one in model.structures if one.id == structure)
    return {person: team.id for team in found.teams for person in (team.lead, *team.members) if person}


def owners(model: Organization, structure: str) -> dict[str, str]:
    found = next(one for one in model.structures if one.id == structure)
    return {work.id: work.owner for work in owned_work(model, found)}


def test_the_column_team_seats_people_and_gives_work_its_owner(tmp_path: Path) -> None:
    model = lab(tmp_path)
    assert seats(model, "today") == {
        "ada": "top",
        "ben": "models",
        "cleo": "models",
        "dan": "models",
        "eva": "shop",
        "finn": "shop",
    }
    assert owners(model, "today") == {"plan/engine": "models", "plan/skin": "shop", "requests": "shop"}
    assert [scenario.id for scenario in model.scenarios] == ["today"]


def test_one_filled_cell_makes_the_second_structure_and_its_scenario(tmp_path: Path) -> None:
    model = lab(tmp_path, dan="dan,Dan Ito,models,Product,,6,,,medium,,")
    assert seats(model, "after")["dan"] == "shop"
    assert {k: v for k, v in seats(model, "after").items() if k != "dan"} == {
        k: v for k, v in seats(model, "today").items() if k != "dan"
    }
    scenario = next(one for one in model.scenarios if one.id == "after")
    assert [(type(event).__name__, event.week) for event in scenario.events] == [("Reorganize", 6)]
    assert next(one for one in model.structures if one.id == "after").name == "After the change"
    assert [scenario.name for scenario in model.scenarios] == ["Today", "Planned change"]


def test_work_follows_the_people_who_have_the_skill(tmp_path: Path) -> None:
    model = lab(tmp_path, cleo="cleo,C,models,Product,,,,,medium,,", dan="dan,D,models,Product,,,,,medium,,")
    assert owners(model, "after") == {"plan/engine": "shop", "plan/skin": "shop", "requests": "shop"}
    assert seats(model, "after")["ben"] == "models"


def test_a_new_team_a_new_lead_and_a_team_that_dissolves(tmp_path: Path) -> None:
    model = lab(
        tmp_path,
        ben="ben,Ben Osei,models,Lab,yes,,,,high,,",
        cleo="cleo,C,models,Lab,,,,,medium,,",
        dan="dan,D,models,Lab,,,,,medium,,",
    )
    after = next(one for one in model.structures if one.id == "after")
    teams = {team.id: team for team in after.teams}
    assert set(teams) == {"top", "shop", "lab"}
    assert (teams["lab"].lead, set(teams["lab"].members), teams["lab"].name, teams["lab"].parent) == (
        "ben",
        {"cleo", "dan"},
        "Lab",
        "top",
    )
    assert owners(model, "after")["plan/engine"] == "lab"


def test_lead_after_alone_moves_a_person_below_that_lead(tmp_path: Path) -> None:
    model = lab(tmp_path, cleo="cleo,C,models,,Eva Berg,,,,medium,,")
    assert seats(model, "after")["cleo"] == "shop"
    model = lab(tmp_path, cleo="cleo,C,models,,dan,,,,medium,,")
    after = next(one for one in model.structures if one.id == "after")
    assert next(team for team in after.teams if team.lead == "dan").members == ("cleo",)


def test_a_lead_with_another_lead_takes_the_team_along(tmp_path: Path) -> None:
    """Ada, the head, leaves; Ben follows her, and Eva with her team comes below Ben, or below Dan."""
    gone = "ada,Ada Park,top,leaves,,,,,medium,,"
    model = lab(tmp_path, ada=gone, eva="eva,E,shop,,Ben Osei,,,,,high,")
    after = next(one for one in model.structures if one.id == "after").by_id
    assert (after["shop"].parent, after["shop"].lead, after["shop"].members) == ("models", "eva", ("finn",))
    # Who leads them in the end decides, whatever the order of the rows.
    last = "dan,Dan Ito,models,Leadership,yes,,,,medium,,"
    model = lab(tmp_path, ada=gone, ben="ben,B,models,,Dan Ito,,,,high,,", dan=last)
    after = next(one for one in model.structures if one.id == "after").by_id
    assert (after["models"].parent, after["models"].lead, after["top"].lead) == ("top", "ben", "dan")


def test_whoever_is_to_lead_from_below_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"people.csv:2:5: 'ben' works below the team that this person lead"):
        lab(tmp_path, ada="ada,Ada Park,top,,Ben Osei,,,,medium,,")


def test_a_share_may_be_written_in_percent(tmp_path: Path) -> None:
    people = PEOPLE.replace("notes", "share").replace("a note", "62,5%").replace(",", ";")
    people = people.replace("62;5", "62,5")
    shares = {person.id: person.share for person in lab(tmp_path, people).people}
    assert (shares["cleo"], shares["dan"]) == (0.625, 1.0)
    with pytest.raises(ModelError, match="write digits only, such as 85000"):
        lab(tmp_path, people.replace("62,5%", "two or 3"))


def test_weeks_make_waves_and_leaving_is_a_layoff(tmp_path: Path) -> None:
    model = lab(
        tmp_path,
        cleo="cleo,C,models,Product,,2,,,medium,,",
        dan="dan,D,models,leaves,,2,,,medium,,",
        finn="finn,F,shop,Models,,8,,,,medium,",
    )
    scenario = next(one for one in model.scenarios if one.id == "after")
    assert [(type(event).__name__, event.week) for event in scenario.events] == [
        ("Reorganize", 2),
        ("Layoff", 2),
        ("Reorganize", 8),
    ]
    assert seats(model, "after-week-2")["finn"] == "shop"
    assert seats(model, "after")["finn"] == "models"


def test_a_row_of_work_may_say_who_owns_it_after(tmp_path: Path) -> None:
    (tmp_path / "work.csv").write_text("")
    text = WORK.replace("team,area", "team,team:after,area").replace(
        "models,research", "models,Product,research"
    )
    text = text.replace("Product,product", "Product,,product").replace("shop,product", "shop,,product")
    for name, content in (
        ("model.yaml", MODEL),
        ("people.csv", PEOPLE),
        ("teams.csv", TEAMS),
        ("work.csv", text),
    ):
        (tmp_path / name).write_text(content, encoding="utf-8")
    model = load(tmp_path / "model.yaml")
    assert owners(model, "after")["plan/engine"] == "shop"


def test_dates_make_joiners_and_leavers_in_every_scenario(tmp_path: Path) -> None:
    model = lab(
        tmp_path,
        cleo="cleo,C,models,,,,2027-01-04,,medium,,",
        dan="dan,D,models,Product,,,,15.02.2027,medium,,",
        finn="finn,F,shop,,,,,2026-11-30,,medium,",
    )
    assert {person.id for person in model.people} == {"ada", "ben", "dan", "eva"}
    for scenario in model.scenarios:
        dated = {type(event).__name__: event.week for event in scenario.events}
        assert dated["Join"] == 4
        assert dated["Leave"] == 10


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("dan,D,nowhere,,,,,,medium,,", "people.csv:5:3: no team is called 'nowhere'"),
        ("dan,D,models,,nobody,,,,medium,,", "people.csv:5:5: no person is called 'nobody'"),
        ("dan,D,models,Product,,soon,,,medium,,", "people.csv:5:6: 'soon' is not a week"),
        ("dan,D,models,Product,,-3,,,medium,,", "people.csv:5:6: '-3' is not a week after the start date"),
        ("dan,D,models,,,,31/31/2027,,medium,,", "people.csv:5:7: '31/31/2027' is not a valid date"),
    ],
)
def test_what_cannot_be_is_one_error_at_its_cell(row: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(ModelError) as error:
        lab(tmp_path, dan=row)
    assert message in str(error.value)
    assert len(error.value.problems) == 1


def test_a_table_saved_by_a_spreadsheet_with_semicolons_or_tabs_is_read(tmp_path: Path) -> None:
    people = PEOPLE.replace("dan,Dan Ito,models,,,,,,medium,,", "dan,Dan Ito,models,Product,,4.5,,,medium,,")
    for separator in (";", "\t"):
        model = lab(tmp_path, people.replace(",", separator).replace("4.5", "4,5"))
        scenario = next(one for one in model.scenarios if one.id == "after")
        assert scenario.events[0].week == 4.5


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(["", "Models", "Product", "Leadership", "New", "Other", "leaves"]),
        min_size=5,
        max_size=5,
    ),
    st.lists(st.sampled_from(["", "yes", "Ben Osei", "eva", "cleo"]), min_size=5, max_size=5),
)
def test_any_filling_of_the_columns_is_a_valid_structure(
    tmp_path_factory: pytest.TempPathFactory, teams: list[str], leads: list[str]
) -> None:
    rows = {}
    for number, name in enumerate(("ben", "cleo", "dan", "eva", "finn")):
        before = "shop" if name in {"eva", "finn"} else "models"
        skills = ",medium" if before == "shop" else "medium,"
        rows[name] = f"{name},{name.title()},{before},{teams[number]},{leads[number]},,,,{skills},"
    people = PEOPLE.replace("Ben Osei", "Ben Osei")
    model = lab(
        tmp_path_factory.mktemp("after"),
        people,
        **{**rows, "ben": rows["ben"].replace("ben,Ben,", "ben,Ben Osei,")},
    )
    for structure in model.structures:
        assert set(seats(model, structure.id)) == {"ada", "ben", "cleo", "dan", "eva", "finn"}
        assert set(owners(model, structure.id)) == {"plan/engine", "plan/skin", "requests"}


LEAVE_PEOPLE = PEOPLE.replace("end_date,", "end_date,leave_from,leave_to,status,")


def leaves(folder: Path, dates: str) -> list[tuple[float, str, float | None]]:
    """Return who is on leave from when for how long, with these cells for Dan."""
    rows = [
        line if line.startswith("id,") else line.replace(",,,", ",,,,,,", 1)
        for line in LEAVE_PEOPLE.split("\n")
    ]
    text = "\n".join(
        f"dan,Dan Ito,models,,,,,,{dates},medium,," if row.startswith("dan,") else row for row in rows
    )
    model = lab(folder, text)
    events = {scenario.id: scenario.events for scenario in model.scenarios}
    assert len({repr(those) for those in events.values()}) == 1
    return [(e.week, e.person, e.for_weeks) for e in model.scenarios[0].events if isinstance(e, Away)]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ("2027-01-04,2027-02-28,", (4.0, "dan", 8.0)),
        ("2026-10-01,2027-01-03,", (0.0, "dan", 4.0)),
        (",2027-01-03,leave", (0.0, "dan", 4.0)),
        ("2027-01-04,,leave", (4.0, "dan", None)),
        (",,leave", (0.0, "dan", None)),
        ("2026-01-01,2026-06-01,leave", None),
        ("2029-01-01,2029-06-01,", None),
        (",,active", None),
    ],
)
def test_leave_is_away_in_these_weeks_in_every_scenario(
    tmp_path: Path, dates: str, expected: tuple[float, str, float | None] | None
) -> None:
    assert leaves(tmp_path, dates) == ([] if expected is None else [expected])


def test_a_leave_that_ends_before_it_begins_is_a_mistake_with_its_cell(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"people\.csv:5:\d+.*the leave ends before it begins"):
        leaves(tmp_path, "2027-03-01,2027-01-04,")


def saved_again(folder: Path, encoding: str, separator: str, dates: str) -> Organization:
    """Load the laboratory after a spreadsheet has saved the people with dates in its country's form."""
    lab(folder)
    rows = [line.split(",") for line in PEOPLE.splitlines()]
    written = {
        "2026-01-13": dates,
        "2027-03-04": dates.replace("13", "04").replace("01", "03").replace("2026", "2027"),
    }
    rows[3][6], rows[4][7] = written["2026-01-13"], written["2027-03-04"]
    text = "\r\n".join(separator.join(row) for row in rows) + "\r\n"
    (folder / "people.csv").write_bytes(text.encode(encoding))
    return load(folder / "model.yaml")


@pytest.mark.parametrize(
    ("encoding", "separator", "dates"),
    [
        ("cp1252", ";", "13.01.2026"),
        ("utf-8-sig", ";", "13/01/2026"),
        ("cp1252", ",", "01/13/2026"),
        ("utf-16", "\t", "01/13/2026"),
        ("utf-8", ",", "2026-01-13"),
    ],
)
def test_tables_are_read_as_a_spreadsheet_saves_them(
    tmp_path: Path, encoding: str, separator: str, dates: str
) -> None:
    model = saved_again(tmp_path, encoding, separator, dates)
    assert next(person.name for person in model.people if person.id == "cleo") == "Cleo Groß"
    assert [(event.week, type(event).__name__) for event in model.scenarios[0].events] == [(12.4, "Leave")]


def test_dates_of_either_meaning_are_refused_with_their_cell(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="day and month of '03/04/2027' cannot be told apart"):
        lab(tmp_path, dan="dan,Dan Ito,models,,,,,03/04/2027,medium,,")


SECOND = PEOPLE.replace("end_date,", "end_date,second_manager,second_team,second_share,")


def with_second(folder: Path, dan: str, after: str = "") -> Organization:
    rows = [row if row.startswith("id,") else row.replace(",,,", ",,,,,,", 1) for row in SECOND.splitlines()]
    line = f"dan,Dan Ito,models,{after},,,,,{dan},medium,,"
    return lab(folder, "\n".join(line if row.startswith("dan,") else row for row in rows))


def test_a_second_manager_is_a_second_lead_today_and_after(tmp_path: Path) -> None:
    model = with_second(tmp_path, "Eva Berg,,", "Leadership")
    found = {s.id: [(line.lead, line.person) for line in s.second_leads] for s in model.structures}
    assert found == {"today": [("eva", "dan")], "after": [("eva", "dan")]}


def test_a_second_lead_who_becomes_the_first_is_not_a_second_one(tmp_path: Path) -> None:
    model = with_second(tmp_path, "eva,,", "Product")
    assert [len(structure.second_leads) for structure in model.structures] == [1, 0]


def test_a_second_team_is_a_second_seat(tmp_path: Path) -> None:
    model = with_second(tmp_path, ',Product,"0,4"')
    assert [(s.person, s.team, s.share) for s in model.structures[0].second_seats] == [("dan", "shop", 0.4)]
    model = with_second(tmp_path, ",Product,0.4", "Product")
    assert [len(structure.second_seats) for structure in model.structures] == [1, 0]


@pytest.mark.parametrize(
    ("dan", "words"),
    [
        ("finn,,", "finn leads no team"),
        ("nobody,,", "nobody"),
        ("ben,,", "the second lead is the first"),
        (",Nowhere,0.4", "no team is called 'Nowhere'"),
        (",Product,much", "'much' is not a number"),
    ],
)
def test_what_is_not_a_second_lead_or_seat_is_a_mistake_with_its_cell(
    tmp_path: Path, dan: str, words: str
) -> None:
    with pytest.raises(ModelError, match=words) as error:
        with_second(tmp_path, dan)
    assert "people.csv:5:" in str(error.value)


def test_a_lead_who_starts_later_holds_an_empty_position_until_then(tmp_path: Path) -> None:
    model = lab(tmp_path, ben="ben,Ben Osei,models,,,,2027-02-01,,high,,")
    ben = next(person for person in model.people if person.id == "ben")
    assert (ben.vacant, ben.starts_week) == (True, 8.0)
    assert next(team.lead for team in model.structures[0].teams if team.id == "models") == "ben"
    assert not model.scenarios[0].events


def test_weeks_on_leave_are_no_time_for_the_plan(tmp_path: Path) -> None:
    here = lab(tmp_path)
    rows = PEOPLE.replace("end_date,", "end_date,leave_from,leave_to,")
    lines = [row if row.startswith("id,") else row.replace(",,,", ",,,,,", 1) for row in rows.splitlines()]
    away = "dan,Dan Ito,models,,,,,,2027-01-04,2027-02-28,medium,,"
    gone = lab(tmp_path, "\n".join(away if row.startswith("dan,") else row for row in lines))
    before, after = (
        {load.name: load.capacity_weeks for load in loads_of_teams(model, model.structures[0])}
        for model in (here, gone)
    )
    assert before["models"] - after["models"] == pytest.approx(8.0)
    assert before["shop"] == after["shop"]


@pytest.mark.parametrize("column", ["location", "tenure_years"])
def test_whoever_comes_later_may_have_what_only_people_at_the_start_have(tmp_path: Path, column: str) -> None:
    reported = {"location": "London", "tenure_years": "0"}[column]
    header, *rows = PEOPLE.splitlines()
    later = "dan,Dan Ito,models,,,,2027-02-01,,medium,,"
    rows = [f"{later if row.startswith('dan,') else row},{reported}" for row in rows]
    model = lab(tmp_path, "\n".join([f"{header},{column}", *rows]))
    (joined,) = model.scenarios[0].events
    assert joined.week == 8.0


OF_TWO = PEOPLE.replace("notes\n", "notes,team:merged,lead:merged,week:merged\n").replace(",\n", ",,,,\n")


def test_columns_of_another_name_make_one_more_structure_and_scenario(tmp_path: Path) -> None:
    model = lab(
        tmp_path,
        OF_TWO,
        dan="dan,Dan Ito,models,Product,,6,,,medium,,,Lab,yes,9",
        cleo="cleo,Cleo Groß,models,,,,,,medium,,,Lab,,",
    )
    assert [(scenario.id, scenario.name) for scenario in model.scenarios] == [
        ("today", "Today"),
        ("after", "Planned change"),
        ("merged", "merged"),
    ]
    assert [event.week for event in model.scenario("merged").events] == [9]
    after, merged = seats(model, "after"), seats(model, "merged")
    assert (after["dan"], after["cleo"]) == ("shop", "models")
    assert merged["dan"] == merged["cleo"] != "models"
    assert next(team.lead for team in model.structure("merged").teams if team.id == merged["dan"]) == "dan"
    assert merged["ben"] == "models"


def test_an_alternative_needs_no_columns_ending_in_after(tmp_path: Path) -> None:
    model = lab(tmp_path, OF_TWO, dan="dan,Dan Ito,models,,,,,,medium,,,Product,,")
    assert [scenario.id for scenario in model.scenarios] == ["today", "merged"]
    assert seats(model, "merged")["dan"] == "shop"


def test_a_mistake_of_an_alternative_is_one_error_at_its_cell(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as error:
        lab(tmp_path, OF_TWO, dan="dan,Dan Ito,models,,,,,,medium,,,,nobody,")
    assert "people.csv:5:13: no person is called 'nobody'" in str(error.value)
    assert len(error.value.problems) == 1


def test_a_misspelled_column_is_not_an_alternative(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="team:aftr"):
        lab(
            tmp_path, PEOPLE.replace("team:after", "team:aftr"), dan="dan,Dan Ito,models,Product,,,,,medium,,"
        )


def test_a_row_of_work_may_say_who_owns_it_under_an_alternative(tmp_path: Path) -> None:
    lab(tmp_path)
    text = WORK.replace("team,area", "team,team:merged,area").replace("models,", "models,Product,")
    text = text.replace("Product,product", "Product,,product").replace("shop,product", "shop,,product")
    (tmp_path / "work.csv").write_text(text, encoding="utf-8")
    model = load(tmp_path / "model.yaml")
    assert owners(model, "merged")["plan/engine"] == "shop"
    assert owners(model, "today")["plan/engine"] == "models"


def test_whose_position_is_eliminated_before_the_day_of_joining_never_joins_in_that_alternative(
    tmp_path: Path,
) -> None:
    later = "dan,Dan Ito,models,{},,{},2027-02-01,,medium,,"
    model = lab(tmp_path, dan=later.format("leaves", 4))
    joining = {each.id: [event.key for event in each.events] for each in model.scenarios}
    assert joining == {"today": ["join"], "after": []}
    # Who has joined by then is laid off.
    model = lab(tmp_path, dan=later.format("leaves", 12))
    assert [event.key for event in model.scenario("after").events] == ["join", "layoff"]


def test_a_lead_whose_open_position_is_eliminated_is_said_not_to_start(tmp_path: Path) -> None:
    model = lab(
        tmp_path,
        ben="ben,Ben Osei,models,leaves,,4,2027-02-01,,high,,",
        cleo="cleo,Cleo Groß,models,,yes,4,,,medium,,a note",
    )
    assert dated_events(model, "after")[-1] == "week 4: the open position of Ben Osei is not filled"
    assert closed_positions(model, "after") == {"ben": 4.0}
    assert not closed_positions(model, "today")
    assert (headcount(model, {"ben"}).people, headcount(model, {"ben"}).vacant) == (5, 0)


@pytest.mark.parametrize(
    ("week", "expected"),
    [("2027-01-18", 6.0), ("18.01.2027", 6.0), ("Q1 2027", 3.6), ("6,5", 6.5), ("6", 6.0)],
)
def test_the_week_of_a_change_may_be_a_date(week: str, expected: float, tmp_path: Path) -> None:
    model = lab(tmp_path, dan=f'dan,Dan Ito,models,shop,,"{week}",,,medium,,')
    assert [event.week for event in model.scenario("after").events] == [expected]


def test_a_week_before_the_start_date_is_a_mistake_in_its_cell(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as error:
        lab(tmp_path, dan="dan,Dan Ito,models,shop,,2026-01-18,,,medium,,")
    (problem,) = error.value.problems
    assert (Path(problem.file).name, problem.line, problem.column) == ("people.csv", 5, 6)
    assert problem.hint == "write weeks from the start date, or a date after it"


def test_a_quarter_begins_a_position_and_ends_one(tmp_path: Path) -> None:
    model = lab(
        tmp_path, dan="dan,Dan Ito,models,,,,Q1 2027,,medium,,", finn="finn,Finn,shop,,,,,Q1 2027,,medium,"
    )
    weeks = {event.key: event.week for event in model.scenarios[0].events}
    assert weeks == {"join": 3.6, "leave": 16.3}


def test_a_person_without_a_team_is_a_mistake_in_their_row(tmp_path: Path) -> None:
    """Seen: the mistake was reported at the structure in model.yaml, and not at the row of people.csv."""
    with pytest.raises(ModelError) as error:
        lab(tmp_path, dan="dan,Dan Ito,,,,,,,medium,,", finn="finn,Finn,,,,,,,,medium,")
    places = [(Path(each.file).name, each.line, each.hint) for each in error.value.problems]
    assert places == [("people.csv", line, "fill in the column team") for line in (5, 7)]
