"""The draws of worlds: assumptions, and points of a model's uncertain inputs, by the numbers of points."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reorg.mechanisms import ASSUMPTIONS
from reorg.model.organization import Organization
from reorg.study.sampling.assumptions import draw_assumptions, draw_inputs, fixed_assumptions
from reorg.study.sampling.sobol import WORLDS_PER_BATCH, first_worlds

Floats = NDArray[np.float64]
Row = tuple[Floats, Floats]
"""The assumptions of one world, and the points of its inputs."""


@dataclass(frozen=True)
class Draws:
    """The draws of worlds: ``assumptions`` and points of ``inputs``, one row per world."""

    assumptions: Floats
    inputs: Floats

    @classmethod
    def joined(cls, parts: Sequence[Draws]) -> Draws:
        """Return the draws of the worlds of all parts, in order."""
        return cls(
            np.concatenate([part.assumptions for part in parts]),
            np.concatenate([part.inputs for part in parts]),
        )

    def rows(self) -> list[Row]:
        """Return the draws of each world."""
        return [*zip(self.assumptions, self.inputs, strict=True)]


def central_draws(organization: Organization, worlds: int) -> Draws:
    """Return the central values of all assumptions and inputs, the same for each world.

    Raises ValueError for a bad range.
    """
    central = np.full((worlds, len(organization.dimensions)), 0.5)
    return Draws(fixed_assumptions(ASSUMPTIONS, organization.assumptions, worlds), central)


def draws_at(organization: Organization, seed: int, points: NDArray[np.int64]) -> Draws:
    """Return assumptions and inputs at points by their numbers; raises ValueError for a bad range."""
    own, names = organization.assumptions, [each.name for each in organization.dimensions]

    def of_batch(first: int) -> Floats:
        batch = first, WORLDS_PER_BATCH
        assumptions = draw_assumptions(ASSUMPTIONS, own, seed, *batch)
        return np.hstack([assumptions, draw_inputs(names, seed, *batch)])

    every = _drawn(first_worlds(points), of_batch, len(ASSUMPTIONS) + len(names))
    return Draws(*(np.ascontiguousarray(part) for part in np.split(every, [len(ASSUMPTIONS)], axis=1)))


def _drawn(worlds: NDArray[np.int64], draw: Callable[[int], Floats], columns: int) -> Floats:
    """Return rows of worlds; ``draw`` gives those of a batch from its first world on, [64, columns]."""
    batches, rows = np.divmod(worlds, WORLDS_PER_BATCH)
    found = np.empty((len(worlds), columns))
    for batch in np.unique(batches):
        there = batches == batch
        found[there] = draw(int(batch) * WORLDS_PER_BATCH)[rows[there]]
    return found
