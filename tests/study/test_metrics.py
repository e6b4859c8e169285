"""Metrics of a scenario in a world, against outcomes written by hand."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from reorg.engine import KINDS, LATENCY_EDGES_HOURS, Outcome, ReleaseRun
from reorg.study.measuring.dip import measure_dip
from reorg.study.measuring.latency import latency_quantiles
from reorg.study.measuring.metrics import METRIC_KEYS, METRICS
from reorg.study.measuring.target import TargetRule
from reorg.study.measuring.world import measure_world

WEEKS = 20
NAN = float("nan")


def plan(event=0.0, starts=(0.0, 10.0), earliest=None, has_agents=False):
    ends = earliest or [start + 5 for start in starts]
    releases = tuple(
        ReleaseRun("plane", i, start, start + 8, end, (2 * i, 2 * i + 1))
        for i, (start, end) in enumerate(zip(starts, ends, strict=True))
    )
    return SimpleNamespace(
        weeks=WEEKS, releases=releases, last_event_week=event, has_agents=has_agents, has_contests=True
    )


def outcome(*finish, **changes):
    plain = Outcome(
        hours=np.ones((WEEKS, len(KINDS))),
        throughput=np.full(WEEKS, 100.0),
        area_throughput=np.full((WEEKS, 1), 100.0),
        tray_hours=np.zeros(WEEKS),
        exit_weeks=np.array([np.nan, np.nan, 3.0]),
        latency_counts=np.zeros((3, len(LATENCY_EDGES_HOURS) - 1), dtype=np.int64),
        wait_counts=np.zeros((3, len(LATENCY_EDGES_HOURS) - 1), dtype=np.int64),
        overload_weeks=np.array([1, 0, 2], dtype=np.int32),
        finish_weeks=np.array(finish),
        hazard=np.zeros((WEEKS, 2)),
        attention_served=np.ones((WEEKS, 2)),
        ambiguity=np.zeros(WEEKS),
        familiarity=np.ones(WEEKS),
        relearning_hours=0.0,
        ties_at_work=np.ones(WEEKS),
        skipped_hours=3.5,
        duplicate_hours=40.0,
        attempts=5,
        headcount=np.full(WEEKS, 10),
        departures=3,
        regretted=1,
        hires=2,
        knowledge_left=0.9,
        lone_areas=1,
        payroll_usd=650_000.0,
        hiring_cost_usd=150_000.0,
        present_hours=7_900.0,
        streams=np.zeros((0, 5)),
        pools=np.zeros((0, 5)),
        compute_usd=0.0,
        delegated_hours=80.0,
        unseen_hours=6.0,
        agents_cost_usd=0.0,
        found=np.full((WEEKS, 2), NAN),
        capability=np.full(2, NAN),
        diversity=np.full(2, NAN),
        trials=np.zeros(2, dtype=np.int64),
        events=10,
    )
    return replace(plain, **changes)


def values(result, *, baseline=None, plans=None):
    plans = plans or [plan()]
    baseline = baseline or result
    target = TargetRule.of(plans).target(plans[0], baseline)
    row = measure_world(plans[-1], result, baseline, target)
    return dict(zip(METRIC_KEYS, row, strict=True))


def test_every_measure_says_what_it_is():
    assert len(set(METRIC_KEYS)) == len(METRIC_KEYS)
    assert all(measure.definition and measure.unit for measure in METRICS)


def test_a_release_ends_with_its_last_package():
    row = values(outcome(4.0, 7.0, 15.0, NAN))
    assert row["release_weeks"] == 7.0
    assert row["releases"] == 1
    assert row["on_time"] == 1


def test_a_release_open_at_the_event_counts_from_the_event():
    assert values(outcome(4.0, 7.0, 15.0, 16.0), plans=[plan(event=5.0)])["release_weeks"] == 2.0


def test_a_release_out_before_the_event_gives_way_to_the_next_from_its_start():
    row = values(outcome(4.0, 7.0, 15.0, 16.0), plans=[plan(event=9.0)])
    assert row["release_weeks"] == 6.0
    assert row["on_time"] == 1


def test_the_latest_event_of_any_scenario_counts_for_all():
    result = outcome(4.0, 7.0, 15.0, 16.0)
    assert values(result, plans=[plan(), plan(event=5.0)])["release_weeks"] == 2.0


def test_the_baseline_decides_which_release_is_measured():
    """It ends the first release just after the event, the other just before: still the same release."""
    baseline, other = outcome(4.0, 6.1, 15.0, 16.0), outcome(4.0, 5.9, 15.0, 16.0)
    row = values(other, baseline=baseline, plans=[plan(), plan(event=6.0)])
    assert row["release_weeks"] == pytest.approx(-0.1)


def test_a_release_not_out_by_the_horizon_has_no_weeks_and_is_late():
    row = values(outcome(4.0, NAN, NAN, NAN))
    assert np.isnan(row["release_weeks"])
    assert row["on_time"] == 0
    assert row["releases"] == 0


def test_a_release_that_cannot_end_before_the_horizon_is_not_measured():
    row = values(outcome(4.0, 7.0, NAN, NAN), plans=[plan(event=9.0, earliest=[5.0, 21.0])])
    assert np.isnan(row["release_weeks"])
    assert np.isnan(row["on_time"])


def test_out_after_its_due_week_is_not_on_time():
    assert values(outcome(4.0, 8.5, 15.0, 16.0))["on_time"] == 0


def test_sums_over_the_horizon():
    row = values(outcome(4.0, 7.0, 15.0, 16.0))
    assert row["throughput"] == 100
    assert row["hours_direct"] == WEEKS
    assert row["hours_present"] == 7900
    assert row["overload_weeks"] == 3
    assert row["skipped_rework_hours"] == 3.5
    assert row["cost_usd"] == 800_000


def test_who_and_what_is_left():
    row = values(outcome(4.0, 7.0, 15.0, 16.0))
    assert (row["departures"], row["regretted_departures"]) == (3, 1)
    assert (row["knowledge_left"], row["lone_areas"]) == (0.9, 1)


def test_latency_quantiles_lie_in_the_bin_of_their_rank():
    edges = np.asarray(LATENCY_EDGES_HOURS)
    counts = np.zeros(len(edges) - 1, dtype=np.int64)
    counts[3], counts[5] = 60, 40
    p50, p60, p90 = latency_quantiles(counts, (0.5, 0.6, 0.9))
    assert edges[3] < p50 < edges[4]
    assert p60 == pytest.approx(edges[4])
    assert edges[5] < p90 < edges[6]


def test_latency_quantiles_of_known_samples():
    rng = np.random.default_rng(1)
    sample = rng.lognormal(1.5, 0.6, 200_000)
    counts = np.histogram(sample, LATENCY_EDGES_HOURS)[0]
    found = latency_quantiles(counts, (0.5, 0.9))
    assert found == pytest.approx(np.quantile(sample, [0.5, 0.9]), rel=0.02)


def test_no_decision_has_no_latency():
    assert np.isnan(values(outcome(1.0, 2.0, 15.0, 16.0))["decision_latency_p50_hours"])


def test_no_dip_below_oneself():
    steady = np.full(WEEKS, 100.0)
    assert measure_dip(steady, steady) == (0.0, 0.0)


def test_a_dip_of_known_depth_and_length():
    """Half the work for six weeks: four-week means fall to one half; nine windows of four touch the weeks."""
    dipped = np.full(WEEKS, 100.0)
    dipped[5:11] = 50.0
    assert measure_dip(dipped, np.full(WEEKS, 100.0)) == (0.5, 9.0)


def test_a_dip_without_recovery_lasts_to_the_horizon():
    dipped = np.full(WEEKS, 100.0)
    dipped[10:] = 75.0
    depth, weeks = measure_dip(dipped, np.full(WEEKS, 100.0))
    assert depth == pytest.approx(0.25)
    assert weeks == 10.0


def test_a_shallow_dip_is_no_spell_below_95_percent():
    depth, weeks = measure_dip(np.full(WEEKS, 97.0), np.full(WEEKS, 100.0))
    assert depth == pytest.approx(0.03)
    assert weeks == 0.0


def test_a_baseline_at_rest_makes_no_dip():
    assert measure_dip(np.zeros(WEEKS), np.zeros(WEEKS)) == (0.0, 0.0)


def test_accelerators_are_measured_where_there_are_any():
    assert np.isnan(values(outcome(5, 5, 15, 15))["compute_wait_hours"])
    assert np.isnan(values(outcome(5, 5, 15, 15))["gpu_hours_used"])
    pools = np.array([[100.0, 400.0, 8.0, 20.0, 1.0], [50.0, 50.0, 2.0, 10.0, 0.0]])
    found = values(outcome(5, 5, 15, 15, pools=pools, compute_usd=75_000.0))
    assert found["gpu_hours_used"] == 150.0
    assert found["compute_wait_hours"] == 3.0
    assert found["cost_usd"] == 875_000.0


def test_agents_are_measured_where_there_are_any():
    assert np.isnan(values(outcome(5, 5, 15, 15))["delegated_hours"])
    assert np.isnan(values(outcome(5, 5, 15, 15))["unseen_errors_hours"])
    found = values(outcome(5, 5, 15, 15, agents_cost_usd=500.0), plans=[plan(has_agents=True)])
    assert found["delegated_hours"] == 80.0
    assert found["unseen_errors_hours"] == 6.0
    assert found["cost_usd"] == 800_500.0


def test_what_was_found_is_that_of_the_release_measured():
    found = {
        "capability": np.array([0.7, 0.9]),
        "diversity": np.array([1.5, NAN]),
        "trials": np.array([40, 1]),
    }
    first = values(outcome(4.0, 7.0, 15.0, NAN, **found))
    assert [first[key] for key in ("capability", "diversity", "trials")] == [0.7, 1.5, 40]
    second = values(outcome(4.0, 7.0, 15.0, NAN, **found), plans=[plan(event=8.0)])
    assert [second["capability"], second["trials"]] == [0.9, 1]
    assert np.isnan(second["diversity"])


def test_without_design_decisions_nothing_is_said_about_them():
    row = values(outcome(4.0, 7.0, 15.0, NAN))
    assert np.isnan([row["capability"], row["diversity"], row["trials"]]).all()
