"""Informal talk within a team, and time lost to unsettled people after a change, once a week."""

from __future__ import annotations

from reorg.engine.reference import equations
from reorg.engine.reference.attention import deliver_item
from reorg.engine.reference.equations import WEEK_HOURS
from reorg.engine.reference.seating import ambiguity_of
from reorg.engine.reference.state.items import Item
from reorg.engine.reference.state.people import Person
from reorg.engine.reference.state.world import World
from reorg.summation import add_in_order


def schedule_talk(world: World) -> None:
    """Schedule everybody's first talk; each has its own time in the week."""
    for person in world.people:
        world.at(world.draw("offset", person.luck, 1) * WEEK_HOURS, "talk", person)


def hold_talk(world: World, person: Person) -> None:
    """Put the week's talk into a person's inbox, if there is anybody or anything to talk about."""
    world.at(world.now + WEEK_HOURS, "talk", person)
    hours = equations.unsettled_hours(world.assumed, ambiguity_of(world, person))
    if len(person.team.members) > 1 and world.assumed["coordination.team_talk_hours"] > 0.0:
        others = add_in_order(each.share for each in person.team.members if each is not person)
        hours += person.share * equations.team_talk_hours(world.assumed, others)
    if not person.present or hours <= 0.0:
        world.ledger.events -= 1
        return
    deliver_item(world, Item("talk", person, hours), WEEK_HOURS)
