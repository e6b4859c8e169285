"""Weekly series in fixed bins: quantiles close to exact ones, whatever the order of worlds."""

from types import SimpleNamespace

import numpy as np
import pytest

from reorg import StudyError, compare, load, weekly
from reorg.engine import KINDS
from reorg.study.measuring.weekly_series import (
    BINS,
    DIFFERENCE_BINS,
    QUANTILES,
    SERIES,
    SeriesScale,
    bin_differences,
    bin_series,
    count_bins,
    quantiles_of_differences,
    weekly_quantiles,
    world_series,
)
from study.small_lab import lab

WEEKS, CAPACITY = 5, 400.0
SCALE = SeriesScale(CAPACITY, 12)


def outcome(rng):
    return SimpleNamespace(
        hours=rng.uniform(0, CAPACITY / 2, (WEEKS, len(KINDS))),
        throughput=rng.normal(200, 20, WEEKS),
        inbox_hours=rng.exponential(40, WEEKS),
        backlog_hours=rng.exponential(60, WEEKS),
        headcount=rng.integers(4, 12, WEEKS, endpoint=True),
        found=np.array([[np.nan] * 2, *rng.uniform(0.4, 0.8, (WEEKS - 1, 2))]),
    )


def test_quantiles_are_close_to_exact_ones():
    rng = np.random.default_rng(4)
    outcomes = [outcome(rng) for _ in range(250)]
    counts = count_bins(np.array([bin_series(world_series(o, SCALE)) for o in outcomes])).astype(np.int64)
    found = weekly_quantiles(counts, SCALE)
    throughput = np.array([o.throughput for o in outcomes])
    # A bin at half of capacity is 0.5% of capacity wide, that is 4 hours.
    assert found["throughput"]["p50"] == pytest.approx(np.quantile(throughput, 0.5, axis=0), abs=4)
    share = np.array([o.hours[:, 0] for o in outcomes]) / CAPACITY
    assert found["hours_direct"]["p95"] == pytest.approx(np.quantile(share, 0.95, axis=0), abs=0.01)
    assert set(found) == set(SERIES) - {"capability", "adoption"}


def test_what_is_found_is_that_of_the_release_measured_and_nothing_before_it_starts():
    rng = np.random.default_rng(4)
    outcomes = [outcome(rng) for _ in range(250)]
    counts = count_bins(np.array([bin_series(world_series(o, SCALE, 1)) for o in outcomes])).astype(np.int64)
    found = weekly_quantiles(counts, SCALE)
    assert set(found) == set(SERIES) - {"adoption"}
    exact = np.quantile([o.found[1:, 1] for o in outcomes], 0.5, axis=0)
    assert found["capability"]["p50"][0] < 0.01
    assert found["capability"]["p50"][1:] == pytest.approx(exact, abs=0.01)


def test_people_are_counted_closely_enough_to_tell_one_from_another():
    rng = np.random.default_rng(4)
    outcomes = [outcome(rng) for _ in range(249)]
    counts = count_bins(np.array([bin_series(world_series(o, SCALE)) for o in outcomes])).astype(np.int64)
    found = weekly_quantiles(counts, SCALE)["headcount"]
    heads = np.array([o.headcount for o in outcomes])
    for level, share in QUANTILES.items():
        exact = np.quantile(heads, share, axis=0, method="inverted_cdf")
        assert found[level] == pytest.approx(exact, abs=0.2), level


def test_adoption_is_there_where_there_is_a_market():
    rng = np.random.default_rng(4)
    market, adopters = SeriesScale(CAPACITY, 12, 5e6), rng.uniform(1e6, 2e6, (250, WEEKS))
    bins = np.array([bin_series(world_series(outcome(rng), market, None, of_world)) for of_world in adopters])
    found = weekly_quantiles(count_bins(bins).astype(np.int64), market)
    # A bin at two fifths of the most is 0.6% of it wide.
    assert found["adoption"]["p50"] == pytest.approx(np.quantile(adopters, 0.5, axis=0), abs=0.0064 * 5e6)


def test_the_order_of_worlds_does_not_matter():
    rng = np.random.default_rng(4)
    bins = np.array([bin_series(world_series(outcome(rng), SCALE)) for _ in range(64)])
    assert np.array_equal(count_bins(bins), count_bins(bins[::-1]))


