"""Measuring time: CPU seconds of this process, many short runs of rivals taken in turn, the least of each."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Timed(Generic[Answer]):
    """What one run answered, with its CPU and wall seconds."""

    answer: Answer
    cpu_seconds: float
    wall_seconds: float


def timed(work: Callable[[], Answer]) -> Timed[Answer]:
    """Run ``work`` once; CPU seconds are those of all threads of this process."""
    cpu, wall = time.process_time(), time.perf_counter()
    answer = work()
    return Timed(answer, time.process_time() - cpu, time.perf_counter() - wall)


def in_turn(rivals: Mapping[str, Callable[[int], Answer]], rounds: int) -> dict[str, list[Timed[Answer]]]:
    """Run each rival once a round, so that a disturbance of the machine hits all of them alike.

    A rival is called with the number of the round, from 1.
    """
    runs: dict[str, list[Timed[Answer]]] = {name: [] for name in rivals}
    for number in range(1, rounds + 1):
        for name, rival in rivals.items():
            runs[name].append(timed(partial(rival, number)))
    return runs


def least_cpu(runs: list[Timed[Answer]]) -> float:
    """Return the least CPU seconds of some runs: others on the machine only ever add to them."""
    return min(run.cpu_seconds for run in runs)


def least_wall(runs: list[Timed[Answer]]) -> float:
    """Return the least wall seconds of some runs."""
    return min(run.wall_seconds for run in runs)
