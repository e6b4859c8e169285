"""The evidence behind page one: what each table says."""

import io
from typing import Any

import numpy as np
import pytest
from rich.console import Console

from reorg.cli.verdict_table import print_verdict
from reorg.model import load
from reorg.report.evidence.hours import hours_by_kind
from reorg.report.evidence.inputs import input_rows
from reorg.report.evidence.moves import move_rows
from reorg.report.evidence.parts import parts_of_differences
from reorg.report.evidence.questions import all_questions
from reorg.report.evidence.weekly import weekly_charts
from reorg.report.findings import rows
from reorg.report.page import Printing, render_report
from reorg.report.page_view import draw_page
from reorg.report.summary.page_one import page_one
from report.crowded import crowded
from report.studies import HORIZON, later, study, with_scenarios

WORLDS = np.arange(200.0)


def test_all_questions_mark_worse_and_better_by_sign_and_word() -> None:
    results = later(2.0, share=0.9)
    results["stay"] = {**results["stay"], "departures": 20.0 + WORLDS % 3, "capability": 0.5 + 0.001 * WORLDS}
    results["split"] = {
        **results["split"],
        "departures": 18.0 + WORLDS % 3,
        "capability": 0.5 + 0.001 * WORLDS,
    }
    rows = {
        row.label: row for _question, rows in all_questions(study(results).verdict).groups for row in rows
    }
    release, leaving = rows["next release"].cells[0], rows["departures, mean"].cells[0]
    assert release is not None
    assert leaving is not None
    assert (release.mark, release.sign, release.helps) == ("worse", "▲", "10%")
    assert (leaving.mark, leaving.sign, leaving.middle) == ("better", "▽", "-2.0")
    assert "capability" not in rows, "what never differs is left out"


def test_of_many_alternatives_the_best_is_set_in_bold_in_place_of_a_column() -> None:
    base = later(2.0)
    many = {"stay": base["stay"], **dict.fromkeys("abcde", base["split"])}
    found = study(many, with_scenarios("stay", *"abcde"))
    questions = all_questions(found.verdict)
    row = questions.groups[0][1][0]
    assert not questions.pictures
    assert (row.best_place, row.best.split(",")[0]) == (0, "Stay as we are")
    page = render_report(found, Printing("2026-03-20", "0.1.0", "reorg compare x"))
    assert "share of worlds</th>" not in page
    assert '<td class="num best">' in page


def test_hours_tell_what_is_better() -> None:
    hours = {"hours_direct": 1000.0 + WORLDS, "hours_rework": 200.0 + WORLDS}
    results = {"stay": hours, "split": {key: 0.9 * value for key, value in hours.items()}}
    rows = {row.label: row for row in hours_by_kind(study(results).verdict, "split")}
    direct, rework = (row for label, row in rows.items() if "direct" in label or label == "rework")
    assert direct.share == rework.share == "-10.0%"
    assert "bar worse" in direct.picture
    assert "bar better" in rework.picture


@pytest.mark.parametrize(
    ("kind", "more"), [("direct", "better"), ("rework", "worse"), ("waiting", "worse"), ("idle", "")]
)
def test_more_hours_of_a_kind_are_better_or_worse_or_neither(kind: str, more: str) -> None:
    sides = {
        key: {"metrics": {f"hours_{kind}": {"unit": "person-hours", "mean": mean}}}
        for key, mean in (("a", 100.0), ("b", 120.0))
    }
    picture = hours_by_kind({"baseline": "a", "scenarios": sides}, "b")[0].picture
    assert f'class="{f"bar {more}".strip()}"' in picture


def test_hours_that_stay_have_no_sign() -> None:
    metrics = {"hours_direct": {"unit": "person-hours", "mean": 100.0}}
    later_on = {"hours_direct": {"unit": "person-hours", "mean": 99.99}}
    verdict = {"baseline": "a", "scenarios": {"a": {"metrics": metrics}, "b": {"metrics": later_on}}}
    row = hours_by_kind(verdict, "b")[0]
    assert (row.difference, row.share) == ("0", "0.0%")


