"""Settling: pending matters among people who meet end there, at a meeting or a one-to-one."""

from __future__ import annotations

import numpy as np

from reorg import luck
from reorg.compilation import inner
from reorg.engine.kernel.attention import free_item, remove_from_inbox
from reorg.engine.kernel.calendar import MEMBER, remove_from_slots
from reorg.engine.kernel.discovery import share_decisions
from reorg.engine.kernel.escalation import assign_question
from reorg.engine.kernel.exceptions import end_question
from reorg.engine.kernel.structure import is_vacant
from reorg.engine.machine.ledger import log_event
from reorg.engine.state.constants import (
    ASK,
    COUNT_BITS,
    DECIDE,
    IN_INBOX,
    L_QUESTION_SETTLED,
    L_SETTLED,
    PASS,
)
from reorg.engine.state.memory import integer_at, item_at, job_at, person_at, put_integer
from reorg.engine.state.rows import Row


@inner
def mark_crowd(s: Row, count: int) -> None:
    """Mark the first ``count`` people of the crowd, who meet."""
    s.serial += 1
    for i in range(count):
        person_at(s.people, integer_at(s.crowd, i)).mark = s.serial


@inner
def settle_requests(s: Row, count: int, key: np.uint64, turn: int, share: float) -> None:
    """Settle ``share`` of the requests pending among those marked; ``key`` and ``turn`` key the draws.

    Neither side spends hours on them beyond the meeting.
    """
    for i in range(count):
        q = integer_at(s.crowd, i)
        mark = person_at(s.people, q).mark
        # Requests have the lowest priority that counts.
        some = person_at(s.people, q).waiting & ((1 << COUNT_BITS) - 1) > 0
        place = person_at(s.people, q).inbox_first if some else -1
        while place >= 0:
            item = item_at(s.items, place)
            after = item.after
            there = item.kind == ASK and person_at(s.people, item.asker).mark == mark
            if there and is_settled(s, place, key, turn, share):
                remove_from_inbox(s, place)
                log_event(s, L_SETTLED, q, item.asker, item.hours)
                share_decisions(s, item.job, item.other)
                free_item(s, place)
            place = after


@inner
def may_decide(s: Row, p: int) -> bool:
    """Return whether there may be a question that can be decided at a meeting."""
    person = person_at(s.people, p)
    return bool(person.role != MEMBER or person.slot_first >= 0 or has_questions(s, p))


@inner
def has_questions(s: Row, p: int) -> bool:
    """Return whether a person's inbox holds questions, the only items of highest priority."""
    return bool(person_at(s.people, p).waiting >> 2 * COUNT_BITS > 0)


@inner
def decide_together(s: Row, d: int, count: int, key: np.uint64, turn: int, share: float) -> None:
    """Decide ``share`` of the questions for ``d`` that are pending among those marked.

    Questions of a lead may be with anybody, to be passed on; those of others only with themselves.
    Misdirected ones are asked again instead.
    """
    # All are found first, then decided: the effects of a decision may use the crowd.
    last = -1
    leads = person_at(s.people, d).role != MEMBER
    for i in range(count):
        q = integer_at(s.crowd, i)
        if q == d or leads:
            if has_questions(s, q):
                last = take_up_questions(s, d, person_at(s.people, q).inbox_first, key, turn, share, last)
            last = take_up_questions(s, d, person_at(s.people, q).slot_first, key, turn, share, last)
    if last < 0:
        return
    place: int = item_at(s.items, last).after
    while place >= 0:
        item = item_at(s.items, place)
        following = item.after if place != last else -1
        if end_question(s, place):
            log_event(s, L_QUESTION_SETTLED, item.person, item.asker, item.hours)
            free_item(s, place)
        place = following


@inner
def take_up_questions(s: Row, d: int, place: int, key: np.uint64, turn: int, share: float, last: int) -> int:
    """Remove the questions for ``d`` from an inbox, or from those that wait for a slot.

    They form a ring by ``after``; returns the last of it, or -1 if there are none.
    """
    while place >= 0:
        after = item_at(s.items, place).after
        if is_decidable(s, d, place) and is_settled(s, place, key, turn, share):
            last = take_up_question(s, place, last)
        place = after
    return last


@inner
def is_settled(s: Row, place: int, key: np.uint64, turn: int, share: float) -> bool:
    """Return whether a pending matter is among the ``share`` that is settled."""
    if share >= 1.0:
        return True
    item = item_at(s.items, place)
    people = person_at(s.people, item.person).key + person_at(s.people, item.asker).key
    entity = key + people + job_at(s.jobs, item.job).key
    return bool(luck.uniform(s.key, luck.SETTLED, entity, (item.chunk << 16) + turn) < share)


@inner
def is_decidable(s: Row, d: int, place: int) -> bool:
    """Return whether an item waiting for an attendee is a question that ``d`` can decide at the meeting.

    The asker must be present or, in place of the asker, the lead who is to pass it on.
    """
    item = item_at(s.items, place)
    if (item.kind != DECIDE and item.kind != PASS) or item.person == item.asker or item.whom != d:
        return False
    if person_at(s.people, item.asker).mark == person_at(s.people, item.person).mark:
        return True
    return bool(item.kind == PASS and not is_vacant(s, item.asker))


@inner
def take_up_question(s: Row, place: int, last: int) -> int:
    """Put a question after the ``last`` of those that its decider will decide; return its place."""
    item = item_at(s.items, place)
    there = person_at(s.people, item.person).mark
    item.heard = int(person_at(s.people, item.asker).mark == there)
    if item.waiting == IN_INBOX:
        remove_from_inbox(s, place)
    else:
        remove_from_slots(s, place)
    if item.heard == 0:
        # The lead who speaks for the asker passes it on.
        item.passes += 1 - item.both
    assign_question(s, place, item.whom)
    item.after = place
    if last >= 0:
        item.after = item_at(s.items, last).after
        item_at(s.items, last).after = place
    return place


@inner
def settle_between(s: Row, p: int, q: int) -> None:
    """Settle everything pending between two people in a one-to-one."""
    first, second = person_at(s.people, p), person_at(s.people, q)
    if first.waiting + second.waiting == 0 and first.slot_first < 0 and second.slot_first < 0:
        return
    for d in (p, q):
        put_integer(s.crowd, 0, p)
        put_integer(s.crowd, 1, q)
        mark_crowd(s, 2)
        if d == p:
            settle_requests(s, 2, person_at(s.people, p).key, 0, 1.0)
        decide_together(s, d, 2, person_at(s.people, p).key, 0, 1.0)
