"""Drivers: known answers, nothing named in noise, and intervals that cover."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reorg.mechanisms import ASSUMPTIONS
from reorg.study.inference.cosine_basis import CosineBasis, cosine_terms
from reorg.study.inference.dependence import LEVEL, select_assumptions, weighted_chi_square_tail
from reorg.study.inference.drivers import WORLDS_MIN, estimate_drivers, jackknife_blocks
from reorg.study.sampling.assumptions import draw_assumptions

INPUTS = 90


def drawn(worlds, seed=0, inputs=INPUTS):
    return np.random.default_rng(seed).random((worlds, inputs))


def drivers_of(u, y):
    found = estimate_drivers(CosineBasis.of(u), y, np.arange(len(y)))
    return found, {driver.column: driver for driver in found.drivers}


def covers(interval, truth):
    """Whether the truth lies within twice the reach of a 95% interval: about four standard errors."""
    middle, reach = sum(interval) / 2, interval[1] - interval[0]
    return abs(truth - middle) <= reach


def ishigami(u):
    x = np.pi * (2 * u - 1)
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def test_the_function_of_ishigami_among_inert_inputs():
    """Ishigami & Homma 1990: exact variances from a = 7, b = 0.1."""
    a, b = 7.0, 0.1
    total = a**2 / 8 + b * np.pi**4 / 5 + b**2 * np.pi**8 / 18 + 0.5
    first = 0.5 * (1 + b * np.pi**4 / 5) ** 2 / total
    second = a**2 / 8 / total
    u = drawn(2048)
    found, by = drivers_of(u, ishigami(u))
    assert set(by) == {0, 1, 2}
    assert covers(by[0].interval, first)
    assert covers(by[1].interval, second)
    assert by[2].share < 0.01
    assert [pair for pair, _share in found.pairs] == [(0, 2)]
    # Of the interaction, the part in products of waves up to order five together.
    grid = (np.arange(4000) + 0.5) / 4000
    terms, x = cosine_terms(grid, 4), np.pi * (2 * grid - 1)
    along = (np.sin(x)[:, None] * terms).mean(axis=0)
    across = (b * x[:, None] ** 4 * terms).mean(axis=0)
    held = sum((along[k] * across[m]) ** 2 for k in range(4) for m in range(4 - k)) / total
    assert found.pairs[0][1] == pytest.approx(held, abs=4 * np.sqrt(10 / 2048))
    assert by[1].direction == 0


def test_the_g_function_of_sobol():
    """Saltelli & Sobol' 1995: V_i = 1 / (3 (1 + a_i)^2), V = prod(1 + V_i) - 1."""
    a = np.array([0.0, 1.0, 4.5, 9.0])
    parts = 1 / (3 * (1 + a) ** 2)
    total = np.prod(1 + parts) - 1
    u = drawn(2048, seed=1)
    found, by = drivers_of(u, np.prod((np.abs(4 * u[:, :4] - 2) + a) / (1 + a), axis=1))
    assert {0, 1, 2} <= set(by) <= {0, 1, 2, 3}
    for column in (0, 1, 2):
        assert covers(by[column].interval, parts[column] / total)
        assert by[column].direction == 0
        assert by[column].bend == 1
    assert (0, 1) in [pair for pair, _share in found.pairs]


def test_a_sum_of_lines_and_luck_has_shares_signs_and_ends():
    slopes = {3: 4.0, 40: -2.0, 77: 1.0}
    u = drawn(1024, seed=2)
    y = sum(slope * u[:, column] for column, slope in slopes.items())
    y = y + np.random.default_rng(9).normal(size=len(y))
    variance = sum(slope**2 for slope in slopes.values()) / 12 + 1.0
    found, by = drivers_of(u, y)
    assert set(by) == set(slopes)
    for column, slope in slopes.items():
        assert covers(by[column].interval, slope**2 / 12 / variance)
        assert by[column].direction == np.sign(slope)
        # The ends are the means over the fifths, so they lie 0.8 of the range apart.
        error = np.sqrt(12 * variance / len(y)) * 0.8
        assert by[column].highest - by[column].lowest == pytest.approx(0.8 * slope, abs=4 * error)
    assert covers(found.interval, 1 - 1 / variance)
    assert not found.pairs


