"""Going on to the next slice of time; rows that the coming ones need are asked for meanwhile.

Asking changes no result. The state of tens of thousands of people does not fit the processor's caches, and
most of an event's time would be spent waiting for memory.
"""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.agenda import RECURRING_LINE, SLICES, list_later, push
from reorg.engine.memory import (
    event_at,
    fetch_item,
    fetch_job,
    fetch_known,
    fetch_person,
    fetch_team,
    integer_at,
    person_at,
    put_integer,
)
from reorg.engine.records import CHUNK, DONE, ITEM, WEEKLY, Row

LINE_AHEAD = 6
"""An event so many places behind the first of a line comes soon enough to be prepared for."""


@inner
def next_slice(s: Row) -> None:
    """Go on to the next slice of time that has events, and enter them into the heap."""
    while s.pending == 0:
        s.slice += 1
        look_ahead(s)
        head = s.slice & (SLICES - 1)
        place = integer_at(s.slices, head)
        put_integer(s.slices, head, -1)
        while place >= 0:
            e = event_at(s.later, place)
            following = e.serial
            if int(e.time * s.slices_per_hour) == s.slice:
                push(s, e.time, e.order, e.kind, e.on)
                e.serial = s.free_later
                s.free_later = place
            else:
                list_later(s, place, head)
            place = following


@inner
def look_ahead(s: Row) -> None:
    """Ask for what the coming slices of time will touch: first the people, then what they are at."""
    for ahead in range(1, 3):
        place = integer_at(s.slices, (s.slice + ahead) & (SLICES - 1))
        while place >= 0:
            event = event_at(s.later, place)
            if event.kind == DONE and ahead == 1:
                fetch_work(s, event.on)
            elif event.kind == DONE:
                fetch_person(s.people, event.on)
            place = event.serial


@inner
def fetch_work(s: Row, p: int) -> None:
    """Ask for a person's team and knowledge, for what the person is at, and for what waits."""
    person = person_at(s.people, p)
    fetch_team(s.teams, person.team)
    fetch_known(s.knowledge, p * s.area_count)
    if person.tray_first >= 0:
        fetch_item(s.items, person.tray_first)
    if person.held >= 0:
        fetch_job(s.jobs, person.held)
    if person.doing == CHUNK:
        fetch_job(s.jobs, person.on)
    elif person.doing == ITEM:
        fetch_item(s.items, person.on)


@inner
def look_along(s: Row, line: int) -> None:
    """Ask for what an event some places behind the first of a line is about."""
    place = integer_at(s.line_ends, 2 * line) + LINE_AHEAD
    if s.slices_per_hour == 0.0 or place >= integer_at(s.line_ends, 2 * line + 1):
        return
    event = event_at(s.lines, line * s.line_room + (place & (s.line_room - 1)))
    if line != RECURRING_LINE:
        fetch_item(s.items, event.on)
    elif event.kind == WEEKLY:
        fetch_person(s.people, event.on)
