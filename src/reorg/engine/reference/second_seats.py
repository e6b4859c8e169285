"""Second seats: a person in two teams works a share of each week in the second one."""

from __future__ import annotations

from reorg.engine.reference import equations
from reorg.engine.reference.attention import begin_next_activity
from reorg.engine.reference.queues import enter_idle
from reorg.engine.reference.state.people import Person, Team
from reorg.engine.reference.state.world import World
from reorg.engine.reference.structure import find_lead
from reorg.engine.reference.ties import begin_tie


def take_seats(world: World, person: Person, team: Team) -> None:
    """Give a position its seat in ``team`` and the second one by the structure, and one to work at.

    If both teams have the same people as before, a person working in either stays there.
    """
    former, second, away = person.team, person.other, person.desk is not person.team
    person.team = person.desk = team
    person.second = world.form.second_leads.get(person.number)
    other, person.second_share = world.form.second_seats.get(person.number, (None, 0.0))
    person.other = None if other is team else other
    goes_on = second is not None and person.other is not None and second.identity == person.other.identity
    if not goes_on or former.identity != team.identity:
        person.visit_due = None
    elif away and person.other is not None:
        person.desk = person.other


def plan_visit(world: World, person: Person) -> None:
    """Plan the first time in the second team of a person present with two seats and none planned."""
    if person.other is None or not person.present or person.visit_due is not None:
        return
    person.visit = int(world.now / equations.WEEK_HOURS) - 1
    due = find_next_visit(world, person)
    while due < world.now:
        due = find_next_visit(world, person)
    person.visit_due = due
    world.at(due, "visit", person)


def find_next_visit(world: World, person: Person) -> float:
    """Return the time in the next week at which a person goes to the second team."""
    person.visit += 1
    luck = world.draw("visit", person.luck, person.visit)
    return equations.block_start(person.visit, luck, person.second_share)


def switch_seat(world: World, person: Person) -> None:
    """Move a person to the second team or back; the work in progress is finished all the same."""
    if person.visit_due != world.now or not person.present or person.other is None:
        world.ledger.events -= 1
        return
    idle = person.idle
    if idle:
        person.desk.idle.remove(person)
    if person.desk is person.team:
        person.desk = person.other
        person.visit_due = world.now + equations.WEEK_HOURS * person.second_share
    else:
        person.desk = person.team
        person.visit_due = find_next_visit(world, person)
    world.at(person.visit_due, "visit", person)
    find_lead(person)
    begin_tie(world, person, person.desk)
    world.note("changes desk", person, person.desk.number, 0.0)
    if idle:
        enter_idle(person)
        begin_next_activity(world, person)
