"""The end of a week: what waits, who is overloaded, what weighs on people, and who leaves for it."""

from __future__ import annotations

from reorg.engine.twin import mechanisms
from reorg.engine.twin.coming import look_for_successor
from reorg.engine.twin.discovering import note_found
from reorg.engine.twin.going import leave
from reorg.engine.twin.growing import take_survey
from reorg.engine.twin.mechanisms import WEEK_HOURS
from reorg.engine.twin.things import Person
from reorg.engine.twin.world import World

_SMOOTHING = 0.25
"""How much of the way to the present load the felt load goes each week."""


def end_week(world: World, week: int) -> None:
    """Take stock at the end of a week; week -1 ends when counting begins."""
    books = world.ledger
    take_survey(world)
    if week < 0:
        books.knowledge_start = books.knowledge_end
        world.at(books.start + WEEK_HOURS, "week", 0)
        return
    note_found(world)
    _weigh(world, week)
    world.week = week + 1
    for person in world.people:
        if person.present and person.career.cumulated > person.career.threshold:
            leave(world, person, hire=True)
    for person in world.people:
        if person.career.waits_for_hiring:
            look_for_successor(world, person)
    if week + 1 < books.weeks:
        world.at(books.start + (week + 2) * WEEK_HOURS, "week", week + 1)
    else:
        take_survey(world)
        world.at(world.now, "end", None)


def _weigh(world: World, week: int) -> None:
    """Count the week's loads and pay, and add the week's hazard to everybody's."""
    books = world.ledger
    present = [person for person in world.people if person.present]
    books.headcount.append(len(present))
    books.tray_hours.append(sum(person.tray_hours for person in present))
    for person in present:
        career = person.career
        books.payroll_usd += career.pay
        load = _load_weeks(world, person)
        if load > 1.0:
            books.overload_weeks[person.number] = books.overload_weeks.get(person.number, 0) + 1
        career.load += _SMOOTHING * (load - career.load)
        exits = sum(hazard for last, hazard in career.exits if last >= week)
        career.cumulated += mechanisms.own_hazard(world.assumed, _log_factors(world, person)) + exits


def _load_weeks(world: World, person: Person) -> float:
    """Return the weeks of work that wait for a person: in-tray, held and the share of what is overdue."""
    team = person.team
    held = sum(job.left for job in person.held if job.due < world.now)
    overdue = sum(job.left for job in team.work if job.due < world.now)
    return (person.tray_hours + held + overdue / len(team.members)) / WEEK_HOURS


def _log_factors(world: World, person: Person) -> float:
    """Return the logarithm of what makes a person's hazard differ from the base."""
    assumed, career = world.assumed, person.career
    years = career.tenure + (world.now - world.ledger.start) / mechanisms.YEAR_HOURS
    if career.joined is not None:
        years = (world.now - career.joined) / mechanisms.YEAR_HOURS
    factors = assumed["turnover.overload"] * career.load + mechanisms.of_tenure(assumed, years)
    left = mechanisms.scope_remembered(assumed, career.scope_lost, world.now - career.scope_time)
    factors += assumed["turnover.scope_loss"] * left
    if career.moved is not None and world.now - career.moved < mechanisms.MOVED_HOURS:
        factors += assumed["turnover.moved"]
    if career.principal:
        factors += assumed["turnover.senior_moves"]
    return factors
