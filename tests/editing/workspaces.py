"""Workspaces to edit, and edits drawn at random."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from reorg.editing.board import Board
from reorg.editing.journal import Journal
from reorg.editing.source import Source
from reorg.editing.workspace import Workspace

_SOURCES: dict[str, Source] = {}


def workspace(folder: Path, model: str = "qwen") -> Workspace:
    """Return a workspace of a bundled case, its journal in ``folder``."""
    source = _SOURCES.setdefault(model, Source.of(model)) if "/" not in model else Source.of(model)
    return Workspace(source, Journal(folder / "edits.jsonl"))


@st.composite
def edits(draw: st.DrawFn, board: Board) -> dict[str, Any]:
    """Draw an edit that names what is on the board; it may be refused."""
    teams, people = sorted(board.teams), sorted(board.seats)
    team, other = draw(st.sampled_from(teams)), draw(st.sampled_from(teams))
    person, successor = draw(st.sampled_from(people)), draw(st.sampled_from([None, *people]))
    led = [t.id for t in board.led_by(person)]
    leads = {led[0]: successor, **dict.fromkeys(led[1:])} if led else {}
    works = [list(work) for each in board.teams.values() for work in each.owned]
    kind: dict[str, Any] = draw(
        st.sampled_from(
            [
                {"kind": "move_person", "person": person, "to": team, "leads": leads},
                {**_among_members(board, team, draw), "person": person, "leads": leads},
                {"kind": "move_team", "team": team, "to": other},
                _beside_another(board, team, draw),
                {"kind": "set_lead", "team": team, "person": successor},
                {"kind": "new_team", "name": draw(st.text(min_size=1, max_size=8)), "parent": team},
                {"kind": "end_team", "team": team, "members_to": other},
                {"kind": "rename", "team": team, "name": draw(st.sampled_from(["Atelier", "研究", "<b>"]))},
                {"kind": "own", "work": draw(st.sampled_from(works)), "team": team},
                {"kind": "bench", "person": person, "leads": leads},
                {"kind": "leave", "person": person, "week": 3},
                {"kind": "close", "person": person},
                {"kind": "stay", "person": person},
                {"kind": "decides", "degree": "high"},
                {"kind": "week", "week": 6},
            ]
        )
    )
    return kind


def _beside_another(board: Board, team: str, draw: st.DrawFn) -> dict[str, Any]:
    other = draw(st.sampled_from(sorted(board.teams)))
    side = draw(st.sampled_from(["before", "after"]))
    return {"kind": "move_team", "team": team, "to": board.teams[other].parent or team, side: other}


def _among_members(board: Board, team: str, draw: st.DrawFn) -> dict[str, Any]:
    members = board.teams[team].members
    beside = {draw(st.sampled_from(["before", "after"])): draw(st.sampled_from(members))} if members else {}
    return {"kind": "move_person", "to": team, **beside}
