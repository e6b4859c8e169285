"""A claim: a statement, the settings it compares, what is looked at, and when it holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from reorg.engine import Outcome, Plan

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Setting:
    """A scenario of a bundled case, with ``held`` assumptions (id, value) the same in every world."""

    case: str
    scenario: str
    held: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Observation:
    """One world of one setting: ``metrics`` by key, as in :data:`reorg.study.measuring.metrics.METRICS`.

    The first setting of the claim is the baseline that ``metrics`` compares with.
    """

    plan: Plan
    outcome: Outcome
    metrics: Mapping[str, float]
    first: Outcome
    """The outcome of the first setting of the claim in the same world."""
    cut_off: frozenset[str]
    """The metrics that are cut off at the horizon, where they are counted to it."""


Figure = Callable[[Observation], float]
"""What is looked at in one world of one setting."""


@dataclass(frozen=True)
class ClaimSample:
    """The observations: ``values`` {figure: {setting: one a world}}, ``assumptions`` {id: one a world}."""

    values: Mapping[str, Mapping[str, Floats]]
    assumptions: Mapping[str, Floats]

    def __call__(self, figure: str, setting: str) -> Floats:
        """Return the values of a figure under a setting, one a world."""
        return self.values[figure][setting]

    def part(self, worlds: NDArray[np.int64]) -> ClaimSample:
        """Return the sample of some worlds only."""
        return ClaimSample(
            {f: {s: values[worlds] for s, values in by.items()} for f, by in self.values.items()},
            {name: drawn[worlds] for name, drawn in self.assumptions.items()},
        )


Support = Callable[[ClaimSample], Floats]
"""How far each world leans to the claim: above 0 it holds; NaN where the world has no answer."""


@dataclass(frozen=True)
class Claim:
    """One statement of the news, executable.

    ``origin`` "says": a report states, intends or fears it; "prompted": the report describes the situation
    and the proposition is ours. ``holds_when`` says the rule in words; ``leaning`` is the rule. Judged by
    "world", it holds in a share of worlds; by "batch", it is about a probability, a slope or an expectation,
    and holds in a share of batches of worlds where ``of_batch`` (the mean of the leaning unless given) is
    above 0. ``compared`` names the two settings that the claim sets against each other, where they are not
    its first and its last.
    """

    id: str
    statement: str
    source: str
    origin: Literal["says", "prompted"]
    metric: str
    holds_when: str
    settings: Mapping[str, Setting]
    figures: Mapping[str, Figure]
    support: Support
    judged: Literal["world", "batch"] = "world"
    of_batch: Callable[[ClaimSample], float] | None = None
    units: Mapping[str, str] = field(default_factory=dict)
    compared: tuple[str, str] | None = None

    @property
    def pair(self) -> tuple[str, str]:
        """The two settings that the claim sets against each other."""
        names = list(self.settings)
        return self.compared or (names[0], names[-1])

    def score(self, sample: ClaimSample) -> float:
        """Return how far a batch of worlds leans to the claim."""
        if self.of_batch is not None:
            return self.of_batch(sample)
        return float(np.nanmean(self.support(sample)))
