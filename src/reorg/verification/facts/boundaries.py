"""A boundary hurts as much as it cuts, and what two teams must decide takes longer than what one can."""

from __future__ import annotations

from functools import partial
from itertools import product

from reorg.verification.facts import contrasts as c
from reorg.verification.facts.fact import Document, Fact, Statistic, Variant, none, order, size, trace
from reorg.verification.facts.measures import RELEASE, asked, count_of, sum_of
from reorg.verification.facts.organizations import (
    CUT,
    INSIDE,
    four_teams,
    organization,
    pairs,
    release,
    team,
    two_each,
)

STRENGTHS = (0.0, 0.35, 0.7, 1.0)
COUPLED = 0.7
SAME_HEAD = {1: "half1", 2: "half1", 3: "half2", 4: "half2"}
OTHER_HEAD = {1: "half1", 2: "half2", 3: "half1", 4: "half2"}
_NUMBER, _PASSES = (asked(what, joint=True) for what in ("number", "passes"))
_ALL, _HOURS = (asked(what, joint=True, alone=True) for what in ("number", "hours"))
"""Time to decide is that of all joint questions: who works on both packages answers their own questions."""
_SENT, _SENT_HOURS, _MISSED = count_of("request sent"), sum_of("request sent"), count_of("request missed")


def _name(where: str, strength: float) -> str:
    return f"pairs {where}, strength {strength:g}"


def _build(where: str, strength: float, _: float) -> Document:
    packages, _owned = two_each()
    teams = four_teams(INSIDE if where == "inside" else CUT)
    return organization(teams, work={"releases": [release(packages, pairs(strength))]})


def _loss(strength: float) -> Statistic:
    return c.percent(RELEASE, _name("cut", strength), _name("inside", strength))


def _hours_a_request(where: str) -> Statistic:
    return c.rate(_SENT_HOURS, _SENT, _name(where, COUPLED))


def _passes(variant: str) -> Statistic:
    return c.rate(_PASSES, _NUMBER, variant)


BOUNDARIES = Fact(
    number=11,
    name="boundaries",
    title="Boundaries hurt as much as they cut",
    strength="strong",
    source="Herbsleb & Mockus 2003: items across sites take 2.5 times as long (an upper bound); Cataldo &"
    " Herbsleb:"
    " -32 % where coordination fits; Sosa et al. 2004; Conway 1968",
    accident="the areas differ too; one structure has one owner for each pair and so less work at a time;"
    " the one big"
    " team wins for want of costs of size",
    variants=[
        Variant(_name(where, strength), partial(_build, where, strength))
        for where, strength in product(("inside", "cut"), STRENGTHS)
    ],
    readings=(RELEASE, _NUMBER, _PASSES, _SENT, _SENT_HOURS, _MISSED),
    demands=(
        none("uncoupled pairs cut by a boundary", _loss(0.0), 1),
        size("pairs of strength .7 cut by a boundary", _loss(COUPLED), 3, 40),
        order("the loss grows with strength", c.smallest_step([*map(_loss, STRENGTHS)])),
        trace(
            size(
                "a request takes longer across",
                c.percent_of(_hours_a_request("cut"), _hours_a_request("inside")),
                1,
                150,
            )
        ),
        trace(
            size(
                "more requests are missed across",
                c.difference(_MISSED, _name("cut", COUPLED), _name("inside", COUPLED)),
                0,
                1e4,
                unit="requests",
            )
        ),
        trace(
            size(
                "a joint question passes one lead more across",
                c.less(_passes(_name("cut", COUPLED)), _passes(_name("inside", COUPLED))),
                0.3,
                1.2,
                unit="leads",
            )
        ),
    ),
)

JOINT = ("inside one team", "across teams", "across teams and heads")


def _joint(where: str, _: float) -> Document:
    packages, _owned = two_each()
    heads = [team("half1", "head1", parent="all"), team("half2", "head2", parent="all")]
    teams = {
        JOINT[0]: four_teams(INSIDE),
        JOINT[1]: four_teams(CUT, above=SAME_HEAD, between=heads),
        JOINT[2]: four_teams(CUT, above=OTHER_HEAD, between=heads),
    }
    return organization(teams[where], work={"releases": [release(packages, pairs(COUPLED))]})


def _wait(where: str) -> Statistic:
    return c.rate(_HOURS, _ALL, where)


DECISIONS = Fact(
    number=14,
    name="joint-decisions",
    title="What two teams must decide takes longer than what one can",
    strength="strong",
    source="Herbsleb & Mockus 2003: 2.5 times for whole work items; theory: Thompson 1967",
    accident="an idle top answers faster than a busy lead: both have the calendars of the evidence table",
    cause="On the edge: in a thousand worlds 1.498 +- .016 times. A quarter of joint questions are settled"
    " with a colleague on the other package, in 5.6 hours on either side of a boundary; those that climb take"
    " 15 hours to a head instead of 10 to a lead",
    variants=[Variant(where, partial(_joint, where)) for where in JOINT],
    readings=(_NUMBER, _ALL, _HOURS, _PASSES),
    demands=(
        size("across teams against inside", c.times(_wait(JOINT[1]), _wait(JOINT[0])), 1.5, 6, unit="times"),
        size(
            "across heads against across teams",
            c.times(_wait(JOINT[2]), _wait(JOINT[1])),
            1.1,
            6,
            unit="times",
        ),
        *(
            trace(
                size(
                    f"leads passed, {more} against {than}",
                    c.less(_passes(more), _passes(than)),
                    0.3,
                    1.2,
                    unit="leads",
                )
            )
            for than, more in ((JOINT[0], JOINT[1]), (JOINT[1], JOINT[2]))
        ),
    ),
)
