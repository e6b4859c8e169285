"""Pools of accelerators: the next job to start, failures of running jobs, and cancellation.

A "run" is one accelerator job; a "job" is a package or an item of a stream.
"""

from __future__ import annotations

from reorg import luck
from reorg.compilation import inner
from reorg.engine.machine import calls
from reorg.engine.machine.event_list import schedule
from reorg.engine.machine.ledger import log_event
from reorg.engine.state.constants import CANCELED, COMPUTE_SEGMENT_END, L_JOB_BEGINS, QUEUED, RUNNING
from reorg.engine.state.memory import (
    assumed_at,
    compute_queue_at,
    compute_run_at,
    job_at,
    pool_at,
)
from reorg.engine.state.rows import Row
from reorg.engine.state.tables import pool_rule
from reorg.mechanisms.compute import CLOCK, failures_per_hour, lifetime, saved, served, turn


@inner
def activate_queue(s: Row, q: int) -> None:
    """Add a package or stream to those that wait for its pool."""
    queue = compute_queue_at(s.queues, q)
    pool = pool_at(s.pools, queue.pool)
    queue.after = pool.first
    pool.first = q
    queue.tag = max(queue.tag, pool.tag)


@inner
def next_queue(s: Row, k: int) -> int:
    """Return the next package or stream in a pool, or -1; among equals, the first due."""
    rule = pool_rule(s, s.structure, k)
    best = -1
    least = due = 0.0
    q = pool_at(s.pools, k).first
    while q >= 0:
        queue = compute_queue_at(s.queues, q)
        run = compute_run_at(s.runs, queue.first)
        job = job_at(s.jobs, run.job)
        left = queue.rate * (job.todo + job.redo) + (queue.hours if job.stream < 0 else run.hours)
        mine = turn(rule, queue.tag, job.priority, queue.hope, left)
        if best < 0 or mine < least or (mine == least and (job.due < due or (job.due == due and q < best))):
            best, least, due = q, mine, job.due
        q = queue.after
    return best


@inner
def serve_pool(s: Row, k: int) -> None:
    """Start jobs in a pool, in the order of its rule, until one does not fit."""
    pool = pool_at(s.pools, k)
    q = next_queue(s, k)
    while q >= 0:
        width = min(compute_queue_at(s.queues, q).width, pool.gpus)
        if width == 0 or pool.busy + width > pool.gpus:
            return
        begin_run(s, k, q, width)
        q = next_queue(s, k)


@inner
def begin_run(s: Row, k: int, q: int, width: int) -> None:
    """Start the first waiting run of a package or stream on its accelerators."""
    pool = pool_at(s.pools, k)
    queue = compute_queue_at(s.queues, q)
    g = queue.first
    run = compute_run_at(s.runs, g)
    queue.first = run.after
    queue.hours -= run.hours
    if queue.first < 0:
        queue.hours = 0.0
        deactivate_queue(s, k, q)
    pool.tag = queue.tag
    queue.tag += served(run.hours, job_at(s.jobs, run.job).priority)
    pool.busy += width
    run.state, run.pool, run.width, run.since = RUNNING, k, width, s.now
    run.left = run.hours / width / CLOCK
    if run.asked > s.start:
        pool.begun += 1
        pool.waited += (s.now - run.asked) * CLOCK
    log_event(s, L_JOB_BEGINS, run.person, q, s.now - run.asked)
    begin_segment(s, g, s.now)


@inner
def deactivate_queue(s: Row, k: int, q: int) -> None:
    """Remove a package or stream from those that wait for a pool."""
    pool = pool_at(s.pools, k)
    after = compute_queue_at(s.queues, q).after
    if pool.first == q:
        pool.first = after
        return
    before = pool.first
    while compute_queue_at(s.queues, before).after != q:
        before = compute_queue_at(s.queues, before).after
    compute_queue_at(s.queues, before).after = after


@inner
def begin_segment(s: Row, g: int, time: float) -> None:
    """Run a job from its last checkpoint to its end or its next failure."""
    a = assumed_at(s.assumed, 0)
    run = compute_run_at(s.runs, g)
    pool = pool_at(s.pools, run.pool)
    often = pool.failures if pool.failures >= 0.0 else a.compute_failures_per_1000_gpu_days
    checkpoint = pool.checkpoint if pool.checkpoint > 0.0 else a.compute_checkpoint_hours
    u = luck.uniform(s.key, luck.COMPUTE_FAILURE, run.key, run.failures)
    ran = lifetime(u, failures_per_hour(often, run.width))
    run.then = 0.0
    if ran < run.left:
        run.then = run.left - saved(ran, checkpoint / CLOCK)
    schedule(s, time + min(ran, run.left), COMPUTE_SEGMENT_END, g)


@inner
def release_accelerators(s: Row, g: int) -> None:
    """Return the accelerators of a job that ends to its pool."""
    run = compute_run_at(s.runs, g)
    pool = pool_at(s.pools, run.pool)
    pool.busy -= run.width
    pool.used += max(0.0, s.now - max(run.since, s.start)) * CLOCK * run.width


@inner
def release_run(s: Row, g: int) -> None:
    """Release the place of a run."""
    compute_run_at(s.runs, g).state = 0
    compute_run_at(s.runs, g).after = s.free_run
    s.free_run = g


@inner
def cancel_runs(s: Row, j: int) -> None:
    """Cancel all runs of a package that stops, waiting and running."""
    job = job_at(s.jobs, j)
    if job.computing == 0:
        return
    job.computing = 0
    queue = compute_queue_at(s.queues, j)
    if queue.first >= 0:
        deactivate_queue(s, queue.pool, j)
        queue.first, queue.hours = -1, 0.0
    for g in range(s.run_room):
        run = compute_run_at(s.runs, g)
        if run.job == j and run.state == QUEUED:
            release_run(s, g)
        elif run.job == j and run.state == RUNNING:
            release_accelerators(s, g)
            run.state = CANCELED
    for k in range(s.pool_count):
        calls.serve_pool(s, k)


@inner
def transfer_runs(s: Row, x: int, j: int) -> None:
    """Transfer all runs of an attempt, waiting and running, to the package it becomes."""
    if job_at(s.jobs, x).computing == 0:
        return
    for g in range(s.run_room):
        run = compute_run_at(s.runs, g)
        if run.job == x and (run.state == QUEUED or run.state == RUNNING):
            run.job = j
    job_at(s.jobs, j).computing, job_at(s.jobs, x).computing = job_at(s.jobs, x).computing, 0
    giver, taker = compute_queue_at(s.queues, x), compute_queue_at(s.queues, j)
    if giver.first >= 0:
        deactivate_queue(s, giver.pool, x)
        taker.first, taker.last, taker.hours = giver.first, giver.last, giver.hours
        giver.first, giver.hours = -1, 0.0
        activate_queue(s, j)