def test_a_level_is_told_by_its_readings_whatever_the_shape():
    """Three readings, of which the lowest differs from the others: all of it is in two terms."""
    weights, effects = np.array([0.3, 0.5, 0.2]), np.array([0.0, 2.5, 3.5])
    u, rng = drawn(1024, seed=2), np.random.default_rng(9)
    u[:, 5] = rng.choice(3, size=1024, p=weights)
    y = effects[u[:, 5].astype(int)] + rng.normal(scale=3.0, size=1024)
    variance = weights @ effects**2 - (weights @ effects) ** 2
    _found, by = drivers_of(u, y)
    assert set(by) == {5}
    assert covers(by[5].interval, variance / (variance + 9.0))
    assert (by[5].direction, by[5].bend) == (1, 0)
    for end, truth, share in ((by[5].lowest, 0.0, 0.3), (by[5].highest, 3.5, 0.2)):
        assert end == pytest.approx(truth, abs=4 * 3.0 / np.sqrt(1024 * share))


def test_a_middle_reading_that_differs_bends():
    u, rng = drawn(1024, seed=2), np.random.default_rng(9)
    u[:, 5] = rng.choice(3, size=1024)
    _found, by = drivers_of(u, 3.0 * (u[:, 5] == 1) + rng.normal(size=1024))
    assert (by[5].direction, by[5].bend) == (0, -1)


@pytest.mark.slow
@pytest.mark.parametrize(
    "noise",
    [
        lambda rng, n: rng.normal(size=n),
        lambda rng, n: rng.standard_cauchy(n),
        lambda rng, n: (rng.random(n) < 0.05) * rng.exponential(size=n),
        lambda rng, n: (rng.poisson(1.0, n) - rng.poisson(1.0, n)).astype(float),
    ],
    ids=["normal", "heavy tails", "nearly always zero", "counts"],
)
def test_in_pure_noise_nothing_is_named(noise):
    """The real draw of the assumptions, whose columns move together in a few batches."""
    rng, worlds, draws = np.random.default_rng(11), 320, 400
    basis = CosineBasis.of(draw_assumptions(ASSUMPTIONS, (), 1, 0, worlds))
    wrong = sum(bool(select_assumptions(basis, noise(rng, worlds)).alone) for _ in range(draws))
    # LEVEL as stated, and four standard errors of a count.
    assert wrong <= LEVEL * draws + 4 * np.sqrt(LEVEL * draws)


def test_the_work_of_one_assumption_is_not_credited_to_those_that_move_with_it():
    rng, worlds, draws = np.random.default_rng(12), 320, 100
    assumptions = draw_assumptions(ASSUMPTIONS, (), 1, 0, worlds)
    basis = CosineBasis.of(assumptions)
    together = np.abs(np.corrcoef(assumptions.T))
    np.fill_diagonal(together, 0.0)
    # The design really holds such a pair; without one this test would say nothing.
    driver, partner = np.unravel_index(together.argmax(), together.shape)
    assert together[driver, partner] > 0.3
    wrong = 0
    for _draw in range(draws):
        y = 3.0 * basis.positions[:, driver] + rng.normal(size=worlds)
        found = select_assumptions(basis, y)
        assert driver in found.alone
        wrong += found != type(found)((int(driver),), ())
    # One step for those alone, one for pairs.
    assert wrong <= 2 * LEVEL * draws + 4 * np.sqrt(2 * LEVEL * draws)


def test_an_effect_on_the_spread_alone_is_seen():
    u, rng = drawn(1024, seed=4), np.random.default_rng(5)
    y = rng.normal(size=1024) * np.exp(2.0 * (u[:, 7] - 0.5))
    _found, by = drivers_of(u, y)
    assert set(by) == {7}
    assert by[7].interval[0] == 0.0


