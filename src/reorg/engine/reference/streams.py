"""Streams: items that keep arriving, and changes in demand."""

from __future__ import annotations

import math

from reorg.engine.reference import draws
from reorg.engine.reference.efforts import draw_effort_hours
from reorg.engine.reference.handover import follow_item
from reorg.engine.reference.rework import resume_work
from reorg.engine.reference.state.work import Job, Stream
from reorg.engine.reference.state.world import World
from reorg.engine.reference.work import open_job


def schedule_arrival(world: World, stream: Stream) -> None:
    """Schedule a stream's next arrival; a stream without arrivals of its own is fed by another."""
    if stream.interarrival_hours > 0.0:
        gap = -math.log(world.draw("arrival", stream.luck, stream.arrivals)) * stream.interarrival_hours
        stream.next = world.now + gap
        world.at(stream.next, "arrival", stream)


def new_stream_item(world: World, stream: Stream, entity: int, version: int) -> Job:
    """Return the next item of a stream, with the random numbers of ``entity``, not yet offered to anybody."""
    stream.items += 1
    due = world.now + stream.due_hours
    item = Job(
        name=stream.name,
        luck=entity,
        area=stream.area,
        complexity=stream.complexity,
        people_max=1,
        whole=True,
        priority=stream.priority,
        rank=due,
        due=due,
        number=stream.items,
        owned_as=(("stream", stream.id), ("area", stream.area)),
        estimate=stream.effort,
        todo=draw_effort_hours(stream.effort, draws.bits(world.luck, "effort", entity, 0)),
        stream=stream,
        run_queue=stream.run_queue,
        version=version,
        arrived=world.now,
    )
    item.effort = item.todo
    item.owner = world.form.owner(item)
    world.form.shared_ownership(item)
    return item


def admit_arrival(world: World, stream: Stream) -> None:
    """Admit the next arrival of a stream; its number is the key of its random numbers."""
    stream.arrivals += 1
    admit_item(world, stream, draws.mix(stream.luck + stream.arrivals), None)


def change_demand(world: World, stream: Stream, factor: float) -> None:
    """Multiply the arrival rate of a stream; the current gap is rescaled like all later ones."""
    if stream.next is not None:
        stream.interarrival_hours /= factor
        stream.next = world.now + (stream.next - world.now) / factor
        world.at(stream.next, "arrival", stream)
        world.note("demand changed", None, stream.name, factor)


def admit_item(world: World, stream: Stream, entity: int, earlier: Job | None) -> None:
    """Admit one item, on its own or from an earlier stage; overlapping teams may duplicate it."""
    open_item(world, stream, entity, 0, earlier)
    for version in range(1, world.form.holders(stream)):
        share = world.form.overlap_share(stream)
        if world.draw("attempt", entity, version) < share:
            open_item(world, stream, draws.mix(entity + version), version, earlier)


def open_item(world: World, stream: Stream, entity: int, version: int, earlier: Job | None) -> None:
    """Offer an item to the team that owns this version of it, or to the person who did the stage before."""
    item = new_stream_item(world, stream, entity, version)
    if earlier is not None:
        item.giver, item.is_to_be_taken_over = earlier.holder, True
    world.items.append(item)
    item.owner.unfinished.add(item)
    world.note("arrival", None, item.name, item.todo)
    open_job(world, item)
    if version == 0:
        follow_item(world, item)
    resume_work(world, item)
