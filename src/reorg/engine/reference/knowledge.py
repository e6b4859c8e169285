"""Knowledge of areas: learning, forgetting, and its effect on speed.

The survey of experts is here too.
"""

from __future__ import annotations

from reorg.engine.reference import equations
from reorg.engine.reference.state.people import Person
from reorg.engine.reference.state.world import World
from reorg.engine.reference.structure import attention_lacking
from reorg.summation import add_in_order


def knowledge_of(world: World, person: Person, area: str) -> float:
    """Return a person's present knowledge of an area."""
    knowledge, since = person.knowledge.get(area, (0.0, 0.0))
    return equations.knowledge_unused(world.assumed, knowledge, world.now - since)


def learn(world: World, person: Person, area: str, hours: float) -> None:
    """Add hours of practice in an area; a newcomer who lacks the lead's attention learns more slowly."""
    delay, joined = 1.0, person.career.joined
    if joined is not None:
        delay = equations.delay_of_newcomer(world.assumed, world.now - joined, attention_lacking(person))
    practiced = equations.knowledge_practiced(world.assumed, knowledge_of(world, person, area), hours, delay)
    person.knowledge[area] = (practiced, world.now)


def speed_factor(world: World, person: Person, area: str) -> float:
    """Return the smaller speed factor of local knowledge and, for a newcomer, of the ramp."""
    knowing = equations.pace_of_knowledge(world.assumed, knowledge_of(world, person, area))
    if person.career.joined is None:
        return knowing
    return min(
        knowing, equations.ramp(world.assumed, world.now - person.career.joined, attention_lacking(person))
    )


def survey_knowledge(world: World) -> None:
    """Survey everybody's knowledge of every area, and record the summary."""
    books, total = world.ledger, 0.0
    books.lone_areas = 0
    for area in world.survey:
        knowledge = [(knowledge_of(world, person, area), person) for person in world.people if person.present]
        # Sorting is stable: equals keep the order of the model file.
        ranked = sorted((known for known in knowledge if known[0] > 0.0), key=lambda known: -known[0])
        world.survey[area] = ranked
        total += add_in_order(known for known, _ in ranked[:3])
        books.lone_areas += len(experts(world, area)) < 2
    books.knowledge_end = total


def experts(world: World, area: str) -> list[Person]:
    """Return the experts of an area (knowledge above one half) at the last survey."""
    return [person for known, person in world.survey[area] if known > equations.KNOWER]
