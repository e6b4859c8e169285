"""Scrambled Sobol points: the sequence itself, its stratification, and what a draw depends on."""

from itertools import pairwise

import numpy as np
import pytest
from scipy.stats import qmc

from reorg.quantity import evidence
from reorg.study.sampling.sobol import WORLDS_PER_BATCH, scrambled_points, sobol_bits, sobol_dimension

IDS = list(evidence())


def test_unscrambled_points_are_those_of_scipy():
    expected = qmc.Sobol(256, scramble=False, bits=32).random(1024)
    assert np.array_equal(sobol_bits(range(256), 1024) / 2.0**32, expected)


def test_every_parameter_of_the_evidence_table_has_a_column_of_its_own():
    columns = [sobol_dimension(parameter) for parameter in IDS]
    assert len(set(columns)) == len(columns)


def test_there_are_direction_numbers_for_every_column():
    columns = [parameter.dimension for parameter in evidence().values()]
    # Columns of parameters that are no more are not given to others.
    assert 0 <= min(columns) <= max(columns) < 256


def test_a_parameter_without_a_column_is_told_where_to_get_one():
    with pytest.raises(
        ValueError, match=r"'gravity\.pull' has no Sobol dimension: .*evidence\.csv, with the dimension \d+"
    ):
        sobol_dimension("gravity.pull")


@pytest.mark.parametrize(("seed", "batch"), [(1, 0), (1, 7), (2, 0)])
def test_each_batch_has_one_point_in_each_64th_of_every_dimension(seed, batch):
    points = scrambled_points(IDS, seed, batch)
    bins = np.sort(np.floor(points * WORLDS_PER_BATCH).astype(int), axis=0)
    assert np.array_equal(bins, np.tile(np.arange(WORLDS_PER_BATCH)[:, None], (1, len(IDS))))


@pytest.mark.parametrize("pair", [(0, 1), (1, 2), (0, 6)])
def test_scrambling_keeps_the_stratification_of_pairs(pair):
    """Every 2^i by 2^j box of area 1/64 holds as many points as in the unscrambled sequence."""
    by_column = {sobol_dimension(parameter): parameter for parameter in IDS}
    points = scrambled_points([by_column[column] for column in pair], seed=3, batch=5)
    plain = sobol_bits(pair, WORLDS_PER_BATCH) / 2.0**32
    for power in range(7):
        boxes = np.array([2**power, 2 ** (6 - power)])
        assert _counts(points, boxes) == _counts(plain, boxes)


def test_first_two_dimensions_fill_every_elementary_box():
    by_column = {sobol_dimension(parameter): parameter for parameter in IDS}
    points = scrambled_points([by_column[0], by_column[1]], seed=3, batch=5)
    for power in range(7):
        assert _counts(points, np.array([2**power, 2 ** (6 - power)])) == [1] * WORLDS_PER_BATCH


def test_means_over_batches_are_unbiased():
    """200 batches: within a 64th each point is uniform, so a batch mean has sd 1 / (64 sqrt(12 * 64))."""
    means = np.array([scrambled_points(IDS, 1, batch).mean(axis=0) for batch in range(200)])
    standard_error = 1 / (64 * np.sqrt(12 * 64)) / np.sqrt(200)
    z = (means.mean(axis=0) - 0.5) / standard_error
    assert np.abs(z).max() < 4.5
    assert 0.8 < z.std() < 1.2


def test_two_batches_and_two_columns_are_uncorrelated():
    draws = np.array([scrambled_points(IDS[:20], 1, batch) for batch in range(100)]) - 0.5
    # The points of a batch share the flips of their leading digits: only columns and batches are independent.
    between_batches = np.array([(a * b).mean(axis=0) for a, b in pairwise(draws)]).ravel()
    assert abs(between_batches.mean()) < 4 * between_batches.std() / np.sqrt(between_batches.size)
    first = draws[:, 0, :]
    correlation = np.corrcoef(first, rowvar=False)[np.triu_indices(20, 1)]
    assert np.abs(correlation).max() < 4.5 / np.sqrt(100)


def test_a_draw_depends_on_its_own_parameter_alone():
    everything = scrambled_points(IDS, 9, 4)
    some = scrambled_points(IDS[5:2:-1], 9, 4)
    assert np.array_equal(some, everything[:, 5:2:-1])


def _counts(points, boxes):
    cells = np.floor(points * boxes).astype(int)
    return sorted(np.bincount(cells[:, 0] * boxes[1] + cells[:, 1], minlength=WORLDS_PER_BATCH).tolist())
