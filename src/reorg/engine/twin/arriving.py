"""The items of streams as they come and go, and the end of work."""

from __future__ import annotations

import math

from reorg.engine.twin import luck
from reorg.engine.twin.efforts import effort_hours
from reorg.engine.twin.racing import end_attempt
from reorg.engine.twin.reworking import complete
from reorg.engine.twin.things import Job, Stream
from reorg.engine.twin.working import call_to_work, is_done, open_job
from reorg.engine.twin.world import World


def plan_arrival(world: World, stream: Stream) -> None:
    """Enter a stream's next arrival; one without arrivals of its own is fed by another."""
    if stream.gap_hours > 0.0:
        gap = -math.log(world.draw("arrival", stream.luck, stream.arrivals)) * stream.gap_hours
        stream.next = world.now + gap
        world.at(stream.next, "arrival", stream)


def new_item(world: World, stream: Stream, entity: int, version: int) -> Job:
    """Return the next item of a stream, with the luck of ``entity``, not yet offered to anybody."""
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
        todo=effort_hours(stream.effort, luck.drawn(world.luck, "effort", entity, 0)),
        stream=stream,
        lane=stream.lane,
        version=version,
        arrived=world.now,
    )
    item.owner = world.form.owner(item)
    world.form.stake(item)
    return item


def arrive_from_outside(world: World, stream: Stream) -> None:
    """Let the next of a stream's own arrivals come; its luck is its number."""
    stream.arrivals += 1
    arrive(world, stream, luck.mixed(stream.luck + stream.arrivals))


def change_demand(world: World, stream: Stream, factor: float) -> None:
    """Multiply the arrivals of a stream; the gap that runs shrinks or grows as the others do."""
    if stream.next is not None:
        stream.gap_hours /= factor
        stream.next = world.now + (stream.next - world.now) / factor
        world.at(stream.next, "arrival", stream)
        world.note("demand changed", None, stream.name, factor)


def arrive(world: World, stream: Stream, entity: int) -> None:
    """Let one item arrive in a stream; teams that overlap in it may do it once more."""
    _enter(world, stream, entity, 0)
    for version in range(1, world.form.holders(stream)):
        share = world.form.overlap_share(stream)
        if world.draw("attempt", entity, version) < share:
            _enter(world, stream, luck.mixed(entity + version), version)


def _enter(world: World, stream: Stream, entity: int, version: int) -> None:
    """Let an item be offered to the team that owns this version of it."""
    item = new_item(world, stream, entity, version)
    world.items.append(item)
    item.owner.unfinished.add(item)
    world.note("arrival", None, item.name, item.todo)
    open_job(world, item)
    call_to_work(world, item.owner)


def finish(world: World, job: Job) -> None:
    """Close a job if its work is done and decided; a stream's item may be handed over to another."""
    if not is_done(job):
        return
    job.finished = world.now
    if job.stream is None and (job.failure > 0.0 or job.race is not None or job.above is not None):
        end_attempt(world, job)
        return
    complete(world, job)
    if job.stream is None:
        return
    world.items.remove(job)
    if job.version > 0:
        return
    if job.arrived > world.ledger.start:
        begun = job.arrived if job.begun is None else job.begun
        job.stream.waits.append(begun - job.arrived)
        job.stream.sojourns.append(world.now - job.arrived)
    if job.stream.then is not None:
        # The luck of an item handed over is that of the item it comes from.
        arrive(world, job.stream.then, luck.mixed(job.stream.then.luck + job.luck))
