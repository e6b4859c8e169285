"""Events of a scenario, on a date or triggered by a late release: one function per kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from reorg.engine.reference.attention import begin_next_activity
from reorg.engine.reference.compute import allocate_pools
from reorg.engine.reference.deferral import dispatch_inboxes
from reorg.engine.reference.dispatching import offer_work
from reorg.engine.reference.equations import WEEK_HOURS, fact_holds
from reorg.engine.reference.escalation import reroute_decisions
from reorg.engine.reference.hiring import expect_successor, seat_newcomer, set_pay
from reorg.engine.reference.layoff import lay_off
from reorg.engine.reference.lines import recompute_lines
from reorg.engine.reference.queues import dequeue_job, enqueue_job, enter_idle
from reorg.engine.reference.reorganization import reorganize
from reorg.engine.reference.seating import count_reports, note_change, record_lost_scope, seat_person
from reorg.engine.reference.second_seats import plan_visit
from reorg.engine.reference.state.people import Person, Team
from reorg.engine.reference.state.work import Job
from reorg.engine.reference.state.world import World
from reorg.engine.reference.streams import change_demand
from reorg.engine.reference.structure import appoint_lead, is_lead, lacks_lead
from reorg.engine.reference.succession import go_away
from reorg.engine.reference.turnover import depart, is_held
from reorg.engine.reference.vacating import register_lead_loss
from reorg.model import events
from reorg.model.events import Alternate, Demand, Happening, Layoff, Reorganize, Waiting
from reorg.model.organization import Organization


def move_person(world: World, person: Person, team: Team) -> None:
    """Move a person to another team of the present structure; the former one may need an acting lead."""
    former, lead, before = person.team, person.lead, count_reports(world)
    mates = [mate for mate in former.members if mate is not person]
    if person.idle:
        person.desk.idle.remove(person)
    seat_person(world, person, team)
    world.note("moved", person, team.number, 0.0)
    if team.official is not person:
        for report in world.people:
            if report.lead is person:
                register_lead_loss(world, report, 0.5)
    for each in world.form.teams:
        if each is not team and each.lead is person:
            appoint_lead(world, each)
            if each.official is person:
                # Nobody comes for a lead who has only moved: who acts as lead leads from now on.
                each.official = each.lead
    if person.present and lacks_lead(person, team):
        appoint_lead(world, team)
    recompute_lines(world)
    plan_visit(world, person)
    note_change(world, person, lead, mates)
    record_lost_scope(world, before)
    reroute_decisions(world, person)
    if person.idle:
        enter_idle(person)
        begin_next_activity(world, person)
    dispatch_inboxes(world)
    # Where nobody skilled is left, anybody may do the work.
    offer_work(world, former)


@dataclass(eq=False)
class Trigger:
    """State of a triggered event: how often it may still happen, and its structures, the next one first."""

    times: int | None
    structures: list[str]
    happened: set[int] = field(default_factory=set)
    """The checks at which it did happen."""


@dataclass(frozen=True)
class ReleaseCheck:
    """A check of an occurrence of a release: if it is not out by then, the event happens."""

    event: Happening
    release: str
    occurrence: int
    number: int
    """The key under which a layoff draws at random."""
    patience: Trigger


def schedule_checks(world: World, organization: Organization, waiting: Waiting, number: int) -> None:
    """Schedule a check of every occurrence of the release, from the start date on."""
    release = next(release for release in organization.releases if release.id == waiting.release)
    horizon, looks = organization.horizon_weeks, 0
    structures = list(waiting.event.among) if isinstance(waiting.event, Alternate) else []
    patience = Trigger(waiting.times, structures)
    for occurrence in release.occurrences(horizon):
        week = occurrence.due_week + waiting.late_weeks
        if 0.0 <= week < horizon:
            first = ReleaseCheck(
                waiting.event, release.id, occurrence.number, (number + 1) * 2**16 + looks, patience
            )
            looks += 1
            _schedule_check(world, first, (organization.warmup_weeks + week) * WEEK_HOURS)


def _schedule_check(world: World, at: ReleaseCheck, time: float) -> None:
    """Schedule a check, and the end of a temporary change of demand."""
    world.at(time, "look", at)
    if isinstance(at.event, Demand) and at.event.for_weeks is not None:
        world.at(time + at.event.for_weeks * WEEK_HOURS, "end of demand", at)


def restore_demand(world: World, at: ReleaseCheck) -> None:
    """Restore the former demand, if it did change."""
    if at.number in at.patience.happened and isinstance(at.event, Demand):
        apply_event(world, replace(at.event, factor=1.0 / at.event.factor))
    else:
        world.ledger.events -= 1


def check_release(world: World, at: ReleaseCheck) -> None:
    """Apply the event if the release is not out and the event may still happen."""
    patience = at.patience
    late = any(job.state != "finished" for job in world.occurrences[at.release, at.occurrence])
    event = _event_to_apply(world, at) if late and patience.times != 0 else None
    if event is None:
        world.ledger.events -= 1
        return
    if patience.times is not None:
        patience.times -= 1
    patience.happened.add(at.number)
    if isinstance(event, Layoff):
        lay_off(world, event, at.number)
    else:
        apply_event(world, event)


def _event_to_apply(world: World, at: ReleaseCheck) -> Happening | None:
    """Return the event to apply: with several structures, the next not in force; None if there is none."""
    if not isinstance(at.event, Alternate):
        return at.event
    structures = at.patience.structures
    for _ in at.event.among:
        structure = structures.pop(0)
        structures.append(structure)
        if structure != world.form.id:
            return Reorganize(at.event.week, structure)
    return None


def apply_event(world: World, event: events.Happening) -> None:
    """Apply a dated event, if it belongs to this world's reading of a contested fact."""
    asked = event.reading
    if asked is not None and fact_holds(asked.share) != asked.holds:
        return
    _EVENTS[type(event)](world, event)


