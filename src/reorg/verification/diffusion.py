"""Bass diffusion, week by week after a run of the engine, and what opening a model does to it.

A week's step is the exact solution of the equation, so that adoption has no error of steps. Reading the peak
from weekly figures has: f is symmetric about its peak T*, so the week in which most adopt has its middle
within half a week of T*, and the mean of f over it is below the peak by at most max |f''| / 6 weeks squared,
where max |f''| = 2 A B^2 for f = A sech^2(B (t - T*)), A = (p + q)^2 / (4 q), B = (p + q) / 2.

The eleven durables of Bass (1969) have peaks later than the twenty years a run may last: their p and q are
multiplied by four, which makes one week of the run four of theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import Any

import numpy as np

from reorg.engine import Outcome, Plan, plan_scenario
from reorg.mechanisms.market import WEEKS_PER_YEAR, adopted, peak_share, peak_years
from reorg.model.choices import Openness
from reorg.model.market import Market
from reorg.model.organization import Organization
from reorg.study.measuring.market import Sales, compute_sales
from reorg.verification.results import CLOSED_FORM, EXACT, PUBLISHED, Check, Comparison
from reorg.verification.simulation import simulate_worlds
from reorg.verification.small_organizations import (
    AREA,
    crew,
    fixed,
    organization,
    package,
    release,
    structure,
    team,
    without_disturbances,
)

P, Q, POPULATION = 0.03, 0.38, 1e6
REACH, CONVERSION, CANNIBALIZATION, SMALL = 3.0, 0.02, 0.2, 0.4
LIFT, LIFT_WEEKS = 0.5, 26.0
YEARS = 15
OUT_WEEK = 10.0
"""A release of ten weeks' work of one person; it comes out in that week."""

DURABLES = (
    ("refrigerators", 0.0026167, 0.21566, 20.1),
    ("home freezers", 0.018119, 0.1711, 11.6),
    ("black and white television", 0.027877, 0.25105, 7.8),
    ("water softeners", 0.017703, 0.29695, 8.9),
    ("room air conditioners", 0.0103991, 0.41861, 8.6),
    ("clothes dryers", 0.017206, 0.35688, 8.1),
    ("power lawnmowers", 0.0091837, 0.3379, 10.3),
    ("electric bed coverings", 0.005876, 0.24387, 14.9),
    ("automatic coffee makers", 0.017135, 0.30145, 9.0),
    ("steam irons", 0.028632, 0.32791, 6.8),
    ("record players", 0.024796, 0.6541, 4.8),
)
"""Product, p, q, and published years to the peak: Bass (1969), table 1; constants and peaks from memory."""
FASTER = 4
RECALLED_WITHIN_YEARS = 0.27
"""How far the recalled peaks, from yearly sales, lie from the closed form of the recalled constants."""

_NEUTRAL = {"market.release_lift": LIFT, "market.lift_weeks": LIFT_WEEKS, "market.small_share": SMALL}


@cache
def _run(weeks: int, ships: bool) -> tuple[Plan, Outcome]:
    """Return one person's run; with ``ships`` a release comes out in ``OUT_WEEK``."""
    people = crew(1)
    seats = structure([team("all", people, owned=[("area", AREA)])])
    work = [release([package("k", fixed(OUT_WEEK * 40.0))])] if ships else []
    prepared = plan_scenario(organization(people, [seats], weeks=weeks, releases=work), "only")
    (outcome,) = simulate_worlds(prepared, without_disturbances(), 1)
    return prepared, outcome


def sold(
    policy: Openness = "closed",
    terms: Mapping[str, float] = MappingProxyType({}),
    years: int = YEARS,
    ships: bool = False,
) -> Sales:
    """Return a market of the engine's run; ``terms`` replace those stated above."""
    market = Market(policy, POPULATION, 0.0, 1.0, P, Q, REACH, CONVERSION, CANNIBALIZATION)
    changes: dict[str, Any] = {name: value for name, value in terms.items() if hasattr(market, name)}
    assumed = {f"market.{name}": value for name, value in terms.items() if name not in changes}
    prepared, outcome = _run(years * int(WEEKS_PER_YEAR), ships)
    lab: Organization = replace(prepared.organization, market=replace(market, **changes))
    found = compute_sales(
        replace(prepared, organization=lab), outcome, without_disturbances({**_NEUTRAL, **assumed})
    )
    if found is None:
        raise ValueError("a model with a market has sales")
    return found


