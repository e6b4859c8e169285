"""Useless layers slow decisions, dose by dose."""

from __future__ import annotations

import math
from functools import partial

from reorg.verification.facts import contrasts as c
from reorg.verification.facts.fact import (
    Document,
    Fact,
    Statistic,
    Variant,
    order,
    size,
    trace,
    within,
)
from reorg.verification.facts.measures import RELEASE, asked
from reorg.verification.facts.organizations import (
    TEAMS,
    four_teams,
    members,
    numbered,
    organization,
    release,
    ring,
    team,
    two_each,
)

LAYERS = (0, 1, 2, 4, 6)
MOST = LAYERS[-1]
STRENGTH = 0.5
NO_SCOPE = 100.0
"""People below whoever counts as the top: with fewer a head in between would decide in its place."""
_NUMBER, _HOURS, _DEFAULTS = (asked(what, at=["top"]) for what in ("number", "hours", "defaults"))
_MEMBERS = [name for n in TEAMS for name in members(n)]
_OWN, _PASSES = (asked(what, at=["top"], by=_MEMBERS, joint=False) for what in ("number", "passes"))
"""Of members: what a lead asks the lead's lead is for the top only where no head stands between."""


def _name(layers: int) -> str:
    return f"{layers} useless layers"


def _build(layers: int, _: float) -> Document:
    packages, owned = two_each()
    names = ["all", *numbered("layer", layers)]
    line = [team(name, f"head{n + 1}", parent=names[n]) for n, name in enumerate(names[1:])]
    teams = four_teams(owned, above=dict.fromkeys(TEAMS, names[-1]), between=line)
    couplings = ring([work["id"] for work in packages], STRENGTH)
    work = {"releases": [release(packages, couplings)]}
    return organization(teams, work=work, assumptions={"exceptions.scope_people": NO_SCOPE})


def _wait(layers: int) -> Statistic:
    return c.rate(_HOURS, _NUMBER, _name(layers))


def _way(layers: int) -> Statistic:
    return c.rate(_PASSES, _OWN, _name(layers))


_DEFAULT_SHARES = [c.rate(_DEFAULTS, _NUMBER, _name(layers)) for layers in LAYERS]

FACT = Fact(
    number=6,
    name="layers",
    title="Useless layers slow decisions, dose by dose",
    strength="strong",
    source="DORA 2019: approval from outside slows and prevents nothing; Williamson 1967; hours a layer"
    " judged: own"
    " handling and one wait",
    accident="a fixed chance to pass on lets fewer requests arrive; patience ends every wait after two"
    " days; work goes"
    " on while it waits; requests end at the lead's lead",
    variants=[Variant(_name(layers), partial(_build, layers)) for layers in LAYERS],
    readings=(RELEASE, _NUMBER, _HOURS, _DEFAULTS, _OWN, _PASSES),
    demands=(
        size(
            "hours that a layer adds to a decision of the top",
            c.scaled(c.less(_wait(MOST), _wait(0)), 1 / MOST),
            2,
            16,
            unit="hours",
        ),
        order(
            "decisions of the top slower with each layer",
            c.smallest_step([*map(_wait, LAYERS)]),
            unit="hours",
        ),
        order("more decided by default with each layer", c.smallest_step(_DEFAULT_SHARES), unit="share"),
        size(
            "release with six layers", c.percent(RELEASE, _name(MOST), _name(0)), 1, 15, strength="moderate"
        ),
        within("release with the first layer", c.percent(RELEASE, _name(1), _name(0)), -math.inf, 4),
        order(
            "release later with each layer",
            c.smallest_step([c.log_mean(RELEASE, _name(layers)) for layers in LAYERS]),
        ),
        trace(
            size(
                "passes that six layers add to a decision",
                c.less(_way(MOST), _way(0)),
                5.5,
                6.5,
                unit="leads",
            )
        ),
        trace(
            within(
                "members' own questions that reach the top, with six layers",
                c.percent_of(c.total(_OWN, _name(MOST)), c.total(_OWN, _name(0))),
                -5,
                100,
            )
        ),
    ),
)
