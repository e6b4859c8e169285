"""One world, from its first hour to its last: take the next event, advance the clock, handle it."""

from __future__ import annotations

from reorg import luck
from reorg.compilation import compiled, inner
from reorg.engine.agenda import ENDS, HEAP, drop_first, drop_first_of, first_place, next_source
from reorg.engine.agents import return_result
from reorg.engine.ahead import look_ahead, look_along
from reorg.engine.change import hand_out
from reorg.engine.course import end_doing, expire, one_to_one, release
from reorg.engine.ends import FIRST, order_of, person_of, withdraw_end
from reorg.engine.jumps import (
    change,
    end_week,
    fill,
    gather,
    go_on,
    grade_release,
    judge,
    judge_race,
    prepare,
    time_up,
)
from reorg.engine.ledger import book
from reorg.engine.memory import (
    end_at,
    event_at,
    person_at,
    stream_at,
)
from reorg.engine.people import count_presence
from reorg.engine.records import (
    ABSENT,
    AGENT,
    ARRIVE,
    BOX,
    CHANGE,
    CLOSE,
    COMPUTED,
    END,
    EXPIRE,
    FILL,
    GATE,
    GATHER,
    JUDGE,
    RELEASE,
    WEEKLY,
    Row,
)
from reorg.engine.streams import arrive_from_outside, end_job, next_arrival


@inner
def ends_together(s: Row) -> bool:
    """Tell whether something else ends at this very time: work is handed out when all of it has ended."""
    e = event_at(s.agenda, 0)
    end = end_at(s.ends, FIRST)
    return end.time == s.now and (e.time > s.now or e.order > order_of(end.tag))


@inner
def end_next(s: Row, p: int) -> None:
    """Let a person end what the person was doing; while others end theirs too, no work is handed out."""
    withdraw_end(s, p)
    look_ahead(s)
    s.events += 1
    if ends_together(s):
        s.holding = 1
    end_doing(s, p)


@inner
def happen(s: Row, kind: int, on: int) -> None:
    """Handle what is neither the end of somebody's doing nor an expiry."""
    if kind == WEEKLY:
        one_to_one(s, on)
    elif kind == ARRIVE:
        if stream_at(s.streams, on).next == s.now:
            arrive_from_outside(s, on)
            next_arrival(s, on)
        else:
            s.events -= 1
    elif kind == COMPUTED:
        go_on(s, on)
    elif kind == AGENT:
        return_result(s, on)
    elif kind == GATHER:
        gather(s, on)
    elif kind == RELEASE:
        release(s, on)
    elif kind == CLOSE:
        end_job(s, on)
    elif kind == CHANGE:
        change(s, on)
    elif kind == FILL:
        fill(s, on)
    elif kind == GATE:
        judge_race(s, on)
    elif kind == JUDGE:
        judge(s, on)
    elif kind == BOX:
        time_up(s, on)
    else:
        end_week(s, on)


@inner
def close_books(s: Row) -> None:
    """Count what people were doing until the end, and grade what was found."""
    for p in range(s.people_count):
        if person_at(s.people, p).doing != ABSENT:
            count_presence(s, p)
            book(s, person_at(s.people, p).kind, person_at(s.people, p).since, person_at(s.people, p).share)
    if s.decision_count > 0:
        for k in range(s.release_count):
            grade_release(s, k)


@compiled
def simulate(worlds: Row, seed: int, world: int) -> int:
    """Run one world from prepared arrays to its end; returns which array had no room, 0 for none."""
    s = worlds[0]
    s.key = luck.world_key(seed, world)
    prepare(s)
    while s.full == 0:
        source = next_source(s)
        if source == ENDS:
            end = end_at(s.ends, FIRST)
            s.now = end.time
            end_next(s, person_of(end.tag))
        elif source == HEAP:
            event = event_at(s.agenda, 0)
            kind, on = event.kind, event.on
            s.now = event.time
            if kind == END:
                break
            drop_first(s)
            s.events += 1
            happen(s, kind, on)
        else:
            event = event_at(s.lines, first_place(s, source))
            kind, on = event.kind, event.on
            drop_first_of(s, source)
            look_along(s, source)
            if kind == EXPIRE:
                expire(s, on, event.serial, event.time)
            else:
                s.now = event.time
                s.events += 1
                happen(s, kind, on)
        if s.holding == 1 and not ends_together(s):
            s.holding = 0
            hand_out(s)
    close_books(s)
    return s.full
