"""Completion of activities: the effects of the end of a chunk or of an inbox item, in fixed order."""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.kernel.agents import passes_review
from reorg.engine.kernel.attention import begin_item, begin_next_activity, free_item
from reorg.engine.kernel.calendar import count_held
from reorg.engine.kernel.closing import close_if_done
from reorg.engine.kernel.coordination import end_request, interrupt, request_exchanges
from reorg.engine.kernel.escalation import pass_on
from reorg.engine.kernel.exceptions import end_question, newness_errors, raise_exception
from reorg.engine.kernel.familiarity import familiarity_of, mean_tie, practice
from reorg.engine.kernel.handover import hand_over_part, is_new_to, take_over_stage
from reorg.engine.kernel.knowledge import learn
from reorg.engine.kernel.landscape import NO_BITS
from reorg.engine.kernel.management import give_attention
from reorg.engine.kernel.onboarding import ask_for_help
from reorg.engine.kernel.ownership import count_chunk, work_number
from reorg.engine.kernel.queues import enter_idle
from reorg.engine.kernel.settling import may_decide
from reorg.engine.machine.calls import decide_at_meeting, offer_work, run_trial, submit_run
from reorg.engine.machine.ledger import book_hours, count_practice, log_event
from reorg.engine.state.constants import (
    ASK,
    CHUNK,
    DECIDE,
    DIRECT,
    ITEM,
    L_END_ITEM,
    L_END_WORK,
    MEET,
    NO_ACTIVITY,
    ONE_TO_ONE,
    PASS,
    REPORTING,
    RESULT,
    STEERING,
)
from reorg.engine.state.memory import assumed_at, item_at, job_at, person_at, team_at
from reorg.engine.state.rows import Row
from reorg.mechanisms.exceptions import history_faded


@inner
def end_activity(s: Row, p: int) -> None:
    """End a person's activity and start the next one."""
    person = person_at(s.people, p)
    book_hours(s, p)
    activity, on = person.activity, person.on
    since = person.since
    person.since = s.now
    straight = activity == ITEM and takes_next_at_once(s, p)
    if not straight:
        person.activity = NO_ACTIVITY
        person.until = -1.0
        enter_idle(s, p)
    if activity == CHUNK:
        end_chunk(s, p, on, since)
    elif activity == ITEM:
        end_item(s, p, on)
    if straight:
        begin_item(s, p)
    elif person.activity == NO_ACTIVITY:
        begin_next_activity(s, p)


@inner
def takes_next_at_once(s: Row, p: int) -> bool:
    """Return whether a person takes the next item at once, before anybody can offer the person work.

    The end of such an item hands out no work and leaves the inbox as it is, so the person need not be among
    the idle meanwhile.
    """
    person = person_at(s.people, p)
    if person.inbox_count == 0 or person.appointed == 1 or person.agents > 0 or s.deferring == 1:
        return False
    kind = item_at(s.items, person.on).kind
    if kind == MEET:
        return not may_decide(s, p)
    return bool(kind != DECIDE and kind != PASS and kind != RESULT and kind != ONE_TO_ONE)


@inner
def end_chunk(s: Row, p: int, j: int, since: float) -> None:
    """End a chunk of work: every mechanism is applied in a fixed order."""
    person = person_at(s.people, p)
    job = job_at(s.jobs, j)
    hours = person.hours
    chunk = person.chunk
    job.in_hands -= 1
    worked = (s.now - since) * person.share
    learn(s, p, job.area, worked)
    joins = is_new_to(s, p, j)
    practice(s, p, j, person.familiar, worked)
    count_practice(s, p, worked)
    kind = person.kind
    count_chunk(s, p, j, hours, since)
    log_event(s, L_END_WORK, p, work_number(s, j), hours)
    conclude_chunk(s, p, j, hours, chunk, newness_errors(s, person.familiar, person.tie))
    interrupt(s, p, j, hours, chunk)
    ask_for_help(s, p, j)
    if joins:
        hand_over_part(s, p, j)
    submit_and_try(s, p, j, chunk, kind == DIRECT)
    if job.listed == 0:
        close_if_done(s, j)
    elif team_at(s.teams, job.owner).idle_first != p or team_at(s.teams, job.owner).idle_last != p:
        offer_work(s, job.owner)


@inner
def submit_and_try(s: Row, p: int, j: int, chunk: int, direct: bool) -> None:
    """Submit the accelerator job of a chunk; the result of a trial is known when it returns, or at once."""
    person = person_at(s.people, p)
    job = job_at(s.jobs, j)
    person.trial = 0
    if job.mask != NO_BITS and direct and chunk % job.trial_chunks == 0:
        person.trial = 1
    if s.pool_count > 0:
        submit_run(s, p, j)
    if person.trial == 1:
        run_trial(s, j, chunk)


@inner
def conclude_chunk(s: Row, p: int, j: int, hours: float, chunk: int, errors: float) -> None:
    """Apply the effects of a finished chunk, done by ``p`` or by an agent of ``p``."""
    job = job_at(s.jobs, j)
    take_over_stage(s, p, j)
    job.history = history_faded(job.history, assumed_at(s.assumed, 0).exceptions_history_memory_chunks)
    raise_exception(s, p, j, hours, chunk, errors)
    request_exchanges(s, p, j, hours, chunk)


@inner
def end_item(s: Row, p: int, place: int) -> None:
    """End an item of the inbox and apply its effect."""
    item = item_at(s.items, place)
    log_event(s, L_END_ITEM, p, item.kind, item.hours)
    if item.kind == DECIDE or item.kind == PASS:
        item.worked += item.hours / person_at(s.people, p).share
        if item.kind == PASS:
            pass_on(s, place)
            return
        if not end_question(s, place):
            return
    elif item.kind in (MEET, REPORTING):
        count_held(s, p, item.hours)
        if item.kind == MEET and may_decide(s, p):
            decide_at_meeting(s, p, item.link)
    elif item.kind == ASK:
        end_request(s, place)
    elif item.kind in (ONE_TO_ONE, STEERING):
        if item.kind == ONE_TO_ONE:
            count_held(s, p, item.hours)
        give_attention(s, place)
    elif item.kind == RESULT and passes_review(s, place):
        person_at(s.people, p).chunk = item.chunk
        person_at(s.people, p).hours = item.work
        submit_and_try(s, p, item.job, item.chunk, item.again == 0)
        known, tie = familiarity_of(s, p, item.job), mean_tie(s, p, item.job)
        practice(s, p, item.job, known, item.hours)
        conclude_chunk(s, p, item.job, item.work, item.chunk, newness_errors(s, known, tie))
        close_if_done(s, item.job)
    free_item(s, place)
