"""Attempts at a package: started over with a newly drawn effort, put down by their workers, or stopped."""

from __future__ import annotations

from reorg.engine.reference import draws
from reorg.engine.reference.dispatching import book_idle_people
from reorg.engine.reference.efforts import draw_effort_hours
from reorg.engine.reference.familiarity import practice
from reorg.engine.reference.knowledge import learn
from reorg.engine.reference.ownership import count_chunk
from reorg.engine.reference.pools import cancel_runs
from reorg.engine.reference.queues import dequeue_job, enter_idle
from reorg.engine.reference.state.work import Chunk, Job
from reorg.engine.reference.state.world import World
from reorg.engine.reference.work import open_job


def start_over(world: World, job: Job) -> None:
    """Start failed work over with a newly drawn effort."""
    job.tries += 1
    job.effort = draw_effort_hours(job.estimate, draws.bits(world.luck, "effort", job.luck, job.tries))
    job.todo = job.renewed = job.effort
    job.done = job.package.lead = 0.0
    open_job(world, job)


def stop_version(world: World, job: Job) -> None:
    """Stop a version of a package; its hours count as spent on other attempts."""
    free_workers(world, job)
    dequeue_job(job)
    cancel_runs(world, job)
    job.owner.unfinished.discard(job)
    if job.holder is not None:
        job.holder.held.remove(job)
        job.holder = None
    job.state, job.race, job.above = "stopped", None, None
    world.ledger.duplicate_hours += job.spent
    job.spent = 0.0
    book_idle_people(world, job.owner)


def free_workers(world: World, job: Job) -> None:
    """Make the people at work on a job put it down; nothing of it is lost."""
    for person in world.people:
        chunk = person.activity
        if not isinstance(chunk, Chunk) or chunk.job is not job or person.until is None:
            continue
        world.book_hours(person)
        worked = (world.now - person.since) * person.share
        learn(world, person, job.area, worked)
        practice(world, person, job, chunk.familiarity, worked)
        whole = person.until - person.since
        done = chunk.hours * (world.now - person.since) / whole if whole > 0.0 else 0.0
        count_chunk(world, person, job, done, person.since)
        if person.kind == "direct":
            job.todo += chunk.hours - done
        else:
            job.redo += chunk.hours - done
        job.in_hands -= 1
        person.activity, person.until, person.since = None, None, world.now
        enter_idle(person)
        world.call(person)
