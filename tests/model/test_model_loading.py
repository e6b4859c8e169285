from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from small_model import TEXT, data, only_problem

from growth import GREATEST, TIMES, times_as_long
from reorg.model import ModelError, case_names, case_titles, json_schema, load, starter_text
from reorg.model.events import Reorganize
from reorg.model.schema.model import ModelFields
from reorg.model.work import Effort

MANY = 10_000


@pytest.fixture
def model_path(tmp_path: Path) -> Path:
    path = tmp_path / "model.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_file_resolves_to_an_organization(model_path: Path) -> None:
    lab = load(model_path)
    assert [person.id for person in lab.people][:3] == ["head", "res#1", "res#2"]
    assert len(lab.people) == 12
    assert lab.people[1].group == "res"
    assert lab.people[1].skills == {"research": "medium"}
    assert lab.releases[0].first_week == 0
    assert lab.releases[0].packages[0].effort == Effort("pert", 180, 260, 450)
    assert lab.scenario("split").events == (Reorganize(4, "apart"),)
    assert lab.baseline == "stay"


def test_an_extending_structure_states_only_what_changes(model_path: Path) -> None:
    apart = load(model_path).structure("apart")
    assert [team.id for team in apart.teams] == ["lab", "model", "app", "platform"]
    model = apart.team("model")
    assert (model.name, model.lead, model.parent) == ("Research", "res#1", "lab")
    assert model.members == ("res#2", "res#3", "res#4")
    assert model.owned == (("area", "research"),)
    assert apart.team("app").owned == (("area", "product"), ("stream", "requests"))


def test_removed_teams_are_gone_and_what_is_not_stated_is_inherited() -> None:
    model = data()
    base = model["structures"]["together"]
    base["decides"] = "high"
    base["integrators"] = [{"person": "head", "areas": ["research", "engineering"]}]
    model["structures"]["apart"] = {
        "extends": "together",
        "remove": ["app"],
        "teams": [{"id": "lab", "members": ["prod"], "owns": ["product"]}],
    }
    apart = load(model).structure("apart")
    assert [team.id for team in apart.teams] == ["lab", "model"]
    assert apart.decides == "high"
    assert apart.integrators[0].person == "head"


def test_teams_stand_in_a_stated_order_in_the_places_they_have_together() -> None:
    model = data()
    model["structures"]["apart"] = {
        "extends": "together",
        "order": ["ops", "app"],
        "teams": [{"id": "ops", "parent": "lab", "members": [], "owns": []}],
    }
    assert [team.id for team in load(model).structure("apart").teams] == ["lab", "model", "ops", "app"]


def test_text_json_and_data_mean_the_same(model_path: Path, tmp_path: Path) -> None:
    as_json = tmp_path / "model.json"
    as_json.write_text(json.dumps(data(), indent="\t"), encoding="utf-8")
    assert load(model_path).hash == load(data()).hash == load(as_json).hash == load(str(model_path)).hash


def test_the_hash_is_of_the_meaning(model_path: Path) -> None:
    model = data()
    model["people"][1]["tenure_years"] = 4
    assert load(model).hash != load(model_path).hash
    model["people"][1]["tenure_years"] = 3
    assert load(model).hash == load(model_path).hash


def test_an_organization_is_returned_as_it_is(model_path: Path) -> None:
    lab = load(model_path)
    assert load(lab) is lab


def test_json_may_write_a_character_as_two_surrogates(tmp_path: Path) -> None:
    model = data()
    model["organization"] = "Lab 🚀"
    path = tmp_path / "model.json"
    path.write_text(json.dumps(model), encoding="utf-8")
    assert "\\ud83d" in path.read_text(encoding="utf-8")
    assert load(path).name == "Lab 🚀"


def test_without_scenarios_each_structure_is_one() -> None:
    model = data()
    del model["scenarios"], model["compare"]
    lab = load(model)
    assert [scenario.id for scenario in lab.scenarios] == ["together", "apart"]
    assert lab.baseline == "together"


def test_events_happen_in_order_of_time() -> None:
    model = data()
    model["scenarios"]["split"]["events"] = [
        {"week": 20, "reorganize": "together"},
        {"week": 4, "reorganize": "apart"},
    ]
    assert [event.week for event in load(model).scenario("split").events] == [4, 20]


@pytest.mark.parametrize(
    ("stated", "effort"),
    [
        ({"effort_days": 4}, Effort("pert", 3, 4, 7)),
        ({"effort_days": 5, "distribution": "fixed"}, Effort("fixed", 5, 5, 5)),
        ({"effort_days": 4, "distribution": "triangular"}, Effort("triangular", 3, 4, 7)),
        ({"effort_days": 5, "distribution": "exponential"}, Effort("exponential", 5, 5, 5)),
        ({"effort_days": [1, 2, 4]}, Effort("pert", 1, 2, 4)),
        ({"effort_days": [1, 2, 4], "distribution": "lognormal"}, Effort("lognormal", 1, 2, 4)),
        ({"effort_days": [2, 2, 2]}, Effort("fixed", 2, 2, 2)),
    ],
)
def test_efforts(stated: dict[str, object], effort: Effort) -> None:
    model = data()
    del model["streams"][0]["effort_days"]
    model["streams"][0].update(stated)
    assert load(model).streams[0].effort == effort


