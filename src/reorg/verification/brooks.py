"""Brooks's law after Madachy: people added late to a project of fixed work.

Published equations: the rate is .1 (1 - loss) (.8 new + 1.2 (experienced - .25 new)) points a day, loss =
.0006 n^2 with n = new + experienced, and newcomers become experienced at 1/20 a day; 20 people end 500
points on day 274.1, and with 5 or 10 more from day 100 on day 271.7 or 295.7. It comes out of what people
do here, no loss is put in:

- the loss out of exchanges. Of n people on one package each talks x(n) hours for an hour of nominal work,
  by :mod:`reorg.mechanisms.coordination`; x / (1 + x) of the time is lost. Two numbers are set so that this
  is the published loss with 20 and with 30 people: the exponent of growth, 1.05, within its range, and how
  much people talk. With 25 people the loss then is .362 where .375 is published.
- the newcomers out of familiarity. Who is new starts at .8 / 1.2 of the speed; the gap closes by hours
  worked, and they take others' time by the onboarding mechanism.

Expected is the same in equations, a person's day being 1 and s a newcomer's speed, w and v the hours of own
work of experienced and new people: talk goes with nominal work, half by who asks and half by who is asked,
all alike,

    v (1 + x s / 2) + a = 1,  w (1 + x / 2) + a + help = 1,  a = x (E w + N s v) / (2 n),
    help = .25 exp(-t / 20) N / E                                                         ... (1)

The published loss is of time however little a newcomer gets done; here the slow have less to talk about.
That and the loss with 25 people make the whole difference to the published days, the reason why they are
told, not demanded.

A day of the model is ``SCALE`` working weeks, which makes pieces of work small beside it; the equations
flow. Chance is in who is asked: the number is rounded up at random. Finish without additions: 500 / 1.824.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial
from math import exp

import numpy as np

from reorg.mechanisms.coordination import CHUNK_HOURS, odds, people_asked, talk_share
from reorg.model.events import Join
from reorg.model.organization import Organization
from reorg.verification.results import PUBLISHED, Check, Comparison
from reorg.verification.simulation import mean_over_worlds
from reorg.verification.small_organizations import (
    AREA,
    HOURS_PER_WEEK,
    STEADY,
    crew,
    fixed,
    organization,
    package,
    release,
    structure,
    team,
    without_disturbances,
)

POINTS, POINTS_A_DAY = 500.0, 0.12
"""Points are done at this rate by an experienced person whose day has no losses."""
EXPERIENCED, PULSE_DAY, ASSIMILATION_DAYS = 20, 100.0, 20.0
START, TRAINING = 0.8 / 1.2, 0.25
LOSS = 0.0006
SCALE = 4.0
"""Working weeks to a day of the model."""
ALLOWED_DAYS = 0.5
WORLDS = 6
RECIPIENTS, CAP = 0.5, 0.95


def published_loss(people: int) -> float:
    """Return the share of time lost to communication, as published."""
    return LOSS * people**2


@cache
def fitted() -> tuple[float, float]:
    """Return exponent of growth and request hours for which the loss is as published at 20 and 30 people."""
    wanted = odds(published_loss(30)) / odds(published_loss(20))
    low, high = 0.4, 1.2
    for _ in range(60):
        growth = 0.5 * (low + high)
        found = odds(talk_share(29.0, growth, CAP)) / odds(talk_share(19.0, growth, CAP))
        low, high = (growth, high) if found < wanted else (low, growth)
    asked = people_asked(RECIPIENTS, 19.0, low, CAP)
    return low, odds(published_loss(20)) * CHUNK_HOURS / (2.0 * asked)


def loss(people: int) -> float:
    """Return the share of time that exchanges take, given the number of people."""
    growth, hours = fitted()
    talk = people_asked(RECIPIENTS, people - 1.0, growth, CAP) * 2.0 * hours / CHUNK_HOURS
    return talk / (1.0 + talk)


def rate(newcomers: int, days: float, known: float) -> tuple[float, float]:
    """Return points a day, and hours of own work of a newcomer's day, by equations (1).

    ``days`` after the pulse newcomers have a familiarity of ``known``.
    """
    people = EXPERIENCED + newcomers
    talk, speed = odds(loss(people)), START + (1.0 - START) * known
    helped = TRAINING * exp(-days / ASSIMILATION_DAYS) * newcomers / EXPERIENCED
    asked = 0.5 * talk / people
    matrix = [
        [1.0 + 0.5 * talk + asked * EXPERIENCED, asked * newcomers * speed],
        [asked * EXPERIENCED, 1.0 + 0.5 * talk * speed + asked * newcomers * speed],
    ]
    own, new = (float(hours) for hours in np.linalg.solve(matrix, [1.0 - helped, 1.0]))
    return POINTS_A_DAY * (EXPERIENCED * own + newcomers * speed * new), new


@cache
def finish_day(newcomers: int, step: float = 0.02) -> float:
    """Return the day on which all points are done, by equations (1), each step at its beginning's rate."""
    done, days, gap = PULSE_DAY * rate(0, 0.0, 1.0)[0], 0.0, 1.0
    tau = (1.0 - loss(EXPERIENCED + newcomers)) * ASSIMILATION_DAYS
    while done < POINTS:
        points, worked = rate(newcomers, days, 1.0 - gap)
        gap *= exp(-step * worked / tau)
        done += step * points
        days += step
    return PULSE_DAY + days - (done - POINTS) / rate(newcomers, days, 1.0 - gap)[0]


