"""Layoffs of thousands: time for each person named, in a week of a laboratory of two sizes."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from benchmarks.assumptions import central
from benchmarks.clock import in_turn, least_cpu
from benchmarks.laboratory import laboratory
from benchmarks.row import Check, Row, Target
from reorg.engine import Simulator, plan_scenario
from reorg.model.events import Layoff

FEW, MANY = 5_000, 20_000
SHARE = 0.5
ROUNDS = 10


def rows() -> list[Row]:
    """Return how many times as long each person takes where four times as many are named.

    Looking at everybody named for each who leaves would take four times as long.
    """
    sizes = {str(people): _simulator(people) for people in (FEW, MANY)}
    weeks = {name: partial(_departures, simulator) for name, simulator in sizes.items()}
    found = in_turn(weeks, ROUNDS)
    people = {name: len(simulator.plan.person_ids) for name, simulator in sizes.items()}
    first, each = (least_cpu(found[name]) / people[name] * 1e6 for name in sizes)
    right = all(found[name][0].answer >= int(SHARE * people[name]) for name in sizes)
    left = found[str(MANY)][0].answer
    check = Check("right" if right else "wrong", f"{left:,} of {MANY:,} leave in that week")
    what = f"a week in which half of {MANY:,} people are laid off, each"
    peer, target = f"reorg, {FEW:,} people", Target("ratio", "at most", 2.0)
    return [Row(what, "CPU us per person", each, first, peer, each / first, target, check)]


def _departures(simulator: Simulator, _round: int) -> int:
    return simulator.run(central(), 1, 0).departures


def _simulator(people: int) -> Simulator:
    lab = laboratory(people, weeks=1)
    event = Layoff(0.01, SHARE, tuple(person.id for person in lab.people))
    scenario = replace(lab.scenarios[0], events=(event,))
    return Simulator(plan_scenario(replace(lab, scenarios=(scenario,)), scenario.id))
