"""Assumptions as smooth waves over their ranges: what drivers are estimated with, from worlds already run.

An assumption is put on its position u between 0 and 1 (its rank among the worlds), where its draw is
uniform, and a dependence on it is a sum of cosines, orthonormal under that draw:

    w_k(u) = sqrt(2) cos(pi k u),  k = 1 ... 6                                                       (1)

The first wave is nearly a straight line (98.6 % of its variance), the second sees a middle that differs
from the ends, the sixth a pattern that turns six times. Source: the cosine estimator of Plischke, "How to
compute variance-based sensitivity indicators with your spreadsheet software", Environmental Modelling &
Software 35 (2012) 1-9.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
TERMS = 6


@dataclass(frozen=True)
class CosineBasis:
    """The assumptions that vary between worlds, as waves.

    ``columns`` int64[d], their columns in the table of assumptions; ``kinds`` int64[d], which kind each is
    of; ``positions`` float64[n, d]; ``waves`` float64[n, d, WAVES]; ``low`` float64[n, d * 2], the first two
    of each in one row.
    """

    columns: NDArray[np.int64]
    kinds: NDArray[np.int64]
    positions: Floats
    terms: Floats
    low: Floats

    def part(self, rows: NDArray[np.bool_]) -> CosineBasis:
        """Return some of the worlds, with the positions they have among all."""
        return replace(self, positions=self.positions[rows], terms=self.terms[rows], low=self.low[rows])

    @classmethod
    def of(cls, assumptions: Floats, kinds: Sequence[int] | None = None) -> CosineBasis:
        """Return the waves of the columns of ``assumptions``, [n, parameters], that are not constant.

        ``kinds`` says which kind each column is of; None: all are of one.
        """
        varies = np.flatnonzero(np.ptp(assumptions, axis=0) > 0.0)
        positions = np.array([rank_positions(assumptions[:, column]) for column in varies]).T
        positions = positions.reshape(len(assumptions), varies.size)
        spread = np.array([_apart(column) for column in positions.T]).T.reshape(positions.shape)
        terms = cosine_terms(spread, TERMS)
        own = np.zeros(assumptions.shape[1], dtype=np.int64) if kinds is None else np.asarray(kinds)
        return cls(varies, own[varies], positions, terms, terms[:, :, :2].reshape(len(terms), -1))


def rank_positions(values: Floats) -> Floats:
    """Return (rank - 1/2) / n of each value; equal values share the mean of their ranks."""
    _distinct, where, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    middle = ends - 0.5 * counts
    return np.asarray(middle[where] / values.size, dtype=np.float64)


def _apart(positions: Floats) -> Floats:
    """Return the positions with equal ones spread evenly over the ranks they share, at random.

    A level of few readings is drawn from a uniform point too; so spread, its waves are orthonormal as those
    of any other draw, and the tests keep their level.
    """
    lots = np.random.default_rng(positions.size).random(positions.size)
    order = np.lexsort((lots, positions))
    found = np.empty(positions.size)
    found[order] = (np.arange(positions.size) + 0.5) / positions.size
    return found


def cosine_terms(positions: Floats, count: int) -> Floats:
    """Return the first ``count`` waves (1) of each position, in a last axis."""
    orders = np.arange(1, count + 1)
    return np.asarray(np.sqrt(2.0) * np.cos(np.pi * positions[..., None] * orders), dtype=np.float64)


def mean_of_terms(low: float, high: float) -> Floats:
    """Return the mean of each wave (1) between two positions, float64[WAVES]."""
    orders = np.pi * np.arange(1, TERMS + 1)
    return np.asarray(np.sqrt(2.0) * (np.sin(orders * high) - np.sin(orders * low)) / (orders * (high - low)))
