"""The journal: nothing acknowledged is lost, a torn line is dropped, damage is said."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from editing.workspaces import workspace
from reorg.editing.journal import Journal, JournalError


def test_a_torn_last_line_is_dropped_and_the_rest_kept(tmp_path: Path) -> None:
    file = tmp_path / "edits.jsonl"
    journal = Journal(file)
    for number in range(3):
        journal.append({"kind": "undo", "scenario": f"s{number}"})
    whole = file.read_bytes()
    for cut in range(len(whole) - 1, len(whole) - 30, -1):
        file.write_bytes(whole[:cut])
        again = Journal(file)
        assert [line["n"] for line in again.lines] == [1, 2]
        again.append({"kind": "redo", "scenario": "s"})
        assert [line["n"] for line in Journal(file).lines] == [1, 2, 3]


def test_damage_in_the_middle_is_reported_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "edits.jsonl"
    file.write_text('{"n": 1}\nnonsense\n{"n": 3}\n', encoding="utf-8")
    with pytest.raises(JournalError, match="line 2, is damaged"):
        Journal(file)


def test_what_the_disk_refuses_is_not_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lab = workspace(tmp_path)
    lab.edit("split", {"kind": "move_team", "team": "code", "to": "product"})
    before = lab.plan("split").history.board.structure("s", "s")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(JournalError, match="no space left"):
        lab.edit("split", {"kind": "move_team", "team": "agents", "to": "product"})
    monkeypatch.undo()
    assert lab.plan("split").history.board.structure("s", "s") == before
    lab.edit("split", {"kind": "move_team", "team": "agents", "to": "product"})
    assert len(workspace(tmp_path).plan("split").history.held) == 2


def test_lines_that_no_longer_fit_the_model_are_passed_over(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "edits.jsonl")
    journal.append({"at": "", "scenario": "gone", "kind": "undo"})
    journal.append({"at": "", "scenario": "split", "kind": "undo"})
    lab = workspace(tmp_path)
    assert lab.count == 2
    assert lab.plan("split").history.held == []
