"""AI agents under one person: how many of them review keeps at work, and what review lets pass.

A person all of whose work can be delegated either begins work of their own, or reviews. Without spread this
is deterministic: below n* = (a + r) / r agents the inbox runs empty, the person begins a chunk, and all
agents have come back when it ends; beyond n* one review follows the other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from reorg.engine import KINDS, Outcome
from reorg.mechanisms.agents import chunks_per_hour, supervision_limit
from reorg.model.organization import Organization
from reorg.verification.results import CLOSED_FORM, LIMIT, PLANTED, Check, Comparison
from reorg.verification.simulation import mean_over_worlds, ratio_of_totals, simulate_worlds
from reorg.verification.small_organizations import (
    AREA,
    HOURS_PER_WEEK,
    crew,
    fixed,
    organization,
    package,
    release,
    structure,
    team,
    without_disturbances,
)

CHUNK_HOURS = 8.0

REVIEW_HOURS = 2.0
"""n* = 5 for agents as fast as a person."""
WEEKS, WARMUP, WORLDS = 60, 10, 64
CLOCKWORK = {
    "agents.delegable": 1.0,
    "agents.speedup": 1.0,
    "agents.failure": 0.0,
    "agents.assist_gain": 0.0,
    "agents.review_hours": REVIEW_HOURS,
}
FAILURE, CATCH, DELEGABLE = 0.3, 0.75, 0.4
ERRING = {
    **CLOCKWORK,
    "agents.delegable": DELEGABLE,
    "agents.speedup": 20.0,
    "agents.failure": FAILURE,
    "agents.catch": CATCH,
    "exceptions.ignore_raises": 0.0,
}


def supervisor(agents: int) -> Organization:
    """Return one person with a number of agents and endless work."""
    (person,) = crew(1)
    seats = structure([team("all", [person], owned=[("area", AREA)])])
    work = release([package("k", fixed(1e6))], first_week=-float(WARMUP))
    who = replace(person, ai_agents=agents)
    return organization((who,), [seats], weeks=WEEKS, warmup=WARMUP, releases=[work])


def rate(agents: int, changes: dict[str, float]) -> float:
    """Return the direct work done in an hour, in nominal hours, of one world without chance."""
    (outcome,) = simulate_worlds(supervisor(agents), without_disturbances({**CLOCKWORK, **changes}), 1)
    return float(outcome.throughput.mean() / HOURS_PER_WEEK)


def _clockwork(agents: int, error: float) -> Comparison:
    expected = CHUNK_HOURS * chunks_per_hour(agents, CHUNK_HOURS, REVIEW_HOURS, CHUNK_HOURS)
    found = rate(agents, {"agents.review_hours": REVIEW_HOURS * error})
    # The horizon may begin and end within a round of the clockwork: at most one round's chunks either way.
    round_hours = CHUNK_HOURS * (min(agents, supervision_limit(CHUNK_HOURS, REVIEW_HOURS)) + 1)
    return Comparison(expected, found, 1, allowed=round_hours / (WEEKS * HOURS_PER_WEEK))


def _first_without_own_work(error: float) -> Comparison:
    """Find from how many agents on the person only reviews; n* = 5.10, 4.91 with the planted error."""
    review = 1.95
    vector = without_disturbances({**CLOCKWORK, "agents.review_hours": review * error})
    expected = float(np.ceil(supervision_limit(CHUNK_HOURS, review)))
    for agents in range(1, 12):
        (outcome,) = simulate_worlds(supervisor(agents), vector, 1)
        if outcome.hours[:, KINDS.index("direct")].sum() == 0.0:
            return Comparison(expected, float(agents), 1)
    return Comparison(expected, float("nan"), 1)


def _unseen(outcome: Outcome) -> tuple[float, float]:
    return outcome.unseen_hours, outcome.delegated_hours


def _measure_unseen(error: float) -> Comparison:
    worlds = 16 * WORLDS
    vector = without_disturbances({**ERRING, "agents.failure": FAILURE * error})
    found, deviation = ratio_of_totals(supervisor(10), vector, worlds, _unseen)
    expected = FAILURE * (1.0 - CATCH)
    return Comparison(expected, found, worlds, deviation, expected * (PLANTED - 1.0))


def _review(outcome: Outcome) -> tuple[float, float]:
    return float(outcome.hours[:, KINDS.index("review")].sum()), outcome.delegated_hours / CHUNK_HOURS


def _measure_review(error: float) -> Comparison:
    vector = without_disturbances({**ERRING, "agents.review_hours": REVIEW_HOURS * error})
    found, deviation = ratio_of_totals(supervisor(10), vector, WORLDS, _review)
    return Comparison(REVIEW_HOURS, found, WORLDS, deviation, REVIEW_HOURS * (PLANTED - 1.0))


def _work(outcome: Outcome) -> float:
    return float(outcome.throughput.mean()) / HOURS_PER_WEEK


def _shared(failed: float, error: float) -> float:
    """Return nominal hours an hour where agents are never short.

    A chunk costs the person 8 hours or a review; what review finds wrong comes once more, to be delegated
    or not like any chunk. Of the chunks begun a share ``delegable x failed`` comes back.
    """
    begun = (1.0 - DELEGABLE) * CHUNK_HOURS + DELEGABLE * REVIEW_HOURS * error
    return CHUNK_HOURS * (1.0 - DELEGABLE * failed) / begun


def _measure_shared(error: float) -> Comparison:
    worlds = 8 * WORLDS
    vector = without_disturbances({**ERRING, "agents.review_hours": REVIEW_HOURS * error})
    found, deviation = mean_over_worlds(supervisor(200), vector, worlds, _work)
    failed = FAILURE * CATCH
    shift = _shared(failed, PLANTED) - _shared(failed, 1.0)
    return Comparison(_shared(failed, 1.0), found, worlds, deviation, shift)


def _of(agents: int) -> Callable[[float], Comparison]:
    return lambda error: _clockwork(agents, error)


_REVIEW = "hours of a review"
_SOURCE = "machine interference without chance: n* = (a + r) / r"
CHECKS = (
    *(
        Check(
            f"supervision/{agents}-agents", LIMIT, _SOURCE,
            f"Direct work an hour of one person with {agents} agents, of whom 5 can be kept at work.",
            _REVIEW, _of(agents),
        )
        for agents in (2, 4, 6, 12)
    ),
    Check(
        "supervision/limit", LIMIT, _SOURCE,
        "From how many agents on a person has no time for work of their own.",
        _REVIEW, _first_without_own_work,
    ),
    Check(
        "supervision/unseen", CLOSED_FORM, "failure x (1 - catch)",
        "Share of the delegated work that is wrong and passes review.", "probability of failure",
        _measure_unseen,
    ),
    Check(
        "supervision/review", CLOSED_FORM, "mean of what is the same each time",
        "Hours of review for each delegated chunk.", _REVIEW, _measure_review,
    ),
    Check(
        "supervision/delegable", CLOSED_FORM, "Amdahl's law: (1 - d f c) / ((1 - d) h + d r)",
        "Direct work an hour of one person whose agents never run short, alone for part of the work.",
        _REVIEW, _measure_shared,
    ),
)  # fmt: skip
