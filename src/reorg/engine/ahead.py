"""Asking for the rows of memory that the next events need, while the present one is handled.

Asking changes no result. The state of thousands of people does not fit the processor's nearer caches, and
most of an event's time would be spent waiting for memory.
"""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.agenda import RECURRING_LINE
from reorg.engine.ends import FIRST, person_of
from reorg.engine.memory import (
    end_at,
    event_at,
    fetch_end,
    fetch_integer,
    fetch_item,
    fetch_job,
    fetch_known,
    fetch_person,
    fetch_team,
    integer_at,
    person_at,
)
from reorg.engine.records import CHUNK, ITEM, WEEKLY, Row

LARGE = 1 << 11
"""Places in the first round of the tournament from which on it is worth asking."""
LINE_AHEAD = 6
"""An event so many places behind the first of a line comes soon enough to be prepared for."""
FAR_ROUND = 8
"""First node of the round whose eight winners are asked for: one of them, or of those they beat, is next."""


@inner
def look_ahead(s: Row) -> None:
    """Ask for those who have got far in the tournament, and for what the last two of them are at."""
    if s.places < LARGE:
        return
    fetch_way(s, person_of(end_at(s.ends, FIRST).tag))
    for node in range(2 * FIRST, 4 * FIRST):
        fetch_work(s, person_of(end_at(s.ends, node).tag))
    for node in range(FAR_ROUND, 2 * FAR_ROUND):
        fetch_person(s.people, person_of(end_at(s.ends, node).tag))


@inner
def fetch_way(s: Row, p: int) -> None:
    """Ask for a person's way through the rounds that are too large for the nearer caches."""
    node = s.places + p
    while node >= LARGE:
        fetch_end(s.ends, node)
        node >>= 1


@inner
def fetch_work(s: Row, p: int) -> None:
    """Ask for a person's team, skills and knowledge, for what the person is at, and for what waits."""
    person = person_at(s.people, p)
    fetch_team(s.teams, person.team)
    fetch_known(s.knowledge, p * s.area_count)
    fetch_integer(s.skill, p * s.area_count)
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
    if s.places < LARGE or place >= integer_at(s.line_ends, 2 * line + 1):
        return
    event = event_at(s.lines, line * s.line_room + (place & (s.line_room - 1)))
    if line != RECURRING_LINE:
        fetch_item(s.items, event.on)
    elif event.kind == WEEKLY:
        fetch_person(s.people, event.on)
