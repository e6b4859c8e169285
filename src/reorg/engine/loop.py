"""One world, from its first hour to its last: take the next event, advance the clock, handle it."""

from __future__ import annotations

from typing import Any

from reorg import luck
from reorg.compilation import compiled, inner
from reorg.engine.kernel.agents import return_result
from reorg.engine.kernel.calendar import begin_block
from reorg.engine.kernel.closing import close_if_done
from reorg.engine.kernel.completion import end_activity
from reorg.engine.kernel.deferral import dispatch_deferred
from reorg.engine.kernel.escalation import end_slot_wait
from reorg.engine.kernel.expiry import expire_item
from reorg.engine.kernel.management import demand_attention
from reorg.engine.kernel.packages import start_release
from reorg.engine.kernel.streams import admit_arrival, schedule_arrival
from reorg.engine.kernel.talk import hold_talk
from reorg.engine.kernel.wrong_decisions import find_flaw
from reorg.engine.machine.calls import (
    apply_event,
    decide_race,
    end_research,
    end_segment,
    end_week,
    fill_position,
    hold_meeting,
    judge_design,
    measure_capability,
    start_world,
    switch_seat,
)
from reorg.engine.machine.completions import cancel_completion, order_of, person_of
from reorg.engine.machine.event_list import COMPLETIONS, HEAP, first_in_ring, next_source, pop_heap, pop_ring
from reorg.engine.machine.ledger import book_hours, count_presence
from reorg.engine.machine.prefetch import prefetch_first_in_heap, prefetch_next_people, prefetch_ring
from reorg.engine.state.constants import (
    ABSENT,
    AGENT_DONE,
    BLOCK_DUE,
    COMPUTE_SEGMENT_END,
    DATED_EVENT_DUE,
    FLAW_FOUND,
    HORIZON_END,
    ITEM_EXPIRY,
    JOB_CLOSING,
    JUDGMENT_DUE,
    MEETING_DUE,
    ONE_TO_ONE_DUE,
    RACE_DEADLINE,
    RELEASE_START,
    SLOT_DUE,
    STREAM_ARRIVAL,
    SUCCESSOR_ARRIVAL,
    TALK_DUE,
    TIME_BOX_END,
    VISIT_DUE,
    WINNER,
)
from reorg.engine.state.memory import completion_at, event_at, person_at, stream_at
from reorg.engine.state.rows import Row


@inner
def is_simultaneous(s: Row) -> bool:
    """Return whether other activities end at this time: work is handed out when all of them have ended."""
    e = event_at(s.event_heap, 0)
    end = completion_at(s.ends, WINNER)
    return end.time == s.now and (e.time > s.now or e.order > order_of(end.tag))


@inner
def end_next_activity(s: Row, p: int) -> None:
    """End a person's activity; while others end theirs at the same time, no work is handed out."""
    cancel_completion(s, p)
    prefetch_next_people(s, p)
    s.events += 1
    if is_simultaneous(s):
        s.deferring = 1
    end_activity(s, p)


@inner
def handle_event(s: Row, kind: int, on: int) -> None:
    """Handle an event that is neither the end of an activity nor an expiry."""
    if kind == ONE_TO_ONE_DUE:
        demand_attention(s, on)
    elif kind == TALK_DUE:
        hold_talk(s, on)
    elif kind == STREAM_ARRIVAL:
        if stream_at(s.streams, on).next == s.now:
            admit_arrival(s, on)
            schedule_arrival(s, on)
        else:
            s.events -= 1
    elif kind == COMPUTE_SEGMENT_END:
        end_segment(s, on)
    elif kind == AGENT_DONE:
        return_result(s, on)
    elif kind == MEETING_DUE:
        hold_meeting(s, on)
    elif kind == RELEASE_START:
        start_release(s, on)
    elif kind == JOB_CLOSING:
        close_if_done(s, on)
    elif kind == DATED_EVENT_DUE:
        apply_event(s, on)
    elif kind == SUCCESSOR_ARRIVAL:
        fill_position(s, on)
    elif kind == RACE_DEADLINE:
        decide_race(s, on)
    elif kind == BLOCK_DUE:
        begin_block(s, on)
    elif kind == SLOT_DUE:
        end_slot_wait(s, on)
    elif kind == FLAW_FOUND:
        find_flaw(s, on)
    elif kind == VISIT_DUE:
        switch_seat(s, on)
    elif kind == JUDGMENT_DUE:
        judge_design(s, on)
    elif kind == TIME_BOX_END:
        end_research(s, on)
    else:
        end_week(s, on)


@inner
def close_ledger(s: Row) -> None:
    """Book all activities until the end, and grade the designs found."""
    for p in range(s.people_count):
        if person_at(s.people, p).activity != ABSENT:
            count_presence(s, p)
            book_hours(s, p)
    if s.decision_count > 0:
        for k in range(s.release_count):
            measure_capability(s, k)


@compiled
def simulate(worlds: Any, seed: int, world: int) -> int:
    """Run one world from prepared arrays to its end; returns which array had no room, 0 for none."""
    s = worlds[0]
    s.key = luck.world_key(seed, world)
    start_world(s)
    while s.full == 0:
        source = next_source(s)
        if source == COMPLETIONS:
            end = completion_at(s.ends, WINNER)
            s.now = end.time
            end_next_activity(s, person_of(end.tag))
        elif source == HEAP:
            event = event_at(s.event_heap, 0)
            kind, on = event.kind, event.on
            s.now = event.time
            if kind == HORIZON_END:
                break
            pop_heap(s)
            prefetch_first_in_heap(s)
            s.events += 1
            handle_event(s, kind, on)
        else:
            event = event_at(s.lines, first_in_ring(s, source))
            kind, on = event.kind, event.on
            pop_ring(s, source)
            prefetch_ring(s, source)
            if kind == ITEM_EXPIRY:
                expire_item(s, on, event.serial, event.time)
            else:
                s.now = event.time
                s.events += 1
                handle_event(s, kind, on)
        if s.deferring == 1 and not is_simultaneous(s):
            s.deferring = 0
            dispatch_deferred(s)
    close_ledger(s)
    return s.full
