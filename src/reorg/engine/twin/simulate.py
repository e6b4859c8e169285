"""Run one world in plain Python: take the next entry of the agenda, advance the clock, let it happen."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from typing import Any

from reorg.engine.twin import luck
from reorg.engine.twin.arriving import arrive_from_outside, finish, plan_arrival
from reorg.engine.twin.building import build
from reorg.engine.twin.changing import gather, one_to_one, plan_meetings, reorganize
from reorg.engine.twin.deciding import decide_alone, end_decision, meet_the_unforeseen
from reorg.engine.twin.lines import take_form
from reorg.engine.twin.mechanisms import WEEK_HOURS, Assumed, history_forgets
from reorg.engine.twin.outcome import TwinOutcome, outcome_of
from reorg.engine.twin.talking import end_request, exchange, interrupt, miss, remember_active
from reorg.engine.twin.things import Chunk, Item, Job, Person, Stream
from reorg.engine.twin.trays import find_something, take
from reorg.engine.twin.working import call_to_work, fall_idle, one_wait_less
from reorg.engine.twin.world import World
from reorg.model.organization import Organization


def simulate_plainly(
    organization: Organization, scenario_id: str, assumptions: Assumed, seed: int, world: int
) -> TwinOutcome:
    """Return what one world of one scenario comes to, with its log.

    ``assumptions`` holds a value for every assumption by id. Raises KeyError for an unknown scenario or a
    missing assumption.
    """
    scenario = organization.scenario(scenario_id)
    running = build(organization, scenario, assumptions, luck.of_world(seed, world))
    _prepare(running)
    while True:
        running.now, _, what, subject = heapq.heappop(running.agenda)
        if what == "end":
            break
        if what == "expire" and not subject.waiting:
            # Somebody took the item in time: nothing happens.
            continue
        running.ledger.events += 1
        _HAPPENINGS[what](running, subject)
    for person in running.people:
        running.book(person)
    return outcome_of(running)


def _prepare(world: World) -> None:
    """Seat everybody and fill the agenda, after the releases and reorganizations already in it."""
    take_form(world, at_first=True)
    for person in world.people:
        fall_idle(person)
    for stream in world.streams:
        plan_arrival(world, stream)
    for person in world.people:
        world.at(world.draw("offset", person.luck, 0) * WEEK_HOURS, "one-to-one", person)
    plan_meetings(world)
    world.at(world.ledger.start + WEEK_HOURS, "week", 0)


def _release(world: World, jobs: list[Job]) -> None:
    """Start one occurrence of a release: its packages open, or wait for those before them."""
    for job in jobs:
        job.state = "blocked"
        job.owner.unfinished.add(job)
        one_wait_less(world, job)
    for job in jobs:
        call_to_work(world, job.owner)


def _arrival(world: World, stream: Stream) -> None:
    arrive_from_outside(world, stream)
    plan_arrival(world, stream)


def _done(world: World, person: Person) -> None:
    """End what a person was doing, and give the person something else."""
    world.book(person)
    done, kind = person.doing, person.kind
    person.doing, person.since = None, world.now
    fall_idle(person)
    if isinstance(done, Chunk):
        _end_chunk(world, person, done, kind)
    elif isinstance(done, Item):
        _end_item(world, done)
    if person.doing is None:
        find_something(world, person)


def _end_chunk(world: World, person: Person, chunk: Chunk, kind: str) -> None:
    """End a chunk of work: every mechanism has its turn, in fixed order."""
    job = chunk.job
    job.in_hands -= 1
    if kind == "direct":
        world.ledger.count_work(chunk.hours, world.now)
    world.note("end work", person, job.name, chunk.hours)
    if job.stream is None:
        remember_active(person, job)
    job.history = history_forgets(world.assumed, job.history)
    meet_the_unforeseen(world, person, chunk)
    exchange(world, person, chunk)
    interrupt(world, person, chunk)
    if job not in job.owner.work:
        finish(world, job)
    elif job.owner.idle != [person]:
        call_to_work(world, job.owner)


def _end_item(world: World, item: Item) -> None:
    """End an item of an in-tray and do what it was for."""
    world.note_item("end item", item)
    question = item.question
    if question is None:
        return
    if item.kind == "ask":
        end_request(world, item, question)
    elif end_decision(world, item, question):
        finish(world, question.job)


def _expire(world: World, item: Item) -> None:
    """Let an item that nobody took in time go."""
    take(item)
    if item.question is None:
        world.note_item("item lapsed", item)
    elif item.kind == "decide":
        decide_alone(world, item, item.question)
    else:
        miss(world, item, item.question)


def _week(world: World, week: int) -> None:
    """Count at a week's end what waits, and who has more than a week's work waiting."""
    books = world.ledger
    books.tray_hours.append(sum(person.tray_hours for person in world.people))
    for person in world.people:
        team = person.team
        held = sum(job.left for job in person.held if job.due < world.now)
        overdue = sum(job.left for job in team.work if job.due < world.now)
        if person.tray_hours + held + overdue / len(team.people) > WEEK_HOURS:
            books.overload_weeks[person.number] = books.overload_weeks.get(person.number, 0) + 1
    if week + 1 < books.weeks:
        world.at(books.start + (week + 2) * WEEK_HOURS, "week", week + 1)
    else:
        world.at(world.now, "end", None)


_HAPPENINGS: dict[str, Callable[[World, Any], Any]] = {
    "done": _done,
    "expire": _expire,
    "release": _release,
    "close": finish,
    "arrival": _arrival,
    "one-to-one": one_to_one,
    "meet": gather,
    "reorganization": reorganize,
    "week": _week,
}
