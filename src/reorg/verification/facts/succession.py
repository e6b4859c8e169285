"""A successor from inside starts sooner, one from outside costs more, and people leave either way."""

from __future__ import annotations

import math
from functools import partial

from reorg.verification.facts import contrasts as c
from reorg.verification.facts.arrivals import arrivals_for_four_teams
from reorg.verification.facts.fact import Document, Fact, Statistic, Variant, Worlds, none, size, trace
from reorg.verification.facts.measures import Reading, asked, gone, items_of, weekly
from reorg.verification.facts.organizations import (
    TEAMS,
    four_teams,
    members,
    organization,
    own_streams,
)

MEMBERS, LEFT, YEAR, DAY_WEEKS = 8, 4, 52, 0.2
INSIDE_WEEKS, OUTSIDE_WEEKS, SEAT_WEEKS = 4, 16, 12
"""Weeks until the successor is there, and until the seat is filled that an insider has left."""
HEIR, *REPORTS = members(1, MEMBERS)
INSIDE, OUTSIDE = "from inside", "from outside"
_SINCE = (float(LEFT), 30.0)
_NUMBER, _HOURS = (asked(what, by=REPORTS, weeks=_SINCE) for what in ("number", "hours"))
_ITEMS, _LEAVE = items_of(0), gone(*REPORTS, weeks=(LEFT, LEFT + YEAR))
_PAY = Reading("yearly pay of the lead", lambda run: float(run.field("pay_usd")[run.people("lead1")[0]]))
_EFFECTIVENESS = weekly("lead_effectiveness")
_FOR_THE_LEAD = {"exceptions.decided_by.medium.top": 0.0}
"""People refer to their lead whatever they do not decide themselves; anybody else decides for the lead."""


def _build(variant: str, _: float) -> Document:
    streams, owned = own_streams(arrivals_for_four_teams(size=MEMBERS))
    events = [{"week": LEFT, "leave": "lead1"}]
    if variant == INSIDE:
        # A day after the promotion: a person replaced before it has left and can no longer be promoted.
        seat = LEFT + INSIDE_WEEKS + DAY_WEEKS
        events += [
            {"week": LEFT, "replace": {"person": "lead1", "internal": HEIR, "after_weeks": INSIDE_WEEKS}},
            {"week": seat, "replace": {"person": HEIR, "after_weeks": SEAT_WEEKS - DAY_WEEKS}},
        ]
    else:
        events += [{"week": LEFT, "replace": {"person": "lead1", "after_weeks": OUTSIDE_WEEKS}}]
    return organization(
        four_teams(owned, seats={n: members(n, MEMBERS) for n in TEAMS}),
        work={"streams": streams},
        weeks=LEFT + YEAR,
        leaving=True,
        events=events,
        assumptions=_FOR_THE_LEAD,
    )


def _wait(variant: str) -> Statistic:
    return c.rate(_HOURS, _NUMBER, variant)


FACT = Fact(
    number=22,
    name="succession",
    title="A successor from inside starts sooner, one from outside costs more, and people leave either way",
    strength="moderate",
    source="Bidwell 2011: hires from outside are paid 18 to 20% more (one bank); Li, Hausknecht & Dragoni"
    " 2020: unrest after promotions from inside (287 units), here against a longer vacancy",
    accident="nobody does the work of the promoted person, and it has no effect; the hire is an extra person"
    " for free",
    cause="While the position is vacant, the acting lead passes half of the questions on to the lead"
    " above and answers the others. With either successor a question takes little less, because a"
    " successor's calendar is as full as any lead's; being new adds only half an hour to a decision. So"
    " a vacancy of sixteen weeks instead of four delays decisions by a tenth only.",
    variants=[Variant(name, partial(_build, name)) for name in (INSIDE, OUTSIDE)],
    readings=(_NUMBER, _HOURS, _ITEMS, _LEAVE, _PAY, _EFFECTIVENESS),
    demands=(
        size(
            "decisions take longer with a successor from outside",
            c.times(_wait(OUTSIDE), _wait(INSIDE)),
            1.3,
            5,
            unit="times",
        ),
        size(
            "the team completes more items in a year with a successor from inside",
            c.percent(_ITEMS, INSIDE, OUTSIDE),
            0,
            8,
        ),
        size("a successor from outside is paid more", c.percent(_PAY, OUTSIDE, INSIDE), 10, 25),
        none(
            "as many reports leave with either successor (outside over inside)",
            c.times_total(_LEAVE, OUTSIDE, INSIDE),
            0.3,
            unit="times",
        ),
        trace(
            size(
                "leads are more effective over the year with a successor from inside (difference)",
                c.less(
                    c.mean_in(_EFFECTIVENESS, INSIDE, slice(LEFT, None)),
                    c.mean_in(_EFFECTIVENESS, OUTSIDE, slice(LEFT, None)),
                ),
                0,
                math.inf,
                unit="share",
            )
        ),
    ),
    worlds=Worlds(central=200, points=50, each=4),
)
