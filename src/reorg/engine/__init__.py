"""The engine: compiled event-by-event simulation of one scenario in one world, with its state in arrays.

``Simulator``, which is compiled, is loaded when it is first used: the reference needs no compiler.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reorg.engine.engines import ENGINES, Engine, Runner, compiled_simulator, is_ready, made_ready, runner
from reorg.engine.outcome import Outcome
from reorg.engine.plan.plan import Plan, plan_scenario, plan_scenarios
from reorg.engine.plan.releases import PackageRun, ReleaseRun
from reorg.engine.state.constants import KINDS, LATENCY_EDGES_HOURS, LOG_CODES

if TYPE_CHECKING:
    from reorg.engine.simulator import Simulator as Simulator

__all__ = [
    "ENGINES",
    "KINDS",
    "LATENCY_EDGES_HOURS",
    "LOG_CODES",
    "Engine",
    "Outcome",
    "PackageRun",
    "Plan",
    "ReleaseRun",
    "Runner",
    "Simulator",
    "is_ready",
    "made_ready",
    "plan_scenario",
    "plan_scenarios",
    "runner",
]


def __getattr__(name: str) -> Any:
    """Import the compiled engine on first use; raises CompilerError if it is not available."""
    if name != "Simulator":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return compiled_simulator()
