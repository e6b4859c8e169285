from typing import Any

import pytest

from reorg.report.conclusions import counts_of_worlds
from reorg.report.findings import (
    about,
    bottlenecks,
    findings,
    metric_ranges,
    rows,
)
from reorg.report.not_observed import censored_line, no_value_lines
from reorg.report.summary.key_figures import middle_difference, middle_in_words
from report.verdicts import changed, verdict


def _sentence(document: dict[str, Any]) -> str:
    return findings(document)[0].text


def test_a_loss_says_how_often_and_how_much() -> None:
    expected = (
        "Split by stage ships the next release later than Stay in 78% of worlds, by 5.1 weeks (median)."
    )
    assert _sentence(verdict()) == expected
    assert findings(verdict())[0].reading == "worse"


def test_a_win_is_told_from_its_own_share() -> None:
    better = changed(
        "release_weeks",
        median=-2.1,
        mean=-2.3,
        mean_interval_95=[-2.6, -2.0],
        helps_share=0.7,
        harms_share=0.1,
    )
    expected = (
        "Split by stage ships the next release sooner than Stay in 70% of worlds, by 2.1 weeks (median)."
    )
    assert _sentence(better) == expected
    assert findings(better)[0].reading == "better"


def test_a_tie_has_no_figures() -> None:
    tie = changed("release_weeks", mean_interval_95=[0.0, 0.0], helps_share=0.0, harms_share=0.0)
    row = rows(tie, "split", ["release_weeks"])[0]
    assert (row.difference, row.interval) == ("no difference", "")


def _late(**fields: Any) -> dict[str, Any]:
    """Split is not out in 6 worlds of 10, stay always: the median is at least 36.8 weeks later."""
    cut = {"median": None, "p95": None, "mean": None, "mean_interval_95": None}
    cut |= {"bounds": {"median": [36.8, None], "p95": [36.8, None]}, "restricted_mean": 22.0}
    cut |= {"restricted_mean_interval_95": [20.0, 24.0], "helps_share": 0.11, "harms_share": 0.78}
    late = changed("release_weeks", **(cut | fields))
    bounds = {"p50": [78.0, None], "p95": [78.0, None]}
    released = late["scenarios"]["split"]["metrics"]["release_weeks"]
    released |= {"p50": None, "p95": None, "mean": None, "censored": 0.6, "bounds": bounds}
    return late


def test_a_median_that_is_cut_off_is_at_least() -> None:
    assert _sentence(_late()) == (
        "Split by stage ships the next release later than Stay in 78% of worlds,"
        " by at least 37 weeks (median)."
    )
    row = rows(_late(), "split", ["release_weeks"])[0]
    assert (row.scenario, row.difference, row.interval) == (">78 wk", ">+36.8 wk", "[+1.2, >+36.8]")


def test_a_median_known_within_bounds_is_at_least_the_nearer_one() -> None:
    near = _late(bounds={"median": [1.0, 1.24], "p95": [10.0, None]})
    assert "by at least 1 week (median)" in _sentence(near)
    row = rows(near, "split", ["release_weeks"])[0]
    assert (row.difference, row.interval) == (">+1.0 wk", "[+1.2, >+10.0]")
    unsure = _late(bounds={"median": [-0.1, 0.2], "p05": [None, -2.0], "p95": [5.0, 9.0]}, p05=None)
    row = rows(unsure, "split", ["release_weeks"])[0]
    assert (row.difference, row.interval) == ("-0.1 to +0.2 wk", "[<-2.0, >+5.0]")
    same = _late(bounds={"median": [1.2, 1.201], "p95": [10.0, None]})
    assert "by 1.2 weeks (median)" in _sentence(same)


def test_worlds_in_which_neither_is_out_are_counted_as_on_page_one() -> None:
    """Seen: 12% in the terminal and 11 of 100 on page one, of 11.5%."""
    both = _late(unknown_share=0.115, helps_share=0.005, harms_share=0.88, ties_share=0.0)
    assert counts_of_worlds(both["differences"][0]) == (88, 1, 0, 11)
    assert _sentence(both).endswith("; in 11% neither is out by week 78.")


def test_worlds_in_which_neither_is_out_are_reported() -> None:
    both = _late(unknown_share=0.2, helps_share=0.1, harms_share=0.65)
    assert _sentence(both).endswith("; in 20% neither is out by week 78.")


@pytest.mark.parametrize(
    ("bounds", "reported"),
    [
        ([None, 1.7], "cut off"),
        ([-1.7, None], "cut off"),
        ([None, -1.7], "<-1.7 wk"),
        ([1.7, None], ">+1.7 wk"),
    ],
)
def test_a_bound_that_leaves_the_direction_open_is_no_figure(
    bounds: list[float | None], reported: str
) -> None:
    document = changed("release_weeks", median=None, bounds={"median": bounds})
    row = next(row for row in rows(document, "split") if row.metric == "release_weeks")
    assert row.difference == reported
    entry = next(entry for entry in document["differences"] if entry["metric"] == "release_weeks")
    assert (middle_difference(entry) is None) is (reported == "cut off")


def test_late_worlds_come_before_sides_without_any() -> None:
    document = changed("release_weeks")
    for scenario, late in (("split", 0.0), ("stay", 0.014)):
        document["scenarios"][scenario]["metrics"]["release_weeks"]["censored"] = late
    assert censored_line(document, "split", "release_weeks") == (
        "The next release is not out by week 78 in 14 of 1,000 worlds under Stay,"
        " in none under Split by stage."
    )


