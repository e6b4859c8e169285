"""Rework between packages: completing one sends work back to others, and may reopen finished ones."""

from __future__ import annotations

from reorg.engine.reference import equations
from reorg.engine.reference.attempts import free_workers
from reorg.engine.reference.deferral import dispatch_deferred
from reorg.engine.reference.dispatching import begin_most_urgent_work, offer_work
from reorg.engine.reference.queues import dequeue_job, enqueue_job
from reorg.engine.reference.state.work import Job
from reorg.engine.reference.state.world import World


def send_back(world: World, source: Job) -> None:
    """Send rework from a package that has just completed to packages that have been started."""
    if not source.rework:
        return
    source.completions += 1
    done = source.renewed / source.effort if source.effort > 0.0 else 1.0
    source.renewed = 0.0
    for link in source.rework:
        likely = equations.chance_of_rework(world.assumed, link.probability)
        fires = world.draw("rework link", link.luck, source.completions) < likely
        if fires and has_begun(link.target):
            whole = link.share * link.target.effort
            hours = whole * equations.left_on_repeat(world.assumed, link.learning, link.target.sent_back)
            add_rework(world, link.target, hours * done if link.proportional else hours, pauses=link.pauses)


def has_begun(job: Job) -> bool:
    """Return whether anybody has worked on a package, including before the simulation."""
    return job.chunks > 0 or job.begun_before


def resume_rework(world: World, source: Job) -> None:
    """Resume the rework that a package has sent back."""
    for link in source.rework:
        if link.target.state == "open" and link.target.left > 0.0:
            resume_work(world, link.target)
    if not world.deferring:
        dispatch_deferred(world)


def add_rework(world: World, job: Job, hours: float, *, pauses: bool) -> None:
    """Add to the rework of a package; once it adds up to a noticeable amount, it must be done."""
    job.unnoticed += hours
    if job.unnoticed < equations.NOTICED_HOURS:
        return
    world.note("sent back", None, job.name, job.unnoticed)
    job.redo += job.unnoticed
    job.renewed += job.unnoticed
    job.unnoticed = 0.0
    job.sent_back += 1
    if pauses:
        pause_followers(world, job, 0 if job.state == "finished" else 1)
    if job.state == "finished":
        reopen(world, job)
    if job.state == "open":
        enqueue_job(job)


def pause_followers(world: World, job: Job, waits_for: int) -> None:
    """Pause the open successors of a package sent back; each then waits for ``waits_for`` packages."""
    for following in (version for package in job.then for version in package.versions):
        if following.state == "open":
            world.note("paused", None, following.name, following.left)
            free_workers(world, following)
            dequeue_job(following)
            following.state, following.waits_for = "blocked", waits_for


def reopen(world: World, job: Job) -> None:
    """Reopen a finished package in its present owning team; free people there take it."""
    job.owner = world.form.owner(job)
    job.state, job.finished, job.holder = "open", None, None
    job.owner.unfinished.add(job)
    for following in (version for package in job.then for version in package.versions):
        if following.state == "open" and not has_begun(following):
            dequeue_job(following)
            following.state = "blocked"
        if following.state == "blocked":
            following.waits_for += 1


def resume_work(world: World, job: Job) -> None:
    """Make a job with rework resume: by its holder, otherwise by the owning team."""
    if job.holder is None:
        enqueue_job(job)
        offer_work(world, job.owner)
    elif job.holder.idle and job.holder.is_uncalled and job.holder.next_held_job() is not None:
        if world.deferring:
            world.call(job.holder)
        else:
            begin_most_urgent_work(world, job.holder)
