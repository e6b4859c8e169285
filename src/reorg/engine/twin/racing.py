"""Races: several teams make the same package, one attempt counts; and what a reorganization does to that."""

from __future__ import annotations

from reorg.engine.twin import luck, mechanisms
from reorg.engine.twin.discovering import drawn, value
from reorg.engine.twin.efforts import effort_hours
from reorg.engine.twin.forms import Form
from reorg.engine.twin.growing import learn
from reorg.engine.twin.reworking import complete, send_back, take_up
from reorg.engine.twin.serving import drop_jobs, pass_jobs_on
from reorg.engine.twin.things import Chunk, Job, Person, Race
from reorg.engine.twin.trays import go_on
from reorg.engine.twin.working import (
    call_to_work,
    change_owner,
    count_progress,
    fall_idle,
    label_idle,
    offer,
    one_wait_less,
    open_job,
    wake_versions,
    withdraw,
)
from reorg.engine.twin.world import World

OUT_HOURS = 1e12
"""What an attempt that has failed is from its end."""


def count_chunk(world: World, person: Person, job: Job, nominal: float, since: float) -> None:
    """Count work that ends now, and the hours of what several teams do."""
    if person.kind == "direct":
        count_progress(world, job, nominal)
    if len(job.versions) == 1 and job.version == 0:
        return
    hours = max(world.now - max(since, world.ledger.start), 0.0) * person.share
    if job.stream is not None:
        world.ledger.duplicate_hours += hours
    else:
        job.spent += hours


def end_attempt(world: World, job: Job) -> None:
    """Let work that is done turn out to do or not."""
    race = job.race
    if job.holder is not None:
        job.holder.held.remove(job)
        job.holder = None
    failed = _fails(world, job)
    if failed:
        world.note("attempt failed", None, job.name, job.tries)
    if race is None:
        if failed:
            _begin_again(world, job)
            call_to_work(world, job.owner)
        else:
            complete(world, job)
        return
    job.owner.unfinished.remove(job)
    job.state = "failed" if failed else "ready"
    if not failed:
        world.note("attempt ready", None, job.name, 0.0)
        _lead_on(world, job, race)
    decide_race(world, race)
    label_idle(world, job.owner)


def _fails(world: World, job: Job) -> bool:
    """Tell whether an attempt does not work, by a cause common to all attempts or one of its own."""
    if job.failure == 0.0 or (job.race is None and job.version > 0):
        return False
    share = job.race.common_cause if job.race is not None else None
    common, own = mechanisms.failures(world.assumed, job.failure, share)
    if world.draw("common", job.package.luck, job.tries) < common:
        return True
    return world.draw("attempt", job.luck, job.tries) < own


def _lead_on(world: World, job: Job, race: Race) -> None:
    """Each team goes on with its own attempt, within what is raced for."""
    for following in job.package.then:
        if following.race is race:
            attempt = following.versions[job.version]
            attempt.waits_for -= 1
            if attempt.waits_for == 0 and attempt.state == "blocked":
                open_job(world, attempt)
                call_to_work(world, attempt.owner)
    if race.wins == "best" and world.now < job.due:
        world.at(job.due, "gate", race)


def _begin_again(world: World, job: Job) -> None:
    job.tries += 1
    job.effort = effort_hours(job.estimate, luck.drawn(world.luck, "effort", job.luck, job.tries))
    job.todo = job.renewed = job.effort
    job.done = job.package.lead = 0.0
    open_job(world, job)


def _attempts(race: Race, version: int) -> list[Job]:
    """Return a team's attempts at what is not decided."""
    return [package.versions[version] for package in race.packages if not package.is_over]


def decide_race(world: World, race: Race) -> None:
    """Decide a race where that can be done; where every team has failed, what failed begins again."""
    if race not in world.form.races or not _attempts(race, 0):
        return
    attempts = [_attempts(race, version) for version in range(race.teams)]
    running = [attempt for attempt in attempts if _is_running(attempt)]
    ready = [a for a in attempts if all(job.state == "ready" for job in a)]
    if ready and (race.wins == "first" or not running or world.now >= race.packages[0].due):
        _crown(world, race, min(ready, key=lambda attempt: _merit(world, race, attempt))[0].version)
    elif not ready and not running:
        _begin_failed_again(world, race)


def _is_running(attempt: list[Job]) -> bool:
    """Tell whether a team may still come to have all: nothing of it has failed, and not all is ready."""
    states = {job.state for job in attempt}
    return "failed" not in states and states != {"ready"}


def _begin_failed_again(world: World, race: Race) -> None:
    for package in race.packages:
        for job in package.versions:
            if job.state == "failed":
                job.owner.unfinished.add(job)
                _begin_again(world, job)
                call_to_work(world, job.owner)


def _merit(world: World, race: Race, attempt: list[Job]) -> tuple[float, float]:
    """Return what the winner has least of: what lacks in value, where the best wins, then the hour."""
    design, found = attempt[0].design, 0.0
    if race.wins == "best" and design is not None and design.decisions:
        found = value(world, design, design.whole_of(attempt[0]))
    return -found, max(job.finished or 0.0 for job in attempt)


def _crown(world: World, race: Race, version: int) -> None:
    """Let one team's attempts be the result; the others stop, and their people are free."""
    held, world.holding = world.holding, True
    world.note("race won", None, race.packages[0].name, version)
    decided = [package for package in race.packages if not package.is_over]
    for package in decided:
        won = package.versions[version]
        won.spent = 0.0
        package.finished, package.view = won.finished, dict(won.view)
        for job in package.versions:
            _halt(world, job)
        package.state, package.owner, package.won = "finished", won.owner, version
        world.note("package finished", None, package.name, 0.0)
        for following in package.then:
            if following.race is not race:
                one_wait_less(world, following)
                wake_versions(world, following)
    for package in decided:
        send_back(world, package)
        take_up(world, package)
    world.holding = held
    if not held:
        go_on(world)


