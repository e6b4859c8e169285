"""Studies in which people come and go on dates: what is counted, and from which moment."""

from copy import deepcopy

import numpy as np
import pytest
from small_lab import MODEL

from reorg.engine import KINDS
from reorg.model import load
from reorg.study.compare import compare, trace

NEW = {
    "id": "sam",
    "title": "Newcomer",
    "team": "all",
    "skills": {"wing": "high"},
    "annual_cost_usd": 100_000,
}
QUIET = {
    name: {"value": 1e-9, "source": "nobody leaves unless dated"}
    for name in ("turnover.base_per_year", "turnover.contagion")
}
WEEK = 1 / 52


def lab(**scenarios):
    """Return the laboratory of one structure in which people leave on dates only."""
    model = deepcopy(MODEL)
    del model["structures"]["deep"]
    stated = {name: {"structure": "flat", "events": events} for name, events in scenarios.items()}
    model["scenarios"] = {"stay": {"structure": "flat"}, **stated}
    return load(model | {"assumptions": QUIET})


def column(study, scenario, key):
    return study.worlds[study.worlds["scenario"] == scenario][key]


@pytest.fixture(scope="module")
def study():
    return compare(
        lab(
            leaves=[{"week": 3.5, "leave": "w#1"}, {"week": 0, "budget": {"hiring": False}}],
            joins=[{"week": 9.5, "join": NEW}],
            cut=[{"week": 10, "layoff": {"share": 0.5, "people": ["e", "w"]}}],
        ),
        worlds=4,
    )


def test_whoever_leaves_on_a_date_is_counted_and_not_paid_any_more(study):
    assert (column(study, "stay", "departures") == 0).all()
    assert (column(study, "leaves", "departures") == 1).all()
    saved = column(study, "stay", "cost_usd") - column(study, "leaves", "cost_usd")
    # Pay counts by whole weeks.
    assert saved == pytest.approx(150_000 * 16.5 * WEEK, abs=150_000 * 0.51 * WEEK)


def test_whoever_joins_is_paid_and_present_from_that_week(study):
    more = column(study, "joins", "cost_usd") - column(study, "stay", "cost_usd")
    assert more == pytest.approx(100_000 * 10.5 * WEEK, abs=100_000 * 0.51 * WEEK)
    hours = column(study, "joins", "hours_present") - column(study, "stay", "hours_present")
    assert hours == pytest.approx(10.5 * 40)


def test_half_of_those_named_are_laid_off_and_not_replaced(study):
    assert (column(study, "cut", "departures") == 4).all()
    assert study.series["cut"]["headcount"]["p50"][-1] == pytest.approx(6, abs=0.2)


def test_heads_are_counted_week_by_week(study):
    for level in ("p05", "p50", "p95"):
        heads = np.round(study.series["leaves"]["headcount"][level])
        assert heads.tolist() == [10.0] * 3 + [9.0] * 17
        heads = np.round(study.series["joins"]["headcount"][level])
        assert heads.tolist() == [10.0] * 9 + [11.0] * 11


def test_hours_by_kind_sum_to_the_hours_of_those_present(study):
    total = sum(study.worlds[f"hours_{kind}"] for kind in KINDS)
    assert total == pytest.approx(study.worlds["hours_present"], rel=1e-9)


def test_the_release_is_dated_from_the_start_date_whoever_goes_when(study):
    limits = study.worlds["release_weeks_at_least"]
    assert np.isin(limits[~np.isnan(limits)], [20.0]).all()


def test_a_newcomer_may_be_the_bottleneck_and_is_named_in_a_trace():
    organization = lab(joins=[{"week": 1, "join": NEW}])
    found = compare(organization, worlds=2)
    assert "sam" in found.people["joins"]
    log = trace(organization, "joins", world=0)
    assert log["person"].max() == len(organization.people)


EVERYTHING = [
    {"week": 1, "leave": "e#1"},
    {"week": 1, "replace": {"person": "e#1", "after_weeks": 2, "skills": {"engine": "high"}}},
    {"week": 2, "join": NEW},
    {"week": 3, "move": {"person": "w#2", "to": "engine-team"}},
    {"week": 4, "demand": {"stream": "calls", "factor": 3, "for_weeks": 4}},
    {"week": 5, "budget": {"hiring": False, "payroll_share": 0.9}},
    {"week": 6, "priority": {"work": "engine", "priority": 5}},
    {"week": 7, "layoff": {"share": 0.3, "areas": ["wing"]}},
    {"week": 2.5, "reorganize": "deep"},
    {"week": 9, "budget": {"hiring": True}},
]


def test_every_kind_of_event_runs_and_the_same_bits_come_out_again():
    model = deepcopy(MODEL)
    model["structures"]["deep"]["teams"][0]["id"] = "all"
    for team in model["structures"]["deep"]["teams"][1:]:
        team["parent"] = "all"
    model["streams"] = [{"id": "calls", "area": "wing", "per_week": 2, "effort_days": 0.5}]
    model["scenarios"]["everything"] = {"structure": "flat", "events": EVERYTHING}
    organization = load(model)
    first, again = (compare(organization, ["stay", "everything"], worlds=6, threads=n) for n in (1, 2))
    assert first.worlds.tobytes() == again.worlds.tobytes()
    assert (column(first, "everything", "departures") >= 3).all()
