"""Decisions by default conflict only where work is coupled."""

from __future__ import annotations

from functools import partial
from itertools import product

from reorg.verification.facts import contrasts as c
from reorg.verification.facts.fact import (
    Document,
    Fact,
    Statistic,
    Variant,
    none,
    size,
    trace,
    within,
)
from reorg.verification.facts.measures import asked, count_of, hours_of
from reorg.verification.facts.organizations import CUT, four_teams, organization, pairs, release, two_each

OUTSIDE = {"there": 8.0, "absent": 36.0}
"""Hours a week that leads and top are booked outside."""
COUPLED = 0.7
_REWORK, _CONFLICTS = hours_of("rework"), count_of("conflict")
_NUMBER, _DEFAULTS = asked("number"), asked("defaults")


def _name(deciders: str, strength: float) -> str:
    return f"deciders {deciders}, strength {strength:g}"


def _build(deciders: str, strength: float, _: float) -> Document:
    packages, _owned = two_each()
    hours = OUTSIDE[deciders]
    return organization(
        four_teams(CUT),
        work={"releases": [release(packages, pairs(strength))]},
        assumptions={"calendar.outside_lead": hours, "calendar.outside_top": hours},
    )


def _rise(strength: float) -> Statistic:
    return c.difference(_REWORK, _name("absent", strength), _name("there", strength))


def _per_default(strength: float) -> Statistic:
    return c.times(
        _rise(strength), c.difference(_DEFAULTS, _name("absent", strength), _name("there", strength))
    )


def _default_share(strength: float) -> Statistic:
    return c.rate(_DEFAULTS, _NUMBER, _name("absent", strength))


FACT = Fact(
    number=15,
    name="defaults",
    title="Decisions by default conflict only where work is coupled",
    strength="moderate",
    source="Brindescu et al. 2020: a fifth of merges conflict, and these have twice the bugs (143 projects);"
    " Cataldo & Herbsleb 2013",
    accident="coupled work has more joint exceptions, which alone raise rework: the comparison is therefore"
    " per decision by default",
    variants=[
        Variant(_name(deciders, strength), partial(_build, deciders, strength))
        for deciders, strength in product(OUTSIDE, (0.0, COUPLED))
    ],
    readings=(_REWORK, _CONFLICTS, _NUMBER, _DEFAULTS),
    demands=(
        size(
            "absent deciders cause more rework, coupled at 0.7",
            c.percent_of(
                c.total(_REWORK, _name("absent", COUPLED)), c.total(_REWORK, _name("there", COUPLED))
            ),
            10,
            200,
        ),
        size("absent deciders cause more rework, uncoupled", _rise(0.0), 0, 1e5, unit="hours"),
        size(
            "a decision by default adds more rework at 0.7 than uncoupled",
            c.times(_per_default(COUPLED), _per_default(0.0)),
            1.2,
            1e3,
            unit="times",
        ),
        within(
            "nothing conflicts where nothing is coupled (most in any world)",
            c.greatest(_CONFLICTS, _name("absent", 0.0)),
            0,
            0,
            unit="conflicts",
        ),
        size(
            "decisions conflict where work is coupled at 0.7",
            c.mean(_CONFLICTS, _name("absent", COUPLED)),
            0,
            1e4,
            unit="conflicts",
        ),
        trace(
            none(
                "the share decided by default is the same at 0.7 as uncoupled (difference)",
                c.less(_default_share(COUPLED), _default_share(0.0)),
                0.05,
                unit="share",
            )
        ),
    ),
)