def test_moves_count_people_of_one_role_who_go_the_same_way() -> None:
    rows = move_rows(page_one(study(later(2.0))).changes)
    reported = {row.role: row for row in rows}
    assert reported["Technical lead"].team_after == "Laboratory"
    assert reported["Head of pre-training"].lead_before == "Technical lead"
    assert reported["Head of pre-training"].lead_after == "Director of the laboratory"
    assert reported["Head of pre-training"].team_after == ""
    assert sum(row.people for row in rows) == 3


def test_whoever_is_more_loaded_is_drawn_as_worse() -> None:
    page = page_one(crowded())
    assert page.risk is not None
    assert page.risk.measure.startswith("Share of weeks with over a week")
    assert page.risk.sentence == "Of 44 people, 16 are at risk and 8 are relieved."
    picture = draw_page(page).risk
    assert "db up" in picture
    assert "db down" not in picture
    assert "10 → 30%" in picture


def test_a_role_is_drawn_from_a_change_of_two_points_on() -> None:
    same = {"baseline": 0.0, "scenario": 0.0}
    roles = [
        {
            "role": role,
            "people": 1,
            "at_risk": 0,
            "relieved": 0,
            "both": 0,
            "leaving_share": same,
            "busy_share": same,
        }
        | {"overloaded_share": {"baseline": 0.1, "scenario": 0.1 + change}}
        for role, change in (("Lead", 0.3), ("Engineer", 0.021), ("Designer", -0.019))
    ]
    people = {"people": 3, "persons": [], "roles": roles}
    risk = page_one(study(later(2.0), people={"split": people})).risk
    assert risk is not None
    assert [load.role for load in risk.roles] == ["Lead", "Engineer"]


def test_whoever_loses_and_gains_is_counted_once_as_in_the_terminal() -> None:
    """Seen: 3 at risk and 8 relieved on page one, 3 and 7 in the terminal."""
    pair = {"baseline": 0.1, "scenario": 0.3}
    role = {"role": "Head", "people": 10, "at_risk": 3, "relieved": 8, "both": 1}
    role |= dict.fromkeys(("overloaded_share", "busy_share", "leaving_share"), pair)
    people = {"people": 126, "persons": [], "roles": [role]}
    risk = page_one(study(later(2.0), people={"split": people})).risk
    assert risk is not None
    assert risk.sentence == (
        "Of 126 people, 3 are at risk, 1 of them relieved in other ways, and 7 are relieved."
    )


def test_where_nobody_is_overloaded_it_is_told_how_busy_people_are() -> None:
    quiet, busy = {"baseline": 0.0, "scenario": 0.01}, {"baseline": 0.73, "scenario": 0.94}
    role = {"role": "Head", "people": 1, "at_risk": 1, "relieved": 0, "both": 0, "leaving_share": quiet}
    people = {"people": 44, "persons": [], "roles": [role | {"overloaded_share": quiet, "busy_share": busy}]}
    risk = page_one(study(later(2.0), people={"split": people})).risk
    assert risk is not None
    assert risk.measure == "Share of their time that people are busy"
    assert (risk.roles[0].before, risk.roles[0].after) == (0.73, 0.94)
    # From a change of .05 on overload is told, however much busier people are.
    for overload, reported in ((0.04, "Share of their time"), (0.06, "Share of weeks")):
        pair = {"baseline": 0.0, "scenario": overload}
        loaded = people | {"roles": [role | {"overloaded_share": pair, "busy_share": busy}]}
        risk = page_one(study(later(2.0), people={"split": loaded})).risk
        assert risk is not None
        assert risk.measure.startswith(reported)


