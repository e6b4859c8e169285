"""What is pending among people who meet ends there: at a meeting in part, at a one-to-one in full."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from engine import labs, labs_matrix
from engine.labs_drawn import drawn_labs, organizations
from engine.test_decisions_and_calendars import two_branches
from engine.test_reference import assert_same, happened, random_values
from reorg.engine import LOG_CODES, Outcome, Simulator, plan_scenario
from reorg.engine.state.constants import ANSWER, DECIDE, MEET, ONE_TO_ONE
from reorg.mechanisms import ASSUMPTIONS
from reorg.model.events import Away, Budget, Event, Leave, Reorganize
from reorg.model.organization import Organization, Scenario
from reorg.model.structure import Meeting, Structure

LEAD = 0
WEEKS = 30
QUESTIONS = labs.QUIET | {
    "exceptions.probability": 0.3,
    "exceptions.patience_hours": 1e6,
    "exceptions.wrong_decided": 0.0,
    "exceptions.hop_error": 0.0,
    "exceptions.blocking": 0.0,
    "exceptions.joint": 0.0,
}
"""Nothing but work and questions, which wait as long as it takes."""
FOREVER = {"calendar__slot_hours": 1e9, "calendar__walk_in": 0.0}
"""Whoever keeps a calendar has no slot for a question."""


def lone_team(reports: int, *events: Event, **changed: Any) -> Organization:
    """Return a lead who decides everything, so many reports with work for all, and one aside."""
    people = [labs.person("lead"), *(labs.person(f"m{k}", a="medium") for k in range(reports))]
    people[0] = replace(people[0], skills={}, booked_share=0.5)
    people.append(labs.person("aside"))
    members = " ".join(f"m{k}" for k in range(reports))
    teams = [
        labs.team("t", None, "lead", members, "area:a"),
        labs.team("elsewhere", "t", None, "aside", meets=False),
    ]
    only = labs.structure("s", teams, "high", **changed)
    work = labs.release([labs.package("k", "a", labs.fixed(9000), people_max=60)])
    it = Scenario("it", "It", "s", events)
    return labs.organization(people, [only], releases=(work,), horizon_weeks=WEEKS, scenarios=(it,))


def run(lab: Organization, world: int = 0, **changed: float) -> Outcome:
    """Return the outcome of one world, with its log."""
    values = labs.central() | QUESTIONS | {name.replace("__", "."): value for name, value in changed.items()}
    simulator = Simulator(plan_scenario(lab, "it"))
    return simulator.run(np.array([values[p.id] for p in ASSUMPTIONS]), 7, world, log=True)


def lines(outcome: Outcome, code: str) -> Any:
    return outcome.log[outcome.log["code"] == LOG_CODES.index(code)]


def items(outcome: Outcome, code: str, kind: int) -> Any:
    found = lines(outcome, code)
    return found[found["on"] == kind]


def for_others(outcome: Outcome) -> Any:
    """Return the lines of questions closed that were for somebody else than who asked."""
    closed = lines(outcome, "question closed")
    return closed[closed["person"] != closed["on"]]


def pending(outcome: Outcome, time: float) -> int:
    """Return how many questions for others wait at a time, those in the decider's hands not counted."""
    asked = lines(outcome, "decision asked")
    asked = asked[asked["person"] != asked["on"]]
    begun, ended = (
        each[each["person"] == LEAD]
        for each in (items(outcome, code, DECIDE) for code in ("begin item", "end item"))
    )
    at_work = (begun["time"] < time).sum() - (ended["time"] < time).sum()
    return int((asked["time"] < time).sum() - (for_others(outcome)["time"] < time).sum() - at_work)


def attended(outcome: Outcome, person: int = LEAD) -> Any:
    """Return when somebody had been at a meeting, after work has begun."""
    ended = items(outcome, "end item", MEET)
    return ended["time"][(ended["person"] == person) & (ended["time"] > 0.0)]


def names(lab: Organization, people: Any) -> set[str]:
    return {lab.people[p].id for p in people.tolist()}


def test_a_meeting_decides_what_waits_for_the_lead() -> None:
    outcome = run(lone_team(5), management__team_meeting_hours=1.0)
    settled = lines(outcome, "question settled")
    assert len(settled) > 15
    assert set(settled["person"].tolist()) == {LEAD}
    assert np.isin(settled["time"], attended(outcome)).all()
    for time in attended(outcome):
        assert (settled["time"] == time).sum() == pending(outcome, time)


