"""Accelerators: finished chunks submit jobs ("runs" here), pools serve them, failures set them back."""

from __future__ import annotations

import numpy as np

from reorg import luck
from reorg.compilation import inner
from reorg.engine.agenda import schedule
from reorg.engine.jumps import finish_job, serve, try_out
from reorg.engine.ledger import note
from reorg.engine.memory import (
    assumed_at,
    integer_at,
    job_at,
    number_at,
    person_at,
    pool_at,
    queue_at,
    run_at,
)
from reorg.engine.records import (
    COMPUTED,
    DROPPED,
    FULL_RUNS,
    L_ACCELERATORS,
    L_JOB_BACK,
    L_JOB_BEGINS,
    L_JOB_FAILS,
    L_JOB_WAITS,
    QUEUED,
    RUNNING,
    Row,
)
from reorg.engine.stakes import number_of
from reorg.mechanisms.compute import CLOCK, failures_per_hour, lifetime, saved, served, turn


@inner
def submit_run(s: Row, p: int, j: int) -> None:
    """Submit the job of the chunk that a person has just finished, if its work needs accelerators."""
    q = number_of(s, j)
    queue = queue_at(s.queues, q)
    if queue.rate <= 0.0:
        return
    g = s.free_run
    run = run_at(s.runs, g)
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
    # What a trial has found is known when its job is back.
    run.trial = person_at(s.people, p).trial
    person_at(s.people, p).trial = 0
    run.after = -1
    queue.hours += run.hours
    note(s, L_JOB_WAITS, p, q, run.hours)
    if queue.first < 0:
        queue.first = g
        come_to_wait(s, q)
    else:
        run_at(s.runs, queue.last).after = g
    queue.last = g
    serve(s, queue.pool)


@inner
def come_to_wait(s: Row, q: int) -> None:
    """Enter a package or stream into those that wait for its pool."""
    queue = queue_at(s.queues, q)
    pool = pool_at(s.pools, queue.pool)
    queue.after = pool.first
    pool.first = q
    queue.tag = max(queue.tag, pool.tag)


@inner
def next_queue(s: Row, k: int) -> int:
    """Return the package or stream whose turn it is in a pool, or -1; of equals the first due."""
    rule = integer_at(s.pool_rules, s.structure * s.pool_count + k)
    best = -1
    least = due = 0.0
    q = pool_at(s.pools, k).first
    while q >= 0:
        queue = queue_at(s.queues, q)
        run = run_at(s.runs, queue.first)
        job = job_at(s.jobs, run.job)
        left = queue.rate * (job.todo + job.redo) + (queue.hours if job.stream < 0 else run.hours)
        mine = turn(rule, queue.tag, job.priority, queue.hope, left)
        if best < 0 or mine < least or (mine == least and (job.due < due or (job.due == due and q < best))):
            best, least, due = q, mine, job.due
        q = queue.after
    return best


@inner
def serve_pool(s: Row, k: int) -> None:
    """Let jobs begin in a pool, in the order of its rule, until the next one does not fit."""
    pool = pool_at(s.pools, k)
    q = next_queue(s, k)
    while q >= 0:
        width = min(queue_at(s.queues, q).width, pool.gpus)
        if width == 0 or pool.busy + width > pool.gpus:
            return
        begin_run(s, k, q, width)
        q = next_queue(s, k)


@inner
def begin_run(s: Row, k: int, q: int, width: int) -> None:
    """Let the first waiting job of a package or stream hold its accelerators."""
    pool = pool_at(s.pools, k)
    queue = queue_at(s.queues, q)
    g = queue.first
    run = run_at(s.runs, g)
    queue.first = run.after
    queue.hours -= run.hours
    if queue.first < 0:
        queue.hours = 0.0
        cease_to_wait(s, k, q)
    pool.tag = queue.tag
    queue.tag += served(run.hours, job_at(s.jobs, run.job).priority)
    pool.busy += width
    run.state, run.pool, run.width, run.since = RUNNING, k, width, s.now
    run.left = run.hours / width / CLOCK
    if run.asked > s.start:
        pool.begun += 1
        pool.waited += (s.now - run.asked) * CLOCK
    note(s, L_JOB_BEGINS, run.person, q, s.now - run.asked)
    begin_stretch(s, g, s.now)


@inner
def cease_to_wait(s: Row, k: int, q: int) -> None:
    """Take a package or stream out of those that wait for a pool."""
    pool = pool_at(s.pools, k)
    after = queue_at(s.queues, q).after
    if pool.first == q:
        pool.first = after
        return
    before = pool.first
    while queue_at(s.queues, before).after != q:
        before = queue_at(s.queues, before).after
    queue_at(s.queues, before).after = after


