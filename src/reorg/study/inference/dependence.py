"""Dependence of a paired difference on assumptions: rank tests with a bounded error probability.

The test is that of Hoeffding (1948) and of Blum, Kiefer & Rosenblatt (1961) in its waves: with w_k(u) of an
assumption and v_l of the rank of the difference,

    T = sum_k sum_l  (w_k . v_l)^2 / (n k^2 l^2)                                                     (1)

(with k in place of k^2 where w_k are the terms of a level of few readings, which need not be smooth). It is
independent of how the difference is measured (ranks), and sees effects on the mean, on the spread and on the
shape. Where the difference does not depend on the assumption, T is a sum of chi-squares of one degree of
freedom, weighted by 1/k^2 times the eigenvalues of the covariance of v_l / l; its tail is that of the
chi-square with the same first three moments (Hall 1983, Buckley & Eagleson 1988; the chi-square by Wilson &
Hilferty 1931).

Assumptions are named one after the other, the strongest first, and the effect of those already named is
removed before the next is tested: two assumptions that happen to be correlated in the worlds of a study (64
worlds of a batch cannot separate ninety of them) are not both named for the effect of one. Kinds of columns
(levels of the model, its other inputs, assumptions of the evidence table) share the level evenly, and within
its kind each step tests against the number still open (Bonferroni with weights), so that in pure noise any
assumption is named in at most :data:`LEVEL` of all differences, and the few levels that a model leaves open
do not compete with the hundreds of assumptions.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from reorg.study.inference.cosine_basis import TERMS, CosineBasis, cosine_terms, rank_positions

Floats = NDArray[np.float64]

LEVEL = 0.008
"""Probability that an assumption is named for a difference that depends on nothing.

