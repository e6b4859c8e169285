"""Contested facts in a model file."""

from __future__ import annotations

import pytest

from model.small_model import data as small
from reorg.model import ModelError, load
from reorg.model.events import Reading
from reorg.model.variants import Variants


def model(event, facts=({"id": "doubt", "text": "Perhaps.", "source": "one; another contradicts"},)):
    model_data = small()
    structure = next(iter(model_data["structures"]))
    model_data["contested"] = list(facts)
    model_data["scenarios"] = {"it": {"structure": structure, "events": [event]}}
    model_data["compare"] = {}
    return model_data


def person():
    return load(small()).people[-1].id


def test_if_and_unless_are_readings():
    (leaves,) = load(model({"week": 1, "leave": person(), "if": "doubt"})).scenario("it").events
    assert leaves.reading == Reading(0, 0.5, holds=True)
    (stays,) = load(model({"week": 1, "leave": person(), "unless": "doubt"})).scenario("it").events
    assert stays.reading == Reading(0, 0.5, holds=False)


def test_a_misspelled_fact_is_named():
    with pytest.raises(ModelError) as refused:
        load(model({"week": 1, "leave": person(), "if": "dout"}))
    assert "'dout'" in str(refused.value)
    assert "doubt" in str(refused.value)


@pytest.mark.parametrize("event", [{"if": "doubt", "unless": "doubt", "week": 1}])
def test_an_event_has_one_reading(event):
    with pytest.raises(ModelError, match="one of if, unless and when"):
        load(model({**event, "leave": person()}))


def test_facts_are_inputs_of_two_readings_as_many_as_there_are():
    facts = [{"id": f"f{i}", "text": "Perhaps.", "source": "one", "share": 0.3} for i in range(5)]
    organization = load(model({"week": 1, "leave": person(), "if": "f4"}, facts))
    assert [each.name for each in organization.dimensions] == [f"contested fact f{i}" for i in range(5)]
    (fact,) = [each for each in organization.dimensions if each.name.endswith("f4")]
    assert [fact.in_words(number) for number in fact.numbers_at((0.29, 0.31))] == ["true", "not true"]
    in_most = {u: Variants(organization).at((u,) * 5).contested[4].share for u in (0.29, 0.31)}
    assert in_most == {0.29: 1.0, 0.31: 0.0}
