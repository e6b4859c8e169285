"""Metrics of a scenario in a world, against outcomes written by hand."""

from dataclasses import fields, replace
from itertools import compress
from types import SimpleNamespace

import numpy as np
import pytest

from reorg.engine import KINDS, LATENCY_EDGES_HOURS, Outcome, ReleaseRun
from reorg.model.events import Reorganize
from reorg.model.organization import Scenario
from reorg.study.measuring.latency import latency_quantiles
from reorg.study.measuring.metrics import CUT_OFF_KEYS, METRIC_KEYS, METRICS
from reorg.study.measuring.people import OVERLOAD_WEEKS, people_of
from reorg.study.measuring.recovery import Recovery, measure_recovery
from reorg.study.measuring.target import MeasuredReleases, leading_metric_of
from reorg.study.measuring.world import measure_world
from report.labs import lab

WEEKS = 20
NAN = float("nan")


UNCHANGED = {"baseline": "stay", "compared": (), "scenarios": ()}
"""No scenario changes anything."""


def plan(decided=0.0, starts=(0.0, 10.0), every=10.0, has_agents=False):
    releases = tuple(
        ReleaseRun("plane", i, start, start + 8, (2 * i, 2 * i + 1)) for i, start in enumerate(starts)
    )
    organization = SimpleNamespace(
        decision_week=decided,
        releases=(SimpleNamespace(id="plane", every_weeks=every),),
        **UNCHANGED,
    )
    return SimpleNamespace(
        organization=organization,
        weeks=WEEKS,
        releases=releases,
        has_agents=has_agents,
        has_contests=True,
    )


def several():
    """Three releases that run once, of two packages each, due in weeks 8, 12 and 30."""
    due = {"one": 8.0, "two": 12.0, "three": 30.0}
    releases = tuple(
        ReleaseRun(name, 0, 0.0, week, (2 * i, 2 * i + 1)) for i, (name, week) in enumerate(due.items())
    )
    stated = tuple(SimpleNamespace(id=name, every_weeks=None) for name in due)
    return SimpleNamespace(
        organization=SimpleNamespace(decision_week=0.0, releases=stated, **UNCHANGED),
        weeks=WEEKS,
        releases=releases,
        has_agents=False,
        has_contests=True,
    )


def outcome(*finish, **changes):
    stated = {
        "hours": np.ones((WEEKS, len(KINDS))),
        "throughput": np.full(WEEKS, 100.0),
        "area_throughput": np.full((WEEKS, 1), 100.0),
        "inbox_hours": np.zeros(WEEKS),
        "exit_weeks": np.array([np.nan, np.nan, 3.0]),
        "latency_counts": np.zeros((3, len(LATENCY_EDGES_HOURS) - 1), dtype=np.int64),
        "wait_counts": np.zeros((3, len(LATENCY_EDGES_HOURS) - 1), dtype=np.int64),
        "overload_weeks": np.array([1, 0, 2], dtype=np.int32),
        "hours_by_person": np.ones((3, len(KINDS))),
        "finish_weeks": np.array(finish),
        "skipped_hours": 3.5,
        "duplicate_hours": 40.0,
        "attempts": 5,
        "headcount": np.full(WEEKS, 10),
        "departures": 3,
        "regretted": 1,
        "hires": 2,
        "knowledge_left": 0.9,
        "lone_areas": 1,
        "payroll_usd": 650_000.0,
        "hiring_cost_usd": 150_000.0,
        "present_hours": 7_900.0,
        "streams": np.zeros((0, 6)),
        "sojourn_counts": np.zeros((0, len(LATENCY_EDGES_HOURS) - 1), dtype=np.int64),
        "stream_backlog": np.zeros((0, 2)),
        "backlog_hours": np.full(WEEKS, 55.0),
        "weekly_pay_usd": np.full(WEEKS, 10_000.0),
        "owner_knowledge": 0.8,
        "single_expert_work": 2,
        "relearning_hours": 120.0,
        "pools": np.zeros((0, 5)),
        "compute_usd": 0.0,
        "delegated_hours": 80.0,
        "unseen_hours": 6.0,
        "agents_cost_usd": 0.0,
        "found": np.full((WEEKS, 2), NAN),
        "capability": np.full(2, NAN),
        "diversity": np.full(2, NAN),
        "trials": np.zeros(2, dtype=np.int64),
        "events": 10,
    }
    plain = Outcome(**dict.fromkeys(field.name for field in fields(Outcome)) | stated)
    return replace(plain, **changes)


