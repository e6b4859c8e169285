"""Rework between packages: what a package that completes sends back, and how a finished one is reopened."""

from __future__ import annotations

import math

from reorg import luck
from reorg.compilation import inner
from reorg.engine.change import change_owner
from reorg.engine.ledger import note
from reorg.engine.memory import assumed_at, back_at, integer_at, job_at, team_at
from reorg.engine.records import BLOCKED, FINISHED, L_SENT_BACK, OPEN, Row
from reorg.engine.work import delist, enlist
from reorg.mechanisms.rework import NOTICED_HOURS, chance, repeat_factor


@inner
def send_back(s: Row, j: int) -> None:
    """Let the rework links of a package that has just completed fire."""
    source = job_at(s.jobs, j)
    source.completions += 1
    done = source.renewed / source.effort if source.effort > 0.0 else 1.0
    source.renewed = 0.0
    for k in range(source.back_first, source.back_last):
        link = back_at(s.backs, k)
        target = job_at(s.jobs, link.job)
        likely = chance(link.probability, assumed_at(s.assumed, 0).rework_odds)
        if luck.uniform(s.key, luck.REWORK_LINK, link.key, source.completions) < likely:
            learning = link.learning if link.learning >= 0.0 else assumed_at(s.assumed, 0).rework_learning
            hours = link.share * target.effort * repeat_factor(learning, target.sent_back)
            if has_begun(s, link.job):
                redo(s, link.job, hours * done if link.proportional == 1 else hours)


@inner
def has_begun(s: Row, j: int) -> bool:
    """Tell whether somebody has worked on a package, before the simulation or in it."""
    return job_at(s.jobs, j).chunks > 0 or job_at(s.jobs, j).share_left < 1.0


@inner
def redo(s: Row, j: int, hours: float) -> None:
    """Give a package work to do again, once it adds up to something that is noticed."""
    job = job_at(s.jobs, j)
    job.unnoticed += hours
    if job.unnoticed < NOTICED_HOURS:
        return
    note(s, L_SENT_BACK, -1, j, job.unnoticed)
    job.redo += job.unnoticed
    job.renewed += job.unnoticed
    job.unnoticed = 0.0
    job.sent_back += 1
    if job.state == FINISHED:
        reopen(s, j)
    if job.state == OPEN:
        enlist(s, j)


@inner
def reopen(s: Row, j: int) -> None:
    """Open a finished package again, with its present owner; what follows and has not begun waits again."""
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
                delist(s, i)
                following.state = BLOCKED
                following.blockers = 0
            if following.state == BLOCKED:
                following.blockers += 1
            i = following.other