def test_an_override_without_center_takes_the_middle_of_its_scale() -> None:
    model = data()
    model["assumptions"] = {
        "coordination.request_hours": {"low": 0.25, "high": 1.0, "source": "calendar"},
        "competence.speed_none": {"low": 0.2, "high": 0.6, "source": "guess"},
        "management.one_to_one_hours": {"value": 0.5, "source": "calendar"},
    }
    found = {each.id: each for each in load(model).assumptions}
    assert found["coordination.request_hours"].central == pytest.approx(0.5)
    assert found["competence.speed_none"].central == pytest.approx(0.4)
    fixed = found["management.one_to_one_hours"]
    assert (fixed.low, fixed.central, fixed.high) == (0.5, 0.5, 0.5)


def test_meetings_are_of_people_and_teams_without_repetition() -> None:
    model = data()
    meeting = {"id": "sync", "people": ["head", "res#2..3"], "teams": ["model"], "hours": 1}
    model["structures"]["together"]["meetings"] = [meeting]
    people = load(model).structure("together").meetings[0].people
    assert people[:3] == ("head", "res#2", "res#3")
    assert len(people) == len(set(people)) == 10


def test_a_group_of_one_is_a_group() -> None:
    model = data()
    model["people"][0]["count"] = 1
    model["structures"]["together"]["teams"][0]["lead"] = "head#1"
    assert load(model).people[0].id == "head#1"


def test_loading_takes_as_long_as_there_are_people() -> None:
    few, many = with_a_crowd(MANY // TIMES - 12), with_a_crowd(MANY - 12)
    loaded = []
    assert times_as_long(lambda: load(few), lambda: loaded.append(load(many))) < GREATEST
    assert len(loaded[-1].people) == MANY
    assert loaded[-1].people[-1].id == "crowd#9988"


def with_a_crowd(people: int) -> dict[str, Any]:
    model = data()
    model["people"].append({"id": "crowd", "count": people, "skills": {"product": "low"}})
    model["structures"]["together"]["teams"][0]["members"] = ["crowd"]
    return model


def test_a_path_wins_over_a_case_of_the_same_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in case_names():
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        assert load(name).name == "Small lab"


def test_a_case_is_loaded_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "small.yaml").write_text(TEXT, encoding="utf-8")
    (tmp_path / "notes.txt").touch()
    monkeypatch.setattr("reorg.model.loading.files", lambda _: tmp_path)
    assert case_names() == ("small",)
    assert load("small").name == case_titles()["small"] == "Small lab"
    assert only_problem("smal").hint == "did you mean 'small'?"


def test_an_integrator_may_be_one_of_a_group() -> None:
    model = data()
    model["structures"]["together"]["integrators"] = [{"person": "res#2..2", "areas": ["research"]}]
    assert load(model).structure("together").integrators[0].person == "res#2"


@pytest.mark.parametrize("name", case_names())
def test_bundled_cases_load(name: str) -> None:
    assert load(name).people


@pytest.mark.parametrize("source", ["no-such-model", "x" * 5000, "a\0b", ""])
def test_a_missing_file_is_one_problem(source: str) -> None:
    with pytest.raises(ModelError):
        load(source)


def test_a_directory_is_not_a_model(tmp_path: Path) -> None:
    assert "is a directory" in only_problem(tmp_path).message


def test_an_unreadable_file_is_one_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "model.yaml"
    path.write_text(TEXT, encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "permission denied" in only_problem(path).message


def test_a_date_from_python_is_told_how_to_be_written() -> None:
    """As another reader of YAML gives one."""
    with pytest.raises(ModelError) as caught:
        load({**data(), "start": date(2026, 3, 2)})
    (problem,) = caught.value.problems
    assert (problem.path, problem.hint) == ("start", 'write it as text: "2026-03-02"')


def test_what_is_not_a_model_is_one_problem() -> None:
    assert "expected a path" in only_problem(17).message


def test_the_reference_shows_the_model_that_new_writes() -> None:
    page = Path(__file__).parents[2].joinpath("docs", "model-file.md").read_text(encoding="utf-8")
    assert f"```yaml\n{starter_text()}```" in page


def test_the_reference_names_every_top_level_field() -> None:
    page = Path(__file__).parents[2].joinpath("docs", "model-file.md").read_text(encoding="utf-8")
    names = {field.alias or name for name, field in ModelFields.model_fields.items()}
    assert [name for name in sorted(names) if f"`{name}`" not in page] == []


def test_the_schema_describes_every_field() -> None:
    schema = json_schema()
    assert set(schema["required"]) == {"organization", "start", "horizon_weeks", "areas", "structures"}
    assert schema["additionalProperties"] is False
    undescribed = [
        f"{record}.{name}"
        for record, definition in schema["$defs"].items()
        for name, field in definition.get("properties", {}).items()
        if "description" not in field
    ]
    assert undescribed == []
    assert re.search(r"reorg/1", json.dumps(schema["properties"]["schema"]))
