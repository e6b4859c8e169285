"""The scale of a release's design landscape: the mean and the best value of all its configurations."""

from __future__ import annotations

from reorg.engine.reference.landscape import configuration_value, contribution, gain, random_configuration
from reorg.engine.reference.state.designs import Configuration, Design
from reorg.engine.reference.state.world import World

EXACT_DECISIONS_MAX = 16
"""Up to this many decisions, all configurations are evaluated."""
CLIMBS, DRAWS = 64, 2048
"""Beyond that, this many climbs find the best, and this many random configurations the mean."""


def capability(world: World, design: Design) -> float:
    """Return a release's design on the scale from the mean (0) to the best (1) of all configurations."""
    if not design.decisions:
        return float("nan")
    mean, best = _mean_and_best(world, design)
    return (configuration_value(world, design, design.whole()) - mean) / (best - mean)


def _mean_and_best(world: World, design: Design) -> tuple[float, float]:
    if len(design.decisions) <= EXACT_DECISIONS_MAX:
        values, peaks = _all_values(world, design), []
    else:
        configurations = [random_configuration(world, design, number + 1) for number in range(DRAWS)]
        values = [configuration_value(world, design, configuration) for configuration in configurations]
        peaks = [_peak(world, design, start) for start in configurations[:CLIMBS]]
    total = 0.0
    for value in values:
        total += value
    best = max(values + [configuration_value(world, design, peak) for peak in peaks])
    return total / len(values), best


def _all_values(world: World, design: Design) -> list[float]:
    """Return the value of every configuration; its index has a bit for each decision.

    A contribution is drawn once for each combination of the decisions that influence it.
    """
    count = len(design.decisions)
    totals = [0.0] * 2**count
    for decision in design.decisions:
        seen = sum(1 << place for place, other in enumerate(design.decisions) if other in decision.influences)
        drawn: dict[int, float] = {}
        for number in range(2**count):
            way = number & seen
            if way not in drawn:
                drawn[way] = contribution(world, decision, _configuration(design, number))
            totals[number] += drawn[way]
    return [total / count for total in totals]


def _configuration(design: Design, number: int) -> Configuration:
    return {decision: number >> place & 1 == 1 for place, decision in enumerate(design.decisions)}


def _peak(world: World, design: Design, choice: Configuration) -> Configuration:
    """Return the configuration reached by changing decisions, in order, as long as one change improves it."""
    idle, place = 0, 0
    while idle < len(design.decisions):
        decision = design.decisions[place % len(design.decisions)]
        changed = choice | {decision: not choice[decision]}
        idle += 1
        if gain(world, choice, changed, design.decisions) > 0.0:
            choice, idle = changed, 0
        place += 1
    return choice
