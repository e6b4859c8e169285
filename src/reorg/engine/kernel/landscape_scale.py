"""The scale of a release's design landscape: the mean and the best value of all its configurations.

The contribution of a decision depends on the few decisions that influence it. It is computed once for each
combination of these, and added to all configurations that agree in them, in the order of the decisions.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from reorg.compilation import compiled, inner
from reorg.engine.kernel.landscape import (
    ALL_BITS,
    NO_BITS,
    configuration_value,
    contribution,
    gain,
    random_configuration,
)
from reorg.engine.state.memory import design_decision_at, release_at
from reorg.engine.state.rows import Row

EXACT_DECISIONS_MAX = 16
"""Up to this many decisions, the mean and the best configuration are found by evaluating all."""
CLIMBS, DRAWS = 64, 2048
"""Beyond that, the best is the best of this many climbs, and the mean that of this many random
configurations."""
ONE_BIT = np.uint64(1)


def room_for_landscape(decisions: int) -> tuple[Any, Any]:
    """Return arrays for the values of all configurations, of one decision, and of half a configuration."""
    exact = decisions <= EXACT_DECISIONS_MAX
    return np.empty((2, 1 << decisions if exact else 1)), np.empty(
        1 << (decisions // 2) if exact else 1, np.uintp
    )


@compiled
def measure_landscape(worlds: Any, k: int, values: Any, places: Any, scale: Any) -> None:
    """Write the mean and the best value of a release's landscape into ``scale``.

    ``values`` and ``places`` are the arrays of :func:`room_for_landscape`.
    """
    s = worlds[0]
    row = release_at(s.releases, k)
    count = row.decision_last - row.decision_first
    total, best = 0.0, 0.0
    configurations = DRAWS
    if count <= EXACT_DECISIONS_MAX:
        configurations = 1 << count
        sum_contributions(s, k, values, places)
    for number in range(configurations):
        if count <= EXACT_DECISIONS_MAX:
            value = values[0, number] / count
        else:
            value = configuration_value(s, k, random_configuration(s, k, number + 1))
        total += value
        best = max(best, value)
    if count > EXACT_DECISIONS_MAX:
        for number in range(CLIMBS):
            best = max(best, climbed_value(s, k, random_configuration(s, k, number + 1)))
    scale[0], scale[1] = total / configurations, best


@inner
def sum_contributions(s: Row, k: int, values: Any, places: Any) -> None:
    """Write the sum of all contributions to every configuration, added in the order of the decisions.

    Configurations that differ only in later decisions have the same sum until one of these has an influence:
    up to then it is added up once. Most influences are on decisions nearby.
    """
    row = release_at(s.releases, k)
    values[0, 0] = 0.0
    told_apart = 0
    for i in range(row.decision_first, row.decision_last):
        told_apart = tell_apart(values, told_apart, bit_count(design_decision_at(s.decisions, i).influences))
        add_contributions(s, i, told_apart, values, places)
    tell_apart(values, told_apart, row.decision_last - row.decision_first)


@inner
def bit_count(mask: np.uint64) -> int:
    """Return the number of bits up to the last one that is set."""
    count = 0
    while mask >> np.uint64(count) != NO_BITS:
        count += 1
    return count


@inner
def tell_apart(values: Any, told_apart: int, count: int) -> int:
    """Repeat the sums of the configurations of the decisions told apart, so that ``count`` are.

    Returns how many are told apart now: no fewer than before.
    """
    while told_apart < count:
        size = 1 << told_apart
        for number in range(size):
            values[0, size + number] = values[0, number]
        told_apart += 1
    return told_apart


@inner
def add_contributions(s: Row, i: int, count: int, values: Any, places: Any) -> None:
    """Add the contribution of a decision to the sums of all configurations of the first ``count``."""
    influences = design_decision_at(s.decisions, i).influences
    ways = 1 << compressed(ALL_BITS, influences, count)[1]
    for way in range(ways):
        values[1, way] = contribution(s, i, expanded(way, influences, count))
    half = count // 2
    for lower in range(1 << half):
        places[lower] = compressed(np.uint64(lower), influences, count)[0]
    for upper in range(1 << (count - half)):
        first = upper << half
        # An unsigned index needs no test for negative values.
        place = np.uintp(compressed(np.uint64(first), influences, count)[0])
        for lower in range(1 << half):
            values[0, first + lower] += values[1, place + places[lower]]


@inner
def compressed(config: np.uint64, mask: np.uint64, count: int) -> tuple[int, int]:
    """Return the bits of a configuration that are in ``mask``, moved together, and their number."""
    found, size = 0, 0
    for place in range(count):
        bit = ONE_BIT << np.uint64(place)
        if mask & bit != NO_BITS:
            if config & bit != NO_BITS:
                found += 1 << size
            size += 1
    return found, size


@inner
def expanded(bits: int, mask: np.uint64, count: int) -> np.uint64:
    """Return the configuration whose :func:`compressed` form is these bits, all others 0."""
    config, size = NO_BITS, 0
    for place in range(count):
        bit = ONE_BIT << np.uint64(place)
        if mask & bit != NO_BITS:
            if bits >> size & 1 == 1:
                config |= bit
            size += 1
    return config


@inner
def climbed_value(s: Row, k: int, config: np.uint64) -> float:
    """Return the value of the local peak reached by changing decisions in order while that improves it."""
    row = release_at(s.releases, k)
    idle = 0
    i = row.decision_first
    while idle < row.decision_last - row.decision_first:
        changed = config ^ design_decision_at(s.decisions, i).bit
        idle += 1
        if gain(s, k, config, changed, ALL_BITS) > 0.0:
            config, idle = changed, 0
        i = i + 1 if i + 1 < row.decision_last else row.decision_first
    return configuration_value(s, k, config)
