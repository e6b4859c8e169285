"""An integrator pays off only where coupling crosses boundaries."""

from __future__ import annotations

from functools import partial

from reorg.verification.facts import contrasts as c
from reorg.verification.facts.fact import Document, Fact, Statistic, Variant, order, size, trace
from reorg.verification.facts.measures import RELEASE, count_of, sum_of
from reorg.verification.facts.organizations import (
    AREA,
    CUT,
    TEAMS,
    four_teams,
    members,
    organization,
    package,
    pairs,
    release,
    ruled,
)

DAYS, TEAM = 1600.0, 4
"""Person-days of all eight packages, and the team that gives one of its members."""
INTEGRATOR = members(TEAM)[-1]
BOOKED = 0.9
"""Share of the integrator's week that is booked: 36 hours."""
_SENT, _SENT_HOURS = count_of("request sent"), sum_of("request sent")
WITHOUT, WITH, BUSY = "without", "with an integrator", "with a booked integrator"


def _name(who: str, strength: float) -> str:
    return f"{who}, strength {strength:g}"


def _build(who: str, strength: float, _: float) -> Document:
    seats = {n: members(n) for n in TEAMS}
    if who != WITHOUT:
        seats[TEAM] = seats[TEAM][:-1]
    # Work is shared out by heads, leads among them, so that all teams end together.
    heads = {n: len(seats[n]) + 1 for n in TEAMS}
    days = {name: DAYS * heads[n] / sum(heads.values()) / 2 for n in TEAMS for name in CUT[n]}
    teams = four_teams(CUT, seats=seats)
    if who != WITHOUT:
        teams[0]["members"] = [INTEGRATOR]
    model = organization(
        teams,
        work={"releases": [release([package(name, days[name]) for name in sorted(days)], pairs(strength))]},
        people={} if who != BUSY else {INTEGRATOR: {"booked_share": BOOKED}},
    )
    return model if who == WITHOUT else ruled(model, integrators=[{"person": INTEGRATOR, "areas": [AREA]}])


def _sooner(who: str) -> Statistic:
    return c.percent(RELEASE, _name(WITHOUT, 0.7), _name(who, 0.7))


def _hours_a_request(who: str) -> Statistic:
    return c.rate(_SENT_HOURS, _SENT, _name(who, 0.7))


FACT = Fact(
    number=12,
    name="integrator",
    title="An integrator pays off only where coupling crosses boundaries",
    strength="moderate",
    source="Galbraith 1974; Clark & Fujimoto 1991 and Lawrence & Lorsch 1967 (recalled); sizes: judgment",
    accident="the integrator adds to the headcount, or also keeps a full workload",
    cause="The integrator saves what the boundary costs, 3.4% of the time at strength 0.7, but the team that"
    " gives up a member loses capacity: 4% of all hands, which costs as much. The release is 1% sooner where"
    " each level of distance costs 0.7 instead of 0.4, and 2% sooner where strangers are overlooked with a"
    " chance of 0.3 instead of 0.15.",
    variants=[
        Variant(_name(who, strength), partial(_build, who, strength))
        for who, strength in ((WITHOUT, 0.0), (WITH, 0.0), (WITHOUT, 0.7), (WITH, 0.7), (BUSY, 0.7))
    ],
    readings=(RELEASE, _SENT, _SENT_HOURS),
    demands=(
        size(
            "the release is later with an integrator, uncoupled",
            c.percent(RELEASE, _name(WITH, 0.0), _name(WITHOUT, 0.0)),
            0,
            6,
        ),
        size("the release is sooner with an integrator, coupled at 0.7", _sooner(WITH), 1, 15),
        order(
            "36 booked hours a week cost at least half of the gain (half of it less what is left)",
            c.less(c.scaled(_sooner(WITH), 0.5), _sooner(BUSY)),
        ),
        trace(
            size(
                "a coordination request takes less time with an integrator",
                c.percent_of(_hours_a_request(WITH), _hours_a_request(WITHOUT)),
                -100,
                -1,
            )
        ),
        trace(
            size(
                "a coordination request takes more time again if the integrator is booked",
                c.percent_of(_hours_a_request(BUSY), _hours_a_request(WITH)),
                1,
                100,
            )
        ),
    ),
)
