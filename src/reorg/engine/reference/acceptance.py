"""Acceptance: completed work passes or fails, by a cause common to all attempts or a cause of its own.

Work that fails is started over; an attempt that passes waits until its race is decided.
"""

from __future__ import annotations

from reorg.engine.reference import equations
from reorg.engine.reference.attempts import start_over
from reorg.engine.reference.dispatching import book_idle_people, offer_work
from reorg.engine.reference.packages import complete_job
from reorg.engine.reference.racing import decide_race
from reorg.engine.reference.state.work import Job, Race
from reorg.engine.reference.state.world import World
from reorg.engine.reference.work import open_job


def end_attempt(world: World, job: Job) -> None:
    """Accept or reject completed work."""
    race = job.race
    if job.holder is not None:
        job.holder.held.remove(job)
        job.holder = None
    failed = fails_acceptance(world, job)
    if failed:
        world.note("attempt failed", None, job.name, job.tries)
    if race is None:
        if failed:
            start_over(world, job)
            offer_work(world, job.owner)
        else:
            complete_job(world, job)
        return
    job.owner.unfinished.remove(job)
    job.state = "failed" if failed else "ready"
    if not failed:
        world.note("attempt ready", None, job.name, 0.0)
        open_next_in_race(world, job, race)
    decide_race(world, race)
    book_idle_people(world, job.owner)


def fails_acceptance(world: World, job: Job) -> bool:
    """Return whether an attempt fails acceptance, by a cause common to all attempts or one of its own."""
    if job.failure == 0.0 or (job.race is None and job.version > 0):
        return False
    share = job.race.common_cause if job.race is not None else None
    package_fails = world.draw("attempt", job.package.luck, job.tries) < job.failure
    if job is job.package:
        return package_fails
    cause = world.assumed["racing.common_cause"] if share is None else share
    if package_fails and world.draw("common", job.package.luck, job.tries) < cause:
        return True
    return world.draw("attempt", job.luck, job.tries) < equations.own_failure(job.failure, cause)


def open_next_in_race(world: World, job: Job, race: Race) -> None:
    """Let each team continue its own attempt within the race."""
    for following in job.package.then:
        if following.race is race:
            attempt = following.versions[job.version]
            attempt.waits_for -= 1
            if attempt.waits_for == 0 and attempt.state == "blocked":
                open_job(world, attempt)
                offer_work(world, attempt.owner)
    if race.wins == "best" and world.now < job.due:
        world.at(job.due, "gate", race)