def test_each_world_is_counted_once_and_extremes_stay_in_the_last_bin():
    rng = np.random.default_rng(4)
    wild = outcome(rng)
    wild.inbox_hours[:] = 1e9
    wild.headcount[:] = 0
    counts = count_bins(np.array([bin_series(world_series(wild, SCALE))] * 3))
    assert (counts.sum(axis=-1) == 3).all()
    extremes = [SERIES.index("tray_hours"), SERIES.index("headcount")]
    assert (counts[extremes, :, BINS - 1] == 3).all()


def test_more_worlds_than_counts_can_hold_are_refused():
    with pytest.raises(ValueError, match="255"):
        count_bins(np.zeros((256, 1, 1), dtype=np.uint8))


def test_differences_are_close_to_exact_ones_and_none_is_exactly_zero():
    rng = np.random.default_rng(4)
    pairs = [(world_series(outcome(rng), SCALE), world_series(outcome(rng), SCALE)) for _ in range(250)]
    counts = count_bins(np.array([bin_differences(*pair) for pair in pairs]), DIFFERENCE_BINS)
    found = quantiles_of_differences(counts.astype(np.int64), SCALE)
    exact = np.quantile([one - other for one, other in pairs], 0.95, axis=0) * SCALE.units()[:, None]
    row = SERIES.index("throughput")
    # A bin at 50 of 800 hours is 3.3 hours wide.
    assert found["p95"][row] == pytest.approx(exact[row], abs=4)
    assert found["p05"][row] == pytest.approx(-found["p95"][row], abs=12)
    same = count_bins(np.array([bin_differences(one, one) for one, _ in pairs]), DIFFERENCE_BINS)
    assert not any(weeks.any() for weeks in quantiles_of_differences(same.astype(np.int64), SCALE).values())


def test_weekly_differences_are_those_of_the_single_worlds():
    organization = lab()
    study = compare(organization, ["stay", "split"], worlds=24)
    alternative, baseline = (weekly(organization, scenario, range(24)) for scenario in ("split", "stay"))
    found = study.weekly_differences("split")
    for series in ("throughput", "hours_meetings", "headcount"):
        exact = alternative[series] - baseline[series]
        assert found[series]["mean"] == pytest.approx(exact.mean(axis=0), abs=1e-4), series
    # Before the change there is none.
    assert found["throughput"]["p95"][:3] == [0.0, 0.0, 0.0]
    assert any(found["throughput"]["p95"][3:])


def test_single_worlds_are_those_of_the_study_and_numbers_are_checked():
    organization = lab()
    study = compare(organization, ["stay", "split"], worlds=3)
    rows = study.worlds[(study.worlds["scenario"] == "split") & (study.worlds["world"] == 2)]
    assert weekly(organization, "split", [2])["throughput"].mean() == pytest.approx(rows["throughput"][0])
    with pytest.raises(StudyError, match="0 or more"):
        weekly(organization, "split", [-1])
    with pytest.raises(StudyError, match=r"a list of the numbers of worlds: write \[2\]"):
        weekly(organization, "split", 2)  # type: ignore[arg-type]
    with pytest.raises(StudyError, match=r"each of worlds must be a whole number, not 0\.5"):
        weekly(organization, "split", [0.5])  # type: ignore[list-item]


def test_single_worlds_of_a_case_are_asked_for_like_a_study():
    of_numpy = weekly("churn", "once", np.arange(2))["throughput"]
    assert (of_numpy == weekly(load("churn"), "once", [0, 1])["throughput"]).all()


def test_within_a_bin_quantiles_rise_with_their_level():
    """Four worlds in the bin of a series from 25 to 26: a quarter of the way up for 25%, and so on."""
    counts = np.zeros((len(SERIES), 1, BINS), dtype=np.int64)
    counts[:, :, 25] = 4
    counts[SERIES.index("headcount"), :, :] = 0
    counts[SERIES.index("headcount"), :, 0] = 4
    found = weekly_quantiles(counts, SCALE)["backlog_hours"]
    low, high = ((edge / BINS) ** 2 * 25.0 * CAPACITY for edge in (25, 26))
    for level, share in QUANTILES.items():
        assert found[level][0] == pytest.approx(low + share * (high - low)), level
