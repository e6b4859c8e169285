"""Familiarity: what new work costs once, and what is forgotten while other work comes first.

A piece of work keeps the speed of its beginning, so what one person needs is a sum of pieces: of 8 nominal
hours at familiarity f it takes 8 / (m + (1 - m) f) hours, after which f <- 1 - (1 - f) exp(-hours / tau).
In continuous time a new package costs (1 - m) tau (1 - exp(-h / tau)) nominal hours in h hours of work.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from math import exp

from reorg.engine import plan_scenario
from reorg.model.organization import Organization
from reorg.verification.results import LIMIT, Check, Comparison
from reorg.verification.simulation import simulate_worlds
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
FLOOR, TAU_HOURS, MEMORY_WEEKS, SWITCH_HOURS, CARRY_OVER = 0.65, 80.0, 10.0, 0.6, 0.5
LONG_HOURS, SHORT_HOURS, INTERRUPTED_WEEK = 480.0, 240.0, 4.0
ALLOWED_HOURS = 1e-6
"""What rounding makes of a sum of a hundred pieces."""


@dataclass
class Worker:
    """One person at work on packages of one area in turn: hours passed, and familiarity by package."""

    tau: float = TAU_HOURS
    hours: float = 0.0

    def __post_init__(self) -> None:
        self._known: dict[str, tuple[float, float]] = {}
        self._last = ""

    def present(self, name: str) -> float:
        """Return the familiarity with a package now; with a new one, a share of the best known."""
        faded = {
            x: f * exp(-(self.hours - since) / HOURS_PER_WEEK / MEMORY_WEEKS)
            for x, (f, since) in self._known.items()
        }
        return faded.get(name, CARRY_OVER * max(faded.values(), default=0.0))

    def work(self, name: str, nominal: float) -> None:
        """Do the given nominal hours of a package in pieces."""
        while nominal > 0.0:
            known = self.present(name)
            taken = min(CHUNK_HOURS, nominal) / (FLOOR + (1.0 - FLOOR) * known)
            taken += SWITCH_HOURS if self._last not in ("", name) else 0.0
            self.hours += taken
            self._known[name] = (1.0 - (1.0 - known) * exp(-taken / self.tau), self.hours)
            self._last = name
            nominal -= CHUNK_HOURS


def _one_person(*, interrupted: bool) -> Organization:
    people = crew(1)
    seats = structure([team("all", people, owned=[("area", AREA)])])
    releases = [release([package("long", fixed(LONG_HOURS))])]
    if interrupted:
        urgent = replace(package("short", fixed(SHORT_HOURS)), priority=5.0)
        releases.append(replace(release([urgent], first_week=INTERRUPTED_WEEK), id="urgent"))
    return organization(people, [seats], weeks=40, releases=releases)


def expected_hours(*, interrupted: bool, tau: float = TAU_HOURS) -> float:
    """Return the hours until the long package is finished, summed by pieces."""
    worker = Worker(tau)
    left = LONG_HOURS
    while interrupted and worker.hours < INTERRUPTED_WEEK * HOURS_PER_WEEK:
        worker.work("long", CHUNK_HOURS)
        left -= CHUNK_HOURS
    if interrupted:
        worker.work("short", SHORT_HOURS)
    worker.work("long", left)
    return worker.hours


def _measure(interrupted: bool, error: float) -> Comparison:
    vector = without_disturbances(
        {
            "familiarity.floor_speed": FLOOR,
            "familiarity.tau_hours": TAU_HOURS * error,
            "familiarity.memory_weeks": MEMORY_WEEKS,
            "familiarity.switch_hours": SWITCH_HOURS,
            "familiarity.carry_over": CARRY_OVER,
        }
    )
    plan = plan_scenario(_one_person(interrupted=interrupted), "only")
    (outcome,) = simulate_worlds(plan, vector, 1)
    found = float(outcome.finish_weeks[0] * HOURS_PER_WEEK)
    return Comparison(expected_hours(interrupted=interrupted), found, 1, allowed=ALLOWED_HOURS)


CHECKS = (
    Check(
        "familiarity/new-work", LIMIT, "sum of pieces; continuous: h = W + (1 - m) tau (1 - exp(-h / tau))",
        f"Hours of one person for {LONG_HOURS:.0f} hours of a package never worked on; it costs"
        f" {(1.0 - FLOOR) * TAU_HOURS:.0f} hours in the end, (1 - m) tau.",
        "practice to close the gap", partial(_measure, False),
    ),
    Check(
        "familiarity/interrupted", LIMIT, "sum of pieces; f exp(-t / memory) while others come first",
        f"Hours until the same package is finished where, from week {INTERRUPTED_WEEK:.0f} on, another of the"
        f" same area with {SHORT_HOURS:.0f} hours comes first: it fades, is resumed, carries over.",
        "practice to close the gap", partial(_measure, True),
    ),
)  # fmt: skip
