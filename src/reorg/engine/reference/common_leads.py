"""Common leads: the decider of a question between packages, over solid and dotted lines, and the way."""

from __future__ import annotations

from collections.abc import Iterator

from reorg.engine.reference.equations import dotted_passes
from reorg.engine.reference.familiarity import closest_active
from reorg.engine.reference.state.people import Person
from reorg.engine.reference.state.work import Job
from reorg.engine.reference.state.world import World
from reorg.engine.reference.structure import (
    common_team,
    first_lead,
    highest_vacancy,
    nearest_vacancy,
    second_lead,
    top_from,
    top_position_from,
)


def line_of(person: Person) -> list[Person]:
    """Return the leads up the solid line, the nearest first."""
    return [] if person.lead is None else [person.lead, *line_of(person.lead)]


def common_lead(world: World, asker: Person, other: Job) -> Person:
    """Return the lowest common lead of a person and the owners of a job; that lead decides alone.

    If nobody leads there or above, the question goes to the nearest position that is only vacant.
    """
    nearer = None
    if world.form.second_leads:
        nearer = lead_over_dotted_lines(world, asker, other, owner_at_work(world, asker, other))
    return nearer or solid_common_lead(world, asker, other)


def solid_common_lead(world: World, asker: Person, other: Job) -> Person:
    """Return the lowest common lead by solid lines, or the nearest position that is only vacant."""
    common = common_team(asker.desk, world.form.owner(other))
    return first_lead(common) or nearest_vacancy(common) or asker


def top_above_common(world: World, asker: Person, other: Job) -> Person:
    """Return the top above the lowest common lead of a person and the owners of a job."""
    common = common_team(asker.desk, world.form.owner(other))
    lead = first_lead(common)
    if lead is not None:
        return top_position_from(world, lead)
    return highest_vacancy(common) or top_from(world, asker)


def is_common_lead(world: World, asker: Person, other: Job, person: Person) -> bool:
    """Return whether a person is the lowest common lead, whichever of the owners is at work."""
    if person is solid_common_lead(world, asker, other):
        return True
    owners = (None, *world.form.owner(other).members) if world.form.second_leads else ()
    return any(lead_over_dotted_lines(world, asker, other, owner) is person for owner in owners)


def owner_at_work(world: World, asker: Person, other: Job) -> Person | None:
    """Return the person active on a job in its owning team who is closest to the asker."""
    team = world.form.owner(other)
    return next((each for each in closest_active(world, asker, other) if each.desk is team), None)


def leads_over_dotted_line(lead: Person, person: Person) -> bool:
    """Return whether a lead is the second lead of a person or of a lead above, or above such a lead."""
    seconds = map(second_lead, (person, *line_of(person)))
    return any(second is not None and lead in (second, *line_of(second)) for second in seconds)


def lead_over_dotted_lines(world: World, asker: Person, other: Job, owner: Person | None) -> Person | None:
    """Return the nearest common lead of the asker and an owner over a dotted line, if any.

    Nearer than the lowest common lead of the solid lines, and not above that one. Without an owner at work,
    the lead of the team that owns the job is used instead.
    """
    team = world.form.owner(other)
    solid, lead = first_lead(common_team(asker.desk, team)), first_lead(team)
    if solid is asker:
        return None
    nearer = [
        (passes, person)
        for passes, person in _leads_nearby(asker, owner or lead, lead)
        if solid is None or (passes < _passes_to_solid(asker, solid) and person not in line_of(solid))
    ]
    return min(nearer, key=lambda each: each[0])[1] if nearer else None


def _passes_to_solid(asker: Person, solid: Person) -> int:
    line = line_of(asker)
    return line.index(solid) if solid in line else 0


def _leads_nearby(
    asker: Person, owner: Person | None, lead_of_owners: Person | None
) -> Iterator[tuple[int, Person]]:
    """Yield the common leads of asker and owner over a dotted line of either or both, with the passes.

    For the asker as such a lead, the passes are one fewer than for the asker's lead.
    """
    own_line = [] if lead_of_owners is None else [lead_of_owners, *line_of(lead_of_owners)]
    for below, person in enumerate((asker, *line_of(asker))):
        if owner is not None and leads_over_dotted_line(person, owner):
            yield below - 1, person
        second = second_lead(person)
        for above, lead in enumerate([] if second is None else [second, *line_of(second)]):
            if lead is asker:
                break
            if lead in own_line or (owner is not None and leads_over_dotted_line(lead, owner)):
                yield dotted_passes(below, above - 1), lead


def way_between(asker: Person, decides: Person, *, dotted: bool) -> list[Person]:
    """Return the leads between two people: up the solid line, or over one ``dotted`` line if that is shorter.

    None if there is no way up from the one to the other. A vacant position for which a question waits is at
    the end of the line.
    """
    line = line_of(asker)
    if not decides.present:
        return line
    solid = line[: line.index(decides)] if decides in line else None
    ways = [] if solid is None else [solid]
    for below, person in enumerate((asker, *line) if dotted else ()):
        second = second_lead(person)
        above = [] if second is None else [second, *line_of(second)]
        if decides in above:
            ways.append(line[:below] + above[: above.index(decides)])
    return min(ways, key=len, default=[])