def _curve(error: float) -> Comparison:
    weeks = np.arange(1, YEARS * int(WEEKS_PER_YEAR) + 1)
    expected = np.array([adopted(week / WEEKS_PER_YEAR, P, Q) for week in weeks])
    found = sold(terms={"imitation_per_year": Q * error}).adopters / POPULATION
    return Comparison(0.0, float(np.abs(found - expected).max()), 1)


def _at_peak(error: float) -> Comparison:
    """Compare at the first week's end after T* with 1/2 - p / (2 q), grown for the rest at the peak rate."""
    week = int(np.ceil(peak_years(P, Q) * WEEKS_PER_YEAR))
    rest = week / WEEKS_PER_YEAR - peak_years(P, Q)
    expected = 0.5 - P / (2.0 * Q) + peak_share(P, Q) * rest
    found = float(sold(terms={"imitation_per_year": Q * error}).adopters[week - 1] / POPULATION)
    return Comparison(expected, found, 1, allowed=_bend(P, Q) * rest**3 / 6.0)


def _bend(p: float, q: float) -> float:
    """Return max |f''|."""
    return 2.0 * peak_share(p, q) * (0.5 * (p + q)) ** 2


def _peak(p: float, q: float, years: int = YEARS) -> tuple[float, float]:
    """Return the middle, in years, of the week in which most adopt, and its adopters as a yearly share."""
    adopters = sold(terms={"innovation_per_year": p, "imitation_per_year": q}, years=years).adopters
    gains = np.diff(adopters, prepend=0.0) * WEEKS_PER_YEAR / POPULATION
    best = int(gains.argmax())
    return (best + 0.5) / WEEKS_PER_YEAR, float(gains[best])


def _peak_time(error: float) -> Comparison:
    return Comparison(peak_years(P, Q), _peak(P, Q * error)[0], 1, allowed=0.5 / WEEKS_PER_YEAR)


def _peak_rate(error: float) -> Comparison:
    return Comparison(
        peak_share(P, Q), _peak(P, Q * error)[1], 1, allowed=_bend(P, Q) / 6.0 / WEEKS_PER_YEAR**2
    )


def _durables(error: float) -> Comparison:
    """Return the largest distance of a peak found from the closed form, in years of the products."""
    apart = [
        abs(FASTER * _peak(p * FASTER, q * FASTER * error, 6)[0] - peak_years(p, q))
        for _, p, q, _ in DURABLES
    ]
    return Comparison(0.0, max(apart), 1, allowed=FASTER * 0.5 / WEEKS_PER_YEAR + EXACT)


def _published(error: float) -> Comparison:
    apart = [abs(FASTER * _peak(p * FASTER, q * FASTER * error, 6)[0] - year) for _, p, q, year in DURABLES]
    return Comparison(0.0, max(apart), 1, allowed=RECALLED_WITHIN_YEARS + FASTER * 0.5 / WEEKS_PER_YEAR)


def _push(error: float) -> Comparison:
    """Let an average release add lift x lift weeks x (1 - e^(-weeks out / lift weeks)) to the time passed."""
    passed = YEARS * WEEKS_PER_YEAR
    extra = LIFT * LIFT_WEEKS * (1.0 - np.exp(-(104.0 - OUT_WEEK) / LIFT_WEEKS))
    found = sold(terms={"release_lift": LIFT * error}, ships=True).adopters / POPULATION
    late = adopted((passed + LIFT * LIFT_WEEKS) / WEEKS_PER_YEAR, P, Q)
    expected = adopted((104.0 + extra) / WEEKS_PER_YEAR, P, Q)
    return Comparison(expected + late, float(found[103] + found[-1]), 1, allowed=1e-9)


