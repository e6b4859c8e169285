"""Discovery: research tries changes of a design whose decisions depend on each other."""

from __future__ import annotations

from collections.abc import Iterable

from reorg.engine.twin import luck
from reorg.engine.twin.designs import Choice, Decision, Design
from reorg.engine.twin.mechanisms import WEEK_HOURS
from reorg.engine.twin.things import Chunk, Job
from reorg.engine.twin.working import withdraw
from reorg.engine.twin.world import World

INFLUENCES_MAX = 7
GRADED_DECISIONS = 11
"""Up to so many decisions a configuration is compared with all others, from there on with as many drawn."""


def influence(world: World, design: Design, weights: dict[tuple[Job, Job], float], most: int) -> None:
    """Draw for each decision which others influence it: likelier the more its weight, ``most`` of them."""
    for decision in design.decisions:
        draws = []
        for other in design.decisions:
            weight = weights.get((decision.job, other.job), 0.0)
            if other is not decision and weight > 0.0:
                chance = world.draw("influence", decision.luck, other.luck) / weight
                draws.append((chance, other.luck, other))
        chosen = [other for chance, _, other in sorted(draws) if chance < 1.0][:most]
        decision.influences = [decision, *chosen]


def drawn(world: World, design: Design, number: int) -> Choice:
    """Return a configuration drawn evenly: number 0 is the one that the release starts from."""
    return {d: luck.drawn(world.luck, "start", d.luck, number) % 2 == 1 for d in design.decisions}


def contribution(world: World, decision: Decision, choice: Choice) -> float:
    """Return what a decision contributes: luck at the pattern of itself and of what influences it."""
    pattern = 0
    for other in decision.influences:
        if choice[other]:
            pattern ^= other.luck
    return world.draw("landscape", decision.luck, pattern)


def value(world: World, design: Design, choice: Choice) -> float:
    """Return the mean contribution of all decisions."""
    total = 0.0
    for decision in design.decisions:
        total += contribution(world, decision, choice)
    return total / len(design.decisions)


def gain(world: World, before: Choice, after: Choice, judged: Iterable[Decision]) -> float:
    """Return by how much the contributions of the decisions judged rise in sum."""
    changed = {decision for decision, made in before.items() if after[decision] != made}
    total = 0.0
    for decision in judged:
        if changed.intersection(decision.influences):
            total += contribution(world, decision, after) - contribution(world, decision, before)
    return total


def begin_search(world: World, design: Design) -> None:
    """Plan the judgments of a release that starts, and the end of its time where it has one."""
    if design.judges:
        _plan_judgment(world, design)
    if design.time_is_up is not None:
        world.at(design.time_is_up, "time up", design)


def _plan_judgment(world: World, design: Design) -> None:
    weeks = world.assumed["discovery.integrator_cadence_weeks"]
    world.at(world.now + weeks * WEEK_HOURS, "judge", design)


def is_trial(chunk: Chunk) -> bool:
    """Whether a finished chunk of direct work is a trial of a design decision."""
    return bool(chunk.job.decisions) and chunk.number % chunk.job.trial_chunks == 0


def try_out(world: World, job: Job, number: int) -> None:
    """Make a trial: the team keeps a change that betters, as it sees them, the contributions it owns."""
    design = job.design
    if design is None:
        return
    parts = _parts(job, design)
    for part in parts:
        job.view |= {decision: part.view[decision] for decision in part.decisions}
    own = [part for part in parts if part.owner is job.owner]
    owned = [decision for part in own for decision in part.decisions]
    after = _copy(world, job, number, owned) or _proposal(world, job, number, own)
    design.tried.append(dict(after))
    gained = max(0.0, gain(world, job.view, after, owned))
    if job.lane is not None:
        job.lane.learn(gained)
    if gained > 0.0:
        job.view = after
        for part in own:
            part.view |= {decision: after[decision] for decision in part.decisions}
    world.note("trial", None, job.name, value(world, design, design.whole_of(job)))


def _parts(job: Job, design: Design) -> list[Job]:
    """Return the attempts at packages of the release that a package's people see as they are.

    These are their own team's; in a race what their side has ready; and else what is finished.
    """
    parts = []
    for package in design.jobs:
        own = [x for x in package.versions if x.owner is job.owner and x.state != "stopped"]
        if job.race is not None and package.race is job.race:
            own += [x for x in package.versions if x.version == job.version and x.state == "ready"]
        parts += own[-1:] or [package] * (package.state == "finished")
    return parts


