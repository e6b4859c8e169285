"""Small models in which something is not observed: a release beyond the horizon, a metric without a value."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from reorg.model import load
from reorg.report.findings import findings, rows
from reorg.report.not_observed import censored_line, no_value_lines
from reorg.report.sensitivity import drivers_line
from reorg.report.where_it_flips import flip_line
from reorg.study.compare import compare
from reorg.study.results.conclusion import bounds_of

MODELS = Path(__file__).parents[1] / "inputs"
RELEASE = ("go", "release_weeks")
"""Week of the change of structure in the models, from which the weeks to the release count."""


def study_of(name, worlds):
    return compare(load(str(MODELS / f"{name}.yaml")), worlds=worlds, threads=2)


def observed(weeks, folder):
    """A study of one release in 192 worlds that are observed for so many weeks."""
    text = (MODELS / "release_cut_off.yaml").read_text()
    file = folder / f"{weeks}.yaml"
    file.write_text(text.replace("horizon_weeks: 12", f"horizon_weeks: {weeks}"))
    return compare(load(str(file)), worlds=192, threads=2)


def difference(study, metric):
    return next(entry for entry in study.differences if entry["metric"] == metric)


def week_of(study, scenario, share):
    """The week by which a scenario is out in a share of its worlds."""
    weeks = study.worlds.reshape(-1, 2)["release_weeks"][:, scenario]
    return int(np.ceil(np.quantile(np.where(np.isnan(weeks), np.inf, weeks), share)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="module")
def ample(folder):
    """The worlds observed for so long that next to nothing is cut off."""
    return observed(52, folder)


@pytest.fixture(scope="module")
def long(ample, folder):
    """The same worlds, in some of which the baseline is not out."""
    return observed(week_of(ample, 0, 0.96), folder)


@pytest.fixture(scope="module")
def short(ample, folder):
    """The same worlds, observed until the scenario is out in most; the baseline is in few."""
    return observed(week_of(ample, 1, 0.8), folder)


@pytest.fixture(scope="module")
def laid_off():
    return study_of("everybody_laid_off", 64)


@pytest.mark.slow
def test_what_is_cut_off_is_at_least_and_what_is_seen_later_agrees(short, ample):
    """At 12 weeks it said "sooner by 1.8 weeks", and at 24, in the same worlds, 4.8."""
    cut, seen = difference(short, "release_weeks"), difference(ample, "release_weeks")
    assert cut["median"] is cut["mean"] is cut["mean_interval_95"] is None
    least, most = cut["bounds"]["median"]
    assert least is None
    assert bounds_of(seen, "median")[1] < most < 0
    text = findings(short.verdict)[0].text
    assert f"sooner than stay in {cut['helps_share']:.0%}" in text
    assert re.search(r"by at least [\d.]+ weeks? \(median\)", text)
    assert f"neither is out by week {short.verdict['horizon_weeks']}" in text
    assert re.search(r", by [\d.]+( to [\d.]+)? weeks? \(median\)", findings(ample.verdict)[0].text)


def test_shares_hold_what_is_seen_later(short, ample):
    """A side that was out in time was ahead of one that was not: nothing known turns, some gets known."""
    cut, seen = difference(short, "release_weeks"), difference(ample, "release_weeks")
    assert cut["helps_share"] <= seen["helps_share"] <= cut["helps_share"] + cut["unknown_share"]
    assert cut["unknown_share"] > 0.05
    assert seen["unknown_share"] < 0.02


def test_counts_of_what_is_not_out_are_reported(short):
    week = short.verdict["horizon_weeks"]
    late = np.isnan(short.worlds["release_weeks"]).reshape(-1, 2)
    stay, go = late.sum(axis=0)
    both = late.all(axis=1).sum()
    assert censored_line(short.verdict, "go", "release_weeks") == (
        f"The next release is not out by week {week} in {go} of 192 worlds under go, in {stay} under stay;"
        f" in {both} worlds, it is out under neither."
    )
    row = rows(short.verdict, "go", ["release_weeks"])[0]
    assert row.baseline == f">{week} wk"
    assert row.difference.startswith("<-")
    assert row.interval.startswith("[<-")


def test_drivers_of_what_is_mostly_cut_off_are_declined(short):
    """What makes both late would be told as what brings them together: drivers had the wrong signs."""
    examined = next(entry for entry in short.verdict["sensitivity"] if entry["metric"] == "release_weeks")
    assert examined["declined"]
    assert examined["censored_share"] > 0.1
    assert not [entry for entry in short.verdict["drivers"] if entry["metric"] == "release_weeks"]
    assert not [entry for entry in short.verdict["flips"] if entry["metric"] == "release_weeks"]
    assert drivers_line(short.verdict, *RELEASE).startswith("Not known: in ")
    week = short.verdict["horizon_weeks"]
    assert f"not out by week {week}" in drivers_line(short.verdict, *RELEASE)
    assert flip_line(short.verdict, *RELEASE) == ""


@pytest.mark.slow
def test_few_worlds_cut_off_are_counted_to_the_horizon_and_said(long):
    examined = next(entry for entry in long.verdict["sensitivity"] if entry["metric"] == "release_weeks")
    cut = np.isnan(long.worlds["release_weeks"]).reshape(-1, 2).any(axis=1).mean()
    assert 0.0 < cut < 0.1
    assert examined["censored_share"] == pytest.approx(cut, abs=1e-4)
    assert "declined" not in examined
    line = drivers_line(long.verdict, *RELEASE)
    week = long.verdict["horizon_weeks"]
    assert re.search(rf"not out by week {week} counts as week {week} \(<?\d+% of worlds\)$", line)


def test_a_release_that_nobody_ships_is_a_result():
    study = study_of("release_never_out", 8)
    entry = difference(study, "release_weeks")
    assert entry["unknown_share"] == 1.0
    assert entry["lean"] is entry["median"] is entry["mean_interval_95"] is None
    assert all(
        scenario["metrics"]["release_weeks"]["censored"] == 1.0
        for scenario in study.verdict["scenarios"].values()
    )
    message = "The next release is out by week 12 in no world, under go or under stay."
    assert findings(study.verdict)[0].text == message
    row = rows(study.verdict, "go", ["release_weeks"])[0]
    assert (row.baseline, row.scenario, row.difference) == ("not out", "not out", "-")


def test_worlds_without_a_value_are_counted(laid_off):
    """Latency "helps in 42% of worlds" were 14 of the 33 of 64 worlds in which both decided anything."""
    table = laid_off.worlds.reshape(-1, 2)["decision_latency_p50_hours"]
    missing = np.isnan(table)
    entry = difference(laid_off, "decision_latency_p50_hours")
    assert entry["no_value_share"] == missing.any(axis=1).mean() > 0.0
    shares = [entry[f"{key}_share"] for key in ("helps", "harms", "ties", "unknown", "no_value")]
    assert sum(shares) == pytest.approx(1.0)
    less = table[:, 1] < table[:, 0] - 0.01 * np.nanmedian(table[:, 0])
    assert entry["helps_share"] == less.mean()
    stay, go = missing.sum(axis=0)
    line = no_value_lines(laid_off.verdict, ["decision_latency_p50_hours"])[0]
    assert f"in {go}" in line
    assert f"{stay} of 64 worlds under stay" in line or not stay


def test_where_most_worlds_tie_that_is_reported_first():
    """After one week 69% of worlds tied, and it said "gets more work done in 31% of worlds"."""
    organization = load(str(MODELS / "one_week.yaml"))
    table = compare(organization, worlds=128, threads=2).worlds.reshape(-1, 2)["throughput"]
    tied = float(np.quantile(np.abs(table[:, 1] - table[:, 0]), 0.7))
    study = compare(replace(organization, negligible={"throughput": tied}), worlds=128, threads=2)
    assert 0.5 < difference(study, "throughput")["ties_share"] < 0.95
    text = findings(study.verdict)[0].text
    assert text.startswith("go mostly makes no difference to throughput: as under stay in")


def test_a_model_in_which_all_is_observed_has_no_bounds_and_tells_of_none():
    study = study_of("stream_of_requests", 16)
    for entry in study.differences:
        assert "bounds" not in entry
        assert "restricted_mean" not in entry
        assert entry["unknown_share"] == 0.0
    assert censored_line(study.verdict, "go", "release_weeks") == ""
