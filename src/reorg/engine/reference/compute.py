"""Compute: finished chunks submit accelerator jobs, jobs fail or complete, structures size the pools."""

from __future__ import annotations

from reorg.engine.reference import draws
from reorg.engine.reference.closing import close_if_done
from reorg.engine.reference.discovery import run_trial
from reorg.engine.reference.pools import CLOCK_HOURS, begin_segment, hours_held, serve_pool
from reorg.engine.reference.state.accelerators import Pool, Run
from reorg.engine.reference.state.people import Person
from reorg.engine.reference.state.work import Chunk
from reorg.engine.reference.state.world import World


def submit_run(world: World, person: Person, chunk: Chunk) -> Run | None:
    """Submit the accelerator job of a finished chunk and return it, or None if it needs no accelerators."""
    job, run_queue = chunk.job, chunk.job.run_queue
    if run_queue is None or run_queue.pool is None:
        return None
    gpu_hours = chunk.hours * run_queue.gpu_hours_per_hour
    run = Run(job, person, chunk.number, draws.mix(job.luck + chunk.number), gpu_hours, world.now)
    job.computing += 1
    world.note("job waits", person, job.name, gpu_hours)
    if not run_queue.waiting:
        run_queue.tag = max(run_queue.tag, run_queue.pool.tag)
    run_queue.waiting.append(run)
    run_queue.hours += gpu_hours
    serve_pool(world, run_queue.pool)
    return run


def end_segment(world: World, run: Run) -> None:
    """Restart a job after a failure, or complete it."""
    if run.canceled:
        world.ledger.events -= 1
        return
    pool = run.pool
    if run.after_failure is not None:
        run.left = run.after_failure
        run.failures += 1
        if world.now > world.ledger.start:
            pool.failed += 1
        world.note("job fails", run.person, run.job.name, run.left)
        begin_segment(world, run, pool, world.now + pool.stated.restart_hours / CLOCK_HOURS)
        return
    pool.busy -= run.width
    pool.running.remove(run)
    pool.used += hours_held(world, run)
    run.job.computing -= 1
    world.note("job back", run.person, run.job.name, world.now - run.since)
    if run.trial:
        # The result of a trial is known when its job completes.
        run_trial(world, run.job, run.chunk)
    serve_pool(world, pool)
    close_if_done(world, run.job)


def allocate_pools(world: World) -> None:
    """Set the size of every pool and the pool of all work by the structure; running jobs stay in place."""
    changes = {change.pool: change for change in world.form.allocations}
    for pool in world.pools.values():
        change = changes.get(pool.stated.id)
        pool.held += capacity_hours(world, pool)
        gpus = change.gpus if change else pool.stated.gpus
        pool.rule = change.rule if change else pool.stated.allocation
        pool.gpus, pool.since = int(gpus * world.gpus_share + 0.5), world.now
        world.note("accelerators", None, pool.number, pool.gpus)
    serving = {work: change.pool for change in changes.values() for work in change.serves}
    for run_queue in world.run_queues:
        work, usual = run_queue.works
        name = serving.get(work, usual)
        run_queue.pool = None if name is None else world.pools[name]
        if run_queue.waiting and run_queue.pool is not None:
            run_queue.tag = max(run_queue.tag, run_queue.pool.tag)
    for pool in world.pools.values():
        serve_pool(world, pool)


def capacity_hours(world: World, pool: Pool) -> float:
    """Return a pool's accelerator-hours (clock hours) since it got its present size."""
    return max(0.0, world.now - max(pool.since, world.ledger.start)) * CLOCK_HOURS * pool.gpus
