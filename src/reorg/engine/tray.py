"""In-trays: items waiting for a person, which is next, and what a free person does."""

from __future__ import annotations

from reorg import luck
from reorg.compilation import inner
from reorg.engine.agenda import DECISION_LINE, REQUEST_LINE, WEEK_LINE, schedule_in_line
from reorg.engine.jumps import hand_out
from reorg.engine.ledger import note
from reorg.engine.memory import assumed_at, item_at, person_at
from reorg.engine.records import (
    ABSENT,
    ATTENTION_FIFO,
    ATTENTION_MIXED,
    EXPIRE,
    FULL_ITEMS,
    HOURS_PER_WEEK,
    ITEM,
    ITEM_HOURS,
    ITEM_PRIORITY,
    L_BEGIN_ITEM,
    L_IDLE,
    NOTHING,
    Row,
)
from reorg.engine.work import begin, begin_chunk, call_person, label_idle, pull
from reorg.mechanisms.attention import BY_PRIORITY, NEWEST, OLDEST, rule


@inner
def new_item(s: Row, p: int, kind: int, asker: int, hours: float) -> int:
    """Return the place of a new item for ``p``, not yet delivered; sets ``world.full`` without room."""
    place = s.free_item
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
    item.serial, item.raised, item.attempt = s.serial, s.now, 0
    item.job = item.other = -1
    return place


@inner
def release_item(s: Row, place: int) -> None:
    """Give the place of a finished item back."""
    item = item_at(s.items, place)
    item.waiting = 0
    item.serial = 0
    item.after = s.free_item
    s.free_item = place


@inner
def append(s: Row, place: int) -> None:
    """Put an item at the end of its person's in-tray."""
    item = item_at(s.items, place)
    person = person_at(s.people, item.person)
    item.waiting = 1
    item.before = person.tray_last
    item.after = -1
    if person.tray_last < 0:
        person.tray_first = place
    else:
        item_at(s.items, person.tray_last).after = place
    person.tray_last = place
    person.tray_count += 1
    person.tray_hours += item.hours


@inner
def take(s: Row, place: int) -> None:
    """Take an item out of its person's in-tray."""
    item = item_at(s.items, place)
    person = person_at(s.people, item.person)
    if item.before < 0:
        person.tray_first = item.after
    else:
        item_at(s.items, item.before).after = item.after
    if item.after < 0:
        person.tray_last = item.before
    else:
        item_at(s.items, item.after).before = item.before
    item.waiting = 0
    person.tray_count -= 1
    person.tray_hours = person.tray_hours - item.hours if person.tray_count > 0 else 0.0


@inner
def put_item(s: Row, place: int, line: int) -> None:
    """Put a new item into the in-tray, to expire by its line or never; an idle person starts at once."""
    if s.full > 0:
        return
    item = item_at(s.items, place)
    if person_at(s.people, item.person).doing == ABSENT:
        release_item(s, place)
        return
    append(s, place)
    if line == DECISION_LINE:
        patience = assumed_at(s.assumed, 0).exceptions_patience_hours
        schedule_in_line(s, line, s.now + patience, EXPIRE, place, item.serial)
    elif line == REQUEST_LINE:
        patience = assumed_at(s.assumed, 0).coordination_patience_hours
        schedule_in_line(s, line, s.now + patience, EXPIRE, place, item.serial)
    elif line == WEEK_LINE:
        schedule_in_line(s, line, s.now + HOURS_PER_WEEK, EXPIRE, place, item.serial)
    if person_at(s.people, item.person).doing == NOTHING:
        find_something(s, item.person)


@inner
def most_urgent(s: Row, p: int) -> int:
    """Return the item of highest priority in an in-tray, the oldest of equals."""
    best = person_at(s.people, p).tray_first
    place = item_at(s.items, best).after
    while place >= 0:
        if ITEM_PRIORITY[item_at(s.items, place).kind] > ITEM_PRIORITY[item_at(s.items, best).kind]:
            best = place
        place = item_at(s.items, place).after
    return best


@inner
def choose(s: Row, p: int) -> int:
    """Return the item that a person picks from a non-empty in-tray."""
    person = person_at(s.people, p)
    person.picks += 1
    if person.tray_count == 1 or s.attention == ATTENTION_FIFO:
        return person.tray_first
    if s.attention != ATTENTION_MIXED:
        return most_urgent(s, p)
    by_priority = assumed_at(s.assumed, 0).attention_by_priority
    u = luck.uniform(s.key, luck.ATTENTION, person.key, person.picks)
    how = rule(u, by_priority)
    if how == BY_PRIORITY:
        return most_urgent(s, p)
    if how == OLDEST:
        return person.tray_first
    if how == NEWEST:
        return person.tray_last
    steps = int((1.0 - (1.0 - u) / (0.2 * (1.0 - by_priority))) * person.tray_count)
    place = person.tray_first
    while steps > 0 and item_at(s.items, place).after >= 0:
        place = item_at(s.items, place).after
        steps -= 1
    return place


@inner
def find_something(s: Row, p: int) -> None:
    """Give a free person the next thing to do: the in-tray first, then the most urgent work."""
    if s.holding == 1:
        call_person(s, p)
        return
    person = person_at(s.people, p)
    if person.engaged < person.agents:
        hand_out(s, p)
    if person.tray_count > 0:
        place = choose(s, p)
        item = item_at(s.items, place)
        take(s, place)
        begin(s, p, ITEM, place, ITEM_HOURS[item.kind], item.hours)
        note(s, L_BEGIN_ITEM, p, item.kind, item.hours)
        return
    j = pull(s, p)
    if j >= 0:
        begin_chunk(s, p, j)
        if person.engaged < person.agents:
            hand_out(s, p)
    else:
        note(s, L_IDLE, p, -1, 0.0)
        label_idle(s, person.team)
