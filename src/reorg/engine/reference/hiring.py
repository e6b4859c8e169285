"""Hiring: vacancies (open, frozen or over budget), and the successors and newcomers who fill them."""

from __future__ import annotations

import math

from reorg.engine.reference.arriving import take_seat
from reorg.engine.reference.equations import WEEK_HOURS
from reorg.engine.reference.knowledge import knowledge_of
from reorg.engine.reference.state.people import Person
from reorg.engine.reference.state.world import World
from reorg.engine.reference.structure import (
    is_lead,
)
from reorg.engine.reference.ties import reset_ties
from reorg.model.choices import SKILL_LEVELS

PAYROLL_TOLERANCE = 1.0 + 1e-9
"""Pay given up and granted again may differ by a rounding error."""


def start_hiring(world: World, person: Person) -> None:
    """Start filling a vacancy; if hiring is frozen or the budget is spent, the vacancy stays open."""
    career, assumed = person.career, world.assumed
    weeks, heir = assumed["onboarding.hiring_weeks"], None
    if is_lead(world, person):
        weeks = assumed["succession.outside_weeks"]
        if world.draw("succession", person.luck, career.hired) < assumed["succession.inside"]:
            heir = find_successor(world, person)
        more = assumed["succession.outside_pay"] if heir is None else 1.0
        set_pay(world, person, career.base_pay * more)
    too_dear = world.budget is not None and world.payroll + career.pay > world.budget * PAYROLL_TOLERANCE
    career.waits_for_hiring = world.frozen or too_dear
    if career.waits_for_hiring:
        return
    if heir is not None:
        expect_successor(world, person, assumed["succession.inside_weeks"], heir)
        return
    count_hire(world, person)
    expect_successor(world, person, weeks)


def count_hire(world: World, person: Person) -> None:
    """Count a hire from outside and the cost of hiring."""
    if world.now >= world.ledger.start:
        world.ledger.hires += 1
        salaries = world.assumed["onboarding.hiring_cost_salaries"]
        world.ledger.hiring_cost_usd += salaries * person.career.pay * 52.0


def close_vacancy(world: World, person: Person) -> None:
    """Close a vacant position: whoever is expected does not start, and nobody else is hired."""
    if person.until is not None:
        world.payroll -= person.career.pay
    person.career.waits_for_hiring = False
    person.until, person.heir = None, None


def set_pay(world: World, person: Person, pay: float) -> None:
    """Change the pay of a vacant position; one with an expected successor is on the payroll."""
    if person.until is not None:
        world.payroll += pay - person.career.pay
    person.career.pay = pay


def find_successor(world: World, person: Person) -> Person | None:
    """Return the successor of a vacant lead: the most senior of the teams led, else of sister teams."""
    areas = [area for area in world.survey if person.skill(area) != "none"]
    needed = max(areas, key=lambda area: SKILL_LEVELS.index(person.skill(area)), default=None)
    led = [team for team in world.form.teams if team.official is person]
    beside = [team for team in world.form.teams if any(team.parent is other.parent for other in led)]
    for teams in (led, beside):
        fit = [
            member
            for team in teams
            for member in team.members
            if (needed is None or member.skill(needed) != "none") and not is_lead(world, member)
        ]
        if fit:
            return max(fit, key=lambda member: member.career.rank)
    return None


def expect_successor(world: World, person: Person, weeks: float, heir: Person | None = None) -> None:
    """Schedule a successor for a vacant position after ``weeks``, replacing one already expected."""
    if person.until is None:
        world.payroll += person.career.pay
    person.career.waits_for_hiring = False
    person.heir = heir
    person.until = world.now + weeks * WEEK_HOURS
    world.at(person.until, "successor", person)


def seat_successor(world: World, person: Person) -> None:
    """Seat a successor from outside in a vacant position, with skills and the leaver's codified knowledge."""
    career = person.career
    luck = world.draw("threshold", person.luck, career.hired + 1)
    career.reset_record(-math.log(luck))
    career.role_since, career.role_inside = world.now if is_lead(world, person) else None, False
    for area in person.knowledge:
        kept = knowledge_of(world, person, area) * world.assumed["knowledge.buffer"]
        person.knowledge[area] = (kept, world.now)
    seat_newcomer(world, person)


def seat_newcomer(world: World, person: Person) -> None:
    """Seat a newcomer, without any ties, in the position's team; as its lead if that is the position."""
    career = person.career
    career.joined, career.moved, person.lines_changed = world.now, None, None
    person.weary = person.unhelped = 0.0
    reset_ties(person, person.team, 0.0, world.now)
    take_seat(world, person)
