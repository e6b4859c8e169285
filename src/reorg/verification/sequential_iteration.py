"""Tasks in sequence that send each other back are a Markov chain: their mean work is known.

After the last task the first is done again with a probability, after a redo of a task the next one with
its own, and so on. With learning switched off (every repeat is the whole task) and one task under way at
a time, this is what the engine's rework links do, exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np

from reorg.engine import KINDS, Outcome
from reorg.model.organization import Organization
from reorg.model.work import Package, ReworkLink
from reorg.verification.results import CLOSED_FORM, PLANTED, Check, Comparison
from reorg.verification.simulation import mean_over_worlds
from reorg.verification.small_organizations import (
    AREA,
    crew,
    fixed,
    organization,
    package,
    release,
    structure,
    team,
    without_disturbances,
)

LINES = 50
"""Independent sequences in a world, each with a person for it."""
WORLDS = 250
WEEKS = 12

TWO = ((4.0, 3.0), (0.6, 0.4))
"""Hours of each task, and the probabilities that a task's completion sends the next, the last the first."""
THREE = ((4.0, 3.0, 5.0), (0.7, 0.5, 0.6))
Line = tuple[Sequence[float], Sequence[float]]


def mean_hours(line: Line) -> float:
    """Return the mean hours of a sequence: all tasks once, then the redos of an absorbing chain.

    Q moves a redo of a task to one of the next; the first enters it after the last. E = (I - Q)^-1 d.
    """
    hours, chances = line
    again = np.zeros((len(hours), len(hours)))
    for i, chance in enumerate(chances):
        again[i, (i + 1) % len(hours)] = chance
    redone = np.linalg.solve(np.eye(len(hours)) - again, np.array(hours))
    return float(sum(hours) + chances[-1] * redone[0])


def _lines(line: Line, error: float) -> Organization:
    hours, chances = line
    packages: list[Package] = []
    links: list[ReworkLink] = []
    for k in range(LINES):
        names = [f"t{k}-{i}" for i in range(len(hours))]
        for i, (name, following) in enumerate(zip(names, [*names[1:], names[0]], strict=True)):
            packages.append(package(name, fixed(hours[i]), names[:i][-1:]))
            links.append(ReworkLink(name, following, error * chances[i], 1.0, 1.0))
    people = crew(LINES)
    everybody = structure([team("all", people, owned=[("area", AREA)])])
    return organization(people, [everybody], weeks=WEEKS, releases=[release(packages, rework=links)])


def _measure(line: Line, error: float) -> Comparison:
    def read(outcome: Outcome) -> float:
        worked: Any = outcome.hours[:, [KINDS.index("direct"), KINDS.index("rework")]]
        return float(worked.sum() / LINES)

    found, deviation = mean_over_worlds(_lines(line, error), without_disturbances(), WORLDS, read)
    hours, chances = line
    shift = mean_hours((hours, [PLANTED * chance for chance in chances])) - mean_hours(line)
    return Comparison(mean_hours(line), found, WORLDS, deviation, shift)


CHECKS = (
    Check(
        "iteration/two", CLOSED_FORM, "a + b + p (a + q b) / (1 - p q) (form of Smith & Eppinger 1997b)",
        "Mean hours of two tasks of 4 and 3 that send each other back, p = .4 and q = .6: the closed form,"
        " exact here with learning 1; the example's own numbers were not found.",
        "probabilities", partial(_measure, TWO),
    ),
    Check(
        "iteration/three", CLOSED_FORM, "absorbing chain, E = (I - Q)^-1 d",
        "Mean hours of three tasks in sequence, the last of which sends the first back.",
        "probabilities", partial(_measure, THREE),
    ),
)  # fmt: skip
