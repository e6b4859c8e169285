"""Layoffs: the stated share of the people named leaves, lowest draws first.

A layoff of everybody named eliminates the positions, so that those vacant at the time are not filled either.
"""

from __future__ import annotations

from reorg.engine.reference.hiring import close_vacancy
from reorg.engine.reference.state.people import Person
from reorg.engine.reference.state.world import World
from reorg.engine.reference.turnover import depart, is_held
from reorg.model import events


def lay_off(world: World, event: events.Layoff, number: int) -> None:
    """Lay off a share of the people named, at random under this key; all others react if anybody leaves."""

    def draw(person: Person) -> float:
        return world.draw("layoff", person.luck, number)

    named = [world.person(name) for name in event.people]
    for person in named if event.share >= 1.0 else ():
        if not is_held(person):
            close_vacancy(world, person)
    held = sorted((person for person in named if is_held(person)), key=draw)
    leaving = held[: int(event.share * len(held) + 0.5)]
    for person in leaving:
        depart(world, person, hire=False)
    for person in world.people:
        if leaving and person.present:
            person.career.moved = world.now
