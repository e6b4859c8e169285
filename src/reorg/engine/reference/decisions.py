"""Decisions: exceptions arise, somebody must decide, and the wait costs time.

After a reorganization requests go astray.
"""

from __future__ import annotations

from dataclasses import replace

from reorg.engine.reference import equations
from reorg.engine.reference.attention import append_to_inbox, deliver_item, remove_from_inbox
from reorg.engine.reference.rework import resume_work
from reorg.engine.reference.seating import ambiguity_of
from reorg.engine.reference.state.entities import Chunk, Item, Person, Question
from reorg.engine.reference.state.world import World
from reorg.engine.reference.structure import attention_lacking, decider_on_job, decision_level


def reroute_decisions(person: Person) -> None:
    """Pass the decisions waiting for a person to those who must take them now."""
    for item in tuple(person.inbox):
        question = item.question
        if item.kind != "decide" or question is None or question.asker is person:
            continue
        if not question.asker.present:
            continue
        decides = decider_on_job(question.job, question.asker, question.level)
        item.level = decision_level(question.asker, decides)
        if decides is not person:
            remove_from_inbox(item)
            item.hours *= 1.5 if decides is question.asker else 1.0
            item.person = decides
            append_to_inbox(item)


def raise_exception(world: World, person: Person, chunk: Chunk, errors: float) -> None:
    """Let an exception arise at a chunk's end, and send the question to whoever must decide."""
    job = chunk.job
    nature = (job.complexity, job.history)
    skill = person.skill(job.area)
    errors *= equations.errors_unserved(world.assumed, attention_lacking(person))
    likely = equations.chance_of_exception(world.assumed, nature, skill, errors, chunk.hours)
    if world.draw("exception", job.luck, chunk.number) >= likely:
        return
    job.undecided += 1
    world.note("exception", person, job.name, likely)
    luck = world.draw("route", job.luck, chunk.number)
    level = equations.who_decides(world.assumed, luck, world.form.decides)
    ask_for_decision(world, Question(person, job, chunk.number, raised=world.now, level=level, drawn=level))


def ask_for_decision(world: World, question: Question) -> None:
    """Put a decision into the in-tray of whoever must take it; who asks oneself waits for ever."""
    asker = question.asker
    person = decider_on_job(question.job, asker, question.level)
    alone = person is asker
    hours = equations.hours_to_decide(world.assumed, alone=alone)
    world.note("decision asked", person, asker.number, hours)
    item = Item("decide", person, hours, asker, question, decision_level(asker, person))
    deliver_item(world, item, None if alone else world.assumed["exceptions.patience_hours"])


def is_misdirected(world: World, question: Question, asked: Person) -> bool:
    """Tell whether a question just served went to the wrong place, as lines have changed; once at most."""
    asker = question.asker
    if not asker.present:
        return False
    likely = max(ambiguity_of(world, person) for person in (asker, asked))
    if question.repeated or asker is asked or likely <= 0.0:
        return False
    if world.draw("astray", question.job.luck + asked.luck, question.chunk) >= likely:
        return False
    world.note("astray", asked, asker.number, likely)
    return True


def end_decision(world: World, item: Item, question: Question) -> bool:
    """End the work on a decision; tell whether it is taken, and not asked once more."""
    if is_misdirected(world, question, item.person):
        ask_for_decision(world, replace(question, repeated=True))
        return False
    decide(world, item, question)
    return True


def decide(world: World, item: Item, question: Question) -> None:
    """Apply a decision: what is to be done again, and what the package learns."""
    asker, job, person = question.asker, question.job, item.person
    luck = world.draw("outcome", job.luck, question.chunk)
    decision = equations.outcome(world.assumed, luck, item.level)
    again = 0.0 if job.time_is_up else equations.REDONE[decision]
    job.redo += again
    job.undecided -= 1
    job.history = equations.history_after(job.history, equations.lesson(world.assumed, decision))
    skipped = equations.CHUNK_HOURS - again
    world.ledger.count_decision(question.drawn, world.now - question.raised, skipped, world.now)
    world.note("decision taken", person, job.name, again)
    if person is not asker:
        to_listen = 0.5 * world.assumed["exceptions.decision_hours"]
        deliver_item(world, Item("answer", asker, to_listen, person))
    if again > 0.0:
        resume_work(world, job)
