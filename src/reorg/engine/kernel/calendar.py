"""Calendars: booked shares of the week, blocks at random times, and waiting for a slot."""

from __future__ import annotations

from reorg import luck
from reorg.compilation import inner
from reorg.engine.machine.calls import begin_next_activity
from reorg.engine.machine.event_list import schedule
from reorg.engine.machine.ledger import log_event
from reorg.engine.state.constants import ABSENT, BLOCK_DUE, L_BOOKED, NO_ACTIVITY, WAITS_FOR_SLOT
from reorg.engine.state.memory import assumed_at, item_at, job_at, person_at
from reorg.engine.state.rows import Row
from reorg.mechanisms import calendar

MEMBER, LEADS_PEOPLE, LEADS_LEADS = range(3)


@inner
def update_calendar(s: Row, p: int) -> None:
    """Set a person's booked share to that of the role, and start its blocks if there are none yet."""
    a = assumed_at(s.assumed, 0)
    person = person_at(s.people, p)
    hours = 0.0
    if person.role == LEADS_PEOPLE:
        hours = a.calendar_outside_lead
    elif person.role == LEADS_LEADS:
        hours = a.calendar_outside_top if person.lead < 0 else a.calendar_outside_head
    person.outside = calendar.outside_share(hours) if person.stated < 0.0 else person.stated
    if person.outside > 0.0 and person.booking == 0 and person.activity != ABSENT:
        person.booking = 1
        person.interval = s.now
        schedule_block(s, p)


@inner
def schedule_block(s: Row, p: int) -> None:
    """Schedule the block of a person's next interval at a random time in that interval."""
    person = person_at(s.people, p)
    length = calendar.block_interval(person.outside, person.share)
    u = luck.uniform(s.key, luck.BLOCK, person.key, person.blocks)
    start = person.interval + u * (length - calendar.BLOCK_HOURS / person.share)
    person.blocks += 1
    person.interval += length
    schedule(s, start, BLOCK_DUE, p)


@inner
def begin_block(s: Row, p: int) -> None:
    """Start a block of booked time; blocks end when nothing is booked any more or the person is absent."""
    person = person_at(s.people, p)
    if person.activity == ABSENT or person.outside <= 0.0:
        person.booking = 0
        s.events -= 1
        return
    schedule_block(s, p)
    call_away(s, p, calendar.BLOCK_HOURS)


@inner
def call_away(s: Row, p: int, hours: float) -> None:
    """Make the hours of an appointment due now: they come before everything else."""
    person = person_at(s.people, p)
    person.appointed = 1
    person.appointment_hours += hours
    log_event(s, L_BOOKED, p, -1, hours)
    if person.activity == NO_ACTIVITY:
        begin_next_activity(s, p)


@inner
def clear_calendar(s: Row, p: int) -> None:
    """Empty a calendar: a person has taken a position or started to lead."""
    person = person_at(s.people, p)
    person.held_hours = 0.0
    person.held_time = person.held_since = s.now


@inner
def count_held(s: Row, p: int, hours: float) -> None:
    """Count a one-to-one or a meeting held toward the booked share of the week, if a calendar is kept."""
    person = person_at(s.people, p)
    if not has_calendar(s, p):
        # A new lead starts with an empty calendar.
        return
    person.held_hours = calendar.held(person.held_hours, s.now - person.held_time) + hours
    person.held_time = s.now


@inner
def has_calendar(s: Row, p: int) -> bool:
    """Return whether questions to a person may have to wait for a slot: a lead, or hours booked as stated."""
    person = person_at(s.people, p)
    return bool(person.role != MEMBER or person.stated > 0.0)


@inner
def slot_wait(s: Row, q: int, j: int, chunk: int) -> float:
    """Return the hours until a slot of ``q`` for a chunk's question; 0 for a person without a calendar."""
    a = assumed_at(s.assumed, 0)
    person = person_at(s.people, q)
    if a.calendar_slot_hours <= 0.0 or not has_calendar(s, q):
        return 0.0
    held = calendar.held(person.held_hours, s.now - person.held_time)
    booked = calendar.booked_share(person.outside, held, s.now - person.held_since, person.share)
    u = luck.uniform(s.key, luck.SLOT, job_at(s.jobs, j).key + person.key, chunk)
    return calendar.slot_wait(u, a.calendar_slot_hours, booked, a.calendar_walk_in)


@inner
def append_to_slots(s: Row, place: int) -> None:
    """Queue a question for a slot of its person; meanwhile it is in no inbox."""
    item = item_at(s.items, place)
    person = person_at(s.people, item.person)
    item.waiting = WAITS_FOR_SLOT
    item.before = person.slot_last
    item.after = -1
    if person.slot_last < 0:
        person.slot_first = place
    else:
        item_at(s.items, person.slot_last).after = place
    person.slot_last = place


@inner
def remove_from_slots(s: Row, place: int) -> None:
    """Remove a question from those that wait for a slot of its person."""
    item = item_at(s.items, place)
    person = person_at(s.people, item.person)
    if item.before < 0:
        person.slot_first = item.after
    else:
        item_at(s.items, item.before).after = item.after
    if item.after < 0:
        person.slot_last = item.before
    else:
        item_at(s.items, item.after).before = item.before
    item.waiting = 0
