"""Efforts as worlds draw them: mean, spread and median, and what waits for the later of two ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from math import exp, lgamma, log
from statistics import NormalDist
from typing import Any

import numpy as np

from reorg.engine import Outcome
from reorg.model.organization import Organization
from reorg.model.work import Effort
from reorg.verification.results import CLOSED_FORM, PLANTED, Check, Comparison
from reorg.verification.simulation import mean_over_worlds
from reorg.verification.small_organizations import (
    AREA,
    crew,
    fixed,
    organization,
    package,
    release,
    structure,
    team,
    without_disturbances,
)

WORLDS = 200

PACKAGES = 40
"""Independent draws in a world."""
DAYS_PER_WEEK = 5.0


def _scaled(effort: Effort, factor: float) -> Effort:
    return replace(
        effort,
        optimistic_days=effort.optimistic_days * factor,
        likely_days=effort.likely_days * factor,
        pessimistic_days=effort.pessimistic_days * factor,
    )


def _project(effort: Effort) -> Organization:
    """Return packages that each have a person of their own: their ends are their efforts."""
    people = crew(PACKAGES)
    everybody = structure([team("all", people, owned=[("area", AREA)])])
    packages = [package(f"k{i}", effort) for i in range(PACKAGES)]
    return organization(people, [everybody], weeks=60, releases=[release(packages)])


@dataclass(frozen=True)
class Moment:
    """A moment of the days drawn, and its expected value; ``after_error`` the same, 5% longer days."""

    of: Callable[[Any], Any]
    expected: float
    after_error: float


def _mean(value: float) -> Moment:
    return Moment(lambda days: days, value, value * PLANTED)


def _variance(mean: float, variance: float) -> Moment:
    shifted = PLANTED**2 * variance + ((PLANTED - 1.0) * mean) ** 2
    return Moment(lambda days: (days - mean) ** 2, variance, shifted)


def _below(median: float, sigma: float) -> Moment:
    return Moment(lambda days: days < median, 0.5, NormalDist().cdf(-log(PLANTED) / sigma))


def _measure(effort: Effort, moment: Moment, worlds: int, error: float) -> Comparison:
    def read(outcome: Outcome) -> float:
        return float(np.mean(moment.of(outcome.finish_weeks * DAYS_PER_WEEK)))

    found, deviation = mean_over_worlds(
        _project(_scaled(effort, error)), without_disturbances(), worlds, read
    )
    return Comparison(moment.expected, found, worlds, deviation, moment.after_error - moment.expected)


def _pert_variance(low: float, likely: float, high: float) -> float:
    """Return the variance of Beta-PERT, (mean - low)(high - mean) / 7."""
    mean = (low + 4.0 * likely + high) / 6.0
    return (mean - low) * (high - mean) / 7.0


def _distribution(effort: Effort, x: Any) -> Any:
    """Return P(effort <= x) of Beta-PERT on the grid ``x``, by summing its density."""
    low, high = effort.optimistic_days, effort.pessimistic_days
    mode = (effort.likely_days - low) / (high - low)
    a, b = 1.0 + 4.0 * mode, 5.0 - 4.0 * mode
    middle = np.clip((0.5 * (x[1:] + x[:-1]) - low) / (high - low), 0.0, 1.0)
    scale = exp(lgamma(a + b) - lgamma(a) - lgamma(b)) / (high - low)
    density = scale * middle ** (a - 1.0) * (1.0 - middle) ** (b - 1.0)
    return np.concatenate([[0.0], np.cumsum(density * np.diff(x))])


ONE = Effort("pert", 6.0, 10.0, 20.0)
TWO = Effort("pert", 4.0, 11.0, 14.0)
LAST_DAYS = 1.7


def _later(error: float) -> float:
    """Return the mean of the later of two independent ends, the first ``error`` times as long."""
    x = np.linspace(0.0, 25.0, 200_001)
    both = _distribution(_scaled(ONE, error), x) * _distribution(TWO, x)
    return float(((1.0 - 0.5 * (both[1:] + both[:-1])) * np.diff(x)).sum())


def _merge(error: float) -> Comparison:
    people = crew(3)
    everybody = structure([team("all", people, owned=[("area", AREA)])])
    packages = [
        package("one", _scaled(ONE, error)),
        package("two", TWO),
        package("last", fixed(LAST_DAYS * 8.0), after=["one", "two"]),
    ]
    project = organization(people, [everybody], weeks=10, releases=[release(packages)])
    worlds = 20 * WORLDS

    def read(outcome: Outcome) -> float:
        return float(outcome.finish_weeks[2] * DAYS_PER_WEEK)

    found, deviation = mean_over_worlds(project, without_disturbances(), worlds, read)
    expected, planted = (_later(e) + LAST_DAYS for e in (1.0, PLANTED))
    return Comparison(expected, found, worlds, deviation, planted - expected)


_PERT = Effort("pert", 10.0, 15.0, 32.0)
_TRIANGULAR = Effort("triangular", 10.0, 15.0, 32.0)
_EXPONENTIAL = Effort("exponential", 12.0, 12.0, 12.0)
_LOGNORMAL = Effort("lognormal", 8.0, 12.0, 18.0)
_SIGMA = log(18.0 / 8.0) / (2.0 * NormalDist().inv_cdf(0.95))
CHECKS = (
    *(
        Check(
            f"effort/{name}", CLOSED_FORM, source, what, "effort", partial(_measure, effort, moment, worlds)
        )
        for name, source, what, effort, moment, worlds in (
            (
                "pert-mean", "(a + 4 m + b) / 6 (Malcolm et al. 1959)", "Mean of Beta-PERT, in days.",
                _PERT, _mean(17.0), WORLDS,
            ),
            (
                "pert-variance", "moments of Beta(1 + 4 m, 5 - 4 m)",
                "Variance of Beta-PERT; the classical ((b - a) / 6)^2 is an approximation of it.",
                _PERT, _variance(17.0, _pert_variance(10.0, 15.0, 32.0)), WORLDS,
            ),
            (
                "triangular-mean", "(a + m + b) / 3", "Mean of a triangular effort, in days.",
                _TRIANGULAR, _mean(19.0), WORLDS,
            ),
            (
                "exponential-mean", "mean as stated", "Mean of an exponential effort, in days.",
                _EXPONENTIAL, _mean(12.0), 3 * WORLDS,
            ),
            (
                "exponential-variance", "square of the mean", "Variance of an exponential effort.",
                _EXPONENTIAL, _variance(12.0, 144.0), 3 * WORLDS,
            ),
            (
                "lognormal-median", "half lie below it", "Share of lognormal efforts below the median.",
                _LOGNORMAL, _below(12.0, _SIGMA), WORLDS,
            ),
            (
                "lognormal-mean", "median x exp(sigma^2 / 2)", "Mean of a lognormal effort, in days.",
                _LOGNORMAL, _mean(12.0 * exp(0.5 * _SIGMA**2)), WORLDS,
            ),
        )
    ),
    Check(
        "effort/merge", CLOSED_FORM, "mean of a maximum, by integration (merge bias, Clark 1961)",
        "Mean end in days of a package that waits for the later of two.", "effort of one of the two", _merge,
    ),
)  # fmt: skip
