"""The 95% interval of a mean difference: in how many simulated studies it holds the true mean.

Each check draws differences with a known mean in as many worlds as a study might have, forms the interval as
a study does, and counts. No engine takes part. Differences come

    light      from a normal distribution, independent
    heavy      from Student's t with 3 degrees of freedom: tails so heavy that the variance of their variance
               is infinite
    skewed     from a lognormal distribution with sigma 1, from 64 worlds on; of eight worlds of it the
               interval holds the mean in 92%, which a verdict on so few says
    batches    as in a study: three tenths of their variance from assumptions that the scrambled Sobol points
               of a batch spread evenly, in every two batches the same points, the rest luck

What assumptions add is the same in every full batch, up to 1/64 of a range, so that the variance of a mean is
1 - a + a / n of that of independent worlds where a is their part. An interval from single worlds then covers

    2 Phi(1.96 / sqrt(1 - a + a / n)) - 1                                                             (1)

Each end of an interval from single worlds is the further of two, and a few batches may hold more than is
stated: there the check is a bound, and another one for how wide the interval may be.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache, partial
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from reorg.mechanisms import ASSUMPTIONS
from reorg.study.inference.intervals import BLOCKS_MIN, batch_numbers, joined_batches, mean_interval, t_975
from reorg.study.sampling.sobol import BATCHES_PER_POINT, WORLDS_PER_BATCH, scrambled_points
from reorg.verification.results import CLOSED_FORM, PLANTED, Check, Comparison
from reorg.verification.simulation import SEED

Floats = NDArray[np.float64]
Draw = Callable[[np.random.Generator, int, int], Floats]

SIZES = (8, 64, 65, 128, 192, 320, 961, 1000)
"""Worlds of a study: part of a batch, whole batches, one world more, and 16 batches, one of them short."""
FEW_BATCHES = (65, 128, 192, 320)
COVERED = 0.95
STUDIES = 4_000
STUDIES_EXACT = 16_000
"""Simulated studies where a 10% narrower interval must be seen."""
_TWICE = 2
"""How often the planted error is put in: of Student's t with the few degrees of freedom that pairs of batches
leave, 5% of the width once are less than the error of so many studies."""
ASSUMED = 0.3
"""Part of the variance that assumptions explain: as in nested runs of the case qwen."""
COLUMNS = 8
POOL = 2_000
"""Batches of which studies draw theirs."""
COUNTED_FOURFOLD = 2.0
"""How much too narrow an interval is that takes the rows of four scenarios for so many worlds."""
WIDER = 0.05
"""How much wider than Student's the interval from single worlds may be: the error that every check sees."""


def _light(rng: np.random.Generator, studies: int, worlds: int) -> Floats:
    return rng.standard_normal((studies, worlds))


def heavy_tailed(rng: np.random.Generator, studies: int, worlds: int) -> Floats:
    """Return differences from Student's t with 3 degrees of freedom, [studies, worlds]; their mean is 0."""
    return rng.standard_t(3, (studies, worlds))


def _skewed(rng: np.random.Generator, studies: int, worlds: int) -> Floats:
    return rng.lognormal(0.0, 1.0, (studies, worlds)) - math.exp(0.5)


