"""The event list: pending events, ordered by time, then by order of entry.

A heap with four children per entry holds events that may be due at any time: the four are in two cache lines,
and the heap is half as deep as with two. Events always scheduled the same time ahead come due in the order of
their entry and are in a FIFO ring, which keeps the heap small: expiries, as the patience for an item is one
of three constants of a world, and weekly events. Completions of activities are kept separately
(:mod:`reorg.engine.machine.completions`): each person has at most one.
"""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.machine.completions import order_of
from reorg.engine.state.columns import Rows
from reorg.engine.state.constants import FULL_EVENT_HEAP, FULL_RINGS, ITEM_EXPIRY, WINNER
from reorg.engine.state.memory import completion_at, copy_event, event_at, item_at, prefetch_item
from reorg.engine.state.rows import Event, Row
from reorg.engine.state.tables import put_ring_end, ring_end

DECISION_RING, REQUEST_RING, WEEK_RING, RECURRING_RING, RING_COUNT = 0, 1, 2, 3, 4
FIRST, BEHIND_LAST = range(2)
LOOKAHEAD = 6
"""An event this many places after the first of a ring is prefetched: it comes soon enough."""
HEAP = NO_EXPIRY = -1
HEAP_MARGIN = 3
"""Rows beyond the room of the heap: one before it, and siblings that are read even if unused."""
COMPLETIONS = -2


@inner
def schedule(s: Row, time: float, kind: int, on: int) -> None:
    """Enter one event into the heap; sets ``full`` if there is no room."""
    if s.pending >= s.heap_room:
        s.full = FULL_EVENT_HEAP
        return
    order = s.order
    s.order += 1
    i = s.pending
    s.pending += 1
    while i > 0:
        up = (i - 1) >> 2
        above = event_at(s.event_heap, up)
        if above.time < time or (above.time == time and above.order < order):
            break
        copy_event(s.event_heap, i, up)
        i = up
    write_event(s.event_heap, i, time, order, kind, on)


@inner
def write_event(rows: Rows[Event], place: int, time: float, order: int, kind: int, on: int) -> None:
    """Write one event into a row."""
    e = event_at(rows, place)
    e.time = time
    e.order = order
    e.kind = kind
    e.on = on


@inner
def ring_place(s: Row, line: int, number: int) -> int:
    """Return the place of an event in the rings, from its number in the order of entry into its ring."""
    return line * s.ring_room + (number & (s.ring_room - 1))


@inner
def schedule_in_ring(s: Row, line: int, time: float, kind: int, on: int, serial: int) -> None:
    """Append an event to a ring in which none is later; sets ``full`` if there is no room.

    The size of a ring is a power of two.
    """
    first = ring_end(s, line, FIRST)
    last = ring_end(s, line, BEHIND_LAST)
    if last - first >= s.ring_room:
        s.full = FULL_RINGS
        return
    place = ring_place(s, line, last)
    write_event(s.lines, place, time, s.order, kind, on)
    event_at(s.lines, place).serial = serial
    put_ring_end(s, line, BEHIND_LAST, last + 1)
    s.order += 1
    if first == last:
        find_first_ring(s)


@inner
def find_first_ring(s: Row) -> None:
    """Record which ring has the earliest event, HEAP if all are empty."""
    s.first_ring = HEAP
    for line in range(RING_COUNT):
        first = ring_end(s, line, FIRST)
        if first < ring_end(s, line, BEHIND_LAST):
            e = event_at(s.lines, ring_place(s, line, first))
            if s.first_ring < 0 or e.time < s.ring_time or (e.time == s.ring_time and e.order < s.ring_order):
                s.first_ring = line
                s.ring_time = e.time
                s.ring_order = e.order


@inner
def next_source(s: Row) -> int:
    """Return the source of the next event: a ring, HEAP or COMPLETIONS; the heap is never empty."""
    e = event_at(s.event_heap, 0)
    end = completion_at(s.ends, WINNER)
    time, order, source = e.time, e.order, HEAP
    if end.time < time or (end.time == time and order_of(end.tag) < order):
        time, order, source = end.time, order_of(end.tag), COMPLETIONS
    if s.first_ring >= 0 and (s.ring_time < time or (s.ring_time == time and s.ring_order < order)):
        source = s.first_ring
    return source


@inner
def first_in_ring(s: Row, line: int) -> int:
    """Return the place of the first event of a ring."""
    return ring_place(s, line, ring_end(s, line, FIRST))


@inner
def is_obsolete(s: Row, place: int) -> bool:
    """Return whether an event of a ring is the expiry of an item that no longer exists."""
    e = event_at(s.lines, place)
    return bool(e.kind == ITEM_EXPIRY and item_at(s.items, e.on).serial != e.serial)


@inner
def pop_ring(s: Row, line: int) -> None:
    """Remove the first event of a ring, and obsolete ones after it: most items are taken in time.

    The event stays readable until others are entered.
    """
    first = ring_end(s, line, FIRST) + 1
    last = ring_end(s, line, BEHIND_LAST)
    while first < last and is_obsolete(s, ring_place(s, line, first)):
        first += 1
        if first + LOOKAHEAD < last:
            prefetch_item(s.items, event_at(s.lines, ring_place(s, line, first + LOOKAHEAD)).on)
    put_ring_end(s, line, FIRST, first)
    find_first_ring(s)


@inner
def first_child(i: int) -> int:
    """Return the place of the first of four children of an entry of the heap."""
    return 4 * i + 1


@inner
def earlier_of(s: Row, one: int, other: int, n: int) -> int:
    """Return the earlier of two entries of the heap; ``other`` does not count from the n-th on."""
    c = event_at(s.event_heap, one)
    d = event_at(s.event_heap, other)
    # Which is earlier cannot be predicted, so multiplication is faster than a branch.
    earlier = (d.time < c.time) | ((d.time == c.time) & (d.order < c.order))
    return one + int(earlier & (other < n)) * (other - one)


@inner
def earliest_of_four(s: Row, first: int, n: int) -> int:
    """Return the earliest of four adjacent entries; those from the n-th on do not count, but exist."""
    return earlier_of(s, earlier_of(s, first, first + 1, n), earlier_of(s, first + 2, first + 3, n), n)


@inner
def pop_heap(s: Row) -> None:
    """Remove the first event of the heap and restore it."""
    s.pending -= 1
    n = s.pending
    last = event_at(s.event_heap, n)
    time, order = last.time, last.order
    i = 0
    while True:
        child = first_child(i)
        if child >= n:
            break
        child = earliest_of_four(s, child, n)
        c = event_at(s.event_heap, child)
        if time < c.time or (time == c.time and order < c.order):
            break
        copy_event(s.event_heap, i, child)
        i = child
    copy_event(s.event_heap, i, n)