def _reach(error: float) -> Comparison:
    opened = sold("open", {"open_reach": REACH * error}).adopters / sold().adopters
    return Comparison(REACH, float(opened.mean()), 1)


def _revenue(w: float, reach: float, conversion: float, cannibalization: float) -> float:
    """Return revenue over that of closed models, where a share w of the effect of opening is there."""
    return 1.0 - w * cannibalization + conversion * w * (reach - 1.0 + cannibalization)


def _opened(policy: Openness, w: float, wrong: str) -> Callable[[float], Comparison]:
    right = {
        "open_reach": REACH, "open_conversion": CONVERSION, "cannibalization": CANNIBALIZATION,
    }  # fmt: skip

    def measure(error: float) -> Comparison:
        found = sold(policy, {**right, wrong: right[wrong] * error}).revenue_usd / sold().revenue_usd
        return Comparison(_revenue(w, REACH, CONVERSION, CANNIBALIZATION), found, 1)

    return measure


def _mixed(error: float) -> Comparison:
    found = sold("open-small-closed-large", {"small_share": SMALL * error}).adopters / sold().adopters
    return Comparison(1.0 + SMALL * (REACH - 1.0), float(found.mean()), 1)


_BASS = "Bass (1969), closed form"
_OPEN = "identity of reach, conversion and cannibalization"
_IMITATION = "imitation"

CHECKS = (
    Check(
        "bass/curve", CLOSED_FORM,
        _BASS, "Largest distance of 15 years of weekly adoption from F(t), p .03, q .38.",
        _IMITATION, _curve,
    ),
    Check(
        "bass/at-peak", CLOSED_FORM,
        _BASS, "Share that has adopted about T* = 6.19 years, 1/2 - p / (2 q) at T*.",
        _IMITATION, _at_peak,
    ),
    Check(
        "bass/peak-time", CLOSED_FORM, _BASS, "Years to the week in which most adopt; read to half a week.",
        _IMITATION, _peak_time,
    ),
    Check(
        "bass/peak-rate", CLOSED_FORM, _BASS, "Share that adopts in a year in that week, .1106 at the peak.",
        _IMITATION, _peak_rate,
    ),
    Check(
        "bass/durables", PUBLISHED, "Bass (1969), constants of 11 durables",
        "Largest distance in years of a peak found from ln(q / p) / (p + q); read to two weeks.",
        _IMITATION, _durables,
    ),
    Check(
        "bass/durables-published", PUBLISHED, "Bass (1969), constants and peaks of 11 durables",
        "Largest distance in years of a peak found from the one published, which rests on yearly sales.",
        _IMITATION, _published,
    ),
    Check(
        "bass/release", CLOSED_FORM, "generalized Bass model (Bass, Krishnan & Jain 1994), closed form",
        "Share that has adopted after 2 and after 15 years, added, with a release in week 10.",
        "push of a release", _push,
    ),
    Check(
        "bass/reach", CLOSED_FORM,
        _OPEN, "Adopters of an open model over those of a closed one.", "open reach", _reach,
    ),
    Check(
        "bass/mixed-reach", CLOSED_FORM,
        _OPEN, "Adopters where small models are open over those where none is.",
        "share of small models", _mixed,
    ),
    Check(
        "bass/revenue-open", CLOSED_FORM,
        _OPEN, "Revenue of open models over that of closed ones.", "cannibalization",
        _opened("open", 1.0, "cannibalization"),
    ),
    Check(
        "bass/conversion", CLOSED_FORM,
        _OPEN, "Revenue of open models over that of closed ones.", "conversion",
        _opened("open", 1.0, "open_conversion"),
    ),
    Check(
        "bass/revenue-mixed", CLOSED_FORM,
        _OPEN, "Revenue of small models open, large ones closed, over all closed.",
        "open reach", _opened("open-small-closed-large", SMALL, "open_reach"),
    ),
)  # fmt: skip
