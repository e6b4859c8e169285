"""Each useless layer of management slows decisions further."""

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
    title="Each useless layer of management slows decisions further",
    strength="strong",
    source="DORA 2019: approval by outsiders slows delivery and prevents no failures; Williamson 1967; hours"
    " per layer: judgment, the lead's own handling and one wait",
    accident="with a fixed probability of referral, fewer questions reach the top; patience ends every wait"
    " after two days; people go on working while a question waits; questions stop at the lead's own"
    " lead",
    variants=[Variant(_name(layers), partial(_build, layers)) for layers in LAYERS],
    readings=(RELEASE, _NUMBER, _HOURS, _DEFAULTS, _OWN, _PASSES),
    demands=(
        size(
            "each layer adds hours to a decision by the top",
            c.scaled(c.less(_wait(MOST), _wait(0)), 1 / MOST),
            2,
            16,
            unit="hours",
        ),
        order(
            "decisions by the top take longer with each layer (smallest step)",
            c.smallest_step([*map(_wait, LAYERS)]),
            unit="hours",
        ),
        order(
            "more is decided by default with each layer (smallest step)",
            c.smallest_step(_DEFAULT_SHARES),
            unit="share",
        ),
        size(
            "six layers delay the release",
            c.percent(RELEASE, _name(MOST), _name(0)),
            1,
            15,
            strength="moderate",
        ),
        within(
            "the first layer delays the release by at most 4%",
            c.percent(RELEASE, _name(1), _name(0)),
            -math.inf,
            4,
        ),
        order(
            "the release is later with each layer (smallest step)",
            c.smallest_step([c.log_mean(RELEASE, _name(layers)) for layers in LAYERS]),
        ),
        trace(
            size(
                "with six layers, a question passes six more leads",
                c.less(_way(MOST), _way(0)),
                5.5,
                6.5,
                unit="leads",
            )
        ),
        trace(
            within(
                "with six layers, no fewer of the members' questions reach the top",
                c.percent_of(c.total(_OWN, _name(MOST)), c.total(_OWN, _name(0))),
                -5,
                100,
            )
        ),
    ),
)
