"""The trimmed mean of differences: by hand, with worlds cut off, and where it is refused."""

import numpy as np
import pytest

from reorg.study.inference.intervals import batch_numbers, t_975
from reorg.study.inference.paired import MetricValues, summarize_differences
from reorg.study.inference.trimmed import describe_middle, trimmed_interval, trimmed_mean


def test_a_fifth_at_either_end_is_left_out():
    values = np.array([-100.0, 1.0, 2.0, 3.0, 900.0])
    assert trimmed_mean(values) == 2.0


def test_the_interval_is_that_of_tukey_and_mclaughlin():
    rng = np.random.default_rng(2)
    values = rng.standard_normal(60)
    ordered = np.sort(values)
    pulled = np.clip(values, ordered[12], ordered[-13])
    error = pulled.std(ddof=1) / 0.6 / np.sqrt(60)
    low, high = trimmed_interval(values, batch_numbers(60))
    assert (low + high) / 2 == pytest.approx(trimmed_mean(values), abs=0.1 * error)
    # Hall's ends may be a little further than Student's.
    assert t_975(59) * error <= (high - low) / 2 <= 1.03 * t_975(59) * error


def test_worlds_cut_off_leave_it_between_two_ends():
    rng = np.random.default_rng(3)
    alternative, baseline = rng.normal(60.0, 10.0, (2, 100))
    none = np.zeros(100, dtype=np.bool_)
    late = none.copy()
    late[:5] = True
    batches = batch_numbers(100)
    exact = summarize_differences(MetricValues(alternative, none), MetricValues(baseline, none), batches)
    known = summarize_differences(MetricValues(alternative, late), MetricValues(baseline, late), batches)
    low, high = known["trimmed_mean"]
    assert exact["trimmed_mean"][0] == exact["trimmed_mean"][1]
    assert low < exact["trimmed_mean"][0] < high
    assert known["trimmed_mean_interval_95"][0] < exact["trimmed_mean_interval_95"][0]
    assert known["mean"] is None


def test_none_is_told_of_counts_or_where_too_many_are_cut_off():
    batches = batch_numbers(100)
    counts = np.arange(100.0) % 7
    assert describe_middle(counts, counts, batches, t_975)["trimmed_mean"] is None
    open_ended = np.where(np.arange(100) < 30, np.inf, np.arange(100.0))
    assert describe_middle(np.arange(100.0), open_ended, batches, t_975)["trimmed_mean"] is None