def test_intervals_cover_the_true_share():
    rng, worlds, draws, inside = np.random.default_rng(6), 320, 120, 0
    truth = 4.0 / 12 / (5.0 / 12 + 0.5)
    for _draw in range(draws):
        u = rng.random((worlds, 12))
        y = 2 * u[:, 0] + u[:, 1] + rng.normal(scale=np.sqrt(0.5), size=worlds)
        low, high = drivers_of(u, y)[1][0].interval
        inside += low <= truth <= high
    assert inside / draws >= 0.95 - 4 * np.sqrt(0.95 * 0.05 / draws)


@settings(max_examples=20)
@given(st.floats(1e-6, 1e6), st.floats(-1e3, 1e3))
def test_the_unit_of_the_difference_does_not_matter(scale, shift):
    u = drawn(256, inputs=10)
    y = u[:, 2] + 0.5 * np.random.default_rng(3).normal(size=256)
    plain, other = drivers_of(u, y)[1][2], drivers_of(u, scale * (y + shift))[1][2]
    assert other.share == pytest.approx(plain.share, abs=1e-4)
    assert other.direction == plain.direction


def test_assumptions_that_do_not_vary_are_left_out():
    u = drawn(256, inputs=10)
    u[:, 4] = 0.5
    assert 4 not in CosineBasis.of(u).columns
    assert set(drivers_of(u, u[:, 5] + 0.01 * u[:, 6])[1]) >= {5}


def test_too_few_worlds_are_refused():
    with pytest.raises(ValueError, match=f"{WORLDS_MIN} worlds or more"):
        drivers_of(drawn(WORLDS_MIN - 1), np.arange(WORLDS_MIN - 1.0))


def test_the_tail_is_that_of_the_weighted_sum():
    rng = np.random.default_rng(8)
    weights = 1.0 / np.outer(np.arange(1, 5) ** 2, np.arange(1, 7) ** 2).ravel()
    sums = (rng.normal(size=(200_000, weights.size)) ** 2) @ weights
    for level in (0.1, 0.01, 0.001):
        at = np.quantile(sums, 1 - level)
        # Four standard errors of the share beyond, and a tenth for three moments in place of the law.
        assert weighted_chi_square_tail(at, weights) == pytest.approx(
            level, rel=0.1 + 4 / np.sqrt(level * len(sums))
        )


@pytest.mark.parametrize(("batches", "blocks"), [(2, 8), (15, 60), (16, 16), (17, 17)])
def test_blocks_are_batches_from_sixteen_on_and_quarters_of_them_below(batches, blocks):
    found = jackknife_blocks(np.arange(64 * batches))
    assert np.unique(found).size == blocks
    assert (np.bincount(found) == 64 * batches // blocks).all()


def test_a_range_of_which_half_the_worlds_share_one_value_has_its_share_and_its_ends():
    """As the week of an event that is most likely 0: waves over ranks dealt to equal values would overlap."""
    u, rng = drawn(1024, seed=6), np.random.default_rng(7)
    u[:, 5] = np.maximum(0.0, 2.0 * u[:, 5] - 1.0)
    u[:, 6] = rng.choice(3, size=1024, p=(0.3, 0.5, 0.2))
    basis = CosineBasis.of(u)
    assert basis.terms_of(5).T @ basis.terms_of(5) / 1024 == pytest.approx(np.eye(6), abs=1e-9)
    y = 4.0 * u[:, 5] * (u[:, 6] == 0) + u[:, 6] + rng.normal(size=1024)
    found, by = drivers_of(u, y)
    assert {5, 6} <= set(by)
    # Nothing is told of luck: its variance is 1.
    assert covers(found.interval, 1.0 - 1.0 / y.var())
    assert found.explained > 0.3
    inside = y[u[:, 5] == 0.0].mean()
    assert by[5].lowest == pytest.approx(inside, abs=4 * y.std() / np.sqrt(512))
