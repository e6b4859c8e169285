"""What a scenario lets happen on a date, one function for each kind of event."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reorg.engine.twin.arriving import change_demand
from reorg.engine.twin.changing import move, reorganize
from reorg.engine.twin.coming import arrive, expect
from reorg.engine.twin.computing import share_out
from reorg.engine.twin.going import leave
from reorg.engine.twin.mechanisms import fact_holds
from reorg.engine.twin.things import Job, Person
from reorg.engine.twin.working import offer, withdraw
from reorg.engine.twin.world import World
from reorg.model import events


def happen(world: World, event: events.Happening) -> None:
    """Let a dated event happen, if it is of this world's reading of a contested fact."""
    asked = event.reading
    if asked is not None and fact_holds(world.assumed, asked.place, asked.share) != asked.holds:
        return
    _EVENTS[type(event)](world, event)


def _reorganize(world: World, event: events.Reorganize) -> None:
    reorganize(world, next(form for form in world.forms if form.id == event.to))


def _leave(world: World, event: events.Leave) -> None:
    person = world.person(event.person)
    if person.present:
        leave(world, person, hire=event.person not in world.replaced)


def _join(world: World, event: events.Join) -> None:
    person = world.person(event.person.id)
    if not person.present:
        world.payroll += person.career.pay
        arrive(world, person)


def _replace(world: World, event: events.Replace) -> None:
    """Who sits there still goes first; the successor has the skills and the pay stated, if any are."""
    person = world.person(event.person)
    if person.present:
        leave(world, person, hire=False)
    if event.annual_cost_usd is not None:
        before, person.career.pay = person.career.pay, event.annual_cost_usd / 52.0
        if person.until is not None:
            # A successor was expected already, at the former pay.
            world.payroll += person.career.pay - before
    if event.skills is not None:
        person.skills = dict(event.skills)
    expect(world, person, event.after_weeks)


def _move(world: World, event: events.Move) -> None:
    person = world.person(event.person)
    team = next((team for team in world.form.teams if team.id == event.to), None)
    if team is not None and team is not person.team:
        move(world, person, team)


def _demand(world: World, event: events.Demand) -> None:
    stream = next(stream for stream in world.streams if stream.id == event.stream)
    change_demand(world, stream, event.factor)


def _budget(world: World, event: events.Budget) -> None:
    if event.hiring is not None:
        world.frozen = not event.hiring
    if event.payroll_share is not None:
        world.budget = event.payroll_share * world.payroll
    if event.gpus_share is not None:
        world.gpus_share *= event.gpus_share
        share_out(world)


def _lay_off(world: World, event: events.Layoff) -> None:
    lay_off(world, event, world.layoffs)
    world.layoffs += 1


def lay_off(world: World, event: events.Layoff, number: int) -> None:
    """Let a share of those named go, by the lots of this number; everybody who stays has felt it."""

    def lot(person: Person) -> float:
        return world.draw("layoff", person.luck, number)

    named = (world.person(name) for name in event.people)
    present = sorted((person for person in named if person.present), key=lot)
    for person in present[: int(event.share * len(present) + 0.5)]:
        leave(world, person, hire=False)
    for person in world.people:
        if person.present:
            person.career.moved = world.now


def _prioritize(world: World, event: events.Prioritize) -> None:
    """Give work another priority; what is open finds its new place."""
    for stream in world.streams:
        if ("stream", stream.id) in event.work:
            stream.priority = event.priority
    for job in world.jobs():
        if job.owned_as[0] in event.work:
            _put_first(job, event.priority)


def _equip(world: World, event: events.Equip) -> None:
    """Whoever has fewer agents now than are at work lets those end."""
    for name in event.people:
        world.person(name).agents = event.ai_agents


def _put_first(job: Job, priority: float) -> None:
    withdraw(job)
    job.priority = priority
    if job.state == "open":
        offer(job)


_EVENTS: dict[type, Callable[[World, Any], None]] = {
    events.Reorganize: _reorganize,
    events.Leave: _leave,
    events.Join: _join,
    events.Replace: _replace,
    events.Move: _move,
    events.Demand: _demand,
    events.Budget: _budget,
    events.Layoff: _lay_off,
    events.Prioritize: _prioritize,
    events.Equip: _equip,
}
