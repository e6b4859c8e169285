"""The agenda: what happens next, ordered by time, then by order of entry.

A binary heap holds what may be due at any time. What is always entered the same span ahead comes due in the
order of its entry, and stands in a line of its own (a ring), which keeps the heap small: expiries, as how
long an item is waited for is one of three constants of a world, and what recurs every week.

When people end what they are doing is kept apart (:mod:`reorg.engine.ends`): everybody has at most one end
to come.
"""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.ends import FIRST, order_of
from reorg.engine.memory import copy_event, end_at, event_at, integer_at, put_integer
from reorg.engine.records import FULL_AGENDA, FULL_LINES, Row

DECISION_LINE, REQUEST_LINE, WEEK_LINE, RECURRING_LINE, LINES = 0, 1, 2, 3, 4
HEAP = FOR_EVER = -1
ENDS = -2


@inner
def schedule(s: Row, time: float, kind: int, on: int) -> None:
    """Enter one event into the heap; sets ``full`` where it has no room."""
    if s.pending >= s.agenda_room:
        s.full = FULL_AGENDA
        return
    order = s.order
    s.order += 1
    i = s.pending
    s.pending += 1
    while i > 0:
        up = (i - 1) >> 1
        above = event_at(s.agenda, up)
        if above.time < time or (above.time == time and above.order < order):
            break
        copy_event(s.agenda, i, up)
        i = up
    write_event(s.agenda, i, time, order, kind, on)


@inner
def write_event(rows: int, place: int, time: float, order: int, kind: int, on: int) -> None:
    """Write one event into a row."""
    e = event_at(rows, place)
    e.time = time
    e.order = order
    e.kind = kind
    e.on = on


@inner
def schedule_in_line(s: Row, line: int, time: float, kind: int, on: int, serial: int) -> None:
    """Enter an event at the end of a line, where none is later; sets ``full`` where it has no room.

    A line has room for a power of two.
    """
    first = integer_at(s.line_ends, 2 * line)
    last = integer_at(s.line_ends, 2 * line + 1)
    if last - first >= s.line_room:
        s.full = FULL_LINES
        return
    place = line * s.line_room + (last & (s.line_room - 1))
    write_event(s.lines, place, time, s.order, kind, on)
    event_at(s.lines, place).serial = serial
    put_integer(s.line_ends, 2 * line + 1, last + 1)
    s.order += 1
    if first == last:
        find_first_line(s)


@inner
def find_first_line(s: Row) -> None:
    """Note which line has the earliest event, HEAP where all are empty."""
    s.first_line = HEAP
    for line in range(LINES):
        first = integer_at(s.line_ends, 2 * line)
        if first < integer_at(s.line_ends, 2 * line + 1):
            e = event_at(s.lines, line * s.line_room + (first & (s.line_room - 1)))
            if s.first_line < 0 or e.time < s.line_time or (e.time == s.line_time and e.order < s.line_order):
                s.first_line = line
                s.line_time = e.time
                s.line_order = e.order


@inner
def next_source(s: Row) -> int:
    """Return where the next event is: a line, HEAP or ENDS; the heap has at least the end of the world."""
    e = event_at(s.agenda, 0)
    end = end_at(s.ends, FIRST)
    time, order, source = e.time, e.order, HEAP
    if end.time < time or (end.time == time and order_of(end.tag) < order):
        time, order, source = end.time, order_of(end.tag), ENDS
    if s.first_line >= 0 and (s.line_time < time or (s.line_time == time and s.line_order < order)):
        source = s.first_line
    return source


@inner
def first_place(s: Row, line: int) -> int:
    """Return the place of the first event of a line."""
    return line * s.line_room + (integer_at(s.line_ends, 2 * line) & (s.line_room - 1))


@inner
def drop_first_of(s: Row, line: int) -> None:
    """Remove the first event of a line; what it says stays readable until others are entered."""
    put_integer(s.line_ends, 2 * line, integer_at(s.line_ends, 2 * line) + 1)
    find_first_line(s)


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
        d = event_at(s.agenda, child + 1)
        # Which child is earlier cannot be predicted: to add is faster than to branch.
        earlier = (d.time < c.time) | ((d.time == c.time) & (d.order < c.order))
        child += int(earlier & (child + 1 < n))
        c = event_at(s.agenda, child)
        if time < c.time or (time == c.time and order < c.order):
            break
        copy_event(s.agenda, i, child)
        i = child
    copy_event(s.agenda, i, n)
