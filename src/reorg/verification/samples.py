"""Worlds run through the engine, and what their mean is worth."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from reorg.engine import LOG_CODES, Outcome, Plan, Simulator, plan
from reorg.model.organization import Organization

SEED = 1
"""All checks use it: a check gives the same figures each time."""


def outcomes(
    prepared: Plan | Organization, vector: Any, worlds: int, *, first: int = 0, log: bool = False
) -> Iterator[Outcome]:
    """Yield the outcomes of ``worlds`` worlds of the scenario ``only`` under one assumption vector."""
    simulator = Simulator(prepared if isinstance(prepared, Plan) else plan(prepared, "only"))
    for world in range(first, first + worlds):
        yield simulator.run(vector, SEED, world, log=log)


def averages(
    prepared: Plan | Organization,
    vector: Any,
    worlds: int,
    read: Callable[[Outcome], Any],
    *,
    log: bool = False,
) -> tuple[Any, Any]:
    """Return mean and standard error over independent worlds of what ``read`` takes from each."""
    values = np.array([read(outcome) for outcome in outcomes(prepared, vector, worlds, log=log)])
    return values.mean(axis=0), values.std(axis=0, ddof=1) / np.sqrt(worlds)


def lines(outcome: Outcome, code: str) -> Any:
    """Return the lines of an event log that have this code, those of the warm-up (time < 0) among them."""
    return outcome.log[outcome.log["code"] == LOG_CODES.index(code)]


def counted(rows: Any) -> Any:
    """Return those of some lines that are after the warm-up."""
    return rows[rows["time"] > 0.0]
