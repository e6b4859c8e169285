"""The sentence on top of page one: every case that a study can come to."""

import numpy as np
import pytest

from reorg.report.summary.comparison import Comparison
from reorg.report.summary.headline import Headline, bare, headline, league_line
from reorg.report.summary.page_one import page_one, scenario_in_focus
from reorg.report.vocabulary import METRIC_WORDS
from reorg.study.study import Study
from report.labs import lab
from report.studies import later, study, with_scenarios

BASE = 30.0 + 5.0 * np.sin(np.arange(200))


def _said(found: Study, scenario: str | None = "split") -> Headline:
    return headline(Comparison(found, scenario))


def test_clear() -> None:
    message = _said(study(later(2.0, share=0.8)))
    assert message.case == "clear"
    assert message.sentence == (
        "Split by stage would most likely ship the next release later than Stay as we are,"
        " by about two weeks."
    )
    assert message.shares == "Later than under Stay as we are in 80 of 100 worlds, sooner in 20."
    assert message.counts == (80, 20, 0, 0)


def test_a_reversed_difference_reverses_the_sentence() -> None:
    message = _said(study(later(-2.0, share=0.8)))
    assert "ship the next release sooner than" in message.sentence
    assert message.shares.startswith("Sooner than under Stay as we are in 80")


@pytest.mark.parametrize(
    ("share", "adverb"),
    [(1.0, "almost surely"), (0.95, "almost surely"), (0.94, "most likely"), (0.65, "most likely"),
     (0.64, "more likely than not")],
)  # fmt: skip
def test_the_adverb_has_its_thresholds(share: float, adverb: str) -> None:
    assert f"would {adverb} ship" in _said(study(later(2.0, worlds=1000, share=share))).sentence


def test_not_distinguishable() -> None:
    message = _said(study(later(2.0, share=0.5)))
    assert message.case == "alike"
    assert message.sentence == (
        "For the next release, Split by stage and Stay as we are cannot be told apart."
    )


def test_more_often_one_way_and_on_average_the_other() -> None:
    order = np.random.default_rng(1).permutation(200)
    step = np.where(order < 130, 0.6, -9.0) + 0.1 * np.cos(np.arange(200))
    message = _said(study({"stay": {"release_weeks": BASE}, "split": {"release_weeks": BASE + step}}))
    assert message.case == "divided"
    assert "later than Stay as we are more often than sooner, but sooner on average" in message.sentence


def test_too_few_worlds() -> None:
    message = _said(study(later(2.0, worlds=5, share=0.8)))
    assert message.case == "too few"
    assert message.sentence.startswith("5 worlds are too few to tell Split by stage from")


def test_mostly_ties() -> None:
    step = np.where(np.arange(200) < 40, 2.0, 0.0)
    message = _said(study({"stay": {"release_weeks": BASE}, "split": {"release_weeks": BASE + step}}))
    assert message.case == "ties"
    assert message.sentence == "Split by stage would most likely make no difference to the next release."
    assert message.counts == (20, 0, 80, 0)
    same = _said(study({"stay": {"release_weeks": BASE}, "split": {"release_weeks": BASE}}))
    assert same.sentence == "Split by stage would make no difference to the next release."


def test_cut_off_at_the_horizon() -> None:
    alternative = np.where(np.arange(200) < 120, np.inf, BASE + 3.0)
    message = _said(study({"stay": {"release_weeks": BASE}, "split": {"release_weeks": alternative}}))
    assert message.case == "clear"
    assert "or more." in message.sentence
    assert message.cut_off == (
        "The next release is not out by week 78 in 60 of 100 worlds under Split by stage and in none under"
        " Stay as we are."
    )