def measured(result, of=None):
    of = of or plan()
    return measure_world(of, result, MeasuredReleases.of(of))


def values(result, of=None):
    return dict(zip(METRIC_KEYS, measured(result, of).values, strict=True))


def cut_off(result, of=None):
    return set(compress(CUT_OFF_KEYS, measured(result, of).cut_off))


def test_every_measure_says_what_it_is():
    assert len(set(METRIC_KEYS)) == len(METRIC_KEYS)
    assert all(measure.definition and measure.unit for measure in METRICS)


def test_a_release_ends_with_its_last_package():
    row = values(outcome(4.0, 7.0, 15.0, NAN))
    assert row["release_weeks"] == 7.0
    assert row["releases"] == 1
    assert row["on_time"] == 1


def test_a_release_is_dated_from_the_start_date_whenever_it_started():
    assert values(outcome(4.0, 7.0, 15.0, 16.0), plan(decided=5.0))["release_weeks"] == 7.0
    assert values(outcome(4.0, 7.0, 15.0, 16.0), plan(decided=9.0))["release_weeks"] == 16.0


def test_which_release_is_next_follows_from_the_plan_and_not_from_the_world():
    """Out before the decision in one world, after it in another: it is the same release."""
    assert values(outcome(4.0, 5.0, 15.0, 16.0), plan(decided=6.0))["release_weeks"] == 5.0
    assert values(outcome(4.0, 7.0, 15.0, 16.0), plan(decided=6.0))["release_weeks"] == 7.0


def test_a_release_that_runs_once_is_next_however_late_it_is():
    late = plan(decided=12.0, starts=(0.0,), every=None)
    assert values(outcome(4.0, 15.0), late)["release_weeks"] == 15.0


def test_a_release_not_out_by_the_horizon_takes_at_least_so_long_and_is_late():
    result = outcome(4.0, NAN, NAN, NAN)
    row = values(result)
    assert row["release_weeks"] == WEEKS
    assert row["lateness_weeks"] == WEEKS - 8
    assert row["on_time"] == 0
    assert row["releases"] == 0
    assert cut_off(result) >= {"release_weeks", "lateness_weeks"}
    assert not cut_off(outcome(4.0, 7.0, 15.0, 16.0))


def test_lateness_is_from_due_to_out():
    assert values(outcome(4.0, 7.0, 15.0, 16.0))["lateness_weeks"] == -1.0
    assert values(outcome(4.0, 9.5, 15.0, 16.0))["lateness_weeks"] == 1.5


def test_several_releases_have_a_mean_delay_and_a_plan():
    """Due in weeks 8 and 12, out in 9 and 15; the third is due after the horizon, and out in 19."""
    result = outcome(4.0, 9.0, 15.0, 10.0, 19.0, 2.0)
    row = values(result, several())
    assert row["mean_delay_weeks"] == 2.0
    assert row["plan_weeks"] == 19.0
    assert not cut_off(result, several())


def test_a_plan_with_a_release_that_is_not_out_takes_at_least_until_the_horizon():
    result = outcome(4.0, 9.0, 15.0, 10.0, NAN, 2.0)
    assert values(result, several())["plan_weeks"] == WEEKS
    assert cut_off(result, several()) == {"plan_weeks", "plan_pay_usd"}


