"""Races: several teams attempt the same packages; when decided, one attempt becomes the result."""

from __future__ import annotations

from reorg.engine.reference.attempts import start_over, stop_version
from reorg.engine.reference.deferral import dispatch_deferred
from reorg.engine.reference.dispatching import offer_work
from reorg.engine.reference.landscape import configuration_value
from reorg.engine.reference.packages import offer_versions, unblock
from reorg.engine.reference.rework import resume_rework, send_back
from reorg.engine.reference.state.work import Job, Race
from reorg.engine.reference.state.world import World

OUT_HOURS = 1e12
"""Hours from its end of a failed attempt."""


def attempts_of_team(race: Race, version: int) -> list[Job]:
    """Return a team's attempts at packages still undecided."""
    return [package.versions[version] for package in race.packages if not package.is_over]


def decide_race(world: World, race: Race) -> None:
    """Decide a race if possible; if every team has failed, start the failed attempts over."""
    if race not in world.form.races or not attempts_of_team(race, 0):
        return
    attempts = [attempts_of_team(race, version) for version in range(race.teams)]
    running = [attempt for attempt in attempts if _is_running(attempt)]
    ready = [a for a in attempts if all(job.state == "ready" for job in a)]
    if ready and (race.wins == "first" or not running or world.now >= race.packages[0].due):
        declare_winner(
            world, race, min(ready, key=lambda attempt: _rank_in_race(world, race, attempt))[0].version
        )
    elif not ready and not running:
        restart_failed_attempts(world, race)


def _is_running(attempt: list[Job]) -> bool:
    """Return whether a team may still complete all: nothing has failed, and not all is ready."""
    states = {job.state for job in attempt}
    return "failed" not in states and states != {"ready"}


def restart_failed_attempts(world: World, race: Race) -> None:
    """Start every failed attempt of a race over."""
    for package in race.packages:
        for job in package.versions:
            if job.state == "failed":
                job.owner.unfinished.add(job)
                start_over(world, job)
                offer_work(world, job.owner)


def _rank_in_race(world: World, race: Race, attempt: list[Job]) -> tuple[float, float]:
    """Return the sort key of the winner: the shortfall in value, if the best wins, then the hour."""
    design, found = attempt[0].design, 0.0
    if race.wins == "best" and design is not None and design.decisions:
        found = configuration_value(world, design, design.configuration_with(attempt[0]))
    return -found, max(job.finished or 0.0 for job in attempt)


def declare_winner(world: World, race: Race, version: int) -> None:
    """Make one team's attempts the result; the others stop, and their people are free."""
    held, world.deferring = world.deferring, True
    world.note("race won", None, race.packages[0].name, version)
    decided = [package for package in race.packages if not package.is_over]
    for package in decided:
        won = package.versions[version]
        won.spent = 0.0
        package.finished, package.view = world.now, dict(won.view)
        for job in package.versions:
            stop_version(world, job)
        package.state, package.owner, package.won = "finished", won.owner, version
        world.note("package finished", None, package.name, 0.0)
        for following in package.then:
            if following.race is not race:
                unblock(world, following)
                offer_versions(world, following)
    for package in decided:
        send_back(world, package)
        resume_rework(world, package)
    world.deferring = held
    if not held:
        dispatch_deferred(world)
