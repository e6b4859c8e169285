"""Knowledge: practice approaches 1 exponentially, disuse decays, and speed shows both; leavers take it along.

A piece of 8 nominal hours takes 8 / (m + (1 - m) k) hours of work at the knowledge k of its beginning, so
that the log of a single person who works without pause shows the whole curve.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from reorg.engine import Outcome, Simulator, plan_scenario
from reorg.model.events import Replace
from reorg.model.organization import Organization
from reorg.verification.results import LIMIT, Check, Comparison
from reorg.verification.simulation import SEED, log_rows, simulate_worlds
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
HOURS_PER_YEAR = 2080.0
START, FLOOR = 0.7, 0.4
TAU_HOURS, DECAY_PER_YEAR, BUFFER = 700.0, 0.3, 0.35
PART_TIME = 0.5
WEEKS = 60
FOREVER = 1e15


def _assumed(**changes: float) -> Any:
    """Return assumptions under which knowledge alone sets the speed, and does not change by itself."""
    values = {
        "start": START,
        "floor_speed": FLOOR,
        "tau_hours": FOREVER,
        "decay_per_year": 0.0,
        "buffer": BUFFER,
        **changes,
    }
    start = {"onboarding.start_productivity": 1.0, "onboarding.trainer_share": 0.0}
    return without_disturbances({**start, **{f"knowledge.{name}": value for name, value in values.items()}})


def _alone(first_week: float = 0.0, *changes: Replace, hours: float = 1e8) -> Organization:
    """Return one person, half-time, on a package, endless unless stated, that begins in a week."""
    people = [replace(person, share=PART_TIME) for person in crew(1)]
    seats = structure([team("all", people, owned=[("area", AREA)])])
    work = release([package("k", fixed(hours))], first_week=first_week)
    return organization(people, [seats], weeks=WEEKS, releases=[work], changes=changes)


def _pieces(outcome: Outcome) -> tuple[Any, Any]:
    """Return the hours of work each piece took, and those worked before it."""
    hours = log_rows(outcome, "begin work")["value"]
    return hours, np.concatenate([[0.0], np.cumsum(hours)[:-1]])


def _duration(k: Any) -> Any:
    return CHUNK_HOURS / (FLOOR + (1.0 - FLOOR) * k)


def _learning(error: float) -> Comparison:
    """One who knows nothing at first: durations follow the approach, and so does the last knowledge."""
    simulator = Simulator(plan_scenario(_alone(), "only"))
    outcome = simulator.run(_assumed(start=0.0, tau_hours=TAU_HOURS * error), SEED, 0, log=True)
    hours, before = _pieces(outcome)
    slower = np.abs(hours - _duration(1.0 - np.exp(-before / TAU_HOURS))).max()
    known = simulator.state.knowledge["value"][0, 0] - (1.0 - np.exp(-before[-1] / TAU_HOURS))
    return Comparison(0.0, float(max(slower, abs(known))) if len(hours) > WEEKS else np.nan, 1)


def _speed(error: float) -> Comparison:
    found = 0.0
    for start in (0.0, 0.25, START, 1.0):
        vector = _assumed(start=start, floor_speed=FLOOR * error)
        (outcome,) = simulate_worlds(plan_scenario(_alone(), "only"), vector, 1, log=True)
        hours, _ = _pieces(outcome)
        found = max(found, float(np.abs(hours - _duration(start)).max()))
    return Comparison(0.0, found, 4)


def _decay(error: float) -> Comparison:
    """Look at the first piece after weeks without practice, and at what is left at the end without any."""
    found = 0.0
    for unused in (0.0, 13.5, 40.0, float(WEEKS)):
        simulator = Simulator(plan_scenario(_alone(unused), "only"))
        outcome = simulator.run(_assumed(decay_per_year=DECAY_PER_YEAR * error), SEED, 0, log=True)
        left = START * np.exp(-DECAY_PER_YEAR * unused * HOURS_PER_WEEK / HOURS_PER_YEAR)
        if unused < WEEKS:
            deviation = log_rows(outcome, "begin work")["value"][0] - _duration(left)
        else:
            deviation = simulator.state.areas["most"][0] - left
        found = max(found, abs(float(deviation)))
    return Comparison(0.0, found, 4)


def _leaving(error: float) -> Comparison:
    """Follow a successor, who finds the buffered share of what the leaver had learned until then."""
    lab = _alone(0.0, Replace(30.3, "p1", 2.0, None))
    vector = _assumed(tau_hours=TAU_HOURS, buffer=BUFFER * error)
    (outcome,) = simulate_worlds(plan_scenario(lab, "only"), vector, 1, log=True)
    (left,), (joined,) = log_rows(outcome, "left")["time"], log_rows(outcome, "joined")["time"]
    practice = log_rows(outcome, "end work")["time"]
    practiced = practice[practice < left][-1] * PART_TIME
    kept = BUFFER * (1.0 - (1.0 - START) * np.exp(-practiced / TAU_HOURS))
    begun = log_rows(outcome, "begin work")
    begun = begun[begun["time"] >= joined]
    worked = np.concatenate([[0.0], np.cumsum(begun["value"])[:-1]])
    expected = _duration(1.0 - (1.0 - kept) * np.exp(-worked / TAU_HOURS))
    return Comparison(0.0, float(np.abs(begun["value"] - expected).max()), 1)


LOST, PROJECT_HOURS, LEFT_AFTER_HOURS, GAP_HOURS = 0.4, 401.0, 93.0, 80.0


def _handover(error: float) -> Comparison:
    """Let the only one on a package leave in the middle of a piece: part of it is done again."""
    replaced = Replace(LEFT_AFTER_HOURS / PART_TIME / HOURS_PER_WEEK, "p1", GAP_HOURS / HOURS_PER_WEEK, None)
    vector = _assumed(floor_speed=1.0, lost_in_handover=LOST * error)
    (outcome,) = simulate_worlds(plan_scenario(_alone(0.0, replaced, hours=PROJECT_HOURS), "only"), vector, 1)
    expected = (PROJECT_HOURS + LOST * (LEFT_AFTER_HOURS % CHUNK_HOURS)) / PART_TIME + GAP_HOURS
    return Comparison(expected, float(outcome.finish_weeks[0] * HOURS_PER_WEEK), 1)


_NOTE = "Largest deviation in hours of any piece of work"

CHECKS = (
    Check(
        "knowledge/learning", LIMIT, "1 - exp(-c / tau)",
        f"{_NOTE}, and of the knowledge reached, of one who starts with none and works half-time.",
        "practice to close 63% of the gap", _learning,
    ),
    Check(
        "knowledge/speed", LIMIT, "m + (1 - m) k", f"{_NOTE} at four levels of knowledge.",
        "speed without knowledge", _speed,
    ),
    Check(
        "knowledge/decay", LIMIT, "exp(-decay x years)",
        "Largest deviation of the hours of the first piece of work after 0, 13.5 and 40 weeks without"
        " practice, and of what is known after 60.",
        "decay a year", _decay,
    ),
    Check(
        "knowledge/leaving", LIMIT, "share kept x 1 - (1 - k) exp(-c / tau)",
        f"{_NOTE} of a successor, who finds a share of what the leaver knew and learns from there.",
        "share of knowledge kept", _leaving,
    ),
    Check(
        "knowledge/handover", LIMIT, "work + share lost x what the leaver had in hand, and the vacancy",
        "Hour at which a package ends whose only worker leaves in the middle of a piece.",
        "share lost", _handover,
    ),
)  # fmt: skip