def test_one_release_is_its_own_plan():
    assert np.isnan(values(outcome(4.0, 7.0, 15.0, 16.0))["mean_delay_weeks"])
    assert np.isnan(values(outcome(4.0, 7.0, 15.0, 16.0))["plan_weeks"])


def test_the_leading_metric_follows_from_the_releases_unless_stated():
    none, one, two = (SimpleNamespace(leading="", releases=releases) for releases in ((), ("a",), ("a", "b")))
    assert [leading_metric_of(o) for o in (none, one, two)] == [
        "throughput",
        "release_weeks",
        "mean_delay_weeks",
    ]
    assert leading_metric_of(SimpleNamespace(leading="cost_usd", releases=())) == "cost_usd"


def test_early_output_is_counted_from_the_first_change_in_every_scenario():
    output = np.arange(WEEKS, dtype=float)
    changed = plan()
    changed.organization = replace(
        lab(
            scenarios=(
                lab().scenario("stay"),
                Scenario("split", "", "vertical", (Reorganize(6.0, "horizontal"),)),
            )
        ),
        releases=changed.organization.releases,
    )
    row = values(outcome(4.0, 7.0, 15.0, 16.0, throughput=output), changed)
    assert row["first_month_hours"] == output[6:10].sum()
    assert row["first_quarter_hours"] == output[6:19].sum()


def test_output_is_counted_from_the_decision_where_nothing_changes():
    output = np.arange(WEEKS, dtype=float)
    row = values(outcome(4.0, 7.0, 15.0, 16.0, throughput=output), plan(decided=2.0))
    assert row["first_month_hours"] == output[2:6].sum()
    assert row["first_quarter_hours"] == output[2:15].sum()


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
    assert (row["owner_knowledge"], row["single_expert_work"], row["lone_areas"]) == (0.8, 2, 1)
    assert (row["backlog_hours"], row["relearning_hours"]) == (55.0, 120.0)


def test_pay_until_the_plan_is_out():
    """10,000 a week: a release out in week 7 has cost 70,000, one that is not out at least 200,000."""
    assert values(outcome(4.0, 7.0, 15.0, 16.0))["plan_pay_usd"] == 70_000.0
    late = outcome(4.0, NAN, 15.0, 16.0)
    assert values(late)["plan_pay_usd"] == 200_000.0
    assert "plan_pay_usd" in cut_off(late)
    assert values(outcome(4.0, 9.0, 15.0, 10.0, 19.0, 2.0), several())["plan_pay_usd"] == 190_000.0


def test_cost_of_an_hour_of_work_does_not_fall_with_slow_work():
    steady = values(outcome(4.0, 7.0, 15.0, 16.0))
    slow = values(outcome(4.0, 7.0, 15.0, 16.0, throughput=np.full(WEEKS, 50.0)))
    assert steady["cost_per_hour_usd"] == 400.0
    assert slow["cost_per_hour_usd"] == 800.0


def test_streams_are_measured_from_arrival_to_done():
    """Three items done after some 8, 16 and 80 hours, one of them late, two more open."""
    counts = np.histogram([8.1, 16.1, 80.1], LATENCY_EDGES_HOURS)[0][None, :]
    served = np.array([[3.0, 0.0, 0.0, 104.3, 0.0, 1.0]])
    row = values(
        outcome(5, 5, 15, 15, streams=served, sojourn_counts=counts, stream_backlog=np.array([[2.0, 30.0]]))
    )
    assert row["stream_p50_days"] == pytest.approx(16.1 / 8.0, rel=0.05)
    assert row["stream_p90_days"] == pytest.approx(80.1 / 8.0, rel=0.05)
    assert row["stream_late_share"] == pytest.approx(1 / 3)
    assert row["stream_backlog"] == 2
    assert np.isnan(values(outcome(5, 5, 15, 15))["stream_backlog"])


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


