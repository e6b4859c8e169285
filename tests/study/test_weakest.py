"""Where along a driver a verdict is weakest: planted ends are found, and counted."""

import numpy as np
import pytest

from reorg.study.inference.cosine_basis import CosineBasis
from reorg.study.inference.drivers import jackknife_blocks
from reorg.study.inference.flips import SearchedWorlds
from reorg.study.inference.weakest import find_weakest_part

WORLDS = 1024


def searched(columns):
    return SearchedWorlds(columns, CosineBasis.of(columns), jackknife_blocks(np.arange(len(columns))))


def differences(expected, seed=3, scale=3.0):
    """Differences of two worlds of each point, and their signs: above 0 is worse."""
    luck = np.random.default_rng(seed).normal(scale=scale, size=(2, len(expected)))
    both = expected + luck
    return both.mean(axis=0), -np.sign(both).ravel(), np.tile(np.arange(len(expected)), 2)


def test_a_reading_at_which_a_verdict_ends_is_found_and_its_worlds_counted():
    level = np.random.default_rng(1).choice(3, size=WORLDS, p=(0.3, 0.5, 0.2)).astype(float)
    columns = np.column_stack([np.random.default_rng(2).random(WORLDS), level])
    means, signs, point = differences(np.array([0.0, 3.0, 4.0])[level.astype(int)])
    found = find_weakest_part(searched(columns), 1, means, signs, point)
    assert (found.low, found.high) == (None, 0.5)
    assert found.lean == "neither"
    assert found.share == (level == 0.0).mean()
    # A difference of nothing is as often above 0 as below; one of 3 with a spread of 3 is above in 84%.
    error = 0.5 / np.sqrt(2 * WORLDS * 0.3)
    assert found.helps == pytest.approx(0.5, abs=4 * error)
    helps, harms = found.elsewhere
    assert 0.84 - 4 * error < harms < 0.91 + 4 * error
    assert helps + harms == 1.0


def test_where_it_ends_nowhere_the_weakest_fifth_still_goes_the_same_way():
    columns = 10.0 + 5.0 * np.random.default_rng(1).random((WORLDS, 3))
    means, signs, point = differences(2.0 + 0.8 * (columns[:, 2] - 10.0))
    found = find_weakest_part(searched(columns), 2, means, signs, point)
    assert found.low is None
    assert found.high == pytest.approx(11.0, abs=0.2)
    assert found.lean == "harms"
    assert found.share == pytest.approx(0.2, abs=0.01)


def test_a_middle_can_be_weakest():
    columns = np.random.default_rng(1).random((WORLDS, 2))
    means, signs, point = differences(16.0 * (columns[:, 0] - 0.5) ** 2)
    found = find_weakest_part(searched(columns), 0, means, signs, point)
    assert found.low == pytest.approx(0.4, abs=0.03)
    assert found.high == pytest.approx(0.6, abs=0.03)
