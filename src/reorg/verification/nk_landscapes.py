"""Exact results for NK landscapes, of which the engine says what each configuration is worth.

Contributions are those that trials compare, configuration by configuration. With K = N - 1 a configuration's
neighbors are independent of it, so that a peak is the best of N + 1 means of N uniforms (Kauffman & Levin
1987); with K = 0 there is one peak, worth 2/3; two blocks that do not depend on each other have the product
of their peaks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from math import comb, factorial
from typing import Any

import numpy as np

from reorg.engine import Simulator, plan_scenario
from reorg.model.organization import Organization, Policies
from reorg.verification.results import CLOSED_FORM, LIMIT, Check, Comparison
from reorg.verification.simulation import SEED
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

TEAM = Policies("fifo", "urgent", "team")
"""A trial changes any decision of the team."""

ENDLESS = 1e6
"""Hours of a research package that does not end."""
WORLDS = {6: 600, 8: 300, 10: 150}

WORLDS_OF_BLOCKS = 3200
"""Of two small blocks the number of peaks varies most."""


def research(name: str, decisions: int) -> Any:
    """Return an endless research package with the given number of decisions, for one person at a time."""
    return replace(package(name, fixed(ENDLESS)), kind="research", decisions=decisions)


def searcher(decisions: tuple[int, ...], influences: int | None, weeks: int = 1) -> Organization:
    """Return one person who owns a research package of each number of decisions."""
    work = [research(f"k{place}", count) for place, count in enumerate(decisions)]
    one = structure([team("all", crew(1), owned=[("area", AREA)])])
    design = replace(release(work), influences=influences)
    return organization(crew(1), [one], weeks=weeks, releases=[design])


def local_optima(values: Any) -> Any:
    """Return the values of the local optima of a landscape, by the bits of its configurations."""
    places = np.arange(len(values))
    bits = range(len(values).bit_length() - 1)
    return values[np.all([values > values[places ^ (1 << bit)] for bit in bits], axis=0)]


@cache
def _landscapes(decisions: tuple[int, ...], influences: int | None) -> Any:
    """Return for each world how many peaks there are, the sum of their values, and the highest."""
    simulator = Simulator(plan_scenario(searcher(decisions, influences), "only"))
    found = []
    for world in range(WORLDS[sum(decisions)] if len(decisions) == 1 else WORLDS_OF_BLOCKS):
        simulator.run(without_disturbances(), SEED, world)
        peaks = local_optima(simulator.landscape(0))
        found.append((len(peaks), peaks.sum(), peaks.max()))
    return np.array(found)


def expected_maximum(draws: int, terms: int) -> float:
    """Return the expected best of several means of uniform numbers: the integral of 1 - F^draws.

    F is the distribution of Irwin (1927) and Hall (1927).
    """
    x = np.linspace(0.0, terms, 40_001)
    parts = [(-1) ** k * comb(terms, k) * np.maximum(x - k, 0.0) ** terms for k in range(terms + 1)]
    below = np.clip(np.sum(parts, axis=0) / factorial(terms), 0.0, 1.0)
    return float(np.trapezoid(1.0 - below**draws, x) / terms)


def _mean(values: Any, expected: float, error: float) -> Comparison:
    spread = float(values.std(ddof=1) / np.sqrt(len(values)))
    return Comparison(expected, float(values.mean()) * error, len(values), spread, 0.05 * expected)


def _number(decisions: tuple[int, ...], influences: int | None, expected: float, error: float) -> Comparison:
    return _mean(_landscapes(decisions, influences)[:, 0], expected, error)


def _highest(decisions: tuple[int, ...], influences: int | None, expected: float, error: float) -> Comparison:
    return _mean(_landscapes(decisions, influences)[:, 2], expected, error)


def _height(decisions: tuple[int, ...], influences: int | None, expected: float, error: float) -> Comparison:
    """Return the mean over all local optima of all landscapes: a ratio of totals."""
    count, total, _ = _landscapes(decisions, influences).T
    found = total.sum() / count.sum()
    spread = (total - found * count).std(ddof=1) / np.sqrt(len(count)) / count.mean()
    return Comparison(expected, float(found) * error, len(count), float(spread), 0.05 * expected)


def _one_peak(error: float) -> Comparison:
    """Count the peaks where no decision influences another; planted: one does."""
    influences = 0 if error == 1.0 else 1
    return Comparison(1.0, float(_landscapes((6,), influences)[:, 0].mean()), WORLDS[6])


def _ends_on_peaks(error: float) -> Comparison:
    """Let one person search long enough: the end is a peak, whatever the influences."""
    worst = 0.0
    weeks = 60 if error == 1.0 else 1
    for influences in (0, 2, 5):
        lab = replace(searcher((3, 3), influences, weeks), policies=TEAM)
        simulator = Simulator(plan_scenario(lab, "only"))
        for world in range(20):
            found = simulator.run(without_disturbances(), SEED, world).found[-1, 0]
            worst = max(worst, float(np.abs(local_optima(simulator.landscape(0)) - found).min()))
    return Comparison(0.0, worst, 60)


_WHAT: tuple[tuple[str, Callable[..., Comparison], str, str], ...] = (
    ("peaks", _number, "Local optima of a landscape", "the number counted"),
    ("optima", _height, "Mean value over the local optima", "their values"),
    ("best", _highest, "Value of the best configuration", "its value"),
)


def _checks(
    name: str,
    decisions: tuple[int, ...],
    influences: int | None,
    text: str,
    exact: tuple[float, float, float],
) -> list[Check]:
    source = ("2^N / (N + 1), and order statistics", "product over the blocks")[len(decisions) > 1]
    return [
        Check(
            f"nk-{what}/{name}",
            CLOSED_FORM,
            source,
            f"{note} of {text}.",
            planted,
            partial(measure, decisions, influences, value),
        )
        for (what, measure, note, planted), value in zip(_WHAT, exact, strict=True)
    ]


def _all() -> list[Check]:
    found: list[Check] = []
    for n in WORLDS:
        exact = (2.0**n / (n + 1), expected_maximum(n + 1, n), expected_maximum(2**n, n))
        text = f"{n} decisions that all influence each other"
        found += _checks(f"n{n}", (n,), n - 1, text, exact)
    exact = (4.0, expected_maximum(4, 3), expected_maximum(8, 3))
    return found + _checks("blocks", (3, 3), None, "two packages of 3 decisions that are not coupled", exact)


CHECKS = (
    Check(
        "nk-peaks/k0", LIMIT, "one peak", "Local optima of 6 decisions that do not influence each other.",
        "one influence on each decision", _one_peak,
    ),
    Check(
        "nk-best/k0", CLOSED_FORM,
        "2/3", "Value of the best configuration of 6 decisions without influences.",
        "its value", partial(_highest, (6,), 0, 2.0 / 3.0),
    ),
    Check(
        "nk-search/peaks", LIMIT, "a local optimum",
        "Largest distance in value of where one team's search ends from the nearest local optimum, with 0, 2"
        " and 5 influences.", "an end after 5 trials", _ends_on_peaks,
    ),
    *_all(),
)  # fmt: skip
