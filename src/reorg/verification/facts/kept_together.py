"""Teams kept together make fewer errors than reshuffled ones."""

from __future__ import annotations

from functools import partial

import numpy as np

from reorg.verification.facts import contrasts as c
from reorg.verification.facts.fact import Document, Fact, Statistic, Variant, order, size, trace
from reorg.verification.facts.measures import Reading, Run, count_of, weekly
from reorg.verification.facts.organizations import (
    TEAMS,
    four_teams,
    members,
    numbered,
    organization,
    package,
    release,
)

DAYS, EACH = 200.0, 8
SETTLED_WEEKS = 0.1
"""Decision rights are clear at once: what is left is who knows whom."""
FIRST, SECOND = slice(0, EACH), slice(EACH, 2 * EACH)
TOGETHER, RESHUFFLED = "same teams", "reshuffled"


def _second(run: Run) -> float:
    """Return the weeks from the first release to the second."""
    return float(run.out - run.outcome.finish_weeks[FIRST].max())


def _quarter(quarter: int) -> Reading:
    """Return exceptions, and pieces of work, in one quarter of the second release's time."""

    def read(run: Run) -> list[float]:
        start, counts = run.out - _second(run), []
        for code in ("exception", "end work"):
            lines = run.lines(code)
            place = (lines["time"] / 40.0 - start) / _second(run) * 4.0
            counts.append(float(((lines["on"] >= EACH) & (place // 1 == quarter)).sum()))
        return counts

    return Reading(f"exceptions and pieces of work in quarter {quarter + 1}", read, log=True)


_FIRST_OUT = Reading("week of the first release", lambda run: float(run.outcome.finish_weeks[FIRST].max()))
_DURATION = Reading("weeks of the second release", _second)
_EXCEPTIONS = count_of("exception", SECOND)
_EARLY, _LATE = _quarter(0), _quarter(3)


def _tie(run: Run) -> float:
    """Return the mean tie over the weeks in which anybody was at work on a package with others."""
    start = int(run.out - _second(run))
    return float(np.nanmean(weekly("ties_at_work").read(run)[start : int(run.out)]))


_TIES = Reading("tie of those at work on the second release", _tie)


def _build(reshuffled: bool, week: float) -> Document:
    names = numbered("package", 2 * EACH)
    packages = [package(n, DAYS, **({"after": names[FIRST]} if n in names[SECOND] else {})) for n in names]
    owned = {n: [f"package{k}" for k in range(n, 2 * EACH + 1, len(TEAMS))] for n in TEAMS}
    # Member k of team n comes to team n + k, so that every team gets members of all four.
    seats = {n: [members((n - 1 + k) % 4 + 1)[k] for k in range(5)] for n in TEAMS}
    return organization(
        four_teams(owned),
        work={"releases": [release(packages)]},
        weeks=180,
        assumptions={"reorganization.ambiguity_weeks": SETTLED_WEEKS},
        events=[{"week": week, "reorganize": "mixed"}] if reshuffled else [],
        later={"mixed": four_teams(owned, seats=seats)} if reshuffled else {},
    )


def _excess(reading: Reading) -> Statistic:
    """Return by how much exceptions for a piece of work are more where people are reshuffled, in %."""

    def chance(variant: str) -> Statistic:
        return lambda t: float(t(variant, reading)[:, 0].sum() / t(variant, reading)[:, 1].sum())

    return c.percent_of(chance(RESHUFFLED), chance(TOGETHER))


FACT = Fact(
    number=18,
    name="kept-together",
    title="Teams kept together make fewer errors than reshuffled ones",
    strength="strong",
    source="Huckman & Staats 2013: familiarity up 50%, defects down 19%; Huckman, Staats & Upton 2009",
    accident="knowledge of areas moves with people (there is only one area); role ambiguity or the moves"
    " cause it",
    variants=(
        Variant(TOGETHER, partial(_build, False)),
        Variant(RESHUFFLED, partial(_build, True), timed_by=(TOGETHER, _FIRST_OUT)),
    ),
    readings=(_FIRST_OUT, _DURATION, _EXCEPTIONS, _TIES, _EARLY, _LATE),
    demands=(
        size(
            "reshuffled teams meet more exceptions in the second release",
            c.percent_of(c.total(_EXCEPTIONS, RESHUFFLED), c.total(_EXCEPTIONS, TOGETHER)),
            8,
            50,
        ),
        size(
            "reshuffled teams take longer for the second release",
            c.percent(_DURATION, RESHUFFLED, TOGETHER),
            1,
            15,
        ),
        trace(
            order(
                "the excess at least halves by the last quarter (half of it less the last)",
                c.less(c.scaled(_excess(_EARLY), 0.5), _excess(_LATE)),
            )
        ),
        trace(
            size(
                "people who work together have weaker ties after reshuffling",
                c.difference(_TIES, RESHUFFLED, TOGETHER),
                -1,
                0,
                unit="tie",
            )
        ),
    ),
)
