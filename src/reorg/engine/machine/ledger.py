"""The ledger: where person-hours go, throughput, decision latencies, and the event log."""

from __future__ import annotations

import math

from reorg.compilation import inner
from reorg.engine.state.constants import FULL_LOG, HOURS_PER_WEEK, KIND_COUNT, LATENCY_BINS, WEEKLY_COUNT
from reorg.engine.state.memory import integer_at, log_line_at, number_at, person_at, put_integer, put_number
from reorg.engine.state.rows import Row


@inner
def count_presence(s: Row, p: int) -> None:
    """Add the hours a person was present, from the start of counting or the first day, to now."""
    person = person_at(s.people, p)
    since = max(person.seated, s.start)
    if s.now > since:
        s.present_hours += (s.now - since) * person.share


@inner
def log_event(s: Row, code: int, person: int, on: int, value: float) -> None:
    """Write one line of the event log, if one is kept."""
    if s.log_room == 0:
        return
    if s.logged >= s.log_room:
        s.full = FULL_LOG
        return
    line = log_line_at(s.log, s.logged)
    line.time = s.now
    line.code = code
    line.person = person
    line.on = on
    line.value = value
    s.logged += 1


@inner
def book_hours(s: Row, p: int) -> None:
    """Book what a person did until now, to the weeks it falls in and to the person; not in the warm-up."""
    person = person_at(s.people, p)
    begin = max(person.since - s.start, 0.0)
    end = min(s.now, s.end) - s.start
    if begin < end:
        place = p * KIND_COUNT + person.kind
        put_number(
            s.hours_by_person, place, number_at(s.hours_by_person, place) + (end - begin) * person.share
        )
    while begin < end:
        week = int(begin / HOURS_PER_WEEK)
        stop = min(end, (week + 1) * HOURS_PER_WEEK)
        place = week * KIND_COUNT + person.kind
        put_number(s.hours, place, number_at(s.hours, place) + (stop - begin) * person.share)
        begin = stop


@inner
def count_throughput(s: Row, area: int, hours: float) -> None:
    """Add nominal hours of direct work in an area finished now to this week's throughput."""
    if s.now > s.start and s.now <= s.end:
        week = min(int((s.now - s.start) / HOURS_PER_WEEK), s.week_count - 1)
        place = WEEKLY_COUNT * week
        put_number(s.weekly, place, number_at(s.weekly, place) + hours)
        place = week * s.area_count + area
        put_number(s.done, place, number_at(s.done, place) + hours)


@inner
def count_practice(s: Row, p: int, hours: float) -> None:
    """Add ``hours`` of own work finished now, the familiarity and the mean tie with which it was done."""
    if s.now > s.start and s.now <= s.end:
        person = person_at(s.people, p)
        place = 4 * min(int((s.now - s.start) / HOURS_PER_WEEK), s.week_count - 1)
        put_number(s.practice, place, number_at(s.practice, place) + hours)
        put_number(s.practice, place + 1, number_at(s.practice, place + 1) + hours * person.familiar)
        s.relearning += person.relearning
        if person.tie >= 0.0:
            put_number(s.practice, place + 2, number_at(s.practice, place + 2) + person.tie)
            put_number(s.practice, place + 3, number_at(s.practice, place + 3) + 1.0)


@inner
def latency_bin(level: int, hours: float) -> int:
    """Return the place of a number of hours: below 2^-6 hours, then 16 bins to a doubling."""
    place = 0
    if hours >= 0.015625:
        place = min(1 + int((math.log2(hours) + 6.0) * 16.0), LATENCY_BINS - 1)
    return place + level * LATENCY_BINS


@inner
def count_latency(s: Row, level: int, hours: float, wait: float) -> None:
    """Count one decision drawn for a level by its hours; one for others by its wait too (below 0: none)."""
    if s.now <= s.start:
        return
    place = latency_bin(level, hours)
    put_integer(s.latency, place, integer_at(s.latency, place) + 1)
    if wait >= 0.0:
        place = latency_bin(level, wait)
        put_integer(s.waits, place, integer_at(s.waits, place) + 1)
