"""Attention and meetings: each assumption is seen acting, and at its neutral value nothing happens."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine import labs
from reorg.engine import KINDS, LOG_CODES, Outcome, Simulator, plan_scenario
from reorg.mechanisms import ASSUMPTIONS
from reorg.model.events import Budget, Join, Leave
from reorg.model.organization import Organization, Scenario

WEEKS = 30


def span(reports: int, *events: object) -> Organization:
    """Return one lead of so many reports, with two coupled packages that keep all of them busy."""
    people = [labs.person("lead"), *(labs.person(f"m{k}", a="medium") for k in range(reports))]
    packages = [labs.package(f"k{k}", "a", labs.fixed(9000), people_max=60) for k in range(2)]
    members = " ".join(p.id for p in people[1:])
    only = labs.structure("s", [labs.team("t", None, "lead", members, "area:a")])
    coupled = labs.release(packages, (labs.Coupling("k0", "k1", 1.0),))
    it = Scenario("it", "It", "s", events)  # type: ignore[arg-type]
    return labs.organization(people, [only], releases=(coupled,), horizon_weeks=WEEKS, scenarios=(it,))


def run(lab: Organization, **changed: float) -> Outcome:
    """Return the outcome of one world, with its log."""
    values = labs.central(turnover__base_per_year=0.0) | {k.replace("__", "."): v for k, v in changed.items()}
    simulator = Simulator(plan_scenario(lab, "it"))
    return simulator.run(np.array([values[p.id] for p in ASSUMPTIONS]), 7, 0, log=True)


def served(outcome: Outcome) -> float:
    """Return the mean attention of the second half."""
    return float(outcome.attention_served[WEEKS // 2 :, 0].mean())


def lines(outcome: Outcome, code: str) -> int:
    """Return how many lines of this code the log has."""
    return int((outcome.log["code"] == LOG_CODES.index(code)).sum())


GONE = (Budget(0.0, False, None), Leave(0.0, "lead"))
"""The lead leaves at once and nobody comes."""


def test_few_reports_get_what_they_need_and_many_do_not() -> None:
    shares = [served(run(span(n))) for n in (4, 20, 40)]
    assert shares[0] > 0.97
    assert shares[0] > shares[1] > shares[2]
    assert shares[2] < 0.6


def test_more_need_leaves_less_for_each() -> None:
    low, high = (served(run(span(24), management__steering_hours=x)) for x in (0.5, 2.0))
    assert low > high + 0.1


def test_newcomers_need_more() -> None:
    joins = tuple(Join(1.0, labs.person(f"n{k}", a="low"), "t") for k in range(12))
    low, high = (served(run(span(6, *joins), management__newcomer_hours=x)) for x in (0.5, 4.0))
    assert low > high


def test_after_a_lead_has_gone_attention_fades_by_a_quarter_a_week() -> None:
    """Each report's week begins at an hour of its own, so the first is felt within two weeks."""
    given = run(span(5, *GONE)).attention_served[:, 0]
    assert 0.75 <= given[0] <= 1.0
    np.testing.assert_allclose(given[2:], given[1] * 0.75 ** np.arange(1, WEEKS - 1))
    assert (run(span(5)).attention_served[:, 0] > 0.9).all()


def test_attention_comes_with_the_first_lead_of_a_vacant_position_by_a_quarter_a_week() -> None:
    lab = span(5)
    lead, *others = lab.people
    vacant = replace(lab, people=(replace(lead, vacant=True, starts_week=3.0), *others))
    lacking = 1.0 - run(vacant).attention_served[:, 0]
    assert lacking[0] == 1.0
    assert lacking[-1] < 0.25
    assert (lacking[1:] >= 0.75 * lacking[:-1] - 1e-9).all()


def test_whoever_joins_while_the_lead_is_missing_has_no_attention() -> None:
    """Of the five who had a lead one acts as lead, so four are among the nine who lead nobody."""
    joins = tuple(Join(2.0, labs.person(f"n{k}", a="low"), "t") for k in range(5))
    late = run(span(5, *GONE, *joins)).attention_served[:, 0]
    assert late[3] == pytest.approx(4.0 / 9.0 * run(span(5, *GONE)).attention_served[3, 0])


def test_whoever_lacks_attention_errs_more() -> None:
    low, high = (lines(run(span(8, *GONE), management__unserved_errors=x), "exception") for x in (0.1, 0.6))
    assert high > 1.15 * low


def test_whoever_lacks_attention_is_slower() -> None:
    low, high = (
        run(span(8, *GONE), management__unserved_output=x, exceptions__probability=0.0).throughput.sum()
        for x in (0.02, 0.15)
    )
    assert 0.8 < high / low < 0.95


