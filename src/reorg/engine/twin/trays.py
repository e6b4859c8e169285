"""In-trays: what is put in, what is picked, what is left too long."""

from __future__ import annotations

from reorg.engine.twin import mechanisms
from reorg.engine.twin.things import ITEM_KINDS, Item, Person
from reorg.engine.twin.working import begin, call_to_work, hand_out, take_up
from reorg.engine.twin.world import World


def put(item: Item) -> None:
    """Put an item at the end of its person's in-tray."""
    item.waiting = True
    item.person.tray.append(item)
    item.person.tray_hours += item.hours


def take(item: Item) -> None:
    """Take an item out of its person's in-tray."""
    person = item.person
    item.waiting = False
    person.tray.remove(item)
    person.tray_hours = person.tray_hours - item.hours if person.tray else 0.0


def deliver(world: World, item: Item, patience: float | None = None) -> None:
    """Put a new item in, to expire after ``patience`` hours (None: never); the idle start at once.

    What is for a vacant position is dropped.
    """
    if not item.person.present:
        return
    put(item)
    if patience is not None:
        world.at(world.now + patience, "expire", item)
    if item.person.idle:
        find_something(world, item.person)


def picked(world: World, person: Person) -> Item:
    """Return the item that a person picks from an in-tray that is not empty."""
    tray = person.tray
    person.picks += 1
    if len(tray) == 1 or world.attention == "fifo":
        return tray[0]
    # The first of the items of highest priority is the oldest of them.
    most_urgent = max(tray, key=lambda item: ITEM_KINDS[item.kind][1])
    if world.attention == "priority":
        return most_urgent
    how, depth = mechanisms.pick(world.assumed, world.draw("attention", person.luck, person.picks))
    choices = {"by priority": most_urgent, "oldest": tray[0], "newest": tray[-1]}
    return choices.get(how, tray[min(int(depth * len(tray)), len(tray) - 1)])


def find_something(world: World, person: Person) -> None:
    """Give a free person the next thing to do: the in-tray first, then the most urgent work."""
    if world.holding:
        world.call(person)
        return
    hand_out(world, person)
    if person.tray:
        item = picked(world, person)
        take(item)
        begin(world, person, item, ITEM_KINDS[item.kind][0], item.hours)
        world.note_item("begin item", item)
        return
    take_up(world, person)


def go_on(world: World) -> None:
    """Let those called take what waits for them; open work is offered in others' teams and those called."""
    people, world.called_people = world.called_people, []
    for person in people:
        if person.idle and (person.tray or person.own_job() is not None):
            find_something(world, person)
        elif person.idle:
            world.call_team(person.team)
    teams, world.called_teams = world.called_teams, []
    for team in teams:
        call_to_work(world, team)
