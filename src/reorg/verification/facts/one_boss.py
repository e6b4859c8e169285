"""One boss for everybody does worse than heads and teams of eight."""

from __future__ import annotations

import math
from functools import partial
from itertools import pairwise

from reorg.verification.facts import contrasts as c
from reorg.verification.facts.fact import Document, Fact, Variant, Worlds, size, trace, within
from reorg.verification.facts.measures import (
    ATTENTION,
    DEPARTURES,
    PRESENT,
    RELEASE,
    Reading,
    share_of,
)
from reorg.verification.facts.organizations import (
    WEEKS,
    numbered,
    organization,
    package,
    release,
    ring,
    team,
)

DAYS, STRENGTH, PEOPLE_MAX = 200.0, 0.5, 20
"""With 8 people at most on a package the many could not help with the last ones."""
SIZES = (8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 7, 7, 7)
"""Members of the fourteen teams: 109."""
YEAR = 52
LONG = 8.0
"""Times the effort, so that there is work for all of the year in which departures are counted."""
TREE, BOSS = "heads and teams", "one boss"
TREE_YEAR, BOSS_YEAR = "heads and teams, a year", "one boss, a year"

_TALK = share_of("talk", "meetings")
_INBOXES = Reading(
    "hours waiting in inboxes", lambda run: float(run.outcome.inbox_hours[: int(run.out)].mean())
)


def _work(effort: float) -> Document:
    """Return seven rings of four packages; each ring is owned by two neighbor teams."""
    names = numbered("package", 28)
    rings = [ring(names[first : first + 4], STRENGTH) for first in range(0, 28, 4)]
    couplings = {pair: s for each in rings for pair, s in each.items()}
    return release([package(name, DAYS * effort, people_max=PEOPLE_MAX) for name in names], couplings)


def _tree(effort: float, weeks: int, _: float) -> Document:
    people, names, ends = numbered("person", sum(SIZES)), numbered("package", 28), [0]
    for count in SIZES:
        ends.append(ends[-1] + count)
    teams = [team("all", "top"), *(team(f"half{n}", f"head{n}", parent="all") for n in (1, 2))]
    for n, (first, last) in enumerate(pairwise(ends)):
        parent = "half1" if n < 7 else "half2"
        teams.append(
            team(f"team{n}", f"lead{n}", people[first:last], names[2 * n : 2 * n + 2], parent=parent)
        )
    return organization(teams, work={"releases": [_work(effort)]}, weeks=weeks, leaving=weeks == YEAR)


def _boss(effort: float, weeks: int, _: float) -> Document:
    others = [*numbered("head", 2), *(f"lead{n}" for n in range(len(SIZES))), *numbered("person", sum(SIZES))]
    teams = [team("all", "top", others, numbered("package", 28))]
    return organization(teams, work={"releases": [_work(effort)]}, weeks=weeks, leaving=weeks == YEAR)


FACT = Fact(
    number=2,
    name="one-boss",
    title="One boss for everybody: the release is later, and more people leave",
    strength="strong",
    source="Mueller 2012 and QSM project data on larger teams; Friebel et al. 2022 and Hoffman & Tadelis"
    " 2021 on leaving",
    accident="a low people_max keeps most people off the last packages; the sixteen former leads are 15%"
    " more hands, so the losses must exceed that; the costs of distance vanish because everybody is in one"
    " team; a single meeting settles everything; nobody needs the boss",
    variants=(
        Variant(TREE, partial(_tree, 1.0, WEEKS)),
        Variant(BOSS, partial(_boss, 1.0, WEEKS)),
        Variant(TREE_YEAR, partial(_tree, LONG, YEAR)),
        Variant(BOSS_YEAR, partial(_boss, LONG, YEAR)),
    ),
    readings=(RELEASE, DEPARTURES, PRESENT, ATTENTION, _TALK, _INBOXES),
    demands=(
        size("the release is later under one boss", c.percent(RELEASE, BOSS, TREE), 5, 50),
        size(
            "more people leave within a year under one boss",
            c.percent_of(c.rate(DEPARTURES, PRESENT, BOSS_YEAR), c.rate(DEPARTURES, PRESENT, TREE_YEAR)),
            10,
            80,
        ),
        trace(
            within(
                "attention given under one boss, as a share of what is owed",
                c.mean(ATTENTION, BOSS),
                0,
                0.1,
                unit="share",
            )
        ),
        trace(
            size(
                "talk and meetings take a larger share of the time",
                c.times_total(_TALK, BOSS, TREE),
                2,
                6,
                unit="times",
            )
        ),
        trace(
            size(
                "more hours of work wait in inboxes",
                c.times_total(_INBOXES, BOSS, TREE),
                1.3,
                math.inf,
                unit="times",
            )
        ),
    ),
    worlds=Worlds(central=60, points=100),
)
