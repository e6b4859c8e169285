"""Events a second on a real case, and what a second thread brings."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import reorg
from benchmarks.assumptions import central
from benchmarks.clock import Answer, Timed, in_turn, least_cpu, least_wall
from benchmarks.limit import STEPS, busy_loop
from benchmarks.row import Check, Row, Target, skipped
from reorg.engine import Simulator, plan_scenario

CASE = "qwen"
WORLDS, ROUNDS = 8, 50
SEED = 1


def rows() -> list[Row]:
    """Return events a second on one thread, and the speed of two threads over that of one."""
    organization = reorg.load(CASE)
    prepared = plan_scenario(organization, organization.baseline)
    simulators = [Simulator(prepared) for _ in range(2)]
    for simulator in simulators:
        simulator.run(central(), SEED, 0)
    loop = busy_loop()
    runs = in_turn(
        {
            "one": lambda _round: _shared(simulators[:1]),
            "two": lambda _round: _shared(simulators),
        },
        ROUNDS,
    )
    limit = in_turn({"one": lambda _round: _looped(loop, 1), "two": lambda _round: _looped(loop, 2)}, ROUNDS)
    answers = {name: {run.answer for run in each} for name, each in runs.items()}
    same = answers["one"] == answers["two"] and len(answers["one"]) == 1
    check = _check(same, simulators[0])
    speed = next(iter(answers["one"]))[0] / least_cpu(runs["one"]) / 1e6
    title = f"{CASE}, {organization.baseline}, central assumptions"
    first = Row(
        title, "million events per second", speed, None, "", None, Target("reorg", "at least", 5.0), check
    )
    name, unit, target = f"{title}, two threads", "wall ms per world", Target("ratio", "at least", 1.85)
    if (os.cpu_count() or 1) < 2:
        return [first, skipped(name, unit, "reorg, one thread", target, "there is only one core")]
    one, two = (1e3 * least_wall(runs[name]) / WORLDS for name in ("one", "two"))
    told = Check(check.outcome, f"{check.text}; a loop that shares nothing gains {_gained(limit):.2f}x")
    return [first, Row(name, unit, two, one, "reorg, one thread", _gained(runs), target, told)]


def _gained(runs: dict[str, list[Timed[Answer]]]) -> float:
    """Return how much faster two threads are than one, each at its best."""
    return least_wall(runs["one"]) / least_wall(runs["two"])


def _looped(loop: Callable[[int], int], threads: int) -> tuple[int, ...]:
    with ThreadPoolExecutor(threads) as pool:
        return tuple(pool.map(loop, [STEPS // threads] * threads))


def _shared(simulators: list[Simulator]) -> tuple[int, float]:
    """Run all worlds, a share on each simulator; return events and hours booked, the same for any split."""
    shares = [range(first, WORLDS, len(simulators)) for first in range(len(simulators))]
    with ThreadPoolExecutor(len(simulators)) as threads:
        parts = list(threads.map(_worlds, simulators, shares))
    by_world = [found for _, found in sorted(pair for part in parts for pair in part)]
    return sum(events for events, _ in by_world), sum(hours for _, hours in by_world)


def _worlds(simulator: Simulator, worlds: range) -> list[tuple[int, tuple[int, float]]]:
    assumptions = central()
    found = []
    for world in worlds:
        outcome = simulator.run(assumptions, SEED, world)
        found.append((world, (outcome.events, float(outcome.throughput.sum()))))
    return found


def _check(same: bool, simulator: Simulator) -> Check:
    outcome = simulator.run(central(), SEED, 0)
    booked, present = float(outcome.hours.sum()), outcome.present_hours
    balanced = abs(booked - present) < 1e-9 * present
    text = "one and two threads give the same worlds; hours recorded are hours present"
    return Check("right" if same and balanced else "wrong", text)
