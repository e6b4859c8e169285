"""Decisions: the rework they require, their effect on the package's history, and who is informed."""

from __future__ import annotations

from reorg.engine.reference import equations, questions
from reorg.engine.reference.attention import deliver_item
from reorg.engine.reference.queues import release_hands
from reorg.engine.reference.rework import resume_work
from reorg.engine.reference.state.items import Item, Question
from reorg.engine.reference.state.world import World
from reorg.engine.reference.wrong_decisions import judge_decision


def decide(world: World, item: Item, question: Question) -> None:
    """Apply a decision: rework and the change of the package's history factor."""
    asker, job, person = question.asker, question.job, item.person
    luck = world.draw("outcome", job.luck, question.chunk)
    decision = questions.outcome(world.assumed, luck, item.level)
    again = 0.0 if job.time_is_up else questions.REDONE[decision]
    job.redo += again
    job.undecided -= 1
    job.history = questions.history_after(job.history, questions.lesson(world.assumed, decision))
    skipped = equations.CHUNK_HOURS - again
    world.ledger.count_skipped(skipped, world.now)
    log_decision(world, item, question, again)
    if question.stops > 0:
        release_hands(job, question.stops)
    judge_decision(world, question)
    if person is not asker and not question.heard:
        to_listen = 0.5 * world.assumed["exceptions.decision_hours"]
        deliver_item(world, Item("answer", asker, to_listen, person))
    if again > 0.0 or question.stops > 0:
        resume_work(world, job)


def log_decision(world: World, item: Item, question: Question, again: float) -> None:
    """Count and log a closed question: the decider, the person asked, the wait, and the passes."""
    asker, person = question.asker, item.person
    whom, passes = person, question.passes
    if question.by_default:
        whom, passes = question.whom or person, question.way
    hours = world.now - question.raised
    wait = hours - question.worked if whom is not asker else None
    world.ledger.count_decision(question.drawn, hours, wait, world.now)
    world.note("decision taken", person, question.job.name, again)
    world.note("question closed", asker, whom.number, hours)
    world.note("question way", asker, -1 if question.other is None else question.other.name, float(passes))
