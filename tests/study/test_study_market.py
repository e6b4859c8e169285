"""Adoption and revenue of a world: when something comes out, how good it is and how open decide them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from reorg.engine import Outcome, Plan, Simulator, plan_scenario
from reorg.mechanisms import ASSUMPTIONS
from reorg.model.events import Publish
from reorg.model.market import Market
from reorg.model.organization import Organization, Scenario
from reorg.study.measuring.market import Sales, adopters_upper_bound, compute_sales
from reorg.verification.small_organizations import (
    AREA,
    crew,
    fixed,
    organization,
    package,
    release,
    structure,
    team,
)

CENTRAL = np.array([p.central for p in ASSUMPTIONS])
MARKET = Market("closed", 1e6, 1e4, 100.0, None, None, None, None, None)


@cache
def ran() -> tuple[Plan, Outcome]:
    """Return a year of one person who finishes a release of some weeks."""
    people = crew(1)
    seats = structure([team("all", people, owned=[("area", AREA)])])
    lab = organization(people, [seats], weeks=52, releases=[release([package("k", fixed(200.0))])])
    prepared = plan_scenario(lab, "only")
    return prepared, Simulator(prepared).run(CENTRAL, 1, 0)


def sold(market: Market | None = MARKET, *events: Publish, **changes: Any) -> Sales | None:
    prepared, outcome = ran()
    scenario = Scenario("only", "only", "only", events)
    lab: Organization = replace(prepared.organization, market=market, scenarios=(scenario,))
    return compute_sales(replace(prepared, organization=lab), replace(outcome, **changes), CENTRAL)


def adopters(*args: Any, **changes: Any) -> float:
    found = sold(*args, **changes)
    assert found is not None
    return float(found.adopters[-1])


def out_in(week: float) -> dict[str, Any]:
    return {"finish_weeks": np.array([week])}


def test_without_a_market_there_are_no_sales() -> None:
    assert sold(None) is None
    assert adopters_upper_bound(ran()[0].organization) == 0.0


def test_a_release_lifts_adoption_the_earlier_and_the_better_it_is() -> None:
    never, late, soon = (adopters(**out_in(week)) for week in (np.nan, 40.0, 8.0))
    assert never < late < soon
    bad, neutral, good = (adopters(**out_in(8.0), capability=np.array([k])) for k in (0.2, 0.5, 0.9))
    assert bad < neutral == soon < good


def test_what_comes_out_follows_the_policy_of_its_week() -> None:
    closed = adopters(**out_in(8.0))
    assert adopters(MARKET, Publish(8.5, "open"), **out_in(8.0)) == closed
    assert adopters(MARKET, Publish(8.0, "open"), **out_in(8.0)) > closed
    again = (Publish(2.0, "open"), Publish(4.0, "closed"))
    assert adopters(MARKET, *again, **out_in(8.0)) == closed


def test_what_was_out_before_the_start_has_the_policy_of_the_file() -> None:
    opened = replace(MARKET, release="open")
    assert adopters(opened, **out_in(-3.0)) > adopters(MARKET, **out_in(-3.0))
    assert adopters(MARKET, Publish(0.0, "open"), **out_in(-3.0)) == adopters(MARKET, **out_in(-3.0))


def test_adoption_begins_where_it_stands_and_never_falls() -> None:
    found = sold(MARKET, Publish(0.0, "open"), **out_in(8.0))
    assert found is not None
    assert found.adopters[0] == pytest.approx(1e4, rel=0.1)
    assert (np.diff(found.adopters) > 0.0).all()
    assert found.adopters[-1] < adopters_upper_bound(replace(ran()[0].organization, market=MARKET))


def test_revenue_is_what_those_who_pay_bring_and_nothing_is_reported_without_a_price() -> None:
    found, free = sold(), sold(replace(MARKET, price_usd_per_year=0.0))
    assert found is not None
    assert free is not None
    # All adopters of closed models pay; a year of weekly trapezoids.
    held = np.concatenate([[1e4], found.adopters])
    assert found.revenue_usd == pytest.approx(100.0 * (held[1:] + held[:-1]).sum() / 104.0, rel=1e-3)
    assert np.isnan(free.revenue_usd)


def test_what_the_file_states_replaces_what_the_world_assumes() -> None:
    assert adopters(replace(MARKET, imitation_per_year=0.9)) > adopters()
