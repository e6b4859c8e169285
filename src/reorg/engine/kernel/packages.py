"""Packages and their precedence: releases start, packages complete, successors open."""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.kernel.discovery import begin_search
from reorg.engine.kernel.dispatching import book_idle_people
from reorg.engine.kernel.queues import release_hold
from reorg.engine.kernel.rework import resume_rework, resume_work
from reorg.engine.kernel.work import open_job
from reorg.engine.machine.calls import offer_work, send_back
from reorg.engine.machine.event_list import schedule
from reorg.engine.state.constants import BLOCKED, FINISHED, RELEASE_START, UNRELEASED
from reorg.engine.state.memory import integer_at, job_at, release_at, team_at
from reorg.engine.state.rows import Row


@inner
def offer_versions(s: Row, q: int) -> None:
    """Offer a package to all teams that own it, or a version of it."""
    while q >= 0:
        offer_work(s, job_at(s.jobs, q).owner)
        q = job_at(s.jobs, q).other


@inner
def unblock(s: Row, q: int) -> None:
    """Open a package in all its versions once its predecessors are complete; started work continues."""
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
    """Finish a job, send back work that it finds wrong, and open its successors."""
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
    if s.waiting_releases > 0:
        start_waiting_releases(s)


@inner
def is_out(s: Row, k: int) -> bool:
    """Return whether all packages of an occurrence of a release are finished."""
    for j in range(release_at(s.releases, k).first, release_at(s.releases, k).last):
        if job_at(s.jobs, j).state != FINISHED:
            return False
    return True


@inner
def may_start(s: Row, k: int) -> bool:
    """Return whether all releases that must precede an occurrence of a release are out."""
    release = release_at(s.releases, k)
    for place in range(release.after_first, release.after_last):
        if not is_out(s, integer_at(s.predecessors, place)):
            return False
    return True


@inner
def start_waiting_releases(s: Row) -> None:
    """Start the releases whose start date has passed and whose preceding releases are now out."""
    for k in range(s.release_count):
        release = release_at(s.releases, k)
        if release.waiting == 1 and may_start(s, k):
            release.waiting = 0
            s.waiting_releases -= 1
            schedule(s, s.now, RELEASE_START, k)


@inner
def start_release(s: Row, k: int) -> None:
    """Start one occurrence of a release: its packages open, or wait for their predecessors.

    A release that follows others waits until those are out.
    """
    if not may_start(s, k):
        release_at(s.releases, k).waiting = 1
        s.waiting_releases += 1
        return
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
