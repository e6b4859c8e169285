"""Dispatching: a team's open work is offered to its idle people, most urgent first."""

from __future__ import annotations

from reorg.engine.reference.choice import next_job
from reorg.engine.reference.delegation import delegate_work
from reorg.engine.reference.queues import may_take
from reorg.engine.reference.state.people import Person, Team
from reorg.engine.reference.state.world import World
from reorg.engine.reference.work import begin_chunk


def book_idle_people(world: World, team: Team) -> None:
    """Book idle people of a team as waiting while it has unfinished work, otherwise as idle."""
    kind = "waiting" if team.unfinished else "idle"
    for person in team.idle:
        if person.kind != kind:
            world.book_hours(person)
            person.kind, person.since = kind, world.now


def offer_work(world: World, team: Team) -> None:
    """Offer the team's open work, most urgent first, to its idle people in the order of the model file."""
    if world.deferring:
        world.defer_team(team)
        return
    while _one_takes_work(world, team):
        pass
    book_idle_people(world, team)


def _one_takes_work(world: World, team: Team) -> bool:
    """Start one idle person of a team on its most urgent work; return whether one was started."""
    free = [person for person in team.idle if person.is_uncalled and person.next_held_job() is None]
    takers = (person for job in team.work for person in free if may_take(person, job))
    taker = next(takers, None)
    if taker is not None:
        begin_most_urgent_work(world, taker)
    return taker is not None


def begin_most_urgent_work(world: World, person: Person) -> None:
    """Start a free person on the most urgent work; agents, if there are any, take what they can."""
    delegate_work(world, person)
    job = next_job(world, person)
    if job is not None:
        begin_chunk(world, person, job)
        delegate_work(world, person)
    else:
        world.note("idle", person, -1, 0.0)
        book_idle_people(world, person.desk)
