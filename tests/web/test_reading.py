"""What decides it and where it turns, read while a study stands in the page."""

from __future__ import annotations

import numpy as np

from reorg.model import load
from reorg.web.figures import Worlds


def test_what_decides_it_is_reported_of_every_alternative_in_sentences() -> None:
    organization = load("churn")
    names = tuple(scenario.id for scenario in organization.scenarios)[:2]
    worlds = Worlds.room_for(organization, names, 1000)
    rng = np.random.default_rng(1)
    for world in range(1000):
        worlds.add(
            world, rng.normal(50.0, 5.0, worlds.metrics.shape[1:]), np.zeros(worlds.cut_off.shape[1:], bool)
        )
    reading = worlds.reading(1)
    assert "drivers" in reading
    assert reading["turns"].keys() == {names[1]}
    assert all(line.endswith(".") for line in reading["turns"][names[1]])
