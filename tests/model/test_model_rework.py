"""What a model must hold about rework links, and what `reorg check` remarks on their loops."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.small_model import data, only_problem
from reorg.model import load
from reorg.model.analysis.findings import find_remarkable
from reorg.model.analysis.rework_loops import find_idle_links, find_rework_loops, radius
from reorg.model.work import Release, ReworkLink

BACK = {"from": "launch", "to": "system", "probability": 0.5, "share": 0.2}
ONWARD = {"from": "system", "to": "launch", "probability": 0.5, "share": 0.2}


def with_links(*links: dict[str, Any]) -> dict[str, Any]:
    model = data()
    model["releases"][0]["rework"] = list(links)
    return model


def remarks(*links: dict[str, Any]) -> list[str]:
    found = find_remarkable(load(with_links(*links)))
    return [finding.message for finding in found if finding.kind == "rework"]


def test_a_link_is_resolved_with_what_it_says_of_learning() -> None:
    loaded = load(with_links(BACK, {**ONWARD, "learning": 0.5, "proportional": True})).releases[0].rework
    assert loaded[0] == ReworkLink("launch", "system", 0.5, 0.2, None, False)
    assert loaded[1] == ReworkLink("system", "launch", 0.5, 0.2, 0.5, True)
    assert load(with_links({**BACK, "pauses": True})).releases[0].rework[0].pauses


@pytest.mark.parametrize(
    ("links", "place", "message", "hint"),
    [
        (
            [{**BACK, "to": "launch"}],
            "rework",
            "'launch' sends work back to itself",
            "exceptions already cause rework",
        ),
        ([BACK, {**BACK, "share": 0.1}], "rework", "from 'launch' to 'system' appears twice", "remove one"),
        ([{**BACK, "to": "sistem"}], "to", "has no package 'sistem'", "'system'"),
        ([{**BACK, "probability": 1.5}], "probability", "", ""),
        ([{**BACK, "learning": -0.1}], "learning", "", ""),
    ],
)
def test_bad_links_are_reported(links: list[dict[str, Any]], place: str, message: str, hint: str) -> None:
    problem = only_problem(with_links(*links))
    assert place in problem.path
    assert message in problem.message
    assert hint in problem.hint


def test_a_package_of_another_release_is_told_apart_from_a_misspelled_one() -> None:
    model = with_links({**BACK, "to": "other/next"})
    package = {**model["releases"][0]["packages"][0], "id": "next", "after": []}
    model["releases"].append({"id": "other", "packages": [package]})
    assert "belongs to 'other'" in only_problem(model).hint


def test_check_remarks_on_loops_that_may_never_end_with_their_radius() -> None:
    assert remarks(BACK, ONWARD) == []
    endless = remarks({**BACK, "probability": 1.0}, {**ONWARD, "probability": 1.0})
    assert len(endless) == 1
    assert "may never end" in endless[0]
    assert "creates 1 times the work of the one before (the spectral radius" in endless[0]
    proportional = [
        {**link, "probability": 1.0, "proportional": True, "learning": 1.0} for link in (BACK, ONWARD)
    ]
    assert remarks(*proportional) == []


def test_check_remarks_on_links_that_never_fire() -> None:
    assert "never sends work back to launch" in remarks(ONWARD)[0]


def test_idle_links_are_those_that_nothing_wakes() -> None:
    release = load(with_links(BACK, ONWARD)).releases[0]
    assert not list(find_idle_links(release))


@st.composite
def matrices(draw: st.DrawFn) -> list[list[float]]:
    size = draw(st.integers(2, 6))
    rate = st.sampled_from([0.0, 0.0, 0.1, 0.45, 1.0])
    return [[draw(rate) if i != j else 0.0 for j in range(size)] for i in range(size)]


@given(matrices())
def test_the_largest_radius_of_the_loops_is_that_of_the_matrix(matrix: list[list[float]]) -> None:
    packages = tuple(_named(first_release(), f"k{i}") for i in range(len(matrix)))
    links = tuple(
        ReworkLink(f"k{j}", f"k{i}", rate, 1.0)
        for i, row in enumerate(matrix)
        for j, rate in enumerate(row)
        if rate
    )
    found = find_rework_loops(Release("r", packages, (), links, None, 0.0, None))
    largest = max((loop.radius for loop in found), default=0.0)
    assert largest == pytest.approx(max(abs(np.linalg.eigvals(np.array(matrix)))), abs=2e-3)
    assert all(loop.radius > 0.0 for loop in found)


@cache
def first_release() -> Release:
    return load(data()).releases[0]


def _named(release: Release, name: str) -> Any:
    return replace(release.packages[0], id=name, after=())


def test_radius_of_two_that_send_each_other_back() -> None:
    assert radius({"a": {"b": 0.4}, "b": {"a": 0.9}}) == pytest.approx(0.6)
