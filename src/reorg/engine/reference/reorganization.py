"""Reorganization: the structure changes, and teams, owners, inboxes and meetings follow.

Ties and context do not follow.
"""

from __future__ import annotations

from reorg.engine.reference.compute import allocate_pools
from reorg.engine.reference.deferral import dispatch_inboxes
from reorg.engine.reference.dispatching import offer_work
from reorg.engine.reference.escalation import reroute_decisions
from reorg.engine.reference.meetings import schedule_meetings
from reorg.engine.reference.ownership import change_owner
from reorg.engine.reference.queues import enter_idle
from reorg.engine.reference.race_transfer import transfer_races
from reorg.engine.reference.seating import adopt_structure
from reorg.engine.reference.state.structures import WorldStructure
from reorg.engine.reference.state.world import World


def reorganize(world: World, form: WorldStructure) -> None:
    """Change the structure: lines, owners, open questions and meetings follow; ties and context do not."""
    world.note("reorganized", None, form.number, 0.0)
    before, world.form = world.form, form
    adopt_structure(world)
    _list_idle_people(world)
    for job in world.jobs():
        if job.version == 0 or job.stream is not None:
            change_owner(world, job)
    if any(each.is_contested for each in world.forms):
        transfer_races(world, before)
    for person in world.people:
        reroute_decisions(world, person)
    schedule_meetings(world)
    allocate_pools(world)
    dispatch_inboxes(world)
    for team in form.teams:
        offer_work(world, team)


def _list_idle_people(world: World) -> None:
    for form in world.forms:
        for team in form.teams:
            team.idle.clear()
    for person in world.people:
        if person.idle:
            enter_idle(person)
