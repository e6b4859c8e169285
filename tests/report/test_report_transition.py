"""The sentence on the change itself and the new structure."""

import io
from types import SimpleNamespace

import pytest
from rich.console import Console

from reorg.cli.verdict_table import print_verdict
from reorg.report.evidence.parts import parts_of_differences
from reorg.report.summary.parts import change_and_structure
from reorg.report.transition import differs_from_zero, transition_in_short, transition_line
from report.verdicts import verdict

SPLIT = ("split", "release_weeks")


def part(mean, low, high):
    return {"mean": mean, "mean_interval_95": [low, high]}


def reported(whole, change, structure, late=False, **others):
    """Return a verdict with what is told apart of the split's release, and of nothing else."""
    entry = {
        "scenario": "split", "metric": "release_weeks", "unit": "weeks", "better": "lower", "worlds": 256,
        "counted_to_horizon": late, "whole": whole, "change": change, "structure": structure,
    }  # fmt: skip
    return verdict() | {"transition": {"worlds": 256, "differences": [entry], "without": []} | others}


BOTH = reported(part(5.4, 4.9, 5.9), part(3.1, 2.5, 3.7), part(2.3, 1.8, 2.8))


def test_parts_of_one_direction_are_reported_as_parts_of_the_whole():
    assert transition_line(BOTH, *SPLIT) == (
        "Of the 5.4 weeks that Split by stage ships the next release later than Stay on average,"
        " the change itself accounts for 3.1 weeks [+2.5, +3.7] and"
        " the new structure for 2.3 weeks [+1.8, +2.8] (256 worlds)."
    )


def test_opposite_parts_are_reported_one_by_one():
    line = transition_line(reported(part(0.7, 0.2, 1.2), part(1.5, 1.0, 2.0), part(-0.8, -1.2, -0.4)), *SPLIT)
    assert line == (
        "On average the change itself shifts the next release by +1.5 wk [+1.0, +2.0],"
        " and the structure of Split by stage in the long run by -0.8 wk [-1.2, -0.4] (256 worlds)."
    )


def test_a_part_that_may_be_none_is_not_sold_as_one():
    line = transition_line(reported(part(1.7, 1.2, 2.2), part(1.5, 1.0, 2.0), part(0.2, -0.4, 0.8)), *SPLIT)
    assert "in the long run by +0.20 wk [-0.40, +0.80], which may be 0" in line
    assert "Of the" not in line


def test_a_part_that_is_exactly_none_says_so():
    line = transition_line(reported(part(1.7, 1.2, 2.2), part(1.7, 1.2, 2.2), part(0.0, 0.0, 0.0)), *SPLIT)
    assert "in the long run by nothing at all" in line


def test_what_is_not_out_by_the_horizon_is_said_to_be_counted_to_it():
    late = reported(part(5.4, 4.9, 5.9), part(3.1, 2.5, 3.7), part(2.3, 1.8, 2.8), late=True)
    assert transition_line(late, *SPLIT).endswith("(256 worlds; not out by week 78 counts as week 78).")


@pytest.mark.parametrize("scenario", ["split", "stay"])
def test_where_it_cannot_be_told_apart_the_reason_is_named(scenario):
    untold = {"differences": [], "without": [{"scenario": scenario, "why": "it depends"}]}
    name = {"split": "Split by stage", "stay": "Stay"}[scenario]
    assert transition_line(verdict() | {"transition": untold}, *SPLIT) == (
        f"The change itself and the new structure cannot be separated: in {name}, it depends."
    )


def test_a_verdict_without_it_says_nothing():
    assert transition_line(verdict(), *SPLIT) == ""
    assert transition_line(BOTH, "soft-split", "release_weeks") == ""


def test_a_single_world_tells_nothing_from_none():
    alone = {"change": {"mean": 2.0, "mean_interval_95": None}}
    assert not differs_from_zero(alone, "change")


def test_where_neither_does_anything_nothing_is_reported():
    nothing = reported(part(0.0, 0.0, 0.0), part(0.0, 0.0, 0.0), part(0.0, 0.0, 0.0))
    assert transition_line(nothing, *SPLIT) == ""
    assert transition_in_short(nothing, *SPLIT) == ""


def test_one_of_several_is_reported_in_short():
    found = reported(part(3.2, 2.0, 4.4), part(3.1, 2.5, 3.7), part(0.1, -0.4, 0.6), late=True)
    assert transition_in_short(found, *SPLIT) == (
        "mean of 256 worlds +3.2 wk (not out by week 78 counts as 78): the change itself +3.1 wk,"
        " the new structure +0.1 wk (may be 0)."
    )


def test_the_terminal_says_it():
    output = io.StringIO()
    print_verdict(BOTH, None, Console(file=output, width=200))
    assert "+5.4 wk: the change itself +3.1 wk, the new structure +2.3 wk" in output.getvalue()


def test_parts_of_what_is_cut_off_are_not_stated():
    """Seen: "in the long run +3.1 wk [+2.6, +3.5]" at week 129, and [+6.2, +7.9] at week 260."""
    cut_off = reported(part(3.2, 2.8, 3.6), part(0.1, -0.1, 0.3), part(3.1, 2.6, 3.5), late=True)
    (entry,) = cut_off["transition"]["differences"]
    entry |= {"censored_share": 0.44, "declined": True}
    expected = (
        "Not known: in 44% of worlds the next release is not out by week 78, so part of the difference is not"
        " seen. A longer horizon would show it."
    )
    assert transition_line(cut_off, *SPLIT) == expected
    assert transition_in_short(cut_off, *SPLIT) == expected
    compared = SimpleNamespace(verdict=cut_off, scenario="split", metric="release_weeks")
    assert change_and_structure(compared) == (
        "How much of it comes from the change itself is not known: in 44 of 100 worlds, one or both are not"
        " out by week 78."
    )
    assert parts_of_differences(cut_off, "split") is None


def test_the_parts_on_page_one_add_up_to_a_mean_that_is_not_taken_for_the_median():
    """Seen: "later by at least 2.6 weeks", and below +1.0 wk and +3.3 wk without what they are parts of."""
    found = reported(part(4.3, 3.2, 5.6), part(1.0, 0.3, 1.7), part(3.3, 2.1, 4.7), late=True)
    compared = SimpleNamespace(verdict=found | {"worlds": 256}, scenario="split", metric="release_weeks")
    assert change_and_structure(compared) == (
        "The mean difference (not the median) in the next release is +4.3 wk (not out by week 78 counts as"
        " 78): the change itself +1.0 wk, the new structure +3.3 wk."
    )


def test_parts_are_shown_so_that_they_add_up():
    """Seen: +2.7 wk and -0.4 wk beside +2.2 wk, each rounded by itself."""
    found = reported(part(2.22, 1.0, 3.0), part(2.66, 2.0, 3.0), part(-0.44, -1.0, 0.2))
    assert "+2.3 wk: the change itself +2.7 wk, the new structure -0.4 wk" in transition_in_short(
        found, *SPLIT
    )
    table = parts_of_differences(found, "split")
    assert table is not None
    assert table.rows[0].whole.startswith("+2.3 wk")
