"""Endings: a planted end is found and told as even, a reversal as such, and nothing where nothing ends."""

import numpy as np
import pytest
from scipy.stats import binom

from reorg.study.inference import endings
from reorg.study.inference.boxes import find_best_box
from reorg.study.inference.cosine_basis import CosineBasis
from reorg.study.inference.drivers import estimate_drivers, jackknife_blocks
from reorg.study.inference.endings import find_ending
from reorg.study.inference.flips import HeldBack, Outcomes, SearchedWorlds, find_flips
from reorg.study.inference.luck import means_of_points, places_of_points

INPUTS, SKILL, CLEAR, OTHER = 90, 4, 40, 70
WORLDS = 1024
"""512 points of what is assumed, as a study of a thousand worlds has."""
TIE = 0.18
"""Of a normal difference with spread 1 so little is a tie: 14% of worlds where nothing else acts."""


def columns():
    found = np.random.default_rng(5).random((WORLDS // 2, INPUTS))
    found[:, SKILL] = np.searchsorted([0.3, 0.8], found[:, SKILL])
    return found


def studied(expected, seed, sign=1.0):
    """The flip and the ending of a study with that expected difference (above 0 is worse) at its points."""
    u, worlds = columns(), np.arange(WORLDS)
    point = places_of_points(worlds)
    difference = sign * (expected(u)[point] + np.random.default_rng(seed).normal(size=WORLDS))
    signs = np.where(np.abs(difference) < TIE, 0.0, -np.sign(difference))
    means, first = means_of_points(difference, worlds)
    searched = SearchedWorlds(u, CosineBasis.of(u), jackknife_blocks(worlds[first]))
    drivers = estimate_drivers(searched.basis, means, worlds[first]).drivers
    outcomes = Outcomes.of_points(signs, point)
    flips = find_flips(searched, outcomes)
    ending = find_ending(searched, outcomes, flips.lean, [driver.column for driver in drivers])
    return flips, ending, u


def low_and_early(u):
    return (u[:, SKILL] == 0) & (u[:, CLEAR] < 0.5)


def even_in_both(u):
    """Worse, the later and the higher; where one is low and the other early as often better as worse."""
    return np.where(u[:, SKILL] == 0, -0.25, 0.25) + 0.8 * u[:, CLEAR]


def test_a_region_that_ends_even_is_found_and_told_as_even():
    """Power: told in 83% of such studies, with both inputs in 80% (60 studies); here more than half."""
    draws = 12
    found = [studied(even_in_both, seed) for seed in range(draws)]
    reported = [ending for _flips, ending, _u in found if ending]
    assert binom.cdf(len(reported), draws, 0.8) > 1e-4
    assert (
        sum({column for column, *_bounds in ending.sides} == {SKILL, CLEAR} for ending in reported)
        > draws / 2
    )
    assert binom.sf(sum(ending.toward != "neither" for ending in reported) - 1, draws, 0.05) > 1e-4
    for ending in reported:
        # Held back, and so without favor: no side is ahead by more than a tenth and what chance adds.
        assert abs(ending.helps - ending.harms) < 0.1 + 4 * np.sqrt(0.86 / (WORLDS * ending.share))
    # None is called a reversal beyond the level of the test.
    assert binom.sf(sum(bool(flips.flips) for flips, *_ in found) - 1, draws, 0.05) > 1e-4


def test_a_conjunction_that_reverses_is_reported_as_a_reversal():
    """A seventh of the points, 73% instead of 20% better there; of an eighth, in all of 60 studies."""
    draws = 8
    found = [studied(lambda u: np.where(low_and_early(u), -0.8, 0.7), seed) for seed in range(draws)]
    reported = [flip for flips, ending, _u in found for flip in (*flips.flips, ending)[:1] if flip]
    reported = [flip for flip in reported if flip.toward != "neither"]
    assert binom.cdf(len(reported), draws, 0.9) > 1e-4
    for flip in reported:
        assert flip.toward == "helps"
        assert flip.helps > flip.harms
        assert {SKILL, CLEAR} & {column for column, *_bounds in flip.sides}


@pytest.mark.parametrize(
    "expected",
    [
        lambda u: np.full(len(u), 0.5),
        lambda u: 0.5 + 0.3 * (u[:, SKILL] - 1.0),
        lambda u: 0.45 + 0.8 * u[:, CLEAR],
    ],
    ids=["pure luck", "a level by degrees", "a range by degrees"],
)
def test_nothing_ends_where_the_other_side_only_comes_nearer(expected):
    """At the worst point the verdict's side leads by 15 points or more."""
    draws = 10
    reported = sum(bool(studied(expected, seed)[1]) for seed in range(draws))
    assert binom.sf(reported - 1, draws, 0.05) > 1e-4


def test_both_leans_are_reported_alike():
    found = [studied(even_in_both, 2, sign) for sign in (1.0, -1.0)]
    assert [flips.lean for flips, *_ in found] == ["harms", "helps"]
    (_, first, _), (_, second, _) = found
    assert first is not None
    assert (first.helps, first.harms, first.sides) == (second.harms, second.helps, second.sides)
    assert (first.interval, first.coverage) == (second.interval, second.coverage)


def test_no_driver_no_ending():
    u = columns()
    searched = SearchedWorlds(u, CosineBasis.of(u), jackknife_blocks(np.arange(len(u))))
    signs = np.where(np.random.default_rng(1).random(len(u)) < 0.2, 1.0, -1.0)
    assert find_ending(searched, Outcomes.of_signs(signs), "harms", []) is None
    assert find_ending(searched, Outcomes.of_signs(signs), "ties", [SKILL]) is None
    assert find_ending(searched, Outcomes.of_signs(signs), "neither", [SKILL]) is None


def test_a_box_of_the_only_candidate_holds_what_it_is_worth():
    tenths = np.arange(200)[:, None] % 10
    signs = np.where(tenths[:, 0] < 3, 1.0, -1.0)
    box = find_best_box(tenths, signs, (0,), 12)
    assert box.sides == {0: (0, 3)}
    assert box.worth == pytest.approx(60 / np.sqrt(60))


@pytest.mark.parametrize(
    ("turning", "staying", "worlds", "expected"),
    [
        (40, 42, (80, 84, 190), "neither"),
        # The other side is ahead, but not for sure: 60 of 100 and more come up once in 35 times.
        (60, 40, (110, 85, 210), "neither"),
        (70, 30, (135, 65, 210), "helps"),
        # The verdict's side is ahead by 16 of 100 worlds, though far less than elsewhere.
        (40, 50, (70, 100, 190), None),
        # Most worlds tie, so that no side can be far ahead; of the others three in five stay.
        (60, 90, (110, 150, 600), None),
        # Even, but of so few points that it says nothing: 5 of 10 where 3 in 10 is usual.
        (5, 5, (10, 10, 24), None),
    ],
    ids=["even and sure", "unsure", "reversed", "still ahead", "ahead of many ties", "even by chance"],
)
def test_an_ending_is_unlike_the_rest_and_a_reversal_sure(monkeypatch, turning, staying, worlds, expected):
    """Counts of worlds held back decide, whatever was found."""
    counted = HeldBack(turning, staying, worlds[2] // 2, np.array(worlds))
    monkeypatch.setattr(endings, "count_held_back", lambda *_given: counted)
    ending = studied(even_in_both, 2)[1]
    assert (ending and ending.toward) == expected
