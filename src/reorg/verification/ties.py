"""Ties grow in a team and fade after it, seen in what requests cost across a distance.

A request over d levels costs hours x (1 + distance cost x d x (1 - tie)), so that each one sent after a
reorganization shows the tie at that moment.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from reorg.engine import plan_scenario
from reorg.model.events import Reorganize
from reorg.model.organization import Organization
from reorg.model.work import Coupling
from reorg.verification.results import LIMIT, Check, Comparison
from reorg.verification.simulation import after_warmup, log_rows, simulate_worlds
from reorg.verification.small_organizations import (
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

TAU, DECAY = 12.0, 40.0
"""Weeks."""
COST = 0.4
HOURS = 0.75
CHANGE = 2.0
"""Week of the reorganization."""
WEEKS = 40
Curve = Callable[[Any], Any]


def _pair(before: str, after: str) -> Organization:
    """Return two people, each on an endless package, the two coupled; who sits where before and after.

    A seating such as ``ab`` names the teams of the first and of the second person; ``xx`` is a common one.
    Three others without any skill stay in ``x``, for a team persists when most of its people do.
    """
    people = crew(2)
    stayers = [replace(person, id=f"stayer-{n}", skills={}) for n, person in enumerate(crew(3))]
    work = [package(name, fixed(1e5)) for name in ("one", "two")]
    structures = []
    for name, seats in (("before", before), ("after", after)):
        owned: dict[str, list[tuple[str, str]]] = {}
        rooms: dict[str, list[Any]] = {"x": list(stayers)}
        for person, seat, piece in zip(people, seats, work, strict=True):
            rooms.setdefault(seat, []).append(person)
            owned.setdefault(seat, []).append(("package", f"r/{piece.id}"))
        below = [team(seat, rooms[seat], parent="top", owned=owned.get(seat, [])) for seat in rooms]
        structures.append(structure([team("top"), *below], name))
    return organization(
        [*people, *stayers],
        structures,
        weeks=WEEKS,
        releases=[release(work, [Coupling("one", "two", 1.0)])],
        changes=[Reorganize(CHANGE, "after")],
    )


def _deviation(before: str, after: str, tie: Curve, tau: float, decay: float) -> float:
    """Return the largest deviation in hours of any request after the change from what the tie makes it."""
    vector = without_disturbances(
        {
            "coordination.exchange_probability": 1.0,
            "coordination.recipients": 1.0,
            "coordination.request_hours": HOURS,
            "coordination.distance_cost": COST,
            "coordination.missed_penalty": 0.0,
            "ties.tau_weeks": tau,
            "ties.decay_weeks": decay,
            "reorganization.ambiguity_weeks": 1e-6,
        }
    )
    (outcome,) = simulate_worlds(plan_scenario(_pair(before, after), "only"), vector, 1, log=True)
    sent = after_warmup(log_rows(outcome, "request sent"))
    weeks = sent["time"] / HOURS_PER_WEEK - CHANGE
    sent, weeks = sent[weeks > 0.0], weeks[weeks > 0.0]
    if len(sent) < WEEKS:
        return float("nan")
    return float(np.abs(sent["value"] - HOURS * (1.0 + COST * (1.0 - tie(weeks)))).max())


def _fading(error: float) -> Comparison:
    """Two teammates part: the tie falls from 1."""
    found = _deviation("xx", "ab", lambda t: np.exp(-t / DECAY), TAU, DECAY * error)
    return Comparison(0.0, found, 1)


def _growing(error: float) -> Comparison:
    """One joins the team that the other leaves: the common team is new to the one, old to the other.

    The tie is the smaller of a growing and of a fading value, and the fading is switched off.
    """
    found = _deviation("xa", "bx", lambda t: 1.0 - np.exp(-t / TAU), TAU * error, 1e12)
    return Comparison(0.0, found, 1)


def _smaller(error: float) -> Comparison:
    """As before, with both curves: the tie rises until the curves cross, and falls."""
    found = _deviation(
        "xa", "bx", lambda t: np.minimum(1.0 - np.exp(-t / TAU), np.exp(-t / DECAY)), TAU, DECAY * error
    )
    return Comparison(0.0, found, 1)


_NOTE = "Largest deviation in hours of any request of 38 weeks"

CHECKS = (
    Check(
        "ties/fading", LIMIT, "exp(-t / decay)", f"{_NOTE} after teammates part.", "time constant of fading",
        _fading,
    ),
    Check(
        "ties/growing", LIMIT, "1 - exp(-t / tau)", f"{_NOTE} after one joins the other's old team.",
        "time constant of growth", _growing,
    ),
    Check(
        "ties/smaller", LIMIT, "min(1 - exp(-t / tau), exp(-t / decay))",
        f"{_NOTE} after one joins the team that the other leaves.", "time constant of fading", _smaller,
    ),
)  # fmt: skip
