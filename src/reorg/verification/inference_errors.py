"""Drivers and flips: how often noise is reported, and how often a real effect.

No engine takes part. Assumptions are drawn as in a study: those of the evidence table from its points, and
beside them inputs of a model, each from a Latin hypercube of its own: three levels (of three, three and two
readings) and a hundred ranges. Two worlds share each point. Differences come, in turn,

    normal; from Student's t with one degree of freedom; zero in nineteen of twenty worlds; counts

**Noise.** A difference depends on none of the inputs. Anything at all may be named in less than 1% of such
differences; the planted error shares the level among a tenth of the columns. A flip may be told in at most
1% of them (an ending only where something is named); the planted error holds back worlds that are those
searched.

**Power.** A normal difference falls along the first level so that it explains the share that a verdict says
is named in 4 of 5 studies; the planted error is an effect half as large. Where the lowest reading and the
lower half of a range together make a difference even, a study of a thousand worlds tells of the end in half
of all cases or more; the planted error is a difference that leads everywhere.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache, partial

import numpy as np
from numpy.typing import NDArray

from reorg.mechanisms import ASSUMPTIONS
from reorg.study.inference.cosine_basis import CosineBasis
from reorg.study.inference.dependence import LEVEL, first_steps, smallest_named_share
from reorg.study.inference.drivers import estimate_drivers, jackknife_blocks
from reorg.study.inference.endings import find_ending
from reorg.study.inference.flips import Outcomes, SearchedWorlds, find_flips
from reorg.study.inference.luck import means_of_points, places_of_points
from reorg.study.sampling.assumptions import draw_assumptions, draw_inputs
from reorg.verification.results import CLOSED_FORM, Check, Comparison
from reorg.verification.simulation import SEED

Floats = NDArray[np.float64]

SIZES = (64, 256, 1000)
STATED = 0.01
"""Share of differences of pure luck in which anything may be named."""
DIFFERENCES = 3_000
"""Differences of pure luck of each size: the error of a share of 0.6% is 0.14 points."""
FLIPPED = 120
"""Differences of which flips and endings are sought; each takes tens of milliseconds."""
FLIPPED_IN_ERROR = 24
"""With the planted error a flip is told in most differences; one in ten would be seen among so many: it is
4.4 standard errors, of 2 points each, above what is stated."""
TOGETHER = 50
"""Differences that are tested in one pass over the points."""
STUDIES = 400
ENDED = 40
UNCOUNTED = 10.0
"""By how much the level is too high where only every tenth column is counted."""
POWER = 0.8
RANGES = 100
READINGS = (3, 3, 2)
LEAN = 0.3
"""Mean difference in standard deviations: worse in 55%, better in 32% of worlds."""
TIE = 0.18


@cache
def _points(worlds: int) -> tuple[SearchedWorlds, NDArray[np.int64]]:
    """Return the points of a study, levels first, and the point of each world."""
    numbers = np.arange(worlds)
    names = [f"input {place}" for place in range(len(READINGS) + RANGES)]
    inputs = draw_inputs(names, SEED, 0, worlds)
    for column, count in enumerate(READINGS):
        inputs[:, column] = np.floor(inputs[:, column] * count)
    drawn = np.hstack([inputs, draw_assumptions(ASSUMPTIONS, (), SEED, 0, worlds)])
    kinds = [0] * len(READINGS) + [1] * RANGES + [2] * len(ASSUMPTIONS)
    first = means_of_points(np.zeros(worlds), numbers)[1]
    basis = CosineBasis.of(drawn[first], kinds)
    return SearchedWorlds(drawn[first], basis, jackknife_blocks(first)), places_of_points(numbers)


def _luck(rng: np.random.Generator, turn: int, worlds: int) -> Floats:
    kind = turn % 4
    if kind == 0:
        return rng.standard_normal(worlds)
    if kind == 1:
        return rng.standard_cauchy(worlds)
    if kind == 2:
        return (rng.random(worlds) < 0.05) * rng.exponential(size=worlds)
    counts = rng.poisson(1.0, (2, worlds)).astype(np.float64)
    return np.asarray(counts[0] - counts[1])


@cache
def _chances(worlds: int) -> Floats:
    """Return the chance of the most telling column of each difference of pure luck."""
    searched, _point = _points(worlds)
    rng, numbers = np.random.default_rng((SEED, worlds)), np.arange(worlds)
    drawn = (means_of_points(_luck(rng, turn, worlds), numbers)[0] for turn in range(DIFFERENCES))
    differing = [means for means in drawn if np.ptp(means) > 0.0]
    found = np.ones(DIFFERENCES)
    found[: len(differing)] = [chance for chance, _column in _first_steps(searched.basis, differing)]
    return found


def _first_steps(basis: CosineBasis, differences: list[Floats]) -> Iterator[tuple[float, int]]:
    for start in range(0, len(differences), TOGETHER):
        yield from first_steps(basis, np.column_stack(differences[start : start + TOGETHER]))


def _named_in_noise(worlds: int, error: float) -> Comparison:
    found = float((_chances(worlds) <= LEVEL * (1.0 if error == 1.0 else UNCOUNTED)).mean())
    return Comparison(STATED, found, worlds, allowed=0.0, side="at most")


def _reported_in_noise(worlds: int, error: float) -> Comparison:
    searched, point = _points(worlds)
    count = FLIPPED if error == 1.0 else FLIPPED_IN_ERROR
    if error != 1.0:
        searched = _twice(searched)
    rng, reported = np.random.default_rng((SEED, worlds, 1)), 0
    for _difference in range(count):
        outcomes = Outcomes.of_points(_signs(LEAN + rng.standard_normal(worlds)), point)
        if error != 1.0:
            outcomes = Outcomes(np.tile(outcomes.signs, 2), np.tile(outcomes.worlds, (2, 1)))
        reported += bool(find_flips(searched, outcomes).flips)
    deviation = math.sqrt(STATED * (1.0 - STATED) / count)
    return Comparison(STATED, reported / count, worlds, deviation, side="at most")


def _twice(searched: SearchedWorlds) -> SearchedWorlds:
    """Return all points twice, once in each half."""
    rows = np.tile(np.arange(len(searched.blocks)), 2)
    both = np.repeat((0, 1), len(searched.blocks))
    drawn = searched.assumptions[np.ix_(rows, searched.basis.columns)]
    return SearchedWorlds(drawn, CosineBasis.of(drawn, list(searched.basis.kinds)), both)


def _signs(difference: Floats) -> Floats:
    return np.where(np.abs(difference) < TIE, 0.0, -np.sign(difference))


def _named_where_it_acts(worlds: int, error: float) -> Comparison:
    searched, _point = _points(worlds)
    points, basis = len(searched.blocks), searched.basis
    share = smallest_named_share(points, len(READINGS) * len(np.unique(basis.kinds)))
    effect = math.sqrt(share / (1.0 - share)) * (1.0 if error == 1.0 else 0.5)
    rng = np.random.default_rng((SEED, worlds, 2))
    differences = [effect * basis.terms[:, 0, 0] + rng.standard_normal(points) for _study in range(STUDIES)]
    named = sum(chance <= LEVEL and column == 0 for chance, column in _first_steps(basis, differences))
    deviation = math.sqrt(POWER * (1.0 - POWER) / STUDIES)
    return Comparison(POWER, named / STUDIES, worlds, deviation, side="at least")


def _ending_reported(worlds: int, error: float) -> Comparison:
    searched, point = _points(worlds)
    level, early = searched.assumptions[:, 0] == 0.0, searched.basis.positions[:, len(READINGS)]
    expected = np.where(level, -0.25, 0.25) + 0.8 * early if error == 1.0 else np.full(len(level), LEAN)
    rng, reported = np.random.default_rng((SEED, worlds, 3)), 0
    for _study in range(ENDED):
        difference = expected[point] + rng.standard_normal(worlds)
        outcomes = Outcomes.of_points(_signs(difference), point)
        means, first = means_of_points(difference, np.arange(worlds))
        drivers = estimate_drivers(searched.basis, means, first).drivers
        columns = [driver.column for driver in drivers]
        reported += find_ending(searched, outcomes, "harms", columns) is not None
    return Comparison(0.5, reported / ENDED, worlds, allowed=0.0, side="at least")


CHECKS = (
    *(
        Check(
            f"inference/noise-named-{worlds}", CLOSED_FORM, "as stated with every verdict",
            f"Share of differences of pure luck in {worlds} worlds of which anything is named, at most.",
            "columns tested: only every tenth counted", partial(_named_in_noise, worlds),
        )
        for worlds in SIZES
    ),
    *(
        Check(
            f"inference/noise-flips-{worlds}", CLOSED_FORM, "as stated with every verdict",
            f"Share of differences of pure luck in {worlds} worlds of which a flip is told, at most.",
            "worlds held back: those searched, once more", partial(_reported_in_noise, worlds),
        )
        for worlds in SIZES[1:]
    ),
    *(
        Check(
            f"inference/power-{worlds}", CLOSED_FORM,
            "as stated with every verdict (`level_named_from_share`)",
            f"Share of studies of {worlds} worlds that name a level which explains as much as they say.",
            "effect of the level, halved", partial(_named_where_it_acts, worlds),
        )
        for worlds in SIZES
    ),
    Check(
        "inference/ending-1000", CLOSED_FORM, "known answer",
        "Share of studies of 1,000 worlds that tell of a region in which a difference ends even, at least.",
        "the region: the difference leads everywhere", partial(_ending_reported, 1000),
    ),
)  # fmt: skip
