"""Drivers: the share of the variance of a paired difference due to each assumption, from worlds already run.

The difference of a world is, with the terms of :mod:`reorg.study.inference.cosine_basis` and of pairs,

    y = mean + sum_i sum_k b_ik w_k(u_i) + sum_ij sum_km c_ijkm w_k(u_i) w_m(u_j) + rest                  (1)

over the assumptions named by :mod:`reorg.study.inference.dependence`, fitted to all at once. Because the
terms are orthonormal under the draw, the first-order share of an assumption (Sobol' 1993) and that of a
pair are

    S_i = (sum_k b_ik^2 - noise) / var(y),  noise = sum of the variances of the coefficients        (2)

What is left is luck, and whatever depends on assumptions too weakly to be told apart from luck. Intervals are
those of the jackknife over blocks of worlds, with Student's t.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from reorg.study.inference.cosine_basis import TERMS, CosineBasis
from reorg.study.inference.dependence import Selection, interaction_terms, select_assumptions
from reorg.study.inference.intervals import BATCHES_MIN, Interval, t_975
from reorg.study.sampling.sobol import WORLDS_PER_BATCH
from reorg.summation import add_in_order

Floats = NDArray[np.float64]

WORLDS_MIN = WORLDS_PER_BATCH
"""Worlds below which no drivers are reported."""

MONOTONIC_SHARE = 0.5
"""Part of a share that the first wave must hold for the effect to have a direction."""


@dataclass(frozen=True)
class Driver:
    """One assumption that the difference depends on.

    ``column`` in the table of assumptions. ``share`` of the variance due to it alone, with ``interval``
    (95%); ``together`` the further share due to its pairs. ``direction`` +1: the higher it is, the higher the
    difference; -1 the reverse; 0 neither (see ``bend``: +1 higher at the ends of the range than in its
    middle, -1 lower, 0 neither). ``lowest`` and ``highest``: the expected difference in the lowest and the
    highest fifth of its range, or at its lowest and highest reading, all else as drawn.
    """

    column: int
    share: float
    interval: Interval
    together: float
    direction: int
    bend: int
    lowest: float
    highest: float


@dataclass(frozen=True)
class Drivers:
    """The drivers and pairs of one difference (by column), largest share first; and their total.

    ``explained`` is the share of the variance that all of them explain, with ``interval``; the rest is luck
    and effects that cannot be told apart from luck with this many worlds.
    """

    drivers: tuple[Driver, ...]
    pairs: tuple[tuple[tuple[int, int], float], ...]
    explained: float
    interval: Interval


def estimate_drivers(basis: CosineBasis, difference: Floats, worlds: NDArray[np.int64]) -> Drivers:
    """Return the drivers of a difference, float64[n]; ``worlds`` int64[n] are the numbers of the worlds.

    Raises ValueError for fewer than :data:`WORLDS_MIN` worlds.
    """
    if len(difference) < WORLDS_MIN:
        raise ValueError(f"drivers need {WORLDS_MIN} worlds or more, not {len(difference)}")
    found = select_assumptions(basis, difference)
    if not found.alone:
        return Drivers((), (), 0.0, (0.0, 0.0))
    fit = _Fit.of(basis, difference, found, jackknife_blocks(worlds))
    return _drivers_of(basis, found, fit)


def jackknife_blocks(worlds: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the block of each world: its batch if there are 16 of them, otherwise a quarter of its batch.

    A quarter of a batch still fills every range evenly; the spread between fewer than 16 batches is too
    poorly known to form an interval from it.
    """
    batches = np.unique(worlds // WORLDS_PER_BATCH).size
    return np.asarray(worlds // (WORLDS_PER_BATCH if batches >= BATCHES_MIN else WORLDS_PER_BATCH // 4))


@dataclass(frozen=True)
class _Fit:
    """Equation (1) fitted: coefficients and share of each part, and the shares without each block."""

    mean: float
    coefficients: tuple[Floats, ...]
    shares: Floats
    without: Floats

    @classmethod
    def of(cls, basis: CosineBasis, difference: Floats, found: Selection, blocks: NDArray[np.int64]) -> _Fit:
        parts = [basis.terms_of(index) for index in found.alone]
        parts += [interaction_terms(basis, pair) for pair in found.pairs]
        # A column of ones takes the mean out, also without a block; the difference is centered and scaled
        # so that sums lose no digits.
        mean, scale = float(difference.mean()), float(difference.std())
        scaled = (difference[:, None] - mean) / scale
        table = np.hstack([np.ones((len(difference), 1)), *parts, scaled])
        edges = np.cumsum([1, *(part.shape[1] for part in parts)])
        _names, where = np.unique(blocks, return_inverse=True)
        groups = [table[where == block] for block in range(where.max() + 1)]
        sums = np.array([group.T @ group for group in groups])
        total = sums.sum(axis=0)
        coefficients, shares = _solved(total, edges)
        without = np.array([_solved(total - part, edges)[1] for part in sums])
        by_part = tuple(coefficients[low:high] * scale for low, high in pairwise(edges))
        return cls(mean, by_part, shares, without)


def _solved(sums: Floats, edges: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Return coefficients of (1) and shares (2) from sums of products; the last column is the difference."""
    worlds, terms = sums[0, 0], len(sums) - 1
    # A hair is added so that two columns that happen to be one in these worlds do not stop the solution.
    inverse = np.linalg.inv(sums[:-1, :-1] + 1e-9 * worlds * np.eye(terms))
    coefficients = inverse @ sums[:-1, -1]
    rest = max(0.0, float(sums[-1, -1] - coefficients @ sums[:-1, -1])) / max(1.0, worlds - terms)
    variance = float(sums[-1, -1] - sums[0, -1] ** 2 / worlds) / (worlds - 1)
    noise = rest * np.diag(inverse)
    net = coefficients**2 - noise
    shares = np.array([net[low:high].sum() for low, high in pairwise(edges)])
    return coefficients, shares / variance


def _drivers_of(basis: CosineBasis, found: Selection, fit: _Fit) -> Drivers:
    alone = len(found.alone)
    paired = {pair: float(share) for pair, share in zip(found.pairs, fit.shares[alone:], strict=True)}
    indices = list(dict.fromkeys([*found.alone, *(index for pair in found.pairs for index in pair)]))
    lines = [_driver(basis, found, fit, index, paired) for index in indices]
    total, totals = float(fit.shares.sum()), fit.without.sum(axis=1)
    pairs = [
        ((int(basis.columns[first]), int(basis.columns[second])), max(0.0, share))
        for (first, second), share in paired.items()
    ]
    return Drivers(
        tuple(sorted(lines, key=lambda driver: -(driver.share + driver.together))),
        tuple(sorted(pairs, key=lambda pair: -pair[1])),
        min(1.0, max(0.0, total)),
        _interval(total, totals),
    )


def _driver(
    basis: CosineBasis, found: Selection, fit: _Fit, index: int, paired: dict[tuple[int, int], float]
) -> Driver:
    together = max(0.0, add_in_order(share for pair, share in paired.items() if index in pair))
    column = int(basis.columns[index])
    if index not in found.alone:
        return Driver(column, 0.0, (0.0, 0.0), together, 0, 0, fit.mean, fit.mean)
    place = found.alone.index(index)
    fitted = fit.coefficients[place]
    share = float(fit.shares[place])
    terms = np.zeros(TERMS)
    terms[: fitted.size] = fitted
    energy = float((terms**2).sum())
    straight, bent = terms[0] ** 2 >= MONOTONIC_SHARE * energy, terms[1] ** 2 >= MONOTONIC_SHARE * energy
    lowest, highest = basis.ends[index] @ terms
    return Driver(
        column=column,
        share=min(1.0, max(0.0, share)),
        interval=_interval(share, fit.without[:, place]),
        together=together,
        # The first wave falls along the range.
        direction=-int(np.sign(terms[0])) if straight else 0,
        bend=int(np.sign(terms[1])) if bent else 0,
        lowest=fit.mean + float(lowest),
        highest=fit.mean + float(highest),
    )


def _interval(value: float, without: Floats) -> Interval:
    blocks = len(without)
    reach = t_975(blocks - 1) * float(np.sqrt((blocks - 1) * np.mean((without - without.mean()) ** 2)))
    return max(0.0, value - reach), min(1.0, max(0.0, value + reach))
