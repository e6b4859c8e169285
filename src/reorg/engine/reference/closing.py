"""Closing of jobs: a job with all work done and decided is finished; a stream's item may be handed over."""

from __future__ import annotations

from reorg.engine.reference import draws
from reorg.engine.reference.acceptance import end_attempt
from reorg.engine.reference.packages import complete_job
from reorg.engine.reference.state.work import Job
from reorg.engine.reference.state.world import World
from reorg.engine.reference.streams import admit_item
from reorg.engine.reference.wrong_decisions import reveal_all_flaws


def is_done(job: Job) -> bool:
    """Return whether all the work of a job is done and decided."""
    under_way = job.in_hands or job.delegated or job.undecided or job.computing
    return job.state == "open" and not under_way and job.left <= 0.0


def close_if_done(world: World, job: Job) -> None:
    """Close a job if its work is done and decided; a stream's item may be handed over to another stream."""
    if not is_done(job):
        return
    reveal_all_flaws(world, job)
    if not is_done(job):
        return
    job.finished = world.now
    if job.stream is None and (job.failure > 0.0 or job.race is not None or job.above is not None):
        end_attempt(world, job)
        return
    complete_job(world, job)
    if job.stream is None:
        return
    world.items.remove(job)
    if job.version > 0:
        return
    if job.arrived > world.ledger.start:
        begun = job.arrived if job.begun is None else job.begun
        job.stream.waits.append(begun - job.arrived)
        job.stream.sojourns.append(world.now - job.arrived)
    if job.stream.then is not None:
        # An item handed over has the random numbers of the item it comes from.
        admit_item(world, job.stream.then, draws.mix(job.stream.then.luck + job.luck), job)
