"""Packages and their precedence: releases start, packages complete, successors open."""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.kernel.discovery import begin_search
from reorg.engine.kernel.dispatching import book_idle_people
from reorg.engine.kernel.queues import release_hold
from reorg.engine.kernel.rework import resume_rework, resume_work
from reorg.engine.kernel.work import open_job
from reorg.engine.machine.calls import offer_work, send_back
from reorg.engine.state.constants import BLOCKED, FINISHED, UNRELEASED
from reorg.engine.state.memory import integer_at, job_at, release_at, team_at
from reorg.engine.state.rows import Row


@inner
def offer_versions(s: Row, q: int) -> None:
    """Offer the work of those who own a package, or a version of it."""
    while q >= 0:
        offer_work(s, job_at(s.jobs, q).owner)
        q = job_at(s.jobs, q).other


@inner
def unblock(s: Row, q: int) -> None:
    """Open a package, in all versions of it, that has nothing before it any more; what has begun goes on."""
    while q >= 0:
        job = job_at(s.jobs, q)
        if job.state == BLOCKED:
            job.blockers -= 1
            if job.blockers == 0:
                open_job(s, q)
                if job.holder >= 0:
                    resume_work(s, q)
        q = job.other


@inner
def complete_job(s: Row, j: int) -> None:
    """Finish a job, send back what it finds wrong, and open what waited for it."""
    job = job_at(s.jobs, j)
    job.state = FINISHED
    team_at(s.teams, job.owner).open -= 1
    release_hold(s, j)
    sends = job.rework_first < job.rework_last
    if sends:
        send_back(s, j)
    for k in range(job.next_first, job.next_last):
        unblock(s, integer_at(s.successors, k))
    for k in range(job.next_first, job.next_last):
        offer_versions(s, integer_at(s.successors, k))
    if sends:
        resume_rework(s, j)
    book_idle_people(s, job.owner)


@inner
def start_release(s: Row, k: int) -> None:
    """Start one occurrence of a release: its packages open, or wait for those before them."""
    for j in range(release_at(s.releases, k).first, release_at(s.releases, k).last):
        x = j
        while x >= 0:
            job = job_at(s.jobs, x)
            if job.state == UNRELEASED:
                job.state = BLOCKED
                team_at(s.teams, job.owner).open += 1
                job.blockers -= 1
                if job.blockers == 0:
                    open_job(s, x)
            x = job.other
    for j in range(release_at(s.releases, k).first, release_at(s.releases, k).last):
        offer_versions(s, j)
    begin_search(s, k)
