"""The words for what decides a difference and where it flips."""

import io
from collections.abc import Sequence

import pytest
from rich.console import Console

from reorg.cli.verdict_table import print_verdict
from reorg.report.bounds import bounds_in_words, label
from reorg.report.luck import luck_line
from reorg.report.scenarios import Verdict
from reorg.report.sensitivity import describe_sensitivity, drivers_in_short, drivers_line
from reorg.report.where_it_flips import ending_in_short, flip_line, flips_in_short, flips_of_several
from report.sensitivity_verdicts import ending, verdict_with_sensitivity, weakest
from report.verdicts import verdict

ASKED = ("split", "release_weeks")


def test_the_line_names_drivers_with_share_and_direction() -> None:
    line = drivers_line(verdict_with_sensitivity(), *ASKED)
    assert line.startswith("work of serving one request 41%")
    assert "49%" not in line
    assert "(higher: later)" in line
    assert "time for a working tie to form 12% (higher: sooner)" in line
    assert "together 61%" in line


def test_no_driver_is_an_answer() -> None:
    assert "no assumption stands out in 1,000 worlds" in drivers_line(
        verdict_with_sensitivity(drivers=False), *ASKED
    )
    reported = describe_sensitivity(verdict_with_sensitivity(drivers=False), *ASKED)
    assert reported is not None
    assert "No assumption stands out from luck" in reported.rest


def test_without_a_driver_even_the_short_line_says_how_many_worlds_would_name_one() -> None:
    """One that explains a twentieth needs 19 x 2 x .2 / .8 as many points as name what explains a fifth."""
    document = verdict_with_sensitivity(drivers=False)
    for examined in document["sensitivity"]:
        examined |= {"worlds": 256, "points": 128, "named_from_share": 0.2}
    short = drivers_in_short(document, *ASKED)
    assert short == "no assumption stands out in 256 worlds; 1,216 would show what explains 5%"
    in_full = drivers_line(document, *ASKED)
    assert (
        ": one must explain 20% or more to be found; 1,216 worlds would find one that explains 5%" in in_full
    )


def test_a_driver_that_decides_next_to_nothing_is_not_sold_as_more() -> None:
    document = verdict_with_sensitivity()
    for driver in document["drivers"]:
        driver |= {"share": 0.002, "share_in_pairs": 0.0}
    message = drivers_line(document, *ASKED)
    assert message.startswith("work of serving one request matters, but explains less than 1%")


def test_a_flip_is_reported_with_units_and_both_shares() -> None:
    line = flip_line(verdict_with_sensitivity(), *ASKED)
    assert "It reverses where work of serving one request is below 0.31 hours and" in line
    assert "cost per level is between 0.2 and 0.4:" in line
    assert "Split by stage ships the next release sooner in 71% of worlds, later in 20%" in line
    assert "8% of all worlds" in line
    assert "50% of those" in line


@pytest.mark.parametrize(
    ("lean", "message"),
    [
        (
            "harms",
            "no region in which it ships the next release sooner in clearly more worlds",
        ),
        ("helps", "No reversal was found: there is no region in which it ships the next release later"),
        ("neither", "Worlds are divided"),
        ("ties", "tie in nearly all worlds"),
    ],
)
def test_that_nothing_flips_is_an_answer(lean: str, message: str) -> None:
    assert message in flip_line(verdict_with_sensitivity(lean, flips=False), *ASKED)


def of_three(leans: Sequence[str]) -> Verdict:
    """Return a verdict on three alternatives whose leading difference leans to these sides; nothing flips."""
    alone = verdict_with_sensitivity("harms", flips=False, drivers=False)
    names = ("split", "soft", "exits")
    scenarios = {name: alone["scenarios"]["split"] | {"name": name.title()} for name in names}
    return alone | {
        "scenarios": {"stay": alone["scenarios"]["stay"], **scenarios},
        "sensitivity": [
            each | {"scenario": name, "lean": lean}
            for name, lean in zip(names, leans, strict=True)
            for each in alone["sensitivity"]
        ],
    }


def test_scenarios_that_reverse_nowhere_share_one_sentence() -> None:
    metrics = dict.fromkeys(("split", "soft", "exits"), "release_weeks")
    assert flips_of_several(of_three(["harms"] * 3), metrics) == [
        "No region was found in which Split, Soft or Exits ships the next release sooner in clearly more"
        " worlds than the reverse."
    ]
    other = flips_of_several(of_three(["harms", "helps", "neither"]), metrics)
    assert [line.split(" ships")[0] for line in other[:2]] == [
        "No region was found in which Split",
        "No region was found in which Soft",
    ]
    assert "the next release later in clearly more" in other[1]
    assert other[2].startswith("Exits: Worlds are divided")


