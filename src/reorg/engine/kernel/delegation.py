"""Delegation: chunks that people give to their AI agents."""

from __future__ import annotations

from reorg import luck
from reorg.compilation import inner
from reorg.engine.kernel.attention import new_item
from reorg.engine.kernel.choice import next_job
from reorg.engine.kernel.ownership import work_number
from reorg.engine.kernel.work import chunk_duration_factor, cut_chunk
from reorg.engine.machine.event_list import schedule
from reorg.engine.machine.ledger import log_event
from reorg.engine.state.constants import AGENT_DONE, L_DELEGATED, RESULT, REWORK
from reorg.engine.state.memory import assumed_at, item_at, job_at, person_at
from reorg.engine.state.rows import Row
from reorg.mechanisms import agents


@inner
def delegate_work(s: Row, p: int) -> None:
    """Give the next chunks to a person's free agents, up to the first that only a person can do."""
    a = assumed_at(s.assumed, 0)
    person = person_at(s.people, p)
    while person.engaged < person.agents and s.full == 0:
        j = next_job(s, p)
        if j < 0:
            return
        job = job_at(s.jobs, j)
        if luck.uniform(s.key, luck.DELEGATE, job.key, job.chunks + 1) >= a.agents_delegable:
            return
        kind, nominal = cut_chunk(s, p, j)
        job.in_hands -= 1
        job.delegated += 1
        person.engaged += 1
        hours = agents.agent_hours(nominal * chunk_duration_factor(s, j), a.agents_speedup)
        engage_agent(s, p, j, int(kind == REWORK), nominal)
        schedule(s, s.now + hours, AGENT_DONE, person.agent_first)
        log_event(s, L_DELEGATED, p, work_number(s, j), hours)
        if s.now >= s.start:
            s.agents_cost += hours * a.agents_usd_per_hour


@inner
def engage_agent(s: Row, p: int, j: int, again: int, nominal: float) -> None:
    """Add the chunk just cut to those that a person's agents have in progress, as the first one."""
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
