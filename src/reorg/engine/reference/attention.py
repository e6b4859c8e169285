"""Attention: the inbox, the choice of the next item, and the next activity of a free person."""

from __future__ import annotations

from reorg.engine.reference import equations
from reorg.engine.reference.delegation import delegate_work
from reorg.engine.reference.dispatching import begin_most_urgent_work
from reorg.engine.reference.state.items import ITEM_KINDS, Appointment, Item
from reorg.engine.reference.state.people import Person
from reorg.engine.reference.state.world import World
from reorg.engine.reference.structure import effectiveness_of
from reorg.engine.reference.work import begin_activity


def append_to_inbox(item: Item) -> None:
    """Append an item to its person's inbox."""
    item.waiting = True
    item.person.inbox.append(item)
    item.person.inbox_hours += item.hours


def remove_from_inbox(item: Item) -> None:
    """Remove an item from its person's inbox."""
    person = item.person
    item.waiting = False
    person.inbox.remove(item)
    person.inbox_hours = person.inbox_hours - item.hours if person.inbox else 0.0


def deliver_item(world: World, item: Item, patience: float | None = None) -> None:
    """Deliver a new item that expires after ``patience`` hours (None: never); the idle start it at once.

    An item for a vacant position is dropped.
    """
    if not item.person.present:
        return
    append_to_inbox(item)
    if patience is not None:
        world.at(world.now + patience, "expire", item)
    if item.person.idle:
        begin_next_activity(world, item.person)


def choose_item(world: World, person: Person) -> Item:
    """Return the item that a person picks from an inbox that is not empty."""
    inbox = person.inbox
    person.picks += 1
    if len(inbox) == 1 or world.attention == "fifo":
        return inbox[0]
    how, depth = "by priority", 0.0
    if world.attention == "mixed":
        how, depth = equations.pick(world.assumed, world.draw("attention", person.luck, person.picks))
    if how == "by priority":
        # The first of the items of highest priority is the oldest of them.
        return max(inbox, key=lambda item: ITEM_KINDS[item.kind][1])
    places = {"oldest": 0, "newest": len(inbox) - 1}
    return inbox[places.get(how, min(int(depth * len(inbox)), len(inbox) - 1))]


def begin_next_activity(world: World, person: Person) -> None:
    """Start a free person's next activity: from the inbox first, then the most urgent work."""
    if world.deferring:
        world.call(person)
        return
    if person.appointment_hours > 0.0:
        begin_activity(world, person, Appointment(), "booked", person.appointment_hours)
        person.appointment_hours = 0.0
        return
    delegate_work(world, person)
    if person.inbox:
        item = choose_item(world, person)
        remove_from_inbox(item)
        hours = item.hours
        if item.kind == "decide" and item.asker is not person:
            hours /= effectiveness_of(world, person)
        begin_activity(world, person, item, ITEM_KINDS[item.kind][0], hours)
        world.log_item("begin item", item)
        return
    begin_most_urgent_work(world, person)
