"""What edits do, what is refused, undo, redo and taking back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editing.workspaces import edits, workspace
from reorg.editing.board import Board
from reorg.editing.edits import LeadNeeded, Refusal
from reorg.editing.workspace import Workspace


@pytest.fixture
def lab(tmp_path: Path) -> Workspace:
    return workspace(tmp_path)


def test_a_team_moves_with_its_lead_and_the_teams_below_it(lab: Workspace) -> None:
    board = lab.edit(
        "exits-alone", {"kind": "move_team", "team": "posttraining", "to": "product"}
    ).history.board
    assert board.teams["posttraining"].parent == "product"
    assert board.teams["rl"].parent == "posttraining"
    assert board.teams["posttraining"].lead == "post-head"


@pytest.mark.parametrize(
    ("team", "to", "why"),
    [
        ("posttraining", "rl", "part of it"),
        ("rl", "rl", "under itself"),
        ("rl", "posttraining", "already"),
        ("nowhere", "rl", "no such"),
    ],
)
def test_a_team_does_not_go_where_it_cannot(lab: Workspace, team: str, to: str, why: str) -> None:
    before = lab.plan("exits-alone").history.board.structure("s", "s")
    with pytest.raises(Refusal, match=why):
        lab.edit("exits-alone", {"kind": "move_team", "team": team, "to": to})
    assert lab.plan("exits-alone").history.board.structure("s", "s") == before
    assert lab.count == 0


def test_a_lead_who_moves_needs_a_successor(lab: Workspace) -> None:
    move = {"kind": "move_person", "person": "rl-lead", "to": "agents"}
    with pytest.raises(LeadNeeded, match=r"leads Reinforcement learning.*now\?") as asked:
        lab.edit("exits-alone", move)
    assert asked.value.teams == ("rl",)
    board = lab.edit("exits-alone", {**move, "leads": {"rl": "rl-senior#1"}}).history.board
    assert board.teams["rl"].lead == "rl-senior#1"
    assert "rl-senior#1" not in board.teams["rl"].members
    assert board.teams["agents"].members[-1] == "rl-lead"
    board = lab.edit(
        "exits-alone", {"kind": "bench", "person": "code-lead", "leads": {"code": None}}
    ).history.board
    assert board.teams["code"].lead is None
    assert board.is_benched("code-lead")


def test_whoever_leads_another_team_cannot_succeed(lab: Workspace) -> None:
    move = {"kind": "move_person", "person": "rl-lead", "to": "agents", "leads": {"rl": "code-lead"}}
    with pytest.raises(Refusal, match="already leads another"):
        lab.edit("exits-alone", move)


def test_a_team_ends_and_nothing_of_it_is_lost(lab: Workspace) -> None:
    before = lab.plan("exits-alone").history.board
    people, work = set(before.seats), {w for team in before.teams.values() for w in team.owned}
    edit = {"kind": "end_team", "team": "posttraining", "members_to": "rl"}
    board = lab.edit("exits-alone", edit).history.board
    assert "posttraining" not in board.teams
    assert board.teams["rl"].parent == "qwen"
    assert set(board.seats) == people
    assert {w for team in board.teams.values() for w in team.owned} == work
    assert "post-head" in board.teams["rl"].members


def test_the_baseline_and_people_on_the_bench_wait(lab: Workspace) -> None:
    with pytest.raises(Refusal, match="baseline"):
        lab.edit("stay", {"kind": "move_team", "team": "code", "to": "product"})
    lab.edit("exits-alone", {"kind": "bench", "person": "rl-res#1"})
    assert lab.open_questions("exits-alone") == [
        "Post-training researcher 1 is on the bench: place them, or say that they leave."
    ]
    lab.edit("exits-alone", {"kind": "move_person", "person": "rl-res#1", "to": "agents"})
    assert lab.open_questions("exits-alone") == []


def test_an_edit_taken_back_strikes_what_no_longer_fits(lab: Workspace) -> None:
    made = [
        {"kind": "new_team", "name": "Studio", "parent": "qwen"},
        {"kind": "move_person", "person": "rl-res#1", "to": "studio"},
        {"kind": "move_team", "team": "code", "to": "product"},
    ]
    for edit in made:
        history = lab.edit("exits-alone", edit).history
    history = lab.edit("exits-alone", {"kind": "take_back", "n": 1}).history
    assert history.withdrawn == {1}
    assert history.struck == {2: "There is no such team."}
    assert history.board.teams["code"].parent == "product"
    assert "studio" not in history.board.teams
    history = lab.undo("exits-alone").history
    assert (history.withdrawn, history.struck) == (frozenset(), {})
    assert history.board.seats["rl-res#1"] == "studio"
    with pytest.raises(Refusal, match="no such edit"):
        lab.edit("exits-alone", {"kind": "take_back", "n": 99})


def test_a_new_edit_after_undo_drops_what_was_undone(lab: Workspace) -> None:
    lab.edit("exits-alone", {"kind": "move_team", "team": "code", "to": "product"})
    lab.undo("exits-alone")
    lab.edit("exits-alone", {"kind": "move_team", "team": "code", "to": "multimodal"})
    with pytest.raises(Refusal, match="nothing to redo"):
        lab.redo("exits-alone")


@pytest.mark.slow
@given(data=st.data())
@settings(max_examples=20)
def test_any_edits_undone_are_the_baseline_and_redone_are_as_before(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("lab")
    lab = workspace(folder)
    first = lab.plan("exits-alone").history.board.structure("s", "s")
    states = [first]
    for _ in range(data.draw(st.integers(1, 12))):
        edit = data.draw(edits(lab.plan("exits-alone").history.board))
        try:
            plan = lab.edit("exits-alone", edit)
        except Refusal:
            assert lab.plan("exits-alone").history.board.structure("s", "s") == states[-1]
            continue
        states.append(plan.history.board.structure("s", "s"))
        seated = [p for t in plan.history.board.teams.values() for p in t.members]
        seated += {t.lead for t in plan.history.board.teams.values() if t.lead}
        assert sorted(seated) == sorted(person.id for person in lab.organization.people)
    back = [lab.undo("exits-alone").history.board.structure("s", "s") for _ in states[1:]]
    assert back == states[-2::-1]
    forth = [lab.redo("exits-alone").history.board.structure("s", "s") for _ in states[1:]]
    assert forth == states[1:]
    again = workspace(folder).plan("exits-alone").history.board
    assert again.structure("s", "s") == states[-1]


def order_below(board: Board, parent: str) -> list[str]:
    return [team.id for team in board.teams.values() if team.parent == parent]


def test_a_team_stands_where_it_is_put_among_its_siblings(lab: Workspace) -> None:
    first, *others = order_below(lab.plan("exits-alone").history.board, "posttraining")
    move = {"kind": "move_team", "team": first, "to": "posttraining"}
    board = lab.edit("exits-alone", {**move, "after": others[-1]}).history.board
    assert order_below(board, "posttraining") == [*others, first]
    with pytest.raises(Refusal, match="there already"):
        lab.edit("exits-alone", {**move, "after": others[-1]})
    with pytest.raises(Refusal, match="no such place"):
        lab.edit("exits-alone", {**move, "before": "laboratory"})
    board = lab.undo("exits-alone").history.board
    assert order_below(board, "posttraining") == [first, *others]
    board = lab.redo("exits-alone").history.board
    assert order_below(board, "posttraining") == [*others, first]


def test_a_team_from_elsewhere_is_put_between_two(lab: Workspace) -> None:
    below = order_below(lab.plan("exits-alone").history.board, "posttraining")
    edit = {"kind": "move_team", "team": "audio", "to": "posttraining", "before": below[1]}
    board = lab.edit("exits-alone", edit).history.board
    assert order_below(board, "posttraining") == [below[0], "audio", *below[1:]]


def test_a_person_stands_where_they_are_put_among_the_members(lab: Workspace) -> None:
    first, second, *others = lab.plan("exits-alone").history.board.teams["audio"].members
    move = {"kind": "move_person", "person": first, "to": "audio"}
    board = lab.edit("exits-alone", {**move, "after": second}).history.board
    assert board.teams["audio"].members == [second, first, *others]
    with pytest.raises(Refusal, match="already"):
        lab.edit("exits-alone", {**move, "after": second})
    arrives = {"kind": "move_person", "person": "agents-res#2", "to": "audio", "before": first}
    board = lab.edit("exits-alone", arrives).history.board
    assert board.teams["audio"].members == [second, "agents-res#2", first, *others]