def _reorganize(world: World, event: events.Reorganize) -> None:
    reorganize(world, next(form for form in world.forms if form.id == event.to))


def _depart(world: World, event: events.Leave) -> None:
    person = world.person(event.person)
    if is_held(person):
        depart(world, person, hire=event.person not in world.replaced)


def _join(world: World, event: events.Join) -> None:
    person = world.person(event.person.id)
    if not person.present:
        world.payroll += person.career.pay
        seat_newcomer(world, person)


def replace_person(world: World, event: events.Replace) -> None:
    """Seat a successor with the stated skills and pay, if any; a present holder leaves first."""
    person = world.person(event.person)
    if is_held(person):
        depart(world, person, hire=False)
    heir = None if event.internal is None else world.person(event.internal)
    if event.annual_cost_usd is not None:
        person.career.base_pay = event.annual_cost_usd * person.share / 52.0
        set_pay(world, person, person.career.base_pay)
    elif heir is None and is_lead(world, person):
        set_pay(world, person, person.career.base_pay * world.assumed["succession.outside_pay"])
    if event.skills is not None:
        person.skills = dict(event.skills)
    expect_successor(world, person, event.after_weeks, heir)


def _move(world: World, event: events.Move) -> None:
    person = world.person(event.person)
    team = next((team for team in world.form.teams if team.id == event.to), None)
    if team is not None and team is not person.team:
        move_person(world, person, team)


def _change_demand(world: World, event: events.Demand) -> None:
    stream = next(stream for stream in world.streams if stream.id == event.stream)
    change_demand(world, stream, event.factor)


def _change_budget(world: World, event: events.Budget) -> None:
    if event.hiring is not None:
        world.frozen = not event.hiring
    if event.payroll_share is not None:
        world.budget = event.payroll_share * world.payroll
    if event.gpus_share is not None:
        world.gpus_share *= event.gpus_share
        allocate_pools(world)


def _lay_off_on_date(world: World, event: events.Layoff) -> None:
    lay_off(world, event, world.layoffs)
    world.layoffs += 1


def reprioritize(world: World, event: events.Prioritize) -> None:
    """Change the priority of work; open work takes its new place."""
    for stream in world.streams:
        if ("stream", stream.id) in event.work:
            stream.priority = event.priority
    for job in world.jobs():
        if job.owned_as[0] in event.work:
            _requeue(job, event.priority)


def _go_away(world: World, event: events.Away) -> None:
    go_away(world, world.person(event.person), event.until_week)


def _equip(world: World, event: events.Equip) -> None:
    """End agents at work of those who now have fewer agents."""
    for name in event.people:
        world.person(name).agents = event.ai_agents


def _requeue(job: Job, priority: float) -> None:
    dequeue_job(job)
    job.priority = priority
    if job.state == "open":
        enqueue_job(job)


_EVENTS: dict[type, Callable[[World, Any], None]] = {
    events.Reorganize: _reorganize,
    events.Leave: _depart,
    events.Join: _join,
    events.Replace: replace_person,
    events.Move: _move,
    events.Demand: _change_demand,
    events.Budget: _change_budget,
    events.Layoff: _lay_off_on_date,
    events.Prioritize: reprioritize,
    events.Equip: _equip,
    events.Away: _go_away,
}