def _batches(rng: np.random.Generator, studies: int, worlds: int) -> Floats:
    # Two batches share their points.
    chosen = rng.integers(POOL, size=(studies, -(-worlds // (WORLDS_PER_BATCH * BATCHES_PER_POINT))))
    points = np.repeat(_assumed()[chosen], BATCHES_PER_POINT, axis=1)
    assumed = points.reshape(studies, -1)[:, :worlds]
    return math.sqrt(ASSUMED) * assumed + math.sqrt(1.0 - ASSUMED) * _light(rng, studies, worlds)


@cache
def _assumed() -> Floats:
    """Return what assumptions add to a difference, by batch and world: a sum with mean 0 and variance 1."""
    ids = [parameter.id for parameter in ASSUMPTIONS][:COLUMNS]
    points = np.array([scrambled_points(ids, SEED, batch) for batch in range(POOL)])
    return np.asarray((points - 0.5).sum(axis=2) * math.sqrt(12.0 / COLUMNS))


@cache
def _intervals(draw: Draw, studies: int, worlds: int) -> Floats:
    """Return the ends of the interval of each study, [studies, 2], less the mean of its worlds, and that."""
    rng = np.random.default_rng((SEED, worlds, _DRAWS.index(draw)))
    batches, found = batch_numbers(worlds), np.empty((studies, 3))
    for row, values in zip(found, draw(rng, studies, worlds), strict=True):
        interval = mean_interval(values, batches)
        assert interval is not None, "more than one world has an interval"  # noqa: S101 - for the type
        row[2] = values.mean()
        row[:2] = interval - row[2]
    return found


def _coverage(draw: Draw, studies: int, worlds: int, narrower: float) -> float:
    """Return the share of studies whose interval, so much narrower, holds the true mean 0."""
    low, high, mean = _intervals(draw, studies, worlds).T
    return float(((mean + low / narrower <= 0.0) & (mean + high / narrower >= 0.0)).mean())


def _exactly(draw: Draw, worlds: int, expected: float, error: float) -> Comparison:
    z = NormalDist().inv_cdf(0.5 + 0.5 * expected)
    shift = 2.0 * NormalDist().cdf(z / PLANTED**_TWICE) - 1.0 - expected
    found = _coverage(draw, STUDIES_EXACT, worlds, error**_TWICE)
    deviation = math.sqrt(expected * (1.0 - expected) / STUDIES_EXACT)
    return Comparison(expected, found, worlds, deviation, shift)


def _at_least(draw: Draw, worlds: int, error: float) -> Comparison:
    found = _coverage(draw, STUDIES, worlds, 1.0 if error == 1.0 else COUNTED_FOURFOLD)
    deviation = math.sqrt(COVERED * (1.0 - COVERED) / STUDIES)
    return Comparison(COVERED, found, worlds, deviation, side="at least")


def _width(worlds: int, error: float) -> Comparison:
    """Return the mean width in that of 1.96 known standard errors; in error, of Student's t over batches."""
    expected = t_975(worlds - 1) / t_975(10**9) * (1.0 - 0.25 / worlds)
    if error == 1.0:
        low, high, _ = _intervals(_light, STUDIES, worlds).T
        widths = high - low
    else:
        widths = _widths_over_batches(worlds)
    found = float(widths.mean()) * math.sqrt(worlds) / (2.0 * t_975(10**9))
    return Comparison(expected, found, worlds, allowed=WIDER * expected, side="at most")


def _widths_over_batches(worlds: int) -> Floats:
    values = _light(np.random.default_rng((SEED, worlds)), STUDIES, worlds)
    starts = np.arange(0, worlds, WORLDS_PER_BATCH)
    sizes = np.diff([*starts, worlds])
    means = np.add.reduceat(values, starts, axis=1) / sizes
    spread = (sizes * (means - values.mean(axis=1, keepdims=True)) ** 2).sum(axis=1)
    freedom = len(sizes) - 1
    return np.asarray(2.0 * t_975(freedom) * np.sqrt(spread / freedom / worlds))


def _from_batches(worlds: int) -> bool:
    return bool(joined_batches(batch_numbers(worlds)).max() + 1 >= BLOCKS_MIN)


def _covered_in_batches(worlds: int) -> float:
    """Return (1), or the stated coverage from the number of batches on that forms the interval."""
    if _from_batches(worlds):
        return COVERED
    variance = 1.0 - ASSUMED + ASSUMED / worlds
    return 2.0 * NormalDist().cdf(t_975(worlds - 1) / math.sqrt(variance)) - 1.0


_DRAWS: tuple[Draw, ...] = (_light, heavy_tailed, _skewed, _batches)
_NARROWER = "half width of the interval, divided twice"
FOURFOLD = "number of worlds: each counted four times"
_PART = [worlds for worlds in SIZES if worlds < WORLDS_PER_BATCH]
_WHOLE = [worlds for worlds in SIZES if worlds >= WORLDS_PER_BATCH]
_FEW = [worlds for worlds in SIZES if not _from_batches(worlds)]
_MANY = [worlds for worlds in SIZES if _from_batches(worlds)]

CHECKS = (
    *(
        Check(
            f"statistics/light-{worlds}", CLOSED_FORM, "Student (1908)",
            f"Share of studies of {worlds} worlds whose interval holds the mean; normal differences.",
            _NARROWER, partial(_exactly, _light, worlds, COVERED),
        )
        for worlds in _MANY
    ),
    *(
        Check(
            f"statistics/{name}-{worlds}", CLOSED_FORM, "as stated in every verdict",
            f"Share of studies of {worlds} worlds whose interval holds the mean, at least; {what}.",
            FOURFOLD, partial(_at_least, draw, worlds),
        )
        for name, what, draw, sizes in (
            ("light", "normal differences", _light, _FEW),
            ("heavy", "differences from Student's t with 3 degrees of freedom", heavy_tailed, SIZES),
            ("skewed", "lognormal differences", _skewed, _WHOLE),
            ("batches", "part of a batch", _batches, _PART),
        )
        for worlds in sizes
    ),
    *(
        Check(
            f"statistics/batches-{worlds}", CLOSED_FORM, "variance of stratified means (Owen 1997)",
            f"Share of studies of {worlds} worlds whose interval holds the mean; assumptions spread evenly"
            " in each batch.",
            _NARROWER, partial(_exactly, _batches, worlds, _covered_in_batches(worlds)),
        )
        for worlds in _WHOLE
    ),
    *(
        Check(
            f"statistics/width-{worlds}", CLOSED_FORM, "Student (1908)",
            f"Mean width for {worlds} worlds in that for a known variance, at most; normal differences.",
            "degrees of freedom: Student's t over the means of the few batches", partial(_width, worlds),
        )
        for worlds in FEW_BATCHES
    ),
)  # fmt: skip
