"""Work comes back: a package that completes may send others back, even finished ones."""

from __future__ import annotations

from reorg.engine.twin import mechanisms
from reorg.engine.twin.things import Job
from reorg.engine.twin.working import close, label_idle, offer, open_following, withdraw, work_came_back
from reorg.engine.twin.world import World


def complete(world: World, job: Job) -> None:
    """Finish a job, send back what it finds wrong, and open what waited for it."""
    close(job)
    send_back(world, job)
    open_following(world, job)
    take_up(world, job)
    label_idle(world, job.owner)
    world.note("package finished", None, job.name, 0.0)


def send_back(world: World, source: Job) -> None:
    """Let a package that has just completed send work back, to such packages as have begun."""
    if not source.rework:
        return
    source.completions += 1
    done = source.renewed / source.effort if source.effort > 0.0 else 1.0
    source.renewed = 0.0
    for link in source.rework:
        likely = mechanisms.chance_of_rework(world.assumed, link.probability)
        fires = world.draw("rework link", link.luck, source.completions) < likely
        if fires and has_begun(link.target):
            whole = link.share * link.target.effort
            hours = whole * mechanisms.left_on_repeat(world.assumed, link.learning, link.target.sent_back)
            _find_to_redo(world, link.target, hours * done if link.proportional else hours)


def has_begun(job: Job) -> bool:
    """Whether anybody has worked on a package, be it before the simulation."""
    return job.chunks > 0 or job.begun_before


def take_up(world: World, source: Job) -> None:
    """Let people take up what a package has sent back."""
    for link in source.rework:
        if link.target.state == "open" and link.target.left > 0.0:
            work_came_back(world, link.target)


def _find_to_redo(world: World, job: Job, hours: float) -> None:
    """Add to what is wrong with a package; when it is enough to be noticed, it must be done again."""
    job.unnoticed += hours
    if job.unnoticed < mechanisms.NOTICED_HOURS:
        return
    world.note("sent back", None, job.name, job.unnoticed)
    job.redo += job.unnoticed
    job.renewed += job.unnoticed
    job.unnoticed = 0.0
    job.sent_back += 1
    if job.state == "finished":
        _reopen(world, job)
    if job.state == "open":
        offer(job)


def _reopen(world: World, job: Job) -> None:
    """Open a finished package again in the team that owns it now; whoever is free there takes it."""
    before, job.owner = job.owner, world.form.owner(job)
    if before.id != job.owner.id:
        loss = world.assumed["reorganization.context_loss"]
        job.history = mechanisms.history_after(job.history, loss)
    job.state, job.finished, job.holder = "open", None, None
    job.owner.unfinished.add(job)
    for following in (version for package in job.then for version in package.versions):
        if following.state == "open" and not has_begun(following):
            withdraw(following)
            following.state = "blocked"
        if following.state == "blocked":
            following.waits_for += 1