def test_a_question_that_waits_for_a_slot_is_decided_at_the_next_meeting_or_one_to_one() -> None:
    meetings = run(lone_team(5), management__team_meeting_hours=1.0, **FOREVER)
    closed = for_others(meetings)
    assert len(closed) > 30
    assert np.isin(closed["time"], attended(meetings)).all()
    assert np.median(closed["value"]) < 40.0
    alone = run(lone_team(5), management__one_to_one_hours=1.0, **FOREVER)
    assert len(for_others(alone)) > 30
    assert len(for_others(run(lone_team(5), **FOREVER))) == 0


def test_the_meeting_takes_the_hours_that_the_decision_would_have() -> None:
    """Neither the lead nor who asked spends time on a question beside the meeting where it is decided."""
    outcome = run(lone_team(5), management__team_meeting_hours=1.0)
    settled = lines(outcome, "question settled")
    answered = for_others(outcome)
    answers = items(outcome, "begin item", ANSWER)
    assert abs(len(answered) - len(settled) - len(answers)) <= 2
    decided = items(outcome, "end item", DECIDE)
    assert abs(len(answered) - len(settled) - (decided["person"] == LEAD).sum()) <= 2
    none = run(lone_team(5), management__team_meeting_hours=1.0, **FOREVER)
    assert len(items(none, "begin item", ANSWER)) == 0
    assert LEAD not in items(none, "begin item", DECIDE)["person"]


def test_a_misdirected_question_is_asked_again_instead_of_being_settled() -> None:
    """After a change of lines that never becomes clear, every question goes to the wrong place first.

    Each is found out at a meeting, at no further hours, and settled at a later one; its asker is not told
    beside the meeting.
    """
    lab = lone_team(5, Reorganize(0.5, "after"))
    before = lab.structures[0]
    teams = tuple(replace(team, lead="new") if team.id == "t" else team for team in before.teams)
    new = replace(labs.person("new"), skills={}, booked_share=0.5)
    after = replace(before, id="after", teams=teams)
    lab = replace(lab, people=(*lab.people, new), structures=(before, after))
    never = {"reorganization__ambiguity_weeks": 1e12, "reorganization__unsettled_hours": 0.0}
    outcome = run(lab, management__team_meeting_hours=1.0, **never, **FOREVER)
    found, settled = (lines(outcome, code) for code in ("request misdirected", "question settled"))
    assert len(settled) > 20
    meetings = attended(outcome, len(lab.people) - 1)
    assert np.isin(found["time"], meetings).all()
    # With five reports a meeting settles all: each question at the meeting after the one that found it out.
    for this, following in pairwise(meetings[meetings > 40.0].tolist()):
        assert (settled["time"] == following).sum() == (found["time"] == this).sum()
    assert len(items(outcome, "begin item", ANSWER)) == 0


def test_a_large_meeting_decides_the_share_that_it_settles() -> None:
    """Fourteen and the lead: eight beyond seven, so (1 - loss)^8 of what waits."""
    loss, waiting, settled = 0.1, 0, 0
    for world in range(3):
        outcome = run(lone_team(14), world, management__team_meeting_hours=1.0, management__settled_loss=loss)
        waiting += sum(pending(outcome, time) for time in attended(outcome))
        settled += len(lines(outcome, "question settled"))
    share = (1.0 - loss) ** 8
    assert abs(settled / waiting - share) < 3.0 * np.sqrt(share * (1.0 - share) / waiting)


def test_somebody_more_at_a_meeting_changes_nobody_elses_luck() -> None:
    """With one more at the table a smaller share is settled: fewer of the same questions, and no others."""
    who = ("lead", *(f"m{k}" for k in range(9)))
    differ = 0
    for world in range(12):
        few, many = (
            decided_first(lone_team(9, meetings=(Meeting("sync", people, 1.0, 1.0),)), world)
            for people in (who, (*who, "aside"))
        )
        assert many <= few
        differ += many != few
    assert 0 < differ < 12


def decided_first(lab: Organization, world: int) -> set[tuple[int, float]]:
    """Return who asked what the first meeting decides after work has begun, and the hours since."""
    outcome = run(lab, world, management__settled_loss=0.15, **FOREVER)
    closed = for_others(outcome)
    first = closed[closed["time"] == attended(outcome)[0]]
    return {(line["person"].item(), line["value"].item()) for line in first}


@pytest.mark.parametrize("hours", [0.0, 1.0])
def test_without_meetings_and_one_to_ones_nothing_is_settled(hours: float) -> None:
    lab = lone_team(5)
    apart = replace(
        lab,
        structures=tuple(
            replace(form, teams=tuple(replace(team, meets=False) for team in form.teams))
            for form in lab.structures
        ),
    )
    assert (
        len(lines(run(apart if hours else lab, management__team_meeting_hours=hours), "question settled"))
        == 0
    )


