"""In phases or all at once: a shallower dip or an earlier gain, and no universal winner."""

from __future__ import annotations

from functools import partial
from itertools import product

from reorg.verification.facts import contrasts as c
from reorg.verification.facts.fact import Document, Fact, Statistic, Variant, Worlds, none, order, size, trace
from reorg.verification.facts.measures import OUTPUT, weekly
from reorg.verification.facts.organizations import (
    CUT,
    INSIDE,
    four_teams,
    members,
    organization,
    pairs,
    release,
    two_each,
)
from reorg.verification.facts.repeated_change import MIRROR

STRENGTHS = (0.35, 1.0)
LOOSE, TIGHT = STRENGTHS
DAYS, WEEKS = 1000.0, 60
FIRST, SECOND = 4, 16
STAY, AT_ONCE, PHASED = "stay", "at once", "in phases"
_WINDOW = slice(FIRST, WEEKS)
_AMBIGUITY = weekly("ambiguity")


def _name(way: str, strength: float) -> str:
    return f"{way}, strength {strength:g}"


def _build(way: str, strength: float, _: float) -> Document:
    packages, _owned = two_each(DAYS)
    # Half of each team goes with the package that it exchanges; nobody moves twice.
    aligned = four_teams(INSIDE, seats=MIRROR)
    half = four_teams({n: (INSIDE if n < 3 else CUT)[n] for n in CUT}, seats={n: _seats(n) for n in CUT})
    events = {
        STAY: [],
        AT_ONCE: [{"week": FIRST, "reorganize": "aligned"}],
        PHASED: [{"week": FIRST, "reorganize": "half"}, {"week": SECOND, "reorganize": "aligned"}],
    }
    return organization(
        four_teams(CUT),
        work={"releases": [release(packages, pairs(strength))]},
        weeks=WEEKS,
        events=events[way],
        later={"half": half, "aligned": aligned},
    )


def _seats(number: int) -> list[str]:
    return MIRROR[number] if number < 3 else members(number)


def _depth(way: str, strength: float) -> Statistic:
    return c.deepest_fall(OUTPUT, _name(way, strength), _name(STAY, strength), _WINDOW)


def _done(way: str, strength: float) -> Statistic:
    return c.window(OUTPUT, _name(way, strength), _WINDOW)


def _at_once_gains(strength: float) -> Statistic:
    return c.percent_of(_done(AT_ONCE, strength), _done(PHASED, strength))


FACT = Fact(
    number=27,
    name="phases",
    title="In phases or all at once: a shallower dip or an earlier gain, and no universal winner",
    strength="moderate",
    source="Amis, Slack & Hinings 2004: pace did not matter, early change of high-impact parts did; McKinsey"
    " 2010: fast reorganizations fared better; Girod & Whittington 2017: it depends on the setting;"
    " totals: judgment",
    accident="people move twice in phases; the next release is timed from the last event of either",
    variants=[
        Variant(_name(way, strength), partial(_build, way, strength))
        for way, strength in product((STAY, AT_ONCE, PHASED), STRENGTHS)
    ],
    readings=(OUTPUT, _AMBIGUITY),
    demands=(
        *(
            size(
                f"the deepest four weeks are shallower in phases, coupled at {s:g}",
                c.times(_depth(PHASED, s), _depth(AT_ONCE, s)),
                0.3,
                0.9,
                unit="times",
            )
            for s in STRENGTHS
        ),
        none("as much work is done by week 60 either way, coupled at 0.35", _at_once_gains(LOOSE), 4),
        size("more work is done by week 60 all at once, coupled at 1", _at_once_gains(TIGHT), 0, 6),
        trace(
            order(
                "role ambiguity peaks higher all at once (difference)",
                c.less(c.peak(_AMBIGUITY, _name(AT_ONCE, TIGHT)), c.peak(_AMBIGUITY, _name(PHASED, TIGHT))),
                unit="share",
            )
        ),
    ),
    worlds=Worlds(central=96, points=60, each=2),
)
