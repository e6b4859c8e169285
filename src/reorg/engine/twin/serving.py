"""Pools serve the jobs that wait for accelerators, and drop those of work that stops."""

from __future__ import annotations

import math

from reorg.engine.twin.pools import Lane, Pool, Run
from reorg.engine.twin.things import Job
from reorg.engine.twin.world import World

CLOCK_HOURS = 168.0 / 40.0
"""Accelerators run day and night: hours of the clock in a working hour."""


def _turn(lane: Lane, pool: Pool) -> tuple[float, float, int]:
    """Return what the next lane has least of: by the rule, then the due date, then the order of the file."""
    run = lane.waiting[0]
    job = run.job
    if pool.rule == "fair":
        first = lane.tag
    elif pool.rule == "priority":
        first = -job.priority
    else:
        waiting = lane.hours if job.stream is None else run.gpu_hours
        first = -job.priority * lane.hope / (lane.gpu_hours_per_hour * job.left + waiting)
    return first, job.due, lane.name


def serve(world: World, pool: Pool) -> None:
    """Let jobs begin in turn; one that does not fit yet is waited for."""
    while waiting := [lane for lane in world.lanes if lane.waiting and lane.pool is pool]:
        lane = min(waiting, key=lambda lane: _turn(lane, pool))
        width = min(lane.width, pool.gpus)
        if width == 0 or pool.busy + width > pool.gpus:
            return
        _begin(world, lane, pool, width)


def _begin(world: World, lane: Lane, pool: Pool, width: int) -> None:
    run = lane.waiting.pop(0)
    lane.hours = lane.hours - run.gpu_hours if lane.waiting else 0.0
    pool.tag = lane.tag
    lane.tag += run.gpu_hours / max(run.job.priority, 1e-6)
    pool.busy += width
    pool.running.append(run)
    run.pool, run.width, run.since = pool, width, world.now
    run.left = run.gpu_hours / width / CLOCK_HOURS
    if run.asked > world.ledger.start:
        pool.begun += 1
        pool.waited += (world.now - run.asked) * CLOCK_HOURS
    world.note("job begins", run.person, run.job.name, world.now - run.asked)
    compute(world, run, pool, world.now)


def compute(world: World, run: Run, pool: Pool, since: float) -> None:
    """Let a job compute from its last checkpoint on, to its end or to the next failure."""
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
    """Return the accelerator-hours of the clock that a job has held until now, after the warm-up."""
    since = max(run.since, world.ledger.start)
    return max(0.0, world.now - since) * CLOCK_HOURS * run.width


def drop_jobs(world: World, job: Job) -> None:
    """Drop what a package that stops has to compute: what waits, and what runs."""
    lane = job.lane
    if lane is None or job.computing == 0:
        return
    lane.waiting.clear()
    lane.hours, job.computing = 0.0, 0
    for pool in world.pools.values():
        for run in [run for run in pool.running if run.job is job]:
            pool.busy -= run.width
            pool.used += hours_held(world, run)
            pool.running.remove(run)
            run.dropped = True
    for pool in world.pools.values():
        serve(world, pool)


def pass_jobs_on(world: World, giver: Job, taker: Job) -> None:
    """Let what one attempt computes, or waits to compute, belong to the package it becomes."""
    if giver.lane is None or taker.lane is None or giver.computing == 0:
        return
    running = [run for pool in world.pools.values() for run in pool.running if run.job is giver]
    for run in (*giver.lane.waiting, *running):
        run.job = taker
    taker.computing, giver.computing = giver.computing, 0
    if giver.lane.waiting and taker.lane.pool is not None:
        taker.lane.waiting, giver.lane.waiting = giver.lane.waiting, []
        taker.lane.hours, giver.lane.hours = giver.lane.hours, 0.0
        taker.lane.tag = max(taker.lane.tag, taker.lane.pool.tag)
