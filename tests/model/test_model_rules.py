from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from small_model import TEXT, data, only_problem, problem_of_text, problems_of

from reorg.model import ModelError, load
from reorg.model.analysis.hierarchy import direct_reports, team_sizes
from reorg.model.checking.rules import RULES, SIZE_RULES
from reorg.model.draft.structures import complete_structures
from reorg.model.schema.structures import StructureFields

# What is replaced in the valid model, by what, and what is said: line, path, message, hint.
SPOILED = [
    ("start: 2026-03-02", "start: 2026-02-30", (5, "start", "not a valid date", "YYYY-MM-DD")),
    ("start: 2026-03-02", "start: March", (5, "start", "expected a date", "")),
    ("horizon_weeks: 52", "horizon_weeks: many", (6, "horizon_weeks", "expected a whole number", "")),
    ("horizon_weeks: 52", "horizon_week: 52", (6, "horizon_week", "unknown field", "'horizon_weeks'")),
    ("areas: [research, ", "areas: [research, research, ", (9, "areas > #2", "named twice", "remove")),
    ("research: high,", "reserch: high,", (12, "people > head > skills > reserch", "no area", "'research'")),
    ("research: high,", "research: hihg,", (12, "people > head > skills > research", "expected", "'high'")),
    ("count: 4", "count: -4", (13, "people > res > count", "at least 1", "")),
    ("count: 4", "count: four", (13, "people > res > count", "expected a whole number", "")),
    ("id: head,", "id: 17,", (12, "people > #1 > id", "expected text", '"17"')),
    ("id: head,", "id: 'a/b',", (12, "people > a/b > id", "letters, digits", "")),
    ("title: Engineer", "titel: Engineer", (14, "people > eng > titel", "unknown field", "'title'")),
    ("annual_cost_usd: 250000", "annual_cost_usd: -1", (14, "eng > annual_cost_usd", "at least 0", "")),
    ("[180, 260, 450]", "[180, 450, 260]", (21, "flagship > packages > method > effort_days", "<=", "[180")),
    ("[180, 260, 450]", "-5", (21, "flagship > packages > method > effort_days", "above 0", "")),
    ("[180, 260, 450]", "[1, 2]", (21, "flagship > packages > method > effort_days", "[optimistic", "")),
    ("[180, 260, 450]", "9, distribution: weibull", (21, "effort_days", "needs [optimistic", "fixed")),
    ("area: research,", "area: resaerch,", (21, "method > area", "no area is called", "'research'")),
    ("complexity: high}", "complexity: hard}", (21, "method > complexity", "expected low, m", "")),
    ("complexity: high}", "after: [launch]}", (21, "method > after", "cycle: method after", "remove")),
    ("[220, 300, 500]", "3, after: [system]", (22, "system > after", "cycle: system after system", "")),
    ("after: [method, s", "after: [metod, s", (23, "launch > after > #1", "no package 'metod'", "'method'")),
    ("complexity: low,", "done: 1.5,", (23, "launch > done", "below 1", "")),
    ("between: [method, system]", "between: [method, sytem]", (25, "between > #2", "'sytem'", "'system'")),
    ("between: [method, system]", "between: [system, system]", (25, "couplings > #1", "with itself", "")),
    ("strength: 0.7", "strength: 1.7", (25, "couplings > #1 > strength", "at most 1", "")),
    ("every_weeks: 26", "first_week: -9", (19, "flagship > first_week", "before the warm-up", "warm")),
    ("every_weeks: 26", "first_week: 60", (19, "flagship > first_week", "not before the horizon", "")),
    ("per_week: 2", "per_week: -2", (28, "streams > requests > per_week", "at least 0", "")),
    ("due_days: 10", "then: request", (28, "streams > requests > then", "no stream", "'requests'")),
    ("due_days: 10", "then: requests", (28, "streams > requests > then", "circulate without end", "remove")),
    ("decides: medium", "decides: medum", (32, "structures > together > decides", "expected", "'medium'")),
    ("lead: head}", "lead: haed}", (34, "teams > lab > lead", "no person is called 'haed'", "'head'")),
    ('lead: "res#1"', 'lead: "res#9"', (35, "model > lead", "out of range", "res#1..4")),
    ('lead: "prod#1", members: ["prod#2"]', "lead: prod", (36, "app > lead", "is a group of 2", "prod#1")),
    ("parent: lab, lead: \"res#1\"", "parent: lap, lead: \"res#1\"", (35, "parent", "no team", "'lab'")),
    ("owns: [product, requests]", "owns: [product, reqests]", (36, "owns > #2", "no area, r", "'requests'")),
    ("extends: together", "extends: togehter", (38, "apart > extends", "no structure", "'together'")),
    ("split: {structure: together", "split: {structure: togther", (45, "structure", "no", "'together'")),
    ("reorganize: apart", "reorganize: aprt", (45, "events > #1 > reorganize", "no structure", "'apart'")),
    ("week: 4", "week: 52", (45, "events > #1 > week", "not before the horizon", "")),
    ("week: 4, reorganize: apart", "week: 4", (45, "split > events > #1", "exactly one of", "")),
    ("baseline: stay", "baseline: sty", (47, "compare > baseline", "no scenario", "'stay'")),
    ("schema: reorg/1", "schema: reorg/9", (3, "schema", "expected reorg/1", "")),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "words"), SPOILED, ids=[f"{o} -> {n}" for o, n, _ in SPOILED])