def test_one_overloaded_person_does_not_disappear_in_the_mean_of_a_role() -> None:
    """Seen: "Engineer (4): 10 → 25%" where one of the four had gone from 10 to 70%."""
    mean, one = {"baseline": 0.1, "scenario": 0.25}, {"baseline": 0.1, "scenario": 0.7}
    role = {"role": "Pre-training engineer", "people": 5, "at_risk": 1, "relieved": 0, "both": 0}
    role |= dict.fromkeys(("overloaded_share", "busy_share", "leaving_share"), mean)
    apart = [{"person": "pre#4", "name": "Pre-training engineer 4", **one}]
    role["standing_out"] = {"overloaded_share": apart, "busy_share": []}
    entry = {"person": "pre#4", "title": "Pre-training engineer", "reading": "at risk"}
    entry["why"] = ["overloaded in 70% of weeks instead of 10%"]
    page = page_one(study(later(2.0), people={"split": {"people": 14, "persons": [entry], "roles": [role]}}))
    assert page.risk is not None
    assert [(load.role, load.people, load.after) for load in page.risk.roles] == [
        ("Pre-training engineer 4", 1, 0.7)
    ]
    assert page.risk.cases == ("Pre-training engineer 4: overloaded in 70% of weeks instead of 10%",)
    (line,) = [line for line in page.support if "bottleneck" in line]
    assert line == (
        "A bottleneck arises: Pre-training engineer 4, with over a week's work waiting in 70% of weeks"
        " instead of 10%."
    )


def test_those_who_stand_out_alike_share_a_line_and_nobody_at_risk_is_crowded_out() -> None:
    """Seen: three of six, relieved alike, filled the chart, and those at risk were not in it."""
    mean, less = {"baseline": 0.2, "scenario": 0.15}, {"baseline": 0.4, "scenario": 0.2}
    same = {"at_risk": 0, "relieved": 0, "both": 0, "people": 5, "leaving_share": mean, "busy_share": mean}
    apart = [{"person": f"{group}#{k}", **less} for group in ("pre", "post") for k in (1, 2, 3)]
    roles = [
        {**same, "role": title, "overloaded_share": mean, "standing_out": {"overloaded_share": held}}
        for title, held in (("Pre-training engineer", apart[:3]), ("Post-training engineer", apart[3:]))
    ]
    for place, after in ((1, 0.13), (2, 0.14), (3, 0.15)):
        alone = {"role": f"Lead {place}", "people": 1}
        roles.append({**same, **alone, "overloaded_share": {"baseline": 0.1, "scenario": after}})
    risk = page_one(study(later(2.0), people={"split": {"people": 13, "persons": [], "roles": roles}})).risk
    assert risk is not None
    assert [load.role for load in risk.roles] == [
        "Post-training… 1 & 2 more", "Pre-training… 1 & 2 more", "Lead 3", "Lead 2",
    ]  # fmt: skip


def test_the_dip_goes_down_where_output_falls() -> None:
    page = page_one(crowded())
    assert page.dip is not None
    assert page.dip.curves["mean"][0] == -0.08
    assert page.dip.sentence.startswith("At its lowest, output over four weeks is 10% below")
    assert "; 9 weeks after the change, it is back to within 5%" in page.dip.sentence


def test_recovery_counts_from_the_change_and_weeks_before_it_are_no_dip() -> None:
    """The laboratory splits in week 12 and is level in week 14."""
    recovery = [
        {
            "scenario": "split",
            "change_week": 12.0,
            "deepest_share": 0.9,
            "weeks_until_level": 2,
            "hours_lost": 0.0,
        }
    ]
    weekly = {"unit": "person-hours a week"} | dict.fromkeys(("p25", "p75", "mean"), [-100.0] * 78)
    dip = page_one(study(later(2.0), weekly={"split": {"throughput": weekly}}, recovery=recovery)).dip
    assert dip is not None
    assert "; 2 weeks after the change, it is back to within 5%" in dip.sentence
    assert (dip.weeks[0], dip.level_week) == (12, 14)


