"""Flips: planted boxes are found, noise is not read as a box, figures are of worlds held back."""

import numpy as np
import pytest
from scipy.stats import binom

from reorg.study.inference import flips
from reorg.study.inference.cosine_basis import CosineBasis
from reorg.study.inference.drivers import jackknife_blocks
from reorg.study.inference.flips import LEVEL, WORLDS_MIN, Outcomes, SearchedWorlds, find_flips
from reorg.study.inference.majority import binomial_tail, majority_of

INPUTS = 90


def worlds_of(count, seed):
    u = np.random.default_rng(seed).random((count, INPUTS))
    # In units of their own: bounds must come back in them.
    assumptions = 10.0 + 5.0 * u
    return u, SearchedWorlds(assumptions, CosineBasis.of(assumptions), jackknife_blocks(np.arange(count)))


def signs_of(helps, seed, ties=0.1):
    rng = np.random.default_rng(seed + 1000)
    signs = np.where(rng.random(len(helps)) < helps, 1.0, -1.0)
    return np.where(rng.random(len(helps)) < ties, 0.0, signs)


def searched(worlds, signs):
    """Each world as a point of its own."""
    return find_flips(worlds, Outcomes.of_signs(signs))


def inside(u, box):
    held = [(u[:, column] >= low) & (u[:, column] < high) for column, (low, high) in box.items()]
    return np.logical_and.reduce(held)


@pytest.mark.parametrize(
    "box",
    [
        {5: (0.8, 1.0)},
        {5: (0.0, 0.4), 60: (0.6, 1.0)},
        {5: (0.0, 0.5), 60: (0.5, 1.0), 81: (0.5, 1.0)},
        {5: (0.3, 0.6)},
        {5: (0.3, 0.7), 60: (0.0, 0.4)},
    ],
    ids=["one side", "two", "three", "a middle", "a middle and a side"],
)
@pytest.mark.parametrize("seed", [1, 2])
def test_a_planted_box_is_found(box, seed):
    # A box of three holds an eighth of the worlds; half of them must show it, and half confirm it.
    u, worlds = worlds_of(2000 if len(box) == 3 else 1000, seed)
    within = inside(u, box)
    found = searched(worlds, signs_of(np.where(within, 0.85, 0.08), seed))
    assert found.lean == "harms"
    flip = found.flips[0]
    assert flip.toward == "helps"
    sides = {column: (low, high) for column, low, high in flip.sides}
    assert set(sides) == set(box)
    for column, (low, high) in box.items():
        # Bounds lie on tenths of the range; a tenth beside the planted one is as near as the worlds tell.
        for bound, planted, end in ((sides[column][0], low, 0.0), (sides[column][1], high, 1.0)):
            if bound is None:
                assert planted == end
            else:
                assert (bound - 10.0) / 5.0 == pytest.approx(planted, abs=0.12)
    assert flip.share == pytest.approx(within.mean(), abs=0.08)
    # Held-back: nine tenths of 85%, within the interval of the worlds inside (doubled: four errors).
    low, high = flip.interval
    assert low - (high - low) / 2 <= 0.9 * 0.85 <= high + (high - low) / 2
    assert flip.helps > flip.harms
    assert 0.3 < flip.coverage <= 1.0


@pytest.mark.slow
@pytest.mark.parametrize("helps", [0.5, 0.45, 0.2])
@pytest.mark.parametrize("count", [192, 448])
def test_noise_is_not_read_as_a_box(helps, count):
    """At most 5%, as stated; the planted boxes above are the power."""
    draws = 60
    _u, worlds = worlds_of(count, 7)
    found = sum(bool(searched(worlds, signs_of(np.full(count, helps), seed)).flips) for seed in range(draws))
    assert binom.sf(found - 1, draws, 0.05) > 1e-4


def test_nothing_flips_what_differs_in_degree_only():
    u, worlds = worlds_of(1000, 3)
    found = searched(worlds, signs_of(0.05 + 0.3 * u[:, 5], 3))
    assert found.lean == "harms"
    assert found.flips == ()


def test_where_worlds_lean_neither_way_both_ways_are_searched():
    u, worlds = worlds_of(1000, 4)
    found = searched(worlds, signs_of(np.where(u[:, 5] < 0.5, 0.8, 0.2), 4))
    assert found.lean == "neither"
    assert {flip.toward for flip in found.flips} == {"helps", "harms"}
    by = {flip.toward: flip for flip in found.flips}
    (column, low, high), *_more = by["helps"].sides
    assert column == 5
    assert low is None
    assert high == pytest.approx(12.5, abs=0.5)
    assert by["harms"].harms > 0.6


