"""Published models of search, re-run with people, teams and hours.

Siggelkow & Levinthal (2003): six decisions in two divisions. Centralized, one decision of the six is tried in
each period and kept if the whole gets better; decentralized, each division tries one of its three, for its
own sake, against the other's of the period before; reintegrated, decentralized for 25 periods, then
centralized. A period is a chunk of 8 hours; a division is a person on a package, who exchanges with the other
after each chunk without delay. After the reintegration one of the two searches for the whole team, as one
trial a period is what the model has. The same landscapes are met under all three.

Expected are averages of our own program over 100,000 landscapes (standard error 0.0003 or less), which agree
with the figures of two public replications (younghwanjoe/nk_model_simulator, Mac13kW/NK_model) to their
+-0.002; the numbers of the paper itself could not be read.

Levinthal (1997) style: ten decisions with one influence each; in a period, with probability 0.9 one looks at
the neighbors in random order and takes the first better one, else at a configuration drawn at random, and
takes it if it is better. Expected are averages of our own program over 20,000 landscapes, which agree with
the printed output of a public replication (jparrieta/nk: 49.82%, 5.96 and 28.35 over 100 landscapes) within
its standard error.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial
from typing import Any

import numpy as np

from reorg.engine import Simulator, plan_scenario
from reorg.model.events import Event, Leave, Reorganize
from reorg.model.organization import Organization, Policies
from reorg.model.work import Coupling
from reorg.verification.nk_landscapes import TEAM, research, searcher
from reorg.verification.results import PUBLISHED, Check, Comparison
from reorg.verification.simulation import SEED, log_rows
from reorg.verification.small_organizations import (
    crew,
    fixed,
    organization,
    release,
    structure,
    team,
    without_disturbances,
)

AT_ONCE = {
    "coordination.exchange_probability": 1.0,
    "coordination.coupling": 1.0,
    "coordination.recipients": 50.0,
    "coordination.request_hours": 0.0,
}
"""Who has finished a chunk talks to the other division at once, and it costs no time.

The number asked grows with the hours of the others in the last two weeks, which in the first days are few:
with many recipients everybody there is asked from the first day on.
"""
WEEKS, PERIODS_A_WEEK = 20, 5

REINTEGRATED = 5.0
"""Week of the reintegration, after 25 periods and before the end of the 26th."""

HALF_AN_HOUR = 0.5 / 40.0
"""Weeks by which periods end before weeks do."""
SAMPLE = 2000

BLOCKS = -1
"""Stands for a landscape of two blocks of three decisions, which do not influence each other's."""
REFERENCE_ERROR = 0.0003

# Performance over the best: the three forms after 100 periods, the first two after 10.
PERFORMANCE = {
    0: (1.0000, 1.0000, 1.0000, 0.9595, 0.9957),
    1: (0.9712, 0.9430, 0.9761, 0.9259, 0.9321),
    2: (0.9444, 0.9114, 0.9553, 0.9018, 0.8900),
    5: (0.8830, 0.8800, 0.9062, 0.8584, 0.8213),
    BLOCKS: (0.9374, 0.9373, 0.9373, 0.9030, 0.9315),
}
FORMS = ("centralized", "decentralized", "reintegrated")


def _firm(form: str, influences: int) -> Organization:
    one, two = crew(2)
    owned = [("package", "r/a"), ("package", "r/b")]
    whole = structure(
        [team("top"), team("one", [one], parent="top", owned=owned), team("two", [two], parent="top")],
        "whole",
    )
    divided = structure(
        [
            team("top"),
            *(
                team(n, [p], parent="top", owned=[o])
                for n, p, o in zip(("one", "two"), (one, two), owned, strict=True)
            ),
        ],
        "divided",
    )
    couplings = [] if influences == BLOCKS else [Coupling("a", "b", 1.0)]
    work = release([research("a", 3), research("b", 3)], couplings, first_week=-HALF_AN_HOUR)
    work = replace(work, influences=None if influences == BLOCKS else influences)
    changes: list[Event] = []
    if form == "reintegrated":
        changes = [Leave(REINTEGRATED, two.id), Reorganize(REINTEGRATED, "whole")]
    return organization(
        [one, two],
        [whole] if form == "centralized" else [divided, whole],
        weeks=WEEKS,
        warmup=1,
        releases=[work],
        policies=TEAM,
        changes=changes,
    )


