"""Turnover contagion: a departure raises for some weeks the hazard of people with ties to the leaver."""

from __future__ import annotations

from reorg.engine.reference import equations
from reorg.engine.reference.state.people import Person
from reorg.engine.reference.state.world import World
from reorg.engine.reference.ties import tie_between
from reorg.summation import add_in_order


def spread_contagion(world: World, person: Person) -> None:
    """Pass an exit, and earlier ones felt by the leaver, to those tied to the leaver, by their shares."""
    others = [other for other in world.people if other.present and other is not person]
    ties = {other: tie_between(world, person, other) for other in others}
    total = add_in_order(ties.values())
    if total <= 0.0:
        return
    weekly = (world.assumed["turnover.contagion"] + person.career.deferred) / equations.EXIT_WEEKS
    felt = list(person.career.exits_by_week)
    felt[world.week % equations.EXIT_WEEKS] += weekly
    for other, tie in ties.items():
        if tie > 0.0:
            other.career.add_exits([hazard * tie / total for hazard in felt])


def expire_contagion(world: World) -> None:
    """End the effect of exits whose weeks have passed; the world's ``week`` is the one that begins."""
    for person in world.people:
        person.career.expire_exits(world.week)
