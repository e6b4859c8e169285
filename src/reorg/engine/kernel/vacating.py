"""Leaving a position for good, for a while or for another: the effects on reports, work and inbox."""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.kernel.agents import recall_all_chunks, recall_chunk
from reorg.engine.kernel.attention import append_to_inbox, free_item, remove_from_inbox
from reorg.engine.kernel.coordination import miss_request
from reorg.engine.kernel.escalation import hand_over_question
from reorg.engine.kernel.familiarity import clear_familiarity, next_active, pause_all
from reorg.engine.kernel.lines import change_leads, list_line
from reorg.engine.kernel.ownership import return_chunk
from reorg.engine.kernel.queues import enqueue_job, leave_idle, release_hold
from reorg.engine.kernel.second_seats import return_to_first_seat
from reorg.engine.kernel.structure import count_in_line, count_member, lead_of
from reorg.engine.machine.calls import begin_next_activity, close_if_done, offer_work
from reorg.engine.machine.completions import cancel_completion
from reorg.engine.machine.ledger import book_hours, count_presence
from reorg.engine.state.constants import (
    ABSENT,
    ASK,
    CHUNK,
    DECIDE,
    HOURS_PER_WEEK,
    ITEM,
    NO_ACTIVITY,
    PASS,
    RESULT,
)
from reorg.engine.state.memory import assumed_at, integer_at, item_at, job_at, person_at
from reorg.engine.state.rows import Row
from reorg.mechanisms import turnover
from reorg.mechanisms.succession import MOVED_SHARE

GONE, AWAY, PROMOTED = range(3)
"""Reasons for leaving a position: for good, on leave, or for another position."""


@inner
def vacate(s: Row, p: int, why: int) -> None:
    """Leave a position: reports feel the loss, and chunks, held work and the inbox pass on."""
    person = person_at(s.people, p)
    team = person.team
    activity, on, since = person.activity, person.on, person.since
    book_hours(s, p)
    if activity == NO_ACTIVITY:
        leave_idle(s, p)
    return_to_first_seat(s, p)
    person.activity = ABSENT
    s.payroll -= person.pay
    cancel_completion(s, p)
    count_presence(s, p)
    if why == AWAY:
        pause_all(s, p)
    else:
        clear_familiarity(s, p)
    count_member(s, p, -1)
    count_in_line(s, p, -1)
    count = list_line(s, p)
    if why != AWAY:
        loss = 1.0 if why == GONE else MOVED_SHARE
        for i in range(count):
            if person_at(s.people, integer_at(s.crowd, i)).lead == p:
                register_lead_loss(s, integer_at(s.crowd, i), loss)
    change_leads(s, p, count)
    person.appointed, person.appointment_hours = 0, 0.0
    if activity == CHUNK:
        hand_over_chunk(s, p, on, since)
    person.until = -1.0
    while person.held >= 0:
        held = person.held
        release_hold(s, held)
        enqueue_job(s, held)
        offer_work(s, job_at(s.jobs, held).owner)
    recall_all_chunks(s, p)
    if activity == ITEM:
        hand_over_item(s, p, on)
    # Once each: a question may come back to this inbox, to wait for the successor.
    for _ in range(person.inbox_count):
        place = person.inbox_first
        remove_from_inbox(s, place)
        hand_over_item(s, p, place)
    # If no skilled person is left, anybody may do the work.
    offer_work(s, team)


@inner
def register_lead_loss(s: Row, p: int, loss: float) -> None:
    """Add the loss of a lead to what remains of the last loss, up to the full effect."""
    person = person_at(s.people, p)
    person.loss = min(1.0, loss_left(s, p) + loss)
    person.loss_time = s.now


@inner
def loss_left(s: Row, p: int) -> float:
    """Return the remaining effect of the loss of a lead on a person."""
    person = person_at(s.people, p)
    if person.loss <= 0.0:
        return 0.0
    weeks = (s.now - person.loss_time) / HOURS_PER_WEEK
    return turnover.scope_faded(person.loss, weeks, assumed_at(s.assumed, 0).turnover_lead_left_weeks)


@inner
def hand_over_chunk(s: Row, p: int, j: int, since: float) -> None:
    """Return a leaver's chunk to its job; some of the work done is lost if nobody else is active on it."""
    person = person_at(s.people, p)
    job = job_at(s.jobs, j)
    done = 0.0
    if person.until > since:
        done = person.hours * (s.now - since) / (person.until - since)
    if j >= s.packages or next_active(s, job.active_first) < 0:
        done *= 1.0 - assumed_at(s.assumed, 0).knowledge_lost_in_handover
    return_chunk(s, p, j, done, since)
    if job.boxed == 1:
        job.todo = job.redo = 0.0
    if job.todo + job.redo <= 0.0:
        close_if_done(s, j)
    elif job.holder < 0:
        enqueue_job(s, j)
        offer_work(s, job.owner)


@inner
def hand_over_item(s: Row, p: int, place: int) -> None:
    """Send a leaver's item to the person who must do it now; the leaver's personal items lapse."""
    item = item_at(s.items, place)
    heir = lead_of(s, p, person_at(s.people, p).team)
    if item.kind == DECIDE or item.kind == PASS:
        hand_over_question(s, p, place)
    elif item.kind == ASK and (heir < 0 or heir == item.asker):
        miss_request(s, place)
        free_item(s, place)
    elif item.kind != ASK:
        if item.kind == RESULT:
            recall_chunk(s, place)
        free_item(s, place)
    else:
        item.person = heir
        append_to_inbox(s, place)
        if person_at(s.people, heir).activity == NO_ACTIVITY:
            begin_next_activity(s, heir)
