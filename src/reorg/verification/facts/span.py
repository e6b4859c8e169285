"""Span of control has an interior optimum: neither three reports nor sixty."""

from __future__ import annotations

from functools import partial

from reorg.verification.facts import contrasts as c
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
from reorg.verification.facts.measures import ATTENTION, RELEASE
from reorg.verification.facts.organizations import numbered, organization, package, release, team

PEOPLE, DAYS = 60, 75.0
LEADS = {3: 15, 5: 10, 9: 6, 14: 4, 29: 2, 59: 1}
"""Teams by the reports of each lead: leads are among the sixty and do own work in the hours left."""
BEST = (5, 9, 14)


def _name(reports: int) -> str:
    return f"{reports} reports"


def _build(reports: int, _: float) -> Document:
    people, packages = numbered("person", PEOPLE), [package(n, DAYS) for n in numbered("package", PEOPLE)]
    each, teams = PEOPLE // LEADS[reports], [team("all", "top")]
    for number in range(LEADS[reports]):
        span = slice(number * each, (number + 1) * each)
        lead, *members = people[span]
        owns = [work["id"] for work in packages[span]]
        teams.append(team(f"team{number + 1}", lead, members, owns, parent="all"))
    return organization(teams, work={"releases": [release(packages)]})


def _than_best(reports: int) -> Statistic:
    """Return by how much later, in %, than the best of the middle spans."""
    return c.most([c.percent(RELEASE, _name(reports), _name(best)) for best in BEST])


_WEEKS = [c.log_mean(RELEASE, _name(reports)) for reports in LEADS]

FACT = Fact(
    number=1,
    name="span",
    title="Span has an interior optimum",
    strength="strong",
    source="Gittell 2001: smaller spans do better; managers' engagement is best at 8 to 9 reports, lowest"
    " at 1 to 2"
    " (20,000 managers); Lazear, Shaw & Stanton 2015 bound the part of output by some 10 %; sizes at 3"
    " reports judged",
    accident="leads without own work make narrow spans dreadful; unequal heads favor wide ones; uneven counts"
    " of packages per team; the top of fifteen leads instead of the leads",
    cause="With three reports fifteen leads instead of ten are booked for eight hours a week, which costs"
    " 1.6 % of the weeks. But in smaller teams people talk, meet and hand over less, and leads with three"
    " reports answer sooner, which makes up for it. The leads' outside hours are the only price of a narrow"
    " span: within noise, three reports are as good as the best",
    variants=[Variant(_name(reports), partial(_build, reports)) for reports in LEADS],
    readings=(RELEASE, ATTENTION),
    demands=(
        size("3 reports are later than the best", _than_best(3), 1, 15),
        size("29 reports are later than the best", _than_best(29), 2, 25),
        size("59 reports are later than the best", _than_best(59), 5, 40),
        order("later and later from 14 reports on", c.smallest_step(_WEEKS[3:])),
        order("one valley, at 5, 9 or 14 reports", c.valley(_WEEKS, bottoms=(1, 2, 3))),
        *(
            trace(
                within(
                    f"attention served with {n} reports", c.mean(ATTENTION, _name(n)), low, high, unit="share"
                )
            )
            for n, low, high in ((3, 0.9, 1), (5, 0.9, 1), (9, 0.9, 1), (29, 0.3, 0.6), (59, 0, 0.2))
        ),
    ),
    worlds=Worlds(central=64, points=150),
)
