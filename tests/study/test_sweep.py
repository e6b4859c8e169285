"""Designs swept in the same worlds: one tidy table, paired differences, and other libraries' tables."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import polars
import pytest

from reorg import METRICS, StudyError, Sweep, compare, load, sweep

PLACE = "assumptions.coordination.exchange_probability"


def _teams(span: int, strength: float) -> dict[str, Any]:
    """Return an organization of twelve in teams of ``span`` members, with coupled packages."""
    people = [{"id": f"p{number}", "skills": {"work": "medium"}} for number in range(12)]
    teams: list[dict[str, Any]] = [{"id": "root", "lead": "head"}]
    for place in range(0, 12, span):
        members = [f"p{number}" for number in range(place, min(place + span, 12))]
        teams.append({"id": f"t{place}", "parent": "root", "lead": members[0], "members": members[1:]})
    for number in range(3):
        teams[1 + number % (len(teams) - 1)].setdefault("owns", []).append(f"r/k{number}")
    packages = [{"id": f"k{number}", "area": "work", "effort_days": 30} for number in range(3)]
    couplings = [{"between": ["k0", "k1"], "strength": strength}]
    return {
        "organization": "Twelve",
        "start": "2026-01-05",
        "horizon_weeks": 20,
        "areas": ["work"],
        "people": [{"id": "head", "seniority": "senior"}, *people],
        "releases": [{"id": "r", "packages": packages, "couplings": couplings}],
        "structures": {"only": {"teams": teams}},
    }


@pytest.fixture(scope="module")
def swept() -> Sweep:
    return sweep("agents", {PLACE: [0.05, 0.3]}, worlds=4)


@pytest.mark.slow
def test_a_design_is_rehearsed_as_if_alone(swept: Sweep) -> None:
    alone = compare(load("agents").with_(PLACE, 0.3), worlds=4).worlds
    scenario = str(alone["scenario"][0])
    assert (swept.values(1, "throughput") == alone["throughput"][alone["scenario"] == scenario]).all()


@pytest.mark.slow
def test_designs_meet_the_same_worlds() -> None:
    same = sweep("agents", [{"organization": "one"}, {"organization": "another"}], worlds=4)
    for row in same.differences("throughput"):
        assert row["mean"] == 0.0


def test_differences_are_paired(swept: Sweep) -> None:
    first, second = swept.differences("hours_coordination")
    assert first["mean"] == 0.0
    expected = (swept.values(1, "hours_coordination") - swept.values(0, "hours_coordination")).mean()
    assert second["mean"] == pytest.approx(expected)
    assert second["mean"] > 0.0, "who must talk more often spends more hours on it"
    assert second[PLACE] == 0.3


def test_a_function_makes_designs_of_other_shapes() -> None:
    made = sweep(_teams, {"span": [4, 6], "strength": [0.0, 0.8]}, worlds=2)
    assert len(made.designs) == 4
    assert set(made.worlds["span"].tolist()) == {4.0, 6.0}
    means = {(row["span"], row["strength"]): row["mean"] for row in made.means("hours_coordination")}
    assert means[4, 0.8] > means[4, 0.0]


@pytest.fixture(scope="module")
def often_late() -> Sweep:
    """Return one design whose release is always out by the horizon, and one whose is only in some worlds."""
    return sweep(
        _teams(4, 0.8) | {"horizon_weeks": 26},
        {"releases.r.packages.k0.effort_days": [30, 200]},
        worlds=16,
    )


def test_a_slow_design_has_no_mean_over_its_lucky_worlds(often_late: Sweep) -> None:
    """Seen: the mean of the worlds with a release, which makes the slow design look faster than it is."""
    fast, slow = often_late.means("release_weeks")
    assert (fast["censored"], fast["worlds"]) == (0, 16)
    assert fast["restricted_mean"] == fast["mean"] == often_late.values(0, "release_weeks").mean()
    late = np.isnan(often_late.values(1, "release_weeks"))
    assert 0 < late.sum() < 16, "the example is meant to be late in some worlds"
    assert slow["censored"] == late.sum()
    assert slow["worlds"] == 16
    assert all(math.isnan(slow[key]) for key in ("mean", "low", "high"))
    counted = np.where(late, 26.0, often_late.values(1, "release_weeks"))
    assert slow["restricted_mean"] == pytest.approx(counted.mean())
    assert slow["restricted_low"] < slow["restricted_mean"] < slow["restricted_high"]


def test_a_difference_from_a_slow_design_counts_all_worlds(often_late: Sweep) -> None:
    for against, sign in ((0, 1.0), (1, -1.0)):
        row = often_late.differences("release_weeks", against=against)[1 - against]
        limit = often_late.worlds["release_weeks_at_least"][often_late.worlds["design"] == 1]
        values = often_late.values(1, "release_weeks")
        counted = np.where(np.isnan(values), limit, values) - often_late.values(0, "release_weeks")
        assert math.isnan(row["mean"])
        assert row["censored"] == np.isnan(values).sum()
        assert row["restricted_mean"] == pytest.approx(sign * counted.mean())


def test_a_metric_that_is_never_cut_off_has_its_mean(often_late: Sweep) -> None:
    for row in often_late.means("hours_coordination"):
        assert row["censored"] == 0
        assert row["low"] < row["mean"] < row["high"]


def test_the_table_goes_to_other_libraries(swept: Sweep, tmp_path: Path) -> None:
    table = swept.table()
    frame = table.to_pandas()
    assert len(frame) == len(table)
    assert frame["throughput"].sum() == pytest.approx(float(np.nansum(swept.worlds["throughput"])))
    assert table.to_polars().height == len(table)
    assert polars.read_parquet(table.to_parquet(tmp_path / "t.parquet")).columns == list(table.columns)
    cube = table.to_xarray()
    scenario = str(swept.worlds["scenario"][0])
    chosen = cube["throughput"].sel(design=1, scenario=scenario).to_numpy()
    assert chosen.tolist() == swept.values(1, "throughput").tolist()


@pytest.mark.parametrize(
    ("factors", "options", "message"),
    [
        ({}, {}, "at least one factor"),
        ([{"a": 1}, {"b": 1}], {}, "the same factors"),
        ({PLACE: [0.1]}, {"out": "x"}, "keeps only its table"),
        ({PLACE: 0.1}, {}, r"needs a list of values: write \[0.1\]"),
        (PLACE, {}, "factors are {place: values} or a list of {place: value}, not 'assumptions"),
    ],
)
def test_what_is_not_a_sweep_is_refused(factors: Any, options: Any, message: str) -> None:
    with pytest.raises(StudyError, match=message):
        sweep("agents", factors, **options)


def test_an_unknown_metric_is_reported(swept: Sweep) -> None:
    with pytest.raises(StudyError, match="did you mean 'throughput'"):
        swept.means("througput")


@pytest.mark.parametrize(
    ("against", "said"),
    [
        (7, "there is no design 7; this sweep has 0 to 1"),
        (-1, "no design -1"),
        ("a", "a whole number, not 'a'"),
    ],
)
def test_a_design_that_does_not_exist_is_reported(swept: Sweep, against: Any, said: str) -> None:
    """Seen: an empty array of a design that there is none of, and an error on shapes in a difference."""
    with pytest.raises(StudyError, match=said):
        swept.differences("throughput", against=against)
    with pytest.raises(StudyError, match=said):
        swept.values(against, "throughput")


def test_a_study_shows_itself() -> None:
    study = compare("agents", worlds=3)
    assert repr(study).startswith("Study(")
    assert "3 worlds" in repr(study)
    shown = study._repr_html_()
    assert shown.count("<svg") >= 3
    assert "mean difference from" in shown
    first = next(metric.key for metric in METRICS if metric.place == "table")
    entry = next(e for e in study.differences if e["metric"] == first and e["mean"] is not None)
    assert f"{entry['mean']:+.4g}" in shown
    assert not math.isnan(study.to_pandas()["throughput"].iloc[0])
    assert len(study.table().to_xarray()["throughput"]) == len(study.verdict["scenarios"])


def test_values_of_numpy_are_numbers_and_what_is_shown_is_one_line() -> None:
    organization = load("agents")
    swept = sweep(organization, {"horizon_weeks": np.array([20, 30])}, ["none", "one"], worlds=2)
    assert swept.designs == ({"horizon_weeks": 20}, {"horizon_weeks": 30})
    assert swept.to_pandas()["horizon_weeks"].tolist() == [20.0] * 4 + [30.0] * 4
    assert (
        repr(swept.table())
        == f"TidyTable(8 rows by design, scenario, world; {len(swept.table().columns)} columns)"
    )
    assert repr(organization).startswith(
        f"Organization({organization.name}: 52 people, 3 areas, 1 structure,"
    )
    assert len(repr(organization)) < 120