def project(newcomers: int) -> Organization:
    """Return the project: one package for all, which the first people know; newcomers join at the pulse."""
    known = ((("package", "r/project"), 1.0),)
    people = [replace(person, familiarity=known) for person in crew(EXPERIENCED)]
    added = crew(newcomers, "new")
    hours = POINTS / POINTS_A_DAY * SCALE * HOURS_PER_WEEK
    work = release([package("project", fixed(hours), people_max=len(people) + newcomers)])
    return organization(
        people,
        [structure([team("all", people, owned=[("area", AREA)])])],
        weeks=int(1.3 * SCALE * POINTS / (POINTS_A_DAY * EXPERIENCED * (1.0 - published_loss(EXPERIENCED)))),
        releases=[work],
        changes=[Join(PULSE_DAY * SCALE, person, "all") for person in added],
    )


@cache
def found_day(newcomers: int, error: float = 1.0) -> tuple[float, float]:
    """Return the day on which the simulated project ended, mean over worlds, and its standard error."""
    growth, hours = fitted()
    lost = loss(EXPERIENCED + newcomers)
    vector = without_disturbances(
        {
            **STEADY,
            "coordination.exchange_probability": 1.0,
            "coordination.request_hours": hours * error,
            "coordination.recipients": RECIPIENTS,
            "coordination.recipients_growth": growth,
            "coordination.talk_cap": CAP,
            "coordination.patience_hours": 1000.0,
            "familiarity.floor_speed": START,
            "familiarity.tau_hours": (1.0 - lost) * ASSIMILATION_DAYS * SCALE * HOURS_PER_WEEK,
            "familiarity.memory_weeks": 1e9,
            "onboarding.start_productivity": 1.0,
            "onboarding.tau_weeks": ASSIMILATION_DAYS * SCALE,
            "onboarding.trainer_share": TRAINING,
            "ties.tau_weeks": 0.01,
        }
    )
    return mean_over_worlds(
        project(newcomers), vector, WORLDS, lambda outcome: float(outcome.finish_weeks[0] / SCALE)
    )


def _measure(newcomers: int, error: float) -> Comparison:
    return Comparison(finish_day(newcomers), found_day(newcomers, error)[0], WORLDS, allowed=ALLOWED_DAYS)


CHECKS = tuple(
    Check(
        f"brooks/{name}", PUBLISHED, "Madachy's model with talk that goes with work, integrated",
        f"Day on which 20 people end 500 points, {newcomers} added on day 100; allowed is the half day stated"
        f" with the target. Published equations: {published}.",
        "hours of an exchange", partial(_measure, newcomers),
    )
    for name, newcomers, published in (("none", 0, 274.1), ("five", 5, 271.7), ("ten", 10, 295.7))
)  # fmt: skip
