"""Effects of a reorganization on races and overlaps: attempts pass on, stop, or become the package."""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.kernel.acceptance import finish_or_start_over
from reorg.engine.kernel.attempts import free_workers, redraw_effort, stop_version
from reorg.engine.kernel.deferral import dispatch_deferred
from reorg.engine.kernel.landscape import random_configuration
from reorg.engine.kernel.ownership import change_owner, race_of, shared_ownership_of, version_of
from reorg.engine.kernel.pools import transfer_runs
from reorg.engine.kernel.queues import enqueue_job
from reorg.engine.kernel.racing import OUT_HOURS, is_over
from reorg.engine.kernel.work import open_job
from reorg.engine.machine.calls import decide_race, offer_work
from reorg.engine.state.constants import (
    BLOCKED,
    CHUNK_HOURS,
    FAILED,
    FINISHED,
    OPEN,
    READY,
    STOPPED,
    UNRELEASED,
)
from reorg.engine.state.memory import integer_at, job_at, race_at, shared_ownership_at, team_at
from reorg.engine.state.rows import Row
from reorg.engine.state.tables import owner_under


@inner
def transfer_races(s: Row, before: int) -> None:
    """Carry races and overlaps of one structure over to the next, once all work has its new owner."""
    held = s.deferring
    s.deferring = 1
    for race in range(s.race_count):
        if race_at(s.races, race).structure == before:
            keep_most_advanced(s, race)
    for j in range(s.packages):
        transfer_version(s, j)
    for j in range(s.job_count):
        if not is_over(s, j) and job_at(s.jobs, j).state != STOPPED:
            job_at(s.jobs, j).shared_ownership = shared_ownership_of(s, j)
    recount_blockers(s)
    for j in range(s.packages):
        leave_race(s, j)
    for j in range(s.packages):
        job = job_at(s.jobs, j)
        if job.family == 1 and job.state == BLOCKED and job.blockers == 0:
            open_job(s, j)
            offer_work(s, job.owner)
    for race in range(s.race_count):
        decide_race(s, race)
    s.deferring = held
    dispatch_deferred(s)


@inner
def keep_most_advanced(s: Row, race: int) -> None:
    """If the team with the least work left leaves the race, put its attempts in place of the first team's."""
    r = race_at(s.races, race)
    best = 0
    least = -1.0
    for version in range(r.teams):
        left = 0.0
        for i in range(r.first, r.last):
            p = integer_at(s.raced, i)
            job = job_at(s.jobs, version_of(s, p, version))
            if not is_over(s, p) and job.state != READY:
                worked = job.todo + job.redo + CHUNK_HOURS * (job.in_hands + job.delegated)
                left += OUT_HOURS if job.state == FAILED else worked
        if least < 0.0 or left < least:
            best, least = version, left
    x = version_of(s, integer_at(s.raced, r.first), best)
    if best == 0 or owner_under(s, s.structure, x) >= 0:
        return
    for i in range(r.first, r.last):
        p = integer_at(s.raced, i)
        if not is_over(s, p):
            adopt_attempt(s, p, version_of(s, p, best))


@inner
def adopt_attempt(s: Row, p: int, x: int) -> None:
    """Make the attempt ``x`` the package ``p``."""
    first = job_at(s.jobs, p)
    job = job_at(s.jobs, x)
    state = job.state
    free_workers(s, x)
    stop_version(s, p)
    transfer_runs(s, x, p)
    first.state, first.effort, first.renewed, first.finish = state, job.effort, job.renewed, job.finish
    first.todo, first.redo, first.done, first.config = job.todo, job.redo, job.done, job.config
    first.spent, job.spent = job.spent, 0.0
    first.history, first.giver = job.history, job.giver
    if state == OPEN or state == BLOCKED:
        team_at(s.teams, first.owner).open += 1
    if state == OPEN:
        enqueue_job(s, p)
    stop_version(s, x)


@inner
def transfer_version(s: Row, j: int) -> None:
    """Pass a version of a package to its new owner, stop it, or start it from nothing."""
    job = job_at(s.jobs, j)
    first = job_at(s.jobs, job.package)
    owner = owner_under(s, s.structure, j)
    stays = job.state == STOPPED and (owner < 0 or is_over(s, job.package))
    if job.version == 0 or job.state == FINISHED or stays:
        return
    if owner < 0:
        stop_version(s, j)
    elif job.state != STOPPED:
        change_owner(s, j)
    else:
        job.owner = owner
        redraw_effort(s, j)
        job.todo *= shared_ownership_at(s.shared_ownerships, shared_ownership_of(s, j)).share * (
            1.0 - first.boxed
        )
        job.config = random_configuration(s, job.release, 0)
        job.state = UNRELEASED
        if first.state != UNRELEASED:
            job.state = BLOCKED
            team_at(s.teams, owner).open += 1


@inner
def leave_race(s: Row, j: int) -> None:
    """Finish an accepted package that leaves its race; start it over if it had failed."""
    job = job_at(s.jobs, j)
    if race_of(s, j) >= 0 or (job.state != READY and job.state != FAILED):
        return
    team_at(s.teams, job.owner).open += 1
    finish_or_start_over(s, j, job.state == FAILED)


@inner
def recount_blockers(s: Row) -> None:
    """Recount the unfinished predecessors of all versions of packages."""
    for j in range(s.packages):
        job = job_at(s.jobs, j)
        if job.family == 1:
            job.blockers = 1 if job_at(s.jobs, job.package).state == UNRELEASED else 0
    for p in range(s.packages):
        first = job_at(s.jobs, p)
        for k in range(first.next_first, first.next_last if first.state != FINISHED else first.next_first):
            x = integer_at(s.successors, k)
            together = race_of(s, p) >= 0 and race_of(s, p) == race_of(s, x)
            while x >= 0:
                job = job_at(s.jobs, x)
                own = version_of(s, p, job.version) if together else -1
                if job.family == 1 and (own < 0 or job_at(s.jobs, own).state != READY):
                    job.blockers += 1
                x = job.other
