"""Hiring: vacancies, frozen or beyond the budget or open, and the successors and newcomers who fill them."""

from __future__ import annotations

import math

from reorg.engine.reference.attention import begin_next_activity
from reorg.engine.reference.calendar import recompute_lines, update_calendar
from reorg.engine.reference.equations import WEEK_HOURS
from reorg.engine.reference.knowledge import knowledge_of
from reorg.engine.reference.queues import enter_idle
from reorg.engine.reference.state.entities import Person
from reorg.engine.reference.state.world import World
from reorg.engine.reference.structure import appoint_lead, enter_team, find_lead, lacks_lead
from reorg.engine.reference.ties import reset_ties

PAYROLL_TOLERANCE = 1.0 + 1e-9
"""Pay given up and granted again may come back a rounding error higher."""


def start_hiring(world: World, person: Person) -> None:
    """Start hiring for a vacancy; where it is frozen or the budget is spent, the vacancy waits."""
    career, books = person.career, world.ledger
    too_dear = world.budget is not None and world.payroll + career.pay > world.budget * PAYROLL_TOLERANCE
    career.waits_for_hiring = world.frozen or too_dear
    if career.waits_for_hiring:
        return
    if world.now >= books.start:
        books.hires += 1
        salaries = world.assumed["onboarding.hiring_cost_salaries"]
        books.hiring_cost_usd += salaries * career.pay * 52.0
    expect_successor(world, person, world.assumed["onboarding.hiring_weeks"])


def expect_successor(world: World, person: Person, weeks: float) -> None:
    """Let a successor come to a vacant position after ``weeks``, instead of one already expected."""
    if person.until is None:
        world.payroll += person.career.pay
    person.career.waits_for_hiring = False
    person.until = world.now + weeks * WEEK_HOURS
    world.at(person.until, "successor", person)


def seat_successor(world: World, person: Person) -> None:
    """Let a successor take a vacant position: skilled, with what the leaver wrote down."""
    if person.present or person.until != world.now:
        world.ledger.events -= 1
        return
    career = person.career
    luck = world.draw("threshold", person.luck, career.hired + 1)
    career.begin_anew(-math.log(luck))
    for area in person.knowledge:
        kept = knowledge_of(world, person, area) * world.assumed["knowledge.buffer"]
        person.knowledge[area] = (kept, world.now)
    seat_newcomer(world, person)


def seat_newcomer(world: World, person: Person) -> None:
    """Seat a newcomer, without any ties, in the position's team; as its lead if that is the position."""
    career, team = person.career, person.team
    person.present, person.activity, person.until = True, None, None
    person.kind, person.since = "idle", world.now
    career.joined, career.moved, person.lines_changed = world.now, None, None
    person.weary = 0.0
    reset_ties(person, team, 0.0, world.now)
    enter_team(person, team)
    if lacks_lead(person, team):
        appoint_lead(world, team)
        recompute_lines(world)
    else:
        find_lead(person)
        update_calendar(world, person)
    world.note("joined", person, team.number, float(career.hired))
    enter_idle(person)
    begin_next_activity(world, person)
