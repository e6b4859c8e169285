"""Seating: the team and lead of each person under a structure, and losses of scope."""

from __future__ import annotations

import math

from reorg.engine.reference import equations
from reorg.engine.reference.lines import recompute_leads, recompute_roles
from reorg.engine.reference.second_seats import plan_visit, take_seats
from reorg.engine.reference.state.people import Person, Team
from reorg.engine.reference.state.world import World
from reorg.engine.reference.structure import appoint_lead, enter_team, top_of
from reorg.engine.reference.ties import begin_tie


def count_reports(world: World) -> dict[Person, int]:
    """Return one plus the number of people present led by each person, directly and below."""
    led = dict.fromkeys(world.people, 1)
    for person in world.people:
        above = person.lead if person.present else None
        while above is not None:
            led[above] += 1
            above = above.lead
    return led


def record_lost_scope(world: World, before: dict[Person, int]) -> None:
    """Record losses of scope after a change; earlier losses have faded."""
    after = count_reports(world)
    for person, led in before.items():
        career = person.career
        if after[person] < led:
            since = world.now - career.scope_time
            left = equations.scope_remembered(world.assumed, career.scope_lost, since)
            career.scope_lost = left + math.log(led / after[person])
            career.scope_time = world.now


def seat_person(world: World, person: Person, team: Team) -> None:
    """Move a position to a team; its holder, if any, forms first ties to the people there."""
    if person.present:
        person.team.members.remove(person)
    take_seats(world, person, team)
    if person.present:
        begin_tie(world, person, person.desk)
        enter_team(person, team)


def start_role_ambiguity(world: World, person: Person) -> None:
    """Start a person's role ambiguity after a change; earlier changes make it worse."""
    if person.lines_changed != world.now:
        since = 0.0 if person.lines_changed is None else world.now - person.lines_changed
        person.weary = equations.earlier_changes(person.weary, since) + 1.0
        person.lines_changed = world.now


def note_change(world: World, person: Person, lead: Person | None, mates: list[Person]) -> None:
    """Record a change for a person with the ``lead`` and teammates before: new lines, or a complete move."""
    others = False
    if person.present:
        now = [mate for mate in person.team.members if mate is not person]
        others = 2 * len(set(mates) & set(now)) < (len(now) or len(mates))
    if person.lead is not lead or others:
        start_role_ambiguity(world, person)
    if person.lead is not lead and others:
        person.career.moved = world.now


def ambiguity_of(world: World, person: Person) -> float:
    """Return the probability that a person's request is misdirected now."""
    if person.lines_changed is None:
        return 0.0
    return equations.chance_of_misdirection(world.assumed, world.now - person.lines_changed, person.weary)


def adopt_structure(world: World) -> None:
    """Give everybody the team and lead of the world's structure; record whose lines have changed."""
    before = count_reports(world)
    tops = {person: top_of(world, person) for person in world.people}
    leads = {person: person.lead for person in world.people}
    mates = {person: [mate for mate in person.team.members if mate is not person] for person in world.people}
    for person in world.people:
        seat_person(world, person, world.form.home[person.number])
    for team in world.form.teams:
        team.official = team.stated
    for team in world.form.teams:
        appoint_lead(world, team)
    recompute_leads(world)
    for person in world.people:
        plan_visit(world, person)
    for person in world.people:
        note_change(world, person, leads[person], mates[person])
        if top_of(world, person) is not tops[person]:
            start_role_ambiguity(world, person)
    record_lost_scope(world, before)
    recompute_roles(world)


def adopt_first_structure(world: World) -> None:
    """Seat everybody before the first hour."""
    for person in world.people:
        take_seats(world, person, person.team)
        if person.present:
            enter_team(person, person.team)
    for team in world.form.teams:
        appoint_lead(world, team)
    recompute_leads(world)
    for person in world.people:
        plan_visit(world, person)
    recompute_roles(world)
