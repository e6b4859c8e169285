"""Ownership: which team owns a job, versions that several teams own, and how their progress counts."""

from __future__ import annotations

from reorg.engine.reference.queues import dequeue_job, enqueue_job
from reorg.engine.reference.state.people import Person
from reorg.engine.reference.state.work import Job
from reorg.engine.reference.state.world import World


def count_chunk(world: World, person: Person, job: Job, nominal: float, since: float) -> None:
    """Count work that ends now, and the hours of what several teams do."""
    if person.kind == "direct":
        count_progress(world, job, nominal)
    if len(job.versions) == 1 and job.version == 0:
        return
    hours = max(world.now - max(since, world.ledger.start), 0.0) * person.share
    if job.stream is not None:
        world.ledger.duplicate_hours += hours
    else:
        job.spent += hours


def counterpart(package: Job, version: int) -> Job:
    """Return the version that people of another package talk to: the same team's, or the first."""
    same = [job for job in package.versions if job.version == version]
    return next((job for job in [*same, *package.versions] if job.state == "open"), package)


def count_progress(world: World, job: Job, nominal: float) -> None:
    """Count direct work in throughput; of what several teams do, as much as the most advanced did."""
    if len(job.versions) == 1 and job.version == 0:
        world.ledger.count_throughput(job.area, nominal, world.now)
    elif job.stream is None and (job.version == 0 or job.race is not None):
        job.done += nominal
        if job.done > job.package.lead:
            world.ledger.count_throughput(job.area, job.done - job.package.lead, world.now)
            job.package.lead = job.done


def change_owner(world: World, job: Job) -> None:
    """Give a job the owner it has in the present form."""
    before, after = job.owner, world.form.owner(job)
    dequeue_job(job)
    job.owner = after
    enqueue_job(job)
    if job in before.unfinished:
        before.unfinished.remove(job)
        after.unfinished.add(job)
