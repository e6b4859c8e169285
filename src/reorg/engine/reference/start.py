"""The start of a world: seat everybody, schedule the first events."""

from __future__ import annotations

from reorg.engine.reference.compute import allocate_pools
from reorg.engine.reference.equations import WEEK_HOURS
from reorg.engine.reference.hiring import expect_successor, start_hiring
from reorg.engine.reference.knowledge import survey_knowledge
from reorg.engine.reference.meetings import schedule_meetings
from reorg.engine.reference.queues import enter_idle
from reorg.engine.reference.seating import adopt_first_structure
from reorg.engine.reference.state.world import World
from reorg.engine.reference.streams import schedule_arrival
from reorg.engine.reference.structure import begin_attention
from reorg.engine.reference.talk import schedule_talk


def start_world(world: World) -> None:
    """Seat everybody and fill the event list, after the dated events and releases already in it."""
    adopt_first_structure(world)
    allocate_pools(world)
    for person in world.people:
        begin_attention(person)
        if person.idle:
            enter_idle(person)
    survey_knowledge(world)
    for stream in world.streams:
        schedule_arrival(world, stream)
    for person in world.people:
        world.at(world.draw("offset", person.luck, 0) * WEEK_HOURS, "one-to-one", person)
    schedule_meetings(world)
    for person in world.people:
        if person.career.waits_for_hiring and person.starts_week is not None:
            expect_successor(world, person, world.ledger.start / WEEK_HOURS + person.starts_week)
        elif person.career.waits_for_hiring:
            start_hiring(world, person)
    schedule_talk(world)
