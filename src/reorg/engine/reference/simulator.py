"""Run one world in plain Python: take the next event, advance the clock, handle it."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from typing import Any

from reorg.engine.outcome import Outcome
from reorg.engine.reference import draws
from reorg.engine.reference.agents import return_result
from reorg.engine.reference.calendar import begin_block
from reorg.engine.reference.closing import close_if_done
from reorg.engine.reference.completion import end_activity
from reorg.engine.reference.compute import end_segment
from reorg.engine.reference.deferral import dispatch_deferred
from reorg.engine.reference.discovery import end_research, judge_design
from reorg.engine.reference.equations import Assumed
from reorg.engine.reference.escalation import end_slot_wait
from reorg.engine.reference.events import apply_event, check_release, restore_demand
from reorg.engine.reference.expiry import expire_item, is_stale
from reorg.engine.reference.management import demand_attention
from reorg.engine.reference.meetings import hold_meeting
from reorg.engine.reference.outcome import outcome_of
from reorg.engine.reference.packages import start_release
from reorg.engine.reference.plan import build_world
from reorg.engine.reference.racing import decide_race
from reorg.engine.reference.second_seats import switch_seat
from reorg.engine.reference.start import start_world
from reorg.engine.reference.state.people import Person
from reorg.engine.reference.state.work import Stream
from reorg.engine.reference.state.world import World
from reorg.engine.reference.streams import admit_arrival, schedule_arrival
from reorg.engine.reference.succession import fill_position
from reorg.engine.reference.talk import hold_talk
from reorg.engine.reference.week_end import end_week
from reorg.engine.reference.wrong_decisions import find_flaw
from reorg.model.organization import Organization


def simulate_reference(
    organization: Organization,
    scenario_id: str,
    assumptions: Assumed,
    seed: int,
    world: int,
    weeks: int | None = None,
    until_out: Sequence[int] = (),
) -> Outcome:
    """Return the outcome of one world of one scenario, with its log.

    ``assumptions`` holds a value for every assumption by id. The world ends after ``weeks``, None for the
    horizon, or with the week in which all occurrences of releases with the numbers ``until_out`` are out.
    Raises KeyError for an unknown scenario or a missing assumption.
    """
    scenario = organization.scenario(scenario_id)
    running = build_world(organization, scenario, assumptions, draws.world_key(seed, world))
    if weeks is not None:
        running.ledger.end_after(weeks)
    occurrences = list(running.occurrences.values())
    running.awaited = [occurrences[number] for number in until_out]
    start_world(running)
    while True:
        running.now, _, what, subject = heapq.heappop(running.event_heap)
        if what == "end":
            break
        if what == "expire" and is_stale(subject):
            continue
        if what == "done" and not _is_due(running, subject):
            # The person has left, or was made to stop.
            continue
        running.ledger.events += 1
        running.deferring = running.deferring or (what == "done" and _is_simultaneous(running))
        _HANDLERS[what](running, subject)
        if running.deferring and not _is_simultaneous(running):
            running.deferring = False
            dispatch_deferred(running)
    for person in running.people:
        if person.present:
            running.ledger.count_presence(person.career.seated, running.now, person.share)
            running.book_hours(person)
    return outcome_of(running)


def _is_simultaneous(world: World) -> bool:
    """Return whether other activities end at this time: work is handed out when all of them have ended."""
    if world.event_heap[0][0] > world.now:
        return False
    now = [
        (order, what)
        for time, order, what, subject in world.event_heap
        if time == world.now and what != "expire" and (what != "done" or _is_due(world, subject))
    ]
    return bool(now) and min(now)[1] == "done"


def _is_due(world: World, person: Person) -> bool:
    """Return whether a person's activity ends at this time."""
    return person.present and person.until == world.now


def _admit_and_schedule(world: World, stream: Stream) -> None:
    if stream.next != world.now:
        # Demand has changed meanwhile, and with it the time of this arrival.
        world.ledger.events -= 1
        return
    admit_arrival(world, stream)
    schedule_arrival(world, stream)


_HANDLERS: dict[str, Callable[[World, Any], Any]] = {
    "done": end_activity,
    "expire": expire_item,
    "release": start_release,
    "close": close_if_done,
    "arrival": _admit_and_schedule,
    "one-to-one": demand_attention,
    "talk": hold_talk,
    "meet": hold_meeting,
    "dated": apply_event,
    "look": check_release,
    "end of demand": restore_demand,
    "successor": fill_position,
    "agent done": return_result,
    "week": end_week,
    "computed": end_segment,
    "judge": judge_design,
    "time up": end_research,
    "gate": decide_race,
    "block": begin_block,
    "slot": end_slot_wait,
    "flaw": find_flaw,
    "visit": switch_seat,
}