def test_cut_off_worlds_and_a_mean_that_may_be_0() -> None:
    order = np.random.default_rng(1).permutation(200)
    step = np.where(order < 130, 1.0, -2.0) + 0.1 * np.cos(np.arange(200))
    sides = {
        "stay": {"release_weeks": BASE},
        "split": {"release_weeks": np.where(order, BASE + step, np.inf)},
    }
    message = _said(study(sides))
    assert message.case == "clear"
    assert message.sentence.endswith(
        " later than Stay as we are, by about a week, but on average, counted to week 78,"
        " the two cannot be told apart."
    )


def test_never_out() -> None:
    never = {"release_weeks": np.full(200, np.inf)}
    message = _said(study({"stay": never, "split": never}))
    assert message.case == "never out"
    assert message.sentence == (
        "The next release is out by week 78 neither under Split by stage nor under Stay as we are."
    )
    assert page_one(study({"stay": never, "split": never})).dots is None


def test_out_under_one_side_only() -> None:
    never = {"release_weeks": np.full(200, np.inf)}
    message = _said(study({"stay": {"release_weeks": BASE}, "split": never}))
    assert "almost surely ship the next release later" in message.sentence
    assert message.cut_off.startswith(
        "The next release is not out by week 78 in 100 of 100 worlds under Split by stage"
    )


def test_one_scenario() -> None:
    message = _said(study({"stay": {"release_weeks": BASE}}), None)
    assert message.case == "one scenario"
    assert message.sentence.startswith("Under Stay as we are, flagship is out by ")
    assert message.sentence.endswith("2026 in half of the worlds.")


def test_no_release_is_told_by_what_gets_done() -> None:
    work = 1000.0 + 10.0 * np.sin(np.arange(200))
    results = {"stay": {"throughput": work}, "split": {"throughput": 0.95 * work}}
    message = _said(study(results, leading="throughput"))
    assert message.sentence == (
        "Split by stage would almost surely get less work done than Stay as we are, by about 5%."
    )


def test_no_work() -> None:
    nothing = {"throughput": np.zeros(200), "departures": np.ones(200)}
    empty = lab(releases=(), streams=())
    message = _said(study({"stay": nothing, "split": nothing}, empty, leading="throughput"))
    assert message.case == "no work"
    assert message.sentence.startswith("There is no work in this model")


def test_several_alternatives_are_about_the_first_with_the_others_beside_it() -> None:
    results = later(4.0, share=0.8)
    softer = (
        results["stay"]["release_weeks"]
        + (results["split"]["release_weeks"] - results["stay"]["release_weeks"]) / 2.0
    )
    page = page_one(study({**results, "soft-split": {"release_weeks": softer}}))
    assert page.scenario == "split"
    assert page.support[-1] == "Under Split, integrator kept the harm is half as much."
    assert page.soften is not None
    assert [row.scenario for row in page.soften.rows] == ["soft-split", "split"]


def test_a_league_is_about_the_best_and_says_so() -> None:
    ids = ("stay", "a", "b", "c", "d")
    step = dict(zip(ids, (0.0, 2.0, -3.0, 1.0, 4.0), strict=True))
    results = {key: {"release_weeks": BASE + value} for key, value in step.items()}
    found = study(results, with_scenarios(*ids))
    assert scenario_in_focus(found.verdict) == "b"
    assert league_line(found.verdict, "release_weeks") == (
        "Of five scenarios, B comes first for the next release: best in 100 of 100 worlds."
    )


def test_a_league_that_the_baseline_leads_is_about_the_next_best() -> None:
    ids = ("stay", "a", "b", "c", "d")
    step = dict(zip(ids, (0.0, 2.0, 3.0, 1.0, 4.0), strict=True))
    results = {key: {"release_weeks": BASE + value} for key, value in step.items()}
    found = study(results, with_scenarios(*ids))
    assert scenario_in_focus(found.verdict) == "c"
    assert "Stay as we are comes first" in league_line(found.verdict, "release_weeks")


def test_a_small_difference_and_a_large_one_are_told_apart() -> None:
    assert _said(study(later(0.5))).sentence.endswith("by about half a week.")
    assert _said(study(later(1.0))).sentence.endswith("by about a week.")
    assert _said(study(later(14.0))).sentence.endswith("by about 14 weeks.")


