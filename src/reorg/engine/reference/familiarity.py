"""Familiarity: what people know of packages and streams they work on, and who is active on a package."""

from __future__ import annotations

import math

from reorg.engine.reference import equations
from reorg.engine.reference.state.people import Familiarity, Person
from reorg.engine.reference.state.work import Job
from reorg.engine.reference.state.world import World
from reorg.engine.reference.ties import tie_between
from reorg.summation import add_in_order

REMEMBERED = 6
"""Number of packages and streams a person can be familiar with at a time."""

ACTIVE_HOURS = 80.0
"""People who finished a piece of work on a package within this many hours are active on it."""


def _present_value(world: World, known: Familiarity) -> float:
    return equations.familiarity_unused(world.assumed, known.value, world.now - known.since)


def _initial_familiarity(world: World, person: Person, job: Job) -> float:
    """Return familiarity at the start of the run: as stated or as an incumbent, after forgetting."""
    if person.career.hired > 0:
        return 0.0
    joined = person.career.joined
    if job.thing in person.stated_familiarity:
        unused = world.now - (joined or 0.0)
        return equations.familiarity_unused(world.assumed, person.stated_familiarity[job.thing], unused)
    ran_before = job.stream is not None or job.share_left < 1.0
    at_first = world.forms[0]
    second, _ = at_first.second_seats.get(person.number, (None, 0.0))
    is_owned = at_first.first_owner(job) in (at_first.home[person.number], second)
    if joined is None and ran_before and is_owned:
        return equations.familiarity_unused(world.assumed, world.assumed["familiarity.start"], world.now)
    return 0.0


def familiarity_of(world: World, person: Person, job: Job) -> float:
    """Return a person's present familiarity with a job; unless worked on, it comes from similar work."""
    known = next((known for known in person.familiar if known.thing == job.thing), None)
    if known is not None:
        return _present_value(world, known)
    alike = (_present_value(world, other) for other in person.familiar if other.area == job.area)
    carried = world.assumed["familiarity.carry_over"] * max(alike, default=0.0)
    return max(_initial_familiarity(world, person, job), carried)


def practice(world: World, person: Person, job: Job, before: float, hours: float) -> None:
    """Raise a person's familiarity with a job from ``before`` by the hours just worked on it."""
    known = next((known for known in person.familiar if known.thing == job.thing), None)
    if known is None:
        known = _remember(person, job)
    known.value = equations.familiarity_practiced(world.assumed, before, hours)
    known.since = world.now
    kept = math.exp((person.practiced - world.now) / (0.5 * ACTIVE_HOURS))
    for each in person.familiar:
        each.hours *= kept
    person.own_hours = person.own_hours * kept + hours
    known.hours += hours
    person.practiced = world.now
    if job.stream is None:
        if known.package is not None:
            known.package.active.remove(person)
        known.package = job
        job.active.insert(0, person)


def _remember(person: Person, job: Job) -> Familiarity:
    """Make room for something new, if necessary by forgetting the work done least recently."""
    if len(person.familiar) == REMEMBERED:
        forget(person, min(person.familiar, key=lambda known: known.since))
    known = Familiarity(job.thing, job.area, 0.0, 0.0)
    person.familiar.append(known)
    return known


def forget(person: Person, known: Familiarity) -> None:
    """Remove a person's familiarity with something; nobody counts as active on forgotten work."""
    if known.package is not None:
        known.package.active.remove(person)
    person.familiar.remove(known)


def pause_all(person: Person) -> None:
    """Make a person who is away inactive on all packages; the person's familiarity stays."""
    for known in person.familiar:
        if known.package is not None:
            known.package.active.remove(person)
            known.package = None


def clear_familiarity(person: Person) -> None:
    """Clear the familiarity of the former holder of a position."""
    for known in tuple(person.familiar):
        forget(person, known)
    person.last, person.own_hours = None, 0.0


def recently_active(world: World, job: Job) -> list[Person]:
    """Return the people active on a package, last active first."""
    return [person for person in job.active if _worked_on(person, job).since >= world.now - ACTIVE_HOURS]


def _worked_on(person: Person, job: Job) -> Familiarity:
    return next(known for known in person.familiar if known.package is job)


def closest_active(world: World, person: Person, job: Job) -> list[Person]:
    """Return the others active on a package, strongest ties first; among equals, the last active first."""
    others = [other for other in recently_active(world, job) if other is not person]
    return sorted(others, key=lambda other: -tie_between(world, person, other))


def others_at_work(world: World, person: Person, job: Job) -> float:
    """Return the others active on a package, in full-time equivalents of their recent work on it."""
    total = 0.0
    for other in recently_active(world, job):
        hours = _worked_on(other, job).hours
        if other is not person and hours > 0.0:
            total += hours / other.own_hours * other.share
    return total


def mean_tie(world: World, person: Person, job: Job) -> float | None:
    """Return a person's mean tie to the others active on the same package, None without any."""
    if job.stream is not None:
        return None
    others = [other for other in recently_active(world, job) if other is not person]
    return (
        add_in_order(tie_between(world, person, other) for other in others) / len(others) if others else None
    )
