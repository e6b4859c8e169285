"""What a careful reader remarks on: work against time, units, defaults, teams without work, leads' weeks."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

import pytest
from small_model import data, only_problem

from reorg.model import load, starter_text
from reorg.model.analysis.capacity import loads_of_areas, loads_of_teams
from reorg.model.analysis.findings import Finding, find_remarkable
from reorg.model.analysis.guard_rails import annual_payroll
from reorg.model.analysis.hierarchy import team_sizes
from reorg.study.compare import run

INPUTS = Path(__file__).parents[1] / "inputs"


def remarks(model: Any, kind: str) -> list[Finding]:
    return [finding for finding in find_remarkable(load(model)) if finding.kind == kind]


def _starter(folder: Path) -> Path:
    path = folder / "model.yaml"
    path.write_text(starter_text(), encoding="utf-8")
    return path


def test_the_starter_model_is_remarked_on_for_its_start_only(tmp_path: Path) -> None:
    kinds = {finding.kind for finding in find_remarkable(load(_starter(tmp_path)))}
    assert not kinds & {"unit", "calendar", "team", "assumption", "effort", "chain", "load"}
    assert "start" in kinds


def test_the_starter_model_is_a_lab_that_nearly_keeps_its_dates(tmp_path: Path) -> None:
    """Seen: its release of 26 weeks took 40: the first verdict a user met was about a hopeless plan."""
    found = run(_starter(tmp_path), "stay", worlds=16, fixed=True)
    assert found.verdict["scenarios"]["stay"]["metrics"]["release_weeks"]["p50"] == pytest.approx(26, abs=4)


def test_requests_stated_in_hours_are_remarked_on() -> None:
    path = str(INPUTS / "requests_stated_in_hours.yaml")
    (unit,) = remarks(path, "unit")
    assert "are these hours?" in unit.message
    overloaded = {finding.subject: finding.message for finding in remarks(path, "load")}
    assert "533%" in overloaded["t1"] + overloaded["eng"] + str(remarks(path, "load"))


def test_loads_are_person_weeks_of_work_over_those_of_people() -> None:
    """Two product people own 2 requests a week of 1.5 days, and the launch: 3 days a week of 10."""
    model = data()
    model["releases"][0]["packages"].pop()
    organization = load(model)
    structure = organization.structure("together")
    (app,) = [x for x in loads_of_teams(organization, structure) if x.name == "app"]
    assert app.work_weeks == pytest.approx(2 * 1.5 / 5 * 52)
    assert app.capacity_weeks == 2 * 52
    (area,) = [x for x in loads_of_areas(organization, structure) if x.name == "product"]
    assert area.share == pytest.approx(0.3)


def test_a_release_that_never_ends_is_remarked_on_as_more_than_there_is_time() -> None:
    model = data()
    model["releases"][0]["packages"][0]["effort_days"] = 100_000
    assert any("not all of it can be done" in finding.message for finding in remarks(model, "load"))


def test_an_integrator_of_one_area_bridges_nothing_between_two() -> None:
    """Research and engineering are coupled: who is named for research alone is never asked."""
    model = data()
    model["structures"]["apart"]["integrators"] = [{"person": "eng#3", "areas": ["research"]}]
    (found,) = remarks(model, "integrator")
    assert (found.structure, found.subject) == ("apart", "eng#3")
    model["structures"]["apart"]["integrators"][0]["areas"].append("engineering")
    assert not remarks(model, "integrator")


def test_one_number_for_effort_is_remarked_on_unless_fixed() -> None:
    model = data()
    package = model["releases"][0]["packages"][0]
    package["effort_days"] = 260
    (finding,) = remarks(model, "effort")
    assert "method" in finding.message
    package["distribution"] = "fixed"
    assert not remarks(model, "effort")


def test_a_release_under_way_is_not_remarked_on() -> None:
    model = data()
    assert len(remarks(model, "start")) == 1
    model["releases"][0]["first_week"] = -8
    assert not remarks(model, "start")


def test_a_team_without_work_is_remarked_on() -> None:
    model = data()
    model["people"].append({"id": "guest", "count": 3})
    teams = model["structures"]["together"]["teams"]
    teams.append({"id": "spare", "parent": "lab", "members": ["guest"]})
    assert {finding.subject for finding in remarks(model, "team")} == {"spare"}


def test_a_lead_with_more_meetings_than_a_week_holds_is_remarked_on() -> None:
    model = data()
    assert not remarks(model, "calendar")
    meeting = {"id": "all-hands", "people": ["head", "res"], "hours": 40}
    model["structures"]["together"]["meetings"] = [meeting]
    assert "head" in {finding.subject for finding in remarks(model, "calendar")}


def test_pay_in_thousands_is_remarked_on() -> None:
    model = data()
    model["people"][0]["annual_cost_usd"] = 600
    assert [finding.subject for finding in remarks(model, "unit")] == ["head"]


def test_an_assumption_outside_its_range_is_remarked_on() -> None:
    model = data()
    model["assumptions"] = {"exceptions.probability": {"value": 0.9, "source": "measured here"}}
    assert [finding.subject for finding in remarks(model, "assumption")] == ["exceptions.probability"]


def releases(*others: dict[str, Any]) -> dict[str, Any]:
    model = data()
    package = {"id": "only", "area": "product", "effort_days": [1, 2, 3]}
    model["releases"] += [{"packages": [package], **other} for other in others]
    return model


def test_releases_after_releases_are_resolved() -> None:
    model = releases({"id": "one"}, {"id": "two", "after": ["one"]})
    assert load(model).releases[2].after == ("one",)


@pytest.mark.parametrize(
    ("others", "text"),
    [
        (({"id": "one", "after": ["on"]},), "no release is called 'on'"),
        (({"id": "one", "after": ["two"]}, {"id": "two", "after": ["one"]}), "one after two after one"),
        (({"id": "one", "after": ["one"]},), "one after one"),
        (({"id": "one", "after": ["flagship"]},), "repeats"),
    ],
)
def test_releases_that_cannot_come_after_each_other_are_refused(
    others: tuple[dict[str, Any], ...], text: str
) -> None:
    problem = only_problem(releases(*others))
    assert text in problem.message
    assert "after" in problem.path


def test_a_team_may_own_a_release_and_another_a_package_of_it() -> None:
    model = data()
    app = model["structures"]["together"]["teams"][2]
    app["owns"] = [*app["owns"], "flagship"]
    model["structures"]["together"]["teams"][1]["owns"].append("flagship/system")
    organization = load(model)
    loads = {x.name: x.work_weeks for x in loads_of_teams(organization, organization.structure("together"))}
    assert loads["model"] == pytest.approx(300 / 5 * 2)
    assert loads["app"] > loads["model"]


def test_a_decision_after_the_horizon_is_refused() -> None:
    model = data()
    model["compare"] = {"decision_week": 52}
    assert "not before the horizon" in only_problem(model).message


def test_what_is_done_at_the_start_asks_for_no_time() -> None:
    model = data()
    (package,) = [p for p in model["releases"][0]["packages"] if p["id"] == "system"]
    loads = []
    for done in (0, 0.5):
        package["done"] = done
        organization = load(model)
        found = loads_of_teams(organization, organization.structure("together"))
        loads.append(sum(load_.work_weeks for load_ in found))
    times = organization.horizon_weeks / (organization.releases[0].every_weeks or organization.horizon_weeks)
    effort = organization.releases[0].packages[1].effort.likely_days
    assert organization.releases[0].packages[1].id == "system"
    assert times >= 1
    assert loads[0] - loads[1] == pytest.approx(0.5 * effort / 5)


def test_a_meeting_of_one_is_refused() -> None:
    model = data()
    meeting = {"id": "alone", "people": ["head"], "hours": 1}
    model["structures"]["together"]["meetings"] = [meeting]
    problem = only_problem(model)
    assert problem.message == "only head attends the meeting"
    assert problem.path == "structures > together > meetings > alone"
    meeting["people"] = ["head", "res#1"]
    load(model)


def test_part_time_costs_part_of_the_pay() -> None:
    model = data()
    (head,) = [person for person in model["people"] if person["id"] == "head"]
    full = load(model)
    head["share"] = 0.5
    half = load(model)
    assert annual_payroll(full) - annual_payroll(half) == pytest.approx(0.5 * head["annual_cost_usd"])
    costs = [sum(size.annual_cost_usd for size in team_sizes(o, o.structures[0])) for o in (full, half)]
    assert costs[0] > costs[1]


def test_a_plan_that_fits_the_horizon_but_not_its_due_week_is_remarked_on() -> None:
    """Two product people have 8 person-weeks until week 4, and 60 days of launch due by then."""
    model = data()
    model["releases"] = [
        {
            "id": "launch",
            "due_week": 4,
            "packages": [{"id": "all", "area": "product", "effort_days": [30, 60, 90]}],
        }
    ]
    model["streams"] = []
    for structure in model["structures"].values():
        for team in structure.get("teams", ()):
            team["owns"] = [work for work in team.get("owns", ()) if work in model["areas"]]
    model["scenarios"] = {"together": {"structure": "together"}}
    model["compare"] = {"baseline": "together"}
    messages = [finding.message for finding in remarks(model, "load")]
    assert any(
        "owns 12 person-weeks of work due by week 4, and its people have 8 (150%)" in text
        for text in messages
    )
    model["releases"][0]["due_week"] = 40
    assert not remarks(model, "load")


PLAIN = {"people": "id,name,title,team,team:after,week:after", "teams": "structure,id,name,parent,lead"}


def tables(folder: Path, people: str) -> str:
    """Write a model of a laboratory with two teams as tables; ``people`` says what changes."""
    (folder / "people.csv").write_text(f"{PLAIN['people']}\n{people}", encoding="utf-8")
    teams = "today,lab,Lab,,boss\ntoday,algorithms,Algorithms,lab,ada\ntoday,app,App,lab,ben\n"
    (folder / "teams.csv").write_text(f"{PLAIN['teams']}\n{teams}", encoding="utf-8")
    model = """
        schema: reorg/1
        organization: Lab
        start: 2026-12-07
        horizon_weeks: 52
        areas: [research]
        tables: {people: people.csv, teams: teams.csv}
        structures: {today: {name: Today, decides: medium}}
        compare: {baseline: today}
    """
    (folder / "model.yaml").write_text(textwrap.dedent(model), encoding="utf-8")
    return str(folder / "model.yaml")


ROWS = "boss,Bo,Head,lab,,\nada,Ada,Lead,algorithms,{ada},\nben,Ben,Lead,app,,\ncy,Cy,Engineer,app,{cy},\n"


@pytest.mark.parametrize(
    ("cy", "asked"),
    [("Algoritms", True), ("algorithms ", False), ("Architecture", False), ("Apps", False)],
)
def test_a_misspelled_team_is_asked_about(tmp_path: Path, cy: str, asked: bool) -> None:
    found = remarks(tables(tmp_path, ROWS.format(ada="", cy=cy)), "team")
    text = [finding for finding in found if "misspelled" in finding.message]
    assert bool(text) is asked
    if asked:
        assert text[0].message == "team Algoritms is new beside Algorithms: is one of the names misspelled?"
        assert text[0].structure == "after"


def test_a_team_whose_lead_is_laid_off_is_remarked_on(tmp_path: Path) -> None:
    (text,) = remarks(tables(tmp_path, ROWS.format(ada="leaves", cy="Algorithms")), "lead")
    assert (text.subject, text.structure) == ("algorithms", "after")
    assert "the position of Ada [ada], who leads team algorithms, is closed" in text.message
    (text,) = remarks(tables(tmp_path, ROWS.format(ada="App", cy="Algorithms")), "lead")
    assert text.message.startswith("team algorithms has no lead any more")
    assert not remarks(data(), "lead")
