"""AI agents: results return for review, review passes or rejects them, a leaver's work is recalled."""

from __future__ import annotations

from reorg import luck
from reorg.compilation import inner
from reorg.engine.kernel.attention import free_item
from reorg.engine.kernel.ownership import count_progress, work_number
from reorg.engine.kernel.queues import enqueue_job
from reorg.engine.kernel.rework import resume_work
from reorg.engine.machine.calls import deliver_item, offer_work
from reorg.engine.machine.event_list import NO_EXPIRY
from reorg.engine.machine.ledger import log_event
from reorg.engine.state.constants import L_AGENT_DONE, L_ERROR_FOUND, L_ERROR_UNSEEN
from reorg.engine.state.memory import assumed_at, item_at, job_at, person_at
from reorg.engine.state.rows import Row
from reorg.mechanisms.exceptions import CHUNK_HOURS, history_step


@inner
def disengage_agent(s: Row, place: int) -> None:
    """Remove a chunk from those that a person's agents have in progress."""
    item = item_at(s.items, place)
    if item.before < 0:
        person_at(s.people, item.person).agent_first = item.after
    else:
        item_at(s.items, item.before).after = item.after
    if item.after >= 0:
        item_at(s.items, item.after).before = item.before


@inner
def return_result(s: Row, place: int) -> None:
    """Put an agent's result into its person's inbox, without expiry; a leaver gets none."""
    item = item_at(s.items, place)
    if item.job < 0:
        s.events -= 1
        free_item(s, place)
        return
    disengage_agent(s, place)
    log_event(s, L_AGENT_DONE, item.person, work_number(s, item.job), item.work)
    deliver_item(s, place, NO_EXPIRY)


@inner
def passes_review(s: Row, place: int) -> bool:
    """End a review and return whether the chunk passed; work found wrong must be redone."""
    a = assumed_at(s.assumed, 0)
    item = item_at(s.items, place)
    job = job_at(s.jobs, item.job)
    person_at(s.people, item.person).engaged -= 1
    job.delegated -= 1
    if item.again == 0:
        count_progress(s, item.job, item.work)
    counted = 1.0 if s.now > s.start else 0.0
    s.delegated_hours += counted * item.work
    if luck.uniform(s.key, luck.AGENT_FAILURE, job.key, item.chunk) >= a.agents_failure:
        return True
    if luck.uniform(s.key, luck.REVIEW_CATCH, job.key, item.chunk) < a.agents_catch:
        job.redo += item.work
        log_event(s, L_ERROR_FOUND, item.person, work_number(s, item.job), item.work)
        resume_work(s, item.job)
        return False
    s.skipped += counted * item.work
    s.unseen_hours += counted * item.work
    job.history = history_step(job.history, a.exceptions_ignore_raises * item.work / CHUNK_HOURS)
    log_event(s, L_ERROR_UNSEEN, item.person, work_number(s, item.job), item.work)
    return True


@inner
def recall_chunk(s: Row, place: int) -> None:
    """Return the work of a leaver's agent to its job as if it had not been started."""
    item = item_at(s.items, place)
    job = job_at(s.jobs, item.job)
    person_at(s.people, item.person).engaged -= 1
    job.delegated -= 1
    if item.again == 1:
        job.redo += item.work
    else:
        job.todo += item.work
    enqueue_job(s, item.job)
    offer_work(s, job.owner)


@inner
def recall_all_chunks(s: Row, p: int) -> None:
    """Recall the chunks in progress of a leaver's agents, the last one first; each is freed when due."""
    while person_at(s.people, p).agent_first >= 0:
        place = person_at(s.people, p).agent_first
        disengage_agent(s, place)
        recall_chunk(s, place)
        item_at(s.items, place).job = -1
