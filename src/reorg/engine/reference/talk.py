"""Informal talk of a team's members, once a week."""

from __future__ import annotations

from reorg.engine.reference import equations
from reorg.engine.reference.attention import deliver_item
from reorg.engine.reference.equations import WEEK_HOURS
from reorg.engine.reference.state.items import Item
from reorg.engine.reference.state.people import Person
from reorg.engine.reference.state.world import World


def schedule_talk(world: World) -> None:
    """Enter everybody's first talk; each has an own place in the week."""
    for person in world.people:
        world.at(world.draw("offset", person.luck, 1) * WEEK_HOURS, "talk", person)


def hold_talk(world: World, person: Person) -> None:
    """Put the week's talk into a person's in-tray, if there is anybody to talk to."""
    world.at(world.now + WEEK_HOURS, "talk", person)
    silent = world.assumed["coordination.team_talk_hours"] <= 0.0
    if not person.present or silent or len(person.team.members) < 2:
        world.ledger.events -= 1
        return
    hours = equations.team_talk_hours(world.assumed, len(person.team.members))
    deliver_item(world, Item("talk", person, hours), WEEK_HOURS)
