"""Search for a better design: trials of packages, views of others' decisions, judgments of the whole."""

from __future__ import annotations

import numpy as np

from reorg import luck
from reorg.compilation import inner
from reorg.engine.agenda import schedule
from reorg.engine.landscape import EVERY, ZERO, gain, value, whole
from reorg.engine.ledger import note
from reorg.engine.memory import assumed_at, decision_at, integer_at, job_at, person_at, queue_at, release_at
from reorg.engine.records import (
    ABSENT,
    BOX,
    CLOSE,
    FINISHED,
    HOURS_PER_WEEK,
    JUDGE,
    L_BOXED,
    L_JUDGED,
    L_TRIAL,
    OPEN,
    SEARCH_NEIGHBORS,
    SEARCH_TEAM,
    Row,
)
from reorg.engine.work import delist, name_of
from reorg.mechanisms.compute import hoped


@inner
def begin_search(s: Row, k: int) -> None:
    """Plan the judgments of a release, and the end of its time where it has one."""
    row = release_at(s.releases, k)
    if row.judged == 1:
        cadence = assumed_at(s.assumed, 0).discovery_integrator_cadence_weeks
        schedule(s, s.now + cadence * HOURS_PER_WEEK, JUDGE, k)
    if row.box > 0.0:
        schedule(s, row.box, BOX, k)


@inner
def look_around(s: Row, j: int) -> np.uint64:
    """Let a package's people see what their team decided, and what is settled; returns what the team owns."""
    job = job_at(s.jobs, j)
    row = release_at(s.releases, job.release)
    scope = ZERO
    for q in range(row.first, row.last):
        other = job_at(s.jobs, q)
        if other.owner == job.owner:
            scope |= other.mask
        if other.owner == job.owner or other.state == FINISHED:
            job.config ^= (job.config ^ other.config) & other.mask
    return scope


@inner
def reach(s: Row, j: int) -> np.uint64:
    """Return the decisions a trial may change: the package's, or those of all the team's open packages."""
    job = job_at(s.jobs, j)
    mine = job.mask
    if s.search == SEARCH_TEAM:
        row = release_at(s.releases, job.release)
        for q in range(row.first, row.last):
            if job_at(s.jobs, q).owner == job.owner and job_at(s.jobs, q).state == OPEN:
                mine |= job_at(s.jobs, q).mask
    return mine


@inner
def propose(s: Row, j: int, mine: np.uint64, scope: np.uint64, chunk: int) -> np.uint64:
    """Return the configuration that a trial looks at: one decision of ``mine`` changed, or all drawn anew."""
    job = job_at(s.jobs, j)
    row = release_at(s.releases, job.release)
    leap = s.jumps > 0.0 and luck.uniform(s.key, luck.TRIAL, job.key, chunk) < s.jumps
    after = job.config
    least = 1.0
    for i in range(row.decision_first, row.decision_last):
        d = decision_at(s.decisions, i)
        if d.bit & mine != ZERO:
            z = luck.bits(s.key, luck.TRIAL, d.key ^ job.key, chunk)
            changed = job.config ^ d.bit
            if leap:
                if z & np.uint64(1) != ZERO:
                    after ^= d.bit
            elif luck.unit(z) < least and (
                s.search != SEARCH_NEIGHBORS or gain(s, job.release, job.config, changed, scope) > 0.0
            ):
                least = luck.unit(z)
                after = changed
    return after


@inner
def try_change(s: Row, j: int, chunk: int) -> None:
    """Make one trial of a package: its team keeps a change that betters what the team owns, as it sees it."""
    job = job_at(s.jobs, j)
    row = release_at(s.releases, job.release)
    scope = look_around(s, j)
    after = propose(s, j, reach(s, j), scope, chunk)
    row.trials += 1
    for i in range(row.decision_first, row.decision_last):
        if after & decision_at(s.decisions, i).bit != ZERO:
            decision_at(s.decisions, i).ones += 1
    gained = max(0.0, gain(s, job.release, job.config, after, scope))
    if s.pool_count > 0:
        queue = queue_at(s.queues, name_of(s, j))
        queue.hope = hoped(queue.hope, gained)
    if gained > 0.0:
        job.config = after
        for q in range(row.first, row.last):
            other = job_at(s.jobs, q)
            if other.owner == job.owner:
                other.config ^= (other.config ^ after) & other.mask
    if s.log_room > 0:
        note(s, L_TRIAL, -1, name_of(s, j), value(s, job.release, whole(s, job.release)))


@inner
def tell(s: Row, one: int, two: int) -> None:
    """Let the people of two packages see each other's decisions, after an exchange that was served."""
    a = job_at(s.jobs, one)
    b = job_at(s.jobs, two)
    if a.mask & b.mask == ZERO:
        a.config ^= (a.config ^ b.config) & b.mask
        b.config ^= (b.config ^ a.config) & a.mask


@inner
def is_out(s: Row, k: int) -> bool:
    """Tell whether all packages of a release are finished."""
    for j in range(release_at(s.releases, k).first, release_at(s.releases, k).last):
        if job_at(s.jobs, j).state != FINISHED:
            return False
    return True


@inner
def judge_whole(s: Row, k: int) -> None:
    """Let the integrator judge the whole: it goes back to the last judgment where it got worse."""
    row = release_at(s.releases, k)
    s.events -= 1
    if is_out(s, k):
        return
    cadence = assumed_at(s.assumed, 0).discovery_integrator_cadence_weeks
    schedule(s, s.now + cadence * HOURS_PER_WEEK, JUDGE, k)
    p = integer_at(s.judges, s.structure * s.release_count + k)
    if p < 0 or person_at(s.people, p).doing == ABSENT or person_at(s.people, p).tray_hours >= HOURS_PER_WEEK:
        return
    s.events += 1
    found = whole(s, k)
    if gain(s, k, row.checkpoint, found, EVERY) >= 0.0:
        row.checkpoint = found
    for j in range(row.first, row.last):
        job_at(s.jobs, j).config = row.checkpoint
    note(s, L_JUDGED, p, k, value(s, k, row.checkpoint))


@inner
def end_research(s: Row, k: int) -> None:
    """End the research of a release whose time is up: nobody begins more of it."""
    for j in range(release_at(s.releases, k).first, release_at(s.releases, k).last):
        job = job_at(s.jobs, j)
        if job.research == 1 and job.state != FINISHED:
            note(s, L_BOXED, -1, name_of(s, j), job.todo + job.redo)
            delist(s, j)
            job.boxed = 1
            job.todo = 0.0
            job.redo = 0.0
            if job.state == OPEN:
                schedule(s, s.now, CLOSE, j)
