"""Adoption and revenue of one world, computed after the run from the dates and the capability of releases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reorg.engine import Outcome, Plan
from reorg.mechanisms import ASSUMPTIONS
from reorg.mechanisms.market import NEUTRAL, WEEKS_PER_YEAR, Adopters, Terms
from reorg.model.events import Publish
from reorg.model.market import Market
from reorg.model.organization import Organization

_PLACE = {parameter.id: place for place, parameter in enumerate(ASSUMPTIONS)}


@dataclass(frozen=True)
class Sales:
    """The results of a market: ``adopters`` at the end of each week, ``revenue_usd`` over the horizon.

    ``revenue_usd`` is NaN if the model states no price.
    """

    adopters: NDArray[np.float64]
    revenue_usd: float


def compute_sales(plan: Plan, outcome: Outcome, assumptions: Any) -> Sales | None:
    """Return the market of one world of one scenario, None if the model has none.

    ``assumptions`` are the world's, in the order of :data:`reorg.mechanisms.ASSUMPTIONS`.
    """
    market = plan.organization.market
    if market is None:
        return None
    terms = _terms(market, assumptions)
    out = _released(plan, outcome)
    weeks = np.zeros(plan.weeks)
    reachable = terms.reachable(terms.openness(market.release))
    first = market.adopters_at_start
    adopters = Adopters(first * reachable.direct / reachable.total, first)
    paid_years, now = 0.0, 0.0
    for week, policy in _steps(plan, market, out):
        before = terms.paying(adopters)
        adopters = terms.after(adopters, reachable, terms.effective_years(now, week, out))
        paid_years += 0.5 * (before + terms.paying(adopters)) * (week - now) / WEEKS_PER_YEAR
        if policy is None:
            weeks[int(week) - 1] = adopters.total
        else:
            reachable = terms.reachable(terms.openness(policy))
        now = week
    price = market.price_usd_per_year
    return Sales(weeks, price * paid_years if price > 0.0 else float("nan"))


def adopters_upper_bound(organization: Organization) -> float:
    """Return an upper bound of the number of adopters, under any policy in any world; 0 without a market."""
    market = organization.market
    if market is None:
        return 0.0
    own = [given.high for given in organization.assumptions if given.id == "market.open_reach"]
    reach = market.open_reach or max(own, default=ASSUMPTIONS[_PLACE["market.open_reach"]].high)
    return market.population * max(reach, 1.0)


def _terms(market: Market, assumptions: Any) -> Terms:
    def value(stated: float | None, name: str) -> float:
        return float(assumptions[_PLACE[f"market.{name}"]]) if stated is None else stated

    return Terms(
        population=market.population,
        innovation=value(market.innovation_per_year, "innovation"),
        imitation=value(market.imitation_per_year, "imitation"),
        open_reach=value(market.open_reach, "open_reach"),
        open_conversion=value(market.open_conversion, "open_conversion"),
        cannibalization=value(market.cannibalization, "cannibalization"),
        small_share=value(None, "small_share"),
        release_lift=value(None, "release_lift"),
        lift_weeks=value(None, "lift_weeks"),
    )


def _released(plan: Plan, outcome: Outcome) -> list[tuple[float, float]]:
    """Return week and capability of each release that is out, in order of time."""
    ends = [float(outcome.finish_weeks[list(run.packages)].max()) for run in plan.releases]
    found = np.where(np.isnan(outcome.capability), NEUTRAL, outcome.capability)
    return sorted((end, float(k)) for end, k in zip(ends, found, strict=True) if end <= plan.weeks)


def _steps(plan: Plan, market: Market, out: list[tuple[float, float]]) -> Iterator[tuple[float, str | None]]:
    """Yield the ends of the weeks, with None, and the releases, each with its policy."""
    events = plan.organization.scenario(plan.scenario_id).events
    published = [(event.week, event.release) for event in events if isinstance(event, Publish)]
    steps: list[tuple[float, str | None]] = [(float(week), None) for week in range(1, plan.weeks + 1)]
    for week, _ in out:
        policies = [market.release, *(how for since, how in published if since <= week)]
        if week >= 0.0:
            steps.append((week, policies[-1]))
    yield from sorted(steps, key=lambda step: step[0])
