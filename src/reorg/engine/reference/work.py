"""Work in chunks: the start of an activity, its duration, and the opening of jobs."""

from __future__ import annotations

from reorg.engine.reference import draws, equations
from reorg.engine.reference.equations import CHUNK_HOURS, assisted_hours, working_hours
from reorg.engine.reference.familiarity import familiarity_of, mean_tie
from reorg.engine.reference.knowledge import speed_factor
from reorg.engine.reference.queues import dequeue_job, enqueue_job
from reorg.engine.reference.state.items import Appointment, Item
from reorg.engine.reference.state.people import Person
from reorg.engine.reference.state.work import Chunk, Job
from reorg.engine.reference.state.world import World
from reorg.engine.reference.structure import attention_lacking


def begin_activity(
    world: World, person: Person, activity: Chunk | Item | Appointment, kind: str, hours: float
) -> None:
    """Start an idle person's activity; it takes longer for a part-timer."""
    world.book_hours(person)
    person.desk.idle.remove(person)
    person.activity, person.kind, person.since = activity, kind, world.now
    person.until = world.now + hours / person.share
    world.at(person.until, "done", person)


def cut_chunk(world: World, person: Person, job: Job) -> tuple[Chunk, str]:
    """Cut the next chunk of a job for a person, rework first; returns its kind too."""
    if job.redo > 0.0:
        kind, nominal = "rework", min(CHUNK_HOURS, job.redo)
        job.redo -= nominal
    else:
        kind, nominal = "direct", min(CHUNK_HOURS, job.todo)
        job.todo -= nominal
    if job.begun is None:
        job.begun = world.now
    job.chunks += 1
    job.in_hands += 1
    if job.whole and job.holder is None:
        job.holder = person
        person.held.append(job)
    if job.whole or job.left <= 0.0:
        dequeue_job(job)
    return Chunk(job, job.chunks, nominal), kind


def begin_chunk(world: World, person: Person, job: Job) -> None:
    """Start the next chunk of a job for an idle person."""
    chunk, kind = cut_chunk(world, person, job)
    bits = draws.bits(world.luck, "spread", job.luck, chunk.number)
    speed = speed_factor(world, person, job.area)
    hours = working_hours(world.assumed, chunk.hours, draws.normal(bits), person.skill(job.area), speed)
    chunk.familiarity = familiarity_of(world, person, job)
    chunk.tie = mean_tie(world, person, job)
    pace = equations.pace_of_familiarity(world.assumed, chunk.familiarity)
    effort = equations.effort_in_team(world.assumed, len(person.team.members))
    hours = hours / (pace * effort) * equations.slower_among_strangers(world.assumed, chunk.tie)
    if person.agents > 0:
        hours = assisted_hours(world.assumed, hours)
    hours /= equations.pace_unserved(world.assumed, attention_lacking(person))
    if job.race is not None:
        hours /= equations.pace_of_rivals(world.assumed, job.race.teams - 1)
    switches = person.last is not None and person.last != job.thing
    switch = world.assumed["familiarity.switch_hours"] if switches else 0.0
    chunk.relearning = hours * (1.0 - pace) + switch
    hours += switch
    person.last = job.thing
    person.pieces += 1
    begin_activity(world, person, chunk, kind, hours)
    world.note("begin work", person, job.name, hours)


def open_job(world: World, job: Job) -> None:
    """Open a job for work; a job without work is closed by an event of its own."""
    job.state = "open"
    world.note("package open", None, job.name, job.todo)
    if job.left > 0.0:
        enqueue_job(job)
    else:
        world.at(world.now, "close", job)
