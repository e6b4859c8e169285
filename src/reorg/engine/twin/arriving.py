"""How much work there is: efforts drawn by address, and the items of streams as they come and go."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

from reorg.engine.efforts import pert_quantiles, triangular_quantiles
from reorg.engine.twin import luck
from reorg.engine.twin.mechanisms import DAY_HOURS
from reorg.engine.twin.reworking import send_back, take_up
from reorg.engine.twin.things import Job, Stream
from reorg.engine.twin.working import call_to_work, close_if_done, label_idle, open_following, open_job
from reorg.engine.twin.world import World
from reorg.model.organization import Effort

# The standard normal number that 95 % of all are below.
_Z95 = 1.6448536269514722


@cache
def _quantiles(distribution: str, mode: float) -> Sequence[float]:
    shape = triangular_quantiles if distribution == "triangular" else pert_quantiles
    quantiles: list[float] = shape(mode).tolist()
    return quantiles


def effort_hours(effort: Effort, bits: int) -> float:
    """Return an effort in nominal hours, from 64 bits of luck."""
    low, likely, high = effort.optimistic_days, effort.likely_days, effort.pessimistic_days
    if effort.distribution == "exponential":
        days = -likely * math.log(luck.uniform(bits))
    elif effort.distribution == "lognormal":
        days = likely * math.exp(math.log(high / low) / (2.0 * _Z95) * luck.normal(bits))
    elif effort.distribution == "fixed" or low >= high:
        days = likely
    else:
        table = _quantiles(effort.distribution, (likely - low) / (high - low))
        place = luck.uniform(bits) * (len(table) - 1)
        before = int(place)
        between = (place - before) * (table[before + 1] - table[before])
        days = low + (high - low) * (table[before] + between)
    return days * DAY_HOURS


def plan_arrival(world: World, stream: Stream) -> None:
    """Enter a stream's next arrival; one without arrivals of its own is fed by another."""
    if stream.gap_hours > 0.0:
        gap = -math.log(world.draw("arrival", stream.luck, stream.arrivals)) * stream.gap_hours
        stream.next = world.now + gap
        world.at(stream.next, "arrival", stream)


def new_item(world: World, stream: Stream, entity: int) -> Job:
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
        todo=effort_hours(stream.effort, luck.drawn(world.luck, "effort", entity, 0)),
        stream=stream,
        lane=stream.lane,
        arrived=world.now,
    )
    item.owner = world.form.owner(item)
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
    """Let one item arrive in a stream and offer it to the owning team."""
    item = new_item(world, stream, entity)
    world.items.append(item)
    item.owner.unfinished.add(item)
    world.note("arrival", None, item.name, item.todo)
    open_job(world, item)
    call_to_work(world, item.owner)


def finish(world: World, job: Job) -> None:
    """Close a job if its work is done and decided; a stream's item may be handed over to another."""
    if not close_if_done(world, job):
        return
    send_back(world, job)
    open_following(world, job)
    take_up(world, job)
    label_idle(world, job.owner)
    world.note("package finished", None, job.name, 0.0)
    if job.stream is None:
        return
    world.items.remove(job)
    if job.arrived > world.ledger.start:
        begun = job.arrived if job.begun is None else job.begun
        job.stream.waits.append(begun - job.arrived)
        job.stream.sojourns.append(world.now - job.arrived)
    if job.stream.then is not None:
        # The luck of an item handed over is that of the item it comes from.
        arrive(world, job.stream.then, luck.mixed(job.stream.then.luck + job.luck))
