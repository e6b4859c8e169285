"""Completion of activities: the effects of the end of a chunk or of an inbox item, in fixed order."""

from __future__ import annotations

from reorg.engine.reference import equations, questions
from reorg.engine.reference.agents import passes_review
from reorg.engine.reference.attention import begin_next_activity
from reorg.engine.reference.calendar import count_held
from reorg.engine.reference.closing import close_if_done
from reorg.engine.reference.compute import submit_run
from reorg.engine.reference.coordination import end_request, interrupt, request_exchanges
from reorg.engine.reference.discovery import is_trial, run_trial
from reorg.engine.reference.dispatching import offer_work
from reorg.engine.reference.escalation import pass_on
from reorg.engine.reference.exceptions import end_question, raise_exception
from reorg.engine.reference.familiarity import familiarity_of, mean_tie, practice
from reorg.engine.reference.handover import hand_over_part, is_new_to, take_over_stage
from reorg.engine.reference.knowledge import learn
from reorg.engine.reference.management import give_attention
from reorg.engine.reference.meetings import decide_at_meeting
from reorg.engine.reference.onboarding import ask_for_help
from reorg.engine.reference.ownership import count_chunk
from reorg.engine.reference.queues import enter_idle
from reorg.engine.reference.state.items import Delegated, Item
from reorg.engine.reference.state.people import Person
from reorg.engine.reference.state.work import Chunk
from reorg.engine.reference.state.world import World


def end_activity(world: World, person: Person) -> None:
    """End a person's activity and start the next one."""
    world.book_hours(person)
    done, since = person.activity, person.since
    person.activity, person.until, person.since = None, None, world.now
    enter_idle(person)
    if isinstance(done, Chunk):
        end_chunk(world, person, done, since)
    elif isinstance(done, Item):
        end_item(world, done)
    if person.activity is None:
        begin_next_activity(world, person)


def end_chunk(world: World, person: Person, chunk: Chunk, since: float) -> None:
    """End a chunk: every mechanism is applied in a fixed order."""
    job, hours = chunk.job, (world.now - since) * person.share
    direct = person.kind == "direct"
    job.in_hands -= 1
    learn(world, person, job.area, hours)
    joins = is_new_to(person, job)
    practice(world, person, job, chunk.familiarity, hours)
    world.ledger.count_practice(chunk, hours, world.now)
    count_chunk(world, person, job, chunk.hours, since)
    world.note("end work", person, job.name, chunk.hours)
    errors = equations.errors_of_newness(world.assumed, chunk.familiarity, chunk.tie)
    conclude_chunk(world, person, chunk, errors)
    interrupt(world, person, chunk)
    ask_for_help(world, person, job)
    if joins:
        hand_over_part(world, person, job)
    submit_and_try(world, person, chunk, direct=direct)
    if job not in job.owner.work:
        close_if_done(world, job)
    elif job.owner.idle != [person]:
        offer_work(world, job.owner)


def submit_and_try(world: World, person: Person, chunk: Chunk, *, direct: bool) -> None:
    """Submit the accelerator job of a chunk; the result of a trial is known when it returns, or at once."""
    run = submit_run(world, person, chunk)
    if direct and is_trial(chunk):
        if run is None:
            run_trial(world, chunk.job, chunk.number)
        else:
            run.trial = True


def conclude_chunk(world: World, person: Person, chunk: Chunk, errors: float) -> None:
    """Apply the effects of a finished chunk, done by the person or by an agent of the person."""
    job = chunk.job
    take_over_stage(world, person, job)
    job.history = questions.history_forgets(world.assumed, job.history)
    raise_exception(world, person, chunk, errors)
    request_exchanges(world, person, chunk)


def end_review(world: World, item: Item, work: Delegated) -> None:
    """Accept a chunk done by an agent; the reviewer gains familiarity with the work."""
    person, chunk = item.person, work.chunk
    submit_and_try(world, person, chunk, direct=not work.again)
    known, tie = familiarity_of(world, person, chunk.job), mean_tie(world, person, chunk.job)
    practice(world, person, chunk.job, known, item.hours)
    conclude_chunk(world, person, chunk, equations.errors_of_newness(world.assumed, known, tie))
    close_if_done(world, chunk.job)


def end_item(world: World, item: Item) -> None:
    """End an item of an inbox and apply its effect."""
    world.log_item("end item", item)
    if item.delegated is not None and passes_review(world, item.delegated):
        end_review(world, item, item.delegated)
    question = item.question
    if item.kind in ("one-to-one", "reporting", "meet"):
        count_held(world, item.person, item.hours)
    if item.kind in ("one-to-one", "steering"):
        give_attention(world, item)
    elif item.meeting is not None:
        decide_at_meeting(world, item.person, item.meeting)
    elif question is not None and item.kind == "ask":
        end_request(world, item, question)
    elif question is not None:
        question.worked += item.hours / item.person.share
        if item.kind == "pass":
            pass_on(world, item, question)
        elif end_question(world, item, question):
            close_if_done(world, question.job)