def test_level_with_a_baseline_that_runs_out_of_work_is_no_recovery() -> None:
    """Seen: 48 of 80 people laid off and never replaced, "recovered" as work ran out."""
    recovery = [
        {
            "scenario": "split",
            "change_week": 2.0,
            "deepest_share": 0.47,
            "weeks_until_level": 23,
            "hours_lost": 6309.0,
        }
    ]
    found = study(later(2.0), recovery=recovery)
    found.series["stay"]["throughput"]["p50"] = [750.0] * 20 + [330.0] * (HORIZON - 20)
    dip = page_one(found).dip
    assert dip is not None
    assert dip.sentence.endswith(
        "; it is level 23 weeks after the change, when output under Stay as we are has itself fallen by 56%;"
        " by then, 6,309 person-hours of work have been lost."
    )
    assert dip.level_in_words == "level from week 25, when Stay as we are has fallen too"
    found.series["stay"]["throughput"]["p50"] = [750.0] * HORIZON
    dip = page_one(found).dip
    assert dip is not None
    assert "; 23 weeks after the change, it is back to within 5%" in dip.sentence
    assert dip.level_in_words == "back to within 5% from week 25"


@pytest.mark.parametrize(
    ("early", "late", "message"),
    [
        (0.0, -0.01, "Output never falls clearly below"),
        (0.3, -0.1, "At its lowest, over the four weeks from week 6, output is 10% below"),
        (0.3, -0.1, ", but by then more has been done in total."),
    ],
)
def test_what_is_reported_of_output_is_what_is_drawn(early: float, late: float, message: str) -> None:
    curve = [1000.0 * (early if week < 6 else late if week < 10 else 0.0) for week in range(78)]
    weekly = {"unit": "person-hours a week"} | dict.fromkeys(("p25", "p75", "mean"), curve)
    recovery = [
        {
            "scenario": "split",
            "change_week": 0.0,
            "deepest_share": 1.0,
            "weeks_until_level": 0,
            "hours_lost": 0.0,
        }
    ]
    found = study(later(2.0), weekly={"split": {"throughput": weekly}}, recovery=recovery)
    dip = page_one(found).dip
    assert dip is not None
    assert message in dip.sentence


@pytest.mark.parametrize(("level", "weeks"), [(3, 26), (15, 30), (30, 40), (None, 40)])
def test_the_dip_is_drawn_twice_as_long_as_it_takes_within_limits(level: int | None, weeks: int) -> None:
    weekly = {"unit": "x"} | dict.fromkeys(("p25", "p75", "mean"), [-100.0] * 78)
    recovery = [
        {
            "scenario": "split",
            "change_week": 0.0,
            "deepest_share": 0.9,
            "weeks_until_level": level,
            "hours_lost": 1.0,
        }
    ]
    dip = page_one(study(later(2.0), weekly={"split": {"throughput": weekly}}, recovery=recovery)).dip
    assert dip is not None
    assert len(dip.weeks) == weeks


def test_beside_it_stands_the_alternative_that_dips_least_in_these_weeks() -> None:
    fall = {"split": -10.0, "b": -100.0, "c": -20.0}
    weekly = {
        key: {"throughput": {"unit": "x"} | dict.fromkeys(("p25", "p75", "mean"), [value] * 78)}
        for key, value in fall.items()
    }
    base = later(2.0)
    recovery = [
        {"scenario": key, "change_week": 0.0, "deepest_share": 1.0, "weeks_until_level": 0, "hours_lost": 0.0}
        for key in fall
    ]
    results = {"stay": base["stay"], **dict.fromkeys(fall, base["split"])}
    dip = page_one(study(results, with_scenarios("stay", *fall), weekly=weekly, recovery=recovery)).dip
    assert dip is not None
    assert list(dip.others) == ["C"]


