"""Part-time people: what goes with the hours worked shrinks with them, what goes with the head does not."""

from __future__ import annotations

import numpy as np
import pytest

from engine import labs, labs_people
from engine.test_matrix import lines
from engine.test_reference import assert_same, random_values
from reorg.engine import KINDS, Outcome, Simulator, plan_scenario
from reorg.engine.state.constants import MEET, ONE_TO_ONE, STEERING
from reorg.mechanisms import ASSUMPTIONS
from reorg.model.events import Leave, Move
from reorg.model.organization import Organization

WORLDS = 6
WEEKS = 30


def one_team(people: int, share: float, *, meets: bool = False) -> Organization:
    """Return a lead without own skill, and people who work this share of full time on one endless package."""
    names = [f"p{k}" for k in range(people)]
    everybody = [labs.person("lead"), *(labs.person(name, share, a="medium") for name in names)]
    team = labs.team("t", None, "lead", " ".join(names), "area:a", meets=meets)
    work = labs.release([labs.package("k", "a", labs.fixed(1e5), people_max=1000)])
    form = labs.structure("s", [team])
    return labs.organization(everybody, [form], releases=(work,), horizon_weeks=WEEKS, warmup_weeks=0)


def ran(lab: Organization, **changed: float) -> list[Outcome]:
    values = labs.central() | labs.QUIET | {name.replace("__", "."): value for name, value in changed.items()}
    simulator = Simulator(plan_scenario(lab, "it"))
    vector = np.array([values[p.id] for p in ASSUMPTIONS])
    return [simulator.run(vector, 7, world, log=True) for world in range(WORLDS)]


def hours(outcomes: list[Outcome], kind: str) -> float:
    return float(sum(outcome.hours[:, KINDS.index(kind)].sum() for outcome in outcomes))


def per_hour_of_work(lab: Organization, kind: str, **changed: float) -> float:
    outcomes = ran(lab, **changed)
    return hours(outcomes, kind) / hours(outcomes, "direct")


def served(lab: Organization, kind: int, **changed: float) -> set[float]:
    """Return how long items of this kind take of the hours of those who serve them."""
    ended = lines(ran(lab, **changed), "end item")
    return set(np.round(ended["value"][ended["on"] == kind], 9).tolist())


def test_two_half_timers_talk_about_as_much_as_one_full_timer() -> None:
    """Talk is a share of time: the same number at work, in full-time equivalents, spends the same share.

    Only the own share is left out of who is talked to: 20 others and 20.5, the lead among them.
    """
    talk = {"coordination__team_talk_hours": 1.0, "coordination__team_talk_growth": 0.7}
    full, half = (per_hour_of_work(one_team(*size), "talk", **talk) for size in ((20, 1.0), (40, 0.5)))
    with_the_lead = (20.5 / 20.0) ** 0.7
    assert half / full == pytest.approx(with_the_lead, rel=0.02)


def test_of_a_half_timer_half_counts_for_how_many_are_at_work_together() -> None:
    """The same number of full-time equivalents asks as many people for each piece of work."""

    def requests(people: int, share: float) -> float:
        outcomes = ran(one_team(people, share), coordination__exchange_probability=0.3)
        return len(lines(outcomes, "request sent")) / len(lines(outcomes, "end work"))

    # 9 others against 9.5, by the equations of exchanges; by heads it would be 19.
    assert requests(20, 0.5) / requests(10, 1.0) == pytest.approx(asked(9.5) / asked(9.0), rel=0.08)


def asked(others: float) -> float:
    share = 0.1 * (others / 4.0) ** labs.central()["coordination.recipients_growth"]
    return share / (1.0 - share)


def test_a_half_timer_has_half_the_work_in_hand_to_be_steered_and_a_whole_one_to_one() -> None:
    owed = {"management__one_to_one_hours": 0.8, "management__steering_hours": 1.2}
    for share in (1.0, 0.5):
        lab = one_team(6, share, meets=True)
        assert served(lab, STEERING, **owed) == {1.2 * share}
        assert served(lab, ONE_TO_ONE, **owed) == {0.8}


def test_whoever_gets_that_lacks_nothing() -> None:
    owed = {"management__one_to_one_hours": 0.8, "management__steering_hours": 1.2}
    for outcome in ran(one_team(6, 0.5, meets=True), **owed):
        assert outcome.attention_served[:, 0] == pytest.approx(1.0)


def test_everybody_sits_through_the_whole_meeting() -> None:
    meeting = {"management__team_meeting_hours": 1.5, "management__meeting_growth": 0.5}
    full, half = (served(one_team(7, share, meets=True), MEET, **meeting) for share in (1.0, 0.5))
    assert full == half == {1.5}


def test_next_to_full_time_is_next_to_full_time() -> None:
    """Part-timers are counted one by one and full-timers at once: it must come to the same."""
    values = {"coordination__team_talk_hours": 1.0, "management__steering_hours": 1.0}
    full, nearly = (ran(one_team(9, share, meets=True), **values) for share in (1.0, 1.0 - 1e-9))
    for kind in ("talk", "management", "direct"):
        assert hours(nearly, kind) == pytest.approx(hours(full, kind), rel=1e-4)


def test_both_engines_agree_while_part_timers_come_and_go() -> None:
    """Part-timers move in and out of teams, or leave: whoever stays talks with whom is left."""
    lab = labs_people.eventful(Move(1.0, "a2", "tb"), Leave(2.0, "b3"), Move(4.0, "a2", "ta"))
    for world in range(3):
        assert_same(lab, random_values(world) | {"coordination.team_talk_hours": 2.0}, world=world)
        assert_same(lab, random_values(world) | labs_people.RESTLESS, world=world)
