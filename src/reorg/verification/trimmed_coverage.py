"""The 95% interval of a trimmed mean difference: in how many simulated studies it holds the true one.

As :mod:`reorg.verification.interval_coverage`, with the same draws. The trimmed mean of a symmetric
distribution is its mean; that of a lognormal is (Tukey & McLaughlin 1963, from its definition)

    m = integral of exp(z) phi(z) over the middle / (1 - 2 g),  z from Phi^-1(g) to Phi^-1(1 - g)       (1)
      = e^(1/2) (Phi(b - 1) - Phi(a - 1)) / (1 - 2 g)

What it is worth is the variance of the trimmed mean in that of the mean, which is the share of worlds needed
for an interval as narrow. Of a symmetric distribution with density f, quantile b at 1 - g and variance v,

    share = (integral of x^2 f(x) from -b to b + 2 g b^2) / ((1 - 2 g)^2 v)                          (2)
"""

from __future__ import annotations

import math
from functools import cache, partial
from statistics import NormalDist

import numpy as np

from reorg.study.inference.intervals import batch_numbers
from reorg.study.inference.trimmed import TRIMMED, trimmed_interval, trimmed_mean
from reorg.verification.interval_coverage import (
    COUNTED_FOURFOLD,
    COVERED,
    FOURFOLD,
    STUDIES,
    Draw,
    Floats,
    heavy_tailed,
)
from reorg.verification.results import CLOSED_FORM, Check, Comparison
from reorg.verification.simulation import SEED

SIZES = (64, 128, 320, 1000)


def _skewed(rng: np.random.Generator, studies: int, worlds: int) -> Floats:
    normal = NormalDist()
    low, high = normal.inv_cdf(TRIMMED), normal.inv_cdf(1.0 - TRIMMED)
    middle = math.exp(0.5) * (normal.cdf(high - 1.0) - normal.cdf(low - 1.0)) / (1.0 - 2.0 * TRIMMED)
    return rng.lognormal(0.0, 1.0, (studies, worlds)) - middle


@cache
def _intervals(draw: Draw, worlds: int) -> Floats:
    """Return the trimmed mean of each study and the ends of its interval, [studies, 3]."""
    rng = np.random.default_rng((SEED, worlds, _DRAWS.index(draw), 7))
    batches, found = batch_numbers(worlds), np.empty((STUDIES, 3))
    for row, values in zip(found, draw(rng, STUDIES, worlds), strict=True):
        interval = trimmed_interval(values, batches)
        assert interval is not None, "more than one world has an interval"  # noqa: S101 - for the type
        row[:] = (trimmed_mean(values), *interval)
    return found


def _coverage(draw: Draw, worlds: int, error: float) -> Comparison:
    middle, low, high = _intervals(draw, worlds).T
    narrower = 1.0 if error == 1.0 else COUNTED_FOURFOLD
    held = (middle + (low - middle) / narrower <= 0.0) & (middle + (high - middle) / narrower >= 0.0)
    deviation = math.sqrt(COVERED * (1.0 - COVERED) / STUDIES)
    return Comparison(COVERED, float(held.mean()), worlds, deviation, side="at least")


def _worlds_needed(worlds: int, error: float) -> Comparison:
    """Return (2) as counted over the studies; in error, of the mean in place of the trimmed mean."""
    middle = _intervals(heavy_tailed, worlds)[:, 0]
    means = heavy_tailed(np.random.default_rng((SEED, worlds, 0, 7)), STUDIES, worlds).mean(axis=1)
    found = float((means if error != 1.0 else middle).var() / means.var())
    expected = _share_of_worlds()
    return Comparison(expected, found, worlds, allowed=VARIANCE_ERROR * expected, side="at most")


def _share_of_worlds() -> float:
    """Return (2) for Student's t with 3 degrees of freedom, by the trapezoidal rule."""
    x = np.linspace(-_T3_80, _T3_80, 20_001)
    square = float(np.trapezoid(x**2 * 2.0 / (math.pi * math.sqrt(3.0) * (1.0 + x**2 / 3.0) ** 2), x))
    return (square + 2.0 * TRIMMED * _T3_80**2) / ((1.0 - 2.0 * TRIMMED) ** 2 * 3.0)


_T3_80 = 0.978472312
"""80% point of Student's t with 3 degrees of freedom."""
VARIANCE_ERROR = 0.2
"""Allowed of the ratio of two variances. Student's t with 3 degrees of freedom has no fourth moment, so the
ratio has no standard error; this is well below the distance to the planted error, a ratio of 1."""
_DRAWS: tuple[Draw, ...] = (heavy_tailed, _skewed)

CHECKS = (
    *(
        Check(
            f"statistics/trimmed-{name}-{worlds}", CLOSED_FORM, "as stated in every verdict",
            f"Share of studies of {worlds} worlds whose interval holds the trimmed mean, at least; {what}.",
            FOURFOLD, partial(_coverage, draw, worlds),
        )
        for name, what, draw in (
            ("heavy", "differences from Student's t with 3 degrees of freedom", heavy_tailed),
            ("skewed", "lognormal differences", _skewed),
        )
        for worlds in SIZES
    ),
    *(
        Check(
            f"statistics/trimmed-worlds-{worlds}", CLOSED_FORM, "Tukey & McLaughlin (1963)",
            f"Variance of the trimmed mean in that of the mean, {worlds} worlds; Student's t with 3 degrees"
            " of freedom.",
            "trimmed mean: the mean in its place", partial(_worlds_needed, worlds),
        )
        for worlds in (128, 1000)
    ),
)  # fmt: skip
