"""The two engines by name: the compiled engine, and the reference implementation in plain Python.

They give the same results to the last bit. The reference serves as a readable description, as a check of the
compiled engine, and as a replacement where there is no compiler; it is some hundred times slower. Each is
imported only when requested.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, Protocol

from reorg.compilation import compiling, is_cached
from reorg.engine.assembly import compile_ahead
from reorg.engine.outcome import Outcome
from reorg.engine.plan.places import figures_of
from reorg.engine.plan.plan import Plan
from reorg.mechanisms import ASSUMPTIONS

if TYPE_CHECKING:
    from reorg.engine.simulator import Simulator

Engine = Literal["compiled", "reference"]
ENGINES: tuple[Engine, ...] = ("compiled", "reference")


class Runner(Protocol):
    """A simulator of one plan that runs one world at a time.

    ``figures`` are numbers of the last world: see :func:`reorg.engine.plan.places.figures_of`.
    """

    figures: dict[str, Any]

    def run(
        self, assumptions: Any, seed: int, world: int, *, log: bool = False, inputs: Any = None
    ) -> Outcome:
        """Return the outcome of one world: a pure function of the plan and these arguments.

        ``assumptions`` are in the order of :data:`reorg.mechanisms.ASSUMPTIONS`; ``inputs`` are points from 0
        to 1 of the dimensions that move the plan's places, or None if all are central. Raises ValueError if
        the number of assumptions is wrong.
        """


class ReferenceSimulator:
    """The :class:`Runner` of the reference implementation."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self.figures = figures_of(plan)

    def run(
        self, assumptions: Any, seed: int, world: int, *, log: bool = False, inputs: Any = None
    ) -> Outcome:
        """Return the outcome of one world, as :meth:`Runner.run` does.

        It reads the model, not the plan's arrays: a world's inputs must be in the plan's organization.
        """
        if inputs is not None:
            raise ValueError("the reference implementation takes inputs from the organization of its plan")
        if len(assumptions) != len(ASSUMPTIONS):
            raise ValueError(f"{len(ASSUMPTIONS)} assumptions are needed, got {len(assumptions)}")
        values = {p.id: float(value) for p, value in zip(ASSUMPTIONS, assumptions, strict=True)}
        from reorg.engine.reference import simulate_reference  # noqa: PLC0415 - only where it is asked for

        plan = self._plan
        outcome = simulate_reference(
            plan.organization, plan.scenario_id, values, seed, world, plan.weeks, plan.until_out
        )
        return outcome if log else replace(outcome, log=None)


def runner(plan: Plan, engine: Engine) -> Runner:
    """Return the simulator of a plan; raises CompilerError if the compiled engine is not available."""
    return ReferenceSimulator(plan) if engine == "reference" else compiled_simulator()(plan)


def compiled_simulator() -> type[Simulator]:
    """Return the compiled :class:`Runner`; raises CompilerError if there is no compiler."""
    with compiling():
        from reorg.engine.simulator import Simulator  # noqa: PLC0415 - only where there is a compiler
    return Simulator


def is_ready(engine: Engine) -> bool:
    """Return whether an engine can start without compiling first; raises as :func:`runner` does."""
    return engine == "reference" or is_cached()


def made_ready(engine: Engine) -> AbstractContextManager[None]:
    """Start compiling an engine, if it must be compiled, while plans are made inside the context.

    No process is left at the end, whether or not the compilation has finished. Raises as :func:`runner` does.
    """
    return nullcontext() if is_ready(engine) else compile_ahead()
