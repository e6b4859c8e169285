"""What the page asks: the state, edits with their facts, who may edit, and what is refused."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from reorg.cli.main import main
from reorg.model import starter_text
from reorg.model.analysis.positions import structure_at_end
from reorg.report.summary.changes import _groups
from reorg.report.summary.moves import find_moves
from reorg.study.running.settings import StudyError
from web.studios import Client, client_of, studio_of


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return client_of(tmp_path)


def test_the_state_is_all_that_the_page_needs(client: Client) -> None:
    state = client.state()
    assert state["model"]["name"].startswith("Qwen at Alibaba")
    assert len(state["model"]["people"]) == 126
    assert state["model"]["people"]["rl-res#1"]["role"] == "Post-training researcher 1"
    assert state["scenario"]["id"] == "split"
    assert state["is_writer"] is True
    assert [s["id"] for s in state["scenarios"] if s["is_baseline"]] == ["stay"]
    facts = state["model"]["today"]["facts"]
    assert (facts["people"], facts["layers"], facts["coupled"]) == (126, 5, 48)


def test_an_edit_answers_with_the_structure_and_its_facts(client: Client) -> None:
    found = client.edit("split", kind="move_team", team="code", to="pretraining")
    teams = {team["id"]: team for team in found["scenario"]["teams"]}
    assert teams["code"]["parent"] == "pretraining"
    assert len(found["scenario"]["facts"]["far"]) != len(client.state("stay")["scenario"]["facts"]["far"])
    assert found["scenario"]["edits"][0]["text"] == "Code moves under Pre-training"
    assert (found["scenario"]["undo"], found["scenario"]["redo"]) == (True, False)
    found = client.post("undo", scenario="split", after=found["n"])
    assert (found["scenario"]["undo"], found["scenario"]["redo"]) == (False, True)


def test_work_is_named(client: Client) -> None:
    names = client.state()["model"]["work"]
    assert names["stream"]["app-requests"] == "Requests of the consumer app"
    assert "base" not in names.get("area", {})
    found = client.edit("split", kind="own", work=["stream", "app-requests"], team="pretraining")
    (edit,) = found["scenario"]["edits"]
    assert edit["text"] == "Pre-training takes over stream Requests of the consumer app"


def test_facts_are_those_that_show_prints(client: Client) -> None:
    shown = json.loads(CliRunner().invoke(main, ["show", "qwen", "--json"]).stdout)
    structures = {structure["id"]: structure for structure in shown["structures"]}
    for scenario, structure in (("stay", "vertical"), ("split", "horizontal")):
        facts = client.state(scenario)["scenario"]["facts"]
        assert facts["layers"] == structures[structure]["layers"]
        assert facts["spans"] == structures[structure]["spans"]
        message = [b["value"] for b in shown["breaches"] if b["structure"] == structure]
        assert [b["value"] for b in facts["breaches"]] == message


def test_teams_under_another_id_are_the_same_as_in_the_report(client: Client) -> None:
    """Seen: three teams new and three ended, of which the report says that they are renamed or moved."""
    state = client.state("split")
    organization = client.studio.opened.organization
    before, after = (structure_at_end(organization, each) for each in ("stay", "split"))
    groups = dict(_groups(before, after))
    same, today = state["scenario"]["same"], {team["id"]: team for team in state["model"]["today"]["teams"]}
    new = {team["name"] for team in state["scenario"]["teams"] if team["id"] not in same}
    ended = {team["name"] for identity, team in today.items() if identity not in same.values()}
    assert new == set(groups.get("New", ()))
    assert ended == set(groups.get("Dissolved", ()))
    assert (same["late"], same["code"]) == ("reasoning", "code")


def test_a_team_that_is_renamed_stays_the_same_and_a_new_one_is_new(client: Client) -> None:
    client.edit("split", kind="rename", team="code", name="Programming")
    client.edit("split", kind="new_team", parent="code", name="Tools")
    people = [f"code-res#{k}" for k in range(1, 6)]
    for person in people:
        scenario = client.state("split")["scenario"]
        tools = next(team["id"] for team in scenario["teams"] if team["name"] == "Tools")
        client.edit("split", kind="move_person", person=person, to=tools)
    scenario = client.state("split")["scenario"]
    assert scenario["same"]["code"] == "code"
    assert tools not in scenario["same"]


def test_a_position_that_nobody_holds_gets_no_other_lead(tmp_path: Path) -> None:
    """The vacant position of a lead comes under another lead; the people below it stay where they are."""
    model = tmp_path / "model.yaml"
    # A studio keeps its edits beside the model.
    model.write_bytes((Path(__file__).parents[1] / "inputs" / "vacant_position.yaml").read_bytes())
    client = client_of(tmp_path, str(model))
    found = client.edit("go", kind="move_team", team="t2", to="t1")["scenario"]
    assert set(found["leads_changed"]) == {"w#3", "w#4"}


def test_who_leaves_gets_no_other_lead_as_in_the_report(client: Client) -> None:
    """Seen: 28 people with another lead in the studio, 27 on its slide: one of them leaves."""
    moved = set(client.edit("split", kind="move_team", team="code", to="vision")["scenario"]["leads_changed"])
    assert moved
    (first, *_) = sorted(moved)
    found = client.edit("split", kind="leave", person=first, week=4)["scenario"]["leads_changed"]
    assert first not in found


def test_who_gets_another_team_is_counted_as_in_the_report(client: Client) -> None:
    """Seen: 15 in the studio, 6 in the report: teams of the same people have other ids there."""
    organization = client.studio.opened.organization
    before, after = (organization.structure(each) for each in ("vertical", "horizontal"))
    moved = {move.person for move in find_moves(organization, before, after) if move.new_team}
    assert set(client.state("split")["scenario"]["teams_changed"]) == moved
    assert len(moved) == 6


def test_an_edit_on_another_state_is_reported(client: Client) -> None:
    client.edit("split", kind="move_team", team="code", to="pretraining")
    answer = client.post("edits", 409, scenario="split", after=0, edit={"kind": "decides", "degree": "low"})
    assert answer["kind"] == "stale"


def test_a_lead_who_is_moved_is_asked_about(client: Client) -> None:
    answer = client.edit("split", 422, kind="move_person", person="code-lead", to="vision")
    assert (answer["kind"], answer["teams"]) == ("lead", ["code"])


def test_a_preview_says_what_an_edit_would_break_and_makes_none(client: Client) -> None:
    edit = {"kind": "move_team", "team": "code", "to": "laboratory"}
    found = client.post("preview", scenario="split", edit=edit)
    broken = {b["rail"]: b["value"] for b in found["facts"]["breaches"]}
    assert "span_max" in broken or client.state()["model"]["rails"] == {}
    assert client.studio.opened.count == 0


def test_a_second_window_reads_until_it_is_let_edit(client: Client) -> None:
    assert client.state(window="one")["is_writer"]
    assert not client.state(window="two")["is_writer"]
    refused = client.post(
        "edits", 422, window="two", scenario="split", after=0, edit={"kind": "decides", "degree": "low"}
    )
    assert "another window" in refused["error"]
    client.post("claim", window="two")
    client.post("edits", window="two", scenario="split", after=0, edit={"kind": "decides", "degree": "low"})
    assert not client.state(window="one")["is_writer"]


def test_a_second_studio_of_the_same_model_is_refused(tmp_path: Path) -> None:
    first = studio_of(tmp_path)
    with pytest.raises(StudyError, match="open in another studio"):
        studio_of(tmp_path)
    first.close()
    studio_of(tmp_path).close()


def test_scenarios_are_begun_and_ended(client: Client) -> None:
    found = client.post("scenarios", name="Mein Plan", origin="stay", after=0)
    assert found["scenario"]["id"] == "mein-plan"
    found = client.edit("mein-plan", kind="move_team", team="code", to="product")
    assert "mein-plan" in [s["id"] for s in client.state()["scenarios"]]
    answer = client.http.request(
        "DELETE", "/api/scenarios/mein-plan", json={"after": found["n"]}, headers={"x-window": "one"}
    )
    assert answer.status_code == 200
    assert "mein-plan" not in [s["id"] for s in client.state()["scenarios"]]


def test_the_start_page_offers_cases_and_what_was_opened(tmp_path: Path) -> None:
    model = tmp_path / "mine.yaml"
    assert CliRunner().invoke(main, ["new", str(tmp_path / "new")]).exit_code == 0
    (tmp_path / "new" / "model.yaml").rename(model)
    studio_of(tmp_path, str(model)).close()
    client = client_of(tmp_path, None)
    start = client.state()["start"]
    assert "qwen" in [case["name"] for case in start["cases"]]
    assert [entry["file"] for entry in start["recent"]] == ["mine.yaml"]
    client.post("open", recent=0)
    assert client.state()["model"]["source"].endswith("mine.yaml")
    client.post("open", case="qwen")
    assert len(client.state()["model"]["people"]) == 126
    assert client.post("open", 422, case="../../etc/passwd")["error"] == "There is no such model."


def test_whoever_has_nothing_yet_begins_with_a_small_lab_of_their_own(tmp_path: Path) -> None:
    client = client_of(tmp_path, None)
    for folder in ("my-lab", "my-lab-2"):
        client.post("open", new=True)
        assert client.state()["model"]["source"].endswith("model.yaml")
        assert len(client.state()["model"]["people"]) == 12
        assert (tmp_path / folder / "model.yaml").read_text(encoding="utf-8") == starter_text()
    assert client.post("open", 422, new="yes")["error"] == "There is no such model."


def test_a_folder_that_cannot_be_written_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    client = client_of(tmp_path, None)
    monkeypatch.setattr(Path, "mkdir", full)
    assert "my-lab cannot be written: no space left on device." in client.post("open", 507, new=True)["error"]


def test_the_view_is_kept(client: Client) -> None:
    client.post("view", scenario="soft-split", zoom=1.5)
    assert client.state()["view"] == {"scenario": "soft-split", "zoom": 1.5}
    assert client.state()["scenario"]["id"] == "soft-split"
    client.post("view", 422, junk="x" * 3000)


def test_a_preview_of_the_baseline_says_what_an_edit_of_it_would_come_to(tmp_path: Path) -> None:
    client = client_of(tmp_path)
    edit = {"kind": "move_team", "team": "code", "to": "product"}
    found = client.post("preview", scenario="stay", edit=edit)
    assert found["another_lead"] == 1
    client.edit("stay", 422, **edit)


def test_a_name_does_not_turn_the_direction_of_what_follows(tmp_path: Path) -> None:
    client = client_of(tmp_path)
    found = client.edit("split", kind="rename", team="code", name="\u202eedoC")
    shown = next(team["name"] for team in found["scenario"]["teams"] if team["id"] == "code")
    assert shown == "\u2068\u202eedoC\u2069"
    assert client.studio.opened.plan("split").history.board.teams["code"].name == "\u202eedoC"
