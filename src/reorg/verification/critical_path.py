"""Without chance and with people enough, every package ends on the critical path, exactly."""

from __future__ import annotations

import numpy as np

from reorg.engine import Plan, plan_scenario
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

NETWORKS = 6
PACKAGES = 24


def _network(number: int) -> tuple[Organization, dict[str, float]]:
    """Return a random project and the hour at which each of its packages must end."""
    draw = np.random.default_rng(number)
    hours = draw.uniform(3.0, 90.0, PACKAGES)
    before = [[i for i in range(j) if draw.random() < 3.0 / PACKAGES] for j in range(PACKAGES)]
    ends: dict[str, float] = {}
    for j in range(PACKAGES):
        ends[f"k{j}"] = hours[j] + max((ends[f"k{i}"] for i in before[j]), default=0.0)
    packages = [package(f"k{j}", fixed(hours[j]), [f"k{i}" for i in before[j]]) for j in range(PACKAGES)]
    people = crew(PACKAGES)
    everybody = structure([team("all", people, owned=[("area", AREA)])])
    return organization(people, [everybody], weeks=60, releases=[release(packages)]), ends


def _largest_deviation(prepared: Plan, ends: dict[str, float]) -> float:
    (outcome,) = simulate_worlds(prepared, without_disturbances(), 1)
    expected = np.array([ends[run.package] for run in prepared.packages])
    deviations = np.abs(outcome.finish_weeks * HOURS_PER_WEEK - expected)
    return float(deviations.max()) if np.isfinite(deviations).all() else float("inf")


def _measure(error: float) -> Comparison:
    found = 0.0
    for number in range(NETWORKS):
        project, ends = _network(number)
        prepared = plan_scenario(project, "only")
        prepared.arrays["efforts"]["x"][0] *= error
        found = max(found, _largest_deviation(prepared, ends))
    return Comparison(0.0, found, NETWORKS)


CHECKS = (
    Check(
        "critical-path",
        LIMIT,
        "longest path through the precedence network (Kelley & Walker 1959), by hand",
        f"Largest deviation in hours over {NETWORKS} random networks of {PACKAGES} packages each.",
        "effort of the first package",
        _measure,
    ),
)
