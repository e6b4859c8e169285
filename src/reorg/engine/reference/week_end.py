"""The end of a week: loads, overload, and the hazard of leaving."""

from __future__ import annotations

from collections.abc import Iterable

from reorg.engine.reference.contagion import expire_contagion
from reorg.engine.reference.equations import WEEK_HOURS
from reorg.engine.reference.hiring import start_hiring
from reorg.engine.reference.knowledge import survey_knowledge
from reorg.engine.reference.landscape import record_design_values
from reorg.engine.reference.management import record_attention
from reorg.engine.reference.packages import is_out
from reorg.engine.reference.seating import ambiguity_of
from reorg.engine.reference.state.people import Person
from reorg.engine.reference.state.work import Job
from reorg.engine.reference.state.world import World
from reorg.engine.reference.structure import effectiveness_of
from reorg.engine.reference.ties import tie_to_team
from reorg.engine.reference.turnover import depart, hazard
from reorg.summation import add_in_order

_LOAD_SMOOTHING = 0.25
"""Share of the gap to the present load that the felt load closes each week."""


def end_week(world: World, week: int) -> None:
    """Update everything due at the end of a week; week -1 ends when counting begins."""
    books = world.ledger
    survey_knowledge(world)
    if week < 0:
        books.knowledge_start = books.knowledge_end
        world.at(books.start + WEEK_HOURS, "week", 0)
        return
    record_design_values(world)
    update_loads_and_hazards(world)
    record_attention(world)
    positions = [team for team in world.form.teams if team.official is not None]
    leads = [team.lead if team.lead is team.official else None for team in positions]
    effective = [0.0 if lead is None else effectiveness_of(world, lead) for lead in leads]
    books.lead_effectiveness.append(add_in_order(effective) / len(effective) if effective else float("nan"))
    record_settling(world)
    world.week = week + 1
    expire_contagion(world)
    for person in world.people:
        if person.present and person.career.cumulated > person.career.threshold:
            depart(world, person, hire=True)
    for person in world.people:
        if person.career.waits_for_hiring:
            start_hiring(world, person)
    if world.awaited and all(is_out(jobs) for jobs in world.awaited):
        books.end_after(week + 1)
    if week + 1 < books.weeks:
        world.at(books.start + (week + 2) * WEEK_HOURS, "week", week + 1)
    else:
        survey_knowledge(world)
        world.at(world.now, "end", None)


def record_settling(world: World) -> None:
    """Record the mean probability of misdirected requests of those present, and their tie to the team."""
    present = [person for person in world.people if person.present]
    misdirected = add_in_order(ambiguity_of(world, person) for person in present)
    tied = add_in_order(tie_to_team(world, person, person.ties[0].identity) for person in present)
    world.ledger.ambiguity.append(misdirected / max(len(present), 1))
    world.ledger.ties_in_team.append(tied / max(len(present), 1))


def update_loads_and_hazards(world: World) -> None:
    """Count the week's loads and pay, and add the week's hazard to everybody's total."""
    books = world.ledger
    present = [person for person in world.people if person.present]
    books.headcount.append(len(present))
    books.inbox_hours.append(add_in_order(person.inbox_hours for person in present))
    books.backlog_hours.append(_backlog(world))
    books.weekly_pay_usd.append(add_in_order(person.career.pay for person in present))
    books.payroll_usd += books.weekly_pay_usd[-1]
    hazards = []
    for person in present:
        career = person.career
        load = _weeks_of_load(world, person)
        if load > 0.0:
            world.note("load", person, -1, load)
        if load > 1.0:
            books.overload_weeks[person.number] = books.overload_weeks.get(person.number, 0) + 1
        career.load += _LOAD_SMOOTHING * (load - career.load)
        hazards.append(hazard(world, person))
        career.cumulated += hazards[-1]
    books.hazard.append((add_in_order(hazards) / max(len(hazards), 1), max(hazards, default=0.0)))


def _weeks_of_load(world: World, person: Person) -> float:
    """Return the weeks of work waiting for a person: inbox, held work and a share of overdue work."""
    team = person.team
    overdue = _overdue_hours(world, team.work) / len(team.members)
    return (person.inbox_hours + _overdue_hours(world, person.held) + overdue) / WEEK_HOURS


def _backlog(world: World) -> float:
    """Return the hours waiting: in inboxes, also of vacant positions, and of work past its due date."""
    hours = [_overdue_hours(world, team.work) for team in world.form.teams]
    hours += [person.inbox_hours + _overdue_hours(world, person.held) for person in world.people]
    return add_in_order(hours)


def _overdue_hours(world: World, jobs: Iterable[Job]) -> float:
    return add_in_order(job.left for job in jobs if job.due < world.now)
