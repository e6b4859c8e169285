"""What people know of the areas, how fast it lets them work, and who knows what."""

from __future__ import annotations

from reorg.engine.twin import mechanisms
from reorg.engine.twin.things import Person
from reorg.engine.twin.world import World


def knows(world: World, person: Person, area: str) -> float:
    """Return a person's present knowledge of an area."""
    knowledge, since = person.knowledge.get(area, (0.0, 0.0))
    return mechanisms.knowledge_unused(world.assumed, knowledge, world.now - since)


def learn(world: World, person: Person, area: str, hours: float) -> None:
    """Add hours of practice in an area."""
    practiced = mechanisms.knowledge_practiced(world.assumed, knows(world, person, area), hours)
    person.knowledge[area] = (practiced, world.now)


def pace(world: World, person: Person, area: str) -> float:
    """Return the smaller of what local knowledge and, for a newcomer, the ramp allow."""
    knowing = mechanisms.pace_of_knowledge(world.assumed, knows(world, person, area))
    if person.career.joined is None:
        return knowing
    return min(knowing, mechanisms.ramp(world.assumed, world.now - person.career.joined))


def take_survey(world: World) -> None:
    """Find who knows how much of every area, and note what it comes to."""
    books, total = world.ledger, 0.0
    books.lone_areas = 0
    for area in world.survey:
        knowledge = [(knows(world, person, area), person) for person in world.people if person.present]
        # Sorting keeps equals in order of the file.
        ranked = sorted((known for known in knowledge if known[0] > 0.0), key=lambda known: -known[0])
        world.survey[area] = ranked
        total += sum(known for known, _ in ranked[:3])
        books.lone_areas += len(knowers(world, area)) < 2
    books.knowledge_end = total


def knowers(world: World, area: str) -> list[Person]:
    """Return who knew more than half of an area at the last survey."""
    return [person for known, person in world.survey[area] if known > mechanisms.KNOWER]


def is_regretted(world: World, person: Person) -> bool:
    """Whether a person is the first or the only knower of an area, as far as the last survey tells."""
    for area, ranked in world.survey.items():
        first = bool(ranked) and ranked[0][1] is person
        alone = len(knowers(world, area)) <= 1
        if (first or alone) and knows(world, person, area) > mechanisms.KNOWER:
            return True
    return False
