"""Work that changes team with the structure, and work left to people who lack the skill for it."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from reorg import compare, load
from reorg.model import Organization
from reorg.report.moved_work import moved_work_lines, moved_work_sentences
from reorg.report.summary.changes import what_changes
from reorg.study.results.moved_work import describe_moved_work
from study.small_lab import MODEL

SCENARIOS = ("stay", "split")


def swapped() -> Organization:
    """Return the small laboratory whose new teams own each other's work."""
    model: dict[str, Any] = deepcopy(MODEL)
    _, engine, wing = model["structures"]["deep"]["teams"]
    engine["owns"], wing["owns"] = wing["owns"], engine["owns"]
    return load(model)


def test_work_that_another_team_takes_over_is_named() -> None:
    found = describe_moved_work(load(MODEL), SCENARIOS)["split"]
    assert {"work": "x", "from": "all", "to": "engine-team"} in found["moved"]
    assert not found["unskilled"]
    sentences = what_changes(load(MODEL), *SCENARIOS).sentences
    assert set(moved_work_sentences(found)) <= set(sentences)
    assert "engine-team takes over x." in sentences


def test_the_same_structure_moves_no_work() -> None:
    assert describe_moved_work(load(MODEL), ("stay", "late")) == {}


def test_work_left_without_its_skill_is_named() -> None:
    """Seen: opposite verdicts on the same moves of people, as in one of them their work had stayed behind."""
    found = describe_moved_work(swapped(), SCENARIOS)["split"]
    assert {"work": "y", "team": "engine-team", "area": "wing"} in found["unskilled"]
    sentences = moved_work_sentences(found)
    assert sentences[-1].startswith("Left to a team without the skill: ")
    assert "y (with engine-team)" in sentences[-1]
    study = compare(swapped(), SCENARIOS, worlds=4)
    assert moved_work_lines(study.verdict, ["split"]) == [f"split: {' '.join(sentences)}"]


def test_many_are_counted_and_one_is_named() -> None:
    moved = [{"work": f"w{n}", "from": "a", "to": "b" if n < 4 else "c"} for n in range(5)]
    unskilled = [{"work": f"w{n}", "team": "c", "area": "x"} for n in range(5)]
    assert moved_work_sentences({"moved": moved, "unskilled": unskilled}) == [
        "5 packages and streams get another team: b takes over w0 and 3 more.",
        "Left to a team without the skill: w0 (with c), w1 (with c), w2 (with c) and 2 more, which takes"
        " longer and causes more errors.",
    ]
    few = {"moved": moved[2:], "unskilled": []}
    assert moved_work_sentences(few) == ["b takes over w2 and w3.", "c takes over w4."]