def test_weekly_charts_have_their_numbers() -> None:
    chart = weekly_charts(crowded().verdict, "split")[0]
    assert chart.head == ("week", "p05", "p25", "p50", "p75", "p95")
    assert chart.table[0] == ("1", "-380", "-170", "-80", "+10", "+220")
    assert len(chart.table) == 78


def test_numbers_read_from_steps_say_so_and_have_two_digits() -> None:
    """Seen: -339 and -309 again and again, which looked like a mistake."""
    found = crowded()
    series = found.verdict["weekly"]["split"]["throughput"]
    series["p05"][0], series["p50"][0] = -339.29, 0.2
    assert weekly_charts(found.verdict, "split")[0].table[0][:4] == ("1", "-340", "-170", "0")
    people = {**series, "unit": "people", "p05": [126.0] * 78}
    found.verdict["weekly"]["split"]["headcount"] = people
    assert weekly_charts(found.verdict, "split")[-1].table[0][1] == "+126"
    page = render_report(found, Printing("2026-03-20", "0.1.0", "reorg compare x"))
    assert "counted in steps that widen with the distance from 0, so the same values recur" in page


def test_a_small_difference_is_not_shown_as_0_beside_a_sign() -> None:
    """Seen: "▲ 0M" adopters and "▲ 0 h" of waiting, in the decimals of a wide range."""
    results, worlds = later(2.0, share=0.8), np.arange(200)
    usual = 4.7e6 + 1000.0 * (worlds % 7)
    less = usual - np.where(worlds % 4 == 0, 1.6e6, 45_500.0)
    results["stay"] = {**results["stay"], "adoption": usual}
    results["split"] = {**results["split"], "adoption": less}
    (row,) = (
        row
        for _, rows in all_questions(study(results).verdict).groups
        for row in rows
        if row.label == "adopters"
    )
    (cell,) = row.cells
    assert cell is not None
    assert cell.middle == "-45.5k"


def test_the_change_itself_is_told_from_the_structure() -> None:
    parts = {
        "whole": {"mean": 5.4, "mean_interval_95": [4.0, 6.0]},
        "change": {"mean": 3.1, "mean_interval_95": [2.0, 4.0]},
        "structure": {"mean": 2.3, "mean_interval_95": [-0.5, 5.0]},
    }
    entry = {
        "scenario": "split",
        "metric": "release_weeks",
        "unit": "weeks",
        "better": "lower",
        "worlds": 256,
    }
    reported = {"worlds": 256, "differences": [entry | parts | {"counted_to_horizon": False}], "without": []}
    recovery = [
        {
            "scenario": "split",
            "change_week": 0.0,
            "deepest_share": 0.9,
            "weeks_until_level": 9,
            "hours_lost": 10.0,
        }
    ]
    found = study(later(2.0), transition=reported, recovery=recovery)
    table = parts_of_differences(found.verdict, "split")
    assert table is not None
    assert table.rows[0].change == "+3.1 wk [+2.0, +4.0]"
    assert table.rows[0].structure.endswith("may be 0")
    dip = page_one(found).dip
    assert dip is not None
    assert dip.parts == (
        "The mean difference (not the median) in the next release is +5.4 wk: the change itself +3.1 wk,"
        " the new structure +2.3 wk (may be 0)."
    )


def test_inputs_without_a_name_are_told_by_the_names_of_what_they_belong_to() -> None:
    names = [row.name for row in input_rows(load("qwen"))]
    assert "skill in posttraining of Lead of late pre-training" in names
    assert "week in which technical lead leaves under Split and exits" in names
    assert "weeks until head of post-training is replaced under Split and exits" in names
    assert "factor on arrivals of Changes to serving under The app grows" in names
    assert "share of overlap 1 in Overlapping squads" in names
    assert "effort of Base model" in names
    assert "work sent onward from Base model to Supervised fine-tuning" in names
    assert "accelerator hours of packages: Base model" in names
    assert "arrivals of requests: Escalations of API customers" in names
    assert not [name for name in names if " > " in name]


