"""Worlds simulated for a check, and the standard error of their mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from reorg.engine import LOG_CODES, Outcome, Plan, Simulator, plan_scenario
from reorg.model.organization import Organization

SEED = 1
"""All checks use it: a check gives the same figures each time."""


def simulate_worlds(
    prepared: Plan | Organization, vector: Any, worlds: int, *, first: int = 0, log: bool = False
) -> Iterator[Outcome]:
    """Yield the outcomes of ``worlds`` worlds of the scenario ``only`` under one assumption vector."""
    simulator = Simulator(prepared if isinstance(prepared, Plan) else plan_scenario(prepared, "only"))
    for world in range(first, first + worlds):
        yield simulator.run(vector, SEED, world, log=log)


def mean_over_worlds(
    prepared: Plan | Organization,
    vector: Any,
    worlds: int,
    read: Callable[[Outcome], float],
    *,
    log: bool = False,
) -> tuple[float, float]:
    """Return mean and standard error over independent worlds of what ``read`` takes from each."""
    values = np.array([read(outcome) for outcome in simulate_worlds(prepared, vector, worlds, log=log)])
    return float(values.mean()), float(values.std(ddof=1) / np.sqrt(worlds))


def ratio_of_totals(
    prepared: Plan | Organization,
    vector: Any,
    worlds: int,
    read: Callable[[Outcome], tuple[float, float]],
    *,
    log: bool = False,
) -> tuple[float, float]:
    """Return a sum over a count, and its standard error, where ``read`` takes both from each world.

    The ratio of the totals: a mean of each world's own ratio would be biased, for worlds with more arrivals
    also have longer queues.
    """
    pairs = np.array([read(outcome) for outcome in simulate_worlds(prepared, vector, worlds, log=log)])
    above, below = pairs.mean(axis=0)
    residuals = pairs[:, 0] - above / below * pairs[:, 1]
    return float(above / below), float(residuals.std(ddof=1) / np.sqrt(worlds) / below)


def log_rows(outcome: Outcome, code: str) -> Any:
    """Return the lines of an event log that have this code, those of the warm-up (time < 0) among them."""
    return outcome.log[outcome.log["code"] == LOG_CODES.index(code)]


def hours_on_packages(outcome: Outcome, packages: int) -> Any:
    """Return the hours that people spent on each package, its rework among them, by an event log."""
    begun = log_rows(outcome, "begin work")
    return np.bincount(begun["on"], begun["value"], packages)


def after_warmup(rows: Any) -> Any:
    """Return those of some lines that are after the warm-up."""
    return rows[rows["time"] > 0.0]
