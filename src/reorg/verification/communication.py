"""Communication: the share of time in exchanges on one package, and informal talk of a team.

Of n people on one package each has n - 1 others at work on it. A finished piece of 8 hours makes r(n - 1)
requests with probability p, on which asker and asked spend v hours each: x = p r 2 v / 8 hours of talk go
with an hour of work, x / (1 + x) of the time. With the numbers of five people at central values that is .101.
"""

from __future__ import annotations

from functools import partial

import numpy as np

from reorg.engine import KINDS, Outcome, plan_scenario
from reorg.mechanisms.coordination import CHUNK_HOURS, people_asked, team_talk
from reorg.model.organization import Organization
from reorg.verification.results import CLOSED_FORM, LIMIT, PLANTED, Check, Comparison
from reorg.verification.simulation import ratio_of_totals, simulate_worlds
from reorg.verification.small_organizations import (
    AREA,
    crew,
    fixed,
    organization,
    package,
    release,
    structure,
    team,
    without_disturbances,
)

P, HOURS, RECIPIENTS, GROWTH, CAP = 0.3, 0.75, 2.0, 0.8, 0.8
BURN_WEEKS, WEEKS = 4, 64
WORLDS = {2: 160, 12: 16, 30: 8}
TALK_HOURS, TALK_GROWTH, TALK_CAP = 1.0, 0.7, 10.0
SIZES = (2, 8, 40, 126, 250)


def together(people: int) -> Organization:
    """Return people of one team with one endless package."""
    everybody = crew(people)
    seats = structure([team("all", everybody, owned=[("area", AREA)])])
    work = release([package("k", fixed(1e8), people_max=people)])
    return organization(everybody, [seats], weeks=WEEKS, releases=[work])


def talk_for_work(people: int, growth: float) -> float:
    """Return the hours of talk that go with an hour of work."""
    return P * people_asked(RECIPIENTS, people - 1.0, growth, CAP) * 2.0 * HOURS / CHUNK_HOURS


def _hours(outcome: Outcome) -> tuple[float, float]:
    hours = outcome.hours[BURN_WEEKS:].sum(axis=0)
    return float(hours[KINDS.index("coordination")]), float(hours[KINDS.index("direct")])


def _exchanges(people: int, error: float) -> Comparison:
    vector = without_disturbances(
        {
            "coordination.exchange_probability": P,
            "coordination.request_hours": HOURS,
            "coordination.recipients": RECIPIENTS,
            "coordination.recipients_growth": GROWTH * error,
            "coordination.talk_cap": CAP,
            "coordination.patience_hours": 1000.0,
        }
    )
    worlds = WORLDS[people]
    found, deviation = ratio_of_totals(together(people), vector, worlds, _hours)
    expected, planted = (talk_for_work(people, GROWTH * e) for e in (1.0, PLANTED))
    return Comparison(expected, found, worlds, deviation, planted - expected)


def _informal(error: float) -> Comparison:
    vector = without_disturbances(
        {
            "coordination.team_talk_hours": TALK_HOURS,
            "coordination.team_talk_growth": TALK_GROWTH * error,
            "coordination.team_talk_cap": TALK_CAP,
        }
    )
    deviations = []
    for size in SIZES:
        lab = organization(crew(size), [structure([team("all", crew(size))])], weeks=20, warmup=4)
        (outcome,) = simulate_worlds(plan_scenario(lab, "only"), vector, 1)
        expected = size * team_talk(TALK_HOURS, size - 1.0, TALK_GROWTH, TALK_CAP)
        deviations.append(float(np.abs(outcome.hours[:, KINDS.index("talk")] / expected - 1.0).max()))
    return Comparison(0.0, max(deviations), len(SIZES))


CHECKS = (
    *(
        Check(
            f"communication/{name}", CLOSED_FORM,
            "p r(n - 1) 2 v / 8, r from the odds of .1 ((n - 1) / 4)^.8",
            f"Hours of exchanges for an hour of work where {people} people work on one package; everybody is"
            f" answered. It is {talk_for_work(people, GROWTH) / (1.0 + talk_for_work(people, GROWTH)):.2f} of"
            " the time.",
            "exponent of growth", partial(_exchanges, people),
        )
        for name, people in (("two", 2), ("twelve", 12), ("thirty", 30))
    ),
    Check(
        "communication/informal", LIMIT, "min(10, ((N - 1) / 7)^.7) hours a week of each of N",
        f"Largest relative deviation of any week's hours of talk in teams of {', '.join(map(str, SIZES))}.",
        "exponent of growth", _informal,
    ),
)  # fmt: skip
