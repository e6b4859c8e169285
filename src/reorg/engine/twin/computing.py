"""Accelerator jobs: submitted by finished chunks, served by a pool's rule, set back by failures."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from reorg.engine.twin import luck
from reorg.engine.twin.arriving import finish
from reorg.engine.twin.discovering import try_out
from reorg.engine.twin.pools import Lane, Pool, Run
from reorg.engine.twin.things import Chunk, Person
from reorg.engine.twin.world import World

CLOCK_HOURS = 168.0 / 40.0
"""Accelerators run day and night: hours of the clock in a working hour."""


def submit(world: World, person: Person, chunk: Chunk) -> Run | None:
    """Submit what a finished chunk has to compute and return it, or None where it needs no accelerators."""
    job, lane = chunk.job, chunk.job.lane
    if lane is None or lane.pool is None:
        return None
    gpu_hours = chunk.hours * lane.gpu_hours_per_hour
    run = Run(job, person, chunk.number, luck.mixed(job.luck + chunk.number), gpu_hours, world.now)
    job.computing += 1
    world.note("job waits", person, job.name, gpu_hours)
    if not lane.waiting:
        lane.tag = max(lane.tag, lane.pool.tag)
    lane.waiting.append(run)
    lane.hours += gpu_hours
    serve(world, lane.pool)
    return run


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
    _compute(world, run, pool, world.now)


def _compute(world: World, run: Run, pool: Pool, since: float) -> None:
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


def end_stretch(world: World, run: Run) -> None:
    """Let a job restart after a failure, or come back."""
    pool = run.pool
    if run.after_failure is not None:
        run.left = run.after_failure
        run.failures += 1
        if world.now > world.ledger.start:
            pool.failed += 1
        world.note("job fails", run.person, run.job.name, run.left)
        _compute(world, run, pool, world.now + pool.stated.restart_hours / CLOCK_HOURS)
        return
    pool.busy -= run.width
    pool.running.remove(run)
    pool.used += _hours_held(world, run)
    run.job.computing -= 1
    world.note("job back", run.person, run.job.name, world.now - run.since)
    if run.trial:
        # What a trial has found is known when its job is back.
        try_out(world, run.job, run.chunk)
    serve(world, pool)
    finish(world, run.job)


def _hours_held(world: World, run: Run) -> float:
    since = max(run.since, world.ledger.start)
    return max(0.0, world.now - since) * CLOCK_HOURS * run.width


def share_out(world: World) -> None:
    """Give every pool its size and all work its pool, by the structure; what runs ends where it is."""
    changes = {change.pool: change for change in world.form.allocations}
    for pool in world.pools.values():
        change = changes.get(pool.stated.id)
        pool.held += _hours_of(world, pool)
        gpus = change.gpus if change else pool.stated.gpus
        pool.rule = change.rule if change else pool.stated.allocation
        pool.gpus, pool.since = int(gpus * world.gpus_share + 0.5), world.now
        world.note("accelerators", None, pool.number, pool.gpus)
    serving = {work: change.pool for change in changes.values() for work in change.serves}
    for lane in world.lanes:
        work, usual = lane.works
        name = serving.get(work, usual)
        lane.pool = None if name is None else world.pools[name]
        if lane.waiting and lane.pool is not None:
            lane.tag = max(lane.tag, lane.pool.tag)
    for pool in world.pools.values():
        serve(world, pool)


def _hours_of(world: World, pool: Pool) -> float:
    return max(0.0, world.now - max(pool.since, world.ledger.start)) * CLOCK_HOURS * pool.gpus


def figures(world: World, pool: Pool) -> Sequence[Any]:
    """Return accelerator-hours used and held, jobs, hours they waited, and failures, at the world's end."""
    waiting = [run for lane in world.lanes if lane.pool is pool for run in lane.waiting]
    waits = [world.now - run.asked for run in waiting if run.asked > world.ledger.start]
    used = pool.used + sum(_hours_held(world, run) for run in pool.running)
    held = pool.held + _hours_of(world, pool)
    waited = pool.waited + sum(waits) * CLOCK_HOURS
    return used, held, pool.begun + len(waits), waited, pool.failed


def cost_usd(world: World) -> float:
    """Return what the accelerators cost over the horizon."""
    total = 0.0
    for pool in world.pools.values():
        used, held, *_ = figures(world, pool)
        total += pool.stated.usd_per_gpu_hour * (used if pool.stated.paid_for == "used" else held)
    return total
