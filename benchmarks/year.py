"""One year of a laboratory in a process of its own: prints time, peak memory and what came of it as JSON.

python -m benchmarks.year 1000
"""

from __future__ import annotations

import json
import resource
import sys

import numpy as np

from benchmarks.assumptions import central
from benchmarks.clock import timed
from benchmarks.laboratory import laboratory
from reorg.engine import Simulator, plan_scenario

SMALL = 100
MOST_BYTES = 6 * 2**30
"""Address space of the process: what would need more fails at once and alone."""
PERSON_YEARS = 50_000
"""Small laboratories are run in several worlds, so that their time can be told from nothing."""


def measured(people: int) -> dict[str, float]:
    """Return CPU seconds of the model and of a world-year, peak MiB, events and the hours' balance."""
    Simulator(plan_scenario(laboratory(SMALL, 1), "stay")).run(central(), 1, 0)  # compile or load
    made = timed(lambda: plan_scenario(laboratory(people), "stay"))
    simulator = Simulator(made.answer)
    first = timed(lambda: simulator.run(central(), 1, 0))
    hours, present = float(np.sum(first.answer.hours)), first.answer.present_hours
    worlds = max(1, PERSON_YEARS // people)
    later = timed(lambda: [simulator.run(central(), 1, world).events for world in range(1, 1 + worlds)])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "people": len(made.answer.person_ids),
        "model_seconds": made.cpu_seconds,
        "first_seconds": first.cpu_seconds,
        "year_seconds": later.cpu_seconds / worlds,
        "events": sum(later.answer) / worlds,
        "peak_mib": peak / (2**20 if sys.platform == "darwin" else 2**10),
        "hours_lost": abs(hours - present) / present,
    }


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    print(json.dumps(measured(int(sys.argv[1]))))  # noqa: T201
