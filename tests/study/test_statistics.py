"""Paired statistics against textbook values and against SciPy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from reorg.study.inference.intervals import batch_numbers
from reorg.study.inference.paired import (
    MetricValues,
    difference_signs,
    summarize_differences,
    summarize_signs,
    summarize_values,
    variance_reduction,
)


def side(*values, censored=()):
    mask = np.zeros(len(values), dtype=bool)
    mask[list(censored)] = True
    return MetricValues(np.array(values, dtype=float), mask)


def test_spread_of_worlds():
    entry = summarize_values(side(*range(1, 102)))
    assert entry["mean"] == 51
    assert entry["sd"] == pytest.approx(np.arange(1, 102).std(ddof=1))
    assert [entry[key] for key in ("p05", "p10", "p50", "p90", "p95")] == [6, 11, 51, 91, 96]
    assert entry["censored"] == 0


def test_of_censored_worlds_quantiles_are_reported_as_bounds_and_the_mean_counts_the_horizon():
    entry = summarize_values(side(10, 20, 30, 40, 40, censored=(3, 4)))
    assert entry["mean"] is entry["sd"] is None
    assert entry["restricted_mean"] == 28
    assert entry["p50"] == 30
    assert entry["p90"] is None
    assert entry["bounds"] == {"p90": [40, None], "p95": [40, None]}
    assert entry["censored"] == pytest.approx(0.4)


def test_what_comes_out_in_no_world_is_a_result():
    entry = summarize_values(side(12, 12, censored=(0, 1)))
    assert entry["censored"] == 1
    assert entry["p50"] is entry["mean"] is None
    assert entry["bounds"]["p50"] == [12, None]


def test_worlds_without_a_value_are_left_out():
    entry = summarize_values(side(1, float("nan"), 3))
    assert entry["mean"] == 2
    assert entry["no_value"] == pytest.approx(1 / 3)
    result = summarize_differences(side(1, float("nan"), 3), side(0, 0, 0), batch_numbers(3))
    assert result["mean"] == 2


def test_a_single_world_has_no_interval():
    assert summarize_differences(side(3), side(1), batch_numbers(1))["mean_interval_95"] is None


def shares(alternative, baseline, better, negligible):
    """Helps, harms, ties, unknown, no value."""
    found = summarize_signs(alternative, baseline, better, negligible)
    return tuple(found[f"{key}_share"] for key in ("helps", "harms", "ties", "unknown", "no_value"))


def test_helps_and_harms_leave_ties_to_neither_side():
    assert shares(side(9, 9.95, 10.05, 12), side(10, 10, 10, 10), "lower", 0.1) == (0.25, 0.25, 0.5, 0, 0)
    higher = shares(side(9, 9.95, 10.05, 13, 12), side(10, 10, 10, 10, 10), "higher", 0.1)
    assert higher == (0.4, 0.2, 0.4, 0, 0)


def test_one_censored_side_decides_a_world_and_two_leave_it_unknown():
    alternative = side(40, 39.99, 40, 10, censored=(0, 2))
    baseline = side(39.99, 40, 40, 10, censored=(1, 2))
    assert shares(alternative, baseline, "lower", 5) == (0.25, 0.25, 0.25, 0.25, 0)
    mirrored = difference_signs(baseline, alternative, "lower", 5)
    assert mirrored == pytest.approx([1, -1, np.nan, 0], nan_ok=True)


def test_worlds_without_a_value_are_counted_and_help_nowhere():
    nothing = float("nan")
    alternative = side(9, nothing, 9, 9)
    baseline = side(10, 10, nothing, 10)
    assert shares(alternative, baseline, "lower", 0.1) == (0.5, 0, 0, 0, 0.5)
    assert shares(side(nothing), side(nothing), "lower", 0) == (0, 0, 0, 0, 1)


@given(
    arrays(float, 12, elements=st.sampled_from([1.0, 2.0, 3.0, np.nan])),
    arrays(float, 12, elements=st.sampled_from([1.0, 2.0, 3.0, np.nan])),
    arrays(bool, 12),
    arrays(bool, 12),
)
def test_the_five_shares_are_all_worlds(alternative, baseline, cut, cut_too):
    sides = (MetricValues(v, c & ~np.isnan(v)) for v, c in ((alternative, cut), (baseline, cut_too)))
    assert sum(shares(*sides, "lower", 0.5)) == pytest.approx(1.0)


def test_a_metric_without_a_better_side_neither_helps_nor_harms():
    assert shares(side(1), side(2), "-", 0) == (None, None, None, 0, 0)


def test_the_lean_is_that_of_the_signs_and_not_of_chance():
    alternative, baseline = side(*[9] * 6, *[11] * 4), side(*[10] * 10)
    assert summarize_signs(alternative, baseline, "lower", 0)["lean"] == "neither"
    assert summarize_signs(side(*[9] * 10), baseline, "lower", 0)["lean"] == "helps"
    assert summarize_signs(side(*[9] * 10), baseline, "higher", 0)["lean"] == "harms"


def test_a_difference_cut_off_on_one_side_is_at_least_so_large_and_has_no_interval():
    """The baseline is out in no world by week 12, the other in weeks 9, 10 and 11."""
    result = summarize_differences(side(9, 10, 11), side(12, 12, 12, censored=(0, 1, 2)), batch_numbers(3))
    assert result["median"] is result["mean"] is result["mean_interval_95"] is None
    assert result["bounds"]["median"] == [None, -2]
    assert result["restricted_mean"] == -2
    low, high = result["restricted_mean_interval_95"]
    assert low < -2 < high
    mirrored = summarize_differences(side(12, censored=(0,)), side(9), batch_numbers(1))
    assert mirrored["bounds"]["median"] == [3, None]


def test_quantiles_out_of_reach_of_what_is_censored_are_exact():
    alternative, baseline = side(*range(1, 22)), side(*[0] * 20, 25, censored=(20,))
    result = summarize_differences(alternative, baseline, batch_numbers(21))
    # The difference of the last world is -4 at most; it is the least of all, whatever it is.
    assert result["median"] == 10
    assert result["p05"] == 1
    assert result["p95"] == 19
    assert result["mean"] is None
    assert "bounds" not in result


@given(arrays(float, (2, 15), elements=st.floats(0, 30)), st.floats(5, 20))
def test_bounds_hold_the_quantile_of_what_was_cut_off(times, horizon):
    alternative, baseline = (MetricValues(np.minimum(t, horizon), t > horizon) for t in times)
    result = summarize_differences(alternative, baseline, batch_numbers(15))
    levels = {"median": 0.5, "p05": 0.05, "p95": 0.95}
    for key, level in levels.items():
        low, high = result.get("bounds", {}).get(key, [result[key]] * 2)
        true = np.quantile(times[0] - times[1], level)
        assert low is None or low <= true + 1e-9
        assert high is None or true - 1e-9 <= high


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
