"""The twenty facts themselves: complete, well made, and computed to the end."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from reorg.verification.facts import FACTS, Fact, judge
from reorg.verification.facts.fact import Worlds
from reorg.verification.facts.running import everything, sample

OTHER_HEADS = {3, 6, 14}
"""Facts about the number of people, of layers and of heads."""
QUICK = {"span", "size", "layers", "boundaries", "joint-decisions", "spreading"}


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.name)
class TestEachFact:
    def test_it_is_stated_in_full(self, fact: Fact) -> None:
        assert fact.source
        assert fact.accident
        assert any(demand.role == "trace" for demand in fact.demands)
        assert any(demand.role == "effect" for demand in fact.demands)
        assert len({demand.says for demand in fact.demands}) == len(fact.demands)
        assert len({reading.name for reading in fact.readings}) == len(fact.readings)
        assert len({variant.name for variant in fact.variants}) == len(fact.variants)

    def test_ranges_are_ranges_and_signs_are_required_where_there_is_one(self, fact: Fact) -> None:
        for demand in fact.demands:
            assert demand.low <= demand.high
            assert math.isfinite(demand.low) or math.isfinite(demand.high)
            if demand.kind == "size":
                assert demand.side != 0
            if demand.drawn:
                assert demand.kind == "size"


def test_there_are_twenty_with_the_numbers_of_the_battery() -> None:
    numbers = [fact.number for fact in FACTS]
    assert numbers == [1, 2, 3, 6, 7, 8, 11, 12, 14, 15, 16, 18, 20, 21, 22, 24, 25, 26, 27, 29]
    assert len({fact.name for fact in FACTS}) == len(FACTS)


def computed(fact: Fact) -> None:
    """Check that every demand of a fact comes to a number."""
    record = judge(replace(fact, worlds=Worlds(6, 2 if fact.worlds.points else 0)))
    assert {f.says: f.why for f in record.findings if f.effect is None} == {}


@pytest.mark.parametrize("fact", [f for f in FACTS if f.name in QUICK], ids=lambda fact: fact.name)
def test_a_fact_is_computed_to_the_end(fact: Fact) -> None:
    computed(fact)


@pytest.mark.slow
@pytest.mark.parametrize("fact", [f for f in FACTS if f.name not in QUICK], ids=lambda fact: fact.name)
def test_a_long_fact_is_computed_to_the_end(fact: Fact) -> None:
    computed(fact)


@pytest.mark.slow
@pytest.mark.parametrize("fact", [f for f in FACTS if f.number not in OTHER_HEADS], ids=lambda f: f.name)
def test_variants_have_equal_heads_where_they_have_equal_work(fact: Fact) -> None:
    heads: dict[float, set[int]] = {}
    for variant in fact.variants:
        model = variant.build(5.0)
        days = sum(p["effort_days"] for each in model.get("releases", ()) for p in each["packages"])
        heads.setdefault(round(days, 6), set()).add(len(model["people"]))
    assert all(len(counts) == 1 for counts in heads.values()), heads


def test_what_is_read_at_a_moment_of_another_variant_is_read_in_the_same_world() -> None:
    fact = next(fact for fact in FACTS if fact.name == "late-help")
    t = sample(fact, everything(fact), worlds=3)
    # Nothing differs before the newcomers come, so the first weeks' output is the same to the last bit.
    alternative, baseline = (
        t.columns[name, "weekly nominal hours of direct work done"] for name in ("late help", "no help")
    )
    assert (alternative[:, :8] == baseline[:, :8]).all()
    assert (alternative != baseline).any(axis=1).all()
