"""Worlds run on threads, with a simulator of each plan on each thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from reorg.engine import Engine, Plan, Runner, runner

T = TypeVar("T")

_MAKING = threading.Lock()
"""Held while a simulator is made: the first one compiles the engine, once for all threads."""


class ThreadRunners:
    """Simulators of plans, separate for each thread, because a simulator holds the state of its run."""

    def __init__(self, engine: Engine = "compiled") -> None:
        self._engine = engine
        self._of_thread = threading.local()

    def of(self, plan: Plan) -> Runner:
        """Return this thread's simulator of a plan, made once; raises CompilerError without a compiler."""
        mine: dict[int, tuple[Plan, Runner]] = self._of_thread.__dict__.setdefault("by_plan", {})
        # The plan is kept beside its runner, so that no other one gets its id.
        if id(plan) not in mine:
            with _MAKING:
                mine[id(plan)] = plan, runner(plan, self._engine)
        return mine[id(plan)][1]


def run_worlds(
    run: Callable[[int], T], worlds: int, threads: int, tell: Callable[[int], None] = lambda _done: None
) -> list[T]:
    """Return ``run(world)`` for each world from 0, in order; ``tell`` is called with each result.

    Raises any exception of ``run`` or ``tell``, after at most the worlds under way.
    """
    with ThreadPoolExecutor(threads) as executor:
        pending = [executor.submit(run, world) for world in range(worlds)]
        try:
            found = []
            for future in pending:
                found.append(future.result())
                tell(1)
        finally:
            executor.shutdown(wait=False, cancel_futures=True)
    return found
