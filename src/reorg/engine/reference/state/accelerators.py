"""Pools of accelerators, the queues of packages and streams for them, and the runs that wait or compute."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reorg.model import compute

if TYPE_CHECKING:
    from reorg.engine.reference.state.people import Person
    from reorg.engine.reference.state.work import Job


@dataclass(eq=False)
class Pool:
    """A pool, its rule and size by the present structure, and its accounts (clock hours)."""

    number: int
    stated: compute.Pool
    rule: str = ""
    gpus: int = 0
    since: float = 0.0
    """Since when it has had this size."""
    busy: int = 0
    tag: float = 0.0
    """The start tag last served."""
    running: list[Run] = field(default_factory=list)
    used: float = 0.0
    held: float = 0.0
    begun: int = 0
    waited: float = 0.0
    failed: int = 0


@dataclass(eq=False)
class RunQueue:
    """The accelerator jobs of a package or stream that wait, first come first served."""

    name: int
    works: tuple[tuple[str, str], str | None]
    """The work, as structures name it, and the pool that it has by default."""
    gpu_hours_per_hour: float
    width: int
    pool: Pool | None = None
    waiting: list[Run] = field(default_factory=list)
    hours: float = 0.0
    """Accelerator-hours waiting, kept as a running total because rounding must not depend on the order."""
    tag: float = 0.0
    hope: float = 1.0
    """Mean gain of the last trials, in units of the expected gain of a first trial; 1 without trials."""

    def learn(self, gained: float) -> None:
        """Update the running mean of the gains of trials (over about eight trials) with one more."""
        self.hope += (gained / (1.0 / 6.0) - self.hope) / 8.0


@dataclass(eq=False)
class Run:
    """One accelerator job: the computation of a chunk."""

    job: Job
    person: Person
    chunk: int
    luck: int
    gpu_hours: float
    asked: float
    trial: bool = field(default=False, init=False)
    """Whether it is a trial of a design decision."""
    pool: Pool = field(init=False)
    """Where it runs, once it has started."""
    width: int = 0
    left: float = 0.0
    """Working hours still to compute when the present stretch began."""
    since: float = 0.0
    failures: int = 0
    after_failure: float | None = None
    """Hours that will remain when the present stretch fails; None: it will not."""
    canceled: bool = False
    """True once its package has stopped."""
