"""Exceptions: work meets the unforeseen, somebody must decide, and the wait costs time."""

from __future__ import annotations

from dataclasses import replace

from reorg.engine.twin import mechanisms
from reorg.engine.twin.arriving import finish
from reorg.engine.twin.lines import decider_on, lead_of, level_between
from reorg.engine.twin.things import Chunk, Item, Person, Question
from reorg.engine.twin.trays import deliver
from reorg.engine.twin.working import work_came_back
from reorg.engine.twin.world import World


def meet_the_unforeseen(world: World, person: Person, chunk: Chunk) -> None:
    """Let an exception arise at a chunk's end, and send the question to whoever must decide."""
    job = chunk.job
    nature = (job.complexity, job.history)
    likely = mechanisms.chance_of_exception(world.assumed, nature, person.skill(job.area), chunk.hours)
    if world.draw("exception", job.luck, chunk.number) >= likely:
        return
    job.undecided += 1
    world.note("exception", person, job.name, likely)
    luck = world.draw("route", job.luck, chunk.number)
    level = mechanisms.who_decides(world.assumed, luck, world.form.decides)
    ask(world, Question(person, job, chunk.number, raised=world.now, level=level, drawn=level))


def ask(world: World, question: Question) -> None:
    """Put a decision into the in-tray of whoever must take it; who asks oneself waits for ever."""
    asker = question.asker
    person = decider_on(question.job, asker, question.level)
    alone = person is asker
    hours = mechanisms.hours_to_decide(world.assumed, alone=alone)
    world.note("decision asked", person, asker.number, hours)
    item = Item("decide", person, hours, asker, question, level_between(asker, person))
    deliver(world, item, None if alone else world.assumed["exceptions.patience_hours"])


def goes_astray(world: World, question: Question, asked: Person) -> bool:
    """Tell whether a question just served went to the wrong place, as lines have changed; once at most."""
    asker = question.asker
    if not asker.present:
        return False
    changes = [p.lines_changed for p in (asker, asked) if p.lines_changed is not None]
    if question.repeated or asker is asked or not changes:
        return False
    likely = mechanisms.chance_of_going_astray(world.assumed, world.now - max(changes))
    if world.draw("astray", question.job.luck + asked.luck, question.chunk) >= likely:
        return False
    world.note("astray", asked, asker.number, likely)
    return True


def end_decision(world: World, item: Item, question: Question) -> bool:
    """End the work on a decision; tell whether it is taken, and not asked once more."""
    if goes_astray(world, question, item.person):
        ask(world, replace(question, repeated=True))
        return False
    decide(world, item, question)
    return True


def decide(world: World, item: Item, question: Question) -> None:
    """Apply a decision: what is to be done again, and what the package learns."""
    asker, job, person = question.asker, question.job, item.person
    luck = world.draw("outcome", job.luck, question.chunk)
    decision = mechanisms.outcome(world.assumed, luck, item.level)
    again = 0.0 if job.time_is_up else mechanisms.REDONE[decision]
    job.redo += again
    job.undecided -= 1
    job.history = mechanisms.history_after(job.history, mechanisms.lesson(world.assumed, decision))
    skipped = mechanisms.CHUNK_HOURS - again
    world.ledger.count_decision(question.drawn, world.now - question.raised, skipped, world.now)
    world.note("decision taken", person, job.name, again)
    if person is not asker:
        to_listen = 0.5 * world.assumed["exceptions.decision_hours"]
        deliver(world, Item("answer", asker, to_listen, person))
    if again > 0.0:
        work_came_back(world, job)


def decide_alone(world: World, item: Item, question: Question) -> None:
    """Leave a decision that was not taken in time to the asker, or to the lead of one who has left."""
    asker = question.asker if question.asker.present else lead_of(question.asker, question.asker.team)
    if asker is None:
        decide(world, item, question)
        finish(world, question.job)
        return
    hours = mechanisms.hours_to_decide(world.assumed, alone=True)
    world.note("decides alone", asker, item.person.number, 0.0)
    own = replace(question, asker=asker, level="self", repeated=False)
    deliver(world, Item("decide", asker, hours, asker, own, "self"))
