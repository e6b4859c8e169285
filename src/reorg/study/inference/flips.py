"""Flips: where in the assumptions the verdict reverses, found on some worlds and tested on others.

Most worlds lean one way: the scenario helps in more of them than it harms, or the reverse. A flip is a box of
at most three assumptions (:mod:`reorg.study.inference.boxes`) in which more worlds go the other way.

The worlds are dealt into two halves by whole blocks. A box is found on each, assumptions chosen anew, and
counted on the other, whose worlds had no part in it. The counts of both are put together, and a flip is
told of where, of the worlds inside that differ, more than one in two (and more than among all worlds) go
the other way, by a binomial test at :data:`LEVEL`. Were the halves to err independently, that would be the
chance of a flip in pure noise; were they to err always together, it would be 5 %. Density and coverage are
those held-back counts; the box told is that of all worlds.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import cycle
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from reorg.study.inference.boxes import Box, find_best_box, tenths_of_ranges, value_at_edge
from reorg.study.inference.cosine_basis import CosineBasis
from reorg.study.inference.intervals import Interval, share_interval
from reorg.study.inference.majority import Majority, binomial_tail, majority_of
from reorg.study.sampling.sobol import WORLDS_PER_BATCH

Floats = NDArray[np.float64]
Direction = Literal["helps", "harms"]

WORLDS_MIN = 2 * WORLDS_PER_BATCH
"""Worlds below which nothing is said about flips."""

LEVEL = 0.01
"""Level of the test on worlds held back; a quarter of it for each way where the worlds are divided."""
FLIPS_MAX = 2
_HALVES = 2
_CANDIDATES = 6
_SHARE_MIN = 0.03
_COUNT_MIN = 12

_WORTH_MIN = 1.96
"""Standard errors by which a box must beat chance where it was found, to be counted elsewhere at all."""


@dataclass(frozen=True)
class Flip:
    """A box in which the verdict is ``toward``, and how it does in worlds held back from the search.

    ``sides``: (column of the assumption, low, high) in the assumption's unit, None where the box is open;
    ``share`` of all worlds inside; ``helps`` and ``harms``: shares of the worlds inside, ``density`` that of
    ``toward`` with its 95 % interval, ``coverage``: the share of all such worlds that lies inside.
    """

    toward: Direction
    sides: tuple[tuple[int, float | None, float | None], ...]
    share: float
    helps: float
    harms: float
    interval: Interval
    coverage: float


@dataclass(frozen=True)
class Flips:
    """Which way most worlds lean, and the boxes that go the other way (either way where there is no lean)."""

    lean: Majority | None
    flips: tuple[Flip, ...]


@dataclass(frozen=True)
class SearchedWorlds:
    """The worlds to search: ``assumptions`` [n, parameters], their ``basis``, the ``blocks`` they come in."""

    assumptions: Floats
    basis: CosineBasis
    blocks: NDArray[np.int64]

    def part(self, rows: NDArray[np.bool_]) -> SearchedWorlds:
        """Return some of the worlds, with the positions they have among all."""
        return SearchedWorlds(self.assumptions[rows], self.basis.part(rows), self.blocks[rows])


def find_flips(worlds: SearchedWorlds, signs: Floats) -> Flips:
    """Return where the verdict reverses; ``signs`` [n]: +1 where the scenario helps, -1 harms, 0 a tie.

    Raises ValueError for fewer than :data:`WORLDS_MIN` worlds.
    """
    if len(signs) < WORLDS_MIN:
        raise ValueError(f"flips need {WORLDS_MIN} worlds or more, not {len(signs)}")
    lean = majority_of(signs)
    found: list[Flip] = []
    if lean in ("harms", "neither"):
        found += _toward("helps", worlds, signs, LEVEL if lean == "harms" else LEVEL / 4.0)
    if lean in ("helps", "neither"):
        found += _toward("harms", worlds, -signs, LEVEL if lean == "helps" else LEVEL / 4.0)
    return Flips(lean, tuple(sorted(found, key=lambda flip: -flip.share)))


def _toward(side: Direction, worlds: SearchedWorlds, signs: Floats, level: float) -> list[Flip]:
    """Return the flips toward ``side``, where the sign is +1, one after the other outside of those before."""
    found: list[Flip] = []
    outside = np.ones(len(signs), dtype=np.bool_)
    while len(found) < FLIPS_MAX:
        part, kept = worlds.part(outside), signs[outside]
        box = _tested(part, kept, level)
        if box is None:
            break
        inside = outside.copy()
        inside[outside] = box[0].holds(tenths_of_ranges(part.basis.positions))
        found.append(_told(side, worlds, signs, box, inside))
        outside &= ~inside
    return found


def _tested(worlds: SearchedWorlds, signs: Floats, level: float) -> tuple[Box, tuple[int, int, int]] | None:
    """Return a box that also turns in worlds held back, with their counts: with, against, and all."""
    least = max(_COUNT_MIN, round(_SHARE_MIN * len(signs)))
    found = _found(worlds, signs, least)
    # Held-back worlds never do better than those the box was chosen on, but for chance.
    if found is None or found.worth < _WORTH_MIN:
        return None
    tenths, halves = tenths_of_ranges(worlds.basis.positions), _halves(worlds.blocks)
    counts = np.zeros(3, dtype=np.int64)
    for held in (halves, ~halves):
        box = _found(worlds.part(~held), signs[~held], least // _HALVES)
        if box is not None:
            inside = signs[held][box.holds(tenths[held])]
            counts += np.array([(inside > 0).sum(), (inside < 0).sum(), inside.size])
    with_it, against, inside_all = (int(count) for count in counts)
    overall = float((signs > 0).sum()) / float((signs != 0).sum())
    if binomial_tail(with_it, with_it + against, max(0.5, overall)) > level:
        return None
    return found, (with_it, against, inside_all)


def _found(worlds: SearchedWorlds, signs: Floats, least: int) -> Box | None:
    if not (signs > 0).any():
        return None
    return find_best_box(
        tenths_of_ranges(worlds.basis.positions), signs, _candidates(worlds.basis, signs), least
    )


def _candidates(basis: CosineBasis, signs: Floats) -> tuple[int, ...]:
    """Return the assumptions most telling of the sign, each after the effect of those before is out.

    Kinds take turns, so that few of one kind are not lost among the many of another.
    """
    count = basis.columns.size
    chosen: list[int] = []
    response = signs - signs.mean()
    turns = cycle(np.unique(basis.kinds))
    for _step in range(min(_CANDIDATES, count)):
        strength = ((basis.low.T @ response) ** 2).reshape(count, 2).sum(axis=1)
        strength[chosen] = -1.0
        own = next(own for kind in turns if (own := np.where(basis.kinds == kind, strength, -1.0)).max() >= 0)
        chosen.append(int(own.argmax()))
        fitted = basis.terms[:, chosen, :2].reshape(len(signs), -1)
        coefficients, *_rest = np.linalg.lstsq(fitted, response, rcond=None)
        response = response - fitted @ coefficients
        response = response - response.mean()
        response = response if response.any() else signs - signs.mean()
    return tuple(chosen)


def _halves(blocks: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which worlds are in the first half: every other block."""
    _names, order = np.unique(blocks, return_inverse=True)
    return np.asarray(order % _HALVES == 0)


def _told(
    side: Direction,
    worlds: SearchedWorlds,
    signs: Floats,
    tested: tuple[Box, tuple[int, int, int]],
    inside: NDArray[np.bool_],
) -> Flip:
    box, (with_it, against, counted) = tested
    shares = (with_it / counted, against / counted)
    helps, harms = shares if side == "helps" else shares[::-1]
    tenths = tenths_of_ranges(worlds.basis.positions)
    sides = tuple(_side(worlds, index, tenths[:, index], bounds) for index, bounds in box.sides.items())
    return Flip(
        toward=side,
        sides=sides,
        share=float(inside.mean()),
        helps=helps,
        harms=harms,
        interval=share_interval(with_it, counted),
        coverage=min(1.0, with_it / max(1, int((signs > 0).sum()))),
    )


def _side(
    worlds: SearchedWorlds, index: int, tenths: NDArray[np.int64], bounds: tuple[int, int]
) -> tuple[int, float | None, float | None]:
    """Return one side of a box: the column of the assumption, and the bounds in its unit."""
    column = int(worlds.basis.columns[index])
    values = worlds.assumptions[:, column]
    return column, value_at_edge(values, tenths, bounds[0]), value_at_edge(values, tenths, bounds[1])
