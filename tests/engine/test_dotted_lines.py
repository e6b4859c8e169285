"""Dotted lines: what two packages cannot settle goes to the common lead whom a second lead brings nearest."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from engine import labs, labs_people
from engine.labs_matrix import branches
from engine.test_matrix import lines, ran
from engine.test_reference import assert_same, random_values
from reorg.engine import Outcome
from reorg.engine.state.constants import HOURS_PER_WEEK, PASS
from reorg.model.events import Away, Event, Leave, Move, Reorganize
from reorg.model.organization import Organization, Scenario
from reorg.model.structure import Integrator

WORLDS = 4
ASKING = {
    "exceptions__probability": 0.3,
    "exceptions__joint": 1.0,
    "exceptions__decided_by__medium__self": 0.0,
    "exceptions__decided_by__medium__top": 0.0,
    "exceptions__reach_top__medium": 0.0,
    "exceptions__patience_hours": 1e6,
    "calendar__slot_hours": 0.0,
}
"""Much is unforeseen and most of it concerns both packages; nothing is settled laterally or at the top."""


def happening(lab: Organization, *events: Event) -> Organization:
    return replace(lab, scenarios=(Scenario("it", "It", "first", events),))


def asked(lab: Organization, outcomes: list[Outcome], crew: str = "a") -> Any:
    """Return (weeks, for whom, passes) of the questions of a team about the other package."""
    number = [p.id for p in lab.people]
    closed, way = (lines(outcomes, code) for code in ("question closed", "question way"))
    mine = (way["on"] >= 0) & np.isin(closed["person"], [number.index(f"{crew}{k}") for k in range(3)])
    assert mine.sum() > 30
    return [
        (float(line["time"]) / 40.0, number[line["on"]], int(passes))
        for line, passes in zip(closed[mine], way["value"][mine], strict=True)
    ]


def ways(*dotted: tuple[str, str], crew: str = "a", **changed: float) -> set[tuple[str, int]]:
    """Return for whom the questions of a team are, and how many leads pass them on, with these lines.

    From the second week on, when both packages have people at work.
    """
    lab = branches(*dotted)
    found = asked(lab, ran(lab, WORLDS, **{**ASKING, **changed}), crew)
    return {(whom, passes) for week, whom, passes in found if week > 1.0}


def test_without_a_dotted_line_they_go_up_to_where_the_solid_lines_meet() -> None:
    assert ways() == {("top", 2)}


def test_the_second_lead_who_leads_the_owners_settles_them() -> None:
    assert ways(("a", "lead-b")) == {("lead-b", 0)}


def test_the_own_lead_settles_them_where_the_owners_have_a_dotted_line_there() -> None:
    assert ways(("b", "lead-a")) == {("lead-a", 0)}
    assert ways(("b", "head-a")) == {("head-a", 1)}


def test_a_lead_of_a_project_to_whom_both_have_a_dotted_line_settles_them() -> None:
    assert ways(("a", "project"), ("b", "project")) == {("project", 0)}
    assert ways(("a", "project")) == {("top", 1)}


def test_whoever_is_above_the_second_lead_settles_them_after_one_pass() -> None:
    assert ways(("a", "lead-c")) == {("head-b", 1)}


def test_leads_have_dotted_lines_too() -> None:
    assert ways(("lead-a", "head-b")) == {("head-b", 1)}
    assert ways(("lead-b", "head-a")) == {("head-a", 1)}
    assert ways(("lead-a", "project"), ("lead-b", "project")) == {("project", 1)}


def test_those_with_a_dotted_line_use_it_and_the_others_do_not() -> None:
    assert ways(("a0", "lead-b")) == {("lead-b", 0), ("top", 2)}


def test_an_owner_with_a_dotted_line_counts_while_at_work() -> None:
    """Who is closest of those at work on the other package stands for its owners."""
    assert ways(("b0", "lead-a")) == {("lead-a", 0), ("top", 2)}


def test_what_two_teams_of_one_head_cannot_settle_never_goes_above_that_head() -> None:
    """A dotted line to the top is no lower than the head; one to the head spares the own lead's reading."""
    lab = branches(("a", "top"))
    (first, _) = lab.structures
    under_one = tuple(replace(t, parent="unit-a") if t.id == "team-b" else t for t in first.teams)
    for lead, passes in (("top", 1), ("head-a", 0)):
        dotted = tuple(replace(each, lead=lead) for each in first.second_leads)
        near = replace(lab, structures=(replace(first, teams=under_one, second_leads=dotted),))
        found = asked(near, ran(near, WORLDS, **ASKING))
        assert {(whom, n) for _, whom, n in found} == {("head-a", passes)}


def readers(*dotted: tuple[str, str]) -> set[str]:
    """Return who reads questions and passes them on, with these dotted lines."""
    lab = branches(*dotted)
    found: set[str] = set()
    for outcome in ran(lab, WORLDS, **ASKING):
        ended = lines([outcome], "end item")
        # Once one of the two packages is finished, questions are about the other alone.
        both = ended["time"] < outcome.finish_weeks[:2].min() * HOURS_PER_WEEK
        found.update(lab.people[p].id for p in ended["person"][both & (ended["on"] == PASS)])
    return found


def test_a_tie_goes_to_the_solid_line() -> None:
    """Two leads read a question for the top on either way: those of the solid line do."""
    assert ways(("head-a", "project")) == {("top", 2)}
    assert readers(("head-a", "project")) == {"lead-a", "head-a", "lead-b", "head-b"}


