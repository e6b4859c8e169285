"""A layoff that names thousands of people takes little longer for each of them than one that names a few."""

from __future__ import annotations

import time
from dataclasses import replace

from benchmarks.assumptions import central
from benchmarks.laboratory import laboratory

from reorg.engine import Simulator, plan_scenario
from reorg.model.events import Layoff

FEW, TIMES = 5_000, 4
GREATEST_RATIO = 8.0
"""Twice what is proportional; to look at everybody named for each who goes takes 16 times as long."""
ROUNDS = 3


def simulator_of(people: int) -> Simulator:
    lab = laboratory(people, weeks=1)
    event = Layoff(0.01, 0.5, tuple(person.id for person in lab.people))
    return Simulator(
        plan_scenario(replace(lab, scenarios=(replace(lab.scenarios[0], events=(event,)),)), "stay")
    )


def test_a_layoff_takes_time_in_proportion_to_the_people_named():
    simulators = [simulator_of(FEW), simulator_of(TIMES * FEW)]
    least = [float("inf"), float("inf")]
    for _ in range(ROUNDS):
        for place, simulator in enumerate(simulators):
            begun = time.process_time()
            outcome = simulator.run(central(), 1, 0)
            least[place] = min(least[place], time.process_time() - begun)
            assert outcome.departures >= len(simulator.plan.person_ids) // 2
    assert least[1] < GREATEST_RATIO * least[0]
