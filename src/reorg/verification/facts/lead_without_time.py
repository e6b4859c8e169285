"""A lead without time: more people leave, newcomers learn slower, and errors rise."""

from __future__ import annotations

from functools import cache, partial

from reorg.verification.facts import contrasts as c
from reorg.verification.facts.arrivals import arrivals_per_week
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
from reorg.verification.facts.measures import ATTENTION, DEPARTURES, PRESENT, count_of, speed_of, work_of
from reorg.verification.facts.organizations import AREA, NEVER, PAY_USD, numbered, organization, stream, team

OUTSIDE = (8.0, 20.0, 34.0)
"""Hours a week that the lead is booked outside."""
FREE, SOME, NO_TIME = OUTSIDE
MEMBERS, NEWCOMERS = numbered("member", 6), numbered("newcomer", 2)
WEEKS = 104
_EXCEPTIONS, _PIECES = count_of("exception"), count_of("end work")
_SPEED, _RAMP = speed_of(MEMBERS), work_of(NEWCOMERS)


def _name(outside: float, exceptions: bool = True) -> str:
    return f"lead booked {outside:g} h{'' if exceptions else ', no exceptions'}"


def _team(rate: float, outside: float, exceptions: bool) -> Document:
    newcomer = {"team": "all", "skills": {AREA: "medium"}, "annual_cost_usd": PAY_USD}
    return organization(
        [team("all", "lead", MEMBERS, ["items"])],
        work={"streams": [stream("items", rate)]},
        weeks=WEEKS,
        leaving=True,
        assumptions={
            "calendar.outside_lead": outside,
            **({} if exceptions else {"exceptions.probability": NEVER}),
        },
        events=[{"week": 0, "join": {"id": name, **newcomer}} for name in NEWCOMERS],
    )


@cache
def _rate() -> float:
    return arrivals_per_week(lambda rate: _team(rate, FREE, True), MEMBERS, 0.8)


def _build(outside: float, exceptions: bool, _: float) -> Document:
    return _team(_rate(), outside, exceptions)


def _leaving(outside: float, exceptions: bool = True) -> Statistic:
    return c.rate(DEPARTURES, PRESENT, _name(outside, exceptions))


def _errors(outside: float) -> Statistic:
    return c.rate(_EXCEPTIONS, _PIECES, _name(outside))


def _ramp(outside: float) -> Statistic:
    return c.weeks_to_speed(_RAMP, _name(outside))


def _slowness(outside: float) -> Statistic:
    return c.minus(c.log_mean(_SPEED, _name(outside)))


def _in_order(of: object) -> Statistic:
    return c.smallest_step([of(outside) for outside in OUTSIDE])  # type: ignore[operator]


FACT = Fact(
    number=25,
    name="lead-without-time",
    title="A lead without time: more people leave, newcomers learn slower, errors rise",
    strength="strong",
    source="Friebel, Heinz & Zubanov 2022, randomized: more attention cuts leaving by 20 to 25%; a factor"
    " of 2.5 from the worst to the best tenth of managers; on speed, Lazear et al. 2015 find an effect"
    " and Hoffman & Tadelis 2021 none; sizes of ramp and errors: judgment",
    accident="slower decisions by the same lead cause it; people must therefore leave more often without"
    " exceptions as well",
    variants=(
        *(Variant(_name(outside), partial(_build, outside, True)) for outside in OUTSIDE),
        *(Variant(_name(outside, False), partial(_build, outside, False)) for outside in (FREE, NO_TIME)),
    ),
    readings=(DEPARTURES, PRESENT, ATTENTION, _EXCEPTIONS, _PIECES, _SPEED, _RAMP),
    demands=(
        size(
            "more people leave at 34 booked hours than at 8",
            c.percent_of(_leaving(NO_TIME), _leaving(FREE)),
            10,
            80,
        ),
        order(
            "more people leave at each step (smallest step)",
            c.scaled(_in_order(_leaving), 5200),
            unit="% a year",
        ),
        size(
            "newcomers take longer to reach 90% of full speed",
            c.percent_of(_ramp(NO_TIME), _ramp(FREE)),
            10,
            80,
            drawn=False,
        ),
        order("newcomers take longer at each step (smallest step)", _in_order(_ramp), unit="weeks"),
        size(
            "more exceptions arise in a piece of work", c.percent_of(_errors(NO_TIME), _errors(FREE)), 5, 50
        ),
        order("more exceptions arise at each step (smallest step)", c.scaled(_in_order(_errors), 100)),
        size("people work slower", c.percent(_SPEED, _name(NO_TIME), _name(FREE)), -12, -1),
        order("people work slower at each step (smallest step)", _in_order(_slowness)),
        trace(
            within(
                "attention given at 8 booked hours, as a share of what is owed",
                c.mean(ATTENTION, _name(FREE)),
                0.95,
                1,
                unit="share",
            )
        ),
        trace(
            within(
                "attention given at 20 booked hours, as a share of what is owed",
                c.mean(ATTENTION, _name(SOME)),
                0.8,
                1,
                unit="share",
            )
        ),
        trace(
            within(
                "attention given at 34 booked hours, as a share of what is owed",
                c.mean(ATTENTION, _name(NO_TIME)),
                0,
                0.3,
                unit="share",
            )
        ),
        trace(
            size(
                "more people leave even without exceptions",
                c.percent_of(_leaving(NO_TIME, False), _leaving(FREE, False)),
                5,
                80,
            )
        ),
    ),
    worlds=Worlds(central=400, points=40, each=10),
)
