"""Late help does not help."""

from __future__ import annotations

import math
from functools import partial
from itertools import combinations

import numpy as np

from reorg.verification.facts import contrasts as c
from reorg.verification.facts.fact import (
    Demand,
    Document,
    Fact,
    Statistic,
    Table,
    Variant,
    size,
    trace,
    within,
)
from reorg.verification.facts.measures import (
    COMMUNICATION,
    OUTPUT,
    PEOPLE_WEEKS,
    RELEASE,
    Reading,
    weekly_hours_of,
)
from reorg.verification.facts.organizations import (
    AREA,
    PAY_USD,
    numbered,
    organization,
    package,
    release,
    team,
)

MEMBERS, NEWCOMERS, DAYS, STRENGTH, PEOPLE_MAX = 11, 6, 225.0, 0.5, 20
NONE = "no help"
SHARES = {"early help": 0.2, "late help": 0.75}
"""When newcomers come, as a share of the time that is taken without them."""
_TALK, _HELP = weekly_hours_of(*COMMUNICATION), weekly_hours_of("onboarding")
_BOTH = weekly_hours_of(*COMMUNICATION, "onboarding")
_ALL = Reading("weekly hours", lambda run: run.outcome.hours.sum(axis=1))


def _build(share: float, weeks: float) -> Document:
    names = numbered("package", 4)
    work = release(
        [package(name, DAYS, people_max=PEOPLE_MAX) for name in names],
        dict.fromkeys(combinations(names, 2), STRENGTH),
    )
    newcomer = {"team": "all", "skills": {AREA: "medium"}, "annual_cost_usd": PAY_USD}
    events = [
        {"week": _joining(share, weeks), "join": {"id": name, **newcomer}}
        for name in numbered("newcomer", NEWCOMERS if share else 0)
    ]
    return organization(
        [team("all", "lead", numbered("member", MEMBERS), names)],
        work={"releases": [work]},
        events=events,
    )


def _joining(share: float, weeks: float) -> float:
    """Return the week of joining, a whole number that separates weekly figures before and after."""
    return float(round(share * weeks))


def _after(reading: Reading, variant: str, than: str, most_weeks: int) -> Statistic:
    """Return the sum over worlds of a weekly figure of ``than``, in the weeks after ``variant`` gets help.

    Only weeks before the release is out in either count.
    """

    def of(t: Table) -> float:
        alone = t(NONE, RELEASE)
        ends = np.minimum(t(variant, RELEASE), alone).astype(int)
        total = 0.0
        for series, weeks, end in zip(t(than, reading), alone, ends, strict=True):
            first = int(_joining(SHARES[variant], weeks))
            total += float(series[first : max(first + 1, min(first + most_weeks, end))].sum())
        return total

    return of


def _rise(reading: Reading, variant: str, most_weeks: int) -> Statistic:
    """Return by how much a weekly figure is higher than without help in the weeks after joining, in %."""
    return c.percent_of(
        _after(reading, variant, variant, most_weeks), _after(reading, variant, NONE, most_weeks)
    )


def _exchange_share(variant: str, than: str) -> Statistic:
    """Return the share of time in exchanges in the eight weeks after ``variant`` gets help."""
    return c.times(_after(_TALK, variant, than, 8), _after(_ALL, variant, than, 8))


def _demands(variant: str) -> tuple[Demand, ...]:
    return (
        size(f"{variant} raises the cost of the release", c.percent(PEOPLE_WEEKS, variant, NONE), 10, 60),
        size(
            f"{variant} takes more hours of communication and onboarding in eight weeks",
            _rise(_BOTH, variant, 8),
            30,
            200,
        ),
        within(
            f"{variant} raises direct output by at most 5% in four weeks", _rise(OUTPUT, variant, 4), -20, 5
        ),
        trace(
            size(
                f"{variant} takes hours of onboarding",
                c.less(_after(_HELP, variant, variant, 8), _after(_HELP, variant, NONE, 8)),
                0,
                math.inf,
                unit="hours",
            )
        ),
        trace(
            size(
                f"{variant} raises the share of time spent on communication",
                c.less(_exchange_share(variant, variant), _exchange_share(variant, NONE)),
                0,
                1,
                unit="share",
            )
        ),
    )


FACT = Fact(
    number=20,
    name="late-help",
    title="Late help does not help",
    strength="strong",
    source="Brooks 1975; Abdel-Hamid 1989 and Hsia et al. 1999: help always costs more, and delays only if"
    " it comes after a certain point; Zhou & Mockus 2010; Madachy 2008",
    accident="newcomers already know the packages; they take simple remaining work that suits nobody else;"
    " the remaining work can be divided to the last hour",
    variants=(
        Variant(NONE, partial(_build, 0.0)),
        *(Variant(name, partial(_build, share), timed_by=(NONE, RELEASE)) for name, share in SHARES.items()),
    ),
    readings=(RELEASE, PEOPLE_WEEKS, OUTPUT, _TALK, _HELP, _BOTH, _ALL),
    demands=(
        size("the release is sooner with early help", c.percent(RELEASE, "early help", NONE), -30, -3),
        within("late help gains at most 3%", c.percent(RELEASE, "late help", NONE), -3, 12),
        *_demands("early help"),
        *_demands("late help"),
    ),
)
