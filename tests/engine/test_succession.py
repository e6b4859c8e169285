"""Positions and people: who comes after a lead, when, and what that does to reports."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine import labs
from engine.test_reference import assert_same, random_values
from reorg.engine import LOG_CODES, Outcome, Simulator, plan_scenario
from reorg.mechanisms import ASSUMPTIONS
from reorg.mechanisms.succession import mean_effectiveness
from reorg.model.events import Budget, Event, Layoff, Leave, Move, Replace
from reorg.model.organization import Organization

WEEKS = 60


def lab(*events: Event) -> Organization:
    """Return a head over two leads of four, with work for all."""
    people = [labs.person(p, a="medium") for p in ("head", "la", "a1", "a2", "a3", "lb", "b1", "b2", "b3")]
    teams = [
        labs.team("top", None, "head", ""),
        labs.team("ta", "top", "la", "a1 a2 a3", "area:a"),
        labs.team("tb", "top", "lb", "b1 b2 b3", "area:b area:c"),
    ]
    work = labs.release([labs.package("k", "a", labs.fixed(900), people_max=9)])
    only = labs.structure("s", teams)
    return labs.organization(people, [only], events, releases=(work,), horizon_weeks=WEEKS)


def run(organization: Organization, **changed: float) -> Outcome:
    """Return the outcome of one world, with its log."""
    calm = {"turnover__base_per_year": 0.01, "turnover__contagion": 0.0} | changed
    values = labs.central(**calm)
    simulator = Simulator(plan_scenario(organization, "it"))
    return simulator.run(np.array([values[p.id] for p in ASSUMPTIONS]), 7, 0, log=True)


def weeks_of(outcome: Outcome, code: str) -> list[float]:
    """Return the weeks of the lines of this code."""
    return (outcome.log["time"][outcome.log["code"] == LOG_CODES.index(code)] / 40.0).tolist()


GONE = Leave(2.0, "la")
INSIDE = {"succession__inside": 1.0, "succession__inside_weeks": 4.0, "onboarding__hiring_weeks": 9.0}
OUTSIDE = {"succession__inside": 0.0, "succession__outside_weeks": 16.0}


def test_a_successor_from_inside_leaves_a_vacancy_that_is_filled_from_outside() -> None:
    outcome = run(lab(GONE), **INSIDE)
    assert weeks_of(outcome, "promoted") == [6.0]
    # The insider sits down, and nine weeks later somebody in the insider's place.
    assert weeks_of(outcome, "joined") == [6.0, 15.0]
    assert outcome.departures == 1
    assert outcome.hires == 1


def test_nobody_inside_means_somebody_from_outside_for_more_pay() -> None:
    outcome = run(lab(GONE), **OUTSIDE, succession__outside_pay=1.25)
    assert weeks_of(outcome, "joined") == [18.0]
    assert outcome.pay_usd[1] == pytest.approx(1.25e5)


@pytest.mark.parametrize(("way", "start", "tau", "weeks"), [(INSIDE, 0.7, 6.0, 4), (OUTSIDE, 0.5, 20.0, 16)])
def test_successors_learn(way: dict[str, float], start: float, tau: float, weeks: int) -> None:
    name = "inside" if way is INSIDE else "outside"
    learning = {f"succession__{name}_start": start, f"succession__{name}_tau_weeks": tau}
    found = run(lab(GONE), **way, **learning).lead_effectiveness
    assert found[0] == 1.0
    assert found[2] == pytest.approx(2.0 / 3.0)
    begun = 2 + weeks
    since = np.arange(begun, WEEKS) + 1.0 - begun
    expected = (2.0 + 1.0 - (1.0 - start) * np.exp(-since / tau)) / 3.0
    assert found[begun:] == pytest.approx(expected)
    assert 3.0 * found[begun:].mean() - 2.0 == pytest.approx(
        mean_effectiveness(WEEKS - begun, start, tau), abs=0.02
    )


def test_reports_feel_the_loss_of_their_lead_for_a_while() -> None:
    calm, sad = (run(lab(GONE), **OUTSIDE, turnover__lead_left=x).hazard for x in (0.2, 1.6))
    assert sad[2, 1] > 2.0 * calm[2, 1]
    brief, long = (run(lab(GONE), **OUTSIDE, turnover__lead_left_weeks=x).hazard for x in (6.0, 26.0))
    assert long[14, 1] > 1.1 * brief[14, 1]


def test_a_lead_who_only_moves_is_missed_less_and_followed_at_once() -> None:
    alone = {"management__unserved_leaving": 0.0, "turnover__moved": 0.0, "turnover__overload_ceiling": 1.0}
    alone |= {"turnover__scope_loss": 0.0}
    moved = run(lab(Move(2.0, "la", "tb")), **OUTSIDE, **alone)
    left = run(lab(GONE), **OUTSIDE, **alone)
    ratio = left.hazard[2, 1] / moved.hazard[2, 1]
    assert ratio == pytest.approx(np.exp(0.35 * np.exp(-1.0 / 13.0)))
    assert moved.lead_effectiveness[2] == 1.0


def test_a_promotion_inside_unsettles_reports() -> None:
    calm, unrest = (run(lab(GONE), **INSIDE, succession__unrest_inside=x).hazard[30, 0] for x in (0.0, 0.3))
    assert unrest > 1.05 * calm


def test_outsiders_leave_more_easily() -> None:
    calm, restless = (
        run(lab(GONE), **OUTSIDE, succession__outside_leaving=x).hazard[40, 0] for x in (0.0, 0.45)
    )
    assert restless > calm


def asked_in_the_vacancy(outcome: Outcome) -> list[int]:
    """Return for whom the questions of a2 and a3 were that were closed while a1 acted for la."""
    closed = outcome.log[outcome.log["code"] == LOG_CODES.index("question closed")]
    raised = closed["time"] - closed["value"]
    chosen = (raised > 80.0) & np.isin(closed["person"], [3, 4]) & (closed["on"] != closed["person"])
    return closed["on"][chosen].tolist()


def test_whoever_only_acts_leaves_decisions_to_the_lead_above() -> None:
    frozen = (Budget(0.0, False, None), GONE)
    often = {"exceptions__probability": 0.3, "exceptions__decided_by__medium__top": 0.0}
    often |= {"exceptions__joint": 0.0, "exceptions__patience_hours": 400.0}
    head, lead, acting = 0, 1, {2}
    for passes, whom in ((0.0, acting), (1.0, {head})):
        found = asked_in_the_vacancy(run(lab(*frozen), **often, succession__acting_passes=passes))
        assert len(found) > 5
        assert set(found) == whom & set(found)
    half = asked_in_the_vacancy(run(lab(*frozen), **often, succession__acting_passes=0.5))
    assert 0.2 < half.count(head) / len(half) < 0.8
    settled = asked_in_the_vacancy(run(lab(), **often, succession__acting_passes=1.0))
    assert set(settled) == {lead}


def test_a_stated_chain_of_successors() -> None:
    chain = (
        Replace(2.0, "la", 4.0, None, internal="a2"),
        Replace(18.0, "a2", 0.5, None),
    )
    outcome = run(lab(Leave(1.0, "la"), *chain))
    assert weeks_of(outcome, "promoted") == [6.0]
    assert weeks_of(outcome, "joined") == [6.0, 18.5]


def test_a_successor_who_has_gone_is_replaced_from_outside() -> None:
    outcome = run(lab(Replace(2.0, "la", 4.0, None, internal="a2"), Leave(3.0, "a2")), **OUTSIDE)
    assert weeks_of(outcome, "promoted") == []
    assert 22.0 in weeks_of(outcome, "joined")


def test_a_freeze_stops_successors_too() -> None:
    assert weeks_of(run(lab(Budget(0.0, False, None), GONE), **INSIDE), "joined") == []


def with_people(organization: Organization, **changed: dict[str, object]) -> Organization:
    """Return the lab in which some people are other than usual."""
    people = tuple(replace(p, **changed.get(p.id, {})) for p in organization.people)  # type: ignore[arg-type]
    return replace(organization, people=people)


def two_teams_of_one_lead(*events: Event) -> Organization:
    """Return the lab in which one lead has both teams."""
    plain = lab(*events)
    (only,) = plain.structures
    teams = tuple(
        replace(t, lead="la", members=(*t.members, "lb")) if t.id == "tb" else t for t in only.teams
    )
    return replace(plain, structures=(replace(only, teams=teams),))


def test_a_position_vacant_at_first_is_filled_on_its_date_or_when_somebody_is_found() -> None:
    dated = with_people(lab(), a1={"vacant": True, "starts_week": 5.0})
    assert weeks_of(run(dated), "joined") == [5.0]
    assert run(dated).headcount[:5].tolist() == [8.0] * 4 + [9.0]
    open_since_the_warm_up = with_people(lab(), a1={"vacant": True})
    assert weeks_of(run(open_since_the_warm_up, onboarding__hiring_weeks=9.0), "joined") == [7.0]


def test_a_lead_of_two_teams_leads_both_until_somebody_else_does() -> None:
    outcome = run(two_teams_of_one_lead(GONE), **OUTSIDE)
    assert outcome.lead_effectiveness[0] == 1.0
    assert outcome.lead_effectiveness[3] == pytest.approx(1.0 / 3.0)
    assert 0.5 < outcome.lead_effectiveness[-1] <= 1.0
    # The eight others have one lead, and meet the lead in one meeting a team; in both attention fades.
    given = outcome.attention_served[:, 0]
    assert given[0] == 1.0
    assert given[4:15] == pytest.approx(given[3] * 0.75 ** np.arange(1, 12))


def test_the_reference_agrees_on_vacancies_and_leads_of_two_teams() -> None:
    labs_tried = (
        with_people(lab(GONE), a1={"vacant": True, "starts_week": 5.0}, lb={"vacant": True}),
        two_teams_of_one_lead(GONE),
        two_teams_of_one_lead(Move(2.0, "la", "top"), Leave(9.0, "b1")),
        two_teams_of_one_lead(Move(2.0, "la", "tb"), Replace(9.0, "la", 4.0, None, internal="b2")),
    )
    for number, tried in enumerate(labs_tried):
        assert_same(tried, random_values(number), world=number)
        restless = {"turnover.base_per_year": 2.0, "turnover.rate_ceiling": 9.0}
        assert_same(tried, random_values(number) | restless, world=number)


EVENTS = (
    (GONE,),
    (Leave(1.0, "la"), Replace(2.0, "la", 4.0, None, internal="b1"), Leave(9.0, "lb"), Leave(20.0, "head")),
    (Replace(2.0, "head", 4.0, None, internal="la"), Replace(6.0, "la", 1.0, None, internal="a1")),
    (Move(2.0, "la", "tb"), Replace(3.0, "lb", 0.0, None), Leave(5.0, "a1")),
)


@pytest.mark.parametrize("events", EVENTS)
def test_the_reference_agrees(events: tuple[Event, ...]) -> None:
    for world in range(2):
        assert_same(lab(*events), random_values(world), world=world)
        restless = {"turnover.base_per_year": 2.0, "turnover.rate_ceiling": 9.0}
        assert_same(lab(*events), random_values(world) | restless, world=world)


CLOSED = Layoff(4.0, 1.0, ("a1",))
"""The position of a1 is eliminated in week 4."""


def test_nobody_starts_in_an_open_position_that_is_eliminated_before() -> None:
    opened = {"vacant": True, "starts_week": 8.0}
    stays_open = run(with_people(lab(CLOSED), a1=opened))
    assert weeks_of(stays_open, "joined") == []
    assert stays_open.headcount.tolist() == [8.0] * 60
    assert (stays_open.departures, stays_open.hires) == (0, 0)
    someone = run(with_people(lab(), a1=opened))
    assert stays_open.payroll_usd < someone.payroll_usd
    # Who has started before is laid off, and a layoff of a share concerns the people who are there.
    earlier = run(with_people(lab(CLOSED), a1={"vacant": True, "starts_week": 2.0}))
    assert (weeks_of(earlier, "joined"), weeks_of(earlier, "left")) == ([2.0], [4.0])
    drawn = run(with_people(lab(replace(CLOSED, share=0.4)), a1=opened))
    assert weeks_of(drawn, "joined") == [8.0]


def test_nobody_is_hired_for_an_eliminated_position_that_fell_vacant_before() -> None:
    left = Leave(2.0, "a1")
    assert weeks_of(run(lab(left), onboarding__hiring_weeks=9.0), "joined") == [11.0]
    assert weeks_of(run(lab(left, CLOSED), onboarding__hiring_weeks=9.0), "joined") == []


def test_an_open_position_that_is_eliminated_leaves_room_in_the_budget() -> None:
    """Its pay counts as granted until it is eliminated; then the pay can go to somebody else."""
    opened = {"vacant": True, "starts_week": 30.0}
    capped, left = Budget(1.0, None, 8.0 / 9.0), Leave(5.0, "b1")
    kept = run(with_people(lab(capped, left), a1=opened), onboarding__hiring_weeks=9.0)
    assert weeks_of(kept, "joined") == [30.0]
    closed = run(with_people(lab(capped, CLOSED, left), a1=opened), onboarding__hiring_weeks=9.0)
    assert weeks_of(closed, "joined") == [14.0]


def test_the_reference_agrees_on_positions_eliminated_while_they_are_vacant() -> None:
    everybody = Layoff(4.0, 1.0, ("a1", "la", "b2"))
    labs_tried = (
        with_people(lab(CLOSED), a1={"vacant": True, "starts_week": 8.0}),
        with_people(lab(everybody, Leave(2.0, "b2")), a1={"vacant": True}, la={"vacant": True}),
        with_people(lab(Replace(3.0, "la", 6.0, None, internal="a2"), everybody), a1={"vacant": True}),
    )
    for number, tried in enumerate(labs_tried):
        restless = {"turnover.base_per_year": 2.0, "turnover.rate_ceiling": 9.0}
        assert_same(tried, random_values(number) | restless, world=number)