Less than the stated 1%, so that the frequency measured by ``reorg verify inference`` stays below that.
"""
SELECTED_MAX = 12
PAIRS_MAX = 6

WORLDS_PER_ASSUMPTION = 24
"""Worlds needed for each assumption that is named: four for each wave that is fitted."""
_TESTED = ((0, 0), (0, 1), (1, 0), (1, 1))
_FITTED = tuple((k, m) for k in range(4) for m in range(4 - k))
_ORDERS = 4


@dataclass(frozen=True)
class Selection:
    """The assumptions a difference depends on: ``alone`` and ``pairs`` as indices into the basis columns."""

    alone: tuple[int, ...]
    pairs: tuple[tuple[int, int], ...]


def select_assumptions(basis: CosineBasis, difference: Floats) -> Selection:
    """Return the assumptions that the difference, [n], depends on, and pairs that interact.

    At least one of a pair has an effect alone as well: pairs among all assumptions are too many to test.
    """
    alone = _select_main_effects(basis, difference)
    return Selection(alone, _select_pairs(basis, difference, alone) if alone else ())


def first_steps(basis: CosineBasis, differences: Floats) -> list[tuple[float, int]]:
    """Return for each difference, [n, differences], the most significant assumption, which is tested first.

    The result is its p-value and its place in the basis. It is named if that p-value, which allows for all
    tests, is at most :data:`LEVEL`. Reading the terms takes most of the time, so several differences are
    tested in one pass.
    """
    responses = [_responses(difference) for difference in differences.T]
    dampings, worlds = _dampings(basis), len(differences)
    products = basis.terms.reshape(worlds, -1).T @ np.hstack(responses)
    squares = (products.reshape(*dampings.shape, len(responses), _ORDERS) ** 2).sum(axis=3)
    statistics = (squares * dampings[:, :, None]).sum(axis=1) / worlds
    return [_most_telling(basis, found, own) for found, own in zip(statistics.T, responses, strict=True)]


def smallest_named_share(points: int, columns: int) -> float:
    """Return the share of the variance that a linear effect must explain to be named in 4 of 5 studies.

    With n points the test sees about n share / (1 - share) as the square of a normal mean; it must exceed the
    level divided among ``columns`` (those of a kind times the number of kinds) by the margin for 80% power.
    As the test uses several waves of each, it takes a quarter more; a test measures how often it is right.
    """
    if points < 1 or columns < 1:
        return 1.0
    normal = NormalDist()
    needed = 1.25 * (normal.inv_cdf(1.0 - LEVEL / columns / 2.0) + normal.inv_cdf(0.8)) ** 2
    return needed / (points + needed)


def interaction_terms(basis: CosineBasis, pair: tuple[int, int]) -> Floats:
    """Return the interaction terms of two assumptions, [n, at most 10]: w_k w_m, k + m up to 5."""
    first, second = (basis.terms_of(index) for index in pair)
    fitted = [(k, m) for k, m in _FITTED if k < first.shape[1] and m < second.shape[1]]
    return np.stack([first[:, k] * second[:, m] for k, m in fitted], axis=1)


def weighted_chi_square_tail(statistic: float, weights: Floats) -> float:
    """Return the probability that ``weights`` times chi-squares (1 degree) sum to over ``statistic``."""
    mean, variance, third = weights.sum(), 2.0 * (weights**2).sum(), 8.0 * (weights**3).sum()
    freedom = 8.0 * variance**3 / third**2
    value = freedom + (statistic - mean) * math.sqrt(2.0 * freedom / variance)
    if value <= 0.0:
        return 1.0
    spread = 2.0 / (9.0 * freedom)
    return 0.5 * math.erfc((math.cbrt(value / freedom) - 1.0 + spread) / math.sqrt(2.0 * spread))


def _select_main_effects(basis: CosineBasis, difference: Floats) -> tuple[int, ...]:
    responses, dampings = _responses(difference), _dampings(basis)
    chosen: list[int] = []
    for _step in range(min(SELECTED_MAX, basis.columns.size, len(difference) // WORLDS_PER_ASSUMPTION)):
        statistics = _statistics(basis, responses, dampings)
        statistics[chosen] = -np.inf
        chance, best = _most_telling(basis, statistics, responses)
        if chance > LEVEL:
            break
        chosen.append(best)
        responses = _without(responses, basis.terms[:, chosen].reshape(len(difference), -1))
    return tuple(chosen)


def _statistics(basis: CosineBasis, responses: Floats, dampings: Floats) -> Floats:
    """Return (1) for each assumption; ``dampings`` [assumptions, TERMS]."""
    worlds = len(responses)
    squares = ((basis.terms.reshape(worlds, -1).T @ responses) ** 2).sum(axis=1)
    return np.asarray((squares.reshape(dampings.shape) * dampings).sum(axis=1) / worlds)


def _dampings(basis: CosineBasis) -> Floats:
    return np.array([_damping(terms) for terms in basis.counts])


def _damping(terms: int) -> Floats:
    """Return the weights in (1) of the squared terms of a column with ``terms`` terms, [TERMS].

    Later terms of readings have more weight: the effect of a level need not be smooth.
    """
    orders = np.arange(1, TERMS + 1)
    return np.asarray(1.0 / orders ** (2 if terms == TERMS else 1))


def _most_telling(basis: CosineBasis, statistics: Floats, responses: Floats) -> tuple[float, int]:
    """Return the column with the smallest p-value in its kind, and that p-value times the number of kinds.

    Columns already named have a statistic of minus infinity. Columns with fewer terms have another tail.
    """
    found: list[tuple[float, int]] = []
    every = np.unique(basis.kinds)
    weights = {terms: _weights(responses, _damping(terms)[:terms]) for terms in map(int, set(basis.counts))}
    for kind in every:
        own = (basis.kinds == kind) & np.isfinite(statistics)
        tests = int(own.sum()) * every.size
        for terms, weighted in weights.items():
            alike = np.flatnonzero(own & (basis.counts == terms))
            if alike.size:
                best = int(alike[statistics[alike].argmax()])
                found.append((weighted_chi_square_tail(statistics[best], weighted) * tests, best))
    return min(found)


def _select_pairs(
    basis: CosineBasis, difference: Floats, alone: tuple[int, ...]
) -> tuple[tuple[int, int], ...]:
    worlds, count = len(difference), basis.columns.size
    fitted = basis.terms[:, list(alone)].reshape(worlds, -1)
    responses = _responses(_without((difference - difference.mean())[:, None], fitted)[:, 0])
    # Each pair once: if both have an effect alone, the one named later has the earlier as partner only.
    closed = [(row, index) for row in range(len(alone)) for index in alone[: row + 1]]
    tests = len(alone) * count - len(closed)
    inner = np.array([1.0 / ((k + 1) * (m + 1)) ** 2 for k, m in _TESTED])
    found: list[tuple[int, int]] = []
    for _step in range(min(tests, max(0, worlds // WORLDS_PER_ASSUMPTION - len(alone)), PAIRS_MAX)):
        statistics = _together(basis, responses, alone)
        statistics[tuple(zip(*closed, strict=True))] = -np.inf
        row, index = (int(at) for at in np.unravel_index(statistics.argmax(), statistics.shape))
        if (
            weighted_chi_square_tail(statistics[row, index], _weights(responses, inner))
            * (tests - len(found))
            > LEVEL
        ):
            break
        found.append((alone[row], index))
        closed.append((row, index))
        responses = _without(responses, np.hstack([interaction_terms(basis, pair) for pair in found]))
    return tuple(found)


def _together(basis: CosineBasis, responses: Floats, alone: tuple[int, ...]) -> Floats:
    """Return (1) for the interaction of each of ``alone`` with each assumption, [alone, assumptions]."""
    worlds, count = len(responses), basis.columns.size
    own = basis.terms[:, list(alone), :2].reshape(worlds, -1, 1)
    against = (own * responses[:, None]).reshape(worlds, -1)
    crossed = (basis.low.T @ against).reshape(count, 2, len(alone), 2, -1)
    squares = (crossed**2).sum(axis=-1) / worlds
    total = sum(squares[:, m, :, k] / ((k + 1) * (m + 1)) ** 2 for k, m in _TESTED)
    return np.asarray(total).T


def _responses(difference: Floats) -> Floats:
    """Return the waves of the ranks of the difference over their order, [n, 4], with mean 0."""
    terms = cosine_terms(rank_positions(difference), _ORDERS) / np.arange(1, _ORDERS + 1)
    return np.asarray(terms - terms.mean(axis=0))


def _weights(responses: Floats, inner: Floats) -> Floats:
    eigenvalues = np.linalg.eigvalsh(responses.T @ responses / len(responses))
    weights = np.outer(np.maximum(eigenvalues, 0.0), inner).ravel()
    return np.asarray(weights[weights > 0.0])


def _without(responses: Floats, fitted: Floats) -> Floats:
    """Return the responses less their projection on the columns of ``fitted``."""
    coefficients, *_rest = np.linalg.lstsq(fitted, responses, rcond=None)
    left = responses - fitted @ coefficients
    return np.asarray(left - left.mean(axis=0))
