"""Calendars: booked shares of the week, blocks at random times, and waiting for a slot."""

from __future__ import annotations

from reorg.engine.reference import questions
from reorg.engine.reference.attention import begin_next_activity
from reorg.engine.reference.state.items import Question
from reorg.engine.reference.state.people import Person
from reorg.engine.reference.state.world import World


def update_calendar(world: World, person: Person) -> None:
    """Set a person's booked share as stated, or to that of the role, and start its blocks."""
    person.outside = questions.outside_share(world.assumed, person.role)
    if person.booked_share is not None:
        person.outside = person.booked_share
    if person.outside > 0.0 and not person.has_blocks and person.present:
        person.has_blocks, person.interval = True, world.now
        schedule_block(world, person)


def schedule_block(world: World, person: Person) -> None:
    """Schedule the block of the person's next interval at a random time in that interval."""
    length = questions.block_interval(person.outside, person.share)
    slack = length - questions.BLOCK_HOURS / person.share
    start = person.interval + world.draw("block", person.luck, person.blocks) * slack
    person.blocks += 1
    person.interval += length
    world.at(start, "block", person)


def begin_block(world: World, person: Person) -> None:
    """Start a block of booked time; blocks end when nothing is booked any more or the person is absent."""
    if not person.present or person.outside <= 0.0:
        person.has_blocks = False
        world.ledger.events -= 1
        return
    schedule_block(world, person)
    call_away(world, person, questions.BLOCK_HOURS)


def call_away(world: World, person: Person, hours: float) -> None:
    """Make the hours of an appointment due now: they come before everything else."""
    person.appointment_hours += hours
    world.note("booked", person, -1, hours)
    if person.idle:
        begin_next_activity(world, person)


def clear_calendar(world: World, person: Person) -> None:
    """Empty a calendar: a person has taken a position or started to lead."""
    person.time_held, person.held_since = (0.0, world.now), world.now


def count_held(world: World, person: Person, hours: float) -> None:
    """Count a one-to-one or a meeting held toward the booked share of the week."""
    held, since = person.time_held
    person.time_held = (questions.held_hours(held, world.now - since) + hours, world.now)


def slot_wait(world: World, person: Person, question: Question) -> float:
    """Return the hours until a slot for a question; 0 for a person without a calendar."""
    if person.role == "member" and not person.booked_share:
        return 0.0
    held, since = person.time_held
    held = questions.held_hours(held, world.now - since)
    remembered = questions.hours_of_memory(world.now - person.held_since)
    booked = min(questions.MOST_BOOKED, person.outside + held / (remembered * person.share))
    luck = world.draw("slot", question.job.luck + person.luck, question.chunk)
    return questions.slot_wait(world.assumed, luck, booked)
