"""The choice among open work of equal urgency."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from reorg.engine.reference import equations
from reorg.engine.reference.familiarity import familiarity_of
from reorg.engine.reference.queues import may_take
from reorg.engine.reference.state.people import Person
from reorg.engine.reference.state.work import Job
from reorg.engine.reference.state.world import World
from reorg.model.choices import SKILL_LEVELS


def next_job(world: World, person: Person) -> Job | None:
    """Return the next job of a free person: an own job, otherwise one of the team's most urgent."""
    held = person.next_held_job()
    if held is not None:
        return held
    offered = (job for job in person.desk.work if may_take(person, job))
    first = next(offered, None)
    if first is None or first.stream is not None:
        return first
    return _choose(world, person, [first, *_as_urgent(first, offered)])


def _as_urgent(first: Job, others: Iterable[Job]) -> Iterable[Job]:
    """Return the packages of the priority and due date of the first, which come right behind it."""

    def is_equal(job: Job) -> bool:
        return job.stream is None and (job.priority, job.rank) == (first.priority, first.rank)

    return takewhile(is_equal, others)


def _choose(world: World, person: Person, equals: list[Job]) -> Job:
    """Return the choice among equally urgent work: on the critical chain, of best skill, last, familiar."""
    least = equations.CRITICAL_CHAIN * max(job.chain for job in equals)
    critical = [job for job in equals if job.chain >= least]
    highest = max(critical, key=lambda job: SKILL_LEVELS.index(person.skill(job.area)))
    candidates = [job for job in critical if person.skill(job.area) == person.skill(highest.area)]
    last = next((job for job in candidates if job.thing == person.last), None)
    strays = world.draw("stray", person.luck, person.pieces) < world.assumed["familiarity.stray"]
    others = [job for job in candidates if job is not last]
    if last is not None and (not strays or not others):
        return last
    return max(others, key=lambda job: (equations.tenths(familiarity_of(world, person, job)), -job.in_hands))
