"""Discovery: trials of design changes by package, views of others' decisions, judgments by the integrator."""

from __future__ import annotations

import numpy as np

from reorg import luck
from reorg.compilation import inner
from reorg.engine.kernel.landscape import (
    ALL_BITS,
    NO_BITS,
    configuration_value,
    gain,
    package_value,
    release_configuration,
)
from reorg.engine.kernel.ownership import race_of, work_number
from reorg.engine.kernel.queues import dequeue_job
from reorg.engine.kernel.structure import has_time
from reorg.engine.machine.event_list import schedule
from reorg.engine.machine.ledger import log_event
from reorg.engine.state.constants import (
    FINISHED,
    HOURS_PER_WEEK,
    JOB_CLOSING,
    JUDGMENT_DUE,
    L_GOOD_ENOUGH,
    L_JUDGED,
    L_TIME_UP,
    L_TRIAL,
    OPEN,
    READY,
    SEARCH_NEIGHBORS,
    SEARCH_TEAM,
    STOPPED,
    TIME_BOX_END,
)
from reorg.engine.state.memory import (
    assumed_at,
    compute_queue_at,
    design_decision_at,
    job_at,
    release_at,
)
from reorg.engine.state.rows import Row
from reorg.engine.state.tables import judge_under
from reorg.mechanisms.compute import updated_hope


@inner
def begin_search(s: Row, k: int) -> None:
    """Schedule the judgments of a release, and the end of its research time if it is limited."""
    row = release_at(s.releases, k)
    if row.judged == 1:
        cadence = assumed_at(s.assumed, 0).discovery_integrator_cadence_weeks
        schedule(s, s.now + cadence * HOURS_PER_WEEK, JUDGMENT_DUE, k)
    if row.box > 0.0:
        schedule(s, row.box, TIME_BOX_END, k)


@inner
def version_seen(s: Row, j: int, q: int) -> int:
    """Return the version of the package ``q`` that the people of ``j`` see, or -1 if they do not see it.

    That of their own team; in a race, the version their side has ready; otherwise the finished package.
    """
    job = job_at(s.jobs, j)
    race = race_of(s, j)
    found = q if job_at(s.jobs, q).state == FINISHED else -1
    while q >= 0:
        other = job_at(s.jobs, q)
        ready = other.state == READY and race >= 0 and race_of(s, q) == race and other.version == job.version
        if ready or (other.owner == job.owner and other.state != STOPPED):
            found = q
        q = other.other
    return found


@inner
def update_view(s: Row, j: int, only_open: bool) -> np.uint64:
    """Show a package's people their team's decisions and all settled ones; return the team's decisions."""
    job = job_at(s.jobs, j)
    row = release_at(s.releases, job.release)
    scope = NO_BITS
    for q in range(row.first, row.last):
        x = version_seen(s, j, q)
        if x >= 0:
            other = job_at(s.jobs, x)
            if other.owner == job.owner and (other.state == OPEN or not only_open):
                scope |= other.mask
            job.config ^= (job.config ^ other.config) & other.mask
    return scope


@inner
def imitate(s: Row, j: int, scope: np.uint64) -> np.uint64:
    """Return the configuration with the rival version from which a team gains most, or its own as it is."""
    job = job_at(s.jobs, j)
    after = job.config
    most = 0.0
    x = job.package
    while x >= 0:
        other = job_at(s.jobs, x)
        seen = job.config ^ ((job.config ^ other.config) & job.mask)
        gained = gain(s, job.release, job.config, seen, scope)
        if gained > most and other.state != STOPPED:
            after, most = seen, gained
        x = other.other
    return after


@inner
def propose_change(s: Row, j: int, mine: np.uint64, scope: np.uint64, chunk: int) -> np.uint64:
    """Return the configuration tried: a rival's, one decision of ``mine`` changed, or all redrawn."""
    job = job_at(s.jobs, j)
    row = release_at(s.releases, job.release)
    after = job.config
    copying = assumed_at(s.assumed, 0).discovery_copying
    if job.family == 1 and luck.uniform(s.key, luck.COPY, job.key, chunk) < copying:
        after = imitate(s, j, scope)
    if after != job.config:
        return after
    leap = s.jumps > 0.0 and luck.uniform(s.key, luck.TRIAL, job.key, chunk) < s.jumps
    least = 1.0
    for i in range(row.decision_first, row.decision_last):
        d = design_decision_at(s.decisions, i)
        if d.bit & mine != NO_BITS:
            z = luck.bits(s.key, luck.TRIAL, d.key ^ job.key, chunk)
            changed = job.config ^ d.bit
            if leap:
                if z & np.uint64(1) != NO_BITS:
                    after ^= d.bit
            elif luck.unit(z) < least and (
                s.search != SEARCH_NEIGHBORS or gain(s, job.release, job.config, changed, scope) > 0.0
            ):
                least = luck.unit(z)
                after = changed
    return after


