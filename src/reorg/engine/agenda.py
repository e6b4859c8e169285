"""The agenda: what happens next, ordered by time, then by order of entry.

A binary heap holds all but the expiries. How long an item is waited for is one of three constants of a
world, so expiries come due in the order of their entry: each kind has a line of its own (a ring), which
keeps the heap small.
"""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.memory import copy_event, event_at, integer_at, put_integer
from reorg.engine.records import EXPIRE, FULL_AGENDA, FULL_LINES, Row

DECISION_LINE, REQUEST_LINE, WEEK_LINE, LINES = 0, 1, 2, 3
HEAP = FOR_EVER = -1


@inner
def schedule(s: Row, time: float, kind: int, on: int) -> None:
    """Enter one event; sets ``full`` where the agenda has no room."""
    if s.pending >= s.agenda_room:
        s.full = FULL_AGENDA
        return
    i = s.pending
    s.pending += 1
    while i > 0:
        up = (i - 1) >> 1
        if event_at(s.agenda, up).time <= time:
            break
        copy_event(s.agenda, i, up)
        i = up
    e = event_at(s.agenda, i)
    e.time = time
    e.order = s.order
    e.kind = kind
    e.on = on
    s.order += 1


@inner
def schedule_expiry(s: Row, line: int, time: float, on: int, serial: int) -> None:
    """Enter the expiry of an item at the end of its line; sets ``full`` where the line has no room."""
    first = integer_at(s.line_ends, 2 * line)
    last = integer_at(s.line_ends, 2 * line + 1)
    if last - first >= s.line_room:
        s.full = FULL_LINES
        return
    e = event_at(s.lines, line * s.line_room + last % s.line_room)
    e.time = time
    e.order = s.order
    e.kind = EXPIRE
    e.on = on
    e.serial = serial
    put_integer(s.line_ends, 2 * line + 1, last + 1)
    s.order += 1


@inner
def next_source(s: Row) -> int:
    """Return where the next event is, a line or HEAP; the heap is never empty, it ends with the world."""
    source = HEAP
    best = event_at(s.agenda, 0)
    for line in range(LINES):
        first = integer_at(s.line_ends, 2 * line)
        if first < integer_at(s.line_ends, 2 * line + 1):
            e = event_at(s.lines, line * s.line_room + first % s.line_room)
            if e.time < best.time or (e.time == best.time and e.order < best.order):
                best = e
                source = line
    return source


@inner
def drop_first(s: Row) -> None:
    """Remove the first event of the heap and restore it."""
    s.pending -= 1
    n = s.pending
    last = event_at(s.agenda, n)
    time, order = last.time, last.order
    i = 0
    while True:
        child = 2 * i + 1
        if child >= n:
            break
        c = event_at(s.agenda, child)
        if child + 1 < n:
            d = event_at(s.agenda, child + 1)
            if d.time < c.time or (d.time == c.time and d.order < c.order):
                child += 1
                c = d
        if time < c.time or (time == c.time and order < c.order):
            break
        copy_event(s.agenda, i, child)
        i = child
    copy_event(s.agenda, i, n)