def test_a_mistake_is_named_with_place_path_and_fix(
    tmp_path: Path, old: str, new: str, words: tuple[int, str, str, str]
) -> None:
    line, path, message, hint = words
    problem = problem_of_text(tmp_path, old, new)
    assert problem.line == line
    text = (tmp_path / "model.yaml").read_text(encoding="utf-8").splitlines()
    assert 1 <= problem.column <= len(text[line - 1])
    assert path in problem.path
    assert message in problem.message
    assert hint in problem.hint
    assert str(problem).startswith(f"{tmp_path}/model.yaml:{problem.line}:{problem.column}: ")


Spoil = Callable[[dict[str, Any]], object]


def teams(model: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = model["structures"]["together"]["teams"]
    return found


def alone(model: dict[str, Any]) -> None:
    """Keep one structure, so that a mistake in it is reported once."""
    del model["structures"]["apart"]
    model["scenarios"] = {}
    model["compare"] = {}


STRUCTURAL: list[tuple[Spoil, str, str]] = [
    (lambda m: teams(m)[0].update(parent="app"), "the parents of teams have a cycle", "another"),
    (lambda m: teams(m)[1].pop("parent"), "has no parent, but neither has 'lab'", "parent: lab"),
    (lambda m: teams(m)[2].update(members=[]), "prod#2 is in no team of 'together'", "members"),
    (lambda m: teams(m)[2].update(members=["prod#2", "res#3"]), "res#3 is already in team 'model'", "one"),
    (lambda m: teams(m)[2].update(members=["prod"]), "prod#1 already leads team 'app'", "prod#2\""),
    (lambda m: teams(m)[2].update(owns=["requests"]), "unowned work: nobody in 'together' owns", "product"),
    (lambda m: teams(m)[1].update(owns=["research"]), "flagship/system (area engineering)", "engineering"),
    (lambda m: teams(m).append({"id": "new", "parent": "lab", "owns": ["launch"]}), "has no people", ""),
    (lambda m: teams(m).append({"id": "app", "parent": "lab"}), "'app' appears twice", ""),
    (lambda m: teams(m).clear(), "the structure has no teams", "teams:"),
    (lambda m: m.update(streams=[m["streams"][0] | {"id": "product"}]), "same id as an area", "call it"),
    (lambda m: m["people"].append({"id": "head"}), "the id 'head' appears twice", "its own"),
    (lambda m: m["releases"].append(m["releases"][0]), "the id 'flagship' appears twice", "own"),
    (lambda m: teams(m)[0].update(members=["eng"]), "eng#1, eng#2, eng#3, eng#4, eng#5 are already in", ""),
    (lambda m: m["people"].extend({"id": f"p{i}", "count": 100_000} for i in range(500)), "50,000,012", ""),
    (lambda m: m.update(people=[]), "the model has no people", "add"),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "message", "hint"), STRUCTURAL, ids=[words for _, words, _ in STRUCTURAL])
