"""Handover: a person new to a package, or starting a stage, takes over earlier work from a colleague."""

from __future__ import annotations

from reorg.engine.reference import equations
from reorg.engine.reference.attention import deliver_item
from reorg.engine.reference.familiarity import closest_active
from reorg.engine.reference.queues import dequeue_job
from reorg.engine.reference.state.items import Item
from reorg.engine.reference.state.people import Person
from reorg.engine.reference.state.work import Job
from reorg.engine.reference.state.world import World
from reorg.engine.reference.structure import levels_between
from reorg.engine.reference.ties import tie_between


def is_new_to(person: Person, job: Job) -> bool:
    """Return whether a person has, as far as remembered, never finished work on a package."""
    return job.stream is None and all(known.thing != job.thing for known in person.familiar)


def hand_over_part(world: World, person: Person, job: Job) -> None:
    """Hand part of a package over to a person new to it, from the closest person at work on it, if any."""
    hours = world.assumed["coordination.handover_hours"]
    colleagues = closest_active(world, person, job)
    if hours > 0.0 and colleagues:
        hand_over(world, person, colleagues[0], hours)


def hand_over(world: World, receiver: Person, giver: Person, hours: float) -> None:
    """Spend hours of two people on a handover from one to the other."""
    deliver_item(world, Item("reply", giver, hours, receiver))
    deliver_item(world, Item("reply", receiver, hours, giver))


def take_over_stage(world: World, person: Person, job: Job) -> None:
    """Hand the earlier stage over to the first who ends a piece of the next, unless it is the same person."""
    if not job.is_to_be_taken_over:
        return
    giver = giver_of_item(job) if job.stream is not None else giver_of_package(world, person, job)
    job.is_to_be_taken_over = False
    if giver is person:
        return
    tie = 0.0 if giver is None else tie_between(world, person, giver)
    levels = 0.0 if giver is None else levels_between(world, person, giver)
    job.history = equations.history_taken_over(world.assumed, job.history, tie)
    hours = equations.stage_hours(world.assumed, job.effort, levels, tie)
    if hours > 0.0 and giver is not None:
        hand_over(world, person, giver, hours)
    elif hours > 0.0:
        deliver_item(world, Item("reply", person, 2.0 * hours))


def giver_of_item(job: Job) -> Person | None:
    """Return the person who finished the earlier stage of an item, None if that person is not present."""
    giver = job.giver
    if giver is None or not giver.present or giver.career.seated > job.arrived:
        return None
    return giver


def giver_of_package(world: World, person: Person, job: Job) -> Person | None:
    """Return who hands a package's predecessors over: the person if familiar, else the closest, if any."""
    if any(known.thing == before.name for before in job.package.follows for known in person.familiar):
        return person
    others = [
        other for before in job.package.follows for version in before.versions for other in version.active
    ]
    return max(others, key=lambda other: tie_between(world, person, other), default=None)


def follow_item(world: World, item: Job) -> None:
    """Have the person who finished an item's earlier stage continue with it, if the same team does both.

    With the assumed probability, and only a person with the skill: then nobody else may take it.
    """
    person = giver_of_item(item)
    if person is None or item not in item.owner.work or person.desk is not item.owner:
        return
    goes_on = world.draw("follow", item.luck, 0) < world.assumed["handover.follow"]
    if person.skill(item.area) != "none" and goes_on:
        dequeue_job(item)
        item.holder = person
        person.held.append(item)
