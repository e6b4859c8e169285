"""Times of a rehearsal in seconds of the processor, which others on the machine change little.

The limits are those of the acceptance checks, which are of the clock with two free cores: work that takes
less of one processor than that is in time there. ``python -m benchmarks studio`` measures the clock.
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pace import slowness
from reorg.model import load
from reorg.web.figures import Worlds
from reorg.web.watching import film_for
from web.studios import client_of, studio_of
from web.test_robust import large_model

FIRST_SECONDS, EDIT_SECONDS, DRIVERS_SECONDS, FILM_SECONDS = 5.0, 0.15, 5.0, 3.0


def rehearsed(studio: Any, plan: str, worlds: int, until: int) -> float:
    """Rehearse up to some worlds; return the seconds of the processor from the request to the first one."""
    begun, used = time.process_time(), []

    def tell(name: str, data: dict[str, Any]) -> None:
        if name == "dots" and data["done"]:
            used.append(time.process_time() - begun)
            if data["done"] >= until:
                studio.jobs.stop()

    studio.jobs.tell = tell
    job = studio.jobs.start([plan], worlds, 1, {})
    while job.state not in ("done", "stopped", "failed"):
        time.sleep(0.05)
    assert job.state != "failed", job.message
    return used[0]


@pytest.mark.slow
def test_the_first_world_comes_in_time(tmp_path: Path) -> None:
    studio = studio_of(tmp_path)
    studio.jobs._compile()
    assert rehearsed(studio, "split", 1000, 1) < FIRST_SECONDS * slowness()


def test_an_edit_is_answered_in_time_while_worlds_run(tmp_path: Path) -> None:
    client = client_of(tmp_path)
    client.studio.jobs.start(["split"], 1000, 1, {})
    took = []
    for number in range(10):
        begun = time.thread_time()
        where = ("product", "posttraining")[number % 2]
        client.studio.opened.edit("split", {"kind": "move_team", "team": "code", "to": where})
        client.studio.scenario("split")
        took.append(time.thread_time() - begun)
    client.studio.jobs.stop()
    assert sorted(took)[-2] < EDIT_SECONDS * slowness()


def test_what_decides_it_is_read_in_time() -> None:
    organization = load("churn")
    names = tuple(scenario.id for scenario in organization.scenarios)[:2]
    worlds = Worlds.room_for(organization, names, 1000)
    rng = np.random.default_rng(1)
    for world in range(1000):
        worlds.add(
            world, rng.normal(50.0, 5.0, worlds.metrics.shape[1:]), np.zeros(worlds.cut_off.shape[1:], bool)
        )
    begun = time.process_time()
    reading = worlds.reading(1)
    assert time.process_time() - begun < DRIVERS_SECONDS * slowness()
    assert "drivers" in reading
    assert reading["turns"].keys() == {names[1]}
    assert all(line.endswith(".") for line in reading["turns"][names[1]])


@pytest.mark.slow
def test_a_film_of_a_thousand_people_is_made_in_time(tmp_path: Path) -> None:
    studio = studio_of(tmp_path, str(large_model(tmp_path, 1000)))
    rehearsed(studio, "plan", 2, 2)
    begun = time.process_time()
    film = film_for(studio.jobs.current, "plan", None, 1)
    assert time.process_time() - begun < FILM_SECONDS * slowness()
    assert len(json.dumps(film)) > 10_000