def test_a_structure_that_does_not_hold_is_refused(spoil: Spoil, message: str, hint: str) -> None:
    model = data()
    alone(model)
    spoil(model)
    found = [p for p in problems_of(model) if message in p.message]
    assert len(found) == 1
    assert hint in found[0].hint


def test_a_circle_of_teams_is_named() -> None:
    model = data()
    alone(model)
    teams(model).append({"id": "x", "parent": "y"})
    teams(model).append({"id": "y", "parent": "x"})
    assert "x below y below x" in only_problem(model).message


def test_structures_that_extend_each_other_are_named() -> None:
    model = data()
    model["structures"] = {"a": {"extends": "b"}, "b": {"extends": "a"}}
    model["scenarios"], model["compare"] = {}, {}
    assert "a extends b extends a" in problems_of(model)[0].message


def test_a_team_that_does_not_exist_cannot_be_removed() -> None:
    model = data()
    model["structures"]["apart"]["remove"] = ["modle"]
    problem = only_problem(model)
    assert (problem.path, problem.hint) == ("structures > apart > remove > #1", "did you mean 'model'?")


@pytest.mark.parametrize(
    ("order", "message", "hint"),
    [
        (["modle", "app"], "no team is called 'modle'", "did you mean 'model'?"),
        (["app", "app"], "'app' is named twice", "name each team once"),
    ],
)
def test_an_order_names_teams_once(order: list[str], message: str, hint: str) -> None:
    model = data()
    model["structures"]["apart"]["order"] = order
    problem = only_problem(model)
    assert (problem.message, problem.hint) == (message, hint)


def test_two_reorganizations_in_one_week_are_refused() -> None:
    model = data()
    events = model["scenarios"]["split"]["events"]
    events.append({"week": 4, "reorganize": "together"})
    assert "second reorganization" in only_problem(model).message


def test_a_package_is_named_in_full_where_two_releases_have_it() -> None:
    model = data()
    model["releases"].append({"id": "side", "packages": [model["releases"][0]["packages"][0]]})
    teams(model)[0]["owns"] = ["method"]
    problem = problems_of(model)[0]
    assert problem.message == "'method' is in several releases"
    assert problem.hint == "write flagship/method or side/method"
    teams(model)[0]["owns"] = ["side/method"]
    assert ("package", "side/method") in load(model).structure("together").team("lab").owned


def test_assumptions_are_checked() -> None:
    model = data()
    model["assumptions"] = {
        "coordination.request_hour": {"value": 1, "source": "x"},
        "coordination.recipients": {"low": 0, "high": 2, "source": "x"},
        "coordination.noise_hours": {"low": 1, "source": "x"},
        "coordination.noise_share": {"low": 2, "central": 1, "high": 3, "source": "x"},
    }
    found = {problem.path.split(" > ")[1]: problem for problem in problems_of(model)}
    assert found["coordination.request_hour"].hint == "did you mean 'coordination.request_hours'?"
    assert "above 0" in found["coordination.recipients"].message
    assert "expected either low and high" in found["coordination.noise_hours"].message
    assert "central 1 is not between low 2 and high 3" in found["coordination.noise_share"].message


def replaced(*pairs: tuple[str, str], **more: Any) -> dict[str, Any]:
    """Return the model with positions that people from inside take, in the first weeks."""
    model = data()
    events = [
        {"week": week, "replace": {"person": person, "internal": internal, **more}}
        for week, (person, internal) in enumerate(pairs, 1)
    ]
    model["scenarios"]["stay"].update(events=events)
    return model


