"""The engine: one world of one scenario, event by event, compiled, with its state in arrays."""

from reorg.engine.layout import PackageRun, Plan, ReleaseRun, plan
from reorg.engine.records import KINDS, LATENCY_EDGES_HOURS, LOG_CODES
from reorg.engine.simulate import Outcome, Simulator, is_compiled

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
    "plan",
]
