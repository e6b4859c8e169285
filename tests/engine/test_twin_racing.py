"""The engine and its twin agree event by event where teams race or overlap."""

from __future__ import annotations

import pytest
from hypothesis import given

from engine import labs, labs_people, labs_racing
from engine.labs_drawn import drawn_labs
from engine.test_twin import assert_same, happened, random_values
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


def test_races_are_run_and_won_and_lost() -> None:
    for name in ("first", "best", "dual"):
        lab = labs_racing.changing(name)
        assert happened(lab, labs.central(), "attempt failed", "attempt ready", "race won", "exception")


@drawn_labs(250)
@given(labs_racing.contested_organizations())
def test_contests_drawn_at_random(drawn: tuple[Organization, int]) -> None:
    lab, number = drawn
    assert_same(lab, random_values(number), world=number)