def test_newcomers_without_attention_take_longer() -> None:
    joins = tuple(Join(0.5, labs.person(f"n{k}", a="medium"), "t") for k in range(8))
    quiet = {"exceptions__probability": 0.0, "coordination__exchange_probability": 0.0}
    low, high = (
        run(span(1, *GONE, *joins), management__unserved_onboarding=x, knowledge__floor_speed=1.0, **quiet)
        for x in (0.2, 1.0)
    )
    assert high.throughput.sum() < low.throughput.sum()


def test_whoever_lacks_attention_leaves_more() -> None:
    gone = span(8, *GONE)
    low, high = (run(gone, turnover__base_per_year=0.01, management__unserved_leaving=x) for x in (0.2, 0.9))
    lacking = 1.0 - high.attention_served[-1, 0]
    assert high.hazard[-1, 0] / low.hazard[-1, 0] == pytest.approx(np.exp(0.7 * lacking), rel=1e-4)


def test_without_need_nothing_happens() -> None:
    none = {f"management__{what}_hours": 0.0 for what in ("one_to_one", "steering", "newcomer")}
    one, two = (
        run(span(30), **none, management__unserved_errors=x, management__unserved_output=x)
        for x in (0.0, 0.5)
    )
    assert (one.log == two.log).all()
    assert not one.hours[:, KINDS.index("management")].any()


def test_a_one_to_one_is_one_event() -> None:
    """The reports of a lead who is away spend no hour on it."""
    outcome = run(span(5, *GONE))
    assert outcome.hours[2:, KINDS.index("management")].sum() == 0.0


def test_meetings_last_longer_with_more_people() -> None:
    def length(reports: int, **changed: float) -> float:
        log = run(span(reports), **changed).log
        return float(log["value"][log["code"] == LOG_CODES.index("meeting")].max())

    assert length(7) == pytest.approx(1.5)
    assert length(31) == pytest.approx(3.0)
    assert length(15, management__meeting_growth=0.0) == pytest.approx(1.5)
    assert length(15, management__meeting_growth=1.0, management__meeting_cap=3.0) == pytest.approx(3.0)
    assert length(39, management__meeting_cap=1.5) == pytest.approx(2.25)


def test_large_meetings_settle_less() -> None:
    busy = {"coordination__exchange_probability": 0.7, "coordination__patience_hours": 400.0}

    def answered(loss: float) -> float:
        log = run(span(14), **busy, management__settled_loss=loss).log
        asks = 2
        return float(((log["code"] == LOG_CODES.index("end item")) & (log["on"] == asks)).sum())

    assert answered(0.0) < answered(0.15)


def without_meetings(lab: Organization) -> Organization:
    """Return the organization with neither weekly meetings nor one-to-ones."""
    teams = tuple(replace(t, meets=False) for t in lab.structures[0].teams)
    return replace(lab, structures=(replace(lab.structures[0], teams=teams),))


def test_a_team_that_does_not_meet_lacks_its_one_to_ones() -> None:
    """A lead with time for everything gives the steering alone: 3 of 4 hours a week."""
    hours = {"management__one_to_one_hours": 1.0, "management__steering_hours": 3.0}
    outcome = run(without_meetings(span(2)), exceptions__probability=0.0, **hours)
    assert outcome.attention_served[-1, 0] == pytest.approx(0.75, abs=0.02)
    held = run(span(2), exceptions__probability=0.0, **hours)
    assert held.attention_served[-1, 0] == pytest.approx(1.0, abs=0.02)
    assert outcome.hours[:, KINDS.index("meetings")].sum() == 0.0


def test_giving_up_one_to_ones_makes_people_leave() -> None:
    values = {"turnover__base_per_year": 0.01, "management__steering_hours": 1.0}
    met, apart = (run(lab, **values) for lab in (span(4), without_meetings(span(4))))
    assert apart.hazard[-1, 0] > 1.1 * met.hazard[-1, 0]


@pytest.mark.parametrize("meeting", [0.0, 6.0])
def test_newcomers_take_a_share_of_a_colleagues_time_in_meetings_too(meeting: float) -> None:
    """The share of an experienced colleague's time is one of the newcomer's week, not of own work alone."""
    outcome = run(
        span(4, Join(1.0, labs.person("n", a="medium"), "t")),
        management__team_meeting_hours=meeting,
        onboarding__trainer_share=0.25,
        onboarding__tau_weeks=1000.0,
    )
    helped = float(outcome.hours[2:, KINDS.index("onboarding")].sum())
    assert helped / (0.25 * 40.0 * (WEEKS - 2)) == pytest.approx(1.0, abs=0.06)
