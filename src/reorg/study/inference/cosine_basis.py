"""Assumptions as cosine waves over their ranges: the basis for estimating drivers from worlds already run.

An assumption is put on its position u between 0 and 1 (its rank among the worlds), where its draw is
uniform, and a dependence on it is a sum of cosines, orthonormal under that draw:

    w_k(u) = sqrt(2) cos(pi k u),  k = 1 ... 6                                                       (1)

The first wave is nearly a straight line (98.6% of its variance), the second sees a middle that differs
from the ends, the sixth a pattern that turns six times. Source: the cosine estimator of Plischke, "How to
compute variance-based sensitivity indicators with your spreadsheet software", Environmental Modelling &
Software 35 (2012) 1-9.

A level with a few readings has one term fewer than readings: the polynomials of the reading's place that are
orthonormal in the worlds at hand, with the signs of the waves. They capture every possible dependence on it,
and a test need not consider anything else. Where many worlds share one value of a range (its central value is
one of its ends), the waves are made orthonormal in the worlds at hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
TERMS = 6
_FIFTH = 0.2
_SHARED = 0.05
"""Share of the worlds with one value above which waves over the ranks are far from orthonormal."""


@dataclass(frozen=True)
class CosineBasis:
    """The assumptions that vary between worlds, as terms: waves, or polynomials of a few readings.

    ``columns`` int64[d], their columns in the table of assumptions; ``kinds`` int64[d], the kind of each;
    ``positions`` float64[n, d]; ``terms`` float64[n, d, TERMS], 0 beyond the ``counts`` int64[d] of each;
    ``low`` float64[n, d * 2], the first two of each in one row; ``ends`` float64[d, 2, TERMS], the average of
    the terms in the lowest and in the highest fifth of the range, or at the lowest and the highest reading.
    """

    columns: NDArray[np.int64]
    kinds: NDArray[np.int64]
    positions: Floats
    terms: Floats
    low: Floats
    counts: NDArray[np.int64]
    ends: Floats

    def part(self, rows: NDArray[np.bool_]) -> CosineBasis:
        """Return some of the worlds, with their positions among all."""
        return replace(self, positions=self.positions[rows], terms=self.terms[rows], low=self.low[rows])

    def terms_of(self, index: int) -> Floats:
        """Return the terms of one assumption (by its place among those that vary), [n, its count]."""
        return self.terms[:, index, : self.counts[index]]

    @classmethod
    def of(cls, assumptions: Floats, kinds: Sequence[int] | None = None) -> CosineBasis:
        """Return the terms of the columns of ``assumptions``, [n, parameters], that are not constant.

        ``kinds`` gives the kind of each column; None: all are of the same kind.
        """
        varies = np.flatnonzero(np.ptp(assumptions, axis=0) > 0.0)
        positions = np.array([rank_positions(assumptions[:, column]) for column in varies]).T
        positions = positions.reshape(len(assumptions), varies.size)
        # In one piece: tests on it read it whole, thousands of times, and each would copy it first.
        terms = np.ascontiguousarray(cosine_terms(positions, TERMS))
        counts = np.full(varies.size, TERMS)
        ends = np.tile([mean_of_terms(0.0, _FIFTH), mean_of_terms(1.0 - _FIFTH, 1.0)], (varies.size, 1, 1))
        for place, column in enumerate(positions.T):
            readings, alike = np.unique(column, return_counts=True)
            if readings.size <= TERMS:
                terms[:, place], ends[place] = _reading_terms(column)
                counts[place] = readings.size - 1
            elif alike.max() > _SHARED * column.size:
                terms[:, place], ends[place] = _orthonormal_waves(column, terms[:, place])
        own = np.zeros(assumptions.shape[1], dtype=np.int64) if kinds is None else np.asarray(kinds)
        low = terms[:, :, :2].reshape(len(terms), -1)
        return cls(varies, own[varies], positions, terms, low, counts, ends)


def rank_positions(values: Floats) -> Floats:
    """Return (rank - 1/2) / n of each value; equal values share the mean of their ranks."""
    _distinct, where, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    middle = ends - 0.5 * counts
    return np.asarray(middle[where] / values.size, dtype=np.float64)


def _reading_terms(column: Floats) -> tuple[Floats, Floats]:
    """Return the terms of a level in each world, [n, TERMS], and at its lowest and highest reading."""
    readings, place = np.unique(column, return_inverse=True)
    powers = np.vander(np.arange(readings.size, dtype=np.float64)[place], increasing=True, N=readings.size)
    orthogonal, upper = np.linalg.qr(powers)
    signs = np.sign(np.diag(upper))
    # As the waves do, the first falls along the readings and the second is high at the ends.
    signs[1::2] *= -1.0
    found = np.zeros((column.size, TERMS))
    found[:, : readings.size - 1] = (orthogonal * signs * np.sqrt(column.size))[:, 1:]
    ends = np.array([found[place == end].mean(axis=0) for end in (0, readings.size - 1)])
    return found, ends


def _orthonormal_waves(column: Floats, waves: Floats) -> tuple[Floats, Floats]:
    """Return the waves made orthonormal in these worlds, and their means at either end of the range.

    An end is a fifth of the range, or all worlds with the value that this fifth lies within.
    """
    orthogonal, upper = np.linalg.qr(np.column_stack([np.ones(column.size), waves]))
    found = np.asarray((orthogonal * np.sign(np.diag(upper)) * np.sqrt(column.size))[:, 1:])
    low, high = column <= max(_FIFTH, column.min()), column >= min(1.0 - _FIFTH, column.max())
    return found, np.array([found[low].mean(axis=0), found[high].mean(axis=0)])


def cosine_terms(positions: Floats, count: int) -> Floats:
    """Return the first ``count`` waves (1) of each position, in a last axis."""
    orders = np.arange(1, count + 1)
    return np.asarray(np.sqrt(2.0) * np.cos(np.pi * positions[..., None] * orders), dtype=np.float64)


def mean_of_terms(low: float, high: float) -> Floats:
    """Return the mean of each wave (1) between two positions, float64[WAVES]."""
    orders = np.pi * np.arange(1, TERMS + 1)
    return np.asarray(np.sqrt(2.0) * (np.sin(orders * high) - np.sin(orders * low)) / (orders * (high - low)))
