"""The ledger: accounts of person-hours, throughput, decision latencies, and the event log."""

from __future__ import annotations

import math

from reorg.compilation import inner
from reorg.engine.state.constants import (
    CHUNKS_BESIDE,
    FAMILIAR_HOURS,
    FULL_LOG,
    HOURS_PER_WEEK,
    LATENCY_BINS,
    MEAN_TIES,
    OWN_HOURS,
    THROUGHPUT,
    WAITING,
)
from reorg.engine.state.memory import log_line_at, person_at
from reorg.engine.state.rows import Row
from reorg.engine.state.tables import (
    area_hours,
    booked_hours,
    latency_count,
    own_booked_hours,
    practice_sum,
    put_area_hours,
    put_booked_hours,
    put_latency_count,
    put_own_booked_hours,
    put_practice_sum,
    put_wait_count,
    put_weekly_figure,
    wait_count,
    weekly_figure,
)

SHORT_HOURS = 1e-6


@inner
def count_presence(s: Row, p: int) -> None:
    """Add the hours of a person's presence, from the start of counting or the first day, to now."""
    person = person_at(s.people, p)
    since = max(person.seated, s.start)
    if s.now > since:
        s.present_hours += (s.now - since) * person.share


@inner
def log_event(s: Row, code: int, person: int, on: int, value: float) -> None:
    """Write one line of the event log, if it is kept."""
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
    """Book a person's activity until now, by week and by person; not in the warm-up.

    A newcomer's busy hours are counted at any time.
    """
    person = person_at(s.people, p)
    if person.joined >= 0.0 and person.kind < WAITING:
        person.unhelped += (s.now - person.since) * person.share
    begin = max(person.since - s.start, 0.0)
    end = min(s.now, s.end) - s.start
    if begin < end:
        hours = (end - begin) * person.share
        put_own_booked_hours(s, p, person.kind, own_booked_hours(s, p, person.kind) + hours)
        if begin >= s.week_begins and end <= s.week_ends:
            put_booked_hours(
                s, s.booked_week, person.kind, booked_hours(s, s.booked_week, person.kind) + hours
            )
        else:
            book_by_week(s, person.kind, begin, end, person.share)


@inner
def book_by_week(s: Row, kind: int, begin: float, end: float, share: float) -> None:
    """Book hours to the weeks that they fall in; consecutive hours mostly fall in the same week."""
    week = 0
    while begin < end:
        week = int(begin / HOURS_PER_WEEK)
        stop = min(end, (week + 1) * HOURS_PER_WEEK)
        put_booked_hours(s, week, kind, booked_hours(s, week, kind) + (stop - begin) * share)
        begin = stop
    s.booked_week = week
    s.week_begins = week * HOURS_PER_WEEK
    # Just before the end of a week, the quotient above may be rounded up to the next.
    s.week_ends = s.week_begins + HOURS_PER_WEEK - SHORT_HOURS


@inner
def count_throughput(s: Row, area: int, hours: float) -> None:
    """Add nominal hours of direct work in an area finished now to this week's throughput."""
    if s.now > s.start and s.now <= s.end:
        week = min(int((s.now - s.start) / HOURS_PER_WEEK), s.week_count - 1)
        put_weekly_figure(s, week, THROUGHPUT, weekly_figure(s, week, THROUGHPUT) + hours)
        put_area_hours(s, week, area, area_hours(s, week, area) + hours)


@inner
def count_practice(s: Row, p: int, hours: float) -> None:
    """Count ``hours`` of own work finished now, with the familiarity and the mean tie at the time."""
    if s.now > s.start and s.now <= s.end:
        person = person_at(s.people, p)
        week = min(int((s.now - s.start) / HOURS_PER_WEEK), s.week_count - 1)
        put_practice_sum(s, week, OWN_HOURS, practice_sum(s, week, OWN_HOURS) + hours)
        familiar = practice_sum(s, week, FAMILIAR_HOURS) + hours * person.familiar
        put_practice_sum(s, week, FAMILIAR_HOURS, familiar)
        s.relearning += person.relearning
        if person.tie >= 0.0:
            put_practice_sum(s, week, MEAN_TIES, practice_sum(s, week, MEAN_TIES) + person.tie)
            put_practice_sum(s, week, CHUNKS_BESIDE, practice_sum(s, week, CHUNKS_BESIDE) + 1.0)


@inner
def latency_bin(hours: float) -> int:
    """Return the bin of a number of hours: below 2^-6 hours, then 16 bins per doubling."""
    if hours < 0.015625:
        return 0
    return min(1 + int((math.log2(hours) + 6.0) * 16.0), LATENCY_BINS - 1)


@inner
def count_latency(s: Row, level: int, hours: float, wait: float) -> None:
    """Count a decision drawn for a level by its hours, and its wait if for others (below 0: none)."""
    if s.now <= s.start:
        return
    place = latency_bin(hours)
    put_latency_count(s, level, place, latency_count(s, level, place) + 1)
    if wait >= 0.0:
        place = latency_bin(wait)
        put_wait_count(s, level, place, wait_count(s, level, place) + 1)
