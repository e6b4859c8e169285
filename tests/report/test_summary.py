"""Dots, numbers, changes, deciding assumptions: what page one says beside its sentence."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reorg.cli.inputs_view import inputs_text
from reorg.mechanisms import ASSUMPTIONS
from reorg.model.events import Join, Layoff, Leave, Reorganize
from reorg.model.organization import Scenario
from reorg.model.structure import SecondLead, SecondSeat, Structure
from reorg.model.uncertain import Place, UncertainInput
from reorg.model.work import Effort, Stream
from reorg.report.evidence.moves import move_rows
from reorg.report.hundredths import hundredths
from reorg.report.summary.assumption_words import has_words, plain_words
from reorg.report.summary.changes import what_changes
from reorg.report.summary.comparison import Comparison
from reorg.report.summary.decides import turns_in_short, what_decides
from reorg.report.summary.key_figures import KeyFigures
from reorg.report.summary.moves import find_moves
from reorg.report.summary.page_one import page_one
from reorg.report.summary.spoken_sizes import about
from reorg.report.summary.trees import draw_trees
from reorg.report.summary.trust import how_far_to_trust
from report.labs import lab
from report.sensitivity_verdicts import ending, verdict_with_sensitivity, weakest
from report.studies import HORIZON, later, study, with_scenarios

BASE = 30.0 + 5.0 * np.sin(np.arange(200))


@given(st.lists(st.floats(0.0, 1.0), min_size=1, max_size=5).filter(lambda shares: sum(shares) > 0.01))
def test_hundredths_sum_to_a_hundred_and_leave_nothing_out(shares: list[float]) -> None:
    whole = [share / sum(shares) for share in shares]
    counts = hundredths(whole)
    assert sum(counts) == 100
    assert all(count >= 1 for count, share in zip(counts, whole, strict=True) if share > 1e-9)
    assert all(abs(count - 100.0 * share) <= 4.0 for count, share in zip(counts, whole, strict=True))


@pytest.mark.parametrize(
    ("weeks", "message"),
    [
        (0.2, "less than two days"), (-0.31, "about two days"), (0.74, "about half a week"),
        (0.75, "about a week"), (1.2, "about a week"),
        (1.3, "about one and a half weeks"), (1.8, "about two weeks"),
        (-2.6, "about two and a half weeks"), (5.4, "about five and a half weeks"),
        (5.8, "about six weeks"), (6.6, "about seven weeks"), (20.2, "about 20 weeks"),
    ],
)  # fmt: skip
def test_sizes_are_spoken(weeks: float, message: str) -> None:
    assert about(weeks, "weeks") == message


def test_the_dots_are_the_worlds_of_the_sentence() -> None:
    page = page_one(study(later(2.0, share=0.8)))
    assert page.dots is not None
    sides = [dot.side for dot in page.dots.dots]
    assert (sides.count("worse"), sides.count("better"), sides.count("same")) == (80, 20, 0)
    assert all((dot.value > 0.0) == (dot.side == "worse") for dot in page.dots.dots)
    values = [dot.value for dot in page.dots.dots]
    assert values == sorted(values)
    assert [named for _side, named, _count in page.dots.legend] == ["later", "about the same", "sooner"]


def test_dots_of_a_metric_of_which_more_is_better_are_better_on_the_right() -> None:
    work = 1000.0 + 10.0 * np.sin(np.arange(200))
    results = {"stay": {"throughput": work}, "split": {"throughput": 1.1 * work}}
    page = page_one(study(results, leading="throughput"))
    assert page.dots is not None
    assert {dot.side for dot in page.dots.dots} == {"better"}
    assert page.dots.legend[0] == ("better", "more", 100)


def test_worlds_out_under_one_side_only_are_dots_beyond_and_under_neither_none() -> None:
    alternative = np.where(np.arange(200) < 40, np.inf, BASE + 2.0)
    baseline = np.where(np.arange(200) < 20, np.inf, BASE)
    page = page_one(study({"stay": {"release_weeks": baseline}, "split": {"release_weeks": alternative}}))
    assert page.dots is not None
    assert len(page.dots.dots) == 90
    assert page.dots.unknown == 10
    assert sum(dot.beyond for dot in page.dots.dots) == 10


def test_nobody_has_to_worry_only_where_nearly_nothing_differs() -> None:
    for share, calm in ((0.03, True), (0.2, False)):
        delayed = np.where(np.arange(200) < 200 * share, BASE + 3.0, BASE)
        page = page_one(study({"stay": {"release_weeks": BASE}, "split": {"release_weeks": delayed}}))
        assert page.headline.case == "ties"
        assert any("On this count either will do" in line for line in page.support) is calm


def test_three_numbers_and_what_hardly_differs() -> None:
    results = later(2.0, share=0.8)
    worlds = np.arange(200)
    month = 4000.0 + 100.0 * np.sin(worlds)
    beside = {
        "first_month_hours": (month, 0.95 * month),
        "departures": (20.0 + worlds % 3, 21.0 + worlds % 3 + (worlds % 5 == 0)),
        "cost_usd": (np.full(200, 100e6), np.full(200, 100.1e6)),
        "backlog_hours": (300.0 + worlds % 7, 310.0 + worlds % 7),
    }
    for key, (baseline, alternative) in beside.items():
        results["stay"] = {**results["stay"], key: np.asarray(baseline, dtype=float)}
        results["split"] = {**results["split"], key: np.asarray(alternative, dtype=float)}
    figures = page_one(study(results, output_week=12.0)).figures
    assert [figure.figure for figure in figures.figures[:2]] == ["+1.8 weeks", "-5% output"]
    assert figures.figures[2].metric in ("backlog_hours", "departures")
    assert figures.alike == "Hardly any difference in cost (+$0.1M of $100M)."


def test_the_first_month_is_the_same_figure_beside_the_other_alternatives() -> None:
    """Worlds with much work lose least: the median of shares is not the median loss over the usual output."""
    month = np.linspace(1000.0, 9000.0, 200)
    lost = np.linspace(0.2, 0.0, 200) * month
    results = later(2.0, share=0.8)
    results = {
        "stay": {**results["stay"], "first_month_hours": month},
        "split": {**results["split"], "first_month_hours": month - lost},
        "b": {**results["split"], "first_month_hours": month},
    }
    page = page_one(study(results, with_scenarios("stay", "split", "b"), output_week=12.0), "split")
    assert page.soften is not None
    (beside,) = [row.first_month for row in page.soften.rows if row.here]
    assert page.figures.figures[1].figure == f"{beside} output" == "-10% output"
    assert f"{np.median(-lost) / np.median(month):.0%}" != beside


def test_weeks_before_the_change_are_no_early_output() -> None:
    """The laboratory splits in week 12: its first month is alike by construction."""
    results = later(2.0, share=0.8)
    month, quarter = np.full(200, 4000.0), np.full(200, 13_000.0)
    results["stay"] = {**results["stay"], "first_month_hours": month, "first_quarter_hours": quarter}
    results["split"] = {**results["split"], "first_month_hours": month, "first_quarter_hours": 0.9 * quarter}
    for output_week, reported in ((0.0, "-10% output"), (9.0, "±0% output"), (12.0, "±0% output")):
        figures = page_one(study(results, output_week=output_week)).figures.figures
        assert figures[1].figure == reported
        assert ("the change begins in week 12" in figures[1].text) is (output_week < 12.0)
        assert ("in the first month after the change" in figures[1].text) is (output_week == 12.0)
    much_later = Scenario("split", "Split", "vertical", (Reorganize(13.0, "horizontal"),))
    organization = lab(scenarios=(lab().scenario("stay"), much_later))
    figures = page_one(study(results, organization)).figures.figures
    assert all("output" not in figure.figure for figure in figures)


def test_departures_are_counted_over_the_weeks_that_are_reported() -> None:
    results = later(2.0, share=0.8)
    leaving = 20.0 + np.arange(200) % 3
    results["stay"] = {**results["stay"], "departures": leaving}
    results["split"] = {**results["split"], "departures": leaving + 2.0 + np.arange(200) % 2}
    (_, figure) = page_one(study(results)).figures.figures
    assert (figure.figure, figure.text) == (
        "+2.5 departures", f"in {HORIZON} weeks; 21 under Stay as we are"
    )  # fmt: skip


def test_whoever_is_laid_off_is_named_by_role_and_who_loses_a_lead_is_counted() -> None:
    people = tuple(replace(each, name=f"Ana {each.id}") for each in lab().people)
    events = (Reorganize(0.0, "horizontal"), Layoff(0.0, 1.0, ("post-lead",)))
    scenarios = (lab().scenario("stay"), Scenario("split", "Split", "vertical", events))
    changes = what_changes(lab(people=people, scenarios=scenarios), "stay", "split")
    assert "Week 0: layoff of head of post-training." in changes.sentences
    # Her five people keep their team, and lose their lead.
    assert changes.people.endswith("The lead of five more leaves: a successor or an acting lead follows.")


def test_a_rename_moves_nobody() -> None:
    before = lab().structure("vertical")
    renamed = replace(
        before, teams=tuple(replace(team, id=f"x{team.id}", parent=team.parent and f"x{team.parent}",
                                    name=f"New {team.name}") for team in before.teams)
    )  # fmt: skip
    assert find_moves(lab(), before, renamed) == ()
    assert set(draw_trees(before, renamed).marks.values()) == {"renamed"}


def test_a_new_lead_of_a_renamed_team_moves_nobody_to_another_team() -> None:
    before = lab().structure("vertical")
    teams = tuple(
        replace(team, name="Base model", lead="director") if team.id == "pretraining" else team
        for team in before.teams
    )
    moves = {move.person: move for move in find_moves(lab(), before, replace(before, teams=teams))}
    assert moves["pre#1"].new_lead
    assert not moves["pre#1"].new_team


def test_moves_tell_old_and_new_lead_and_team() -> None:
    moves = {m.person: m for m in find_moves(lab(), *_both())}
    assert set(moves) == {"lead", "pre-lead", "post-lead"}
    assert (moves["lead"].team_before, moves["lead"].team_after) == ("Qwen", "Laboratory")
    assert (moves["pre-lead"].lead_before, moves["pre-lead"].lead_after) == ("lead", "director")
    assert not moves["pre-lead"].new_team


def test_the_trees_join_the_moved_and_count_the_rest() -> None:
    trees = draw_trees(*_both())
    marks = {row.name: row.mark for row in (*trees.before, *trees.after)}
    assert marks["Qwen"] == "ends"
    assert marks["Pre-training"] == "moved"
    moved = {(trees.before[x.before].name, trees.after[x.after].name) for x in trees.links if x.moved}
    assert ("Pre-training", "Pre-training") in moved
    assert ("Qwen", "Laboratory") in moved
    assert sum(row.people for row in trees.before) == 14
    assert sum(row.people for row in trees.after) == 14


def test_trees_never_grow_beyond_their_rows() -> None:
    trees = draw_trees(*_both(), rows_max=3)
    assert max(len(trees.before), len(trees.after)) <= 3
    assert sum(row.people for row in trees.after) == 14


def test_what_changes_is_reported_with_names_spans_and_layers() -> None:
    changes = what_changes(lab(), "stay", "split")
    message = " ".join(changes.sentences)
    assert message.startswith("Week 12: Qwen is dissolved.")
    assert "Director of the laboratory leads 3 people directly instead of 1." in message
    assert "One layer fewer." in message
    assert changes.people == "Two people get another lead, one another team."


def test_leads_of_the_same_role_are_told_apart_by_their_teams() -> None:
    """Otherwise one "technical lead" would lead two numbers of people at once."""
    old = lab()
    leads = {team.lead for structure in old.structures for team in structure.teams if team.lead}
    people = tuple(replace(each, title="Lead" if each.id in leads else each.title) for each in old.people)
    changes = what_changes(replace(old, people=people), "stay", "split")
    named = [changes.leads[lead] for lead in leads]
    assert len(set(named)) == len(named)
    assert all(text.startswith("Lead (") for text in named)
    message = " ".join(changes.sentences)
    assert "Lead leads" not in message
    assert {row.lead_before for row in move_rows(changes)} <= {*named, "", "nobody"}


def test_people_who_join_later_are_stated_beside_those_who_are_there() -> None:
    """The page counts both among those at risk: 14 people at the start, and one who comes."""
    newcomer = replace(lab().people[0], id="newcomer", title="Newcomer")
    events = (Join(4.0, newcomer, "qwen"), Reorganize(12.0, "horizontal"))
    organization = lab(scenarios=(lab().scenarios[0], Scenario("split", "Split", "vertical", events)))
    compared = Comparison(study(later(2.0), organization), "split")
    stated = how_far_to_trust(compared, fixed=False).stated
    assert stated.startswith("14 people, one person who may join later, ")


def test_a_position_that_nobody_holds_is_stated_apart_from_people() -> None:
    first, *others = lab().people
    organization = lab(people=(*others, replace(first, vacant=True)))
    stated = how_far_to_trust(Comparison(study(later(2.0), organization), "split"), fixed=False).stated
    assert stated.startswith("13 people, one vacant position, ")


def test_whoever_leaves_moves_nowhere() -> None:
    known = lab()
    moved = what_changes(known, "stay", "split").moves
    assert moved
    split = known.scenario("split")
    leaves = replace(split, events=(*split.events, Leave(13.0, moved[0].person)))
    gone = replace(known, scenarios=(known.scenario("stay"), leaves))
    assert what_changes(gone, "stay", "split").moves == moved[1:]


def test_where_the_structure_stays_the_events_are_reported() -> None:
    organization = lab(
        scenarios=(*lab().scenarios, Scenario("exit", "Exit", "vertical", (Leave(4.0, "lead"),)))
    )
    changes = what_changes(organization, "stay", "exit")
    assert changes.trees is None
    assert changes.sentences == ("No team changes.", "Week 4: technical lead leaves.")


def matrix_changes(*second: tuple[tuple[SecondLead, ...], tuple[SecondSeat, ...]]) -> tuple[str, ...]:
    """What is said where only the second leads and second seats of the old and the new structure differ."""
    old, new = (
        replace(lab().structures[0], id=key, second_leads=leads, second_seats=seats)
        for key, (leads, seats) in zip(("old", "new"), second, strict=True)
    )
    scenarios = (Scenario("stay", "Stay", "old", ()), Scenario("matrix", "Matrix", "new", ()))
    return what_changes(lab(structures=(old, new), scenarios=scenarios), "stay", "matrix").sentences


def test_second_leads_and_seats_that_a_structure_adds_are_reported_by_name() -> None:
    leads = (SecondLead("pre#1", "post-lead"), SecondLead("pre#2", "post-lead"))
    seats = (SecondSeat("pre#3", "posttraining", 0.4),)
    added = matrix_changes(((), ()), (leads, seats))
    assert added == (
        "Two people get Head of post-training as a second lead.",
        "One person gets a second seat in Post-training.",
    )


def test_second_leads_and_seats_that_a_structure_removes_or_changes_are_reported() -> None:
    one, other = (SecondLead("pre#1", "post-lead"),), (SecondLead("pre#1", "lead"),)
    seats = (SecondSeat("pre#3", "posttraining", 0.4), SecondSeat("pre#4", "posttraining", 0.4))
    assert matrix_changes((one, seats), (other, ())) == (
        "One person gets another second lead.",
        "Two people no longer have a second seat.",
    )
    assert matrix_changes((one, seats), (one, seats)) == ("No team changes.",)


def test_assumptions_are_counted_and_those_among_them_that_are_inferences() -> None:
    varying = [p for p in ASSUMPTIONS if p.low < p.high]
    weak = sum(p.strength == "D" for p in varying)
    assert 0 < weak < len(varying)
    guessed = page_one(study(later(2.0))).trust.guessed
    assert (
        f"{len(varying)} assumptions, each drawn from its range in each world; {weak} are our own" in guessed
    )


def test_a_stream_whose_arrivals_are_a_guess_is_not_called_stated() -> None:
    streams = tuple(
        Stream(name, "modeling", 2.0, Effort("fixed", 1.0, 1.0, 1.0), "medium", 10.0, 1.0, None)
        for name in ("known", "derived", "derived-too")
    )
    guesses = tuple(
        UncertainInput(f"arrivals {k}", (Place(("streams", k, "per_week"), 2.0),), 1.0, 2.0, 3.0, guess=True)
        for k in (1, 2)
    )
    compared = Comparison(study(later(2.0), lab(streams=streams, inputs=guesses)), "split")
    trust = how_far_to_trust(compared, fixed=False)
    assert "one stream of requests" in trust.stated
    assert "Two values are guesses. Two streams of requests rest on guessed arrivals." in trust.guessed


def test_inputs_that_share_a_draw_are_counted_once_as_reorg_show_counts_them() -> None:
    place = Place(("people", 0, "tenure_years"), 3.0)
    group = tuple(UncertainInput(f"tie {k}", (place,), 1.0, 2.0, 3.0, together="ties") for k in range(4))
    organization = lab(inputs=(*group, UncertainInput("alone", (place,), 1.0, 2.0, 3.0)))
    guessed = how_far_to_trust(Comparison(study(later(2.0), organization), "split"), fixed=False).guessed
    assert "Two inputs of the model are drawn as well." in guessed
    assert inputs_text(organization, organization.inputs)[0].startswith("2 uncertain inputs, drawn")


def test_every_assumption_that_varies_has_plain_words() -> None:
    missing = [p.id for p in ASSUMPTIONS if p.low < p.high and not has_words(p.id)]
    assert missing == []
    known = {p.id for p in ASSUMPTIONS}
    assert plain_words({"assumption": "x.y", "meaning": "pay of leads"}).label == "pay of leads"
    assert "coordination.coupling" in known


def test_what_decides_is_reported_in_plain_words_and_where_it_reverses() -> None:
    reported = verdict_with_sensitivity()
    found = study(
        later(2.0, share=0.8),
        drivers=reported["drivers"],
        flips=reported["flips"],
        sensitivity=reported["sensitivity"],
    )
    decides = what_decides(Comparison(found, "split"))
    assert decides is not None
    assert "matters most: the assumptions that stand out explain 61% of the spread" in decides.share
    assert decides.drivers[0].label == "Time to answer a colleague"
    assert (decides.drivers[0].low, decides.drivers[0].high) == (0.4, 9.1)
    assert decides.drivers[0].low_word == "short"
    assert "there Split by stage is sooner in 71, later in 20 of 100" in decides.turns[0]
    assert "“Time to answer a colleague” is below 0.31 hours" in decides.turns[0]
    assert turns_in_short(Comparison(found, "split")).startswith("Under some assumptions, met in 8 of")


def test_that_it_reverses_nowhere_is_an_answer() -> None:
    reported = verdict_with_sensitivity(flips=False)
    found = study(later(2.0, share=0.8), drivers=reported["drivers"], sensitivity=reported["sensitivity"])
    decides = what_decides(Comparison(found, "split"))
    assert decides is not None
    # Shares may lean a little to the other side without being sure enough to be called a reversal.
    assert decides.turns[0].startswith("No reversal was found")
    assert "makes the other side win clearly more often" in decides.turns[0]
    assert turns_in_short(Comparison(found, "split")) == "No assumption we varied was found to reverse it."
    reported["drivers"][0]["weakest"] = weakest(0.45, 0.41, "neither")
    found = study(later(2.0, share=0.8), drivers=reported["drivers"], sensitivity=reported["sensitivity"])
    decides = what_decides(Comparison(found, "split"))
    assert decides is not None
    assert decides.turns[1].startswith("Where “skill” is low, it comes out even: later in 41")
    assert turns_in_short(Comparison(found, "split")) == (
        "No assumption we varied was found to reverse it, but where “skill” is low, it comes out even."
    )


def test_a_region_in_which_it_ends_is_reported_as_even_and_not_as_a_reversal() -> None:
    reported = verdict_with_sensitivity(flips=False)
    found = study(
        later(2.0, share=0.8),
        drivers=reported["drivers"],
        flips=[ending(0.43, 0.4)],
        sensitivity=reported["sensitivity"],
    )
    decides = what_decides(Comparison(found, "split"))
    assert decides is not None
    where = "“Time to answer a colleague” is below 0.31 hours and “skill” is low"
    assert decides.turns[0] == (
        f"No reversal was found, but where {where} (19 of 100 worlds), it comes out even: later in 40,"
        " sooner in 43 of 100."
    )
    assert turns_in_short(Comparison(found, "split")) == (
        f"No assumption we varied was found to reverse it, but where {where}, it comes out even."
    )


@pytest.mark.parametrize(
    ("part", "message"), [(0.19, "Mostly luck"), (0.2, "Luck and assumptions"), (0.6, "Mostly assumptions")]
)
def test_luck_is_what_all_assumptions_together_leave_open(part: float, message: str) -> None:
    """The drivers named explain a part of what all assumptions explain: the rest of it is no luck."""
    reported = verdict_with_sensitivity(flips=False)
    reported["sensitivity"][0]["explained"] = 0.11
    found = study(
        later(2.0, share=0.8),
        drivers=reported["drivers"],
        sensitivity=reported["sensitivity"],
        luck=[_luck(part)],
    )
    decides = what_decides(Comparison(found, "split"))
    assert decides is not None
    assert decides.share == (
        f"{message}: all assumptions together explain {part:.0%} of the spread between worlds (14% to 54%);"
        " “Time to answer a colleague” matters most, and those that stand out explain 11%."
    )


def test_drivers_alone_do_not_make_the_rest_luck() -> None:
    reported = verdict_with_sensitivity(flips=False)
    reported["sensitivity"][0]["explained"] = 0.11
    found = study(later(2.0, share=0.8), drivers=reported["drivers"], sensitivity=reported["sensitivity"])
    decides = what_decides(Comparison(found, "split"))
    assert decides is not None
    assert "uck" not in decides.share
    assert decides.share.endswith(
        "matters most: the assumptions that stand out explain 11% of the spread between worlds."
    )


def test_no_driver_in_few_worlds_is_not_luck() -> None:
    reported = verdict_with_sensitivity(flips=False, drivers=False)
    for luck, message in (
        ([], "Not known: in 1,000 worlds, no single assumption stands out from luck."),
        (
            [_luck(0.36)],
            "Luck and assumptions: all assumptions together explain 36% of the spread between worlds"
            " (14% to 54%), but none stands out alone in 1,000 worlds.",
        ),
    ):
        found = study(later(2.0, share=0.8), sensitivity=reported["sensitivity"], luck=luck)
        decides = what_decides(Comparison(found, "split"))
        assert decides is not None
        assert decides.share == message


def _luck(part: float) -> dict[str, Any]:
    return {
        "scenario": "split",
        "metric": "release_weeks",
        "assumptions_share": part,
        "assumptions_interval_95": [0.14, 0.54],
    }


def test_what_no_world_gets_out_is_reported_once() -> None:
    never = {key: {"release_weeks": np.full(200, np.inf)} for key in ("stay", "split")}
    page = page_one(study(never))
    assert page.headline.sentence.startswith("The next release is out by week 78 neither under")
    assert page.support == ("A longer horizon would show it.",)


def test_what_cannot_move_is_not_said_to_hardly_differ() -> None:
    results = later(2.0)
    results = {key: {**each, "cost_usd": np.zeros(200)} for key, each in results.items()}
    assert "cost" in page_one(study(results)).figures.alike
    known = study(results, unmoved=[{"metric": "cost_usd", "why": "nobody's pay is stated"}])
    assert page_one(known).figures.alike == ""


def test_work_done_is_reported_in_hours_a_week() -> None:
    work = 1000.0 + 10.0 * np.sin(np.arange(200))
    results = {"stay": {"throughput": work}, "split": {"throughput": 0.9 * work}}
    figure = page_one(study(results, leading="throughput")).figures.figures[0]
    assert figure.figure == "-100 hours a week"


def test_dates_stand_side_by_side() -> None:
    dates = page_one(study(later(2.0))).dates
    assert dates is not None
    release = dates.releases[0]
    assert (release.due, release.label) == ("31 Aug 2026", "flagship")
    assert release.before != release.after
    assert release.on_time_after <= release.on_time_before


def test_what_is_not_out_in_half_of_the_worlds_is_not_out_by_the_date_of_the_horizon() -> None:
    late = np.where(np.arange(200) % 5 < 3, np.inf, BASE)
    dates = page_one(study({"stay": {"release_weeks": BASE}, "split": {"release_weeks": late}})).dates
    assert dates is not None
    horizon = date.fromisoformat(lab().start) + timedelta(weeks=HORIZON)
    assert dates.releases[0].after == f">{horizon.day} {horizon:%b %Y}"
    assert dates.some_late


def test_one_alternative_names_what_was_not_tried() -> None:
    soften = page_one(study(later(2.0))).soften
    assert soften is not None
    assert soften.rows == ()
    assert soften.not_tried.startswith("The change in two steps and a later week.")


def _both() -> tuple[Structure, Structure]:
    return lab().structure("vertical"), lab().structure("horizontal")


def _beside(baseline: np.ndarray, alternative: np.ndarray, metric: str = "backlog_hours") -> KeyFigures:
    """The figures of a study in which one more metric is measured."""
    results = later(2.0, worlds=len(baseline), share=0.8)
    results["stay"] = {**results["stay"], metric: baseline}
    results["split"] = {**results["split"], metric: alternative}
    return page_one(study(results)).figures


def test_a_difference_that_may_be_large_is_not_hardly_any() -> None:
    """Seen with 8 worlds: "hardly any difference" in what 200 worlds show to be 9% more."""
    usual = np.full(8, 300.0)
    wide = _beside(usual, usual + np.array([60.0, -50.0, 40.0, -45.0, 55.0, -40.0, 5.0, -5.0]))
    assert (wide.alike, wide.unsure) == ("", "Not clear in 8 worlds: the backlog.")
    narrow = _beside(usual, usual + np.array([2.0, -2.0, 1.0, -1.0, 2.0, -2.0, 1.0, -1.0]))
    assert (narrow.alike, narrow.unsure) == ("Hardly any difference in the backlog.", "")


def test_what_differs_in_few_worlds_but_by_much_is_reported_on_average() -> None:
    """Seen: capability "hardly" differs, although its mean falls by 5 to 11%."""
    usual = np.full(200, 300.0)
    figures = _beside(usual, usual + np.where(np.arange(200) % 4, 0.0, 120.0))
    assert figures.alike == ""
    assert figures.also == "Also: the backlog +30 h on average."


def test_an_alternative_is_not_called_softer_by_chance() -> None:
    worlds = np.arange(200)
    noise = np.random.default_rng(3).normal(0.0, 2.0, 200)
    results = {
        "stay": {"release_weeks": BASE},
        "split": {"release_weeks": BASE + 2.0 + 0.2 * np.cos(worlds)},
        "soft-split": {"release_weeks": BASE + 1.75 + 0.2 * np.cos(worlds) + noise},
    }
    assert not any("the harm is" in line for line in page_one(study(results)).support)
    results["soft-split"] = {"release_weeks": BASE + 1.0 + 0.2 * np.cos(worlds)}
    assert any(line.endswith("the harm is half as much.") for line in page_one(study(results)).support)


def test_what_costs_people_is_not_headed_as_softer() -> None:
    """Seen: a scenario in which three leaders leave stood under "What would soften it"."""
    worlds = np.arange(len(BASE))
    people = 40.0 + worlds % 3
    results = {
        "stay": {"release_weeks": BASE, "departures": people},
        "split": {"release_weeks": BASE + 2.0, "departures": people},
        "exits": {"release_weeks": BASE + 1.0, "departures": people + 3.0},
    }
    assert page_one(study(results)).soften.heading == "The alternatives side by side"
    results["exits"]["departures"] = people
    assert page_one(study(results)).soften.heading == "What would soften it"


def test_alternatives_with_long_names_are_told_apart_in_the_table() -> None:
    ids = ("stay", "b", "c")
    results = {key: {"release_weeks": BASE + step} for key, step in zip(ids, (0.0, 2.0, 3.0), strict=True)}
    found = study(results, with_scenarios(*ids))
    for key in ids[1:]:
        found.verdict["scenarios"][key]["name"] = f"Mixed teams for research and models, introduced in {key}"
    soften = page_one(found).soften
    assert soften is not None
    names = [row.label for row in soften.rows]
    assert len(set(names)) == 2
    assert all(name.endswith(("(b)", "(c)")) and "……" not in name and len(name) <= 40 for name in names)


def _overloaded(*shares: tuple[float, float]) -> str:
    """The line under the headline on roles overloaded in these shares of weeks, before and after."""
    measures = ("overloaded_share", "busy_share", "leaving_share")
    roles = [
        {"role": f"Lead {place}", "people": 1, "at_risk": 0, "relieved": 0, "both": 0,
         **{key: {"baseline": before, "scenario": after} for key in measures}}
        for place, (before, after) in enumerate(shares)
    ]  # fmt: skip
    people = {"split": {"people": 14, "persons": [], "teams": [], "roles": roles}}
    support = page_one(study(later(2.0), people=people)).support
    return next((line for line in support if "bottleneck" in line), "")


def test_a_bottleneck_that_arises_is_reported_under_the_headline() -> None:
    """Seen: a lead overloaded in 93% of weeks instead of 5% stood only far below, in a chart."""
    assert _overloaded((0.05, 0.93), (0.1, 0.2)) == (
        "A bottleneck arises: Lead 0, with over a week's work waiting in 93% of weeks instead of 5%."
    )
    assert _overloaded((0.05, 0.3), (0.17, 0.89)).endswith("in 89% of weeks instead of 17%, and 1 more.")
    # One that was there before, or that eases, does not arise.
    assert _overloaded((0.9, 0.95), (0.8, 0.2), (0.0, 0.2)) == ""
