"""Span of control has an optimum between the extremes: neither three reports nor sixty."""

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
    title="Span of control has an optimum between the extremes",
    strength="strong",
    source="Gittell 2001: groups with smaller spans perform better; managers' engagement is highest with 8"
    " to 9 reports and lowest with 1 to 2 (20,000 managers); Lazear, Shaw & Stanton 2015 limit the"
    " effect on output to about 10%; sizes with 3 reports: judgment",
    accident="leads without work of their own make narrow spans far too costly; teams of unequal size favor"
    " wide ones; teams own unequal numbers of packages; the lead of fifteen leads causes the delay"
    " instead of the leads",
    cause="With three reports each, fifteen leads instead of ten spend eight hours a week on outside"
    " duties, which costs 1.6% of the time. But smaller teams spend less time on talk, meetings and"
    " handovers, and leads with three reports answer sooner, which makes up for it. In the model, the"
    " leads' outside hours are the only price of a narrow span, so three reports do as well as the"
    " best span, within noise.",
    variants=[Variant(_name(reports), partial(_build, reports)) for reports in LEADS],
    readings=(RELEASE, ATTENTION),
    demands=(
        size("the release is later with 3 reports than with the best span", _than_best(3), 1, 15),
        size("the release is later with 29 reports than with the best span", _than_best(29), 2, 25),
        size("the release is later with 59 reports than with the best span", _than_best(59), 5, 40),
        order(
            "the release is later at each step from 14 reports on (smallest step)",
            c.smallest_step(_WEEKS[3:]),
        ),
        order(
            "the duration has a single minimum, at 5, 9 or 14 reports (smallest step)",
            c.valley(_WEEKS, bottoms=(1, 2, 3)),
        ),
        *(
            trace(
                within(
                    f"attention given with {n} reports, as a share of what leads owe",
                    c.mean(ATTENTION, _name(n)),
                    low,
                    high,
                    unit="share",
                )
            )
            for n, low, high in ((3, 0.9, 1), (5, 0.9, 1), (9, 0.9, 1), (29, 0.3, 0.6), (59, 0, 0.2))
        ),
    ),
    worlds=Worlds(central=64, points=150),
)
