"""Ranges, weights and guesses in a model file: what is read, and how mistakes are told."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from small_model import data, problems_of

from reorg.model import json_schema, load
from reorg.model.events import Join
from reorg.model.reading.uncertain_cells import uncertain_cell
from reorg.model.uncertain import Place, UncertainInput
from reorg.model.variants import Variants


def changed(**values: Any) -> dict[str, Any]:
    """Return the small model with other fields of its second group of people."""
    model = data()
    model["people"][2].update(values)
    return model


def test_a_range_and_weights_are_read_with_their_notes() -> None:
    share = {"low": 0.5, "central": 0.8, "high": 1.0, "source": "a survey", "guess": True}
    skills = {"engineering": {"low": 0.3, "medium": 0.5, "high": 0.2}}
    organization = load(changed(share=share, skills=skills))
    assert {each.name for each in organization.dimensions} == {
        "people > eng > share",
        "people > eng > skills > engineering",
    }
    assert [each.source for each in organization.guesses] == ["a survey"]
    assert [each.name for each in organization.guesses] == ["people > eng > share"]
    assert {person.share for person in organization.people if person.group == "eng"} == {0.8}
    assert {p.skills["engineering"] for p in organization.people if p.group == "eng"} == {"medium"}


def test_values_follow_the_draw() -> None:
    organization = load(changed(skills={"engineering": {"low": 0.3, "medium": 0.5, "high": 0.2}}))
    variants = Variants(organization)
    for u, level in ((0.01, "low"), (0.29, "low"), (0.31, "medium"), (0.79, "medium"), (0.81, "high")):
        varied = variants.at((u,))
        assert {p.skills["engineering"] for p in varied.people if p.group == "eng"} == {level}


def test_a_factor_is_on_all_its_places_and_kept_within_what_the_field_allows() -> None:
    model = data()
    coupled = "releases > flagship > couplings > * > strength"
    model["uncertain"] = [{"name": "couplings", "at": [coupled], "times": {"low": 0.5, "high": 2.0}}]
    variants = Variants(load(model))
    assert [c.strength for c in variants.at((0.0,)).releases[0].couplings] == [0.35]
    assert [c.strength for c in variants.at((1.0,)).releases[0].couplings] == [1.0]


@pytest.mark.parametrize(("named", "held"), [("#1", [0]), ("#1..2", [0, 1]), ("#2..9", [1, 2])])
def test_places_of_a_list_are_named_by_number(named: str, held: list[int]) -> None:
    model = data()
    at = f"releases > flagship > packages > {named} > effort_days"
    model["uncertain"] = [{"name": "effort", "at": [at], "times": {"low": 0.5, "high": 2.0}, "each": True}]
    packages = model["releases"][0]["packages"]
    wanted = {f"effort: flagship > {packages[place]['id']}" for place in held}
    assert {each.name for each in load(model).dimensions} == wanted


def test_an_effort_has_a_factor_on_all_three_numbers() -> None:
    model = data()
    model["releases"][0]["packages"][0]["effort_days"] = {
        "value": [10, 20, 40],
        "times": {"low": 0.5, "high": 2},
    }
    effort = Variants(load(model)).at((1.0,)).releases[0].packages[0].effort
    assert (effort.optimistic_days, effort.likely_days, effort.pessimistic_days) == (20, 40, 80)


def test_an_input_changes_the_hash_and_the_central_organization_stays() -> None:
    plain, ranged = load(data()), load(changed(share={"low": 0.5, "central": 1.0, "high": 1.0}))
    assert plain.hash != ranged.hash
    assert plain.people == ranged.people


@pytest.mark.parametrize(
    ("values", "text", "fix"),
    [
        ({"share": {"low": 0.9, "central": 0.5, "high": 0.6}}, "impossible range", "{low: 0.5, central"),
        ({"share": {"low": 0.9}}, "'high' of the range is missing", "{low: .., central: .., high: ..}"),
        ({"share": {"low": 0.5, "high": 1.5}}, "at their high end: expected a number at most 1", ""),
        ({"share": {"lo": 0.5, "high": 1}}, "unknown field 'lo'", "did you mean 'low'"),
        ({"count": {"low": 4, "high": 6}}, "cannot be uncertain", "a structure or scenario of its own"),
        (
            {"skills": {"engineering": {"low": 0.3, "high": 0.3}}},
            "sum to 0.6, not to 1",
            "low: 0.5, high: 0.5",
        ),
        (
            {"skills": {"engineering": {"lw": 0.3, "high": 0.7}}},
            "with a weight, found 'lw'",
            "did you mean 'low'",
        ),
        ({"id": {"low": 1, "high": 2}}, "expected text, found a mapping", ""),
    ],
)
def test_mistakes_are_reported_with_place_and_fix(values: dict[str, Any], text: str, fix: str) -> None:
    found = problems_of(changed(**values))
    assert any(text in problem.message and fix in problem.hint for problem in found), found
    assert all(problem.path.startswith("people > ") for problem in found if text in problem.message)


def test_groups_must_agree() -> None:
    skills = {
        "engineering": {"low": 0.3, "medium": 0.7, "together": "skill"},
        "research": {"low": 0.4, "medium": 0.6, "together": "skill"},
    }
    found = problems_of(changed(skills=skills, share={"low": 0.5, "high": 1, "together": "skill"}))
    text = " ".join(problem.message + problem.hint for problem in found)
    assert "its weights differ" in text
    assert "ranges and readings" in text


def test_places_that_do_not_exist_are_reported_with_what_is() -> None:
    model = data()
    model["uncertain"] = [
        {"name": "x", "at": ["releases > flagship > coupling > *"], "times": {"low": 0.5, "high": 2}},
        {"name": "y", "at": ["releases > flagship > every_weeks"], "times": {"low": 0.5, "high": 2}},
    ]
    first, second = problems_of(model)
    assert "there is id, every_weeks, packages, couplings" in first.hint
    assert "cannot be uncertain" in second.message


def test_the_same_input_at_two_places_is_one_and_another_of_its_name_is_refused() -> None:
    model = data()
    shared = {"low": 1.0, "high": 4.0, "name": "arrivals"}
    stream = model["streams"][0]
    model["streams"] = [
        {**stream, "per_week": dict(shared)},
        {**stream, "id": "second", "per_week": dict(shared)},
    ]
    assert [each.name for each in load(model).dimensions] == ["arrivals"]
    model["streams"][1]["per_week"]["high"] = 5.0
    assert "the name 'arrivals' is taken" in problems_of(model)[0].message


def test_no_place_is_uncertain_twice() -> None:
    model = changed(share={"low": 0.5, "high": 1.0})
    model["uncertain"] = [{"name": "x", "at": ["people > * > share"], "times": {"low": 0.5, "high": 1}}]
    assert any("two inputs make it uncertain" in problem.message for problem in problems_of(model))


def test_cells_of_tables_hold_ranges_weights_and_guesses(tmp_path: Path) -> None:
    model = data()
    model["people"] = [model["people"][0], model["people"][1], model["people"][3]]
    model["tables"] = {"people": "people.csv"}
    (tmp_path / "people.csv").write_text(
        "id,count,share,skills.engineering,annual_cost_usd\n"
        "eng,5,0.5 | 0.8 | 1 ?,low .3 | medium .7,250000 ?\n"
    )
    (tmp_path / "model.yaml").write_text(json.dumps(model))
    organization = load(tmp_path / "model.yaml")
    assert {each.name.split(" > ")[-1]: each.guess for each in organization.inputs} == {
        "share": True,
        "engineering": False,
        "annual_cost_usd": True,
    }
    assert len(organization.dimensions) == 2


def test_cells_in_words() -> None:
    assert uncertain_cell("20 x 0.5 | 2", float) == {"value": 20.0, "times": {"low": 0.5, "high": 2.0}}
    assert uncertain_cell("medium ?", str) == {"value": "medium", "guess": True}
    assert uncertain_cell("medium", str) is None


def test_the_schema_for_editors_allows_what_the_reader_allows() -> None:
    schema = json_schema()
    share = {"low": 0.5, "central": 0.8, "high": 1.0, "together": "x"}
    skills = {"engineering": {"low": 0.3, "medium": 0.7}, "research": {"value": "low", "guess": True}}
    jsonschema.validate(changed(share=share, skills=skills), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(changed(count={"low": 1, "high": 2}), schema)


def test_what_is_written_is_read_as_the_same_model() -> None:
    model = changed(
        share={"low": 0.5, "central": 0.8, "high": 1.0, "source": "x", "guess": True, "name": "hours"},
        skills={"engineering": {"low": 0.3, "medium": 0.7, "together": "skill"}},
        annual_cost_usd={"value": 200000, "times": {"low": 0.5, "high": 2.0}},
        tenure_years={"readings": {1: 0.5, 4: 0.5}},
    )
    arrivals = {"name": "arrivals", "at": ["streams > * > per_week"], "times": {"low": 0.5, "high": 2}}
    model["uncertain"] = [arrivals]
    organization = load(model)
    again = load(organization.to_dict())
    assert again.inputs == organization.inputs
    assert again.hash == organization.hash
    moved = replace(organization, warmup_weeks=4)
    assert load(moved.to_dict()).warmup_weeks == 4
    with pytest.raises(ValueError, match="people were changed"):
        replace(organization, people=organization.people[:-1]).to_dict()


def test_an_input_without_a_name_is_told_by_the_names_that_people_use() -> None:
    skills = {"engineering": {"low": 0.3, "medium": 0.5, "high": 0.2}}
    model = changed(share={"low": 0.5, "high": 1.0}, skills=skills, title="Engineer")
    model["streams"][0] |= {"name": "Requests", "per_week": {"low": 1, "high": 3}}
    model["releases"][0]["couplings"][0]["strength"] = {"low": 0.1, "high": 0.5}
    between = " and ".join(model["releases"][0]["couplings"][0]["between"])
    assert {each.words for each in load(model).dimensions} == {
        "share of Engineer",
        "skill in engineering of Engineer",
        "arrivals a week of Requests",
        f"strength of the coupling between {between}",
    }


def test_a_stated_name_is_what_an_input_is_called() -> None:
    (named,) = load(changed(share={"low": 0.5, "high": 1.0, "name": "time for the project"})).dimensions
    assert named.words == "time for the project"
    (group,) = load(changed(share={"low": 0.5, "high": 1.0, "together": "shares"})).dimensions
    assert group.words == "shares"


def joining() -> dict[str, Any]:
    """Return the small model with a designer, whose pay is a guess, who joins in both scenarios."""
    model = data()
    pay = {"low": 100_000, "central": 150_000, "high": 250_000, "guess": True}
    skills = {"product": {"low": 0.5, "medium": 0.5, "guess": True}}
    joins = {"id": "designer", "title": "Designer", "team": "app", "annual_cost_usd": pay, "skills": skills}
    for place, scenario in enumerate(model["scenarios"].values()):
        scenario["events"] = [*scenario.get("events", ()), {"week": 3 + place, "join": deepcopy(joins)}]
    return model


def test_who_joins_in_several_scenarios_is_one_person_with_one_draw() -> None:
    organization = load(joining())
    assert [each.words for each in organization.guesses] == [
        "annual cost of Designer",
        "skill in product of Designer",
    ]
    varied = Variants(organization).at([1.0, 0.0])
    people = {
        (event.person.annual_cost_usd, event.person.skills["product"])
        for scenario in varied.scenarios
        for event in scenario.dated
        if isinstance(event, Join)
    }
    assert people == {(250_000.0, "low")}
    assert load(organization.to_dict()).inputs == organization.inputs


def test_another_range_for_the_same_joiner_is_refused() -> None:
    model = joining()
    model["scenarios"]["split"]["events"][-1]["join"]["annual_cost_usd"]["low"] = 90_000
    assert "'designer' is a different person in another scenario" in problems_of(model)[0].message


def test_a_package_is_told_with_its_release_where_there_are_several() -> None:
    model = data()
    effort = {"value": 10, "times": {"low": 0.5, "high": 2}}
    other = {"id": "other", "name": "Other", "packages": [{"id": "method", "area": "research"}]}
    model["releases"].append(other)
    other["packages"][0]["effort_days"] = effort
    (named,) = load(model).dimensions
    assert named.words == "effort of method of Other"


@pytest.mark.parametrize(
    ("field", "ends", "words"),
    [
        ("annual_cost_usd", (1e5, 1.5e5, 2e5), "€100,000 to €200,000, half below €150,000"),
        ("usd_per_gpu_hour", (1.5, 2.5, 3.5), "€1.5 to €3.5, half below €2.5"),
        ("gpus", (16_000.0, 20_000.0, 24_000.0), "16,000 to 24,000, half below 20,000"),
        ("after_weeks", (1.0, 2.0, 3.0), "1 to 3 weeks, half below 2"),
    ],
)
def test_ranges_are_written_with_their_unit_and_in_full(
    field: str, ends: tuple[float, float, float], words: str
) -> None:
    """Seen: "1e+05 to 2e+05, half below 1.5e+05" for somebody's pay in euros."""
    place = Place(("people", 0, field), ends[1])
    assert UncertainInput("x", (place,), *ends).values_in_words("EUR") == words
    assert UncertainInput("x", (place,), *ends, times=True).values_in_words("EUR").startswith("x ")
