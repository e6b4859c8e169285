"""Ownership: the team that owns a job, versions owned by several teams, and how their progress counts."""

from __future__ import annotations

from reorg.engine.reference.queues import dequeue_job, enqueue_job
from reorg.engine.reference.state.people import Person
from reorg.engine.reference.state.work import Job
from reorg.engine.reference.state.world import World


def count_chunk(world: World, person: Person, job: Job, nominal: float, since: float) -> None:
    """Count finished work, and the hours of work owned by several teams."""
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
    """Return the version of another package with which people coordinate: their team's, or the first."""
    same = [job for job in package.versions if job.version == version]
    return next((job for job in [*same, *package.versions] if job.state == "open"), package)


def count_progress(world: World, job: Job, nominal: float) -> None:
    """Count direct work in throughput; of shared work, only the progress of the most advanced team."""
    if len(job.versions) == 1 and job.version == 0:
        world.ledger.count_throughput(job.area, nominal, world.now)
    elif job.stream is None and (job.version == 0 or job.race is not None):
        job.done += nominal
        if job.done > job.package.lead:
            world.ledger.count_throughput(job.area, job.done - job.package.lead, world.now)
            job.package.lead = job.done


def change_owner(world: World, job: Job) -> None:
    """Assign a job to its owner in the present structure."""
    before, after = job.owner, world.form.owner(job)
    dequeue_job(job)
    job.owner = after
    enqueue_job(job)
    if job in before.unfinished:
        before.unfinished.remove(job)
        after.unfinished.add(job)
