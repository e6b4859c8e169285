"""The waiting line M/M/1 at 90% load: what theory says of it, and the line as an organization.

Gaps have mean 1 / LOAD and services mean 1; an event is an arrival or a departure.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from benchmarks.assumptions import still
from reorg.engine import Simulator, plan_scenario
from reorg.model.organization import Organization, Policies, Scenario
from reorg.model.people import Person
from reorg.model.structure import Structure, Team
from reorg.model.work import Effort, Stream

LOAD = 0.9
MEAN_WAIT = LOAD / (1.0 - LOAD)
SERVICE_HOURS = 0.05
"""An item is one chunk: none of mean 0.05 hours is as long as the 8 hours of a chunk."""

HOURS_PER_WEEK, HOURS_PER_DAY = 40.0, 8.0
Line = Callable[[int, int], float]
"""(customers, seed) -> their mean wait in units of the mean service."""


def standard_error(customers: float) -> float:
    """Return the standard error of the mean wait over so many customers in a row (Daley 1968)."""
    variance = LOAD * (2.0 + 5.0 * LOAD - 4.0 * LOAD**2 + LOAD**3) / (1.0 - LOAD) ** 4
    return math.sqrt(variance / customers)


def office(customers: int) -> Organization:
    """Return one person who serves one stream, for as long as ``customers`` take to arrive on average."""
    jobs = Stream(
        id="jobs",
        area="counter",
        per_week=LOAD / SERVICE_HOURS * HOURS_PER_WEEK,
        effort=Effort("exponential", 0.0, SERVICE_HOURS / HOURS_PER_DAY, 0.0),
        complexity="medium",
        due_days=10.0,
        priority=0.0,
        then=None,
    )
    clerk = Person("clerk", "clerk", "Clerk", "senior", {"counter": "medium"}, 1.0, 0.0, 1.0)
    team = Team("office", "Office", None, None, ("clerk",), (("stream", "jobs"),), meets=False)
    hours = customers * SERVICE_HOURS / LOAD
    return Organization(
        name="Waiting line",
        start="2026-01-05",
        horizon_weeks=math.ceil(hours / HOURS_PER_WEEK),
        warmup_weeks=0,
        areas=("counter",),
        people=(clerk,),
        releases=(),
        streams=(jobs,),
        structures=(Structure("office", "Office", "medium", (team,), (), ()),),
        scenarios=(Scenario("open", "Open", "office", ()),),
        baseline="open",
        policies=Policies(attention="fifo"),
    )


def reorg_line(customers: int) -> Line:
    """Return the line through the full engine; its customers are those of a fixed span of time."""
    simulator, assumptions = Simulator(plan_scenario(office(customers), "open")), still()

    def run(_customers: int, seed: int) -> float:
        served, waits = simulator.run(assumptions, seed, 0).streams[0, :2]
        return float(waits / served / SERVICE_HOURS)

    return run
