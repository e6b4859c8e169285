"""One product, more people: each produces less, and the gain in time ends."""

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
from reorg.verification.facts.measures import COMMUNICATION, RELEASE, share_of
from reorg.verification.facts.organizations import numbered, organization, package, release, team

DAYS, PEOPLE_MAX = 600.0, 45
MEMBERS = (3, 5, 8, 12, 20, 30, 45)
_TALK = share_of(*COMMUNICATION)


def _name(members: int) -> str:
    return f"{members} members"


def _build(members: int, _: float) -> Document:
    teams = [team("all", "lead", numbered("member", members), ["package"])]
    work = release([package("package", DAYS, people_max=PEOPLE_MAX)])
    return organization(teams, work={"releases": [work]}, weeks=200)


def _per_head(members: int) -> Statistic:
    """Return 100 x the logarithm of output per head and week; the lead is one of them."""
    return c.plus_log(c.log_mean(RELEASE, _name(members)), members + 1)


_FALL = [_per_head(members) for members in MEMBERS[1:]]
_WEEKS = [c.log_mean(RELEASE, _name(members)) for members in MEMBERS]

FACT = Fact(
    number=3,
    name="size",
    title="One product, more people: each produces less, and the gain in time ends",
    strength="strong",
    source="Abdel-Hamid & Madnick 1991: 54% of the time is lost with 30 people, and output peaks at 24; QSM"
    " project data: the same schedule, with 75% less output per head; commit data: 15% less",
    accident="people_max limits the package to 8 people; the package has too few pieces to share; the lead's"
    " queue alone causes it",
    variants=[Variant(_name(members), partial(_build, members)) for members in MEMBERS],
    readings=(RELEASE, _TALK),
    demands=(
        size(
            "output per head is lower with 20 members than with 5",
            c.less(_per_head(20), _per_head(5)),
            -75,
            -15,
        ),
        order(
            "output per head falls at each step from 5 members on (smallest step)",
            c.smallest_step([*map(c.minus, _FALL)]),
        ),
        order(
            "the duration has a single minimum, at 12 to 45 members (smallest step)",
            c.valley(_WEEKS, bottoms=(3, 4, 5, 6)),
        ),
        within(
            "45 members are at most 10% faster than 30",
            c.percent(RELEASE, _name(45), _name(30)),
            -10,
            math.inf,
        ),
        trace(
            within(
                "share of time spent on communication, 5 members",
                c.mean(_TALK, _name(5)),
                0.05,
                0.15,
                unit="share",
            )
        ),
        trace(
            within(
                "share of time spent on communication, 20 members",
                c.mean(_TALK, _name(20)),
                0.25,
                0.6,
                unit="share",
            )
        ),
    ),
)
