"""Decisions: exceptions arise, somebody must decide, and the wait costs time.

After a reorganization requests go astray.
"""

from __future__ import annotations

from reorg import luck
from reorg.compilation import inner
from reorg.engine.kernel.attention import append_to_inbox, deliver_item, new_item, remove_from_inbox
from reorg.engine.kernel.ownership import work_number
from reorg.engine.kernel.rework import resume_work
from reorg.engine.kernel.seating import ambiguity_of
from reorg.engine.kernel.structure import attention_lacking, decider_on_job, decision_level, is_vacant
from reorg.engine.machine.calls import close_if_done
from reorg.engine.machine.event_list import DECISION_RING, NO_EXPIRY
from reorg.engine.machine.ledger import count_latency, log_event
from reorg.engine.state.columns import Reals
from reorg.engine.state.constants import (
    ABSENT,
    ANSWER,
    DECIDE,
    L_ASKED,
    L_ASTRAY,
    L_DECIDED,
    L_EXCEPTION,
)
from reorg.engine.state.memory import assumed_at, integer_at, item_at, job_at, number_at, person_at
from reorg.engine.state.rows import Row
from reorg.mechanisms import exceptions, familiarity, management
from reorg.mechanisms.competence import by_complexity, by_level
from reorg.mechanisms.exceptions import CHUNK_HOURS, IGNORE, REWORK, TOP
from reorg.mechanisms.ties import among_strangers


@inner
def reroute_decisions(s: Row, q: int) -> None:
    """Pass the decisions waiting for ``q`` to those who must take them now; some decide alone."""
    place = person_at(s.people, q).inbox_first
    while place >= 0:
        item = item_at(s.items, place)
        after = item.after
        if item.kind == DECIDE and item.asker != q and person_at(s.people, item.asker).activity != ABSENT:
            r = decider_on_job(s, item.asker, item.asked, item.job)
            item.level = decision_level(s, item.asker, r)
            if r != q:
                remove_from_inbox(s, place)
                if r == item.asker:
                    item.hours *= 1.5
                item.person = r
                append_to_inbox(s, place)
        place = after


@inner
def shares_of(table: Reals, row: int) -> tuple[float, float, float]:
    """Return a row of a table of three shares."""
    return number_at(table, 3 * row), number_at(table, 3 * row + 1), number_at(table, 3 * row + 2)


@inner
def newness_errors(s: Row, known: float, tie: float) -> float:
    """Return the error factor of work that is new to who does it, among people of this mean tie (or -1)."""
    a = assumed_at(s.assumed, 0)
    factor = familiarity.errors(known, a.familiarity_error_new)
    return factor * among_strangers(tie, a.ties_error_strangers) if tie >= 0.0 else factor


@inner
def raise_exception(s: Row, p: int, j: int, hours: float, chunk: int, newness: float) -> None:
    """Let the unforeseen happen at a chunk's end, and send the question to whoever must decide."""
    a = assumed_at(s.assumed, 0)
    if a.exceptions_probability <= 0.0:
        return
    job = job_at(s.jobs, j)
    error = by_level(
        integer_at(s.skill, p * s.area_count + job.area),
        a.competence_error_none,
        a.competence_error_low,
        a.competence_error_high,
    )
    error *= newness
    complexity = by_complexity(job.complexity, a.competence_complexity_low, a.competence_complexity_high)
    error *= management.rise(attention_lacking(s, p), a.management_unserved_errors)
    likely = exceptions.probability(a.exceptions_probability, complexity, error, job.history, hours)
    if luck.uniform(s.key, luck.EXCEPTION, job.key, chunk) >= likely:
        return
    job.undecided += 1
    log_event(s, L_EXCEPTION, p, work_number(s, j), likely)
    u = luck.uniform(s.key, luck.ROUTE, job.key, chunk)
    top, lead, own = shares_of(s.routes, s.decides)
    level = TOP - exceptions.pick(u, top, lead, own, a.exceptions_routing_tilt)
    ask_for_decision(s, p, j, chunk, level, s.now, 0)


@inner
def ask_for_decision(s: Row, p: int, j: int, chunk: int, level: int, raised: float, attempt: int) -> None:
    """Put a decision into the in-tray of whoever must take it."""
    a = assumed_at(s.assumed, 0)
    q = decider_on_job(s, p, level, j)
    hours = a.exceptions_decision_hours if q != p else 1.5 * a.exceptions_decision_hours
    place = new_item(s, q, DECIDE, p, hours)
    item = item_at(s.items, place)
    item.job = j
    item.chunk = chunk
    item.asked = level
    item.drawn = level
    item.level = decision_level(s, p, q)
    item.raised = raised
    item.attempt = attempt
    log_event(s, L_ASKED, q, p, hours)
    deliver_item(s, place, DECISION_RING if q != p else NO_EXPIRY)


@inner
def is_misdirected(s: Row, place: int) -> bool:
    """Tell whether a request just served had gone to the wrong place after a change; once at most."""
    item = item_at(s.items, place)
    if item.attempt > 0 or item.asker == item.person or is_vacant(s, item.asker):
        return False
    likely = max(ambiguity_of(s, item.asker), ambiguity_of(s, item.person))
    if likely <= 0.0:
        return False
    entity = job_at(s.jobs, item.job).key + person_at(s.people, item.person).key
    if luck.uniform(s.key, luck.ASTRAY, entity, item.chunk) >= likely:
        return False
    log_event(s, L_ASTRAY, item.person, item.asker, likely)
    return True


@inner
def decide(s: Row, place: int) -> int:
    """Apply a decision: what is to be done again, and what the package learns; returns the job."""
    a = assumed_at(s.assumed, 0)
    item = item_at(s.items, place)
    j = item.job
    job = job_at(s.jobs, j)
    u = luck.uniform(s.key, luck.OUTCOME, job.key, item.chunk)
    rework, fix, ignore = shares_of(s.outcomes, item.level)
    outcome = exceptions.pick(u, rework, fix, ignore, a.exceptions_outcome_tilt)
    again = exceptions.rework_hours(outcome) if job.boxed == 0 else 0.0
    job.redo += again
    job.undecided -= 1
    if s.now > s.start:
        s.skipped += CHUNK_HOURS - again
    if outcome == IGNORE:
        job.history = exceptions.history_step(job.history, a.exceptions_ignore_raises)
    elif outcome == REWORK:
        job.history = exceptions.history_step(job.history, -a.exceptions_rework_lowers)
    count_latency(s, item.drawn, s.now - item.raised)
    log_event(s, L_DECIDED, item.person, work_number(s, j), again)
    if item.person != item.asker:
        reply = new_item(s, item.asker, ANSWER, item.person, 0.5 * a.exceptions_decision_hours)
        deliver_item(s, reply, NO_EXPIRY)
    if again > 0.0:
        resume_work(s, j)
    return j


@inner
def end_decision(s: Row, place: int) -> None:
    """Apply a decision and close the job if nothing is left to do."""
    close_if_done(s, decide(s, place))