def test_one_world_in_which_neither_is_out_is_said_as_one() -> None:
    document = changed("release_weeks", unknown_share=0.001)
    for scenario, late in (("split", 0.003), ("stay", 0.014)):
        document["scenarios"][scenario]["metrics"]["release_weeks"]["censored"] = late
    line = censored_line(document, "split", "release_weeks")
    assert line.endswith("; in one world, it is out under neither.")


def test_what_nobody_ships_is_a_result() -> None:
    unknown = {"median": None, "p05": None, "p95": None, "mean": None, "mean_interval_95": None}
    never = changed("release_weeks", **unknown, helps_share=0.0, harms_share=0.0, unknown_share=1.0)
    for scenario in ("stay", "split"):
        never["scenarios"][scenario]["metrics"]["release_weeks"] |= {
            "p50": None,
            "mean": None,
            "censored": 1.0,
        }
    message = "The next release is out by week 78 in no world, under Split by stage or under Stay."
    assert _sentence(never) == message
    row = rows(never, "split", ["release_weeks"])[0]
    assert (row.baseline, row.scenario, row.difference, row.helps) == ("not out", "not out", "-", "")


def test_worlds_without_a_value_are_counted_aloud() -> None:
    document = verdict()
    document["scenarios"]["split"]["metrics"]["decision_wait_p50_hours"]["no_value"] = 0.031
    lines = no_value_lines(document, ["release_weeks", "decision_wait_p50_hours"])
    assert lines == ["wait for decisions: in 31 of 1,000 worlds under Split by stage."]


def test_a_share_of_the_worlds_is_compared_by_its_mean() -> None:
    row = rows(verdict(), "split", ["on_time"])[0]
    assert (row.baseline, row.scenario, row.difference, row.interval) == ("81%", "52%", "-29 pt", "")


def test_what_the_verdict_does_not_hold_has_no_row() -> None:
    assert {row.metric for row in rows(verdict(), "split", ["capability", "departures", "on_time"])} == {
        "on_time"
    }


def test_an_unknown_metric_is_called_by_its_key() -> None:
    document = verdict()
    document["differences"].append({**document["differences"][0], "metric": "tea_breaks", "better": "-"})
    for scenario in document["scenarios"].values():
        scenario["metrics"]["tea_breaks"] = scenario["metrics"]["release_weeks"]
    assert rows(document, "split")[-1].label == "tea breaks"


def test_bottlenecks_name_the_worst_of_each_scenario() -> None:
    lines = bottlenecks(verdict(), each=1)
    assert len(lines) == 2
    assert lines[0].startswith("Head of post-training 1: ")
    assert lines[0].endswith("34% of weeks under Split by stage (Stay: 9%)")


def test_one_scenario_alone_has_medians_and_ranges() -> None:
    spread = next(row for row in metric_ranges(verdict(), "stay") if row.label == "next release")
    assert (spread.median, spread.low, spread.high) == ("41 wk", "33 wk", "54 wk")


def test_the_size_of_the_study_in_one_line() -> None:
    assert about(verdict()) == "1,000 worlds, 78 weeks, seed 1, 8.4 s"
    assert about({**verdict(), "worlds": 1, "timing": {}}) == "1 world, 78 weeks, seed 1"


def test_a_mean_that_the_median_world_does_not_show_is_so_on_average() -> None:
    odd = changed("backlog_hours", median=0.0, mean=1.4, mean_interval_95=[0.8, 1.9])
    assert rows(odd, "split", ["backlog_hours"])[0].in_words == "harms on average"
    assert rows(verdict(), "split", ["backlog_hours"])[0].in_words == "harms"


def test_hours_that_nothing_asks_for_have_no_row() -> None:
    document = verdict()
    for scenario in document["scenarios"].values():
        scenario["metrics"]["hours_review"] = {"unit": "person-hours", "mean": 0.0, "p50": 0.0}
    labels = {row.label for row in metric_ranges(document, "stay")}
    assert "hours, rework" in labels
    assert "hours, review" not in labels


def test_a_person_hardly_busier_than_others_is_no_bottleneck() -> None:
    document = verdict()
    document["bottlenecks"][1]["overloaded_weeks_share"] = 0.02
    assert not any("pre-lead" in line for line in bottlenecks(document, each=5))


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"median": 0.77, "p05": -1.2, "p95": 3.1}, "+0.8 h"),
        ({"median": 0.77, "p05": 0.2, "p95": 0.9}, "+0.77 h"),
        ({"median": None, "p05": -0.4, "p95": 9.1, "bounds": {"median": [0.76, 0.79]}}, "+0.8 h"),
    ],
)
def test_page_one_and_the_terminal_give_a_difference_the_same_decimals(
    fields: dict[str, Any], text: str
) -> None:
    """Seen: "+0.77 h" on page one, "+0.8 h" in the terminal."""
    document = changed("decision_wait_p50_hours", **fields)
    (row,) = rows(document, "split", ["decision_wait_p50_hours"])
    entry = next(e for e in document["differences"] if e["metric"] == row.metric)
    assert middle_in_words(entry) == row.difference == text
