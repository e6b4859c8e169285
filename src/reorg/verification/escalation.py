"""Escalation: each lead between asker and decider is a pass, and stopped hands rest until the decision."""

from __future__ import annotations

import numpy as np

from reorg.engine import Outcome
from reorg.model.organization import Organization
from reorg.verification.results import LIMIT, Check, Comparison
from reorg.verification.simulation import log_rows, simulate_worlds
from reorg.verification.small_organizations import (
    AREA,
    FOREVER,
    crew,
    fixed,
    organization,
    package,
    release,
    structure,
    team,
    without_disturbances,
)
from reorg.verification.span_limit import LEAD_DECIDES

LEADS, WEEKS = 4, 30
HOP_HOURS, DECISION_HOURS = 0.5, 1.0
HANDS, STOPPED = 6, 2


def line(members: int, leads: int = LEADS) -> Organization:
    """Return a line of leads, the first the top, and below the last of them people with one long package."""
    heads, people = crew(leads, "lead"), crew(members)
    teams = [
        team(f"level{k}", parent=f"level{k - 1}" if k else None, lead=lead) for k, lead in enumerate(heads)
    ]
    teams.append(team("makers", people, parent=f"level{leads - 1}", owned=[("area", AREA)]))
    work = release([package("k", fixed(1e6), people_max=members)])
    return organization((*heads, *people), [structure(teams)], weeks=WEEKS, releases=[work])


def all_to(level: str) -> dict[str, float]:
    """Return assumptions under which every exception is decided at one level, and nothing is done again."""
    levels = ("top", "lead", "self")
    outcomes = {f"exceptions.outcome.{x}.{what}": 0.0 for x in levels for what in ("rework", "quick_fix")}
    return {
        **LEAD_DECIDES,
        **{f"exceptions.decided_by.medium.{x}": float(x == level) for x in levels},
        **outcomes,
        **{f"exceptions.outcome.{x}.ignore": 1.0 for x in levels},
        "exceptions.patience_hours": FOREVER,
    }


def _passes(error: float) -> Comparison:
    vector = without_disturbances({**all_to("top"), "exceptions.hop_hours": HOP_HOURS * error})
    (outcome,) = simulate_worlds(line(1), vector, 1, log=True)
    closed, way = log_rows(outcome, "question closed"), log_rows(outcome, "question way")
    if len(closed) < WEEKS / 2 or (way["value"] != LEADS - 1).any():
        return Comparison(0.0, float("inf"), 1)
    expected = (LEADS - 1) * HOP_HOURS + DECISION_HOURS
    return Comparison(0.0, float(np.abs(closed["value"] - expected).max()), 1)


def _hands_at_work(outcome: Outcome) -> float:
    """Return the largest number of pieces begun and not ended between an exception and its decision."""
    most, at_work, undecided = 0, 0, 0
    names = {name: log_rows(outcome, name) for name in ("exception", "decision taken")}
    begun, ended = log_rows(outcome, "begin work"), log_rows(outcome, "end work")
    marks = [(t, 0, -1) for t in ended["time"]] + [(t, 3, 1) for t in begun["time"]]
    marks += [(t, 1, 0) for t in names["exception"]["time"]] + [
        (t, 2, 0) for t in names["decision taken"]["time"]
    ]
    for _, kind, step in sorted(marks):
        at_work += step
        undecided += (kind == 1) - (kind == 2)
        if kind == 3 and undecided > 0:
            most = max(most, at_work)
    return float(most)


def _stops(error: float) -> Comparison:
    chances = {"exceptions.blocking": 1.0, "exceptions.probability": 0.02}
    hands = {"exceptions.stop_people": float(round(STOPPED * (1.0 + (error - 1.0) * 10.0)))}
    vector = without_disturbances({**all_to("top"), **chances, **hands, "exceptions.hop_hours": 4.0})
    (outcome,) = simulate_worlds(line(HANDS), vector, 1, log=True)
    return Comparison(float(HANDS - STOPPED), _hands_at_work(outcome), 1)


CHECKS = (
    Check(
        "escalation/passes", LIMIT, "passes x hop hours + hours of the decision",
        "Largest deviation of the hours to a decision at the top of a line of four idle leads.",
        "hours of a pass", _passes,
    ),
    Check(
        "escalation/stops", LIMIT, "hands at the exception less those it stops",
        f"Most people at work on a package of {HANDS} while an exception that stops {STOPPED} is undecided;"
        " the error is one person.",
        "number of hands stopped", _stops,
    ),
)  # fmt: skip
