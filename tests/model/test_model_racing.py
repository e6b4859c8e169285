"""Races and overlaps in the file: what they mean, and what is said of mistakes in them."""

from __future__ import annotations

from typing import Any

import pytest
from small_model import data, only_problem

from reorg.model import load
from reorg.model.analysis.ownership import Ownership
from reorg.model.analysis.work_names import names_of_work
from reorg.model.analysis.workload import owned_work
from reorg.model.organization import Organization
from reorg.report.structures import contests


def model(**fields: Any) -> dict[str, Any]:
    """Return the model with one structure, with these fields of it changed."""
    changed = data()
    del changed["structures"]["apart"]
    changed["scenarios"], changed["compare"] = {}, {}
    changed["structures"]["together"].update(fields)
    return changed


def loaded(**fields: Any) -> Organization:
    return load(model(**fields))


TWO = ["model", "app"]


def test_a_race_is_for_a_package_or_for_all_of_an_area() -> None:
    (race,) = loaded(races=[{"package": "method", "teams": TWO}]).structures[0].races
    assert (race.packages, race.teams, race.wins, race.common_cause) == (
        ("flagship/method",),
        ("model", "app"),
        "first",
        None,
    )
    (race,) = loaded(races=[{"packages": ["research", "system"], "teams": TWO}]).structures[0].races
    assert race.packages == ("flagship/method", "flagship/system")


def test_an_overlap_is_of_packages_and_streams() -> None:
    (overlap,) = loaded(overlaps=[{"work": ["product"], "teams": TWO, "share": 0.4}]).structures[0].overlaps
    assert overlap.work == (("package", "flagship/launch"), ("stream", "requests"))
    assert overlap.share == 0.4


def test_a_structure_that_extends_another_keeps_its_races_unless_it_states_others() -> None:
    races = [{"package": "method", "teams": TWO}]
    source = model(races=races)
    source["structures"]["kept"] = {"extends": "together"}
    source["structures"]["ended"] = {"extends": "together", "races": []}
    found = {structure.id: len(structure.races) for structure in load(source).structures}
    assert found == {"together": 1, "kept": 1, "ended": 0}


def test_each_attempt_belongs_to_whoever_would_own_it_below_its_team() -> None:
    """Two whole organizations, each with a team for research, on one goal."""
    teams = [
        {"id": "lab", "lead": "head"},
        {"id": "left", "parent": "lab", "lead": "res#1"},
        {"id": "left-research", "parent": "left", "members": ["res#2"], "owns": ["research"]},
        {"id": "right", "parent": "lab", "lead": "res#3", "members": ["prod"]},
        {"id": "right-research", "parent": "right", "members": ["res#4"], "owns": ["research"]},
        {"id": "platform", "parent": "lab", "members": ["eng"], "owns": ["engineering", "product"]},
    ]
    races = [{"packages": ["method", "system"], "teams": ["left", "right"]}]
    (structure,) = loaded(teams=teams, races=races).structures
    ownership = Ownership(structure)
    assert ownership.owners(("package", "flagship/method"), "research") == ("left-research", "right-research")
    assert ownership.owners(("package", "flagship/system"), "engineering") == ("left", "right")
    assert ownership.owners(("package", "flagship/launch"), "product") == ("platform",)
    assert ownership.common(("left-research", "right")) == "lab"


MISTAKES: list[tuple[dict[str, Any], str, str]] = [
    (
        {"races": [{"package": "metod", "teams": TWO}]},
        "no area, release, package or stream is called",
        "'method'",
    ),
    ({"races": [{"package": "requests", "teams": TWO}]}, "'requests' is a stream", "overlaps"),
    ({"races": [{"teams": TWO}]}, "either package or packages", "keep one"),
    ({"races": [{"package": "method", "teams": ["model", "ap"]}]}, "no team is called 'ap'", "'app'"),
    ({"races": [{"package": "method", "teams": ["app", "app"]}]}, "'app' races with itself", "once"),
    ({"races": [{"package": "method", "teams": ["app", "lab"]}]}, "which it is a part of", "side by side"),
    (
        {
            "races": [{"package": "method", "teams": TWO}],
            "overlaps": [{"work": ["research"], "teams": TWO}],
        },
        "flagship/method: already in another race or overlap",
        "once",
    ),
]


@pytest.mark.parametrize(("fields", "message", "hint"), MISTAKES, ids=[text for _, text, _ in MISTAKES])
def test_a_mistake_is_named_with_its_fix(fields: dict[str, Any], message: str, hint: str) -> None:
    problem = only_problem(model(**fields))
    assert message in problem.message
    assert hint in problem.hint


def test_a_race_that_waits_for_work_outside_it_is_refused() -> None:
    source = model(races=[{"packages": ["method", "launch"], "teams": TWO}])
    source["releases"][0]["packages"][1]["after"] = ["method"]
    problem = only_problem(source)
    assert "can never be decided" in problem.message
    assert "flagship/system" in problem.message
    source["structures"]["together"]["races"][0]["packages"].append("system")
    assert load(source).structures[0].races


def test_two_owners_must_be_said_to_race_or_to_overlap() -> None:
    source = model()
    source["structures"]["together"]["teams"][0]["owns"] = ["product"]
    problem = only_problem(source)
    assert "is also owned by lab" in problem.message
    assert problem.path.endswith("teams > app > owns > #1")
    source["structures"]["together"]["teams"][2]["owns"] = ["requests"]
    load(source)


def test_an_owner_outside_the_race_is_refused() -> None:
    source = model(races=[{"package": "method", "teams": TWO}])
    source["structures"]["together"]["teams"][0]["owns"] = ["method"]
    assert "'flagship/method' is also owned by model, app" in only_problem(source).message


def test_a_team_without_people_cannot_race() -> None:
    source = model(races=[{"package": "method", "teams": ["model", "empty"]}])
    source["structures"]["together"]["teams"].append({"id": "empty", "parent": "lab"})
    assert "'empty' has no people for 'flagship/method'" in only_problem(source).message


def test_work_that_fails_always_is_refused() -> None:
    source = model()
    source["releases"][0]["packages"][0]["failure"] = 1
    assert "below 1" in only_problem(source).message


def test_facts_and_words_name_all_who_hold_the_work() -> None:
    lab = loaded(
        races=[{"package": "method", "teams": TWO, "wins": "best"}],
        overlaps=[{"work": ["requests"], "teams": ["app", "model"], "share": 0.5}],
    )
    (structure,) = lab.structures
    held = {work.id: (work.owner, work.others) for work in owned_work(lab, structure)}
    assert held["flagship/method"] == ("model", ("app",))
    assert held["flagship/system"] == ("model", ())
    assert held["requests"] == ("app", ("model",))
    race, overlap = contests(structure, names_of_work(lab))
    assert race == "model and app race for method: the best attempt that works counts"
    assert overlap == "app and model overlap in requests: 50% is done by each, the first one's counts"


def test_a_model_without_races_keeps_its_hash() -> None:
    assert load(model()).hash == load(model(races=[], overlaps=[])).hash
    assert load(model()).hash != loaded(races=[{"package": "method", "teams": TWO}]).hash


def test_a_team_that_names_work_twice_is_reported() -> None:
    source = model()
    team = next(team for team in source["structures"]["together"]["teams"] if team.get("owns"))
    team["owns"].append(team["owns"][0])
    problem = only_problem(source)
    assert problem.message.startswith(f"team {team['id']!r} owns ")
    assert problem.message.endswith(" twice")
