"""An expert's loss hurts the work, a manager's the people."""

from __future__ import annotations

import math
from functools import partial

from reorg.verification.facts import contrasts as c
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
from reorg.verification.facts.measures import RELEASE, Reading, gone, speed_of, weekly
from reorg.verification.facts.organizations import four_teams, members, organization, release, two_each

EXPERT, MANAGER = members(1)[0], "lead1"
COLLEAGUES = members(1)[1:]
KNOWN, CRITICAL = 0.9, 1.2
"""The expert's familiarity with package 1, and its effort against that of others: it is done last."""
LEFT, EMPTY_WEEKS, LATER_WEEKS = 4, 12, 26
NOBODY, EXPERT_GOES, MANAGER_GOES = "nobody leaves", "the expert leaves", "the manager leaves"
GOES = {EXPERT_GOES: EXPERT, MANAGER_GOES: MANAGER}
_LEAVE = gone(*COLLEAGUES, weeks=(LEFT, LEFT + LATER_WEEKS))
_SPEED = speed_of([EXPERT, MANAGER, *COLLEAGUES], slice(0, 1))
_ATTENTION = weekly("attention_served", 0)
_EMPTY = slice(LEFT + 1, LEFT + EMPTY_WEEKS)


def _build(variant: str, _: float) -> Document:
    packages, owned = two_each()
    packages[0]["effort_days"] *= CRITICAL
    who = GOES.get(variant)
    events: list[Document] = [
        {"week": LEFT, "leave": who},
        {"week": LEFT, "replace": {"person": who, "after_weeks": EMPTY_WEEKS}},
    ]
    return organization(
        four_teams(owned),
        work={"releases": [release(packages)]},
        people={EXPERT: {"familiarity": {"package1": KNOWN}}},
        leaving=True,
        events=events if who else [],
    )


def _more_leave(variant: str) -> Statistic:
    return c.times_total(_LEAVE, variant, NOBODY)


def _fall(reading: Reading, variant: str) -> Statistic:
    return c.less(c.mean_in(reading, variant, _EMPTY), c.mean_in(reading, NOBODY, _EMPTY))


FACT = Fact(
    number=21,
    name="losses",
    title="An expert's loss hurts the work, a manager's the people",
    strength="moderate",
    source="100,000 employees over ten years: reports of a lead who left go five times as often; another"
    " firm twice;"
    " deaths of stars: collaborators -5 to -8 %, inside firms near zero",
    accident="the lead is the expert; package 1 is not critical",
    cause="The expert's loss costs 11.7 %, the manager's 13.2 %; where nobody else leaves 11.6 and 11.0 %."
    " Either is a pair of hands for twelve weeks. What only the expert knows is worth little: to learn a"
    " package anew costs a person 28 hours at central values, in a package of 1,920. Of the manager's"
    " loss two fifths are missing attention (6.6 % where its lack has no effect and nobody leaves)."
    " After the manager more than twice as many go, each of them a further pair of hands. At its central"
    " value contagion lets .15 exits follow one, here among five people who expect a quarter of one in"
    " half a year: that alone makes times 1.6",
    variants=[Variant(name, partial(_build, name)) for name in (NOBODY, EXPERT_GOES, MANAGER_GOES)],
    readings=(RELEASE, _LEAVE, _SPEED, _ATTENTION),
    demands=(
        size("release after the expert's loss", c.percent(RELEASE, EXPERT_GOES, NOBODY), 3, 30),
        within("release after the manager's loss", c.percent(RELEASE, MANAGER_GOES, NOBODY), 0, 12),
        size(
            "release, expert's against manager's loss", c.percent(RELEASE, EXPERT_GOES, MANAGER_GOES), 0, 30
        ),
        size("others who leave after the manager", _more_leave(MANAGER_GOES), 1.3, 4, unit="times"),
        within("others who leave after the expert", _more_leave(EXPERT_GOES), 1, 1.4, unit="times"),
        order(
            "more leave after the manager than after the expert",
            c.less(_more_leave(MANAGER_GOES), _more_leave(EXPERT_GOES)),
            unit="times",
        ),
        trace(
            size(
                "speed on package 1 without the expert", c.percent(_SPEED, EXPERT_GOES, NOBODY), -math.inf, 0
            )
        ),
        trace(
            size("attention served without the manager", _fall(_ATTENTION, MANAGER_GOES), -1, 0, unit="share")
        ),
    ),
    worlds=Worlds(central=640, points=40, each=12),
)