def test_whoever_is_not_there_has_nothing_decided_and_decides_nothing() -> None:
    """Only the two named meet. Where the lead is not among them, nothing is for anybody there."""
    outcome = run(lone_team(5, meetings=(Meeting("pair", ("lead", "m1"), 1.0, 1.0),)))
    settled = lines(outcome, "question settled")
    assert len(settled) > 3
    assert set(settled["on"].tolist()) == {2}
    others = run(lone_team(5, meetings=(Meeting("peers", ("m0", "m1", "m2"), 1.0, 1.0),)))
    assert len(lines(others, "question settled")) == 0
    away = run(lone_team(5, Away(3.0, "m1"), meetings=(Meeting("pair", ("lead", "m1"), 1.0, 1.0),)))
    settled = lines(away, "question settled")
    assert (settled["time"] < 3.0 * 40.0).all()


def test_a_lead_without_time_for_the_meeting_decides_nothing_there() -> None:
    """So much is booked and owed that most meetings lapse for the lead; the others hold them."""
    lab = lone_team(5)
    busy = replace(lab.people[0], booked_share=0.95)
    lab = replace(lab, people=(busy, *lab.people[1:]))
    outcome = run(lab, management__team_meeting_hours=1.0, management__steering_hours=4.0, **FOREVER)
    lapsed = items(outcome, "item lapsed", MEET)
    assert (lapsed["person"] == LEAD).sum() > WEEKS / 3
    assert np.isin(lines(outcome, "question settled")["time"], attended(outcome)).all()
    assert len(for_others(outcome)) < len(
        for_others(run(lone_team(5), management__team_meeting_hours=1.0, **FOREVER))
    )


def test_a_lead_who_has_a_question_to_pass_on_speaks_for_the_asker() -> None:
    """At the leads' meeting the lead passes it on by word of mouth; who asked hears the answer afterwards."""
    lab = two_branches("high", meetings=(Meeting("leads", ("head-a", "lead-a"), 1.0, 1.0),))
    values = {"exceptions__scope_people": 7.0, "calendar__outside_lead": 30.0}
    outcome = run(replace(lab, horizon_weeks=WEEKS), **values)
    settled = lines(outcome, "question settled")
    members = {f"a{k}" for k in range(6)}
    assert len(settled) > 5
    assert names(lab, settled["person"]) == {"head-a"}
    assert names(lab, settled["on"]) <= members | {"lead-a"}
    assert len(names(lab, settled["on"]) & members) > 3
    way = lines(outcome, "question way")
    passes = way["value"][np.isin(way["time"], settled["time"]) & np.isin(way["person"], settled["on"])]
    assert set(passes.tolist()) <= {0.0, 1.0}
    assert (passes == 1.0).sum() > 3
    answers = items(outcome, "begin item", ANSWER)
    for line in settled[names_are(lab, settled["on"], members)]:
        assert ((answers["person"] == line["on"]) & (answers["time"] >= line["time"])).any()


def names_are(lab: Organization, people: Any, wanted: set[str]) -> Any:
    return np.array([lab.people[p].id in wanted for p in people.tolist()])


def test_what_waits_for_a_vacant_position_is_not_decided_in_its_absence() -> None:
    everybody = tuple(p.id for p in two_branches().people)
    lab = two_branches("high", meetings=(Meeting("all", everybody, 1.0, 1.0),))
    gone = replace(
        lab, horizon_weeks=WEEKS, scenarios=(Scenario("it", "It", "s", (Away(0.0, "top", 20.0),)),)
    )
    outcome = run(gone)
    settled = lines(outcome, "question settled")
    by_top = settled[settled["person"] == 0]
    assert len(by_top) > 3
    assert (by_top["time"] > 20.0 * 40.0).all()


def test_a_colleague_answers_at_a_meeting_what_concerns_both_packages() -> None:
    """Joint questions that are settled laterally wait for a colleague, who comes to the joint meeting."""
    joint = (Meeting("both", (*(f"a{k}" for k in range(6)), *(f"b{k}" for k in range(6))), 1.0, 1.0),)
    lab = replace(two_branches("low", meetings=joint), horizon_weeks=WEEKS)
    settled = lines(run(lab, exceptions__joint=1.0), "question settled")
    assert len(settled) > 3
    assert not names(lab, settled["person"]) & {"top", "head-a", "head-b", "lead-a", "lead-b"}
    assert all(
        (asker < 9) != (whom < 9) for asker, whom in zip(settled["on"], settled["person"], strict=True)
    )


def test_a_decision_at_a_meeting_is_wrong_as_often_as_any() -> None:
    changed = {"exceptions__wrong_decided": 1.0, "exceptions__found_weeks": 1e-6}
    outcome = run(lone_team(5), management__team_meeting_hours=1.0, **changed, **FOREVER)
    settled = lines(outcome, "question settled")
    assert len(settled) > 30
    assert len(lines(outcome, "wrong decision found")) >= len(settled) - 1


