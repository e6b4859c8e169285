"""Engine and reference agree, over many more organizations than the usual tests draw."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis.strategies import SearchStrategy

from engine import labs_racing, labs_rework
from engine.labs_drawn import drawn_labs, eventful_organizations, organizations
from engine.test_reference import assert_same, random_values
from reorg.model.organization import Organization

Drawn = SearchStrategy[tuple[Organization, int]]
ALL = {
    "quiet": organizations(),
    "eventful": eventful_organizations(),
    "contested": labs_racing.contested_organizations(),
    "rework": labs_rework.organizations(),
}


@pytest.mark.slow
@pytest.mark.parametrize("strategy", ALL.values(), ids=ALL)
def test_many_organizations_drawn_at_random(strategy: Drawn) -> None:
    @drawn_labs(400)
    @given(strategy)
    def agree(drawn: tuple[Organization, int]) -> None:
        lab, number = drawn
        assert_same(lab, random_values(number), world=number)

    agree()