@inner
def run_trial(s: Row, j: int, chunk: int) -> None:
    """Make one trial of a package: its team keeps a change that improves its own part, as it sees it."""
    job = job_at(s.jobs, j)
    row = release_at(s.releases, job.release)
    scope = update_view(s, j, False)
    mine = job.mask
    if s.search == SEARCH_TEAM:
        mine |= update_view(s, j, True)
    after = propose_change(s, j, mine, scope, chunk)
    row.trials += 1
    for i in range(row.decision_first, row.decision_last):
        if after & design_decision_at(s.decisions, i).bit != NO_BITS:
            design_decision_at(s.decisions, i).ones += 1
    gained = max(0.0, gain(s, job.release, job.config, after, scope))
    if s.pool_count > 0:
        queue = compute_queue_at(s.queues, work_number(s, j))
        queue.hope = updated_hope(queue.hope, gained)
    if gained > 0.0:
        job.config = after
        for q in range(row.first, row.last):
            x = version_seen(s, j, q)
            if x >= 0 and job_at(s.jobs, x).owner == job.owner:
                job_at(s.jobs, x).config ^= (job_at(s.jobs, x).config ^ after) & job_at(s.jobs, x).mask
    if s.log_room > 0:
        found = release_configuration(s, job.release, race_of(s, j), job.version)
        log_event(s, L_TRIAL, -1, work_number(s, j), configuration_value(s, job.release, found))
    if job.good_enough >= 0.0 and package_value(s, j) >= job.good_enough:
        log_event(s, L_GOOD_ENOUGH, -1, work_number(s, j), job.todo + job.redo)
        dequeue_job(s, j)
        job.todo = job.redo = 0.0


@inner
def share_decisions(s: Row, one: int, two: int) -> None:
    """Show the people of two packages each other's decisions after an exchange that was served."""
    if s.decision_count == 0:
        # Neither package owns a decision: its row need not be fetched.
        return
    a = job_at(s.jobs, one)
    b = job_at(s.jobs, two)
    if a.mask & b.mask == NO_BITS and a.state != STOPPED and b.state != STOPPED:
        a.config ^= (a.config ^ b.config) & b.mask
        b.config ^= (b.config ^ a.config) & a.mask


@inner
def has_shipped(s: Row, k: int) -> bool:
    """Return whether all packages of a release are finished."""
    for j in range(release_at(s.releases, k).first, release_at(s.releases, k).last):
        if job_at(s.jobs, j).state != FINISHED:
            return False
    return True


@inner
def judge_design(s: Row, k: int) -> None:
    """Have the integrator judge the whole design: it reverts to the last judgment if it got worse.

    Work in a race stays as it was at the last judgment until the race is decided.
    """
    row = release_at(s.releases, k)
    s.events -= 1
    if has_shipped(s, k):
        return
    cadence = assumed_at(s.assumed, 0).discovery_integrator_cadence_weeks
    schedule(s, s.now + cadence * HOURS_PER_WEEK, JUDGMENT_DUE, k)
    p = judge_under(s, s.structure, k)
    if p < 0 or not has_time(s, p):
        return
    s.events += 1
    found = row.checkpoint
    for j in range(row.first, row.last):
        if race_of(s, j) < 0:
            found ^= (found ^ job_at(s.jobs, j).config) & job_at(s.jobs, j).mask
    if gain(s, k, row.checkpoint, found, ALL_BITS) >= 0.0:
        row.checkpoint = found
    for j in range(row.first, row.last):
        if race_of(s, j) < 0:
            job_at(s.jobs, j).config = row.checkpoint
    log_event(s, L_JUDGED, p, k, configuration_value(s, k, row.checkpoint))


@inner
def end_research(s: Row, k: int) -> None:
    """End the research of a release whose time is up: nobody starts more of it."""
    for q in range(release_at(s.releases, k).first, release_at(s.releases, k).last):
        j = q
        while j >= 0:
            job = job_at(s.jobs, j)
            if job.research == 1 and job.state != FINISHED and job.state != STOPPED:
                log_event(s, L_TIME_UP, -1, work_number(s, j), job.todo + job.redo)
                dequeue_job(s, j)
                job.boxed = 1
                job.todo = job.redo = 0.0
                if job.state == OPEN:
                    schedule(s, s.now, JOB_CLOSING, j)
            j = job.other
