"""Succession: a vacant position is filled when the time has come, or its holder returns."""

from __future__ import annotations

from reorg.engine.reference.arriving import take_seat
from reorg.engine.reference.equations import WEEK_HOURS
from reorg.engine.reference.hiring import (
    count_hire,
    expect_successor,
    seat_successor,
    set_pay,
    start_hiring,
)
from reorg.engine.reference.seating import start_role_ambiguity
from reorg.engine.reference.state.people import Familiarity, Person, Tie
from reorg.engine.reference.state.world import World
from reorg.engine.reference.structure import is_lead
from reorg.engine.reference.vacating import vacate


def fill_position(world: World, person: Person) -> None:
    """Fill a vacant position with the expected successor; one from outside if an heir has left."""
    if person.present or person.until != world.now:
        world.ledger.events -= 1
    elif person.heir is None:
        seat_successor(world, person)
    elif person.heir is person:
        return_from_leave(world, person)
    elif not person.heir.present:
        set_pay(world, person, person.career.base_pay * world.assumed["succession.outside_pay"])
        count_hire(world, person)
        expect_successor(world, person, world.assumed["succession.outside_weeks"])
    else:
        promote(world, person, person.heir)


def go_away(world: World, person: Person, until_week: float) -> None:
    """Put a person on leave until a week; the position is kept, and stays on the payroll."""
    if not person.present:
        return
    world.note("away", person, person.team.number, 0.0)
    vacate(world, person, 0.0, away=True)
    expect_successor(world, person, until_week - (world.now - world.ledger.start) / WEEK_HOURS, person)


def return_from_leave(world: World, person: Person) -> None:
    """Return a person from leave to the position, with the remaining knowledge, ties and habits."""
    person.until, person.heir = None, None
    take_seat(world, person, "back")


def promote(world: World, person: Person, heir: Person) -> None:
    """Promote the heir to a vacant position; the position left is vacant and filled as any other."""
    world.note("promoted", person, heir.number, 0.0)
    carry_person(person, heir)
    vacate(world, heir, 0.5)
    career = person.career
    career.hired += 1
    person.until, person.heir = None, None
    career.role_since, career.role_inside = world.now if is_lead(world, person) else None, True
    career.loss, career.unrest = 0.0, None
    for other in world.people:
        if other.boss is person:
            other.career.unrest = world.now
    start_role_ambiguity(world, person)
    take_seat(world, person)
    # A dated event will fill the position: no successor is searched for meanwhile.
    if world.replaced.get(heir.id, -1.0) <= world.now:
        start_hiring(world, heir)


def carry_person(person: Person, heir: Person) -> None:
    """Copy what belongs to the person and not to the position."""
    person.career.carry(heir.career)
    person.lines_changed, person.weary = heir.lines_changed, heir.weary
    person.last, person.own_hours, person.practiced = heir.last, heir.own_hours, heir.practiced
    person.unhelped = heir.unhelped
    person.ties = [Tie(tie.identity, tie.value, tie.since) for tie in heir.ties]
    person.knowledge, person.skills = dict(heir.knowledge), dict(heir.skills)
    person.familiar = [
        Familiarity(known.thing, known.area, known.value, known.since, hours=known.hours)
        for known in heir.familiar
    ]
