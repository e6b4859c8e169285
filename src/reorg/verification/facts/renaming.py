"""New team names, or the same structure again, change nothing."""

from __future__ import annotations

from functools import partial
from itertools import product

import numpy as np

from reorg.verification.facts import contrasts as c
from reorg.verification.facts.arrivals import arrivals_for_four_teams
from reorg.verification.facts.fact import (
    Document,
    Fact,
    Statistic,
    Table,
    Variant,
    Worlds,
    none,
    trace,
    within,
)
from reorg.verification.facts.measures import DEPARTURES, EVERYTHING, ITEMS, RELEASE, hours_of, weekly
from reorg.verification.facts.organizations import (
    four_teams,
    organization,
    own_streams,
    release,
    ring,
    two_each,
)

CHANGED = 4
PROJECT, SERVICE = "release", "streams"
BASE, RENAMED, RENAMED_LATER, AGAIN, REORDERED, NOBODY_LEAVES = (
    "base",
    "new team names",
    "new team names from week 4",
    "the same structure again",
    "teams in another order",
    "new team names from week 4, nobody leaves",
)
_HOURS, _AMBIGUITY = hours_of("direct", "coordination", "meetings"), weekly("ambiguity")


def _name(what: str, work: str) -> str:
    return f"{what}, {work}"


def _build(what: str, work: str, _: float) -> Document:
    if work == PROJECT:
        packages, owned = two_each()
        stated = {"releases": [release(packages, ring([p["id"] for p in packages], 0.5))]}
    else:
        streams, owned = own_streams(arrivals_for_four_teams())
        stated = {"streams": streams}
    teams = four_teams(owned)
    renamed = [
        {**each, "id": f"unit-{n}", "name": f"Unit {n}", **({"parent": "unit-0"} if "parent" in each else {})}
        for n, each in enumerate(teams)
    ]
    first = {RENAMED: renamed, REORDERED: [teams[0], *teams[:0:-1]]}.get(what, teams)
    then = {RENAMED_LATER: "renamed", NOBODY_LEAVES: "renamed", AGAIN: "only"}.get(what)
    return organization(
        first,
        work=stated,
        weeks=90,
        leaving=what != NOBODY_LEAVES,
        events=[{"week": CHANGED, "reorganize": then}] if then else [],
        later={"renamed": renamed},
    )


def _differ(what: str, work: str) -> Statistic:
    """Return the number of worlds in which any figure differs."""

    def of(t: Table) -> float:
        renamed, reference = t(_name(what, work), EVERYTHING), t(_name(BASE, work), EVERYTHING)
        return float((~np.isclose(renamed, reference, rtol=0.0, atol=0.0, equal_nan=True)).any(axis=1).sum())

    return of


_SAME = product((RENAMED, RENAMED_LATER, AGAIN), (PROJECT, SERVICE))
_REORDERED = {
    "release dates": (PROJECT, RELEASE),
    "hours": (PROJECT, _HOURS),
    "items": (SERVICE, ITEMS),
    "departures": (SERVICE, DEPARTURES),
}

FACT = Fact(
    number=29,
    name="renaming",
    title="New team names, or the same structure again, change nothing",
    strength="strong",
    source="identity: nothing has changed",
    accident="luck depends on ids or on the order of teams",
    variants=[
        *(
            Variant(_name(what, work), partial(_build, what, work))
            for what, work in product((BASE, RENAMED, RENAMED_LATER, AGAIN, REORDERED), (PROJECT, SERVICE))
        ),
        # A successor's reporting lines are always new; without departures, only moved people count as moved.
        Variant(_name(NOBODY_LEAVES, PROJECT), partial(_build, NOBODY_LEAVES, PROJECT)),
    ],
    readings=(EVERYTHING, RELEASE, ITEMS, DEPARTURES, _HOURS, _AMBIGUITY),
    demands=(
        *(
            within(f"worlds that change with {what} ({work})", _differ(what, work), 0, 0, unit="worlds")
            for what, work in _SAME
        ),
        *(
            none(
                f"{what} hardly depend on the order of teams",
                c.percent_of(c.total(reading, _name(REORDERED, work)), c.total(reading, _name(BASE, work))),
                0.2,
            )
            for what, (work, reading) in _REORDERED.items()
        ),
        trace(
            within(
                "nobody counts as moved",
                c.mean_in(_AMBIGUITY, _name(NOBODY_LEAVES, PROJECT), slice(None)),
                0,
                0,
                unit="share",
            )
        ),
    ),
    worlds=Worlds(central=48, points=0),
)
