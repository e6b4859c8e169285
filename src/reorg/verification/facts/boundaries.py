"""A boundary costs as much as the coupling it cuts, and two teams take longer to decide than one."""

from __future__ import annotations

from functools import partial
from itertools import product

from reorg.verification.facts import contrasts as c
from reorg.verification.facts.fact import Document, Fact, Statistic, Variant, none, order, size, trace
from reorg.verification.facts.measures import RELEASE, UNSERVED, asked, count_of, sum_of
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
_SENT, _SENT_HOURS = count_of("request sent"), sum_of("request sent")


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
    title="A boundary between teams costs as much as the coupling it cuts",
    strength="strong",
    source="Herbsleb & Mockus 2003: work items across sites take 2.5 times as long (an upper bound); Cataldo"
    " & Herbsleb: 32% less time where coordination fits the coupling; Sosa et al. 2004; Conway 1968",
    accident="the areas of knowledge differ as well; in one structure each pair has a single owner, so less"
    " work is under way at a time; one big team wins because size costs nothing",
    variants=[
        Variant(_name(where, strength), partial(_build, where, strength))
        for where, strength in product(("inside", "cut"), STRENGTHS)
    ],
    readings=(RELEASE, _NUMBER, _PASSES, _SENT, _SENT_HOURS, UNSERVED),
    demands=(
        none("cutting uncoupled pairs makes no difference to the release", _loss(0.0), 1),
        size("cutting pairs coupled at 0.7 delays the release", _loss(COUPLED), 3, 40),
        order(
            "the delay grows with the strength of the coupling (smallest step)",
            c.smallest_step([*map(_loss, STRENGTHS)]),
        ),
        trace(
            size(
                "a coordination request takes longer across teams",
                c.percent_of(_hours_a_request("cut"), _hours_a_request("inside")),
                1,
                150,
            )
        ),
        trace(
            size(
                "more coordination requests are missed or never made across teams",
                c.difference(UNSERVED, _name("cut", COUPLED), _name("inside", COUPLED)),
                0,
                1e4,
                unit="requests",
            )
        ),
        trace(
            size(
                "a joint question passes more leads across teams",
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
    title="Two teams take longer to decide than one",
    strength="strong",
    source="Herbsleb & Mockus 2003: 2.5 times for whole work items; theory: Thompson 1967",
    accident="an idle top answers faster than a busy lead; both therefore have the calendars of the evidence"
    " table",
    cause="The result is on the edge. A quarter of joint questions are settled with a colleague on the"
    " other package, which takes as long inside a team as across a boundary. Of the others, those"
    " across a boundary pass one lead more.",
    variants=[Variant(where, partial(_joint, where)) for where in JOINT],
    readings=(_NUMBER, _ALL, _HOURS, _PASSES),
    demands=(
        size(
            "joint questions take longer across teams than inside one team",
            c.times(_wait(JOINT[1]), _wait(JOINT[0])),
            1.5,
            6,
            unit="times",
        ),
        size(
            "joint questions take longer across heads than under one head",
            c.times(_wait(JOINT[2]), _wait(JOINT[1])),
            1.1,
            6,
            unit="times",
        ),
        *(
            trace(
                size(
                    f"joint questions pass more leads {more} than {than}",
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
