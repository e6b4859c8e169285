"""Overload makes people leave, but only up to a point."""

from __future__ import annotations

import math
from functools import partial

from reorg.verification.facts import contrasts as c
from reorg.verification.facts.arrivals import arrivals_for_four_teams
from reorg.verification.facts.fact import (
    Document,
    Fact,
    Statistic,
    Variant,
    Worlds,
    order,
    size,
    trace,
    within,
)
from reorg.verification.facts.measures import DEPARTURES, ITEMS, PRESENT, Reading, count_of
from reorg.verification.facts.organizations import four_teams, organization, own_streams

FACTORS = (1, 2, 4, 8)
WEEKS, WEEKS_PER_YEAR = 104, 52.0
_ARRIVED = count_of("arrival")
_HAZARD = Reading("greatest weekly hazard of leaving", lambda run: float(run.field("hazard")[:, 1].max()))
_MEAN_HAZARD = Reading(
    "mean weekly hazard in the last year", lambda run: float(run.field("hazard")[-52:, 0].mean())
)


def _name(factor: int) -> str:
    return f"arrivals x {factor}"


def _build(factor: int, _: float) -> Document:
    streams, owned = own_streams(factor * arrivals_for_four_teams())
    return organization(four_teams(owned), work={"streams": streams}, weeks=WEEKS, leaving=True)


def _leaving(factor: int) -> Statistic:
    """Return departures per year and person present: a rate per position would fall with vacancies."""
    return c.scaled(c.rate(DEPARTURES, PRESENT, _name(factor)), WEEKS_PER_YEAR)


def _against(factor: int, than: int) -> Statistic:
    return c.times(_leaving(factor), _leaving(than))


def _backlog(factor: int) -> Statistic:
    return c.less(c.mean(_ARRIVED, _name(factor)), c.mean(ITEMS, _name(factor)))


FACT = Fact(
    number=24,
    name="overload",
    title="Overload makes people leave, but only up to a point",
    strength="strong",
    source="Hamidi et al. 2018: relative risk 2.1 (1.3 to 3.3); Willard-Grace et al. 2019: 1.57, no effect"
    " for staff; JOLTS: 0.72 a year in the worst industry",
    accident="the rate is per position, so vacancies lower it; the backlog of people who leave vanishes",
    variants=[Variant(_name(factor), partial(_build, factor)) for factor in FACTORS],
    readings=(DEPARTURES, PRESENT, ITEMS, _ARRIVED, _HAZARD, _MEAN_HAZARD),
    demands=(
        size("people leave more often at twice the arrivals", _against(2, 1), 1.1, 2, unit="times"),
        size("people leave more often at eight times the arrivals", _against(8, 1), 1.3, 3, unit="times"),
        within(
            "people leave hardly more often at eight times than at four times",
            _against(8, 4),
            0,
            1.1,
            unit="times",
        ),
        within(
            "departures per person and year at eight times the arrivals", _leaving(8), 0, 1, unit="a year"
        ),
        within(
            "greatest hazard of leaving that anybody reaches",
            c.scaled(c.greatest(_HAZARD, _name(8)), WEEKS_PER_YEAR),
            0,
            1,
            unit="a year",
        ),
        trace(
            order(
                "the backlog grows with the arrivals (smallest step)",
                c.smallest_step([*map(_backlog, FACTORS)]),
                unit="items",
            )
        ),
        trace(
            size(
                "the backlog is greater at eight times than at four times",
                c.times(_backlog(8), _backlog(4)),
                1.5,
                math.inf,
                unit="times",
            )
        ),
        trace(
            within(
                "the mean hazard is hardly greater at eight times than at four times",
                c.times_total(_MEAN_HAZARD, _name(8), _name(4)),
                0,
                1.1,
                unit="times",
            )
        ),
    ),
    worlds=Worlds(central=48, points=40, each=2),
)
