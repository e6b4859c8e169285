"""AI agents: chunks in their hands, results on the way to review, and what review lets pass."""

from __future__ import annotations

from reorg import luck
from reorg.compilation import inner
from reorg.engine.agenda import FOR_EVER, schedule
from reorg.engine.jumps import deliver, wake
from reorg.engine.ledger import note
from reorg.engine.memory import assumed_at, item_at, job_at, person_at
from reorg.engine.records import (
    AGENT,
    L_CAUGHT,
    L_DELEGATED,
    L_PASSED,
    L_RESULT,
    RESULT,
    REWORK,
    Row,
)
from reorg.engine.stakes import count_progress, number_of
from reorg.engine.tray import new_item, release_item
from reorg.engine.work import cut_chunk, enlist, pull, resume, spread
from reorg.mechanisms import agents
from reorg.mechanisms.exceptions import CHUNK_HOURS, history_step


@inner
def give_agents_work(s: Row, p: int) -> None:
    """Give the next chunks to a person's free agents, up to the first that only a person can do."""
    a = assumed_at(s.assumed, 0)
    person = person_at(s.people, p)
    while person.engaged < person.agents and s.full == 0:
        j = pull(s, p)
        if j < 0:
            return
        job = job_at(s.jobs, j)
        if luck.uniform(s.key, luck.DELEGATE, job.key, job.chunks + 1) >= a.agents_delegable:
            return
        kind, nominal = cut_chunk(s, p, j)
        job.in_hands -= 1
        job.delegated += 1
        person.engaged += 1
        hours = agents.agent_hours(nominal * spread(s, j), a.agents_speedup)
        engage(s, p, j, int(kind == REWORK), nominal)
        schedule(s, s.now + hours, AGENT, person.agent_first)
        note(s, L_DELEGATED, p, number_of(s, j), hours)
        if s.now >= s.start:
            s.agents_cost += hours * a.agents_usd_per_hour


@inner
def engage(s: Row, p: int, j: int, again: int, nominal: float) -> None:
    """Put the chunk just cut first among those that a person's agents have in hands."""
    person = person_at(s.people, p)
    hours = agents.review_hours(nominal, assumed_at(s.assumed, 0).agents_review_hours)
    place = new_item(s, p, RESULT, -1, hours)
    if s.full > 0:
        return
    item = item_at(s.items, place)
    item.job, item.chunk, item.again, item.work = j, job_at(s.jobs, j).chunks, again, nominal
    item.before = -1
    item.after = person.agent_first
    if person.agent_first >= 0:
        item_at(s.items, person.agent_first).before = place
    person.agent_first = place


@inner
def disengage(s: Row, place: int) -> None:
    """Take a chunk out of those that its person's agents have in hands."""
    item = item_at(s.items, place)
    if item.before < 0:
        person_at(s.people, item.person).agent_first = item.after
    else:
        item_at(s.items, item.before).after = item.after
    if item.after >= 0:
        item_at(s.items, item.after).before = item.before


@inner
def return_result(s: Row, place: int) -> None:
    """Let an agent be done: the result waits for its person, without end; who has left gets none."""
    item = item_at(s.items, place)
    if item.job < 0:
        s.events -= 1
        release_item(s, place)
        return
    disengage(s, place)
    note(s, L_RESULT, item.person, number_of(s, item.job), item.work)
    deliver(s, place, FOR_EVER)


@inner
def passes(s: Row, place: int) -> bool:
    """End a review; tell whether the chunk has passed: what is found wrong is to be done again."""
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
        note(s, L_CAUGHT, item.person, number_of(s, item.job), item.work)
        resume(s, item.job)
        return False
    s.skipped += counted * item.work
    s.unseen_hours += counted * item.work
    job.history = history_step(job.history, a.exceptions_ignore_raises * item.work / CHUNK_HOURS)
    note(s, L_PASSED, item.person, number_of(s, item.job), item.work)
    return True


@inner
def recall(s: Row, place: int) -> None:
    """Give the work of a leaver's agent back to its job, not begun."""
    item = item_at(s.items, place)
    job = job_at(s.jobs, item.job)
    person_at(s.people, item.person).engaged -= 1
    job.delegated -= 1
    if item.again == 1:
        job.redo += item.work
    else:
        job.todo += item.work
    enlist(s, item.job)
    wake(s, job.owner)


@inner
def recall_all(s: Row, p: int) -> None:
    """Recall what a leaver's agents have in hands, last begun first; each gives its place back when due."""
    while person_at(s.people, p).agent_first >= 0:
        place = person_at(s.people, p).agent_first
        disengage(s, place)
        recall(s, place)
        item_at(s.items, place).job = -1
