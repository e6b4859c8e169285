"""Congruence: how much sooner coupled work is done where requests are served than where none ever is.

Four teams of a lead and five members, below a top, work on eight packages, coupled in pairs at .7. In each
world they do so four times: each pair inside one team or cut by a boundary, and with the central patience or
one so short that no request is served, so that nobody spends time on requests and all of them are missed.

    gain = 1 - exp(-mean of log(weeks never served / weeks served))                       ... (1)

Resolution time was 32% shorter where coordination matched the need (Cataldo, Herbsleb & Carley 2008, one
firm, observational); the range .1 to .35 is that of the evidence table. ``coordination.missed_penalty`` takes
its values from the same figure: its central value is the one that makes the gain .20. The tolerance is four
standard errors, about .012: a gain below .08 or above .37 fails with a probability of 99%. No penalty makes
the gain much greater than .34, for no more than half of all pieces of work can go wrong; the planted error of
the upper bound is therefore one of the weeks.
"""

from __future__ import annotations

from functools import cache
from math import exp, sqrt
from typing import Any

import numpy as np

import reorg
from reorg.engine import plan_scenario
from reorg.mechanisms import ASSUMPTIONS
from reorg.verification.facts.organizations import (
    CUT,
    INSIDE,
    four_teams,
    organization,
    pairs,
    release,
    two_each,
)
from reorg.verification.results import PUBLISHED, Check, Comparison
from reorg.verification.simulation import simulate_worlds
from reorg.verification.small_organizations import assumed

LEAST, MOST = 0.10, 0.35
"""The published range of the gain."""
COUPLED = 0.7
NO_PATIENCE_HOURS = 1e-3
WORLDS = 50
PENALTY = "coordination.missed_penalty"
LONGER = 1.4
"""The planted error of the upper bound: the factor on weeks in which no request is served."""


@cache
def _weeks(penalty_factor: float, *, served: bool) -> Any:
    """Return the week in which the last package is done [inside or cut, world], as an array."""
    central = next(p.central for p in ASSUMPTIONS if p.id == PENALTY)
    values = {"turnover.base_per_year": 0.0, PENALTY: central * penalty_factor}
    if not served:
        values["coordination.patience_hours"] = NO_PATIENCE_HOURS
    packages, _ = two_each()
    work = {"releases": [release(packages, pairs(COUPLED))]}
    models = (organization(four_teams(owned), work=work) for owned in (INSIDE, CUT))
    plans = [plan_scenario(reorg.load(model), "only") for model in models]
    return np.array(
        [
            [outcome.finish_weeks.max() for outcome in simulate_worlds(plan, assumed(values), WORLDS)]
            for plan in plans
        ]
    )


def gain(*, penalty_factor: float = 1.0, longer: float = 1.0) -> tuple[float, float]:
    """Return the gain by equation (1) and its standard error.

    The penalty is ``penalty_factor`` times the central one, and it takes ``longer`` times as many weeks
    where no request is served.
    """
    never, served = (_weeks(penalty_factor, served=each) for each in (False, True))
    logs = np.log(longer * never / served).mean(axis=0)
    found = 1.0 - exp(-float(logs.mean()))
    return found, (1.0 - found) * float(logs.std(ddof=1)) / sqrt(WORLDS)


def _at_least(error: float) -> Comparison:
    found, deviation = gain(penalty_factor=1.0 if error == 1.0 else 0.0)
    return Comparison(LEAST, found, WORLDS, deviation, side="at least")


def _at_most(error: float) -> Comparison:
    found, deviation = gain(longer=1.0 if error == 1.0 else LONGER)
    return Comparison(MOST, found, WORLDS, deviation, side="at most")


_SOURCE = "Cataldo, Herbsleb & Carley 2008: resolution time -32%; range of the evidence table"
_NOTE = "Share of the time of coupled work saved where requests are served instead of all missed"

CHECKS = (
    Check(
        "congruence/least", PUBLISHED, _SOURCE, f"{_NOTE}, at least.",
        "penalty of a missed request, none at all", _at_least,
    ),
    Check(
        "congruence/most", PUBLISHED, _SOURCE, f"{_NOTE}, at most.",
        "weeks where no request is served, times 1.4", _at_most,
    ),
)  # fmt: skip
