"""Events a second on a real case, and what a second thread brings."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

import numpy as np

import reorg
from benchmarks.assumptions import central
from benchmarks.clock import in_turn
from benchmarks.row import Check, Row, Target, skipped
from reorg.engine import Simulator, plan

CASE = "qwen"
WORLDS, ROUNDS = 60, 5
SEED = 1


def rows() -> list[Row]:
    """Return events a second on one thread, and the speed of two threads over that of one."""
    organization = reorg.load(CASE)
    prepared = plan(organization, organization.baseline)
    simulators = [Simulator(prepared) for _ in range(2)]
    for simulator in simulators:
        simulator.run(central(), SEED, 0)
    runs = in_turn(
        {
            "one": lambda _round: _shared(simulators[:1]),
            "two": lambda _round: _shared(simulators),
        },
        ROUNDS,
    )
    answers = {name: {run.answer for run in each} for name, each in runs.items()}
    same = answers["one"] == answers["two"] and len(answers["one"]) == 1
    events = next(iter(answers["one"]))[0]
    check = _check(same, simulators[0])
    speed = events / float(np.median([run.cpu_seconds for run in runs["one"]])) / 1e6
    title = f"{CASE}, {organization.baseline}, central assumptions"
    first = Row(
        title, "million events a second", speed, None, "", None, Target("reorg", "at least", 5.0), check
    )
    # Others on the machine only ever add to wall time, so the least is the best estimate.
    one, two = (min(run.wall_seconds for run in runs[name]) for name in ("one", "two"))
    name, unit, target = f"{title}, two threads", "wall ms a world", Target("ratio", "at least", 1.85)
    if (os.cpu_count() or 1) < 2:
        return [first, skipped(name, unit, "reorg, one thread", target, "there is only one core")]
    ours, theirs = (1e3 * seconds / WORLDS for seconds in (two, one))
    return [first, Row(name, unit, ours, theirs, "reorg, one thread", theirs / ours, target, check)]


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
    text = "one and two threads give the same worlds; hours booked are hours present"
    return Check("right" if same and balanced else "wrong", text)
