"""What a difference amounts to, and that its sentence never says more than its shares do."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reorg.report.conclusions import UNEVEN_FROM, conclude, in_words, sentence
from reorg.study.inference.intervals import batch_numbers
from reorg.study.inference.paired import MetricValues, summarize_differences, summarize_signs
from report.verdicts import changed, counted, verdict


def reported(**fields: Any) -> tuple[str, str, str]:
    """The conclusion, its words for a table, and the sentence, of the release under split."""
    document = changed("release_weeks", **fields)
    entry = document["differences"][0]
    conclusion = conclude(entry)
    return conclusion, in_words(entry, conclusion), sentence(document, entry)


def test_shares_and_mean_that_agree_are_one_claim() -> None:
    conclusion, words, text = reported()
    assert (conclusion, words) == ("worse", "harms")
    assert text == (
        "Split by stage ships the next release later than Stay in 78% of worlds, by 5.1 weeks (median)"
    )


def test_a_lead_that_is_no_large_majority_tells_the_other_side() -> None:
    _, _, text = reported(helps_share=0.25, harms_share=0.55)
    assert "later than Stay in 55% of worlds, sooner in 25%, by 5.1 weeks" in text


def test_nearly_all_sooner_is_never_called_not_distinguishable() -> None:
    """Seen: sooner in 95% of worlds, later in 2%, with an interval that included 0."""
    conclusion, words, text = reported(
        median=-0.6, mean=-0.9, mean_interval_95=[-15.3, 13.5], helps_share=0.95, harms_share=0.02
    )
    assert (conclusion, words) == ("mixed", "helps in more worlds")
    assert text == (
        "Split by stage ships the next release sooner than Stay in 95% of worlds, later in 2%,"
        " by 0.6 weeks (median); the mean difference is not distinguishable from 0"
    )


_CUT_OFF = {"mean": None, "mean_interval_95": None, "helps_share": 0.35, "harms_share": 0.41}


def test_a_restricted_mean_that_may_be_0_is_told_where_worlds_are_cut_off() -> None:
    """Seen: later in 41 of 100 worlds, sooner in 35, and a mean of +0.04 weeks with an interval around 0."""
    conclusion, words, text = reported(
        **_CUT_OFF, median=0.1, restricted_mean=0.04, restricted_mean_interval_95=[-0.36, 0.44]
    )
    assert (conclusion, words) == ("worse", "harms in more worlds")
    assert text == (
        "Split by stage ships the next release later than Stay in 41% of worlds, sooner in 35%, by 0.1 weeks"
        " (median); the mean difference (not out by week 78 counts as week 78) is not distinguishable from 0"
    )


def test_a_restricted_mean_on_the_other_side_is_told() -> None:
    _, words, text = reported(
        **_CUT_OFF, median=0.1, restricted_mean=-1.0, restricted_mean_interval_95=[-1.4, -0.6]
    )
    assert words == "harms in more worlds"
    assert text.endswith("; on average (not out by week 78 counts as week 78) sooner, by 1 week")


def test_a_restricted_mean_that_agrees_adds_nothing() -> None:
    _, words, text = reported(
        **_CUT_OFF, median=0.1, restricted_mean=1.0, restricted_mean_interval_95=[0.6, 1.4]
    )
    assert words == "harms"
    assert text.endswith("sooner in 35%, by 0.1 weeks (median)")


def test_a_few_large_differences_against_many_small_ones_are_explained() -> None:
    conclusion, words, text = reported(
        median=-0.5, mean=1.0, mean_interval_95=[0.5, 1.5], helps_share=0.7, harms_share=0.2
    )
    assert (conclusion, words) == ("mixed", "helps in more worlds, harms on average")
    assert text == (
        "Split by stage ships the next release sooner than Stay in 70% of worlds and later in 20%,"
        " but on average later, by 1 week: a few large differences outweigh the many"
    )


def test_a_median_on_the_other_side_is_not_claimed() -> None:
    """Ties are of any size below the negligible: the median may lie among them, on the other side of 0."""
    _, _, text = reported(median=-0.02, helps_share=0.3, harms_share=0.45)
    assert text == "Split by stage ships the next release later than Stay in 45% of worlds, sooner in 30%"


def test_where_worlds_are_split_evenly_the_mean_is_on_average() -> None:
    conclusion, words, text = reported(
        median=0.1, mean=1.0, mean_interval_95=[0.5, 1.5], helps_share=0.46, harms_share=0.45
    )
    assert (conclusion, words) == ("worse", "harms on average")
    assert text == (
        "Split by stage ships the next release sooner than Stay in 46% of worlds and later in 45%;"
        " on average later, by 1 week"
    )


def test_most_worlds_tie_is_reported_first() -> None:
    """Seen: "gets more work done in 31% of worlds" where 69% tie."""
    conclusion, words, text = reported(
        median=0.0, mean=0.3, mean_interval_95=[0.2, 0.4], helps_share=0.0, harms_share=0.31
    )
    assert (conclusion, words) == ("mostly same", "mostly no difference")
    assert text == (
        "Split by stage mostly makes no difference to the next release: as under Stay in 69% of worlds,"
        " later in 31%, sooner in none; on average later, by 0.3 weeks"
    )


def test_nearly_all_worlds_tie_is_not_a_difference() -> None:
    conclusion, _, text = reported(mean_interval_95=[0.0, 0.0], helps_share=0.0, harms_share=0.0)
    assert conclusion == "same"
    assert text == "Split by stage makes no difference to the next release: as under Stay in 100% of worlds"
    _, _, text = reported(mean_interval_95=[0.1, 0.2], helps_share=0.0, harms_share=0.03)
    assert text.endswith("as under Stay in 97% of worlds, later in 3%, sooner in none")


@pytest.mark.parametrize("interval", [None, [-0.1, 0.2], [0.0, 0.4]])
def test_even_shares_without_an_interval_beyond_0_are_not_distinguishable(interval: object) -> None:
    conclusion, _, text = reported(mean_interval_95=interval, helps_share=0.46, harms_share=0.49)
    assert conclusion == "unclear"
    assert text == (
        "Split by stage is not distinguishable from Stay in whether it ships the next release sooner or"
        " later: sooner in 46% of worlds, later in 49%"
    )


def test_too_few_worlds_are_not_called_alike() -> None:
    entry = counted({**verdict()["differences"][0], "helps_share": 0.0, "harms_share": 1.0}, worlds=4)
    entry |= {"mean_interval_95": [-1.0, 9.0]}
    assert conclude(entry) == "unclear"
    assert sentence({**verdict(), "worlds": 4}, entry) == (
        "4 worlds are too few to tell whether Split by stage ships the next release sooner or later than"
        " Stay: sooner in none of 4, later in 4"
    )


def test_a_metric_that_should_rise_is_judged_the_other_way() -> None:
    higher = {"metric": "throughput", "better": "higher", "unit": "person-hours a week"}
    up = counted({**higher, "mean_interval_95": [3.0, 5.0], "helps_share": 0.8, "harms_share": 0.1})
    down = counted({**higher, "mean_interval_95": [-5.0, -3.0], "helps_share": 0.1, "harms_share": 0.8})
    assert (conclude(up), conclude(down)) == ("better", "worse")
    message = sentence(verdict(), {**up, "scenario": "split", "median": 4.0})
    assert message.startswith("Split by stage gets more work done than Stay in 80% of worlds, by 4")


def test_a_metric_without_a_better_side_differs_or_not() -> None:
    plain = {"metric": "hours_present", "better": "-", "p05": 0.0, "p95": 0.0, "mean": 0.0}
    assert conclude({**plain, "mean_interval_95": [0.0, 0.0], "helps_share": None}) == "same"
    assert conclude({**plain, "p95": 2.0, "mean": 1.0, "mean_interval_95": [0.5, 1.5]}) == "different"


def test_two_scenarios_of_one_name_are_told_apart() -> None:
    document = changed("release_weeks")
    document["scenarios"]["split"]["name"] = "Stay"
    text = sentence(document, document["differences"][0])
    assert text.startswith("Stay (split) ships the next release later than Stay (stay) in 78% of worlds")


DIFFERENCES = st.lists(
    st.one_of(st.just(0.0), st.floats(-3.0, 3.0), st.floats(-100.0, 100.0)), min_size=2, max_size=90
)


@given(DIFFERENCES, st.integers(0, 4), st.floats(0.0, 1.0))
def test_no_sentence_contradicts_its_shares(differences: list[float], cut: int, negligible: float) -> None:
    """Differences of any kind, of which some worlds are cut off at week 60: on one side, or on both."""
    size = len(differences)
    baseline = np.full(size, 50.0)
    alternative = baseline + np.array(differences)
    sides = [MetricValues(np.minimum(weeks, 60.0), weeks >= 60.0) for weeks in (alternative, baseline)]
    sides[1].censored[:cut] = True
    entry = {"scenario": "split", "metric": "release_weeks", "better": "lower", "unit": "weeks"}
    entry |= summarize_differences(*sides, batch_numbers(size))
    entry |= summarize_signs(*sides, "lower", negligible)
    text = sentence({**verdict(), "worlds": size}, entry)
    sooner, later, ties = (entry[f"{key}_share"] for key in ("helps", "harms", "ties"))
    if ties > 0.5:
        assert "no difference" in text
    if "is not distinguishable from Stay" in text:
        assert max(sooner, later) <= UNEVEN_FROM * (sooner + later)
    claim = re.match(r"Split by stage ships the next release (sooner|later) than", text)
    if claim:
        assert (sooner >= later) if claim[1] == "sooner" else (later >= sooner)
    by = re.search(r"ships the next release (sooner|later) than .*, by .* weeks? \(median\)", text)
    if by:
        low, high = entry.get("bounds", {}).get("median", [entry["median"]] * 2)
        assert (high is not None and high < 0) if by[1] == "sooner" else (low is not None and low > 0)
    if any(side.censored.any() for side in sides):
        assert entry["mean_interval_95"] is None
        assert "on average" not in text.replace("on average (not out by week 78 counts as week 78)", "")


@pytest.mark.parametrize(("worlds", "helps", "harms"), [(8, 0.5, 0.375), (16, 0.5, 0.5), (98, 0.5, 0.5)])
def test_even_shares_of_few_worlds_do_not_show_that_two_are_alike(
    worlds: int, helps: float, harms: float
) -> None:
    """Of 98 worlds, 59 to 39 may still be chance: that both sides are even says nothing yet."""
    document = {**verdict(), "worlds": worlds}
    entry = {**verdict()["differences"][0], "helps_share": helps, "harms_share": harms}
    entry = {**counted(entry, worlds=worlds), "mean_interval_95": [-1.0, 1.0]}
    text = sentence(document, entry)
    few = f"{worlds} worlds are too few to tell"
    assert text.startswith(f"{few} whether Split by stage ships the next release")
    assert text.endswith(f"sooner in {round(helps * worlds)} of {worlds}, later in {round(harms * worlds)}")


def test_of_many_worlds_that_mostly_tie_too_few_differ() -> None:
    document = {**verdict(), "worlds": 1000}
    entry = {**verdict()["differences"][0], "helps_share": 0.005, "harms_share": 0.009}
    entry = {**counted(entry, worlds=1000), "lean": "neither", "mean_interval_95": [-1.0, 1.0]}
    text = sentence(document, {**entry, "metric": "on_time", "better": "higher"})
    assert text.startswith("Too few worlds differ to tell")
    assert text.endswith("less often in 9 of 1,000, more often in 5")


def test_two_bounds_of_a_median_do_not_read_as_an_interval() -> None:
    _, _, text = reported(median=None, bounds={"median": [0.84, 0.89]})
    assert text.endswith("by at least 0.84 weeks (median)")


def test_fewer_releases_on_time_are_not_called_no_difference() -> None:
    """Seen: on time in 35% of worlds instead of 51%, marked as no difference since most worlds tie."""
    entry = changed("on_time", median=0.0, mean=-0.16, helps_share=0.0, harms_share=0.16)["differences"][1]
    entry = {**entry, "mean_interval_95": [-0.21, -0.11]}
    assert entry["metric"] == "on_time"
    assert conclude(entry) == "worse"


def test_scenarios_whose_long_names_look_the_same_keep_their_ids() -> None:
    document = changed("release_weeks")
    for key in ("stay", "split"):
        document["scenarios"][key]["name"] = "x" * 90
    assert "(split) ships" in sentence(document, document["differences"][0])
    document["scenarios"]["stay"]["name"] = "x" * 80 + "yyyyyyyyyy"
    assert "(split) ships" in sentence(document, document["differences"][0])


def test_where_most_worlds_are_cut_off_a_longer_horizon_is_advised() -> None:
    entry = counted({**verdict()["differences"][0], "helps_share": 0.01, "harms_share": 0.02}, worlds=200)
    entry |= {"mean_interval_95": None, "ties_share": 0.0, "unknown_share": 0.97, "lean": "neither"}
    assert conclude(entry) == "unclear"
    week = verdict()["horizon_weeks"]
    assert sentence({**verdict(), "worlds": 200}, entry) == (
        f"In 97% of worlds, the next release is out by week {week} neither under Split by stage nor under"
        " Stay: a longer horizon would show more than further worlds"
    )