def test_every_metric_has_a_verb_that_follows_would() -> None:
    for words in METRIC_WORDS.values():
        verb = bare(words.phrase.format(words.lower)).split(" ")[0]
        assert verb == "be" or not verb.endswith("s") or verb in ("pass", "process"), words.phrase


def test_of_few_worlds_shares_are_told_of_those_that_were_run() -> None:
    message = _said(study(later(2.0, worlds=8, share=0.5)))
    assert message.case == "too few"
    assert message.shares == "Later than under Stay as we are in 4 of 8 worlds, sooner in 4."
    assert message.counts == (4, 4, 0, 0)
    page = page_one(study(later(2.0, worlds=8, share=0.5)))
    assert "Rehearse in more worlds: 200 are usually enough." in page.support
    assert not any("may simply perform alike" in line for line in page.support)
    assert page.dots is not None
    assert (len(page.dots.dots), page.dots.of) == (8, 8)
    assert page.dates is not None
    assert max(each.on_time_before for each in page.dates.releases) <= page.dates.of == 8


def test_where_most_worlds_are_cut_off_further_worlds_are_not_advised() -> None:
    """Seen: "200 worlds are too few to tell" where the release was out in 4 of 200 worlds."""
    few_known = np.where(np.arange(300) < 260, np.inf, BASE[0])
    alternative = np.where(np.arange(300) < 260, np.inf, BASE[0] + np.where(np.arange(300) % 2, 1.0, -1.0))
    page = page_one(study({"stay": {"release_weeks": few_known}, "split": {"release_weeks": alternative}}))
    assert page.headline.case == "rarely out"
    assert page.headline.sentence.startswith("In most worlds, the next release is out by week ")
    assert "A longer horizon would show more than further worlds." in page.support
    assert not any("Rehearse in more worlds" in line for line in page.support)


def test_two_hundred_worlds_are_not_advised_to_who_has_them() -> None:
    few_known = np.repeat((np.inf, BASE[0]), (140, 160))
    alternative = few_known + np.repeat((0.0, 1.0, -1.3), (210, 52, 38))
    page = page_one(study({"stay": {"release_weeks": few_known}, "split": {"release_weeks": alternative}}))
    assert page.headline.case == "too few"
    assert "Rehearse in more worlds." in page.support


def test_names_that_are_cut_to_the_same_words_are_told_apart() -> None:
    alternative = np.where(np.arange(200) < 120, np.inf, BASE + 3.0)
    found = study({"stay": {"release_weeks": BASE}, "split": {"release_weeks": alternative}})
    start = "The research laboratory as it would be reorganized"
    for key, end in (("stay", "never"), ("split", "in spring")):
        found.verdict["scenarios"][key]["name"] = f"{start} {end}"
    message = _said(found)
    for key in ("stay", "split"):
        assert f"({key})" in message.sentence
        assert f"({key})" in message.cut_off


def test_a_median_bounded_loosely_is_reported_as_at_least() -> None:
    found = study(later(2.0))
    entry = found.verdict["differences"][0]
    for far, reported in ((2.1, "by about two weeks."), (6.0, "by about two weeks or more.")):
        entry |= {"median": None, "bounds": {"median": [1.8, far]}}
        assert _said(found).sentence.endswith(reported)
    figure = page_one(found).figures.figures[0]
    assert figure.figure == ">+1.8 weeks"
    assert figure.text.startswith("the next release, later by at least this (median); ")


def test_a_median_between_two_bounds_is_not_called_a_least_value() -> None:
    found = study(later(2.0))
    found.verdict["differences"][0] |= {"median": None, "bounds": {"median": [-0.2, 2.2]}}
    figure = page_one(found).figures.figures[0]
    assert figure.figure == "-0.2 to +2.2 weeks"
    assert figure.text.startswith("the next release (the median lies between the two); ")
