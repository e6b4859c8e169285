"""Leaving: what overload, the ceiling and contagion do to it."""

from __future__ import annotations

import numpy as np
import pytest

from engine import labs, labs_people
from reorg.engine import Simulator, plan_scenario
from reorg.mechanisms import ASSUMPTIONS
from reorg.model.events import Layoff
from reorg.model.organization import Organization


def hazards(lab: Organization, **changed: float) -> np.ndarray:
    """Return the hazards [week, mean | greatest] of one world."""
    values = labs.central(**changed)
    outcome = Simulator(plan_scenario(lab, "it")).run(np.array([values[p.id] for p in ASSUMPTIONS]), 7, 0)
    return outcome.hazard


@pytest.mark.parametrize(
    ("name", "low", "high", "rises"),
    [("overload_ceiling", 1.3, 3.5, True), ("overload_half", 1.0, 5.0, False)],
)
def test_whoever_drowns_leaves_more(name: str, low: float, high: float, rises: bool) -> None:
    one, two = (hazards(labs.overloaded(), **{f"turnover__{name}": x})[-1, 0] for x in (low, high))
    assert (two > 1.05 * one) if rises else (one > 1.05 * two)


def test_a_layoff_unsettles_those_who_stay_only_if_somebody_goes() -> None:
    everybody = tuple(person.id for person in labs_people.eventful().people)
    without, nobody, some = (
        hazards(labs_people.eventful(*events))[:, 0]
        for events in ((), (Layoff(3.0, 0.01, everybody),), (Layoff(3.0, 0.3, everybody),))
    )
    assert (nobody == without).all(), "a share that rounds to nobody is no layoff"
    assert some[4] > 1.1 * without[4]


def test_nobody_leaves_faster_than_the_ceiling() -> None:
    restless = {"turnover__base_per_year": 3.0}
    low, high = (hazards(labs.overloaded(), **restless, turnover__rate_ceiling=x) for x in (0.5, 1.0))
    assert (low <= 0.5 / 52 * (1 + 1e-12)).all()
    assert low.max() < high.max()


def test_endless_overload_doubles_leaving_and_no_more() -> None:
    calm = hazards(labs.overloaded(), turnover__overload_ceiling=1.0)[-1, 1]
    assert calm < hazards(labs.overloaded())[-1, 1] < 2.0 * calm


def test_a_base_of_zero_switches_leaving_off_contagion_included() -> None:
    assert not hazards(labs_people.lead_leaves(), turnover__base_per_year=0.0).any()
