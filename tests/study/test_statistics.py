"""Paired statistics against textbook values and against SciPy."""

import numpy as np
import pytest
from scipy import stats

from reorg.study.inference.intervals import batch_numbers, mean_interval, t_975
from reorg.study.inference.paired import (
    MetricValues,
    helps_and_harms_shares,
    summarize_differences,
    summarize_values,
    variance_reduction,
)


def side(*values, censored=()):
    mask = np.zeros(len(values), dtype=bool)
    mask[list(censored)] = True
    return MetricValues(np.array(values, dtype=float), mask)


@pytest.mark.parametrize("freedom", [*range(1, 60), 100, 1000, 100_000])
def test_student_t_is_that_of_scipy(freedom):
    assert t_975(freedom) == pytest.approx(stats.t.ppf(0.975, freedom), rel=2e-6)


def test_spread_of_worlds():
    entry = summarize_values(side(*range(1, 102)))
    assert entry["mean"] == 51
    assert entry["sd"] == pytest.approx(np.arange(1, 102).std(ddof=1))
    assert [entry[key] for key in ("p05", "p10", "p50", "p90", "p95")] == [6, 11, 51, 91, 96]
    assert entry["censored"] == 0


def test_a_quantile_among_censored_worlds_is_unknown_but_the_mean_counts_the_horizon():
    entry = summarize_values(side(10, 20, 30, 40, 40, censored=(3, 4)))
    assert entry["mean"] == 28
    assert entry["p50"] == 30
    assert entry["p90"] is None
    assert entry["censored"] == pytest.approx(0.4)


def test_worlds_without_a_value_are_left_out():
    entry = summarize_values(side(1, float("nan"), 3))
    assert entry["mean"] == 2
    result = summarize_differences(side(1, float("nan"), 3), side(0, 0, 0), batch_numbers(3))
    assert result["mean"] == 2


def test_interval_of_the_mean_covers_the_truth_in_95_of_100_studies():
    """Batches share an offset, as worlds of one scramble do; 2,000 studies of 10 batches."""
    rng = np.random.default_rng(5)
    batches, covered = batch_numbers(640), 0
    for _ in range(2000):
        values = rng.normal(size=640) + np.repeat(rng.normal(size=10), 64)
        low, high = mean_interval(values, batches)
        covered += low <= 0 <= high
    assert abs(covered - 1900) < 4 * np.sqrt(2000 * 0.95 * 0.05)


def test_one_batch_takes_worlds_as_independent():
    values = np.random.default_rng(1).normal(size=40)
    low, high = mean_interval(values, batch_numbers(40))
    expected = stats.ttest_1samp(values, 0).confidence_interval(0.95)
    assert (low, high) == pytest.approx((expected.low, expected.high), rel=1e-5)


def test_a_single_world_has_no_interval():
    assert summarize_differences(side(3), side(1), batch_numbers(1))["mean_interval_95"] is None


def test_helps_and_harms_leave_ties_to_neither_side():
    result = helps_and_harms_shares(side(9, 9.95, 10.05, 12), side(10, 10, 10, 10), "lower", negligible=0.1)
    assert result == {"helps_share": 0.25, "harms_share": 0.25}
    mirrored = helps_and_harms_shares(
        side(9, 9.95, 10.05, 13, 12), side(10, 10, 10, 10, 10), "higher", negligible=0.1
    )
    assert mirrored == {"helps_share": 0.4, "harms_share": 0.2}


def test_one_censored_side_decides_a_pair_and_two_are_a_tie():
    ours = side(40, 39.99, 40, 10, censored=(0, 2))
    theirs = side(39.99, 40, 40, 10, censored=(1, 2))
    assert helps_and_harms_shares(ours, theirs, "lower", negligible=5) == {
        "helps_share": 0.25,
        "harms_share": 0.25,
    }


def test_a_metric_without_a_better_side_neither_helps_nor_harms():
    assert helps_and_harms_shares(side(1), side(2), "-", 0) == {"helps_share": None, "harms_share": None}


def test_variance_reduction_of_correlated_normals():
    """var(a) + var(b) over var(a - b) is 1 / (1 - rho) for equal variances."""
    rng = np.random.default_rng(2)
    a = rng.normal(size=200_000)
    b = 0.9 * a + np.sqrt(1 - 0.81) * rng.normal(size=200_000)
    assert variance_reduction(b, a) == pytest.approx(10, rel=0.02)


def test_a_constant_difference_has_no_variance_reduction():
    a = np.random.default_rng(3).normal(size=50)
    assert variance_reduction(a, a) is None
    assert variance_reduction(a + 1e6 / 3, a) is None
