"""Exceptions at the end of a chunk: who must decide, who is stopped, and questions asked again."""

from __future__ import annotations

from reorg.engine.reference import equations, questions
from reorg.engine.reference.ambiguity import is_misdirected
from reorg.engine.reference.decisions import decide
from reorg.engine.reference.escalation import ask_for_decision, decide_alone
from reorg.engine.reference.ownership import counterpart
from reorg.engine.reference.queues import stop_hands
from reorg.engine.reference.state.items import Item, Question
from reorg.engine.reference.state.people import Person
from reorg.engine.reference.state.work import Chunk, Job
from reorg.engine.reference.state.world import World
from reorg.engine.reference.structure import attention_lacking, second_lead


def raise_exception(world: World, person: Person, chunk: Chunk, errors: float) -> None:
    """Raise an exception at the end of a chunk, and send the question to the person who must decide."""
    job = chunk.job
    nature = (job.complexity, job.history)
    skill = person.skill(job.area)
    errors *= equations.errors_unserved(world.assumed, attention_lacking(person))
    if second_lead(person) is not None:
        errors *= world.assumed["matrix.unclear"]
    likely = questions.chance_of_exception(world.assumed, nature, skill, errors, chunk.hours)
    if world.draw("exception", job.luck, chunk.number) >= likely:
        return
    job.undecided += 1
    world.note("exception", person, job.name, likely)
    question = Question(person, job, chunk.number, raised=world.now, other=joint_work(world, chunk))
    route_question(world, question)
    if world.draw("blocking", job.luck, chunk.number) < world.assumed["exceptions.blocking"]:
        luck = world.draw("stop", job.luck, chunk.number)
        question.stops = questions.hands_stopped(world.assumed, luck)
        stop_hands(job, question.stops)
    ask_for_decision(world, Item("decide", person, 0.0, person, question), question)


def joint_work(world: World, chunk: Chunk) -> Job | None:
    """Return the coupled package under way that an exception concerns, if any."""
    job = chunk.job
    luck = world.draw("joint", job.luck, chunk.number)
    for link in job.links:
        other = counterpart(link.other, job.version)
        if other.state == "open":
            luck -= questions.chance_of_being_joint(world.assumed, link.strength)
            if luck < 0.0:
                return other
    return None


def route_question(world: World, question: Question) -> None:
    """Draw the level of decision of a question: by the table for one package, else sideways or up."""
    luck = world.draw("route", question.job.luck, question.chunk)
    question.level = question.drawn = questions.who_decides(world.assumed, luck, world.form.decides)
    if question.other is None:
        if second_lead(question.asker) is not None:
            luck = world.draw("matrix", question.job.luck, question.chunk)
            question.both = luck < world.assumed["matrix.conflict"]
        return
    if question.level == "self":
        question.level = "sideways"
        return
    question.level, question.drawn = "common lead", "lead"
    likely = questions.chance_to_reach_top(world.assumed, world.form.decides)
    if world.draw("reach", question.job.luck, question.chunk) < likely:
        question.level, question.drawn = "above common", "top"


def end_question(world: World, item: Item, question: Question) -> bool:
    """End the work on a decision; return false if the question had been misdirected and is asked again."""
    if not is_misdirected(world, question, item.person):
        decide(world, item, question)
        return True
    question.repeated, question.passes, question.heard = True, 0, False
    if world.now >= question.deadline:
        decide_alone(world, item, question)
    else:
        ask_for_decision(world, item, question)
    return False