def test_a_one_to_one_settles_all_between_the_two_and_nothing_else() -> None:
    outcome = run(lone_team(5), management__one_to_one_hours=0.5, **FOREVER)
    settled, asked = lines(outcome, "question settled"), lines(outcome, "decision asked")
    held = items(outcome, "end item", ONE_TO_ONE)["time"]
    assert np.isin(settled["time"], held).all()
    assert len(settled) > 30
    for time in set(settled["time"].tolist()):
        (asker,) = set(settled["on"][settled["time"] == time].tolist())
        before = (asked["on"] == asker) & (asked["person"] == LEAD) & (asked["time"] < time)
        done = (settled["on"] == asker) & (settled["time"] <= time)
        assert before.sum() == done.sum()


def test_a_one_to_one_settles_requests_either_way() -> None:
    """The lead works as well, and so asks and is asked."""
    lab = lone_team(3)
    works = replace(lab.people[0], skills={"a": "medium"}, booked_share=None)
    lab = replace(lab, people=(works, *lab.people[1:]))
    often = {
        "coordination__exchange_probability": 0.9,
        "coordination__patience_hours": 1e6,
        "work__effort_spread": 0.5,
    }
    outcome = run(lab, management__one_to_one_hours=0.5, exceptions__probability=0.0, **often)
    settled = lines(outcome, "settled")
    settled = settled[np.isin(settled["time"], items(outcome, "end item", ONE_TO_ONE)["time"])]
    assert ((settled["person"] == LEAD) ^ (settled["on"] == LEAD)).all()
    assert (settled["person"] == LEAD).sum() > 3
    assert (settled["on"] == LEAD).sum() > 3


def test_while_nobody_leads_no_one_to_one_settles_anything() -> None:
    gone = (Budget(0.0, False, None), Leave(0.0, "lead"))
    outcome = run(lone_team(5, *gone), management__one_to_one_hours=0.5, **FOREVER)
    settled = lines(outcome, "question settled")
    assert len(settled[settled["time"] >= 0.0]) == 0


def test_two_leads_who_meet_settle_what_needs_both() -> None:
    """The first lead speaks for who asked, which misleads nobody; who asked hears of it afterwards."""
    lab = labs_matrix.pair(**labs_matrix.DOTTED, meetings=(Meeting("leads", ("lead-a", "lead-b"), 1.0, 1.0),))
    changed = {"matrix__conflict": 1.0, "calendar__outside_lead": 20.0}
    outcome = run(lab, **changed, **FOREVER)
    settled, way = lines(outcome, "question settled"), lines(outcome, "question way")
    assert len(settled) > 10
    assert names(lab, settled["person"]) == {"lead-b"}
    assert names(lab, settled["on"]) <= {"a0", "a1", "a2"}
    assert not way["value"][np.isin(way["time"], settled["time"])].any()
    assert len(items(outcome, "begin item", ANSWER)) >= len(settled) - 3
    assert len(lines(outcome, "passed on")) == 0


def several_levels(*events: Event) -> Organization:
    """Return two branches of three levels, with the leads' meetings, a joint one, and an integrator's."""
    joint = (
        Meeting("both", ("lead-a", "a0", "a1", "lead-b", "b0", "b1"), 0.5, 0.5),
        Meeting("top", ("top", "head-a", "head-b", "lead-a"), 2.0, 1.0),
    )
    lab = two_branches("high", meetings=joint)
    flat: Structure = two_branches("medium").structures[0]
    flat = replace(
        flat, id="flat", teams=tuple(replace(t, parent="top") if t.parent else t for t in flat.teams)
    )
    it = Scenario("it", "It", "s", events)
    return replace(lab, structures=(*lab.structures, flat), scenarios=(it,))


@pytest.mark.parametrize(
    "events",
    [(), (Reorganize(3.2, "flat"), Reorganize(8.1, "s")), (Away(1.0, "head-a", 6.0), Leave(4.0, "lead-b"))],
)
def test_both_engines_settle_the_same_on_several_levels(events: tuple[Event, ...]) -> None:
    lab = several_levels(*events)
    often = {"exceptions.probability": 0.3}
    assert happened(lab, labs.central() | often, "question settled", "settled", "passed on")
    assert_same(lab, labs.central() | often)
    for world in range(3):
        assert_same(lab, random_values(world) | often, world=world)


@drawn_labs(10)
@given(organizations())
def test_both_engines_settle_the_same_in_organizations_drawn_at_random(
    drawn: tuple[Organization, int],
) -> None:
    lab, number = drawn
    often = {"exceptions.probability": 0.4, "management.team_meeting_hours": 0.5}
    assert_same(lab, random_values(number) | often, world=number)
