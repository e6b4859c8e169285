"""Keyed random numbers: the published sequence of SplitMix64, and neighboring keys that are independent."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from math import sqrt
from typing import Any

import numpy as np

from reorg import luck
from reorg.verification.results import CLOSED_FORM, LIMIT, Check, Comparison

STATE = 1234567

PUBLISHED = (
    6457827717110365317,
    3203168211198807973,
    9817491932198370423,
    4593380528125082431,
    16408922859458223821,
)
"""First outputs of SplitMix64 from ``STATE``."""
STEP = 0x9E3779B97F4A7C15
WORD = 1 << 64
PAIRS = 20_000
CELLS = 16

REPEATED = 0.05
"""The planted error repeats the neighbor's draw in this share of the pairs."""
_U = np.uint64
_ENTITY = _U(luck.key("package", "r", 0, "k"))
_PURPOSES = 12


def _drawn(seed: int, world: int, purpose: int, entity: Any, occurrence: int) -> float:
    return luck.uniform(_U(luck.world_key(seed, world)), purpose, entity, occurrence)


NEIGHBORS: dict[str, Callable[[int], float]] = {
    "seed": lambda i: _drawn(i, 3, luck.EFFORT, _ENTITY, 0),
    "world": lambda i: _drawn(1, i, luck.EFFORT, _ENTITY, 0),
    "purpose": lambda i: _drawn(1, i // _PURPOSES, i % _PURPOSES + 1, _ENTITY, 0),
    "entity": lambda i: _drawn(1, 3, luck.EXCEPTION, _U(i), 5),
    "occurrence": lambda i: _drawn(1, 3, luck.EXCEPTION, _ENTITY, i),
}
"""A draw by its number along one coordinate of the address."""


def _sequence(flip: int) -> int:
    """Return how many outputs differ from the published ones, with the bits of ``flip`` turned."""
    drawn = (int(luck.mix(_U((STATE + (i + 1) * STEP) % WORD))) ^ flip for i in range(len(PUBLISHED)))
    return sum(own != published for own, published in zip(drawn, PUBLISHED, strict=True))


def _known_answers(error: float) -> Comparison:
    return Comparison(0.0, float(_sequence(int(error != 1.0))), len(PUBLISHED))


def _chi_square(pairs: Any) -> float:
    counts, _, _ = np.histogram2d(pairs[:, 0], pairs[:, 1], bins=CELLS, range=[[0, 1], [0, 1]])
    even = len(pairs) / CELLS**2
    return float(((counts - even) ** 2 / even).sum())


def _with_repeats(pairs: Any) -> Any:
    every = round(1.0 / REPEATED)
    pairs[::every, 1] = pairs[::every, 0]
    return pairs


def _neighbors(along: str, error: float) -> Comparison:
    draw = NEIGHBORS[along]
    pairs = np.array([draw(i) for i in range(2 * PAIRS)]).reshape(PAIRS, 2)
    freedom = CELLS**2 - 1
    # Repeats put a share e of the pairs on the diagonal: noncentrality n e^2 (CELLS - 1).
    shift = PAIRS * REPEATED**2 * (CELLS - 1)
    found = _chi_square(pairs if error == 1.0 else _with_repeats(pairs))
    return Comparison(freedom, found, PAIRS, sqrt(2.0 * freedom), shift)


@cache
def _philox() -> float:
    return _chi_square(np.random.Generator(np.random.Philox(1)).random((PAIRS, 2)))


CHECKS = (
    Check(
        "luck/known-answers", LIMIT, "SplitMix64 (Steele, Lea & Flood 2014), published outputs",
        f"Outputs that differ from the {len(PUBLISHED)} published ones.", "one bit of each output",
        _known_answers,
    ),
    *(
        Check(
            f"luck/{along}", CLOSED_FORM, "chi-square of independent uniform pairs; Philox for comparison",
            f"Pairs along the {along} in {CELLS} x {CELLS} cells; Philox comes to {_philox():.0f}.",
            "one in twenty repeats its neighbor", partial(_neighbors, along),
        )
        for along in NEIGHBORS
    ),
)  # fmt: skip
