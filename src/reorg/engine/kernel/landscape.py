"""The design landscape of a release (an NK model): influences, and the value of a configuration.

A configuration is 64 bits; a decision's ``bit`` is its place among those of its release.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from reorg import luck
from reorg.compilation import compiled, inner
from reorg.engine.kernel.ownership import race_of, version_of
from reorg.engine.state.memory import (
    assumed_at,
    design_decision_at,
    job_at,
    number_at,
    put_number,
    release_at,
)
from reorg.engine.state.rows import Row
from reorg.engine.state.tables import put_design_value
from reorg.mechanisms import discovery

NO_BITS, ALL_BITS = np.uint64(0), np.uint64(2**64 - 1)


@inner
def draw_landscapes(s: Row) -> None:
    """Draw the influences on each decision, and the configuration that each release starts from."""
    for i in range(s.decision_count):
        draw_influences(s, i)
    for k in range(s.release_count):
        release_at(s.releases, k).checkpoint = random_configuration(s, k, 0)
    for j in range(s.packages):
        job_at(s.jobs, j).config = release_at(s.releases, job_at(s.jobs, j).release).checkpoint


@inner
def draw_influences(s: Row, i: int) -> None:
    """Draw the decisions that influence one, by their weights; any excess is left out at random."""
    d = design_decision_at(s.decisions, i)
    d.influences = d.bit
    for _ in range(d.most):
        best = -1
        least = 1.0
        for j in range(d.first, d.last):
            other = design_decision_at(s.decisions, j)
            if other.bit & d.influences == NO_BITS:
                weight = number_at(s.weights, d.weights + j - d.first)
                if other.owner != d.owner:
                    weight *= assumed_at(s.assumed, 0).coordination_coupling
                u = luck.uniform(s.key, luck.INFLUENCE, d.key, other.key) / weight
                if u < least:
                    best, least = j, u
        if best < 0:
            break
        d.influences |= design_decision_at(s.decisions, best).bit


@inner
def random_configuration(s: Row, k: int, number: int) -> np.uint64:
    """Return a uniformly drawn configuration of a release: number 0 is its start."""
    row = release_at(s.releases, k)
    config = NO_BITS
    for i in range(row.decision_first, row.decision_last):
        d = design_decision_at(s.decisions, i)
        if luck.bits(s.key, luck.START, d.key, number) & np.uint64(1) != NO_BITS:
            config |= d.bit
    return config


@inner
def contribution(s: Row, i: int, config: np.uint64) -> float:
    """Return the contribution of a decision in a configuration."""
    d = design_decision_at(s.decisions, i)
    seen = config & d.influences
    pattern = NO_BITS
    for k in range(d.first, d.last):
        other = design_decision_at(s.decisions, k)
        if seen & other.bit != NO_BITS:
            pattern ^= other.key
    return discovery.contribution(s.key, d.key, pattern)


@inner
def gain(s: Row, k: int, before: np.uint64, after: np.uint64, scope: np.uint64) -> float:
    """Return the change in the sum of the contributions of the decisions in ``scope``."""
    row = release_at(s.releases, k)
    total = 0.0
    for i in range(row.decision_first, row.decision_last):
        d = design_decision_at(s.decisions, i)
        if d.bit & scope != NO_BITS and d.influences & (before ^ after) != NO_BITS:
            total += contribution(s, i, after) - contribution(s, i, before)
    return total


@inner
def configuration_value(s: Row, k: int, config: np.uint64) -> float:
    """Return the value of a configuration: the mean contribution."""
    row = release_at(s.releases, k)
    total = 0.0
    for i in range(row.decision_first, row.decision_last):
        total += contribution(s, i, config)
    return total / (row.decision_last - row.decision_first)


@inner
def package_value(s: Row, j: int) -> float:
    """Return the mean contribution of a package's own decisions, with the rest as its people see it."""
    job = job_at(s.jobs, j)
    row = release_at(s.releases, job.release)
    total = 0.0
    count = 0
    for i in range(row.decision_first, row.decision_last):
        if design_decision_at(s.decisions, i).bit & job.mask != NO_BITS:
            total += contribution(s, i, job.config)
            count += 1
    return total / count


@inner
def release_configuration(s: Row, k: int, race: int, version: int) -> np.uint64:
    """Return the configuration of a release: the decisions of every package as made by its owner.

    Packages in ``race`` (-1: none) have those of the team whose attempts are ``version``.
    """
    row = release_at(s.releases, k)
    config = NO_BITS
    for q in range(row.first, row.last):
        job = job_at(s.jobs, version_of(s, q, version) if race >= 0 and race_of(s, q) == race else q)
        config |= job.config & job.mask
    return config


@inner
def measure_capability(s: Row, k: int) -> None:
    """Record the value of the configuration that a release shipped with, or has at the horizon."""
    if release_at(s.releases, k).decision_last > release_at(s.releases, k).decision_first:
        put_number(s.capability, k, configuration_value(s, k, release_configuration(s, k, -1, 0)))


@inner
def record_design_values(s: Row, week: int) -> None:
    """Record the value of the configuration of each release under way or shipped, at the end of a week."""
    for k in range(s.release_count):
        row = release_at(s.releases, k)
        if row.decision_last > row.decision_first and row.start <= s.now:
            put_design_value(s, week, k, configuration_value(s, k, release_configuration(s, k, -1, 0)))


@compiled
def tabulate_values(worlds: Any, k: int, values: Any) -> None:
    """Write the value of every configuration of a release, in the order of their bits."""
    for number in range(len(values)):
        values[number] = configuration_value(worlds[0], k, np.uint64(number))
