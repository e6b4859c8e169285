from typing import Any

import pytest

from reorg.report.findings import (
    about,
    bottlenecks,
    findings,
    metric_ranges,
    read,
    rows,
    support,
    unclear_line,
)
from report.verdicts import changed, verdict


def _sentence(document: dict[str, Any]) -> str:
    return findings(document)[0].text


def test_a_loss_says_how_often_and_how_much() -> None:
    expected = "split ships the next release later than stay in 78 % of worlds, by 5.1 weeks (median)."
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
    expected = "split ships the next release sooner than stay in 70 % of worlds, by 2.1 weeks (median)."
    assert _sentence(better) == expected
    assert findings(better)[0].reading == "better"


def test_a_metric_that_should_rise_is_judged_the_other_way() -> None:
    entry = {"metric": "throughput", "better": "higher", "mean_interval_95": [3.0, 5.0]}
    assert read({**entry, "helps_share": 0.8, "harms_share": 0.1}) == "better"
    assert (
        read({**entry, "mean_interval_95": [-5.0, -3.0], "helps_share": 0.1, "harms_share": 0.8}) == "worse"
    )


def test_a_tie_is_no_difference() -> None:
    tie = changed("release_weeks", mean_interval_95=[0.0, 0.0], helps_share=0.0, harms_share=0.0)
    assert _sentence(tie) == (
        "split makes no difference to the next release: as under stay in 100 % of worlds."
    )
    row = rows(tie, "split", ["release_weeks"])[0]
    assert (row.difference, row.interval) == ("no difference", "")


def test_what_cannot_be_distinguished_is_said_in_words() -> None:
    sentence = findings(verdict())[1].text
    assert sentence.startswith("soft-split is not distinguishable from stay")
    assert "sooner in 46 % of worlds, later in 49 %" in sentence
    line = unclear_line(rows(verdict(), "soft-split"))
    assert line.startswith("next release, weeks overloaded (")


@pytest.mark.parametrize("interval", [None, [None, None], [-0.1, 0.2], [0.0, 0.4]])
def test_without_an_interval_away_from_zero_nothing_is_claimed(interval: object) -> None:
    assert findings(changed("release_weeks", mean_interval_95=interval))[0].reading == "unclear"


def test_releases_that_do_not_come_out_are_counted_aloud() -> None:
    late = changed("release_weeks", median=None, p95=None)
    late["scenarios"]["split"]["metrics"]["release_weeks"] |= {"p50": None, "p95": None, "censored": 0.6}
    assert _sentence(late) == "split ships the next release later than stay in 78 % of worlds."
    said = " ".join(support(late, "split"))
    assert "not out by week 78 in 60 % of worlds under split, in none under stay" in said
    assert "beyond the horizon" in said
    row = rows(late, "split", ["release_weeks"])[0]
    assert (row.scenario, row.interval) == ("not out", "[ +1.2, beyond ]")


def test_a_mean_against_the_median_is_explained() -> None:
    odd = changed("release_weeks", median=-0.5, mean=1.0, mean_interval_95=[0.5, 1.5])
    assert any("outweigh the many" in line for line in support(odd, "split"))
    assert "in the median" not in _sentence(odd)


def test_a_share_of_the_worlds_is_compared_by_its_mean() -> None:
    row = rows(verdict(), "split", ["on_time"])[0]
    assert (row.baseline, row.scenario, row.difference, row.interval) == ("81 %", "52 %", "-29 pt", "")


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
    assert lines[0].startswith("Head of post-training (post-lead): ")
    assert lines[0].endswith("34 % of weeks under split (stay: 9 %)")


def test_one_scenario_alone_has_medians_and_ranges() -> None:
    spread = next(row for row in metric_ranges(verdict(), "stay") if row.label == "next release")
    assert (spread.median, spread.low, spread.high) == ("41 wk", "33 wk", "54 wk")


def test_the_size_of_the_study_in_one_line() -> None:
    assert about(verdict()) == "1,000 worlds, 78 weeks, seed 1, 8.4 s"
    assert about({**verdict(), "worlds": 1, "timing": {}}) == "1 world, 78 weeks, seed 1"


def test_a_mean_that_the_median_world_does_not_show_is_so_on_average() -> None:
    odd = changed("overload_weeks", median=0.0, mean=1.4, mean_interval_95=[0.8, 1.9])
    assert rows(odd, "split", ["overload_weeks"])[0].in_words == "harms on average"
    assert rows(verdict(), "split", ["overload_weeks"])[0].in_words == "harms"


def test_what_never_differs_is_no_difference_with_or_without_a_better_side() -> None:
    nothing = {"metric": "hours_present", "better": "-", "p05": 0.0, "p95": 0.0, "mean": 0.0}
    assert read({**nothing, "mean_interval_95": [0.0, 0.0], "helps_share": None}) == "same"


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
