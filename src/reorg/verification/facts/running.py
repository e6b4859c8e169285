"""Run the variants of a fact in the same worlds, and read what the fact needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

import reorg
from reorg.cores import core_count
from reorg.engine import Plan, plan_scenario, runner
from reorg.mechanisms import ASSUMPTIONS
from reorg.model.organization import AssumptionOverride
from reorg.study.running.worlds import ThreadRunners, run_worlds
from reorg.study.sampling.assumptions import draw_assumptions, fixed_assumptions
from reorg.verification.facts.fact import Fact, Table, Variant
from reorg.verification.facts.measures import HORIZON, CannotRead, Reading, Run
from reorg.verification.simulation import SEED

Key = tuple[str, str]
SCENARIO = "only"


@dataclass(frozen=True)
class _Prepared:
    """A variant made ready, for any number of threads: its plan, and the assumptions of all worlds."""

    plan: Plan
    assumptions: Any

    def row(self, world: int) -> Any:
        """Return the assumptions of a world: those of its point, or the central ones."""
        return self.assumptions[world % len(self.assumptions)]


@cache
def _assumptions(own: tuple[AssumptionOverride, ...], points: int, each: int) -> Any:
    """Return the assumptions of all worlds; where there are no ``points``, the central ones."""
    if not points:
        return fixed_assumptions(ASSUMPTIONS, own, 1)
    return np.repeat(draw_assumptions(ASSUMPTIONS, own, SEED, 0, points), each, axis=0)


class _Sampler:
    """Runs the variants of a fact world by world, in several threads."""

    def __init__(self, fact: Fact, points: int, each: int, wanted: set[Key]) -> None:
        self.points, self.each = points, each
        self.readings = {
            variant: readings
            for variant in fact.variants
            if (readings := [r for r in fact.readings if (variant.name, r.name) in wanted])
        }
        self.prepared = {v.name: self._prepare(v, np.nan) for v in self.readings if v.timed_by is None}
        self.runners = ThreadRunners()

    def world(self, world: int) -> dict[Key, Any]:
        """Return all readings of one world; a string says why there is none."""
        found: dict[Key, Any] = {}
        for variant, readings in self.readings.items():
            prepared = self._prepare_in(variant, found)
            for reading, value in self._read(variant, prepared, [*readings, HORIZON], world):
                found[variant.name, reading.name] = value
        return found

    def _read(
        self, variant: Variant, prepared: _Prepared | str, readings: Sequence[Reading], world: int
    ) -> Iterator[tuple[Reading, Any]]:
        if isinstance(prepared, str):
            yield from ((reading, prepared) for reading in readings)
            return
        log = any(reading.log for reading in readings)
        # A plan of this world only is not worth keeping a runner of.
        plan, once = prepared.plan, variant.timed_by is not None
        simulator = runner(plan, "compiled") if once else self.runners.of(plan)
        run = Run(plan, simulator.run(prepared.row(world), SEED, world, log=log))
        for reading in readings:
            try:
                yield reading, np.asarray(reading.read(run), float)
            except CannotRead as reason:
                yield reading, str(reason)

    def _prepare_in(self, variant: Variant, found: dict[Key, Any]) -> _Prepared | str:
        if variant.timed_by is None:
            return self.prepared[variant.name]
        name, reading = variant.timed_by
        moment = found[name, reading.name]
        return moment if isinstance(moment, str) else self._prepare(variant, float(moment))

    def _prepare(self, variant: Variant, moment: float) -> _Prepared | str:
        try:
            organization = reorg.load(variant.build(moment))
        except CannotRead as reason:
            return str(reason)
        own = organization.assumptions
        return _Prepared(plan_scenario(organization, SCENARIO), _assumptions(own, self.points, self.each))


def sample(fact: Fact, wanted: set[Key], *, worlds: int = 0, points: int = 0, each: int = 1) -> Table:
    """Return the readings ``wanted`` in ``worlds`` central worlds, or in ``each`` worlds of each point."""
    timing = {(v.timed_by[0], v.timed_by[1].name) for v in fact.variants if v.timed_by}
    sampler = _Sampler(fact, points, each, wanted | timing)
    count = points * each if points else worlds
    rows = run_worlds(sampler.world, count, core_count())
    return Table({key: _column([row[key] for row in rows]) for key in rows[0]}, count, set())


def everything(fact: Fact) -> set[Key]:
    """Return every reading of every variant."""
    return {(variant.name, reading.name) for variant in fact.variants for reading in fact.readings}


def _column(values: list[Any]) -> Any:
    """Return the values of all worlds, or why one of them is missing."""
    return next((value for value in values if isinstance(value, str)), None) or np.array(values)
