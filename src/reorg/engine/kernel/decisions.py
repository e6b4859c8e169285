"""Decisions: the rework they require, their effect on the package's history, and who is informed."""

from __future__ import annotations

from reorg import luck
from reorg.compilation import inner
from reorg.engine.kernel.attention import deliver_item, new_item
from reorg.engine.kernel.ownership import work_number
from reorg.engine.kernel.queues import release_hands
from reorg.engine.kernel.rework import resume_work
from reorg.engine.kernel.wrong_decisions import judge_decision
from reorg.engine.machine.calls import close_if_done
from reorg.engine.machine.event_list import NO_EXPIRY
from reorg.engine.machine.ledger import count_latency, log_event
from reorg.engine.state.constants import ANSWER, L_CLOSED, L_DECIDED, L_WAY
from reorg.engine.state.memory import assumed_at, item_at, job_at
from reorg.engine.state.rows import Row
from reorg.engine.state.tables import outcome_share
from reorg.mechanisms import exceptions
from reorg.mechanisms.exceptions import CHUNK_HOURS, IGNORE, QUICK_FIX, REWORK


@inner
def decide(s: Row, place: int) -> int:
    """Apply a decision: rework and the change of the package's history factor; returns the job."""
    a = assumed_at(s.assumed, 0)
    item = item_at(s.items, place)
    j = item.job
    job = job_at(s.jobs, j)
    u = luck.uniform(s.key, luck.OUTCOME, job.key, item.chunk)
    rework = outcome_share(s, item.level, REWORK)
    fix = outcome_share(s, item.level, QUICK_FIX)
    ignore = outcome_share(s, item.level, IGNORE)
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
    log_decision(s, place, again)
    stops = item.stops
    if stops > 0:
        release_hands(s, j, stops)
    judge_decision(s, place)
    if item.person != item.asker and item.heard == 0:
        hours = exceptions.hours_to_listen(a.exceptions_decision_hours)
        reply = new_item(s, item.asker, ANSWER, item.person, hours)
        deliver_item(s, reply, NO_EXPIRY)
    if again > 0.0 or stops > 0:
        resume_work(s, j)
    return j


@inner
def log_decision(s: Row, place: int, again: float) -> None:
    """Count and log a closed question: the decider, the person asked, the wait, and the passes."""
    item = item_at(s.items, place)
    hours = s.now - item.raised
    whom = item.whom if item.by_default == 1 else item.person
    passes = item.way if item.by_default == 1 else item.passes
    other = work_number(s, item.other) if item.other >= 0 else -1
    wait = hours - item.worked if whom != item.asker else -1.0
    count_latency(s, item.drawn, hours, wait)
    log_event(s, L_DECIDED, item.person, work_number(s, item.job), again)
    log_event(s, L_CLOSED, item.asker, whom, hours)
    log_event(s, L_WAY, item.asker, other, float(passes))


@inner
def end_decision(s: Row, place: int) -> None:
    """Apply a decision and close the job if nothing is left to do."""
    close_if_done(s, decide(s, place))