def test_ranges_of_weeks_have_their_unit() -> None:
    values = {row.name: row.values for row in input_rows(load("qwen"))}
    leaving = "week in which technical lead leaves under Split and exits"
    assert values[leaving] == "week 0 to 4, half in week 0"
    assert values["week of the soft split's second phase"] == "week 4 to 26, half before week 8"
    replacing = "weeks until head of post-training is replaced under Split and exits"
    assert values[replacing] == "0 to 8 weeks, half below 2"
    assert values["effort of Base model"] == "x 0.5 to x 2.5, half below x 1"


def test_departures_under_today_are_a_mean_as_their_difference_is() -> None:
    results = later(2.0)
    leaving = np.where(np.arange(200) < 60, 50.0, 10.0)
    results["stay"] = {**results["stay"], "departures": leaving}
    results["split"] = {**results["split"], "departures": leaving + 1.0}
    groups = all_questions(study(results).verdict).groups
    (row,) = [row for _, found in groups for row in found if row.label == "departures, mean"]
    assert (row.baseline, row.cells[0].middle if row.cells[0] else "") == ("22", "+1.0")


def test_the_terminal_states_the_figures_of_people_that_the_report_states() -> None:
    """Two more leave in 60 of 200 worlds: 0.6 on average, where the median is 0."""
    results = later(2.0)
    leaving = np.where(np.arange(200) < 60, 50.0, 10.0)
    results["stay"] = {**results["stay"], "departures": leaving}
    results["split"] = {**results["split"], "departures": leaving + 2.0 * (np.arange(200) % 10 < 3)}
    verdict = study(results).verdict
    groups = all_questions(verdict).groups
    (page,) = [row for _, found in groups for row in found if row.label == "departures, mean"]
    (line,) = rows(verdict, "split", ["departures"])
    assert (line.baseline, line.scenario, line.difference) == ("22", "23", "+0.6")
    assert page.cells[0] is not None
    assert (page.baseline, page.cells[0].middle) == (line.baseline, line.difference)
    console = Console(width=100, record=True, file=io.StringIO())
    print_verdict(verdict, None, console)
    printed = " ".join(console.export_text().split())
    assert "departures, mean 22 23 +0.6 [0, +2]" in printed


def _at_risk(place: int) -> dict[str, Any]:
    risks, reliefs = (
        [f"leaves in 4{place}% of worlds instead of 34%"],
        ["overloaded in 17% of weeks instead of 48%"],
    )
    why = [*risks, *reliefs]
    return {"person": f"p{place}", "title": "Post-training engineer", "reading": "both", "why": why,
            "risks": risks, "reliefs": reliefs}  # fmt: skip


def test_who_is_at_risk_is_shown_with_the_reasons_for_it_and_none_is_left_out() -> None:
    """Seen: "at risk: overloaded in 17% of weeks instead of 48%"; and "3 are at risk" above two names."""
    pair = {"baseline": 0.1, "scenario": 0.1}
    for count, lines in ((3, 3), (5, 3)):
        role = {"role": "Post-training engineer", "people": 9, "at_risk": count, "relieved": count}
        role |= {"both": count, **dict.fromkeys(("overloaded_share", "busy_share", "leaving_share"), pair)}
        persons = [_at_risk(place) for place in range(count)]
        found = {"people": 9, "persons": persons, "roles": [role]}
        risk = page_one(study(later(2.0), people={"split": found})).risk
        assert risk is not None
        assert len(risk.cases) == lines
        assert risk.cases[0] == "Post-training engineer: leaves in 40% of worlds instead of 34%"
        assert not any("overloaded" in case for case in risk.cases)
        assert (risk.cases[-1] == "And 3 more at risk.") == (count == 5)
