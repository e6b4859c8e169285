"""Attention: the inbox, the choice of the next item, and the next activity of a free person."""

from __future__ import annotations

from reorg import luck
from reorg.compilation import inner
from reorg.engine.kernel.choice import next_job
from reorg.engine.kernel.deferral import defer_person
from reorg.engine.kernel.dispatching import book_idle_people
from reorg.engine.kernel.queues import leave_idle
from reorg.engine.kernel.structure import effectiveness_of
from reorg.engine.kernel.work import begin_activity, begin_chunk, schedule_activity
from reorg.engine.machine.calls import delegate_work
from reorg.engine.machine.event_list import REQUEST_RING, WEEK_RING, schedule_in_ring
from reorg.engine.machine.ledger import book_hours, log_event
from reorg.engine.state.constants import (
    ABSENT,
    APPOINTMENT,
    ATTENTION_FIFO,
    ATTENTION_MIXED,
    BOOKED,
    COUNT_BITS,
    DECIDE,
    FULL_ITEMS,
    HOURS_PER_WEEK,
    IN_INBOX,
    ITEM,
    ITEM_EXPIRY,
    ITEM_HOURS,
    ITEM_PRIORITY,
    ITEM_WAITING,
    L_BEGIN_ITEM,
    L_IDLE,
    NO_ACTIVITY,
    PASS,
)
from reorg.engine.state.memory import assumed_at, item_at, person_at
from reorg.engine.state.rows import Row
from reorg.mechanisms.attention import BY_PRIORITY, NEWEST, OLDEST, place_in_inbox, rule


@inner
def new_item(s: Row, p: int, kind: int, asker: int, hours: float) -> int:
    """Return the place of a new item for ``p``, not yet delivered; sets ``world.full`` if there is none."""
    place: int = s.free_item
    if place >= 0:
        s.free_item = item_at(s.items, place).after
    elif s.items_used < s.item_room:
        place = s.items_used
        s.items_used += 1
    else:
        s.full = FULL_ITEMS
        return 0
    item = item_at(s.items, place)
    s.serial += 1
    item.kind, item.person, item.asker, item.hours = kind, p, asker, hours
    item.serial, item.attempt, item.waiting = s.serial, 0, 0
    item.job = item.other = item.link = -1
    if kind == DECIDE or kind == PASS:
        item.raised, item.worked, item.whom, item.deadline = s.now, 0.0, -1, 0.0
        item.passes = item.way = item.stops = item.by_default = item.both = item.heard = 0
    return place


@inner
def free_item(s: Row, place: int) -> None:
    """Release the place of a finished item."""
    item = item_at(s.items, place)
    item.waiting = 0
    item.serial = 0
    item.after = s.free_item
    s.free_item = place


@inner
def greatest_priority(waiting: int) -> int:
    """Return the highest priority of the items waiting."""
    return int(waiting > 0) + int(waiting >> COUNT_BITS > 0) + int(waiting >> 2 * COUNT_BITS > 0)


@inner
def append_to_inbox(s: Row, place: int) -> None:
    """Append an item to its person's inbox."""
    item = item_at(s.items, place)
    person = person_at(s.people, item.person)
    item.waiting = IN_INBOX
    item.before = person.inbox_last
    item.after = -1
    if person.inbox_last < 0:
        person.inbox_first = place
    else:
        item_at(s.items, person.inbox_last).after = place
    person.inbox_last = place
    person.inbox_count += 1
    person.waiting += ITEM_WAITING[item.kind]
    person.inbox_hours += item.hours


@inner
def remove_from_inbox(s: Row, place: int) -> None:
    """Remove an item from its person's inbox."""
    item = item_at(s.items, place)
    person = person_at(s.people, item.person)
    if item.before < 0:
        person.inbox_first = item.after
    else:
        item_at(s.items, item.before).after = item.after
    if item.after < 0:
        person.inbox_last = item.before
    else:
        item_at(s.items, item.after).before = item.before
    item.waiting = 0
    person.inbox_count -= 1
    person.waiting -= ITEM_WAITING[item.kind]
    person.inbox_hours = person.inbox_hours - item.hours if person.inbox_count > 0 else 0.0


