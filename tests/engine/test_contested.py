"""Contested facts: in each world one reading, the same in all scenarios, in the engine as in its twin."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine import labs
from reorg.engine import Simulator, plan_scenario
from reorg.engine.reference import simulate_reference
from reorg.mechanisms import ASSUMPTIONS
from reorg.mechanisms.contested import LOTS, holds
from reorg.model.events import Demand, Leave, Reading
from reorg.model.organization import ContestedFact

FACT = ContestedFact("doubt", "Somebody leaves.", "a source that another contradicts", 0.5)


def lab(*events):
    organization = labs.everything("fifo", "urgent")
    it = organization.scenario("it")
    return replace(organization, contested=(FACT,), scenarios=(replace(it, events=(*it.events, *events)),))


def outcome(organization, lot, log=False):
    values = labs.central() | {LOTS[0]: lot}
    vector = np.array([values[p.id] for p in ASSUMPTIONS])
    return Simulator(plan_scenario(organization, "it")).run(vector, 7, 0, log=log), values


@pytest.fixture(scope="module")
def who():
    return labs.everything("fifo", "urgent").people[2].id


@pytest.mark.parametrize(
    ("holds", "lot", "gone"), [(True, 0.2, True), (True, 0.8, False), (False, 0.8, True)]
)
def test_an_event_happens_in_worlds_of_its_reading(who, holds, lot, gone):
    organization = lab(Leave(1.0, who, reading=Reading(0, 0.5, holds)))
    found, _ = outcome(organization, lot)
    place = [p.id for p in organization.people].index(who)
    assert (found.exit_weeks[place] == 1.0) == gone


def test_what_does_not_happen_changes_nothing(who):
    with_it, _ = outcome(lab(Leave(1.0, who, reading=Reading(0, 0.5, holds=True))), 0.9)
    without, _ = outcome(lab(), 0.9)
    assert with_it.hours.tolist() == without.hours.tolist()


@pytest.mark.parametrize("lot", [0.2, 0.8])
def test_the_twin_takes_the_same_reading(who, lot):
    stream = labs.everything("fifo", "urgent").streams[0].id
    organization = lab(
        Leave(1.0, who, reading=Reading(0, 0.5, holds=True)),
        Demand(2.0, stream, 2.0, 3.0, reading=Reading(0, 0.5, holds=False)),
    )
    engine, values = outcome(organization, lot, log=True)
    twin = simulate_reference(organization, "it", values, 7, 0)
    assert engine.log["code"].tolist() == twin.log["code"].tolist()
    assert engine.events == twin.events
    assert engine.departures == twin.departures


def test_a_fact_holds_below_its_share():
    assert holds(0.49, 0.5)
    assert not holds(0.5, 0.5)
    assert not holds(0.0, 0.0)
