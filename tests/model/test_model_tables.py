from __future__ import annotations

from pathlib import Path

import pytest
from small_model import problems_of

from growth import GREATEST, TIMES, times_as_long
from reorg.model import load

MANY = 4_000
MODEL = """\
organization: Spreadsheet lab
start: 2026-03-02
horizon_weeks: 26
areas: [research, product]
tables: {people: people.csv, teams: teams.csv, work: work.csv}
structures:
  later: {extends: now, teams: [{id: app, name: Application}]}
people:
  - {id: head, skills: {research: high}}
"""
PEOPLE = """\
id,count,title,skills.research,skills.product,share,annual_cost_usd
00017,,Researcher,high,,1,300000
dev,3,"Developer, product",,medium,0.8,200000
"""
TEAMS = """\
structure,id,parent,lead,members,owns
now,lab,,head,,research
now,app,lab,dev#1,dev#2..3; 00017,product;requests
"""
WORK = """\
release,id,area,effort_days,after,per_week,people_max
first,plan,research,10;20;40,,,2
first,build,product,30,plan,,
,requests,product,0.5;1;3,,4,
"""


def write(folder: Path, **replaced: str) -> Path:
    tables = {"people": PEOPLE, "teams": TEAMS, "work": WORK} | replaced
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    path = folder / "model.yaml"
    path.write_text(MODEL, encoding="utf-8")
    return path


def test_a_spreadsheet_is_a_model(tmp_path: Path) -> None:
    lab = load(write(tmp_path))
    assert [person.id for person in lab.people] == ["head", "00017", "dev#1", "dev#2", "dev#3"]
    assert lab.people[2].share == 0.8
    assert lab.people[2].title == "Developer, product"
    assert lab.people[2].skills == {"product": "medium"}
    assert [package.id for package in lab.releases[0].packages] == ["plan", "build"]
    assert lab.releases[0].packages[0].effort.pessimistic_days == 40
    assert lab.releases[0].packages[0].people_max == 2
    assert lab.releases[0].packages[1].after == ("plan",)
    assert lab.streams[0].per_week == 4
    assert lab.structure("now").team("app").members == ("dev#2", "dev#3", "00017")
    assert lab.structure("later").team("app").name == "Application"


def test_tables_separated_by_semicolons_are_read(tmp_path: Path) -> None:
    people = PEOPLE.replace('"Developer, product"', "Developer").replace(",", ";")
    assert load(write(tmp_path, people="\ufeff" + people)).hash


def test_mistakes_in_tables_have_their_line_and_column(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        people=PEOPLE.replace("medium", "medum").replace("0.8", "much"),
        work=WORK.replace("30,plan", "-30,plan"),
    )
    found = {(Path(p.file).name, p.line, p.column): p for p in problems_of(path)}
    assert found[("people.csv", 3, 5)].hint == "did you mean 'medium'?"
    assert "expected a number, found 'much'" in found[("people.csv", 3, 6)].message
    assert "above 0" in found[("work.csv", 3, 4)].message


def test_rules_find_mistakes_in_tables_too(tmp_path: Path) -> None:
    path = write(
        tmp_path, teams=TEAMS.replace("dev#2..3", "dev#2..9"), work=WORK.replace(",plan,,", ",paln,,")
    )
    found = {(Path(p.file).name, p.line): p for p in problems_of(path)}
    assert "out of range" in found[("teams.csv", 3)].message
    assert found[("work.csv", 3)].hint == "did you mean 'plan'?"


@pytest.mark.parametrize(
    ("table", "text", "message"),
    [
        ("people", "", "the first row contains no headers"),
        ("people", "id,id\na,b\n", "the column 'id' appears twice"),
        ("people", "id\na,b\n", "a cell without a header"),
        ("people", 'id\n"a', "not a table"),
        ("people", "id,salery\n00017,5\n", "unknown field 'salery'"),
        ("teams", "id\nlab\n", "the row has no structure"),
        ("work", "id\nplan\n", "the row has no release"),
        ("people", "id,skills.reserch\nx,high\n", "no area is called 'reserch'"),
    ],
)
def test_a_table_that_is_invalid_is_refused(tmp_path: Path, table: str, text: str, message: str) -> None:
    found = problems_of(write(tmp_path, **{table: text}))
    assert any(message in p.message and p.file.endswith(f"{table}.csv") and p.line for p in found)


@pytest.mark.parametrize("name", ["/etc/passwd", "../people.csv"])
def test_tables_stay_in_the_folder_of_the_model(tmp_path: Path, name: str) -> None:
    path = write(tmp_path)
    path.write_text(MODEL.replace("people: people.csv", f"people: {name}"), encoding="utf-8")
    assert "must be in the folder of the model file" in problems_of(path)[0].message


def test_a_missing_table_is_one_problem(tmp_path: Path) -> None:
    path = write(tmp_path)
    (tmp_path / "work.csv").unlink()
    assert "no such file" in problems_of(path)[0].message


def test_tables_of_plain_data_are_refused() -> None:
    assert "tables need a model file" in problems_of({"tables": {"people": "people.csv"}})[0].message


def test_reading_tables_takes_as_long_as_they_have_rows(tmp_path: Path) -> None:
    few, many = large(tmp_path / "few", MANY // TIMES), large(tmp_path / "many", MANY)
    loaded = []
    assert times_as_long(lambda: load(few), lambda: loaded.append(load(many))) < GREATEST
    assert len(loaded[-1].people) == MANY + 5


def large(folder: Path, people: int) -> Path:
    folder.mkdir()
    rows = "".join(f"p{i},,x,,low,1,1000\n" for i in range(people))
    members = "".join(f"now,t{i},app,p{i},,\n" for i in range(people))
    return write(folder, people=PEOPLE + rows, teams=TEAMS + members)


@pytest.mark.parametrize(
    ("cell", "share"), [('"0,5"', 0.5), ('"0,125"', 0.125), ('"1,0"', 1.0), ("0.5", 0.5), ('"50 %"', 0.5)]
)
def test_a_decimal_comma_is_understood_where_commas_separate_as_well(
    cell: str, share: float, tmp_path: Path
) -> None:
    """Seen: a spreadsheet wrote "0,5" into a table with commas, which was refused: "write digits only"."""
    people = PEOPLE.replace("medium,0.8,", f"medium,{cell},")
    work = WORK.replace("10;20;40", '"10,5;20;40"')
    model = load(write(tmp_path, people=people, work=work))
    assert model.people[2].share == share
    assert model.releases[0].packages[0].effort.optimistic_days == 10.5


def test_what_may_be_a_thousand_is_refused_where_commas_separate(tmp_path: Path) -> None:
    people = PEOPLE.replace("0.8,200000", '0.8,"200,000"')
    (problem,) = problems_of(write(tmp_path, people=people))
    assert problem.hint == "write 200000"
