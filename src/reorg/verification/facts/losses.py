"""Losing an expert hurts the work; losing a manager makes people leave."""

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
    title="Losing an expert hurts the work; losing a manager makes people leave",
    strength="moderate",
    source="100,000 employees over ten years: people whose lead has left leave five times as often, in"
    " another firm twice as often; deaths of stars: collaborators' output falls by 5 to 8%, inside"
    " firms hardly at all",
    accident="the expert is also the lead; package 1 is not critical",
    cause="In both cases a position is vacant for twelve weeks. What only the expert knows is worth"
    " little: at central values, learning a package from scratch takes a person 28 hours, and a package"
    " takes 1,920. Losing the manager also takes attention away from the whole team, and more than"
    " twice as many others leave, each of whom leaves another vacancy. At its central value, contagion"
    " causes 0.15 further departures for each; the five colleagues expect a quarter of a departure in"
    " half a year, so contagion alone makes it 1.6 times as many.",
    variants=[Variant(name, partial(_build, name)) for name in (NOBODY, EXPERT_GOES, MANAGER_GOES)],
    readings=(RELEASE, _LEAVE, _SPEED, _ATTENTION),
    demands=(
        size("losing the expert delays the release", c.percent(RELEASE, EXPERT_GOES, NOBODY), 3, 30),
        within(
            "losing the manager delays the release by at most 12%",
            c.percent(RELEASE, MANAGER_GOES, NOBODY),
            0,
            12,
        ),
        size(
            "losing the expert delays the release more than losing the manager",
            c.percent(RELEASE, EXPERT_GOES, MANAGER_GOES),
            0,
            30,
        ),
        size(
            "more of the others leave after the manager has left",
            _more_leave(MANAGER_GOES),
            1.3,
            4,
            unit="times",
        ),
        within(
            "at most 1.4 times as many of the others leave after the expert has left",
            _more_leave(EXPERT_GOES),
            1,
            1.4,
            unit="times",
        ),
        order(
            "more leave after the manager than after the expert (difference)",
            c.less(_more_leave(MANAGER_GOES), _more_leave(EXPERT_GOES)),
            unit="times",
        ),
        trace(
            size(
                "work on package 1 is slower without the expert",
                c.percent(_SPEED, EXPERT_GOES, NOBODY),
                -math.inf,
                0,
            )
        ),
        trace(
            size(
                "less of the attention owed is given without the manager (difference)",
                _fall(_ATTENTION, MANAGER_GOES),
                -1,
                0,
                unit="share",
            )
        ),
    ),
    worlds=Worlds(central=640, points=40, each=12),
)