def test_successors_from_inside_are_resolved() -> None:
    (event,) = load(replaced(("head", "res#1"))).scenario("stay").events
    assert (event.person, event.internal) == ("head", "res#1")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("model", "path", "message"),
    [
        (replaced(("head", "rse#1")), "replace > internal", "no person is called"),
        (replaced(("head", "head")), "replace > internal", "already holds the position"),
        (replaced(("head", "res#1"), ("eng#1", "res#1")), "replace > internal", "takes two positions"),
        (replaced(("head", "res#1"), skills={"research": "high"}), "replace > skills", "keeps the skills"),
        (
            replaced(("head", "res#1"), ("res#1", "eng#1"), ("eng#1", "head")),
            "stay > events",
            "have a cycle: ",
        ),
    ],
)
def test_successors_from_inside_that_cannot_be(model: dict[str, Any], path: str, message: str) -> None:
    problem = only_problem(model)
    assert problem.path.endswith(path)
    assert message in problem.message
    assert problem.hint


def test_all_mistakes_are_reported_at_once(tmp_path: Path) -> None:
    spoiled = TEXT
    for old, new in [
        ("title: Researcher", "titel: Researcher"),
        ("[220, 300, 500]", "-3"),
        ("strength: 0.7", "strength: strong"),
        ("research: medium}", "reserch: medium}"),
        ("after: [method, system]", "after: [method, sistem]"),
        ("reorganize: apart", "reorganize: aprt"),
    ]:
        assert old in spoiled
        spoiled = spoiled.replace(old, new, 1)
    path = tmp_path / "model.yaml"
    path.write_text(spoiled, encoding="utf-8")
    found = problems_of(path)
    assert [problem.line for problem in found] == sorted(problem.line for problem in found)
    assert len(found) == 6


def test_every_value_may_have_the_wrong_type() -> None:
    def wrong(value: Any) -> Any:
        return 7 if isinstance(value, (str, list, dict)) else ["x"]

    for key in data():
        model = data()
        model[key] = wrong(model[key])
        assert any(problem.path.startswith(key) for problem in problems_of(model)), key
    everything = {key: wrong(value) for key, value in data().items()}
    assert len(problems_of(everything)) == len(everything)


def test_many_mistakes_take_no_time() -> None:
    model = data()
    model["structures"]["together"]["teams"][1]["members"] = [f"nobody{i}" for i in range(20_000)]
    assert len(problems_of(model)) == 200


def test_structures_that_multiply_are_refused_before_they_are_made() -> None:
    model = data()
    alone(model)
    teams(model).extend({"id": f"t{i}", "parent": "lab"} for i in range(2000))
    names = ["together", *(f"s{i}" for i in range(190))]
    model["structures"].update({name: {"extends": base} for base, name in pairwise(names)})
    assert only_problem(model).message == "more than 100,000 teams"
    stated = {name: StructureFields.model_validate(each) for name, each in model["structures"].items()}
    made = complete_structures(stated)
    assert sum(len(each.teams) for each in made.values()) <= 100_000 + len(teams(model))


def test_a_long_circle_is_shortened() -> None:
    model = data()
    packages = [
        {"id": f"p{i}", "area": "research", "effort_days": 1, "after": [f"p{i - 1}"]} for i in range(1, 500)
    ]
    model["releases"].append(
        {"id": "ring", "packages": [{**packages[0], "id": "p0", "after": ["p499"]}, *packages]}
    )
    message = problems_of(model)[0].message
    assert "p0 after p499 after" in message
    assert message.endswith("... after p0")
    assert len(message) < 200


def test_rules_say_what_they_require() -> None:
    assert all((rule.__doc__ or "").startswith("Demand") for rule in (*SIZE_RULES, *RULES))


