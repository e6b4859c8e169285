"""Wrong decisions: which are wrong, when they are discovered, and the rework they cause."""

from __future__ import annotations

from dataclasses import replace

from reorg.engine.reference import questions
from reorg.engine.reference.ownership import counterpart
from reorg.engine.reference.rework import resume_work
from reorg.engine.reference.state.items import Question
from reorg.engine.reference.state.work import Flaw, Job
from reorg.engine.reference.state.world import World


def judge_decision(world: World, question: Question) -> None:
    """Draw whether a decision is wrong, and whether a default decision conflicts with coupled work."""
    job, chunk, assumed = question.job, question.chunk, world.assumed
    likely = questions.chance_of_being_wrong(assumed, question.passes, by_default=question.by_default)
    if world.draw("wrong", job.luck, chunk) < likely:
        luck = world.draw("found", job.luck, chunk)
        enter_flaw(world, Flaw(job, None, assumed["exceptions.wrong_hours"]), luck)
    if not question.by_default or job.stream is not None:
        return
    for link in (replace(link, other=counterpart(link.other, job.version)) for link in job.links):
        likely = questions.chance_of_conflict(assumed, link.strength)
        if link.other.state == "open" and world.draw("conflict", link.luck, chunk) < likely:
            luck = world.draw("found", link.luck, chunk)
            enter_flaw(world, Flaw(job, link.other, assumed["exceptions.conflict_hours"]), luck)


def enter_flaw(world: World, flaw: Flaw, luck: float) -> None:
    """Enter a flaw of a job that will be discovered later; the last entered is found first."""
    flaw.job.flaws.insert(0, flaw)
    world.at(world.now + questions.hours_until_found(world.assumed, luck), "flaw", flaw)


def find_flaw(world: World, flaw: Flaw) -> None:
    """Discover a flaw in time, unless its job was complete before."""
    if flaw in flaw.job.flaws:
        reveal_flaw(world, flaw)
    else:
        world.ledger.events -= 1


def reveal_flaw(world: World, flaw: Flaw) -> None:
    """Send back the rework that a flaw costs, on both sides of a conflict."""
    flaw.job.flaws.remove(flaw)
    if flaw.other is None:
        _add_work(world, flaw.job, flaw.hours, "wrong decision found")
        return
    for job in (flaw.job, flaw.other):
        _add_work(world, job, flaw.hours, "conflict")


def _add_work(world: World, job: Job, hours: float, event: str) -> None:
    """Add rework to a job under way."""
    if job.state == "open" and not job.time_is_up:
        job.redo += hours
        world.note(event, None, job.name, hours)
        resume_work(world, job)


def reveal_all_flaws(world: World, job: Job) -> None:
    """Reveal all flaws of a job as it completes."""
    while job.flaws:
        reveal_flaw(world, job.flaws[0])
