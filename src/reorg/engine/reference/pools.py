"""Pools of accelerators: the next job to start, failures of running jobs, and cancellation.

A "run" is one accelerator job; a "job" is a package or an item of a stream.
"""

from __future__ import annotations

import math

from reorg.engine.reference.state.accelerators import Pool, Run, RunQueue
from reorg.engine.reference.state.work import Job
from reorg.engine.reference.state.world import World

CLOCK_HOURS = 168.0 / 40.0
"""Accelerators run day and night: clock hours per working hour."""


def _turn(run_queue: RunQueue, pool: Pool) -> tuple[float, float, int]:
    """Return the sort key of the next queue: by the rule, then the due date, then the order of the file."""
    run = run_queue.waiting[0]
    job = run.job
    if pool.rule == "fair":
        first = run_queue.tag
    elif pool.rule == "priority":
        first = -job.priority
    else:
        waiting = run_queue.hours if job.stream is None else run.gpu_hours
        first = -job.priority * run_queue.hope / (run_queue.gpu_hours_per_hour * job.left + waiting)
    return first, job.due, run_queue.name


def serve_pool(world: World, pool: Pool) -> None:
    """Start jobs in turn; a job that does not fit yet blocks those after it."""
    while waiting := [
        run_queue for run_queue in world.run_queues if run_queue.waiting and run_queue.pool is pool
    ]:
        run_queue = min(waiting, key=lambda run_queue: _turn(run_queue, pool))
        width = min(run_queue.width, pool.gpus)
        if width == 0 or pool.busy + width > pool.gpus:
            return
        begin_run(world, run_queue, pool, width)


def begin_run(world: World, run_queue: RunQueue, pool: Pool, width: int) -> None:
    """Start the first run that waits in a queue, on ``width`` accelerators."""
    run = run_queue.waiting.pop(0)
    run_queue.hours = run_queue.hours - run.gpu_hours if run_queue.waiting else 0.0
    pool.tag = run_queue.tag
    run_queue.tag += run.gpu_hours / max(run.job.priority, 1e-6)
    pool.busy += width
    pool.running.append(run)
    run.pool, run.width, run.since = pool, width, world.now
    run.left = run.gpu_hours / width / CLOCK_HOURS
    if run.asked > world.ledger.start:
        pool.begun += 1
        pool.waited += (world.now - run.asked) * CLOCK_HOURS
    world.note("job begins", run.person, run.job.name, world.now - run.asked)
    begin_segment(world, run, pool, world.now)


def begin_segment(world: World, run: Run, pool: Pool, since: float) -> None:
    """Run a job from its last checkpoint to its end or its next failure."""
    stated = pool.stated
    often, every = stated.failures_per_1000_gpu_days, stated.checkpoint_hours
    often = world.assumed["compute.failures_per_1000_gpu_days"] if often is None else often
    every = world.assumed["compute.checkpoint_hours"] if every is None else every
    per_hour = often / 1000.0 / 24.0 * run.width * CLOCK_HOURS
    lifetime = math.inf
    if per_hour > 0.0:
        lifetime = -math.log(world.draw("compute failure", run.luck, run.failures)) / per_hour
    run.after_failure = None
    if lifetime < run.left:
        checkpoint = every / CLOCK_HOURS
        run.after_failure = run.left - math.floor(lifetime / checkpoint) * checkpoint
    world.at(since + min(lifetime, run.left), "computed", run)


def hours_held(world: World, run: Run) -> float:
    """Return a job's accelerator-hours (clock hours) until now, after the warm-up."""
    since = max(run.since, world.ledger.start)
    return max(0.0, world.now - since) * CLOCK_HOURS * run.width


def cancel_runs(world: World, job: Job) -> None:
    """Cancel all runs of a package that stops, waiting and running."""
    run_queue = job.run_queue
    if run_queue is None or job.computing == 0:
        return
    run_queue.waiting.clear()
    run_queue.hours, job.computing = 0.0, 0
    for pool in world.pools.values():
        for run in [run for run in pool.running if run.job is job]:
            pool.busy -= run.width
            pool.used += hours_held(world, run)
            pool.running.remove(run)
            run.canceled = True
    for pool in world.pools.values():
        serve_pool(world, pool)


def transfer_runs(world: World, giver: Job, taker: Job) -> None:
    """Transfer all runs of an attempt, waiting and running, to the package it becomes."""
    if giver.run_queue is None or taker.run_queue is None or giver.computing == 0:
        return
    running = [run for pool in world.pools.values() for run in pool.running if run.job is giver]
    for run in (*giver.run_queue.waiting, *running):
        run.job = taker
    taker.computing, giver.computing = giver.computing, 0
    if giver.run_queue.waiting and taker.run_queue.pool is not None:
        taker.run_queue.waiting, giver.run_queue.waiting = giver.run_queue.waiting, []
        taker.run_queue.hours, giver.run_queue.hours = giver.run_queue.hours, 0.0
        taker.run_queue.tag = max(taker.run_queue.tag, taker.run_queue.pool.tag)
