"""Centralization matters only where many exceptions meet a busy top."""

from __future__ import annotations

from functools import partial
from itertools import product

from reorg.verification.facts import contrasts as c
from reorg.verification.facts.fact import Document, Fact, Statistic, Variant, none, order, size, trace
from reorg.verification.facts.measures import RELEASE, SKIPPED, asked, hours_of
from reorg.verification.facts.organizations import four_teams, organization, release, ring, ruled, two_each

FEW, MANY = 0.03, 0.15
"""Chance of an exception in a day's work."""
FREE, BUSY = 4.0, 28.0
"""Hours a week that the top is booked outside."""
CORNERS = tuple(product((FEW, MANY), (FREE, BUSY)))
CORNER, OTHERS = (MANY, BUSY), ((FEW, FREE), (FEW, BUSY), (MANY, FREE))
_WAITS, _REWORK, _WORK = asked("hours", at=["top"]), hours_of("rework"), hours_of("direct", "rework")


def _name(degree: str, corner: tuple[float, float]) -> str:
    many = "many" if corner[0] == MANY else "few"
    return f"{degree}, {many} exceptions, {'busy' if corner[1] == BUSY else 'free'} top"


def _build(degree: str, corner: tuple[float, float], _: float) -> Document:
    packages, owned = two_each()
    couplings = ring([work["id"] for work in packages], 0.5)
    chance, outside = corner
    model = organization(
        four_teams(owned),
        work={"releases": [release(packages, couplings)]},
        assumptions={"exceptions.probability": chance, "calendar.outside_top": outside},
    )
    return ruled(model, decides=degree)


def _later(corner: tuple[float, float]) -> Statistic:
    """Return by how much later high centralization is than low, in %."""
    return c.percent(RELEASE, _name("high", corner), _name("low", corner))


def _waits(corner: tuple[float, float]) -> Statistic:
    return c.mean(_WAITS, _name("high", corner))


def _skipped(corner: tuple[float, float]) -> Statistic:
    high, low = (c.total(SKIPPED, _name(degree, corner)) for degree in ("high", "low"))
    return c.percent_of(high, low)


def _further_rework(corner: tuple[float, float]) -> Statistic:
    """Return the hours of rework that high centralization adds, in % of all own work."""
    high, low = (_name(degree, corner) for degree in ("high", "low"))
    return c.scaled(c.times(c.difference(_REWORK, high, low), c.mean(_WORK, low)), 100.0)


FACT = Fact(
    number=7,
    name="centralization",
    title="Centralization matters only where many exceptions meet a busy top",
    strength="strong",
    source="Galbraith 1974; the order found with the Virtual Design Team; Wally & Baum 1994: centralized"
    " firms decide faster (151 firms)",
    accident="the table of decision outcomes makes centralized organizations do more rework, which looks like"
    " slowness: hours of rework are therefore measured separately",
    variants=[
        Variant(_name(degree, corner), partial(_build, degree, corner))
        for corner in CORNERS
        for degree in ("low", "high")
    ],
    readings=(RELEASE, SKIPPED, _WAITS, _REWORK, _WORK),
    demands=(
        size("high centralization delays the release: many exceptions, busy top", _later(CORNER), 4, 40),
        none("high centralization makes no difference: few exceptions, free top", _later((FEW, FREE)), 3),
        order(
            "the delay exceeds those of the other three cases by two points (excess over two)",
            c.shifted(c.less(_later(CORNER), c.most([_later(corner) for corner in OTHERS])), -2),
        ),
        size(
            "less rework is skipped under high centralization: many exceptions, free top",
            _skipped((MANY, FREE)),
            -60,
            -10,
        ),
        size(
            "less rework is skipped under high centralization: few exceptions, free top",
            _skipped((FEW, FREE)),
            -60,
            -10,
        ),
        trace(
            order(
                "questions wait longer at the top than in the other three cases",
                c.less(_waits(CORNER), c.most([_waits(corner) for corner in OTHERS])),
                unit="hours",
            )
        ),
        trace(
            order(
                "the delay exceeds the additional hours of rework",
                c.less(_later(CORNER), _further_rework(CORNER)),
            )
        ),
    ),
)
