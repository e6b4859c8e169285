"""Looking ahead: rows that the next events need are asked for while this one is handled.

Changes no result. The state of tens of thousands of people does not fit the processor's caches, and most of
an event's time would be spent waiting for memory.
"""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.agenda import RECURRING_LINE
from reorg.engine.memory import event_at, fetch_item, fetch_job, fetch_person, integer_at, item_at, person_at
from reorg.engine.records import CHUNK, DONE, ITEM, WEEKLY, Row

FROM_PEOPLE = 2000
"""Fewer people fit the caches, and looking ahead would cost more than it saves."""
NEAR, FAR = 3, 7
"""Places of the heap: those before NEAR come next, those before FAR soon."""
LINE_AHEAD = 6


@inner
def look_ahead(s: Row) -> None:
    """Ask for what the first events of the heap will touch: the people, then what they are at."""
    if s.people_count < FROM_PEOPLE or s.pending < FAR:
        return
    for k in range(NEAR, FAR):
        if event_at(s.agenda, k).kind == DONE:
            fetch_person(s.people, event_at(s.agenda, k).on)
    for k in range(NEAR):
        if event_at(s.agenda, k).kind == DONE:
            fetch_work(s, event_at(s.agenda, k).on)


@inner
def fetch_work(s: Row, p: int) -> None:
    """Ask for what a person is at and what waits; for whoever asked, once the item is there."""
    person = person_at(s.people, p)
    if person.tray_first >= 0:
        fetch_item(s.items, person.tray_first)
    if person.doing == CHUNK:
        fetch_job(s.jobs, person.on)
    elif person.doing == ITEM:
        item = item_at(s.items, person.on)
        if item.asker >= 0:
            fetch_person(s.people, item.asker)
        if item.job >= 0:
            fetch_job(s.jobs, item.job)


@inner
def look_along(s: Row, line: int) -> None:
    """Ask for what an event some places behind the first of a line is about."""
    place = integer_at(s.line_ends, 2 * line) + LINE_AHEAD
    if s.people_count < FROM_PEOPLE or place >= integer_at(s.line_ends, 2 * line + 1):
        return
    event = event_at(s.lines, line * s.line_room + (place & (s.line_room - 1)))
    if line != RECURRING_LINE:
        fetch_item(s.items, event.on)
    elif event.kind == WEEKLY:
        fetch_person(s.people, event.on)
