"""The engine: one world of one scenario, event by event, compiled, with its state in arrays."""

from reorg.engine.outcome import Outcome
from reorg.engine.plan.plan import Plan, plan_scenario
from reorg.engine.plan.releases import PackageRun, ReleaseRun
from reorg.engine.simulator import Simulator, is_compiled
from reorg.engine.state.constants import KINDS, LATENCY_EDGES_HOURS, LOG_CODES

__all__ = [
    "KINDS",
    "LATENCY_EDGES_HOURS",
    "LOG_CODES",
    "Outcome",
    "PackageRun",
    "Plan",
    "ReleaseRun",
    "Simulator",
    "is_compiled",
    "plan_scenario",
]