@inner
def begin_stretch(s: Row, g: int, time: float) -> None:
    """Let a job compute from its last checkpoint, to its end or the next failure."""
    a = assumed_at(s.assumed, 0)
    run = run_at(s.runs, g)
    pool = pool_at(s.pools, run.pool)
    often = pool.failures if pool.failures >= 0.0 else a.compute_failures_per_1000_gpu_days
    checkpoint = pool.checkpoint if pool.checkpoint > 0.0 else a.compute_checkpoint_hours
    u = luck.uniform(s.key, luck.COMPUTE_FAILURE, run.key, run.failures)
    ran = lifetime(u, failures_per_hour(often, run.width))
    run.then = 0.0
    if ran < run.left:
        run.then = run.left - saved(ran, checkpoint / CLOCK)
    schedule(s, time + min(ran, run.left), COMPUTED, g)


@inner
def give_back(s: Row, g: int) -> None:
    """Give the accelerators of a job that ends back to its pool."""
    run = run_at(s.runs, g)
    pool = pool_at(s.pools, run.pool)
    pool.busy -= run.width
    pool.used += max(0.0, s.now - max(run.since, s.start)) * CLOCK * run.width


@inner
def free_run(s: Row, g: int) -> None:
    """Give the place of a job back."""
    run_at(s.runs, g).state = 0
    run_at(s.runs, g).after = s.free_run
    s.free_run = g


@inner
def drop_runs(s: Row, j: int) -> None:
    """Drop what a package that stops has to compute: what waits, and what runs."""
    job = job_at(s.jobs, j)
    if job.computing == 0:
        return
    job.computing = 0
    queue = queue_at(s.queues, j)
    if queue.first >= 0:
        cease_to_wait(s, queue.pool, j)
        queue.first, queue.hours = -1, 0.0
    for g in range(s.run_room):
        run = run_at(s.runs, g)
        if run.job == j and run.state == QUEUED:
            free_run(s, g)
        elif run.job == j and run.state == RUNNING:
            give_back(s, g)
            run.state = DROPPED
    for k in range(s.pool_count):
        serve(s, k)


@inner
def pass_runs_on(s: Row, x: int, j: int) -> None:
    """Let what one attempt computes, or waits to compute, belong to the package it becomes."""
    if job_at(s.jobs, x).computing == 0:
        return
    for g in range(s.run_room):
        run = run_at(s.runs, g)
        if run.job == x and (run.state == QUEUED or run.state == RUNNING):
            run.job = j
    job_at(s.jobs, j).computing, job_at(s.jobs, x).computing = job_at(s.jobs, x).computing, 0
    giver, taker = queue_at(s.queues, x), queue_at(s.queues, j)
    if giver.first >= 0:
        cease_to_wait(s, giver.pool, x)
        taker.first, taker.last, taker.hours = giver.first, giver.last, giver.hours
        giver.first, giver.hours = -1, 0.0
        come_to_wait(s, j)


@inner
def end_stretch(s: Row, g: int) -> None:
    """Let a job restart after a failure, or come back: its accelerators are free, its package goes on."""
    run = run_at(s.runs, g)
    k = run.pool
    j = run.job
    pool = pool_at(s.pools, k)
    if run.state == DROPPED:
        s.events -= 1
        free_run(s, g)
        return
    if run.then > 0.0:
        run.failures += 1
        run.left = run.then
        if s.now > s.start:
            pool.failed += 1
        note(s, L_JOB_FAILS, run.person, number_of(s, j), run.left)
        begin_stretch(s, g, s.now + pool.restart / CLOCK)
        return
    give_back(s, g)
    job_at(s.jobs, j).computing -= 1
    note(s, L_JOB_BACK, run.person, number_of(s, j), s.now - run.since)
    free_run(s, g)
    if run.trial == 1:
        try_out(s, j, run.chunk)
    serve(s, k)
    finish_job(s, j)


@inner
def share_out(s: Row) -> None:
    """Give every pool its size and all work its pool, by the structure; what runs ends where it is."""
    for k in range(s.pool_count):
        pool = pool_at(s.pools, k)
        pool.held += max(0.0, s.now - max(pool.since, s.start)) * CLOCK * pool.gpus
        pool.since = s.now
        pool.gpus = int(number_at(s.pool_sizes, s.structure * s.pool_count + k) * s.gpus_share + 0.5)
        pool.first = -1
        note(s, L_ACCELERATORS, -1, k, float(pool.gpus))
    for q in range(s.work_count):
        queue = queue_at(s.queues, q)
        queue.pool = integer_at(s.pool_of, s.structure * s.work_count + q)
        if queue.first >= 0:
            come_to_wait(s, q)
    for k in range(s.pool_count):
        serve(s, k)
