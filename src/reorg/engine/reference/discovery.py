"""Discovery: trials of design changes by package, views of others' decisions, judgments by the integrator."""

from __future__ import annotations

from reorg.engine.reference import draws
from reorg.engine.reference.equations import WEEK_HOURS
from reorg.engine.reference.landscape import configuration_value, gain, package_value
from reorg.engine.reference.queues import dequeue_job
from reorg.engine.reference.state.designs import Configuration, Decision, Design
from reorg.engine.reference.state.work import Chunk, Job
from reorg.engine.reference.state.world import World
from reorg.engine.reference.structure import has_time


def begin_search(world: World, design: Design) -> None:
    """Schedule the judgments of a release that starts, and the end of its research time if it is limited."""
    if design.judges:
        _schedule_judgment(world, design)
    if design.time_is_up is not None:
        world.at(design.time_is_up, "time up", design)


def _schedule_judgment(world: World, design: Design) -> None:
    weeks = world.assumed["discovery.integrator_cadence_weeks"]
    world.at(world.now + weeks * WEEK_HOURS, "judge", design)


def is_trial(chunk: Chunk) -> bool:
    """Return whether a finished chunk of direct work is a trial of a design decision."""
    return bool(chunk.job.decisions) and chunk.number % chunk.job.trial_chunks == 0


def run_trial(world: World, job: Job, number: int) -> None:
    """Make a trial: the team keeps a change that improves, as it sees them, its own contributions."""
    design = job.design
    if design is None:
        return
    parts = _versions_seen(job, design)
    for part in parts:
        job.view |= {decision: part.view[decision] for decision in part.decisions}
    own = [part for part in parts if part.owner is job.owner]
    owned = [decision for part in own for decision in part.decisions]
    after = imitate(world, job, number, owned) or propose_change(world, job, number, own)
    design.tried.append(dict(after))
    gained = max(0.0, gain(world, job.view, after, owned))
    if job.run_queue is not None:
        job.run_queue.learn(gained)
    if gained > 0.0:
        job.view = after
        for part in own:
            part.view |= {decision: after[decision] for decision in part.decisions}
    world.note("trial", None, job.name, configuration_value(world, design, design.configuration_with(job)))
    if job.good_enough is not None and package_value(world, job) >= job.good_enough:
        world.note("good enough", None, job.name, job.left)
        dequeue_job(job)
        job.todo = job.redo = 0.0


def _versions_seen(job: Job, design: Design) -> list[Job]:
    """Return the versions of the release's packages that a package's people see as they are.

    Those of their own team; in a race, the versions their side has ready; otherwise the finished packages.
    """
    parts = []
    for package in design.jobs:
        own = [x for x in package.versions if x.owner is job.owner and x.state != "stopped"]
        if job.race is not None and package.race is job.race:
            own += [x for x in package.versions if x.version == job.version and x.state == "ready"]
        parts += own[-1:] or [package] * (package.state == "finished")
    return parts


def imitate(world: World, job: Job, number: int, owned: list[Decision]) -> Configuration | None:
    """Return a rival's decisions if the random draw selects imitation and the team gains by it."""
    if len(job.versions) == 1 or world.draw("copy", job.luck, number) >= world.assumed["discovery.copying"]:
        return None
    rivals = [other for other in job.versions if other.state != "stopped"]
    seen = [job.view | {d: other.view[d] for d in job.decisions} for other in rivals]
    best = max(seen, key=lambda choice: gain(world, job.view, choice, owned), default=job.view)
    return best if gain(world, job.view, best, owned) > 0.0 else None


def propose_change(world: World, job: Job, number: int, own: list[Job]) -> Configuration:
    """Return the configuration tried: one decision changed, or all redrawn."""
    owned = [decision for part in own for decision in part.decisions]
    mine = job.decisions
    if world.search == "team":
        mine = [d for part in own if part is job or part.state == "open" for d in part.decisions]
    bits = {d: draws.bits(world.luck, "trial", d.luck ^ job.luck, number) for d in mine}
    if world.draw("trial", job.luck, number) < world.jumps:
        return job.view | {d: job.view[d] != (bits[d] % 2 == 1) for d in mine}
    changes = {d: job.view | {d: not job.view[d]} for d in mine}
    if world.search == "neighbors":
        mine = [d for d in mine if gain(world, job.view, changes[d], owned) > 0.0]
    if not mine:
        return job.view
    return changes[min(mine, key=lambda d: draws.unit(bits[d]))]


def share_decisions(one: Job, two: Job | None) -> None:
    """Show the people of two packages each other's decisions after an exchange that was served."""
    if two is None or one.package is two.package or "stopped" in (one.state, two.state):
        return
    one.view |= {decision: two.view[decision] for decision in two.decisions}
    two.view |= {decision: one.view[decision] for decision in one.decisions}


def judge_design(world: World, design: Design) -> None:
    """Have the integrator judge the whole design: it reverts to the last judgment if it got worse."""
    if all(job.state == "finished" for job in design.jobs):
        world.ledger.events -= 1
        return
    _schedule_judgment(world, design)
    integrator = design.judges.get(world.form)
    if integrator is None or not has_time(integrator):
        world.ledger.events -= 1
        return
    # Work in a race stays as it was at the last judgment until the race is decided.
    at_hand = [job for job in design.jobs if job.race is None]
    found = design.judged | {d: job.view[d] for job in at_hand for d in job.decisions}
    if gain(world, design.judged, found, design.decisions) >= 0.0:
        design.judged = found
    for job in at_hand:
        job.view = dict(design.judged)
    world.note("judged", integrator, design.number, configuration_value(world, design, design.judged))


def end_research(world: World, design: Design) -> None:
    """End the research of a release whose time is up: nobody starts more of it."""
    for job in [version for package in design.jobs for version in package.versions]:
        if job.research and job.state not in ("finished", "stopped"):
            world.note("time up", None, job.name, job.left)
            dequeue_job(job)
            job.time_is_up = True
            job.todo = job.redo = 0.0
            if job.state == "open":
                world.at(world.now, "close", job)
