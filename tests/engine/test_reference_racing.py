"""The engine and its reference agree event by event where teams race or overlap."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from engine import labs, labs_compute, labs_people, labs_racing
from engine.labs_drawn import drawn_labs
from engine.test_reference import assert_same, happened, random_values
from reorg.model.organization import Organization

WAYS = [
    ("alone",),
    ("first",),
    ("best",),
    ("dual",),
    ("double",),
    ("alone", "first", "alone"),
    ("best", "dual", "alone", "double"),
    ("dual", "double", "first", "best"),
    ("double", "best", "dual", "alone"),
]


@pytest.mark.parametrize("names", WAYS, ids=" ".join)
def test_races_and_overlaps_there_and_back(names: tuple[str, ...]) -> None:
    lab = labs_racing.changing(*names)
    assert_same(lab, labs.central())
    for world in range(2):
        assert_same(lab, random_values(world), world=world)
        assert_same(labs_racing.with_exits(lab), random_values(world) | labs_people.RESTLESS, world=world)


COPYING = {"discovery.copying": 0.4, "discovery.integrator_cadence_weeks": 1.0}


@pytest.mark.parametrize("names", WAYS, ids=" ".join)
def test_attempts_that_search(names: tuple[str, ...]) -> None:
    lab = labs_racing.researching(*names)
    assert happened(lab, labs.central() | COPYING, "trial")
    assert_same(lab, labs.central() | COPYING)
    assert_same(labs_racing.with_exits(lab), random_values(1) | COPYING | labs_people.RESTLESS, world=1)


@pytest.mark.parametrize(("search", "jumps", "boxed"), [("team", 0.3, True), ("neighbors", 0.0, True)])
def test_ways_of_search_in_races(search: str, jumps: float, boxed: bool) -> None:
    for names in (("best",), ("dual", "double", "first", "best")):
        lab = labs_racing.researching(*names, search=search, jumps=jumps, boxed=boxed)
        assert_same(lab, labs.central() | COPYING)
        assert_same(lab, random_values(2) | COPYING, world=2)


def test_attempts_whose_trials_compute() -> None:
    lab = labs_compute.computing(
        labs_racing.researching("first", "dual", "alone", "best", every=4.0), 300.0, ("cluster",)
    )
    lab = replace(lab, pools=(labs_compute.pool("cluster", 12),))
    for world in range(2):
        assert_same(lab, random_values(world) | labs_compute.FRAGILE | COPYING, world=world)


def test_races_are_run_and_won_and_lost() -> None:
    for name in ("first", "best", "dual"):
        lab = labs_racing.changing(name)
        assert happened(lab, labs.central(), "attempt failed", "attempt ready", "race won", "exception")


@drawn_labs(20)
@given(labs_racing.contested_organizations())
def test_contests_drawn_at_random(drawn: tuple[Organization, int]) -> None:
    lab, number = drawn
    assert_same(lab, random_values(number), world=number)
