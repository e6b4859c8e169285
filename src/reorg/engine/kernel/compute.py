"""Compute: finished chunks submit accelerator jobs, jobs fail or complete, structures size the pools."""

from __future__ import annotations

import numpy as np

from reorg import luck
from reorg.compilation import inner
from reorg.engine.kernel.ownership import work_number
from reorg.engine.kernel.pools import activate_queue, begin_segment, release_accelerators, release_run
from reorg.engine.machine.calls import close_if_done, run_trial, serve_pool
from reorg.engine.machine.ledger import log_event
from reorg.engine.state.constants import (
    CANCELED,
    FULL_RUNS,
    L_ACCELERATORS,
    L_JOB_BACK,
    L_JOB_FAILS,
    L_JOB_WAITS,
    QUEUED,
)
from reorg.engine.state.memory import (
    compute_queue_at,
    compute_run_at,
    job_at,
    person_at,
    pool_at,
)
from reorg.engine.state.rows import Row
from reorg.engine.state.tables import pool_size, pool_under
from reorg.mechanisms.compute import CLOCK


@inner
def submit_run(s: Row, p: int, j: int) -> None:
    """Submit the job of the chunk that a person has just finished, if its work needs accelerators."""
    q = work_number(s, j)
    queue = compute_queue_at(s.queues, q)
    if queue.rate <= 0.0:
        return
    g = s.free_run
    run = compute_run_at(s.runs, g)
    if run.after < 0:
        s.full = FULL_RUNS
        return
    s.free_run = run.after
    job = job_at(s.jobs, j)
    job.computing += 1
    run.state, run.job, run.person, run.chunk = QUEUED, j, p, person_at(s.people, p).chunk
    run.key = luck.mix(job.key + np.uint64(run.chunk))
    run.hours = person_at(s.people, p).hours * queue.rate
    run.asked = s.now
    run.failures = 0
    # The result of a trial is known when its job completes.
    run.trial = person_at(s.people, p).trial
    person_at(s.people, p).trial = 0
    run.after = -1
    queue.hours += run.hours
    log_event(s, L_JOB_WAITS, p, q, run.hours)
    if queue.first < 0:
        queue.first = g
        activate_queue(s, q)
    else:
        compute_run_at(s.runs, queue.last).after = g
    queue.last = g
    serve_pool(s, queue.pool)


@inner
def end_segment(s: Row, g: int) -> None:
    """Restart a job after a failure, or complete it: its accelerators are free, its package goes on."""
    run = compute_run_at(s.runs, g)
    k = run.pool
    j = run.job
    pool = pool_at(s.pools, k)
    if run.state == CANCELED:
        s.events -= 1
        release_run(s, g)
        return
    if run.then > 0.0:
        run.failures += 1
        run.left = run.then
        if s.now > s.start:
            pool.failed += 1
        log_event(s, L_JOB_FAILS, run.person, work_number(s, j), run.left)
        begin_segment(s, g, s.now + pool.restart / CLOCK)
        return
    release_accelerators(s, g)
    job_at(s.jobs, j).computing -= 1
    log_event(s, L_JOB_BACK, run.person, work_number(s, j), s.now - run.since)
    release_run(s, g)
    if run.trial == 1:
        run_trial(s, j, run.chunk)
    serve_pool(s, k)
    close_if_done(s, j)


@inner
def allocate_pools(s: Row) -> None:
    """Set the size of every pool and the pool of all work by the structure; running jobs stay in place."""
    for k in range(s.pool_count):
        pool = pool_at(s.pools, k)
        pool.held += max(0.0, s.now - max(pool.since, s.start)) * CLOCK * pool.gpus
        pool.since = s.now
        pool.gpus = int(pool_size(s, s.structure, k) * s.gpus_share + 0.5)
        pool.first = -1
        log_event(s, L_ACCELERATORS, -1, k, float(pool.gpus))
    for q in range(s.work_count):
        queue = compute_queue_at(s.queues, q)
        queue.pool = pool_under(s, s.structure, q)
        if queue.first >= 0:
            activate_queue(s, q)
    for k in range(s.pool_count):
        serve_pool(s, k)
