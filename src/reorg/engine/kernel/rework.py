"""Rework between packages: completing one sends work back to others, and may reopen finished ones."""

from __future__ import annotations

import math

from reorg import luck
from reorg.compilation import inner
from reorg.engine.kernel.attempts import free_workers
from reorg.engine.kernel.deferral import dispatch_deferred
from reorg.engine.kernel.ownership import change_owner
from reorg.engine.kernel.queues import dequeue_job, enqueue_job, has_held_work, is_uncalled
from reorg.engine.machine.calls import begin_next_activity, offer_work
from reorg.engine.machine.ledger import log_event
from reorg.engine.state.constants import BLOCKED, FINISHED, L_PAUSED, L_SENT_BACK, NO_ACTIVITY, OPEN
from reorg.engine.state.memory import assumed_at, integer_at, job_at, person_at, rework_link_at, team_at
from reorg.engine.state.rows import Row
from reorg.mechanisms.rework import NOTICED_HOURS, chance, repeat_factor


@inner
def resume_work(s: Row, j: int) -> None:
    """Make a job with rework resume: by its holder, otherwise by the owning team."""
    holder = job_at(s.jobs, j).holder
    if holder < 0:
        enqueue_job(s, j)
        offer_work(s, job_at(s.jobs, j).owner)
    elif (
        person_at(s.people, holder).activity == NO_ACTIVITY
        and is_uncalled(s, holder)
        and has_held_work(s, holder)
    ):
        begin_next_activity(s, holder)


@inner
def resume_rework(s: Row, j: int) -> None:
    """Resume the rework that a completed package has sent back."""
    for k in range(job_at(s.jobs, j).rework_first, job_at(s.jobs, j).rework_last):
        target = job_at(s.jobs, rework_link_at(s.rework_links, k).job)
        if target.state == OPEN and target.todo + target.redo > 0.0:
            resume_work(s, rework_link_at(s.rework_links, k).job)
    if s.deferring == 0:
        dispatch_deferred(s)


@inner
def send_back(s: Row, j: int) -> None:
    """Fire the rework links of a package that has just completed."""
    source = job_at(s.jobs, j)
    source.completions += 1
    done = source.renewed / source.effort if source.effort > 0.0 else 1.0
    source.renewed = 0.0
    for k in range(source.rework_first, source.rework_last):
        link = rework_link_at(s.rework_links, k)
        target = job_at(s.jobs, link.job)
        likely = chance(link.probability, assumed_at(s.assumed, 0).rework_odds)
        if luck.uniform(s.key, luck.REWORK_LINK, link.key, source.completions) < likely:
            learning = link.learning if link.learning >= 0.0 else assumed_at(s.assumed, 0).rework_learning
            hours = link.share * target.effort * repeat_factor(learning, target.sent_back)
            if has_begun(s, link.job):
                add_rework(s, link.job, hours * done if link.proportional == 1 else hours, link.pauses == 1)


@inner
def has_begun(s: Row, j: int) -> bool:
    """Return whether anybody has worked on a package, before the simulation or in it."""
    return job_at(s.jobs, j).chunks > 0 or job_at(s.jobs, j).share_left < 1.0


@inner
def add_rework(s: Row, j: int, hours: float, pauses: bool) -> None:
    """Add rework to a package, once it adds up to a noticeable amount."""
    job = job_at(s.jobs, j)
    job.unnoticed += hours
    if job.unnoticed < NOTICED_HOURS:
        return
    log_event(s, L_SENT_BACK, -1, j, job.unnoticed)
    job.redo += job.unnoticed
    job.renewed += job.unnoticed
    job.unnoticed = 0.0
    job.sent_back += 1
    if pauses:
        pause_followers(s, j, 0 if job.state == FINISHED else 1)
    if job.state == FINISHED:
        reopen(s, j)
    if job.state == OPEN:
        enqueue_job(s, j)


@inner
def pause_followers(s: Row, j: int, blockers: int) -> None:
    """Pause the open successors of a package sent back; each then waits for ``waits_for`` packages."""
    job = job_at(s.jobs, j)
    for k in range(job.next_first, job.next_last):
        i = integer_at(s.successors, k)
        while i >= 0:
            following = job_at(s.jobs, i)
            if following.state == OPEN:
                log_event(s, L_PAUSED, -1, i, following.todo + following.redo)
                free_workers(s, i)
                dequeue_job(s, i)
                following.state = BLOCKED
                following.blockers = blockers
            i = following.other


@inner
def reopen(s: Row, j: int) -> None:
    """Reopen a finished package with its present owner; successors that have not started wait again."""
    change_owner(s, j)
    job = job_at(s.jobs, j)
    job.state = OPEN
    job.finish = math.nan
    job.holder = -1
    team_at(s.teams, job.owner).open += 1
    for k in range(job.next_first, job.next_last):
        i = integer_at(s.successors, k)
        while i >= 0:
            following = job_at(s.jobs, i)
            if following.state == OPEN and not has_begun(s, i):
                dequeue_job(s, i)
                following.state = BLOCKED
                following.blockers = 0
            if following.state == BLOCKED:
                following.blockers += 1
            i = following.other
