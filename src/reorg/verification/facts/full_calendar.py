"""The fuller the top's calendar, the longer everybody waits, at an increasing rate."""

from __future__ import annotations

import math
from functools import partial
from itertools import product

from reorg.verification.facts import contrasts as c
from reorg.verification.facts.fact import Document, Fact, Statistic, Variant, none, order, size, trace
from reorg.verification.facts.measures import HOURS_PER_WEEK, RELEASE, asked
from reorg.verification.facts.organizations import four_teams, organization, release, ring, ruled, two_each

BOOKED = (0.2, 0.5, 0.75, 0.9, 0.95)
"""Share of the top's week that is booked outside."""
PATIENT_HOURS = 400.0
CHANCE = 0.1
_NUMBER, _HOURS, _DEFAULTS = (asked(what, at=["top"]) for what in ("number", "hours", "defaults"))


def _name(degree: str, booked: float, patient: bool = False) -> str:
    return f"{degree}, {booked:.0%} booked{', patient' if patient else ''}"


def _build(degree: str, booked: float, patient: bool, _: float) -> Document:
    packages, owned = two_each()
    couplings = ring([work["id"] for work in packages], 0.5)
    held = {"exceptions.probability": CHANCE, "calendar.outside_top": booked * HOURS_PER_WEEK}
    patience = {"exceptions.patience_hours": PATIENT_HOURS} if patient else {}
    work = {"releases": [release(packages, couplings)]}
    return ruled(organization(four_teams(owned), work=work, assumptions={**held, **patience}), decides=degree)


def _wait(booked: float) -> Statistic:
    return c.rate(_HOURS, _NUMBER, _name("high", booked, patient=True))


def _later(degree: str) -> Statistic:
    return c.percent(RELEASE, _name(degree, 0.95), _name(degree, 0.2))


def _defaults(booked: float) -> Statistic:
    return c.rate(_DEFAULTS, _NUMBER, _name("high", booked))


_WEEKS = [c.log_mean(RELEASE, _name("high", booked)) for booked in BOOKED]

FACT = Fact(
    number=8,
    name="calendar",
    title="The fuller the top's calendar, the longer everybody waits, at an increasing rate",
    strength="strong",
    source="queueing theory: the wait grows ninefold between utilizations of 0.5 and 0.9; Porter & Nohria"
    " 2018: chief executives spend 72% of their time in meetings; Standish: an hour against five"
    " (recalled at second hand)",
    accident="a meeting of one person books no time; booked hours are subtracted, but appointment slots are"
    " always free; nobody needs the top",
    cause="Even under low centralization, a tenth of the questions about a single package go to the top,"
    " and joint questions go to it as the lowest common lead of any two of the four teams. So the"
    " release is 3.4% later, where at most 2% is expected.",
    variants=(
        *(
            Variant(_name(degree, booked), partial(_build, degree, booked, False))
            for degree, booked in product(("high", "low"), BOOKED)
        ),
        *(Variant(_name("high", booked, True), partial(_build, "high", booked, True)) for booked in BOOKED),
    ),
    readings=(RELEASE, _NUMBER, _HOURS, _DEFAULTS),
    demands=(
        size(
            "decisions by the top take longer at 0.9 booked than at 0.5",
            c.times(_wait(0.9), _wait(0.5)),
            3,
            math.inf,
            unit="times",
        ),
        order(
            "decisions by the top take longer at each step (smallest step)",
            c.smallest_step([*map(_wait, BOOKED)]),
            unit="hours",
        ),
        order(
            "the time to decide grows at an increasing rate (smallest rise of the slope)",
            c.smallest_bend([*map(_wait, BOOKED)], BOOKED),
            unit="hours",
        ),
        size("the release is later at 0.95 booked than at 0.2, high centralization", _later("high"), 3, 50),
        order(
            "the release is later at each step, high centralization (smallest step)", c.smallest_step(_WEEKS)
        ),
        order(
            "the delay grows at an increasing rate, high centralization (smallest rise of the slope)",
            c.smallest_bend(_WEEKS, BOOKED),
        ),
        none("the release is no later at 0.95 booked than at 0.2, low centralization", _later("low"), 2),
        trace(
            size(
                "more is decided by default at 0.95 booked than at 0.2",
                c.less(_defaults(0.95), _defaults(0.2)),
                0,
                1,
                unit="share",
            )
        ),
    ),
)
