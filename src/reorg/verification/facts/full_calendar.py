"""The fuller the top's calendar, the longer all wait, faster and faster."""

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
    title="The fuller the top's calendar, the longer all wait, faster and faster",
    strength="strong",
    source="queues: 9 times from .5 to .9; Porter & Nohria 2018: chief executives are in meetings for 72 %"
    " of their time;"
    " Standish: an hour against five (recalled at second hand)",
    accident="a meeting of one books nothing; booked hours are taken off but slots are always free; the top"
    " is needed"
    " for nothing",
    cause="Under low centralization the top is still asked a tenth of own questions, and joint ones as the"
    " lowest common lead of every two of four teams: 2.8 % instead of 2. Under high centralization the bend"
    " is lost in noise (.9 +- 17): beyond .9 patience ends the wait",
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
            "time to decide at the top, .9 against .5",
            c.times(_wait(0.9), _wait(0.5)),
            3,
            math.inf,
            unit="times",
        ),
        order(
            "time to decide at the top rises with booking",
            c.smallest_step([*map(_wait, BOOKED)]),
            unit="hours",
        ),
        order("and ever faster", c.smallest_bend([*map(_wait, BOOKED)], BOOKED), unit="hours"),
        size("release at .95 against .2, high centralization", _later("high"), 3, 50),
        order("release later with booking, high centralization", c.smallest_step(_WEEKS)),
        order("and ever faster, high centralization", c.smallest_bend(_WEEKS, BOOKED)),
        none("release at .95 against .2, low centralization", _later("low"), 2),
        trace(
            size(
                "more decided by default at .95 than at .2",
                c.less(_defaults(0.95), _defaults(0.2)),
                0,
                1,
                unit="share",
            )
        ),
    ),
)
