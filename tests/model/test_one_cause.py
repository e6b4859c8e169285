"""One mistake gives one message, with its place and its fix, however many places it shows in."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from reorg.cli.main import main
from reorg.model import ModelError, load
from reorg.model.problems import Problem

MODEL = """
organization: Lab
start: 2026-03-02
horizon_weeks: 40
areas: [a, b]
tables: {people: people.csv, teams: teams.csv, work: work.csv}
releases: [{id: r, due_week: 20, packages: []}]
structures: {today: {name: Today}}
"""
TABLES = {
    "people.csv": (
        "id,title,team,skills.a,skills.b\nann,Head,top,medium,\nbob,Eng,core,medium,\ndan,Lead,core,,low\n"
    ),
    "teams.csv": "structure,id,name,parent,lead\ntoday,top,Top,,ann\ntoday,core,Core,top,dan\n",
    "work.csv": "id,release,team,area,effort_days,after\np1,r,core,a,20,\np2,r,core,b,20,p1\n",
}


def problems_of(model: Any) -> tuple[Problem, ...]:
    with pytest.raises(ModelError) as failed:
        load(model)
    return failed.value.problems


def of_tables(folder: Path, name: str, was: str, now: str) -> list[tuple[str, int, str]]:
    """Return file, line and message of what is wrong where a text of one table is another."""
    (folder / "model.yaml").write_text(MODEL, encoding="utf-8")
    for table, text in TABLES.items():
        assert table != name or was in text
        (folder / table).write_text(text.replace(was, now) if table == name else text, encoding="utf-8")
    found = problems_of(folder / "model.yaml")
    assert all(problem.hint for problem in found)
    return [(Path(problem.file).name, problem.line, problem.message) for problem in found]


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("starter")
    assert CliRunner().invoke(main, ["new", str(folder / "lab")]).exit_code == 0
    found: dict[str, Any] = yaml.safe_load((folder / "lab" / "model.yaml").read_text(encoding="utf-8"))
    return found | {"start": "2026-03-02"}


@pytest.mark.parametrize(
    ("table", "was", "now", "line", "message"),
    [
        ("people.csv", "dan,Lead", "bob,Eng,core,medium,\ndan,Lead", 4, "the id 'bob' appears twice"),
        ("people.csv", "bob,Eng", ",Eng", 3, "'id' is missing"),
        ("people.csv", "id,title", "key,title", 1, "the table of people has no column 'id'"),
        ("teams.csv", "today,core,Core,top,dan", "today,core,Core,top,dan\ntoday,core,Two,top,", 4,
         "the id 'core' appears twice"),
        ("teams.csv", "today,core", "today,", 3, "'id' is missing"),
        ("work.csv", "p2,r", "p1,r,core,a,20,\np2,r", 3, "the id 'p1' appears twice"),
        ("work.csv", "p2,r", ",r", 3, "'id' is missing"),
    ],
)  # fmt: skip
def test_an_id_that_is_missing_or_repeated_in_a_table_is_one_message(
    tmp_path: Path, table: str, was: str, now: str, line: int, message: str
) -> None:
    assert of_tables(tmp_path, table, was, now) == [(table, line, message)]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda m: m["areas"].__setitem__(0, "reserch"), "no area is called 'research' (5 places name"),
        (lambda m: m["people"][1].update(id="ress"), "no person is called 'res#1' (3 places name 'res')"),
        (
            lambda m: m["structures"]["together"]["teams"][0].update(id="x"),
            "no team is called 'lab' (3 places",
        ),
        (lambda m: m["structures"].update(one=m["structures"].pop("together")), "no structure is called"),
        (lambda m: m["releases"][0]["packages"][0].update(id="x"), "the release 'flagship' has no package"),
    ],
)
def test_a_misspelled_name_is_one_message_however_often_it_is_named(
    starter: dict[str, Any], change: Any, message: str
) -> None:
    model = deepcopy(starter)
    change(model)
    (problem,) = problems_of(model)
    assert problem.message.startswith(message)
    assert problem.hint.startswith(("did you mean", "known:"))


def test_two_mistakes_are_two_messages(starter: dict[str, Any]) -> None:
    model = deepcopy(starter)
    model["areas"][0] = "reserch"
    model["structures"]["together"]["teams"][2]["lead"] = "pord#1"
    model["streams"][0]["area"] = "products"
    assert sorted(problem.message for problem in problems_of(model)) == [
        "no area is called 'products'",
        "no area is called 'research' (5 places name 'research')",
        "no person is called 'pord#1'",
    ]
