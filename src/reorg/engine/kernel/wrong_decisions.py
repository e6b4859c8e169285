"""Wrong decisions: which are wrong, when they are discovered, and the rework they cause."""

from __future__ import annotations

from reorg import luck
from reorg.compilation import inner
from reorg.engine.kernel.attention import free_item, new_item
from reorg.engine.kernel.ownership import counterpart, work_number
from reorg.engine.kernel.rework import resume_work
from reorg.engine.machine.event_list import schedule
from reorg.engine.machine.ledger import log_event
from reorg.engine.state.constants import FLAW_FOUND, L_CONFLICT, L_WRONG, OPEN, PASS
from reorg.engine.state.memory import assumed_at, coupling_at, item_at, job_at
from reorg.engine.state.rows import Row
from reorg.mechanisms import wrong_decisions


@inner
def judge_decision(s: Row, place: int) -> None:
    """Draw whether a decision is wrong, and whether a default decision conflicts with coupled work."""
    a = assumed_at(s.assumed, 0)
    item = item_at(s.items, place)
    j, chunk, by_default = item.job, item.chunk, item.by_default
    job = job_at(s.jobs, j)
    likely = wrong_decisions.misled(a.exceptions_wrong_decided, a.exceptions_hop_error, float(item.passes))
    if by_default == 1:
        likely = a.exceptions_wrong_default
    if luck.uniform(s.key, luck.WRONG, job.key, chunk) < likely:
        enter_flaw(s, j, -1, a.exceptions_wrong_hours, luck.uniform(s.key, luck.FOUND, job.key, chunk))
    if by_default == 0 or j >= s.packages:
        return
    for k in range(job.link_first, job.link_last):
        link = coupling_at(s.links, k)
        other = counterpart(s, link.job, job.version)
        strength = a.coordination_coupling * link.strength
        if other >= 0 and job_at(s.jobs, other).state == OPEN:
            likely = wrong_decisions.conflict_probability(a.exceptions_conflict, strength)
            if luck.uniform(s.key, luck.CONFLICT, link.key, chunk) < likely:
                found = luck.uniform(s.key, luck.FOUND, link.key, chunk)
                enter_flaw(s, j, other, a.exceptions_conflict_hours, found)


@inner
def enter_flaw(s: Row, j: int, other: int, hours: float, u: float) -> None:
    """Enter a flaw of a job (or of two, ``other``) that will be discovered later."""
    place = new_item(s, -1, PASS, -1, hours)
    if s.full > 0:
        return
    item = item_at(s.items, place)
    job = job_at(s.jobs, j)
    item.job, item.other = j, other
    item.before = -1
    item.after = job.flaw_first
    if job.flaw_first >= 0:
        item_at(s.items, job.flaw_first).before = place
    job.flaw_first = place
    found = wrong_decisions.hours_until_found(u, assumed_at(s.assumed, 0).exceptions_found_weeks)
    schedule(s, s.now + found, FLAW_FOUND, place)


@inner
def find_flaw(s: Row, place: int) -> None:
    """Discover a flaw in time, unless its job was complete before; its place is free again."""
    if item_at(s.items, place).job < 0:
        s.events -= 1
    else:
        reveal_flaw(s, place)
    free_item(s, place)


@inner
def reveal_flaw(s: Row, place: int) -> None:
    """Send back the rework that a flaw costs, and remove the flaw from its job."""
    item = item_at(s.items, place)
    j, other = item.job, item.other
    if item.before < 0:
        job_at(s.jobs, j).flaw_first = item.after
    else:
        item_at(s.items, item.before).after = item.after
    if item.after >= 0:
        item_at(s.items, item.after).before = item.before
    item.job = -1
    code = L_WRONG if other < 0 else L_CONFLICT
    add_flawed_work(s, j, item.hours, code)
    if other >= 0:
        add_flawed_work(s, other, item.hours, code)


@inner
def add_flawed_work(s: Row, j: int, hours: float, code: int) -> None:
    """Add rework to a job under way."""
    job = job_at(s.jobs, j)
    if job.state != OPEN or job.boxed == 1:
        return
    job.redo += hours
    log_event(s, code, -1, work_number(s, j), hours)
    resume_work(s, j)


@inner
def reveal_all_flaws(s: Row, j: int) -> None:
    """Reveal all flaws of a job as it completes."""
    while job_at(s.jobs, j).flaw_first >= 0:
        reveal_flaw(s, job_at(s.jobs, j).flaw_first)
