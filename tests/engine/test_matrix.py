"""Second leads and second seats: what each assumption does, low against high, in both engines."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from engine import labs, labs_matrix, labs_people
from engine.labs_matrix import DOTTED, HALF
from engine.test_reference import assert_same, happened, random_values
from reorg.engine import KINDS, LOG_CODES, Outcome, Simulator, plan_scenario
from reorg.mechanisms import ASSUMPTIONS
from reorg.model.organization import Organization

WORLDS = 4


def ran(lab: Organization, worlds: int = WORLDS, **changed: float) -> list[Outcome]:
    values = labs.central() | {"turnover.base_per_year": 0.0}
    values |= {name.replace("__", "."): value for name, value in changed.items()}
    simulator = Simulator(plan_scenario(lab, "it"))
    vector = np.array([values[p.id] for p in ASSUMPTIONS])
    return [simulator.run(vector, 7, world, log=True) for world in range(worlds)]


def lines(outcomes: list[Outcome], code: str) -> Any:
    log = np.concatenate([outcome.log for outcome in outcomes])
    return log[log["code"] == LOG_CODES.index(code)]


def number(person: str) -> int:
    return [p.id for p in labs_matrix.pair().people].index(person)


@pytest.mark.parametrize("weeks", [(), (2.3, 6.1), (3.0, 3.4, 9.5)])
def test_engine_and_twin_agree_on_second_leads_and_seats(weeks: tuple[float, ...]) -> None:
    lab = labs_matrix.with_seconds(labs.reorganized(*weeks))
    assert happened(lab, labs.central(), "changes desk", "passed on")
    assert_same(lab, labs.central())
    for world in range(3):
        assert_same(lab, random_values(world), world=world)
        assert_same(lab, random_values(world) | labs_people.RESTLESS, world=world)


def test_engine_and_twin_agree_when_everything_happens_to_them() -> None:
    for lab in (labs_people.everything_happens(), labs_people.lead_leaves()):
        for world in range(3):
            assert_same(labs_matrix.with_seconds(lab), random_values(world), world=world)
            assert_same(
                labs_matrix.with_seconds(lab), random_values(world) | labs_people.RESTLESS, world=world
            )


def test_a_second_lead_gives_the_share_of_attention_that_is_due() -> None:
    def held(outcomes: list[Outcome]) -> float:
        ended = lines(outcomes, "end item")
        kinds = [5, 11]  # one-to-ones and time for the work in hand, as numbered in logs
        mine = (ended["person"] == number("lead-b")) & np.isin(ended["on"], kinds)
        return float(ended["value"][mine].sum())

    free = {f"calendar__outside_{role}": 0.0 for role in ("lead", "head", "top")}
    alone = held(ran(labs_matrix.pair(), **free))
    low, high = (
        held(ran(labs_matrix.pair(**DOTTED), **free, matrix__dotted_attention=x)) for x in (0.2, 1.0)
    )
    assert low == pytest.approx(1.2 * alone, rel=0.05)
    assert high == pytest.approx(2.0 * alone, rel=0.05)


def test_people_with_two_leads_err_more() -> None:
    low, high = (
        len(lines(ran(labs_matrix.pair(**DOTTED), matrix__unclear=x), "exception")) for x in (1.0, 2.0)
    )
    assert high > 1.2 * low


def test_some_of_their_questions_need_both_leads() -> None:
    """Where the two leads do not meet, one has it after the other."""
    apart = {"exceptions__patience_hours": 1e6, "management__team_meeting_hours": 0.0}

    def shares(conflict: float) -> tuple[float, float]:
        outcomes = ran(labs_matrix.pair(**DOTTED), matrix__conflict=conflict, **apart)
        closed = lines(outcomes, "question closed")
        mine = np.isin(closed["person"], [number(p) for p in ("a0", "a1", "a2")])
        passed = lines(outcomes, "passed on")
        return float((closed["on"][mine] == number("lead-b")).mean()), float(
            (passed["person"] == number("lead-b")).sum() / mine.sum()
        )

    assert shares(0.0) == (0.0, 0.0)
    decided, passed = shares(1.0)
    assert decided > 0.9
    assert passed > 0.9


def test_a_dotted_line_brings_people_near() -> None:
    lab = labs_matrix.with_seconds(labs.reorganized())
    calm = {"exceptions__probability": 0.0, "coordination__exchange_probability": 0.7}
    near, far = (
        lines(ran(lab, matrix__distance=x, **calm), "request sent")["value"].mean() for x in (0.0, 9.0)
    )
    assert near < far


def test_they_leave_more_or_less_often() -> None:
    lab = labs_matrix.pair(**DOTTED)
    low, high = (ran(lab, 1, matrix__leaving=x, turnover__base_per_year=0.1)[0].hazard for x in (-0.1, 0.2))
    assert (high[:, 0] > low[:, 0]).all()


def test_without_effect_second_leads_change_nothing() -> None:
    off = {
        "matrix__dotted_attention": 0.0,
        "matrix__conflict": 0.0,
        "matrix__unclear": 1.0,
        "matrix__leaving": 0.0,
        "matrix__distance": 99.0,
        "management__team_meeting_hours": 0.0,
    }
    plain, dotted = (ran(labs_matrix.pair(**more), **off) for more in ({}, DOTTED))
    assert all(np.array_equal(x.hours, y.hours) for x, y in zip(plain, dotted, strict=True))


def test_whoever_sits_in_two_teams_works_for_both_by_the_share_stated() -> None:
    outcomes = ran(labs_matrix.pair(**HALF), exceptions__probability=0.0)
    work = lines(outcomes, "begin work")
    mine = work[work["person"] == number("a0")]
    hours = [mine["value"][mine["on"] == stream].sum() for stream in (0, 1)]
    assert hours[1] / sum(hours) == pytest.approx(0.25, abs=0.04)


def test_a_second_seat_makes_nobody_work_more() -> None:
    one, two = (ran(labs_matrix.pair(**more), 1)[0] for more in ({}, HALF))
    assert two.hours.sum() == pytest.approx(one.hours.sum())
    assert two.present_hours == one.present_hours
    assert two.hours[:, KINDS.index("direct")].sum() == pytest.approx(
        one.hours[:, KINDS.index("direct")].sum(), rel=0.05
    )


def test_guests_come_to_the_meeting_of_the_second_team() -> None:
    def attended(lab: Organization) -> int:
        begun = lines(ran(lab), "begin item")
        return int(((begun["on"] == 6) & (begun["person"] == number("a0"))).sum())

    alone = attended(labs_matrix.pair())
    assert attended(labs_matrix.pair(**DOTTED)) > 1.8 * alone
    # At either desk the one meeting falls into the time at the other with its share.
    assert attended(labs_matrix.pair(**HALF)) == pytest.approx(alone, rel=0.25)