@inner
def deliver_item(s: Row, place: int, line: int) -> None:
    """Deliver a new item to the inbox, with its expiry if it has one; an idle person starts it at once."""
    if s.full > 0:
        return
    item = item_at(s.items, place)
    if person_at(s.people, item.person).activity == ABSENT:
        free_item(s, place)
        return
    append_to_inbox(s, place)
    if line == REQUEST_RING:
        patience = assumed_at(s.assumed, 0).coordination_patience_hours
        schedule_in_ring(s, line, s.now + patience, ITEM_EXPIRY, place, item.serial)
    elif line == WEEK_RING:
        schedule_in_ring(s, line, s.now + HOURS_PER_WEEK, ITEM_EXPIRY, place, item.serial)
    if person_at(s.people, item.person).activity == NO_ACTIVITY:
        begin_next_activity(s, item.person)


@inner
def most_urgent(s: Row, p: int) -> int:
    """Return the item of highest priority in an inbox, the oldest among equals."""
    greatest = greatest_priority(person_at(s.people, p).waiting)
    place = person_at(s.people, p).inbox_first
    while ITEM_PRIORITY[item_at(s.items, place).kind] < greatest:
        place = item_at(s.items, place).after
    return int(place)


@inner
def choose_item(s: Row, p: int) -> int:
    """Return the item that a person picks from an inbox that is not empty."""
    person = person_at(s.people, p)
    person.picks += 1
    if person.inbox_count == 1 or s.attention == ATTENTION_FIFO:
        return person.inbox_first
    if s.attention != ATTENTION_MIXED:
        return most_urgent(s, p)
    by_priority = assumed_at(s.assumed, 0).attention_by_priority
    u = luck.uniform(s.key, luck.ATTENTION, person.key, person.picks)
    how = rule(u, by_priority)
    if how == BY_PRIORITY:
        return most_urgent(s, p)
    if how == OLDEST:
        return person.inbox_first
    if how == NEWEST:
        return person.inbox_last
    steps = int(place_in_inbox(u, by_priority) * person.inbox_count)
    place = person.inbox_first
    while steps > 0 and item_at(s.items, place).after >= 0:
        place = item_at(s.items, place).after
        steps -= 1
    return place


@inner
def begin_item(s: Row, p: int) -> None:
    """Make a person who is not among the idle pick an item from the inbox and start it."""
    place = choose_item(s, p)
    item = item_at(s.items, place)
    remove_from_inbox(s, place)
    hours = item.hours
    if item.kind == DECIDE and item.asker != p:
        hours /= effectiveness_of(s, p)
    schedule_activity(s, p, ITEM, place, ITEM_HOURS[item.kind], hours)
    log_event(s, L_BEGIN_ITEM, p, item.kind, item.hours)


@inner
def begin_next_activity(s: Row, p: int) -> None:
    """Start a free person's next activity: from the inbox first, then the most urgent work."""
    if s.deferring == 1:
        defer_person(s, p)
        return
    person = person_at(s.people, p)
    if person.appointed == 1:
        begin_activity(s, p, APPOINTMENT, -1, BOOKED, person.appointment_hours)
        person.appointed, person.appointment_hours = 0, 0.0
        return
    if person.engaged < person.agents:
        delegate_work(s, p)
    if person.inbox_count > 0:
        book_hours(s, p)
        leave_idle(s, p)
        begin_item(s, p)
        return
    j = next_job(s, p)
    if j >= 0:
        begin_chunk(s, p, j)
        if person.engaged < person.agents:
            delegate_work(s, p)
    else:
        log_event(s, L_IDLE, p, -1, 0.0)
        book_idle_people(s, person.desk)
