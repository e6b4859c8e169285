"""The design landscape of a release (an NK model): influences, and what a configuration is worth."""

from __future__ import annotations

from collections.abc import Iterable

from reorg.engine.reference import draws
from reorg.engine.reference.state.designs import Configuration, Decision, Design
from reorg.engine.reference.state.work import Job
from reorg.engine.reference.state.world import World

INFLUENCES_MAX = 7


def draw_influences(world: World, design: Design, weights: dict[tuple[Job, Job], float], most: int) -> None:
    """Draw the influences on each decision: more likely with more weight, ``most`` of them."""
    for decision in design.decisions:
        draws = []
        for other in design.decisions:
            weight = weights.get((decision.job, other.job), 0.0)
            if other is not decision and weight > 0.0:
                chance = world.draw("influence", decision.luck, other.luck) / weight
                draws.append((chance, other.luck, other))
        chosen = [other for chance, _, other in sorted(draws) if chance < 1.0][:most]
        decision.influences = [decision, *chosen]


def random_configuration(world: World, design: Design, number: int) -> Configuration:
    """Return a uniformly drawn configuration: number 0 is the one that the release starts from."""
    return {d: draws.bits(world.luck, "start", d.luck, number) % 2 == 1 for d in design.decisions}


def contribution(world: World, decision: Decision, choice: Configuration) -> float:
    """Return the contribution of a decision: random, keyed by the pattern of itself and its influences."""
    pattern = 0
    for other in decision.influences:
        if choice[other]:
            pattern ^= other.luck
    return world.draw("landscape", decision.luck, pattern)


def configuration_value(world: World, design: Design, choice: Configuration) -> float:
    """Return the mean contribution of all decisions."""
    total = 0.0
    for decision in design.decisions:
        total += contribution(world, decision, choice)
    return total / len(design.decisions)


def package_value(world: World, job: Job) -> float:
    """Return the mean contribution of a package's own decisions, with the rest as its people see it."""
    total = 0.0
    for decision in job.decisions:
        total += contribution(world, decision, job.view)
    return total / len(job.decisions)


def gain(world: World, before: Configuration, after: Configuration, judged: Iterable[Decision]) -> float:
    """Return the change in the sum of the contributions of the decisions judged."""
    changed = {decision for decision, made in before.items() if after[decision] != made}
    total = 0.0
    for decision in judged:
        if changed.intersection(decision.influences):
            total += contribution(world, decision, after) - contribution(world, decision, before)
    return total


def record_design_values(world: World) -> None:
    """Record the value of the configuration of each release under way or shipped, at the end of a week."""
    for design in world.designs:
        known = design.decisions and design.start <= world.now
        design.found.append(configuration_value(world, design, design.whole()) if known else float("nan"))
