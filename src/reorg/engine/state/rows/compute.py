"""Rows about accelerators: pools, the queues before them, and accelerator jobs, which are called runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reorg.engine.state.columns import aligned_row, column

if TYPE_CHECKING:
    from reorg.engine.state.columns import (
        JobNumber,
        PersonNumber,
        PoolNumber,
        QueueNumber,
        Reference,
        RunNumber,
    )


class Pool:
    """A pool of accelerators."""

    gpus: int = column("i8, accelerators: it has now")
    busy: int = column("i8, accelerators: that runs hold")
    first: Reference[QueueNumber] = column("i4, queue: the first that waits for it; on by ComputeQueue.after")
    failures: float = column("f8, 1 per 1000 accelerator-days: failures, -1 as assumed")
    checkpoint: float = column("f8, clock hours: between checkpoints, -1 as assumed")
    restart: float = column("f8, clock hours: to restart after a failure")
    tag: float = column("f8, accelerator-hours: virtual time of fair sharing")
    since: float = column("f8, time: from when on held accelerators are not yet counted")
    used: float = column("f8, accelerator-hours: that runs have used")
    held: float = column("f8, accelerator-hours: that the pool was there")
    begun: int = column("i8, runs: that began")
    waited: float = column("f8, clock hours: runs waited in sum")
    failed: int = column("i8, failures: of runs")


class ComputeQueue:
    """The accelerator jobs of a package or stream that wait."""

    pool: Reference[PoolNumber] = column("i4, pool: it waits for under the present structure")
    first: Reference[RunNumber] = column("i4, run: the first that waits")
    last: Reference[RunNumber] = column("i4, run: the last that waits")
    after: Reference[QueueNumber] = column("i4, queue: the next that waits for the same pool")
    width: int = column("i8, accelerators: that a run takes")
    rate: float = column("f8, accelerator-hours per nominal hour: of work, 0 without compute")
    tag: float = column("f8, accelerator-hours: start tag of fair sharing")
    hours: float = column("f8, accelerator-hours: of the runs that wait")
    hope: float = column("f8, 1: expected gain of a run, from recent runs")


class ComputeRun:
    """An accelerator job, waiting or running."""

    key: np.uint64 = column("u8, key: of its random numbers")
    state: int = column("i4, code: QUEUED, RUNNING or CANCELED; 0 of a free place")
    job: Reference[JobNumber] = column("i4, job: that waits for it")
    person: Reference[PersonNumber] = column("i4, person: whose chunk submitted it")
    pool: Reference[PoolNumber] = column("i4, pool: it runs in")
    after: Reference[RunNumber] = column("i4, run: the next in its queue, or the next free place")
    width: int = column("i8, accelerators: it holds")
    trial: int = column("i4, 0 or 1: its result is a trial of the design")
    chunk: int = column("i8, number: of the chunk that submitted it")
    failures: int = column("i8, failures: so far; numbers the random draws")
    hours: float = column("f8, accelerator-hours: it needs")
    left: float = column("f8, hours: it has to run from its last checkpoint")
    then: float = column("f8, hours: it will have to run after the failure to come, 0 without one")
    asked: float = column("f8, time: when it was submitted")
    since: float = column("f8, time: when it began")


POOL = aligned_row(Pool)
COMPUTE_QUEUE = aligned_row(ComputeQueue)
COMPUTE_RUN = aligned_row(ComputeRun)
