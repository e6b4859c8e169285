"""Run one world in plain Python: take the next entry of the agenda, advance the clock, let it happen."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from typing import Any

from reorg.engine.twin import luck
from reorg.engine.twin.arriving import arrive_from_outside, finish, plan_arrival
from reorg.engine.twin.building import build
from reorg.engine.twin.changing import gather, one_to_one, plan_meetings
from reorg.engine.twin.coming import fill
from reorg.engine.twin.computing import end_stretch, share_out, submit
from reorg.engine.twin.dated import happen
from reorg.engine.twin.deciding import decide_alone, end_decision, meet_the_unforeseen
from reorg.engine.twin.discovering import begin_search, end_research, is_trial, judge, try_out
from reorg.engine.twin.growing import learn, take_survey
from reorg.engine.twin.lines import take_first_form
from reorg.engine.twin.mechanisms import WEEK_HOURS, Assumed, history_forgets
from reorg.engine.twin.outcome import TwinOutcome, outcome_of
from reorg.engine.twin.racing import count_chunk, decide_race
from reorg.engine.twin.reviewing import agent_done, passes
from reorg.engine.twin.talking import ask_for_help, end_request, exchange, interrupt, miss, remember_active
from reorg.engine.twin.things import Chunk, Item, Job, Person, Stream
from reorg.engine.twin.trays import find_something, go_on, take
from reorg.engine.twin.waiting import end_demand, look
from reorg.engine.twin.weighing import end_week
from reorg.engine.twin.working import call_to_work, fall_idle, one_wait_less, wake_versions
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
        if what == "done" and not _is_at_it(running, subject):
            # The person has left, or was made to stop.
            continue
        running.ledger.events += 1
        running.holding = running.holding or (what == "done" and _ends_together(running))
        _HAPPENINGS[what](running, subject)
        if running.holding and not _ends_together(running):
            running.holding = False
            go_on(running)
    for person in running.people:
        if person.present:
            running.ledger.count_presence(person.career.joined, running.now, person.share)
            running.book(person)
    return outcome_of(running)


def _ends_together(world: World) -> bool:
    """Tell whether something else ends at this very time: work is handed out when all of it has ended."""
    if world.agenda[0][0] > world.now:
        return False
    now = [
        (order, what)
        for time, order, what, subject in world.agenda
        if time == world.now and what != "expire" and (what != "done" or _is_at_it(world, subject))
    ]
    return bool(now) and min(now)[1] == "done"


def _is_at_it(world: World, person: Person) -> bool:
    """Tell whether a person is about to end something at this time."""
    return person.present and person.until == world.now


def _prepare(world: World) -> None:
    """Seat everybody and fill the agenda, after the dated events and releases already in it."""
    take_first_form(world)
    share_out(world)
    for person in world.people:
        if person.idle:
            fall_idle(person)
    take_survey(world)
    for stream in world.streams:
        plan_arrival(world, stream)
    for person in world.people:
        world.at(world.draw("offset", person.luck, 0) * WEEK_HOURS, "one-to-one", person)
    plan_meetings(world)


def _release(world: World, jobs: list[Job]) -> None:
    """Start one occurrence of a release: its packages open, or wait for those before them."""
    for job in jobs:
        for version in job.versions:
            if version.state == "unreleased":
                version.state = "blocked"
                version.owner.unfinished.add(version)
        one_wait_less(world, job)
    for job in jobs:
        wake_versions(world, job)
    if jobs[0].design is not None:
        begin_search(world, jobs[0].design)


def _arrival(world: World, stream: Stream) -> None:
    if stream.next != world.now:
        # Demand has changed meanwhile, and with it the time of this arrival.
        world.ledger.events -= 1
        return
    arrive_from_outside(world, stream)
    plan_arrival(world, stream)


def _done(world: World, person: Person) -> None:
    """End what a person was doing, and give the person something else."""
    world.book(person)
    done, since = person.doing, person.since
    person.doing, person.until, person.since = None, None, world.now
    fall_idle(person)
    if isinstance(done, Chunk):
        _end_chunk(world, person, done, since)
    elif isinstance(done, Item):
        _end_item(world, done)
    if person.doing is None:
        find_something(world, person)


def _end_chunk(world: World, person: Person, chunk: Chunk, since: float) -> None:
    """End a chunk: every mechanism has its turn, in fixed order."""
    job, hours = chunk.job, (world.now - since) * person.share
    direct = person.kind == "direct"
    job.in_hands -= 1
    learn(world, person, job.area, hours)
    count_chunk(world, person, job, chunk.hours, since)
    world.note("end work", person, job.name, chunk.hours)
    _conclude(world, person, chunk)
    interrupt(world, person, chunk)
    ask_for_help(world, person, job, hours)
    _compute_and_try(world, person, chunk, direct=direct)
    if job not in job.owner.work:
        finish(world, job)
    elif job.owner.idle != [person]:
        call_to_work(world, job.owner)


def _compute_and_try(world: World, person: Person, chunk: Chunk, *, direct: bool) -> None:
    """Submit what a chunk has to compute; what it has tried out is known when that is back, or at once."""
    run = submit(world, person, chunk)
    if direct and is_trial(chunk):
        if run is None:
            try_out(world, chunk.job, chunk.number)
        else:
            run.trial = True


def _conclude(world: World, person: Person, chunk: Chunk) -> None:
    """Let happen what a chunk brings about by itself, whether the person did it or answers for it."""
    job = chunk.job
    if job.stream is None:
        remember_active(person, job)
    job.history = history_forgets(world.assumed, job.history)
    meet_the_unforeseen(world, person, chunk)
    exchange(world, person, chunk)


def _end_item(world: World, item: Item) -> None:
    """End an item of an in-tray and do what it was for."""
    world.note_item("end item", item)
    if item.delegated is not None and passes(world, item.delegated):
        direct = not item.delegated.again
        _compute_and_try(world, item.person, item.delegated.chunk, direct=direct)
        _conclude(world, item.person, item.delegated.chunk)
        finish(world, item.delegated.chunk.job)
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


_HAPPENINGS: dict[str, Callable[[World, Any], Any]] = {
    "done": _done,
    "expire": _expire,
    "release": _release,
    "close": finish,
    "arrival": _arrival,
    "one-to-one": one_to_one,
    "meet": gather,
    "dated": happen,
    "look": look,
    "end of demand": end_demand,
    "successor": fill,
    "agent done": agent_done,
    "week": end_week,
    "computed": end_stretch,
    "judge": judge,
    "time up": end_research,
    "gate": decide_race,
}
