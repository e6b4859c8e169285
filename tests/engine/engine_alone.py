"""A plugin of pytest: the compiled engine stands in for the reference, so that a test runs the engine alone.

For the build that checks bounds, in which it matters where the engine reaches, not what comes out.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from reorg.engine import Outcome, Simulator, plan_scenario, reference
from reorg.mechanisms import ASSUMPTIONS
from reorg.model.organization import Organization


def simulate_by_engine(
    organization: Organization,
    scenario: str,
    values: dict[str, float],
    seed: int,
    world: int,
    weeks: int | None = None,
    until_out: tuple[int, ...] = (),
) -> Outcome:
    """Return the outcome by the compiled engine, asked for as the reference is."""
    plan = plan_scenario(organization, scenario)
    simulator = Simulator(replace(plan, weeks=weeks or plan.weeks, until_out=until_out))
    return simulator.run(np.array([values[p.id] for p in ASSUMPTIONS]), seed, world, log=True)


reference.simulate_reference = simulate_by_engine