@cache
def _performance(form: str, influences: int) -> Any:
    """Return the performance over the best [world, after 10 periods | after 100]."""
    simulator = Simulator(plan_scenario(_firm(form, influences), "only"))
    rows = []
    for world in range(SAMPLE):
        found = simulator.run(without_disturbances(AT_ONCE), SEED, world).found[:, 0]
        rows.append(found[[10 // PERIODS_A_WEEK - 1, WEEKS - 1]] / simulator.landscape(0).max())
    return np.array(rows)


def _reached(form: str, influences: int, after: int, expected: float, error: float) -> Comparison:
    values = _performance(form, influences)[:, after]
    spread = np.hypot(values.std(ddof=1) / np.sqrt(SAMPLE), REFERENCE_ERROR)
    return Comparison(expected, float(values.mean()) * error, SAMPLE, float(spread), 0.05 * expected)


def _ahead(better: str, worse: str, influences: int, after: int, error: float) -> Comparison:
    """Compare two forms on the same landscapes; planted: the first is like the second."""
    places = {form: (place if after else place + 3) for place, form in enumerate(FORMS)}
    expected = PERFORMANCE[influences][places[better]] - PERFORMANCE[influences][places[worse]]
    first = _performance(better if error == 1.0 else worse, influences)[:, after]
    apart = first - _performance(worse, influences)[:, after]
    spread = (_performance(better, influences) - _performance(worse, influences))[:, after].std(ddof=1)
    spread = np.hypot(spread / np.sqrt(SAMPLE), REFERENCE_ERROR)
    return Comparison(expected, float(apart.mean()), SAMPLE, float(spread), expected)


def _levels() -> list[Check]:
    checks = []
    for influences, expected in PERFORMANCE.items():
        text = "two blocks of 3" if influences == BLOCKS else f"{influences} influences chosen at random"
        name = "blocks" if influences == BLOCKS else f"k{influences}"
        for place, value in enumerate(expected):
            form, after = FORMS[place % 3], int(place < 3)
            checks.append(
                Check(
                    f"nk-{form}/{name}-{(10, 100)[after]}", PUBLISHED, _SOURCE,
                    f"Performance over the best after {(10, 100)[after]} periods, 6 decisions, {text}.",
                    "the performance", partial(_reached, form, influences, after, value),
                )
            )  # fmt: skip
    return checks


_SOURCE = "Siggelkow & Levinthal 2003; values reproduced against public replications, not read in the paper"
_ORDER = (
    ("reintegrated", "centralized", 2, 1),
    ("centralized", "decentralized", 2, 1),
    ("reintegrated", "centralized", 5, 1),
    ("reintegrated", "decentralized", 5, 1),
    ("decentralized", "centralized", BLOCKS, 0),
)
JUMPS = 0.1

AGENTS, RELEASES = 13_000, 26
"""Searches, and how many of them are one person's, one after the other."""
PERIODS, HOURS_A_PERIOD = 50, 8.0

LONG_JUMPS = {"reached": (0.50742, 0.00191), "steps": (5.98461, 0.00506), "periods": (27.99407, 0.08350)}
"""Share that reaches the best, steps (moves and one), periods used, each with its standard error."""


@cache
def _jumpers() -> Any:
    """Return for each search whether the best was reached, moves + 1, and the periods used, at most 50.

    One person searches for one release after the other, each with a landscape and a start of its own.
    """
    (alone,) = searcher((10,), 1).releases
    package = replace(alone.packages[0], effort=fixed(PERIODS * HOURS_A_PERIOD))
    every = PERIODS / PERIODS_A_WEEK
    again = replace(alone, packages=(package,), every_weeks=every)
    # One week more, for what ends with the last hour of the horizon is not begun anew.
    lab = replace(
        searcher((10,), 1),
        releases=(again,),
        horizon_weeks=int(every) * RELEASES + 1,
        policies=Policies("fifo", "urgent", "neighbors", JUMPS),
    )
    simulator = Simulator(plan_scenario(lab, "only"))
    rows = []
    for world in range(AGENTS // RELEASES):
        trials = log_rows(simulator.run(without_disturbances(), SEED, world, log=True), "trial")
        for k in range(RELEASES):
            values = simulator.landscape(k)
            found = trials["value"][trials["on"] == k]
            way = np.append(values[simulator.state.releases["checkpoint"][k]], found)
            there = np.flatnonzero(way >= values.max() - 1e-12)
            used = there[0] if len(there) else PERIODS
            rows.append((len(there) > 0, len(np.unique(way)), used))
    return np.array(rows, dtype=np.float64)


def _jumped(column: int, name: str, error: float) -> Comparison:
    expected, reference = LONG_JUMPS[name]
    values = _jumpers()[:, column]
    spread = np.hypot(values.std(ddof=1) / np.sqrt(AGENTS), reference)
    return Comparison(expected, float(values.mean()) * error, AGENTS, float(spread), 0.05 * expected)


_JUMPS_SOURCE = "Levinthal 1997 style; values reproduced against a public replication"
_JUMPS_NOTES = (
    ("reached", "Share of searches that reach the best configuration in 50 periods, with long jumps."),
    ("steps", "Moves and one, of searches with long jumps that stop at the best."),
    ("periods", "Periods used, at most 50, by searches with long jumps that stop at the best."),
)
CHECKS = (
    *_levels(),
    *(
        Check(
            f"nk-order/{better}-{'blocks' if k == BLOCKS else f'k{k}'}-{worse}", PUBLISHED, _SOURCE,
            f"By how much {better} search is ahead of {worse} after {(10, 100)[after]} periods.",
            f"{better} is {worse}", partial(_ahead, better, worse, k, after),
        )
        for better, worse, k, after in _ORDER
    ),
    *(
        Check(
            f"nk-jumps/{name}", PUBLISHED, _JUMPS_SOURCE,
            note, "what is found", partial(_jumped, column, name),
        )
        for column, (name, note) in enumerate(_JUMPS_NOTES)
    ),
)  # fmt: skip