def test_where_a_verdict_is_weakest_is_said_of_the_scenario_it_is_true_of() -> None:
    reported = of_three(["harms"] * 3)
    (driver,) = verdict_with_sensitivity("harms", flips=False)["drivers"][:1]
    reported["drivers"] = [driver | {"scenario": "soft", "weakest": weakest(0.3, 0.6, "harms")}]
    shared, alone = flips_of_several(reported, dict.fromkeys(("split", "soft", "exits"), "release_weeks"))
    assert shared.startswith("No region was found in which Split or Exits ships")
    assert alone.startswith("No region was found in which Soft ships")
    assert "It still holds where skill is low" in alone
    assert "It still holds" not in shared


@pytest.mark.parametrize(
    ("helps", "harms", "lean", "message"),
    [
        (0.45, 0.41, "neither", "Where skill is low, it comes out even: later in 41%"),
        (
            0.56,
            0.37,
            "neither",
            "Where skill is low, it is no longer clear: later in 37%",
        ),
        (0.7, 0.2, "helps", "Where skill is low, it reverses: later in 20%"),
        (
            0.3,
            0.6,
            "harms",
            "It still holds where skill is low: later in 60% of worlds, sooner in",
        ),
        # So few worlds that it is not sure, but no less clear by their shares.
        (0.2, 0.6, "neither", "It still holds where skill is low: later in 60% of worlds"),
    ],
)
def test_where_a_verdict_ends_along_what_decides_it(
    helps: float, harms: float, lean: str, message: str
) -> None:
    reported = verdict_with_sensitivity("harms", flips=False)
    reported["drivers"][0]["weakest"] = weakest(helps, harms, lean)
    line = flip_line(reported, *ASKED)
    assert line.startswith("No reversal was found")
    assert message in line
    ends = not message.startswith("It still")
    assert ("(elsewhere 69% and 16%)" in line) == ends
    assert bool(ending_in_short(reported, *ASKED)) == ends


def test_of_a_driver_that_bounds_a_flip_it_is_not_said_again_where_the_verdict_ends() -> None:
    reported = verdict_with_sensitivity("harms", flips=True)
    reported["drivers"][0]["weakest"] = weakest(0.45, 0.41, "neither")
    assert "comes out even" not in flip_line(reported, *ASKED)


@pytest.mark.parametrize(
    ("helps", "harms", "message"),
    [(0.43, 0.4, "it comes out even"), (0.52, 0.3, "it is no longer clear")],
)
def test_a_region_in_which_a_verdict_ends_is_not_sold_as_a_reversal(
    helps: float, harms: float, message: str
) -> None:
    reported = verdict_with_sensitivity("harms", flips=False)
    reported["flips"] = [ending(helps, harms)]
    reported["drivers"][0]["weakest"] = weakest(0.3, 0.6, "harms")
    line = flip_line(reported, *ASKED)
    where = "where work of serving one request is below 0.31 hours and skill is low"
    shares = f"later in {harms:.0%} of worlds, sooner in {helps:.0%}"
    assert line.startswith(
        f"No reversal was found, but {where}, {message}: {shares} (19% of all worlds are there)."
    )
    assert "reverses" not in line
    assert "It reverses" not in line
    # What the driver does alone is told beside the region that it bounds with another.
    assert "It still holds where skill is low: later in 60% of worlds" in line
    assert ending_in_short(reported, *ASKED) == f"{where}, {message}"
    assert flips_in_short(reported, *ASKED) == f"No reversal was found, but {where}, {message}."


def test_a_region_of_one_driver_is_reported_once() -> None:
    reported = verdict_with_sensitivity("harms", flips=False)
    reported["flips"] = [{**ending(0.43, 0.4), "box": ending(0.43, 0.4)["box"][:1]}]
    reported["drivers"][0]["weakest"] = weakest(0.45, 0.41, "neither")
    line = flip_line(reported, *ASKED)
    # With the counts of all worlds, not of those held back.
    assert line.count("comes out even") == 1
    assert "later in 41% of worlds, sooner in 45%" in line
    assert ending_in_short(reported, *ASKED) == "where skill is low, it comes out even"
    del reported["drivers"][0]["weakest"]
    assert "is below 0.31 hours, it comes out even: later in 40%" in flip_line(reported, *ASKED)


def test_every_driver_says_where_the_verdict_is_weakest_the_nearest_to_its_end_first() -> None:
    reported = verdict_with_sensitivity("harms", flips=False)
    reported["drivers"].append(
        {**reported["drivers"][1], "assumption": "third", "weakest": weakest(0.4, 0.42, "neither")}
    )
    reported["drivers"].append(
        {**reported["drivers"][1], "assumption": "fourth", "weakest": weakest(0.4, 0.42, "neither")}
    )
    for driver, harms in zip(reported["drivers"][:2], (0.62, 0.55), strict=True):
        driver["weakest"] = weakest(0.3, harms, "harms") | {
            "assumption": driver["assumption"],
            "meaning": driver["meaning"],
        }
    line = flip_line(reported, *ASKED)
    assert "Where skill is low, it comes out even: later in 42% of worlds, sooner in 40%" in line
    assert line.count("comes out even") == 1
    assert line.endswith(
        "It still holds where time for a working tie to form is low: later in 55% of worlds, sooner in 30%;"
        " where work of serving one request is low: 62% and 30%."
    )