def test_two_boxes_apart_are_both_found():
    u, worlds = worlds_of(2000, 5)
    two = inside(u, {5: (0.8, 1.0)}) | inside(u, {60: (0.0, 0.2), 5: (0.0, 0.4)})
    found = searched(worlds, signs_of(np.where(two, 0.9, 0.05), 5))
    assert [{column for column, *_bounds in flip.sides} for flip in found.flips] == [{5}, {5, 60}]


def test_the_lean():
    assert majority_of(np.array([1.0] * 60 + [-1.0] * 30 + [0.0] * 10)) == "helps"
    assert majority_of(np.array([1.0] * 30 + [-1.0] * 60 + [0.0] * 10)) == "harms"
    assert majority_of(np.array([1.0] * 45 + [-1.0] * 50 + [0.0] * 5)) == "neither"
    assert majority_of(np.array([1.0] * 4 + [0.0] * 96)) == "ties"
    # The chance of 9 or more of 11 on either side is 6.5%, of 10 or more 1.2%.
    assert majority_of(np.array([1.0] * 9 + [-1.0] * 2)) == "neither"
    assert majority_of(np.array([1.0] * 10 + [-1.0])) == "helps"
    assert majority_of(np.zeros(100)) == "ties"


def test_worlds_of_which_nothing_is_known_have_no_say_in_the_majority():
    unknown = [np.nan] * 60
    assert majority_of(np.array([1.0] * 30 + [-1.0] * 5 + [0.0] * 5 + unknown)) == "helps"
    assert majority_of(np.array([1.0] * 4 + unknown)) == "neither"
    assert majority_of(np.array(unknown)) is None


def test_ties_and_worlds_that_all_agree_have_no_flips():
    _u, worlds = worlds_of(256, 6)
    assert searched(worlds, np.zeros(256)).flips == ()
    assert searched(worlds, np.ones(256)).flips == ()
    assert searched(worlds, np.full(256, -1.0)).flips == ()


def test_the_same_worlds_give_the_same_flips():
    u, worlds = worlds_of(500, 8)
    signs = signs_of(np.where(u[:, 5] > 0.7, 0.8, 0.1), 8)
    assert searched(worlds, signs) == searched(worlds, signs)


def test_too_few_worlds_are_refused():
    _u, worlds = worlds_of(WORLDS_MIN - 1, 9)
    with pytest.raises(ValueError, match=f"{WORLDS_MIN} worlds or more"):
        searched(worlds, np.ones(WORLDS_MIN - 1))


@pytest.mark.parametrize(
    ("count", "trials", "share"), [(0, 0, 0.5), (7, 10, 0.5), (30, 80, 0.3), (80, 80, 0.6)]
)
def test_the_binomial_tail(count, trials, share):
    assert binomial_tail(count, trials, share) == pytest.approx(binom.sf(count - 1, trials, share), rel=1e-9)


def test_a_box_of_fewer_worlds_than_three_in_a_hundred_is_not_looked_for():
    """Of 2,000 worlds: a box of 7% is found, one of 2% is not, however sure its worlds are."""
    u, worlds = worlds_of(2000, 11)
    narrow, wide = ({5: (0.0, 0.1), 60: (0.0, high)} for high in (0.2, 0.7))
    assert inside(u, narrow).mean() < 0.03
    for box, found in ((narrow, False), (wide, True)):
        signs = np.where(inside(u, box), 1.0, -1.0)
        assert bool(searched(worlds, signs).flips) is found


@pytest.mark.parametrize(
    ("lean", "levels"),
    [
        ("helps", {"harms": LEVEL}),
        ("harms", {"helps": LEVEL}),
        ("neither", {"helps": LEVEL / 4, "harms": LEVEL / 4}),
        ("ties", {}),
    ],
)
def test_each_way_is_tested_at_its_own_level(monkeypatch, lean, levels):
    """Where worlds lean neither way, two ways are searched: each gets a quarter of the level."""
    asked = {}

    def spy(side, _worlds, _outcomes, level):
        asked[side] = level
        return []

    monkeypatch.setattr(flips, "majority_of", lambda _signs: lean)
    monkeypatch.setattr(flips, "_toward", spy)
    _u, worlds = worlds_of(WORLDS_MIN, 12)
    searched(worlds, np.ones(WORLDS_MIN))
    assert asked == levels
