"""Each further reorganization costs at least as much as the first."""

from __future__ import annotations

import math
from functools import partial

from reorg.verification.facts import contrasts as c
from reorg.verification.facts.arrivals import arrivals_for_four_teams
from reorg.verification.facts.fact import Document, Fact, Statistic, Variant, Worlds, order, size, trace
from reorg.verification.facts.measures import DEPARTURES, ITEMS, OUTPUT, weekly
from reorg.verification.facts.organizations import four_teams, members, organization, own_streams

CHANGES = (0, 1, 2, 4, 8)
WEEKS = 104
NEIGHBOR = {1: 2, 2: 1, 3: 4, 4: 3}
MIRROR = {n: [*members(n)[:2], *members(other)[2:]] for n, other in NEIGHBOR.items()}
"""Three of five members exchanged between neighbors, half of each team with its lead: no better, no worse."""
_AMBIGUITY, _FAMILIARITY, _TIES = weekly("ambiguity"), weekly("familiarity"), weekly("ties_in_team")
_ALL = slice(None)


def _name(changes: int) -> str:
    return f"{changes} changes"


def _build(changes: int, _: float) -> Document:
    streams, owned = own_streams(arrivals_for_four_teams(0.95, weeks=WEEKS))
    events = [
        {"week": (k + 0.5) * WEEKS / changes, "reorganize": ("mirror", "only")[k % 2]} for k in range(changes)
    ]
    return organization(
        four_teams(owned),
        work={"streams": streams},
        weeks=WEEKS,
        leaving=True,
        events=events,
        later={"mirror": four_teams(owned, seats=MIRROR)},
    )


def _lost(changes: int) -> Statistic:
    return c.percent(ITEMS, _name(0), _name(changes))


def _moved(series: object, changes: int) -> Statistic:
    of = c.mean_in(series, _name(changes), _ALL)  # type: ignore[arg-type]
    return c.less(of, c.mean_in(series, _name(0), _ALL))  # type: ignore[arg-type]


FACT = Fact(
    number=26,
    name="repeated-change",
    title="Each further reorganization costs at least as much as the first",
    strength="strong",
    source="Moore et al. 2004: people do not become more resilient (1,244 workers); Mockus 2010 (a"
    " replication disagrees); mergers of English hospitals",
    accident="the two structures differ in quality; the effect of the last change falls after the horizon",
    variants=[Variant(_name(changes), partial(_build, changes)) for changes in CHANGES],
    readings=(ITEMS, DEPARTURES, OUTPUT, _AMBIGUITY, _FAMILIARITY, _TIES),
    demands=(
        size("one reorganization loses items", _lost(1), 0.3, 6),
        size("eight reorganizations lose items", _lost(8), 3, 35),
        order(
            "eight reorganizations lose at least four times as much as one (excess over four times)",
            c.less(_lost(8), _lost(1), 4.0),
        ),
        order(
            "more items are lost the more reorganizations there are (smallest step)",
            c.smallest_step([*map(_lost, CHANGES)]),
        ),
        size(
            "more people leave with eight reorganizations",
            c.percent_of(c.total(DEPARTURES, _name(8)), c.total(DEPARTURES, _name(0))),
            15,
            150,
        ),
        size(
            "the worst four weeks are worse with eight reorganizations",
            c.percent_of(c.worst_spell(OUTPUT, _name(8)), c.worst_spell(OUTPUT, _name(0))),
            -math.inf,
            0,
        ),
        trace(
            size(
                "role ambiguity is greater with eight reorganizations",
                _moved(_AMBIGUITY, 8),
                0,
                1,
                unit="share",
            )
        ),
        trace(
            size(
                "familiarity is lower with eight reorganizations",
                _moved(_FAMILIARITY, 8),
                -1,
                0,
                unit="share",
            )
        ),
        trace(
            size(
                "ties within teams are weaker with eight reorganizations", _moved(_TIES, 8), -1, 0, unit="tie"
            )
        ),
    ),
    worlds=Worlds(central=96, points=60, each=2),
)
