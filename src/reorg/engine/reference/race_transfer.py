"""Effects of a reorganization on races and overlaps: attempts pass on, stop, or become the package."""

from __future__ import annotations

from reorg.engine.reference import draws, equations
from reorg.engine.reference.attempts import free_workers, start_over, stop_version
from reorg.engine.reference.deferral import dispatch_deferred
from reorg.engine.reference.dispatching import offer_work
from reorg.engine.reference.efforts import draw_effort_hours
from reorg.engine.reference.landscape import random_configuration
from reorg.engine.reference.ownership import change_owner
from reorg.engine.reference.packages import complete_job
from reorg.engine.reference.pools import transfer_runs
from reorg.engine.reference.queues import enqueue_job
from reorg.engine.reference.racing import OUT_HOURS, attempts_of_team, decide_race
from reorg.engine.reference.state.structures import WorldStructure
from reorg.engine.reference.state.work import Job, Race
from reorg.engine.reference.state.world import World
from reorg.engine.reference.work import open_job
from reorg.summation import add_in_order


def transfer_races(world: World, before: WorldStructure) -> None:
    """Carry races and overlaps of one structure over to the next; packages have their new owners already."""
    world.deferring = True
    for race in before.races:
        keep_most_advanced(world, race)
    for job in world.versions:
        transfer_version(world, job)
    for job in world.jobs():
        if job.state != "stopped" and job.won is None:
            world.form.shared_ownership(job)
    recount_blockers(world)
    for job in [*world.packages, *world.versions]:
        if job.race is None and job.state in ("ready", "failed"):
            job.owner.unfinished.add(job)
            if job.state == "ready":
                complete_job(world, job)
            else:
                start_over(world, job)
                offer_work(world, job.owner)
    for job in [*world.packages, *world.versions]:
        if len(job.versions) > 1 and job.state == "blocked" and job.waits_for == 0:
            open_job(world, job)
            offer_work(world, job.owner)
    for race in world.form.races:
        decide_race(world, race)
    world.deferring = False
    dispatch_deferred(world)


def keep_most_advanced(world: World, race: Race) -> None:
    """If the team with the least work left leaves the race, its attempts replace the first team's."""
    best = min(range(race.teams), key=lambda version: _hours_left_of_team(race, version))
    if best > 0 and not world.form.holds(race.packages[0].versions[best]):
        for package in race.packages:
            if not package.is_over:
                adopt_attempt(world, package, package.versions[best])


def _hours_left_of_team(race: Race, version: int) -> float:
    return add_in_order(map(_hours_left, attempts_of_team(race, version)))


def _hours_left(job: Job) -> float:
    if job.state == "failed":
        return OUT_HOURS
    return 0.0 if job.state == "ready" else job.left + equations.CHUNK_HOURS * (job.in_hands + job.delegated)


def adopt_attempt(world: World, package: Job, job: Job) -> None:
    """Make an attempt the package; its people keep their familiarity with it."""
    state = job.state
    free_workers(world, job)
    stop_version(world, package)
    transfer_runs(world, job, package)
    package.state, package.finished = state, job.finished
    package.effort, package.renewed = job.effort, job.renewed
    package.todo, package.redo, package.done = job.todo, job.redo, job.done
    package.spent, job.spent = job.spent, 0.0
    package.history, package.view = job.history, dict(job.view)
    package.is_to_be_taken_over = job.is_to_be_taken_over
    if state in ("open", "blocked"):
        package.owner.unfinished.add(package)
    enqueue_job(package)
    stop_version(world, job)


def transfer_version(world: World, job: Job) -> None:
    """Pass a version of a package to its new owner, stop it, or start it from nothing."""
    package, held = job.package, world.form.holds(job)
    if job.state == "finished" or (job.state == "stopped" and (not held or package.is_over)):
        return
    if not held:
        stop_version(world, job)
    elif job.state != "stopped":
        change_owner(world, job)
    else:
        job.owner = world.form.owner(job)
        job.effort = draw_effort_hours(job.estimate, draws.bits(world.luck, "effort", job.luck, job.tries))
        job.renewed = job.effort
        job.todo, job.redo, job.done = world.form.share(job) * job.effort, 0.0, 0.0
        if package.time_is_up:
            job.todo = 0.0
        if job.design is not None:
            job.view = random_configuration(world, job.design, 0)
        job.state = "unreleased"
        if package.state != "unreleased":
            job.state = "blocked"
            job.owner.unfinished.add(job)


def recount_blockers(world: World) -> None:
    """Recount the unfinished predecessors of all versions of packages."""
    for job in [*world.packages, *world.versions]:
        if len(job.versions) > 1:
            job.waits_for = 1 if job.package.state == "unreleased" else 0
    for before in world.packages:
        for package in before.then if before.state != "finished" else []:
            for job in package.versions if len(package.versions) > 1 else []:
                raced = before.race is not None and before.race is package.race
                own = [x for x in before.versions if raced and x.version == job.version]
                job.waits_for += all(x.state != "ready" for x in own)
