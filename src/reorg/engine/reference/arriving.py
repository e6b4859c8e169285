"""Taking a position: a person takes a seat as a newcomer, on return from leave or by promotion."""

from __future__ import annotations

from reorg.engine.reference.attention import begin_next_activity
from reorg.engine.reference.calendar import clear_calendar, update_calendar
from reorg.engine.reference.lines import recompute_lines
from reorg.engine.reference.queues import enter_idle
from reorg.engine.reference.second_seats import plan_visit
from reorg.engine.reference.state.people import Person
from reorg.engine.reference.state.world import World
from reorg.engine.reference.structure import (
    appoint_lead,
    begin_attention,
    enter_team,
    find_lead,
    lacks_lead,
)
from reorg.engine.reference.ties import begin_tie


def take_seat(world: World, person: Person, noted: str = "joined") -> None:
    """Seat the new holder of a position in its team, as lead if the position is the lead's.

    ``noted`` is the kind of the line in the event log.
    """
    career, team = person.career, person.team
    person.present, person.activity, person.until = True, None, None
    person.kind, person.since, career.seated = "idle", world.now, world.now
    begin_tie(world, person, team)
    enter_team(person, team)
    clear_calendar(world, person)
    led = [each for each in world.form.teams if each.official is person]
    if team not in led and lacks_lead(person, team):
        led = [*led, team]
    for each in sorted(led, key=lambda one: one.number):
        appoint_lead(world, each)
    if led:
        recompute_lines(world)
    else:
        find_lead(person)
        update_calendar(world, person)
    begin_attention(person)
    plan_visit(world, person)
    world.note(noted, person, team.number, float(career.hired))
    enter_idle(person)
    begin_next_activity(world, person)
