"""The agenda: a binary heap of what happens next, ordered by time, then by order of entry."""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.memory import copy_event, event_at
from reorg.engine.records import Row


@inner
def schedule(s: Row, time: float, kind: int, on: int, serial: int) -> None:
    """Enter one event; sets ``world.full`` where the agenda has no room."""
    if s.pending >= s.agenda_room:
        s.full = 1
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
    e.serial = serial
    s.order += 1


@inner
def drop_first(s: Row) -> None:
    """Remove the first event and restore the heap."""
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