def curve(**changes):
    """Return a mean curve of 100 hours a week, other values in some weeks."""
    weekly = np.full(52, 100.0)
    for weeks, value in changes.values():
        weekly[slice(*weeks)] = value
    return weekly


def test_a_curve_does_not_fall_below_itself():
    assert measure_recovery(curve(), curve(), 0.0) == Recovery(1.0, 0, 0.0)


def test_a_fall_of_known_depth_and_length():
    """Half the output in weeks 5 to 10: a four-week mean from week 10 on is at 87.5%, from 11 on level."""
    found = measure_recovery(curve(dip=((5, 11), 50.0)), curve(), 5.0)
    assert (found.deepest_share, found.weeks_until_level, found.hours_lost) == (0.5, 6, 300.0)


def test_a_curve_that_stays_low_is_not_level_by_the_horizon():
    found = measure_recovery(curve(low=((10, 52), 75.0)), curve(), 5.0)
    assert found.deepest_share == 0.75
    assert found.weeks_until_level is None


def test_a_shallow_fall_is_level():
    assert measure_recovery(curve(low=((5, 52), 97.0)), curve(), 5.0).weeks_until_level == 0


def test_whoever_has_finished_earlier_has_not_fallen():
    """Twice as fast until the work is done, in week 6 instead of 12, then nothing is left to do."""
    faster = curve(fast=((0, 6), 200.0), done=((6, 52), 0.0))
    assert measure_recovery(faster, curve(done=((12, 52), 0.0)), 0.0).weeks_until_level == 0


def test_baselines_at_rest_have_no_fall():
    assert measure_recovery(np.zeros(20), np.zeros(20), 0.0) == Recovery(1.0, 0, 0.0)


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
    found = values(outcome(5, 5, 15, 15, agents_cost_usd=500.0), of=plan(has_agents=True))
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
    second = values(outcome(4.0, 7.0, 15.0, NAN, **found), of=plan(decided=8.5))
    assert [second["capability"], second["trials"]] == [0.9, 1]
    assert np.isnan(second["diversity"])


def test_without_design_decisions_nothing_is_reported_about_them():
    row = values(outcome(4.0, 7.0, 15.0, NAN))
    assert np.isnan([row["capability"], row["diversity"], row["trials"]]).all()


def test_waits_for_decisions_are_those_beyond_the_work_by_level():
    """Of leads three waits of 2, 4 and 10 hours, of the top one of 100; own decisions have none."""
    waits = np.zeros((3, len(LATENCY_EDGES_HOURS) - 1), dtype=np.int64)
    waits[1] = np.histogram([2.0, 4.0, 10.0], LATENCY_EDGES_HOURS)[0]
    waits[2] = np.histogram([100.0], LATENCY_EDGES_HOURS)[0]
    row = values(outcome(5, 5, 15, 15, wait_counts=waits))
    assert row["lead_wait_p50_hours"] == pytest.approx(4.0, rel=0.05)
    assert row["top_wait_p50_hours"] == pytest.approx(100.0, rel=0.05)
    assert row["decision_wait_p90_hours"] == pytest.approx(100.0, rel=0.05)
    assert row["waits_beyond_day_share"] == 0.5
    assert row["waits_beyond_week_share"] == 0.25
    assert np.isnan(values(outcome(5, 5, 15, 15))["waits_beyond_day_share"])


def test_who_mostly_waits_is_not_overloaded_by_the_work_of_the_team():
    """Seen: a person who worked for 12% of the time was "overloaded in 58% of weeks"."""
    hours = np.ones((3, len(KINDS)))
    hours[2, KINDS.index("waiting")] = 1_000.0
    hours[0, KINDS.index("idle")] = 1_000.0
    found = outcome(4.0, 7.0, 15.0, 16.0, hours_by_person=hours)
    assert values(found)["overload_weeks"] == 1
    assert people_of(found)[:, OVERLOAD_WEEKS].tolist() == [1.0, 0.0, 0.0]
