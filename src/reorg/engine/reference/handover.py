"""Handover: colleagues at work on a package give a person who joins it a part of the work."""

from __future__ import annotations

from reorg.engine.reference.attention import deliver_item
from reorg.engine.reference.familiarity import closest_active
from reorg.engine.reference.state.items import Item
from reorg.engine.reference.state.people import Person
from reorg.engine.reference.state.work import Job
from reorg.engine.reference.state.world import World


def is_new_to(person: Person, job: Job) -> bool:
    """Tell whether a person has never finished work on a package, as far as the person remembers."""
    return job.stream is None and all(known.thing != job.thing for known in person.familiar)


def hand_over_part(world: World, person: Person, job: Job) -> None:
    """Let somebody new to a package be given a part of it by the closest of those at work on it, if any."""
    hours = world.assumed["coordination.handover_hours"]
    colleagues = closest_active(world, person, job)
    if hours > 0.0 and colleagues:
        deliver_item(world, Item("reply", colleagues[0], hours, person))
        deliver_item(world, Item("reply", person, hours, colleagues[0]))
