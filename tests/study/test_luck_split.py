"""Luck and assumptions apart: known splits are found, and what cannot act is not looked at."""

from dataclasses import replace

import numpy as np
import pytest

from reorg.mechanisms import ASSUMPTIONS
from reorg.model.loading import load
from reorg.study.inference.cosine_basis import CosineBasis
from reorg.study.inference.dependence import select_assumptions, smallest_named_share
from reorg.study.inference.luck import means_of_points, split_luck
from reorg.study.sampling.assumptions import draw_assumptions, draw_inputs
from reorg.study.sampling.idle import idle_assumptions
from reorg.study.sampling.sobol import point_of_world

WORLDS = np.arange(4096)


def difference(share, seed, mean=0.0):
    """A difference of which assumptions explain a known share, the rest luck; of expectation ``mean``."""
    rng = np.random.default_rng(seed)
    points = rng.standard_normal(WORLDS.size)[point_of_world(WORLDS)]
    return mean + np.sqrt(share) * points + np.sqrt(1.0 - share) * rng.standard_normal(WORLDS.size)


@pytest.mark.parametrize("share", [0.0, 0.1, 0.3, 0.8])
def test_a_known_share_is_found_within_its_interval(share):
    inside = 0
    for seed in range(60):
        found = split_luck(difference(share, seed), WORLDS)
        inside += found.interval[0] <= share <= found.interval[1]
    # 60 intervals of 95%: fewer than 51 within would happen in less than one of a thousand such tests.
    assert inside >= 51


def test_the_side_of_the_expected_difference_is_that_of_assumptions_alone():
    """Assumptions with a standard deviation of one half and a mean of one half: 84.1% are above 0."""
    shares = [
        float((split_luck(difference(0.25, seed, 0.5), WORLDS).expected > 0).mean()) for seed in range(20)
    ]
    # Of single worlds only Phi(0.5) = 69.1% are.
    assert np.mean(shares) == pytest.approx(0.841, abs=0.015)


def test_too_few_pairs_are_not_told():
    assert split_luck(difference(0.3, 1)[:95], WORLDS[:95]) is None
    assert split_luck(difference(0.3, 1)[:96], WORLDS[:96]) is not None


def test_every_second_batch_has_the_points_of_the_one_before():
    inputs = draw_inputs(["x"], 1, 0, 256)
    assumptions = draw_assumptions(ASSUMPTIONS, (), 1, 0, 256)
    for drawn in (inputs, assumptions):
        np.testing.assert_array_equal(drawn[:64], drawn[64:128])
        assert not np.array_equal(drawn[:64], drawn[128:192])


def test_worlds_of_a_point_count_as_their_mean():
    means, first = means_of_points(np.arange(130.0), np.arange(130))
    assert means[:2].tolist() == [32.0, 33.0]
    assert means.size == 66
    assert first[:2].tolist() == [0, 1]
    assert means[-2:].tolist() == [128.0, 129.0]


@pytest.mark.slow
@pytest.mark.parametrize("weights", [None, (0.3, 0.5, 0.2)], ids=["ranges", "levels"])
def test_what_is_said_to_be_named_is_named_in_four_of_five_studies(weights):
    points, columns = 128, 60
    share = smallest_named_share(points, columns)
    named = 0
    for seed in range(100):
        rng = np.random.default_rng(seed)
        assumed = rng.random((points, columns))
        if weights:
            assumed = np.searchsorted(np.cumsum(weights), assumed).astype(float)
        effect = (assumed[:, 7] - assumed[:, 7].mean()) / assumed[:, 7].std() * np.sqrt(share)
        y = effect + np.sqrt(1.0 - share) * rng.standard_normal(points)
        named += 7 in select_assumptions(CosineBasis.of(assumed), y).alone
    # Of 100 studies with a chance of .8 fewer than 67 or more than 91 are one in a thousand each.
    assert 67 <= named <= 91


@pytest.mark.slow
def test_levels_of_a_few_readings_keep_the_level_of_the_tests():
    """Noise is named in at most 1% of differences, also where columns hold three readings."""
    named = 0
    for seed in range(400):
        rng = np.random.default_rng(seed)
        columns = rng.choice(3, size=(128, 40), p=(0.3, 0.5, 0.2)).astype(float)
        named += bool(select_assumptions(CosineBasis.of(columns), rng.standard_normal(128)).alone)
    # At 1% more than 11 of 400 are one in a thousand.
    assert named <= 11


@pytest.mark.slow
def test_kinds_share_the_level_so_that_few_levels_are_not_lost_among_many_assumptions():
    kinds = [0] * 3 + [1] * 40 + [2] * 150
    level, noise, lost = 0, 0, 0
    for seed in range(150):
        rng = np.random.default_rng(seed)
        columns = rng.random((128, len(kinds)))
        columns[:, :3] = rng.choice(3, size=(128, 3), p=(0.3, 0.5, 0.2))
        luck = rng.standard_normal(128)
        basis, alone = CosineBasis.of(columns, kinds), CosineBasis.of(columns)
        noise += bool(select_assumptions(basis, luck).alone)
        decided = luck + 0.65 * columns[:, 1]
        level += 1 in select_assumptions(basis, decided).alone
        lost += 1 in select_assumptions(alone, decided).alone
    # At 1% more than 6 of 150 are one in a thousand.
    assert noise <= 6
    assert level > lost + 20


def test_what_a_model_has_not_cannot_act():
    ids = tuple(parameter.id for parameter in ASSUMPTIONS)
    qwen = load("qwen")
    without = replace(qwen, pools=(), market=None)
    assert not any(each.startswith(("market.", "compute.")) for each in idle_assumptions(qwen, ids))
    idle = idle_assumptions(replace(without, inputs=()), ids)
    assert {each for each in ids if each.startswith(("market.", "compute.", "agents."))} <= idle
    assert "exceptions.decided_by.high.top" in idle
    assert "exceptions.decided_by.medium.top" not in idle
    # The case draws how centralized it is.
    assert "exceptions.decided_by.high.top" not in idle_assumptions(qwen, ids)