def _copy(world: World, job: Job, number: int, owned: list[Decision]) -> Choice | None:
    """Return a rival's decisions if chance wants to look at them, and the team would gain by any."""
    if len(job.versions) == 1 or world.draw("copy", job.luck, number) >= world.assumed["discovery.copying"]:
        return None
    rivals = [other for other in job.versions if other.state != "stopped"]
    seen = [job.view | {d: other.view[d] for d in job.decisions} for other in rivals]
    best = max(seen, key=lambda choice: gain(world, job.view, choice, owned), default=job.view)
    return best if gain(world, job.view, best, owned) > 0.0 else None


def _proposal(world: World, job: Job, number: int, own: list[Job]) -> Choice:
    """Return the configuration to be looked at: one decision made the other way, or all drawn anew."""
    owned = [decision for part in own for decision in part.decisions]
    mine = job.decisions
    if world.search == "team":
        mine = [d for part in own if part is job or part.state == "open" for d in part.decisions]
    bits = {d: luck.drawn(world.luck, "trial", d.luck ^ job.luck, number) for d in mine}
    if world.draw("trial", job.luck, number) < world.jumps:
        return job.view | {d: job.view[d] != (bits[d] % 2 == 1) for d in mine}
    changes = {d: job.view | {d: not job.view[d]} for d in mine}
    if world.search == "neighbors":
        mine = [d for d in mine if gain(world, job.view, changes[d], owned) > 0.0]
    if not mine:
        return job.view
    return changes[min(mine, key=lambda d: luck.uniform(bits[d]))]


def tell(one: Job, two: Job | None) -> None:
    """Let the people of two packages see each other's decisions, after an exchange that was served."""
    if two is None or one.package is two.package or "stopped" in (one.state, two.state):
        return
    one.view |= {decision: two.view[decision] for decision in two.decisions}
    two.view |= {decision: one.view[decision] for decision in one.decisions}


def judge(world: World, design: Design) -> None:
    """Let the integrator judge the whole: it goes back to the last judgment where it got worse."""
    if all(job.state == "finished" for job in design.jobs):
        world.ledger.events -= 1
        return
    _plan_judgment(world, design)
    integrator = design.judges.get(world.form)
    if integrator is None or not integrator.present or integrator.tray_hours >= WEEK_HOURS:
        world.ledger.events -= 1
        return
    # What teams race for stays as it was at the last judgment until the race is decided.
    at_hand = [job for job in design.jobs if job.race is None]
    found = design.judged | {d: job.view[d] for job in at_hand for d in job.decisions}
    if gain(world, design.judged, found, design.decisions) >= 0.0:
        design.judged = found
    for job in at_hand:
        job.view = dict(design.judged)
    world.note("judged", integrator, design.number, value(world, design, design.judged))


def end_research(world: World, design: Design) -> None:
    """End the research of a release whose time is up: nobody begins more of it."""
    for job in [version for package in design.jobs for version in package.versions]:
        if job.research and job.state not in ("finished", "stopped"):
            world.note("time up", None, job.name, job.left)
            withdraw(job)
            job.time_is_up = True
            job.todo = job.redo = 0.0
            if job.state == "open":
                world.at(world.now, "close", job)


def note_found(world: World) -> None:
    """Note what the configuration of each release under way, or out, is worth at a week's end."""
    for design in world.designs:
        known = design.decisions and design.start <= world.now
        design.found.append(value(world, design, design.whole()) if known else float("nan"))


def capability(world: World, design: Design) -> float:
    """Return which share of configurations is no better than the one a release has."""
    count = len(design.decisions)
    if count == 0:
        return float("nan")
    if count <= GRADED_DECISIONS:
        others = [
            {decision: number >> place & 1 == 1 for place, decision in enumerate(design.decisions)}
            for number in range(2**count)
        ]
    else:
        others = [drawn(world, design, number + 1) for number in range(2**GRADED_DECISIONS)]
    found = value(world, design, design.whole())
    return sum(value(world, design, other) <= found for other in others) / len(others)


def diversity(design: Design) -> float:
    """Return the mean number of decisions in which two of the configurations tried differ."""
    if len(design.tried) < 2 or not design.decisions:
        return float("nan")
    pairs = [(one, two) for place, one in enumerate(design.tried) for two in design.tried[:place]]
    return sum(one[d] != two[d] for one, two in pairs for d in design.decisions) / len(pairs)
