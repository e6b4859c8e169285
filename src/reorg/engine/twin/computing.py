"""Accelerator jobs: submitted by finished chunks, served by a pool's rule, set back by failures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reorg.engine.twin import luck
from reorg.engine.twin.arriving import finish
from reorg.engine.twin.discovering import try_out
from reorg.engine.twin.pools import Pool, Run
from reorg.engine.twin.serving import CLOCK_HOURS, compute, hours_held, serve
from reorg.engine.twin.things import Chunk, Person
from reorg.engine.twin.world import World


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


def end_stretch(world: World, run: Run) -> None:
    """Let a job restart after a failure, or come back."""
    if run.dropped:
        world.ledger.events -= 1
        return
    pool = run.pool
    if run.after_failure is not None:
        run.left = run.after_failure
        run.failures += 1
        if world.now > world.ledger.start:
            pool.failed += 1
        world.note("job fails", run.person, run.job.name, run.left)
        compute(world, run, pool, world.now + pool.stated.restart_hours / CLOCK_HOURS)
        return
    pool.busy -= run.width
    pool.running.remove(run)
    pool.used += hours_held(world, run)
    run.job.computing -= 1
    world.note("job back", run.person, run.job.name, world.now - run.since)
    if run.trial:
        # What a trial has found is known when its job is back.
        try_out(world, run.job, run.chunk)
    serve(world, pool)
    finish(world, run.job)


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
    used = pool.used + sum(hours_held(world, run) for run in pool.running)
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
