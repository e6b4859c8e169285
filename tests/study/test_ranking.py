"""Ranking several scenarios: who is best in how many worlds, who is not distinguishable from the first."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from reorg.study.inference.paired import MetricValues
from reorg.study.results.ranking import rank_by_metric


def side(values, censored=None):
    values = np.array(values, dtype=float)
    return MetricValues(values, np.zeros(len(values), bool) if censored is None else np.array(censored))


def test_the_best_mean_is_first_and_worlds_are_shared_by_those_alike():
    sides = {"a": side([10, 10, 10, 10]), "b": side([9, 11, 10.05, 12]), "c": side([20, 20, 20, 20])}
    found = rank_by_metric(sides, "lower", 0.1)
    assert [row["scenario"] for row in found] == ["a", "b", "c"]
    # a: worlds 2 and 4 alone, half of world 3; b: world 1 alone, half of world 3.
    assert [row["best_share"] for row in found] == [2.5 / 4, 1.5 / 4, 0.0]
    assert [row["mean"] for row in found] == [10.0, 10.5125, 20.0]


def test_higher_may_be_better():
    found = rank_by_metric({"a": side([1, 1]), "b": side([2, 2]), "c": side([0, 3])}, "higher", 0.0)
    assert [row["scenario"] for row in found] == ["b", "c", "a"]


def test_a_clear_second_is_told_from_the_first_and_a_noisy_one_is_not():
    noise = np.random.default_rng(1).normal(size=640)
    first = np.full(640, 10.0)
    sides = {
        "first": side(first),
        "clear": side(first + 1 + 0.1 * noise),
        "noisy": side(first + 0.001 + noise),
    }
    like = {row["scenario"]: row["like_first"] for row in rank_by_metric(sides, "lower", 0.0)}
    assert not like["clear"]
    assert like["noisy"]


def test_a_release_beyond_the_horizon_is_never_best_and_where_all_are_beyond_nobody_is():
    late = [True, True]
    sides = {"a": side([78, 78], late), "b": side([78, 70], [True, False]), "c": side([78, 78], late)}
    shares = {row["scenario"]: row["best_share"] for row in rank_by_metric(sides, "lower", 0.0)}
    assert shares == {"a": 0.0, "b": 0.5, "c": 0.0}


def test_a_mean_of_what_is_cut_off_is_a_lower_bound_and_who_is_ahead_decides():
    worlds = 20
    sides = {
        "c": side([78.0] * worlds, [True] * worlds),
        "b": side([50.0] * worlds),
        "a": side([40.0] * worlds),
    }
    ranked = rank_by_metric(sides, "lower", 0.0)
    assert [row["scenario"] for row in ranked] == ["a", "b", "c"]
    assert [row["mean"] for row in ranked] == [40.0, 50.0, None]
    assert ranked[2]["restricted_mean"] == 78.0
    assert [row["like_first"] for row in ranked] == [True, False, False]
    unclear = {"a": side([40.0, 78.0], [False, True]), "b": side([78.0, 40.0], [True, False])}
    assert all(row["like_first"] for row in rank_by_metric(unclear, "lower", 0.0))


def test_worlds_without_a_value_are_left_out():
    sides = {"a": side([1, np.nan]), "b": side([2, 0]), "c": side([3, 0])}
    assert [row["mean"] for row in rank_by_metric(sides, "lower", 0.0)] == [1, 2, 3]
    assert rank_by_metric({"a": side([np.nan]), "b": side([1.0])}, "lower", 0.0) == []


@given(
    arrays(float, (3, 20), elements=st.floats(-100, 100)),
    st.sampled_from(["lower", "higher"]),
    st.floats(0, 5),
)
def test_shares_sum_to_one_and_the_order_is_that_of_the_means(values, better, negligible):
    found = rank_by_metric(
        {name: side(row) for name, row in zip("abc", values, strict=True)}, better, negligible
    )
    assert sum(row["best_share"] for row in found) == pytest.approx(1.0)
    means = [row["mean"] for row in found]
    assert means == sorted(means, reverse=better == "higher")
