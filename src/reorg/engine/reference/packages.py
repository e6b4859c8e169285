"""Packages and their precedence: releases start, packages complete, successors open."""

from __future__ import annotations

from reorg.engine.reference.discovery import begin_search
from reorg.engine.reference.dispatching import book_idle_people, offer_work
from reorg.engine.reference.rework import resume_rework, resume_work, send_back
from reorg.engine.reference.state.work import Job
from reorg.engine.reference.state.world import World
from reorg.engine.reference.work import open_job


def complete_job(world: World, job: Job) -> None:
    """Finish a job, send back work that it finds wrong, and open its successors."""
    _finish(job)
    send_back(world, job)
    _open_successors(world, job)
    resume_rework(world, job)
    book_idle_people(world, job.owner)
    _start_waiting_releases(world)
    world.note("package finished", None, job.name, 0.0)


def unblock(world: World, job: Job) -> None:
    """Open a job in all its versions once its predecessors are complete; started work continues."""
    for version in job.versions:
        if version.state == "blocked":
            version.waits_for -= 1
            if version.waits_for == 0:
                open_job(world, version)
                if version.holder is not None:
                    resume_work(world, version)


def offer_versions(world: World, job: Job) -> None:
    """Offer a package to all teams that own it, or a version of it."""
    for version in job.versions:
        offer_work(world, version.owner)


def _finish(job: Job) -> None:
    """Finish a job; nobody holds it any more."""
    job.state = "finished"
    job.owner.unfinished.remove(job)
    if job.holder is not None:
        job.holder.held.remove(job)


def _open_successors(world: World, job: Job) -> None:
    """Open the successors of a job that has completed."""
    for following in job.then:
        unblock(world, following)
    for following in job.then:
        offer_versions(world, following)


def _may_start(world: World, jobs: list[Job]) -> bool:
    """Return whether all packages of all releases that must precede a release are finished."""
    before = [world.occurrences[release, 0] for release in jobs[0].release_after]
    return all(is_out(others) for others in before)


def is_out(jobs: list[Job]) -> bool:
    """Return whether all packages of an occurrence of a release are finished."""
    return all(job.state == "finished" for job in jobs)


def _start_waiting_releases(world: World) -> None:
    """Start the releases whose start date has passed and whose preceding releases are now out."""
    for jobs in list(world.waiting_releases):
        if _may_start(world, jobs):
            world.waiting_releases.remove(jobs)
            world.at(world.now, "release", jobs)


def start_release(world: World, jobs: list[Job]) -> None:
    """Start one occurrence of a release: its packages open, or wait for their predecessors.

    A release that follows others waits until those are out.
    """
    if not _may_start(world, jobs):
        world.waiting_releases.append(jobs)
        world.waiting_releases.sort(key=lambda waiting: waiting[0].name)
        return
    for job in jobs:
        for version in job.versions:
            if version.state == "unreleased":
                version.state = "blocked"
                version.owner.unfinished.add(version)
        unblock(world, job)
    for job in jobs:
        offer_versions(world, job)
    if jobs[0].design is not None:
        begin_search(world, jobs[0].design)
