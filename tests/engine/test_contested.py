"""Contested facts: in each world one reading, the same in all scenarios, in both engines."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine import labs
from reorg.engine import Simulator, plan_scenario
from reorg.engine.reference import simulate_reference
from reorg.mechanisms import ASSUMPTIONS
from reorg.model.events import Demand, Leave, Reading
from reorg.model.organization import ContestedFact

FACT = ContestedFact("doubt", "Somebody leaves.", "a source that another contradicts", 0.5)


def lab(*events):
    organization = labs.everything("fifo", "urgent")
    it = organization.scenario("it")
    return replace(organization, contested=(FACT,), scenarios=(replace(it, events=(*it.events, *events)),))


def outcome(organization, log=False):
    values = labs.central()
    vector = np.array([values[p.id] for p in ASSUMPTIONS])
    return Simulator(plan_scenario(organization, "it")).run(vector, 7, 0, log=log), values


@pytest.fixture(scope="module")
def who():
    return labs.everything("fifo", "urgent").people[2].id


@pytest.mark.parametrize(
    ("holds", "share", "gone"),
    [(True, 1.0, True), (True, 0.0, False), (False, 0.0, True), (False, 1.0, False)],
)
def test_an_event_happens_in_worlds_of_its_reading(who, holds, share, gone):
    organization = lab(Leave(1.0, who, reading=Reading(0, share, holds)))
    found, _ = outcome(organization)
    place = [p.id for p in organization.people].index(who)
    assert (found.exit_weeks[place] == 1.0) == gone


def test_what_does_not_happen_changes_nothing(who):
    with_it, _ = outcome(lab(Leave(1.0, who, reading=Reading(0, 0.0, holds=True))))
    without, _ = outcome(lab())
    assert with_it.hours.tolist() == without.hours.tolist()


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_the_twin_takes_the_same_reading(who, share):
    stream = labs.everything("fifo", "urgent").streams[0].id
    organization = lab(
        Leave(1.0, who, reading=Reading(0, share, holds=True)),
        Demand(2.0, stream, 2.0, 3.0, reading=Reading(0, share, holds=False)),
    )
    engine, values = outcome(organization, log=True)
    plain = simulate_reference(organization, "it", values, 7, 0)
    assert engine.log["code"].tolist() == plain.log["code"].tolist()
    assert engine.events == plain.events
    assert engine.departures == plain.departures