def test_brackets_are_remarks_on_assumptions_but_part_of_the_names_of_inputs() -> None:
    side = {
        "assumption": "serve.hours",
        "meaning": "time to serve (net)",
        "unit": "",
        "low": 2.0,
        "high": None,
    }
    assert bounds_in_words(side) == "time to serve is above 2"
    named = {"assumption": "input.effort: r > a", "meaning": "effort of Alignment (vision)"}
    assert bounds_in_words(side | named) == "effort of Alignment (vision) is above 2"


def test_one_value_of_a_range_is_reported_as_such() -> None:
    side = {"assumption": "x", "meaning": "week of the exits", "unit": "", "low": 0.0, "high": 0.0}
    assert bounds_in_words(side) == "week of the exits is 0"


def test_what_was_not_examined_is_left_out() -> None:
    assert drivers_line(verdict(), *ASKED) == ""
    assert flip_line(verdict(), *ASKED) == ""
    assert flip_line(verdict_with_sensitivity(None, flips=False), *ASKED) == ""
    assert describe_sensitivity(verdict(), *ASKED) is None


def test_a_bound_has_figures_a_person_would_say() -> None:
    side = {"assumption": "x", "meaning": "pay", "unit": "usd", "low": 123_456.7, "high": None}
    assert bounds_in_words(side) == "pay is above 123,457 usd"


def test_a_formula_in_a_meaning_is_no_remark() -> None:
    entry = {"assumption": "x", "meaning": "hazard per log(scope before / after) (inference)"}
    assert label(entry) == "hazard per log(scope before / after)"


def test_an_effect_on_the_spread_is_reported_as_such() -> None:
    document = verdict_with_sensitivity()
    document["drivers"][0] |= {"share": 0.001, "share_in_pairs": 0.0}
    reported = describe_sensitivity(document, *ASKED)
    assert reported is not None
    assert reported.drivers[0].effect == "the spread, hardly the mean"


def test_where_nothing_leans_overall_the_regions_do() -> None:
    line = flip_line(verdict_with_sensitivity("neither"), *ASKED)
    assert line.startswith("Over all worlds the shares are divided. It leans where")


def test_one_driver_alone_explains_and_has_no_others_to_be_together_with() -> None:
    found = verdict_with_sensitivity()
    alone = {**found, "drivers": found["drivers"][:1]}
    for short, line in ((drivers_in_short, "more than half"), (drivers_line, "61%")):
        assert "together" in short(found, *ASKED)
        message = short(alone, *ASKED)
        assert f"; it explains {line}, the rest luck and other assumptions" in message
        assert "together" not in message


def test_the_terminal_says_both() -> None:
    stream = io.StringIO()
    print_verdict(verdict_with_sensitivity(), None, Console(file=stream, width=100))
    text = " ".join(stream.getvalue().split())
    named = "work of serving one request (higher: later), time for a working tie to form (higher: sooner)"
    rest = "together more than half, the rest luck and other assumptions"
    assert f"What decides it Split by stage: {named}; {rest}" in text
    assert "Where it flips Split by stage: It reverses where" in text
    assert "What decides it" not in _printed(verdict())


def _printed(document: dict[str, object]) -> str:
    stream = io.StringIO()
    print_verdict(document, None, Console(file=stream, width=100))
    return stream.getvalue()


def test_the_share_of_luck_is_told_without_figures_of_another_organization() -> None:
    head = {"scenario": "split", "metric": "release_weeks"}
    entry = {
        **head,
        "assumptions_share": 0.3,
        "assumptions_interval_95": [0.2, 0.4],
        "chaos_share": 0.2,
        "chaos_interval_95": [0.06, 0.34],
        "chaos_source": "measured elsewhere",
    }
    reported = luck_line({**verdict(), "luck": [entry]}, *ASKED)
    assert reported == "assumptions explain 30% of the variance (20% to 40%), luck the rest"
    expected = {**entry, "expected_helps_share": 0.7, "expected_harms_share": 0.2}
    assert luck_line({**verdict(), "luck": [expected]}, *ASKED).endswith(
        "; expected sooner at 70% of the points of assumptions, later at 20%"
    )
    more = {**expected, "metric": "throughput"}
    assert luck_line({**verdict(), "luck": [more]}, "split", "throughput").endswith(
        "; expected more at 70% of the points of assumptions, less at 20%"
    )
