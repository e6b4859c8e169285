"""The best of several attempts at a design: what each further one adds, and how many are worth their price.

All decisions influence each other (K = N - 1), so that the values of different configurations are
independent means of N uniforms. Each team makes one trial that draws all decisions anew, and keeps it if it
is better than the design they all begin from. The best of n attempts is thus the best of n + 1 configurations
drawn with replacement from 2^N: with the chance that d of them differ,

    E[best of n attempts] = sum over d of P(d of n + 1 differ) E[best of d means of N uniforms]     ... (1)

where the last is an integral of the distribution of Irwin and Hall. The best number of attempts at a price
of c each maximizes (1) - c n, the form of Dahan & Mendelson (2001).
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial
from typing import Any

import numpy as np

from reorg.engine import Simulator, plan_scenario
from reorg.model.organization import Organization, Policies
from reorg.model.structure import Race
from reorg.verification.nk_landscapes import expected_maximum
from reorg.verification.results import CLOSED_FORM, PLANTED, Check, Comparison
from reorg.verification.simulation import SEED
from reorg.verification.small_organizations import (
    AREA,
    HOURS_PER_DAY,
    crew,
    fixed,
    organization,
    package,
    release,
    structure,
    team,
    without_disturbances,
)

DECISIONS = 6
WORLDS = 9000

MOST = 6
"""Most attempts that are tried out."""
DRAWN_ANEW = Policies("fifo", "urgent", "package", 1.0)

ALONE = {"racing.rivalry_effort": 0.0, "discovery.copying": 0.0}
"""Rivals change nothing, and nobody looks at what they have."""


def racing_designs(teams: int) -> Organization:
    """Return as many teams of one person, each with a day for an attempt at one design; the best wins."""
    people = crew(teams)
    job = replace(package("k", fixed(HOURS_PER_DAY)), kind="research", decisions=DECISIONS)
    design = replace(release([job]), influences=DECISIONS - 1)
    form = structure([team("top", people, owned=[("area", AREA)])])
    if teams > 1:
        sides = [team(f"t{i}", [person], parent="top") for i, person in enumerate(people)]
        race = Race(("r/k",), tuple(side.id for side in sides), "best", 0.0)
        form = replace(structure([team("top", owned=[("area", AREA)]), *sides]), races=(race,))
    return organization(people, [form], weeks=1, releases=[design], policies=DRAWN_ANEW)


def expected_best(attempts: int) -> float:
    """Return the expected value of the best of several attempts, equation (1)."""
    cells = 2**DECISIONS
    chances = np.zeros(attempts + 2)
    chances[1] = 1.0
    for _ in range(attempts):
        different = np.arange(attempts + 2)
        again = chances * different / cells
        chances = again + np.roll(chances * (1.0 - different / cells), 1)
    return float(sum(chances[d] * expected_maximum(d, DECISIONS) for d in range(1, attempts + 2)))


@cache
def _found(teams: int) -> Any:
    """Return for each world what the design is worth that wins, and how many attempts there were."""
    simulator = Simulator(plan_scenario(racing_designs(teams), "only"))
    vector = without_disturbances(ALONE)
    runs = (simulator.run(vector, SEED, world) for world in range(WORLDS))
    return np.array([(outcome.found[-1, 0], outcome.attempts) for outcome in runs])


def _gain(teams: int, error: float) -> Comparison:
    """Return what the best of the attempts is worth beyond a configuration drawn evenly, which is 1/2."""
    gained = (_found(teams)[:, 0] - 0.5) * error
    expected = expected_best(teams) - 0.5
    spread = float(gained.std(ddof=1) / np.sqrt(WORLDS))
    return Comparison(expected, float(gained.mean()), WORLDS, spread, (PLANTED - 1.0) * expected)


def _best_number(price: float, error: float) -> Comparison:
    """Return how many attempts are best at a price each, by integer search in the engine and in theory."""
    numbers = range(1, MOST + 1)
    best = max(numbers, key=lambda n: expected_best(n) - price * n)
    asked = price * error**12
    found = max(numbers, key=lambda n: float(_found(n)[:, 0].mean() - asked * _found(n)[:, 1].mean()))
    return Comparison(float(best), float(found), MOST * WORLDS)


CHECKS = (
    *(
        Check(
            f"racing-designs/best-of-{n}", CLOSED_FORM,
            "order statistics of means of uniforms, by numerical integration",
            f"Value beyond 1/2 of the best of {n} attempts at a design of {DECISIONS} decisions that all"
            " influence each other; the design that they begin from is one more draw.",
            "what is gained", partial(_gain, n),
        )
        for n in (2, 3, 5)
    ),
    *(
        Check(
            f"racing-designs/number-at-{price:g}", CLOSED_FORM,
            "integer search of value less n times the price (closed form; Dahan & Mendelson 2001)",
            f"Number of attempts of 1 to {MOST} with the best value less {price:g} for each attempt.",
            "price of an attempt, by 80%", partial(_best_number, price),
        )
        for price in (0.026, 0.0133)
    ),
)  # fmt: skip