def test_whoever_is_on_the_way_over_a_dotted_line_reads() -> None:
    """The second lead passes on the questions of the one team, the own lead those of the other."""
    assert readers(("a", "lead-c")) == {"lead-c", "lead-b"}


def test_an_integrator_comes_before_any_lead() -> None:
    lab = branches(("a", "lead-b"))
    forms = tuple(replace(form, integrators=(Integrator("lead-c", ("a",)),)) for form in lab.structures)
    found = asked(lab, ran(replace(lab, structures=forms), WORLDS, **ASKING))
    assert "lead-c" in {whom for _, whom, _ in found}


def test_while_the_second_lead_is_away_they_climb_the_solid_lines() -> None:
    """Who only acts for a second lead is nobody's second lead."""
    lab = happening(branches(("a", "lead-b")), Away(4.0, "lead-b", 4.0))
    found = asked(lab, ran(lab, 12, **ASKING))
    assert {whom for week, whom, _ in found if week < 4.0} == {"lead-b"}
    assert {whom for week, whom, _ in found if 4.5 < week < 8.0} == {"top"}
    assert {whom for week, whom, _ in found if week > 8.5} == {"lead-b"}


def test_a_dotted_line_spares_waiting_for_an_empty_chair() -> None:
    """With top and heads away the solid lines end; whom both report to is there."""
    gone = (Away(0.0, "top"), Away(0.0, "head-a"), Away(0.0, "head-b"))
    for dotted, whom in (((), "top"), ((("a", "lead-b"),), "lead-b"), ((("b", "lead-a"),), "lead-a")):
        lab = happening(branches(*dotted), *gone)
        found = asked(lab, ran(lab, WORLDS, **{**ASKING, "exceptions__patience_hours": 30.0}))
        assert {each for _, each, _ in found} == {whom}


def test_with_the_line_the_way_there_goes_and_comes() -> None:
    lab = happening(branches(again=(("a", "lead-b"),)), Reorganize(3.0, "second"), Reorganize(6.0, "first"))
    found = asked(lab, ran(lab, 12, **ASKING))
    assert {whom for week, whom, _ in found if week < 3.0} == {"top"}
    assert {whom for week, whom, _ in found if 3.5 < week < 6.0} == {"lead-b"}
    assert {whom for week, whom, _ in found if week > 6.5} == {"top"}


@pytest.mark.parametrize(
    "dotted",
    [(("a", "lead-b"),), (("b0", "lead-a"),), (("a", "project"), ("b", "project")), (("lead-a", "head-b"),)],
)
def test_to_rename_the_structure_moves_no_question(dotted: tuple[tuple[str, str], ...]) -> None:
    """Who of the owners is at work changes from day to day; that moves nothing that has been asked."""
    kept, renamed = (
        ran(happening(branches(*dotted, again=dotted), *events), WORLDS, **ASKING)
        for events in ((), (Reorganize(3.0, "second"), Reorganize(5.2, "first")))
    )
    for one, two in zip(kept, renamed, strict=True):
        assert np.array_equal(one.finish_weeks, two.finish_weeks)
        assert np.array_equal(lines([one], "question closed"), lines([two], "question closed"))


def test_second_leads_who_are_the_first_ones_change_nothing_at_all() -> None:
    """The way is looked for with every line and found where it was: to the last bit."""
    same = (("a", "lead-a"), ("b", "lead-b"), ("c", "lead-c"), ("lead-a", "head-a"), ("head-b", "top"))
    for one, two in zip(ran(branches(), WORLDS), ran(branches(*same), WORLDS), strict=True):
        assert np.array_equal(one.log, two.log)
        assert np.array_equal(one.hours, two.hours)


MATRICES: tuple[tuple[tuple[str, str], ...], ...] = (
    (("a", "lead-b"), ("b", "lead-a")),
    (("a", "project"), ("b0", "project"), ("b1", "head-a")),
    (("lead-a", "head-b"), ("head-b", "project"), ("b", "head-a")),
    (("a0", "lead-c"), ("a1", "top"), ("lead-b", "a2"), ("lead-a", "lead-b")),
    (("lead-a", "lead-b"), ("lead-b", "lead-a"), ("head-a", "head-b"), ("head-b", "head-a")),
)
LIVELY: tuple[Event, ...] = (
    Away(1.0, "lead-b", 2.0),
    Leave(2.0, "head-b"),
    Reorganize(2.5, "second"),
    Away(3.0, "top", 3.0),
    Move(3.2, "a1", "team-b"),
    Leave(3.5, "project"),
    Reorganize(5.0, "first"),
    Away(5.5, "head-a"),
)


@pytest.mark.parametrize("place", range(len(MATRICES)))
def test_both_engines_agree_on_dotted_lines(place: int) -> None:
    lab = branches(*MATRICES[place], again=MATRICES[place - 1])
    asking = {name.replace("__", "."): value for name, value in ASKING.items()}
    assert_same(lab, labs.central() | asking)
    often = {"exceptions.probability": 0.4, "exceptions.joint": 0.9, "succession.acting_passes": 0.7}
    for world in range(2):
        eventful = happening(lab, *LIVELY)
        assert_same(eventful, random_values(world) | often, world=world)
        assert_same(eventful, random_values(world) | often | labs_people.RESTLESS, world=world)
