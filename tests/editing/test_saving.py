"""An edited model through the loader: the same structure, the same hash, and the facts of `reorg show`."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from editing.workspaces import edits, workspace
from reorg.cli import model_view
from reorg.editing.consequences import Moves, facts_of
from reorg.editing.edits import Refusal
from reorg.editing.saving import written_members
from reorg.editing.workspace import Workspace, structure_after
from reorg.model import load


def test_people_are_written_as_groups_and_ranges_in_their_order() -> None:
    groups = {"a": 3, "b": 2}
    assert written_members(["a#1", "a#2", "a#3", "x", "b#2"], groups) == ["a", "x", "b#2"]
    assert written_members(["a#2", "a#3", "a#1", "b#1", "b#2"], groups) == ["a#2..3", "a#1", "b"]


@pytest.mark.parametrize("origin", ["stay", "split", "soft-split", "split-and-exits", "overlap"])
def test_a_plan_saved_is_the_plan_as_it_was(tmp_path: Path, origin: str) -> None:
    lab = workspace(tmp_path)
    plan = lab.new_scenario("My plan", origin)
    lab.edit(plan.id, {"kind": "move_team", "team": "audio", "to": "product"})
    lab.edit(plan.id, {"kind": "leave", "person": "app-eng#1", "week": 4})
    lab.edit(plan.id, {"kind": "week", "week": 8})
    again = _through_a_file(lab, tmp_path)
    assert again.hash == lab.edited().hash
    scenario = again.scenario(plan.id)
    after = structure_after(again, scenario)
    assert after == plan.history.board.structure(after.id, after.name)
    assert 8.0 in [event.week for event in scenario.dated]
    assert again.baseline == "stay"
    for kept in lab.organization.scenarios:
        assert again.scenario(kept.id) == kept


def test_an_edited_scenario_of_the_file_keeps_its_other_events(tmp_path: Path) -> None:
    lab = workspace(tmp_path)
    lab.edit("split-and-exits", {"kind": "move_team", "team": "code", "to": "product"})
    saved = _through_a_file(lab, tmp_path).scenario("split-and-exits")
    before = lab.organization.scenario("split-and-exits")
    assert len(saved.events) == len(before.events)
    assert saved.structures[-1] == "split-and-exits-edited"


def test_nothing_edited_is_the_model_itself(tmp_path: Path) -> None:
    lab = workspace(tmp_path)
    assert lab.edited() is lab.organization
    lab.edit("split", {"kind": "move_team", "team": "code", "to": "product"})
    lab.undo("split")
    assert _through_a_file(lab, tmp_path).hash == lab.organization.hash


def test_a_model_without_scenarios_gets_them_written_out(tmp_path: Path) -> None:
    document = yaml.safe_load(
        Path(load.__code__.co_filename).parents[1].joinpath("cases/qwen.yaml").read_text()
    )
    for part in ("scenarios", "compare"):
        document.pop(part, None)
    document["structures"] = {"vertical": document["structures"]["vertical"]}
    file = tmp_path / "plain.yaml"
    file.write_text(yaml.safe_dump(document, sort_keys=False), encoding="utf-8")
    lab = workspace(tmp_path, str(file))
    plan = lab.new_scenario("Plan", "vertical")
    lab.edit(plan.id, {"kind": "end_team", "team": "audio", "members_to": "vision"})
    again = _through_a_file(lab, tmp_path)
    assert [scenario.id for scenario in again.scenarios] == ["vertical", "plan"]
    assert again.scenario("vertical").name == lab.organization.scenario("vertical").name != "vertical"
    assert again.baseline == "vertical"


def test_a_name_with_a_line_break_is_kept_as_one_line(tmp_path: Path) -> None:
    lab = workspace(tmp_path)
    plan = lab.new_scenario("Plan", "stay")
    lab.edit(plan.id, {"kind": "new_team", "name": "Red\x85team\u2028 one\r\n", "parent": "action"})
    assert [team.name for team in lab.edited().structures[-1].teams if "team" in team.name][
        -1
    ] == "Red team  one"
    assert _through_a_file(lab, tmp_path).hash == lab.edited().hash


@pytest.mark.slow
@given(data=st.data())
@settings(max_examples=12)
def test_any_edits_saved_are_the_plan_and_its_facts_are_those_of_show(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("lab")
    lab = workspace(folder)
    plan = lab.new_scenario("Plan", data.draw(st.sampled_from(["stay", "split", "soft-split"])))
    for _ in range(data.draw(st.integers(1, 10))):
        try:
            lab.edit(plan.id, data.draw(edits(plan.history.board)))
        except Refusal:
            continue
    if any("no people" in message for message in lab.open_questions(plan.id)):
        return
    again = _through_a_file(lab, folder)
    assert again.hash == lab.edited().hash
    after = structure_after(again, again.scenario(plan.id))
    assert after == plan.history.board.structure(after.id, after.name)
    facts = facts_of(lab.organization, plan.history.board.structure(after.id, after.name))
    shown = model_view.document(again, [after])
    assert facts["layers"] == shown["structures"][0]["layers"]
    assert facts["spans"] == shown["structures"][0]["spans"]
    teams = {team["id"]: [team["heads"], team["heads_below"]] for team in shown["structures"][0]["teams"]}
    assert facts["heads"] == teams
    message = [b for b in shown["breaches"] if b["structure"] == after.id]
    assert [(b["rail"], b["subject"], b["value"]) for b in facts["breaches"]] == [
        (b["rail"], b["subject"], b["value"]) for b in message
    ]


def test_the_split_puts_coupled_work_further_apart(tmp_path: Path) -> None:
    lab = workspace(tmp_path)
    today = facts_of(lab.organization, lab.today)
    after = lab.plan("split").structure
    split = facts_of(lab.organization, after)
    assert (len(today["far"]), len(split["far"]), today["coupled"]) == (21, 29, 48)
    assert (today["layers"], split["layers"]) == (5, 4)
    assert split["levels"] > today["levels"]
    moves = Moves.between(lab.today, after)
    assert len(moves.leads) == 13
    assert len(moves.teams) == 15


def _through_a_file(lab: Workspace, folder: Path) -> load:  # type: ignore[valid-type]
    file = folder / "saved.yaml"
    file.write_text(yaml.safe_dump(lab.document(), sort_keys=False, allow_unicode=True), encoding="utf-8")
    return load(file)


def test_a_new_position_is_saved_and_is_filled_in_its_scenario_only(tmp_path: Path) -> None:
    lab = workspace(tmp_path)
    lab.edit(
        "split", {"kind": "join", "team": "code", "title": "Release lead", "like": "rl-res#1", "week": 4}
    )
    edited = lab.edited()
    (joined,) = (each for each in edited.joins.values() if each.person.title == "Release lead")
    like = next(person for person in edited.people if person.id == "rl-res#1")
    assert (joined.person.skills, joined.person.seniority) == (like.skills, like.seniority)
    assert joined in edited.scenario("split").happenings
    assert joined not in edited.scenario("stay").happenings
    with pytest.raises(Refusal, match="take that back first"):
        lab.edit("split", {"kind": "end_team", "team": "code", "members_to": "product"})
    lab.edit("split", {"kind": "new_team", "name": "Fresh", "parent": "product"})
    with pytest.raises(Refusal, match="every structure"):
        lab.edit("split", {"kind": "join", "team": "fresh", "title": "X", "like": "rl-res#1"})
    lab.undo("split")
    lab.undo("split")
    assert lab.edited().hash == lab.organization.hash