def test_a_lead_may_lead_several_teams_and_sit_in_the_first() -> None:
    model = data()
    teams = model["structures"]["together"]["teams"]
    teams[2] = {**teams[2], "lead": "res#1", "members": ["prod"]}
    organization = load(model)
    together = organization.structure("together")
    assert [t.lead for t in together.teams].count("res#1") == 2
    assert direct_reports(together)["head"] == ("res#1",)
    assert sum(row.heads for row in team_sizes(organization, together)) == len(organization.people)


def test_a_vacancy_may_say_when_somebody_starts() -> None:
    model = data()
    model["people"][0].update(vacant=True, starts_week=6)
    head = load(model).people[0]
    assert (head.vacant, head.starts_week) == (True, 6.0)
    del model["people"][0]["vacant"]
    problem = only_problem(model)
    assert "applies to a vacancy" in problem.message


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("exceptions.probability", {"value": 7}, "between 0 and 1, found 7"),
        ("coordination.coupling", {"value": 50}, "between 0 and 15, found 50"),
        ("attention.by_priority", {"low": 0.5, "high": 1.5}, "between 0 and 1, found 1.5"),
        ("knowledge.tau_hours", {"value": -1}, "above 0"),
        ("turnover.contagion", {"low": -0.1, "high": 0.2}, "above 0"),
    ],
)
def test_a_value_that_is_impossible_is_refused(name: str, value: dict[str, float], found: str) -> None:
    model = data()
    model["assumptions"] = {name: {**value, "source": "guess"}}
    problem = only_problem(model)
    assert problem.path == f"assumptions > {name}"
    assert found in problem.message


def test_a_value_beyond_the_evidence_is_taken_where_it_is_possible() -> None:
    model = data()
    model["assumptions"] = {
        "exceptions.probability": {"value": 1, "source": "trial"},
        "exceptions.patience_hours": {"value": 1e6, "source": "trial"},
        "racing.rivalry_effort": {"value": -0.5, "source": "trial"},
    }
    load(model)


TWO_RELEASES = """\
organization: Two
start: 2026-12-07
horizon_weeks: 30
areas: [a]
people: [{id: p, skills: {a: high}}]
releases:
  - {id: one, first_week: 0, packages: [{id: k, area: a, effort_days: 5}]}
  - {id: two, first_week: FIRST, packages: [{id: m, area: a, effort_days: 5, after: [AFTER]}]MORE}
structures: {s: {teams: [{id: t, members: [p], owns: [a]}]}}
scenarios: {s: {structure: s}}
compare: {baseline: s}
"""


@pytest.mark.parametrize(
    ("after", "first", "more", "words"),
    [
        ("one/k", "0", "", ""),
        ("one/k", "-1", "", ""),
        ("one/x", "0", "", "no package is called 'one/x'"),
        ("one/k", "2", "", "the release 'two' starts later than 'one'"),
        ("one/k", "0", ", every_weeks: 4", "the release 'two' repeats"),
        ("one/k", "0", ", after: [one]", "comes after whole releases already"),
        ("two/m", "0", "", "the precedence has a cycle: m after m"),
        ("k", "0", "", "the release 'two' has no package 'k'"),
    ],
)
def test_a_package_may_come_after_one_of_another_release(
    tmp_path: Path, after: str, first: str, more: str, words: str
) -> None:
    text = TWO_RELEASES.replace("AFTER", after).replace("FIRST", first).replace("MORE", more)
    text = text.replace("horizon_weeks: 30", "horizon_weeks: 30\nwarmup_weeks: 4")
    path = tmp_path / "model.yaml"
    path.write_text(text, encoding="utf-8")
    if words:
        with pytest.raises(ModelError, match=words):
            load(path)
        return
    model = load(path)
    assert model.releases[1].packages[0].after == ("one/k",)
    path.write_text(model.to_yaml(), encoding="utf-8")
    assert load(path).hash == model.hash