def _halt(world: World, job: Job) -> None:
    """Stop a version of a package; the hours it has taken were spent beside what counts."""
    _put_down(world, job)
    withdraw(job)
    drop_jobs(world, job)
    job.owner.unfinished.discard(job)
    if job.holder is not None:
        job.holder.held.remove(job)
        job.holder = None
    job.state, job.race, job.above = "stopped", None, None
    world.ledger.duplicate_hours += job.spent
    job.spent = 0.0
    label_idle(world, job.owner)


def _put_down(world: World, job: Job) -> None:
    """Let the people at work on a job put it down; nothing of it is lost."""
    for person in world.people:
        chunk = person.doing
        if not isinstance(chunk, Chunk) or chunk.job is not job or person.until is None:
            continue
        world.book(person)
        learn(world, person, job.area, (world.now - person.since) * person.share)
        whole = person.until - person.since
        done = chunk.hours * (world.now - person.since) / whole if whole > 0.0 else 0.0
        count_chunk(world, person, job, done, person.since)
        if person.kind == "direct":
            job.todo += chunk.hours - done
        else:
            job.redo += chunk.hours - done
        job.in_hands -= 1
        person.doing, person.until, person.since = None, None, world.now
        fall_idle(person)
        world.call(person)


def regroup(world: World, before: Form) -> None:
    """Let the races and overlaps of one form become those of the next; packages have their owners already."""
    world.holding = True
    for race in before.races:
        _keep_most_advanced(world, race)
    for job in world.versions:
        _regroup_version(world, job)
    for job in world.jobs():
        if job.state != "stopped" and job.won is None:
            world.form.stake(job)
    _count_waits(world)
    for job in [*world.packages, *world.versions]:
        if job.race is None and job.state in ("ready", "failed"):
            job.owner.unfinished.add(job)
            if job.state == "ready":
                complete(world, job)
            else:
                _begin_again(world, job)
                call_to_work(world, job.owner)
    for job in [*world.packages, *world.versions]:
        if len(job.versions) > 1 and job.state == "blocked" and job.waits_for == 0:
            open_job(world, job)
            call_to_work(world, job.owner)
    for race in world.form.races:
        decide_race(world, race)
    world.holding = False
    go_on(world)


def _keep_most_advanced(world: World, race: Race) -> None:
    """Where the team with least to do races no more, its attempts take the place of the first team's."""
    best = min(range(race.teams), key=lambda version: sum(map(_hours_left, _attempts(race, version))))
    if best > 0 and not world.form.holds(race.packages[0].versions[best]):
        for package in race.packages:
            if not package.is_over:
                _take_place(world, package, package.versions[best])


def _hours_left(job: Job) -> float:
    if job.state == "failed":
        return OUT_HOURS
    return 0.0 if job.state == "ready" else job.left + mechanisms.CHUNK_HOURS * (job.in_hands + job.delegated)


def _take_place(world: World, package: Job, job: Job) -> None:
    """Let an attempt be the package from now on; it loses context as any work that changes hands."""
    state = job.state
    _put_down(world, job)
    _halt(world, package)
    pass_jobs_on(world, job, package)
    package.state, package.finished = state, job.finished
    package.effort, package.renewed = job.effort, job.renewed
    package.todo, package.redo, package.done = job.todo, job.redo, job.done
    package.spent, job.spent = job.spent, 0.0
    package.history, package.view = job.history, dict(job.view)
    if job.owner.id != package.owner.id and job.chunks > 0:
        loss = world.assumed["reorganization.context_loss"]
        package.history = mechanisms.history_after(package.history, loss)
    if state in ("open", "blocked"):
        package.owner.unfinished.add(package)
    offer(package)
    _halt(world, job)


def _regroup_version(world: World, job: Job) -> None:
    """Let a version of a package pass to its new owner, stop, or begin from nothing."""
    package, held = job.package, world.form.holds(job)
    if job.state == "finished" or (job.state == "stopped" and (not held or package.is_over)):
        return
    if not held:
        _halt(world, job)
    elif job.state != "stopped":
        change_owner(world, job)
    else:
        job.owner = world.form.owner(job)
        job.effort = effort_hours(job.estimate, luck.drawn(world.luck, "effort", job.luck, job.tries))
        job.renewed = job.effort
        job.todo, job.redo, job.done = world.form.share(job) * job.effort, 0.0, 0.0
        if package.time_is_up:
            job.todo = 0.0
        if job.design is not None:
            job.view = drawn(world, job.design, 0)
        job.state = "unreleased"
        if package.state != "unreleased":
            job.state = "blocked"
            job.owner.unfinished.add(job)


def _count_waits(world: World) -> None:
    """Count anew what the versions of packages wait for."""
    for job in [*world.packages, *world.versions]:
        if len(job.versions) > 1:
            job.waits_for = 1 if job.package.state == "unreleased" else 0
    for before in world.packages:
        for package in before.then if before.state != "finished" else []:
            for job in package.versions if len(package.versions) > 1 else []:
                raced = before.race is not None and before.race is package.race
                own = [x for x in before.versions if raced and x.version == job.version]
                job.waits_for += all(x.state != "ready" for x in own)
