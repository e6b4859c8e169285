"""Leave of absence: no hours, no decisions, somebody acts meanwhile, and the same person comes back."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine import labs_people
from engine.test_reference import assert_same, random_values
from engine.test_succession import lab, run, weeks_of
from reorg.engine import LOG_CODES, Outcome, plan_scenario
from reorg.model.events import Away, Budget, Event, Layoff, Leave, Move, Reorganize, Replace
from reorg.model.organization import Organization

AWAY = Away(4.0, "la", 12.0)
PEOPLE = ("head", "la", "a1", "a2", "a3", "lb", "b1", "b2", "b3")


def lines_of(outcome: Outcome, code: str, person: str) -> list[float]:
    """Return the weeks of a person's lines of this code."""
    log = outcome.log
    mine = (log["code"] == LOG_CODES.index(code)) & (log["person"] == PEOPLE.index(person))
    return (log["time"][mine] / 40.0).tolist()


@pytest.mark.parametrize("code", ["begin work", "begin item", "decision taken", "end work"])
def test_whoever_is_away_works_no_hour_and_decides_nothing(code: str) -> None:
    weeks = np.array(lines_of(run(lab(AWAY)), code, "la"))
    assert len(weeks[weeks < 4.0]) + len(weeks[weeks >= 16.0]) > 10
    assert not ((weeks > 4.0) & (weeks < 16.0)).any()


def test_a_deputy_acts_meanwhile_and_nobody_is_hired() -> None:
    outcome = run(lab(AWAY))
    assert weeks_of(outcome, "away") == [4.0]
    assert weeks_of(outcome, "back") == [16.0]
    assert 4.0 in weeks_of(outcome, "acting lead")
    assert (outcome.departures, outcome.hires) == (0, 0)
    deputy = outcome.log["person"][outcome.log["code"] == LOG_CODES.index("acting lead")][0]
    decides = np.array(lines_of(outcome, "decision taken", PEOPLE[deputy]))
    assert ((decides > 4.0) & (decides < 16.0)).any()
    # One lead of three is missing: the deputy counts as acting, not as the lead of the structure.
    assert outcome.lead_effectiveness[2] == 1.0
    assert outcome.lead_effectiveness[8] == pytest.approx(2.0 / 3.0)
    assert outcome.lead_effectiveness[20] == 1.0


def test_hours_and_pay_of_the_weeks_away_are_missing() -> None:
    here, away = run(lab()), run(lab(AWAY))
    assert here.present_hours - away.present_hours == pytest.approx(12.0 * 40.0)
    assert (here.headcount - away.headcount).tolist() == [float(3 <= week < 15) for week in range(60)]
    lead = here.weekly_pay_usd[0] / 9.0
    assert here.payroll_usd - away.payroll_usd == pytest.approx(12.0 * lead)


def test_leave_without_an_end_lasts_to_the_end() -> None:
    outcome = run(lab(Away(4.0, "la")))
    assert weeks_of(outcome, "back") == []
    weeks = np.array(lines_of(outcome, "begin work", "la"))
    assert weeks.size
    assert (weeks <= 4.0).all()


def test_leave_at_the_start_date_is_so_in_the_warm_up() -> None:
    warm = replace(lab(Away(0.0, "la", 8.0)), warmup_weeks=6)
    outcome = run(warm)
    assert weeks_of(outcome, "away") == [-6.0]
    assert weeks_of(outcome, "back") == [8.0]
    assert (np.array(lines_of(outcome, "begin work", "la")) >= 8.0).all()


def test_whoever_comes_back_knows_the_work_still_and_somebody_new_does_not() -> None:
    own = run(lab(Away(4.0, "la", 4.0)))
    new = run(lab(Leave(4.0, "la"), Replace(4.0, "la", 4.0, None)))
    assert own.familiarity[8:12].mean() > new.familiarity[8:12].mean()
    assert own.ties_in_team[8] > new.ties_in_team[8]
    assert own.knowledge_left > new.knowledge_left


def test_whoever_resigns_on_leave_does_not_come_back() -> None:
    outcome = run(lab(AWAY, Leave(8.0, "la")), succession__inside=0.0, succession__outside_weeks=16.0)
    assert weeks_of(outcome, "back") == []
    assert weeks_of(outcome, "left") == [8.0]
    assert weeks_of(outcome, "joined") == [24.0]


def test_a_position_that_is_cut_is_cut_on_leave_too() -> None:
    outcome = run(lab(AWAY, Layoff(8.0, 1.0, ("la",))))
    assert weeks_of(outcome, "back") == []
    assert outcome.departures == 1


MANY: tuple[tuple[Event, ...], ...] = (
    (Away(0.0, "la", 5.0), Away(2.0, "a1", 1.5), Away(5.0, "la", 3.0), Away(1.0, "head", 20.0)),
    (Away(1.0, "la"), Leave(2.0, "la"), Away(2.0, "b1", 4.0), Layoff(3.0, 0.6, ("b1", "b2", "b3", "a1"))),
    (Away(1.0, "lb", 6.0), Reorganize(2.0, "two"), Move(3.0, "lb", "td"), Away(3.5, "b1", 2.0)),
    (
        Budget(0.5, None, 1.0),
        Away(1.0, "lc", 4.0),
        Replace(2.0, "lc", 1.0, {"c": "high"}, 4e5),
        Away(4.0, "c2", 3.0),
        Reorganize(5.0, "two"),
        Budget(5.5, True, 0.9),
        Leave(6.0, "a2"),
        Reorganize(8.0, "three"),
    ),
)


@pytest.mark.parametrize("events", MANY)
@pytest.mark.parametrize("seed", [1, 2])
def test_both_engines_do_the_same(events: tuple[Event, ...], seed: int) -> None:
    calm: Organization = labs_people.eventful(*events)
    assert_same(calm, random_values(seed), seed=seed)
    assert_same(calm, random_values(seed) | labs_people.RESTLESS, seed=seed)
    assert plan_scenario(calm, "it").person_ids
