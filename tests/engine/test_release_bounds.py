"""A release's earliest end is a lower bound: no world ends it before, however fast people are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine import labs
from reorg.engine import Simulator, plan_scenario
from reorg.mechanisms import ASSUMPTIONS
from reorg.model.organization import AssumptionOverride, Organization
from reorg.model.structure import Race
from reorg.quantity import evidence
from reorg.study.measuring.target import TargetRule

VALUES = labs.central() | labs.QUIET
FASTEST = {"competence.speed_high": evidence()["competence.speed_high"].high}


def expert_alone(days: float, agents: int = 0) -> Organization:
    """Return an expert with one package of so many days and seven weeks for it."""
    expert = replace(labs.person("p", a="high"), ai_agents=agents)
    only = labs.structure("s", [labs.team("t", None, None, "p", "area:a")])
    work = labs.release([labs.package("k", "a", labs.fixed(days), people_max=1)])
    return labs.organization([expert], [only], releases=(work,), horizon_weeks=7, warmup_weeks=0)


def end_and_bound(lab: Organization, values: labs.Values) -> tuple[float, float]:
    plan = plan_scenario(lab, "it")
    outcome = Simulator(plan).run(np.array([values[p.id] for p in ASSUMPTIONS]), 7, 0)
    return float(outcome.finish_weeks.max()), plan.releases[0].earliest_end_week


def test_a_release_that_only_the_fastest_get_out_in_time_is_measured() -> None:
    """54 days at speed 1.6 are 6.75 weeks; at 1.25, the central value, they would be 8.64 of 7."""
    lab = expert_alone(54.0)
    end, bound = end_and_bound(lab, VALUES | FASTEST)
    assert end == pytest.approx(54.0 / 1.6 / 5.0)
    assert bound == pytest.approx(end)
    assert TargetRule.of([plan_scenario(lab, "it")]).candidates == (0,)


def test_the_organizations_own_range_counts_where_it_states_one() -> None:
    own = AssumptionOverride("competence.speed_high", 1.0, 1.5, 2.0, "measured")
    _, bound = end_and_bound(replace(expert_alone(54.0), assumptions=(own,)), VALUES)
    assert bound == pytest.approx(54.0 / 2.0 / 5.0)


def test_agents_and_rivals_make_people_faster_than_their_skill() -> None:
    upper = {name: evidence()[name].high for name in ("agents.assist_gain", "agents.speedup")}
    eager = VALUES | FASTEST | upper | {"agents.delegable": 1.0, "agents.failure": 0.0}
    end, bound = end_and_bound(expert_alone(54.0, agents=2), eager | {"agents.review_hours": 0.01})
    assert bound <= end < 54.0 / 1.6 / 5.0
    lab = expert_alone(54.0)
    rival = replace(labs.person("q", a="high"))
    teams = [
        labs.team("t", None, None, "p", "area:a"),
        labs.team("u", "t", None, "q"),
    ]
    raced = replace(
        lab,
        people=(*lab.people, rival),
        structures=(labs.structure("s", teams, races=(Race(("r/k",), ("t", "u")),)),),
    )
    end, bound = end_and_bound(raced, VALUES | FASTEST | {"racing.rivalry_effort": 0.03})
    assert bound == pytest.approx(end)
