"""The agenda: what happens next, ordered by time, then by order of entry.

A binary heap holds what may be due at any time. What is always entered the same span ahead comes due in the
order of its entry, and stands in a line of its own (a ring), which keeps the heap small: expiries, as how
long an item is waited for is one of three constants of a world, and what recurs every week.

With thousands of people the heap would not fit the processor's nearer caches. Time is then cut into slices:
the heap holds what is due in the present one, what comes later waits unordered in a list of its slice.
"""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.memory import copy_event, event_at, integer_at, put_integer
from reorg.engine.records import FULL_AGENDA, FULL_LINES, Row

DECISION_LINE, REQUEST_LINE, WEEK_LINE, RECURRING_LINE, LINES = 0, 1, 2, 3, 4
HEAP = FOR_EVER = -1
SLICES = 1 << 14
"""Lists of slices of time, a power of two: used again in turn, a round lasts most of a day at least."""


@inner
def schedule(s: Row, time: float, kind: int, on: int) -> None:
    """Enter one event: into the heap if it is near, else into the list of its slice of time."""
    if int(time * s.slices_per_hour) <= s.slice:
        push(s, time, s.order, kind, on)
    else:
        put_off(s, time, kind, on)
    s.order += 1


@inner
def push(s: Row, time: float, order: int, kind: int, on: int) -> None:
    """Enter one event into the heap; sets ``full`` where it has no room."""
    if s.pending >= s.agenda_room:
        s.full = FULL_AGENDA
        return
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
def put_off(s: Row, time: float, kind: int, on: int) -> None:
    """Enter one event into the list of its slice; sets ``full`` where there is no room."""
    place = s.free_later
    if place >= 0:
        s.free_later = event_at(s.later, place).serial
    elif s.later_used < s.agenda_room:
        place = s.later_used
        s.later_used += 1
    else:
        s.full = FULL_AGENDA
        return
    write_event(s.later, place, time, s.order, kind, on)
    list_later(s, place, int(time * s.slices_per_hour) & (SLICES - 1))


@inner
def list_later(s: Row, place: int, head: int) -> None:
    """Put an event in front of a list; the slices go round, so a list has those of later rounds too."""
    event_at(s.later, place).serial = integer_at(s.slices, head)
    put_integer(s.slices, head, place)


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
    """Return where the next event is, a line or HEAP; the heap is never empty, it ends with the world."""
    if s.first_line < 0:
        return HEAP
    e = event_at(s.agenda, 0)
    if s.line_time < e.time or (s.line_time == e.time and s.line_order < e.order):
        return s.first_line
    return HEAP


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
