"""The interval of a mean: from single worlds below 16 batches, from batches above; held against SciPy."""

import numpy as np
import pytest
from scipy import stats

from reorg.study.inference.intervals import BATCHES_MIN, BLOCKS_MIN, batch_numbers, mean_interval, t_975
from reorg.study.sampling.sobol import WORLDS_PER_BATCH

FULL = BATCHES_MIN * WORLDS_PER_BATCH
BLOCK = 2 * WORLDS_PER_BATCH
"""Worlds of two batches, which share their points."""
LAST_OF_WORLDS = FULL - BLOCK
"""Worlds up to which there are fewer than 8 such pairs."""


def symmetric(count):
    """Values without skewness, of which Hall's correction is none."""
    half = np.random.default_rng(1).normal(size=count // 2)
    return np.concatenate([half, -half]) + 3.0


@pytest.mark.parametrize("freedom", [*range(1, 60), 100, 1000, 100_000])
def test_student_t_is_that_of_scipy(freedom):
    assert t_975(freedom) == pytest.approx(stats.t.ppf(0.975, freedom), rel=2e-6)


@pytest.mark.parametrize("worlds", [2, 8, 64, 128, 192, 320, LAST_OF_WORLDS])
def test_few_batches_take_worlds_as_independent(worlds):
    values = symmetric(worlds)
    expected = stats.ttest_1samp(values, 3.0).confidence_interval(0.95)
    found = mean_interval(values, batch_numbers(worlds))
    assert found == pytest.approx((expected.low, expected.high), rel=1e-5)


@pytest.mark.parametrize("worlds", [65, 128, 129])
def test_a_second_batch_does_not_blow_the_interval_up(worlds):
    """Student's t over the means of two batches reaches 12.7 standard errors: +-14.4 weeks for +-0.9."""
    values = np.random.default_rng(4).normal(size=worlds)
    one, more = (mean_interval(values[:count], batch_numbers(count)) for count in (64, worlds))
    assert more[1] - more[0] < one[1] - one[0]


def test_skewed_worlds_take_the_further_of_the_ends_of_student_and_hall():
    values = np.random.default_rng(2).lognormal(size=64)
    mean, error = values.mean(), stats.sem(values)
    t, k = stats.t.ppf(0.975, 63), stats.skew(values, bias=False) / 8.0
    hall = [mean - error * 3.0 / k * (np.cbrt(1.0 + k * (z - k / 6.0)) - 1.0) for z in (t, -t)]
    low, high = mean_interval(values, batch_numbers(64))
    assert low == pytest.approx(mean - error * t)
    assert high == pytest.approx(hall[1])
    assert high > mean + error * t
    mirrored = mean_interval(-values, batch_numbers(64))
    assert mirrored == pytest.approx((-high, -low))


def test_from_sixteen_batches_on_the_spread_is_that_between_batches():
    """Pairs of batches share an offset, as the worlds of one scramble may; 2,000 studies of 16 batches."""
    rng = np.random.default_rng(5)
    batches, covered = batch_numbers(FULL), 0
    for _ in range(2000):
        values = rng.normal(size=FULL) + np.repeat(rng.normal(size=BLOCKS_MIN), BLOCK)
        low, high = mean_interval(values, batches)
        covered += low <= 0 <= high
    assert abs(covered - 1900) < 4 * np.sqrt(2000 * 0.95 * 0.05)


def test_a_short_batch_counts_by_its_worlds():
    values = np.random.default_rng(6).normal(size=LAST_OF_WORLDS + 80)
    means = np.array([values[k : k + BLOCK].mean() for k in range(0, len(values), BLOCK)])
    weights = np.array([float(BLOCK)] * 7 + [80.0])
    variance = (weights * (means - values.mean()) ** 2).sum() / 7 / len(values)
    low, high = mean_interval(values, batch_numbers(len(values)))
    assert high - low == pytest.approx(2 * t_975(7) * variance**0.5)
    assert (high + low) / 2 == pytest.approx(values.mean())


@pytest.mark.parametrize("worlds", [LAST_OF_WORLDS + 1, LAST_OF_WORLDS + 31])
def test_a_batch_of_few_worlds_is_none_by_itself(worlds):
    """Seven pairs and one world are seven pairs: too few, and the world is as skewed as any."""
    values = symmetric(worlds + 1)[:worlds]
    mean, reach = values.mean(), stats.t.ppf(0.975, worlds - 1) * stats.sem(values)
    assert mean_interval(values, batch_numbers(worlds)) == pytest.approx(
        (mean - reach, mean + reach), rel=1e-3
    )
    values = np.concatenate([values, np.zeros(FULL - worlds), np.ones(1)])
    grouped = np.minimum(batch_numbers(FULL + 1), BLOCKS_MIN - 1)
    assert mean_interval(values, batch_numbers(FULL + 1)) == mean_interval(values, grouped)


def test_batches_emptied_by_worlds_without_a_value_are_joined():
    kept = np.ones(FULL, dtype=bool)
    kept[:120] = False
    values = np.random.default_rng(7).normal(size=FULL)[kept]
    # The eight worlds left of the first pair count to the second: seven pairs are left.
    low, high = mean_interval(values, batch_numbers(FULL)[kept])
    assert high - low == pytest.approx(2 * stats.t.ppf(0.975, values.size - 1) * stats.sem(values), rel=0.05)


def test_what_never_varies_has_an_interval_of_no_width_and_one_world_has_none():
    assert mean_interval(np.full(20, 2.5), batch_numbers(20)) == (2.5, 2.5)
    assert mean_interval(np.full(FULL, 2.5), batch_numbers(FULL)) == (2.5, 2.5)
    assert mean_interval(np.array([1.0]), batch_numbers(1)) is None
