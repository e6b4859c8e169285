"""Spreading people over several packages costs time even where nothing waits."""

from __future__ import annotations

from functools import partial

from reorg.verification.facts import contrasts as c
from reorg.verification.facts.fact import Document, Fact, Variant, order, size, trace
from reorg.verification.facts.measures import RELEASE, WORKED, Reading, hours_of, switches
from reorg.verification.facts.organizations import NEVER, numbered, organization, package, release, team

PEOPLE, DAYS = 8, 60.0
ALONE = {
    "exceptions.probability": NEVER,
    "coordination.exchange_probability": 0.0,
    "coordination.noise_share": 0.0,
    "coordination.team_talk_hours": NEVER,
    "coordination.handover_hours": NEVER,
    "management.one_to_one_hours": NEVER,
    "management.steering_hours": NEVER,
    "management.newcomer_hours": NEVER,
}
"""No questions, exchanges, talk or handing over of parts, and no attention due."""
_WORK, _SWITCHES = hours_of(*WORKED), switches()
_RELEARNING = Reading("hours below full familiarity", lambda run: float(run.field("relearning_hours")))


def _name(together: int) -> str:
    return f"{together} on {together} packages" if together > 1 else "one on each package"


def _build(together: int, _: float) -> Document:
    """Return eight people in teams of their own, so that none can help out elsewhere at the end."""
    people, packages, teams = numbered("member", PEOPLE), numbered("package", PEOPLE), [team("all", "lead")]
    for first in range(0, PEOPLE, together):
        span = slice(first, first + together)
        teams.append(team(f"team{first}", None, people[span], packages[span], parent="all", meets=False))
    work = release([package(name, DAYS) for name in packages])
    return organization(teams, work={"releases": [work]}, weeks=60, assumptions=ALONE)


_ONE, _TWO, _FOUR = map(_name, (1, 2, 4))

FACT = Fact(
    number=16,
    name="spreading",
    title="Spreading people over projects costs time even where nothing waits",
    strength="strong",
    source="Tregubov et al. 2017: 17% of effort in all; Weinberg 1992: 25 and 150% as upper bounds",
    accident="people help each other out at the end; efforts vary by chance; familiarity starts at 1",
    cause="Half of a person's familiarity carries over to other packages of the area, so the third and the"
    " fourth package cost less than the second. And people who choose what to work on seldom leave the"
    " package they worked on last. Four people on four packages take only 0.8% longer than two on"
    " two.",
    variants=[Variant(_name(together), partial(_build, together)) for together in (1, 2, 4)],
    readings=(RELEASE, _WORK, _SWITCHES, _RELEARNING),
    demands=(
        size(
            "two people on two packages are done later than one on each",
            c.percent(RELEASE, _TWO, _ONE),
            2,
            20,
        ),
        size(
            "four people on four packages are done later than one on each",
            c.percent(RELEASE, _FOUR, _ONE),
            8,
            45,
        ),
        size("four on four are done later than two on two", c.percent(RELEASE, _FOUR, _TWO), 3, 40),
        size("two on two need more hours of work than one on each", c.percent(_WORK, _TWO, _ONE), 2, 20),
        size("four on four need more hours of work than one on each", c.percent(_WORK, _FOUR, _ONE), 8, 45),
        trace(
            order(
                "people switch more often the more packages they share (smallest step)",
                c.smallest_step([c.mean(_SWITCHES, _name(n)) for n in (1, 2, 4)]),
                unit="times",
            )
        ),
        trace(
            order(
                "more hours are lost to relearning (smallest step)",
                c.smallest_step([c.mean(_RELEARNING, _name(n)) for n in (1, 2, 4)]),
                unit="hours",
            )
        ),
    ),
)
