"""Deferral: while several activities complete at one time, dispatching waits until all have completed."""

from __future__ import annotations

from reorg.engine.reference.attention import begin_next_activity
from reorg.engine.reference.dispatching import offer_work
from reorg.engine.reference.state.world import World


def dispatch_inboxes(world: World) -> None:
    """Make every idle person with items in the inbox start the most urgent one."""
    for person in world.people:
        if person.idle and person.inbox:
            begin_next_activity(world, person)


def dispatch_deferred(world: World) -> None:
    """Dispatch to the people recorded; open work is offered in the teams recorded and in their teams."""
    people, world.deferred_people = world.deferred_people, []
    for person in people:
        if person.idle and (
            person.appointment_hours > 0.0 or person.inbox or person.next_held_job() is not None
        ):
            begin_next_activity(world, person)
        elif person.idle:
            world.defer_team(person.desk)
    teams, world.deferred_teams = world.deferred_teams, []
    for team in teams:
        offer_work(world, team)
