"""Somebody comes: vacancies, who fills them, and the first day."""

from __future__ import annotations

import math

from reorg.engine.twin.growing import knows
from reorg.engine.twin.lines import appoint, begin_ties, enter, find_leads, lacks_lead, lead_of
from reorg.engine.twin.mechanisms import WEEK_HOURS
from reorg.engine.twin.things import Person
from reorg.engine.twin.trays import find_something
from reorg.engine.twin.working import fall_idle
from reorg.engine.twin.world import World

_ROUNDED = 1.0 + 1e-9
"""Pay given up and granted again may come back a rounding error higher."""


def look_for_successor(world: World, person: Person) -> None:
    """Start hiring for a vacancy; where it is frozen or the budget is spent, the vacancy waits."""
    career, books = person.career, world.ledger
    too_dear = world.budget is not None and world.payroll + career.pay > world.budget * _ROUNDED
    career.waits_for_hiring = world.frozen or too_dear
    if career.waits_for_hiring:
        return
    if world.now >= books.start:
        books.hires += 1
        salaries = world.assumed["onboarding.hiring_cost_salaries"]
        books.hiring_cost_usd += salaries * career.pay * 52.0
    expect(world, person, world.assumed["onboarding.hiring_weeks"])


def expect(world: World, person: Person, weeks: float) -> None:
    """Let a successor come to a vacant position after ``weeks``, instead of one already expected."""
    if person.until is None:
        world.payroll += person.career.pay
    person.career.waits_for_hiring = False
    person.until = world.now + weeks * WEEK_HOURS
    world.at(person.until, "successor", person)


def fill(world: World, person: Person) -> None:
    """Let a successor take a vacant position: skilled, with what the leaver wrote down."""
    if person.present or person.until != world.now:
        world.ledger.events -= 1
        return
    career = person.career
    luck = world.draw("threshold", person.luck, career.hired + 1)
    career.begin_anew(-math.log(luck))
    for area in person.knowledge:
        kept = knows(world, person, area) * world.assumed["knowledge.buffer"]
        person.knowledge[area] = (kept, world.now)
    arrive(world, person)


def arrive(world: World, person: Person) -> None:
    """Seat a newcomer, without any ties, in the position's team; as its lead if that is the position."""
    career, team = person.career, person.team
    person.present, person.doing, person.until = True, None, None
    person.kind, person.since = "idle", world.now
    career.joined, career.moved, person.lines_changed = world.now, None, None
    begin_ties(person, team, 0.0, world.now)
    enter(person, team)
    if lacks_lead(person, team):
        appoint(world, team)
        find_leads(world)
    person.lead = lead_of(person, team)
    world.note("joined", person, team.number, float(career.hired))
    fall_idle(person)
    find_something(world, person)
