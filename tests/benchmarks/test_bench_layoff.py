"""A layoff that names thousands of people takes little longer for each of them than one that names a few."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from benchmarks.assumptions import central
from benchmarks.laboratory import laboratory

from growth import times_as_long
from reorg.engine import Simulator, plan_scenario
from reorg.model.events import Layoff

FEW, TIMES = 5_000, 4
GREATEST_RATIO = 8.0
"""Twice what is proportional; to look at everybody named for each who goes takes 16 times as long."""


def simulator_of(people: int) -> Simulator:
    lab = laboratory(people, weeks=1)
    event = Layoff(0.01, 0.5, tuple(person.id for person in lab.people))
    return Simulator(
        plan_scenario(replace(lab, scenarios=(replace(lab.scenarios[0], events=(event,)),)), "stay")
    )


def lays_off(simulator: Simulator) -> None:
    outcome = simulator.run(central(), 1, 0)
    assert outcome.departures >= len(simulator.plan.person_ids) // 2


def test_a_layoff_takes_time_in_proportion_to_the_people_named():
    few, many = simulator_of(FEW), simulator_of(TIMES * FEW)
    ratio = times_as_long(partial(lays_off, few), partial(lays_off, many), GREATEST_RATIO)
    assert ratio < GREATEST_RATIO
