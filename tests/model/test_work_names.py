"""Packages have names for readers, told apart by release or id; a name changes nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from small_model import data, only_problem

from reorg.cli.steps import steps_between
from reorg.model import load
from reorg.model.analysis.findings import find_remarkable
from reorg.model.analysis.work_names import names_of_work
from reorg.model.comparing import compare_organizations, compare_scenarios
from reorg.model.organization import Organization
from reorg.model.reading.input_words import spoken_inputs
from reorg.report.events import dated_events
from reorg.report.structures import contests

METHOD, SYSTEM, LAUNCH = (("package", f"flagship/{each}") for each in ("method", "system", "launch"))


def named(**names: str) -> dict[str, Any]:
    """Return the small model with names of packages, by id."""
    model = data()
    for package in model["releases"][0]["packages"]:
        package.update({"name": names[package["id"]]} if package["id"] in names else {})
    return model


def with_second_release(model: dict[str, Any], *packages: dict[str, Any]) -> dict[str, Any]:
    second = [{"area": "research", "effort_days": 10, **package} for package in packages]
    model["releases"].append({"id": "small", "name": "Small model", "packages": second})
    return model


def messages(organization: Organization) -> str:
    return "\n".join(finding.message for finding in find_remarkable(organization))


def test_a_package_is_called_by_its_name_else_by_its_id() -> None:
    names = names_of_work(load(named(method="Reward models")))
    assert names[METHOD] == "Reward models"
    assert names[SYSTEM] == "system"
    assert names["area", "product"] == "product"
    assert names["release", "flagship"] == "flagship"
    assert names["stream", "requests"] == "requests"


def test_without_a_name_the_release_is_told_where_there_are_several() -> None:
    names = names_of_work(load(with_second_release(named(method="Method"), {"id": "method"})))
    assert names[METHOD] == "Method"
    assert names["package", "small/method"] == "small/method"


def test_the_release_tells_packages_of_one_name_apart() -> None:
    names = names_of_work(load(with_second_release(named(method="Method"), {"id": "m", "name": "METHOD"})))
    assert names[METHOD] == "Method (flagship)"
    assert names["package", "small/m"] == "METHOD (Small model)"


def test_the_id_tells_packages_of_one_name_in_one_release_apart() -> None:
    """As with an import of a plan that has two rows of one title."""
    names = names_of_work(load(named(method="Method", system="Method")))
    assert names[METHOD] == "Method [method]"
    assert names[SYSTEM] == "Method [system]"
    assert names[LAUNCH] == "launch"


def test_a_name_that_is_the_id_of_another_package_is_told_apart() -> None:
    names = names_of_work(load(named(method="system")))
    assert len({names[METHOD], names[SYSTEM]}) == 2


def test_a_name_is_written_and_read_again() -> None:
    organization = load(named(method="Reward: models, “v2”"))
    assert "name: " in organization.to_yaml()
    assert load(organization.to_dict()) == organization
    assert organization.releases[0].packages[0].name == "Reward: models, “v2”"


def test_a_name_that_says_nothing_new_leaves_the_hash_as_it_was() -> None:
    assert load(named(method="method")).hash == load(data()).hash == load(named(method="")).hash
    assert load(named(method="Method")).hash != load(data()).hash


@pytest.mark.parametrize("name", ["x" * 4001, 17, ["a"]])
def test_packages_refuse_the_names_that_streams_refuse(name: Any) -> None:
    of_stream, of_package = data(), named(method=name)
    of_stream["streams"][0]["name"] = name
    refused, expected = only_problem(of_package), only_problem(of_stream)
    assert (refused.message, refused.hint) == (expected.message, expected.hint)
    assert refused.path == "releases > flagship > packages > method > name"


def test_the_column_name_of_a_table_is_the_name(tmp_path: Path) -> None:
    (tmp_path / "model.yaml").write_text(
        "schema: reorg/1\norganization: Lab\nstart: 2026-03-02\nhorizon_weeks: 20\nareas: [air]\n"
        "people: [{id: ana, skills: {air: high}}]\ntables: {work: work.csv}\n"
        "structures: {one: {teams: [{id: all, lead: ana, owns: [air]}]}}\n",
        encoding="utf-8",
    )
    (tmp_path / "work.csv").write_text(
        "id,release,name,area,effort_days,due\nx,plan,Wing design,air,20,2026-06-01\ny,plan,,air,5,\n",
        encoding="utf-8",
    )
    names = names_of_work(load(tmp_path / "model.yaml"))
    assert (names["package", "plan/x"], names["package", "plan/y"]) == ("Wing design", "y")


def test_remarks_name_packages() -> None:
    model = named(method="Reward models", system="Training system", launch="Launch day")
    release = model["releases"][0]
    release |= {"name": "Flagship", "due_week": 10, "every_weeks": None}
    release["packages"][0]["people_max"] = release["packages"][1]["people_max"] = 1
    release["packages"][1]["after"] = ["method"]
    release["rework"] = [{"from": "method", "to": "launch", "probability": 0.2, "share": 0.1}]
    model["structures"]["together"]["teams"][1]["owns"] = ["research", "engineering", "launch"]
    for person in model["people"]:
        person.get("skills", {}).pop("product", None)
    text = messages(load(model))
    assert "Reward models (52.0), then Training system (60.0)" in text
    assert "Longest is Training system, on which only 1 person can work" in text
    assert "Reward models and Training system of Flagship are coupled but never run" in text
    assert "Reward models never sends work back to Launch day of Flagship" in text
    assert "which package Launch day needs" in text
    assert not any(each in text for each in ("flagship/", "method", "launch"))


def test_events_and_races_name_work() -> None:
    model = named(method="Reward models")
    model["streams"][0]["name"] = "Questions of users"
    model["scenarios"]["stay"]["events"] = [
        {"week": 3, "priority": {"work": "method", "priority": 2}},
        {"week": 4, "priority": {"work": "requests", "priority": 2}},
    ]
    model["structures"]["together"]["races"] = [{"package": "method", "teams": ["model", "app"]}]
    organization = load(model)
    assert dated_events(organization, "stay") == (
        "week 3: priority 2 for Reward models",
        "week 4: priority 2 for Questions of users",
    )
    (race,) = contests(organization.structures[0], names_of_work(organization))
    assert race.endswith("race for Reward models: the first attempt that works counts")


def test_uncertain_inputs_name_packages() -> None:
    model = named(method="Reward models", system="Training system")
    ranged = {"low": 0.2, "central": 0.5, "high": 0.8}
    model["releases"][0]["packages"][0]["effort_days"] = {"value": 20, "times": {"low": 0.5, "high": 2}}
    model["releases"][0]["couplings"][0]["strength"] = dict(ranged)
    model["people"][0]["familiarity"] = {"method": dict(ranged), "flagship/system": dict(ranged)}
    organization = load(model)
    speak = spoken_inputs(organization)
    assert {speak(each) for each in organization.inputs} == {
        "effort of Reward models",
        "strength of the coupling between Reward models and Training system",
        "familiarity with Reward models of Head of the lab",
        "familiarity with Training system of Head of the lab",
    }
    assert all("Reward" not in each.name for each in organization.inputs)


def test_factors_on_each_of_several_places_name_packages_and_streams() -> None:
    model = named(method="Reward models", system="Training system")
    model["streams"][0]["name"] = "Questions"
    model["releases"][0]["rework"] = [{"from": "system", "to": "method", "probability": 0.2, "share": 0.1}]
    places = {
        "effort": "releases > * > packages > * > effort_days",
        "arrivals of requests": "streams > * > per_week",
        "strength": "releases > * > couplings > * > strength",
        "work sent back": "releases > * > rework > * > share",
    }
    model["uncertain"] = [
        {"name": name, "at": [at], "times": {"low": 0.5, "high": 2}, "each": True}
        for name, at in places.items()
    ]
    organization = load(model)
    assert [spoken_inputs(organization)(each) for each in organization.inputs] == [
        "effort of Reward models",
        "effort of Training system",
        "effort of launch (flagship)",
        "arrivals of requests: Questions",
        "strength between Reward models and Training system",
        "work sent back from Training system to Reward models",
    ]
    assert organization.inputs[0].name == "effort: flagship > method"
    with_second_release(model, {"id": "m", "name": "Reward models"})
    words = {spoken_inputs(load(model))(each) for each in load(model).inputs}
    assert {"effort of Reward models of flagship", "effort of Reward models of Small model"} <= words
    assert "work sent back from Training system to Reward models of flagship" in words


def test_a_comparison_of_models_shows_names_and_compares_ids() -> None:
    """A package under another name is one difference, not one more wherever the file refers to it."""
    before = named(method="Reward models", system="Training system")
    after = named(method="Reward modelling", system="Training system")
    (renamed,) = compare_organizations(load(before), load(after))
    assert (renamed.place[-1], renamed.before, renamed.after) == ("name", "Reward models", "Reward modelling")
    after = named(method="Reward models", system="Training system")
    after["releases"][0]["couplings"][0]["strength"] = 0.3
    after["releases"][0]["packages"][2]["after"] = ["system"]
    places = {each.place[-2:]: each for each in compare_organizations(load(before), load(after))}
    assert ("Reward models, Training system", "strength") in places
    waits = places["launch", "after"]
    assert (waits.before, waits.after) == ("Reward models, Training system", "Training system")


def test_a_comparison_of_scenarios_names_the_work_that_moves() -> None:
    model = named(method="Reward models")
    model["structures"]["apart"]["teams"].append({"id": "app", "owns": ["product", "requests", "method"]})
    organization = load(model)
    sides = [(organization, organization.scenario(name)) for name in ("stay", "split")]
    assert "app takes over Reward models." in steps_between(*sides)
    owned = [each for each in compare_scenarios(*sides) if each.place[-1] == "owns"]
    assert any("Reward models" in each.after for each in owned)
    packages = ["flagship/method", "flagship/system"]
    model["structures"]["apart"]["races"] = [{"packages": packages, "teams": ["model", "app"]}]
    organization = load(model)
    sides = [(organization, organization.scenario(name)) for name in ("stay", "split")]
    (race,) = (each for each in compare_scenarios(*sides) if "races" in each.place[-2:])
    assert "packages Reward models, flagship/system" in race.after
    assert not any("flagship/method" in each.before + each.after for each in owned)
