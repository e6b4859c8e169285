"""Flips: where in the assumptions the verdict reverses, found on some worlds and tested on others.

If it reverses nowhere, it may still end: :mod:`reorg.study.inference.endings`.

Most worlds lean one way: the scenario helps in more of them than it harms, or the reverse. A flip is a box of
at most three assumptions (:mod:`reorg.study.inference.boxes`) in which more worlds go the other way.

The worlds are divided into two halves by whole blocks. A box is found on each, with assumptions chosen anew,
and counted on the other, whose worlds had no part in finding it. The counts of both are combined, and a flip
is reported if, of the worlds inside that differ, more than one in two (and more than among all worlds) go the
other way, by a binomial test at :data:`LEVEL`. If the halves erred independently, that would be the
probability of a flip in pure noise; if they always erred together, it would be 5%. Density and coverage are
those held-back counts; the box reported is that of all worlds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from reorg.study.inference.boxes import Box, bounds_of_cells, find_best_box, tenths_of_ranges
from reorg.study.inference.cosine_basis import CosineBasis
from reorg.study.inference.intervals import Interval, share_interval
from reorg.study.inference.majority import Majority, binomial_tail, majority_of
from reorg.study.sampling.sobol import WORLDS_PER_BATCH

Floats = NDArray[np.float64]
Direction = Literal["helps", "harms", "neither"]

WORLDS_MIN = 2 * WORLDS_PER_BATCH
"""Worlds below which no flips are reported."""

LEVEL = 0.01
"""Level of the test on worlds held back; a quarter of it for each sign if the worlds are divided."""
FLIPS_MAX = 2
_HALVES = 2
CANDIDATES = 6
_SHARE_MIN = 0.03
_COUNT_MIN = 12

WORTH_MIN = 1.96
"""Standard errors by which a box must exceed chance where it was found, to be counted in the other half."""


@dataclass(frozen=True)
class Flip:
    """A box in which the verdict is ``toward``, and its shares in worlds held back from the search.

    ``sides``: (column of the assumption, low, high) in the assumption's unit, None where the box is open;
    ``share`` of all points inside; ``helps`` and ``harms``: shares of the worlds inside, ``interval`` that of
    the worlds that go ``toward`` (for "neither": against the verdict), 95%, as of so many points;
    ``coverage``: the share of all such worlds that lies inside.
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
    """The lean of most worlds, and the boxes that reverse it (of either sign if there is no lean)."""

    lean: Majority | None
    flips: tuple[Flip, ...]


@dataclass(frozen=True)
class SearchedWorlds:
    """The worlds to search: ``assumptions`` [n, parameters], their ``basis``, and their ``blocks``."""

    assumptions: Floats
    basis: CosineBasis
    blocks: NDArray[np.int64]

    def part(self, rows: NDArray[np.bool_]) -> SearchedWorlds:
        """Return some of the worlds, with their positions among all."""
        return SearchedWorlds(self.assumptions[rows], self.basis.part(rows), self.blocks[rows])


@dataclass(frozen=True)
class Outcomes:
    """The sign of each searched point, and its worlds: signs are searched and tested, worlds reported.

    ``signs`` float64[n]: +1 where the scenario helps, -1 where it harms, 0 for a tie; ``worlds`` int64[n, 3]:
    how many worlds of the point help, harm, and there are.
    """

    signs: Floats
    worlds: NDArray[np.int64]

    @classmethod
    def of_signs(cls, signs: Floats) -> Outcomes:
        """Return points of one world each."""
        ones = np.ones(len(signs), dtype=np.int64)
        return cls(signs, np.column_stack([signs > 0.0, signs < 0.0, ones]).astype(np.int64))

    @classmethod
    def of_points(cls, signs: Floats, point: NDArray[np.int64]) -> Outcomes:
        """Return points from the ``signs`` of worlds, NaN if unknown, and the point of each, [worlds].

        Two worlds of one point with opposite signs are a tie.
        """
        sums = np.bincount(point, weights=np.nan_to_num(signs))
        ways = (signs > 0.0, signs < 0.0, np.ones(len(signs)))
        worlds = np.column_stack([np.bincount(point, weights=way) for way in ways])
        return cls(np.sign(sums), worlds.astype(np.int64))

    def part(self, rows: NDArray[np.bool_]) -> Outcomes:
        """Return some of the points."""
        return Outcomes(self.signs[rows], self.worlds[rows])

    def turned(self) -> Outcomes:
        """Return the outcomes with the signs reversed."""
        return Outcomes(-self.signs, self.worlds[:, [1, 0, 2]])


@dataclass(frozen=True)
class HeldBack:
    """Counts inside boxes, in the halves that had no part in finding them; +1 is the sign sought.

    ``turning`` and ``staying`` points with +1 and -1, ``points`` in all; ``worlds`` int64[3] with +1, with -1
    and in all.
    """

    turning: int
    staying: int
    points: int
    worlds: NDArray[np.int64]

    def chance(self, share: float) -> float:
        """Return the probability that this many or more non-ties turn if ``share`` of them do."""
        return binomial_tail(self.turning, self.turning + self.staying, share)


Find = Callable[[SearchedWorlds, Floats, int], Box | None]
"""Finds a box on points with signs, with at least this many points that are not ties."""


def find_flips(worlds: SearchedWorlds, outcomes: Outcomes) -> Flips:
    """Return where the verdict reverses.

    Raises ValueError for fewer than :data:`WORLDS_MIN` points.
    """
    if len(outcomes.signs) < WORLDS_MIN:
        raise ValueError(f"flips need {WORLDS_MIN} worlds or more, not {len(outcomes.signs)}")
    lean = majority_of(outcomes.signs)
    found: list[Flip] = []
    if lean in ("harms", "neither"):
        found += _toward("helps", worlds, outcomes, LEVEL if lean == "harms" else LEVEL / 4.0)
    if lean in ("helps", "neither"):
        found += _toward("harms", worlds, outcomes.turned(), LEVEL if lean == "helps" else LEVEL / 4.0)
    return Flips(lean, tuple(sorted(found, key=lambda flip: -flip.share)))


def least_in_box(points: int) -> int:
    """Return the number of non-tied points that a box must hold, given their total number."""
    return max(_COUNT_MIN, round(_SHARE_MIN * points))


def share_turning(outcomes: Outcomes) -> float:
    """Return the share with +1 of the points that are not ties; 0 if all are ties."""
    return float((outcomes.signs > 0).sum()) / max(1.0, float((outcomes.signs != 0).sum()))


def count_held_back(worlds: SearchedWorlds, outcomes: Outcomes, find: Find) -> HeldBack:
    """Find a box on each half of the worlds with ``find``, count it on the other, and add up."""
    tenths, halves = tenths_of_ranges(worlds.basis.positions), _halves(worlds.blocks)
    signs, counts = np.zeros(0), np.zeros((0, 3), dtype=np.int64)
    for held in (halves, ~halves):
        box = find(worlds.part(~held), outcomes.signs[~held], least_in_box(len(held)) // _HALVES)
        if box is not None:
            inside = outcomes.part(held).part(box.holds(tenths[held]))
            signs, counts = np.append(signs, inside.signs), np.vstack([counts, inside.worlds])
    turning, staying = int((signs > 0).sum()), int((signs < 0).sum())
    return HeldBack(turning, staying, signs.size, counts.sum(axis=0))


def _toward(side: Direction, worlds: SearchedWorlds, outcomes: Outcomes, level: float) -> list[Flip]:
    """Return the flips toward ``side``, where the sign is +1, each outside of those before it."""
    found: list[Flip] = []
    outside = np.ones(len(outcomes.signs), dtype=np.bool_)
    while len(found) < FLIPS_MAX:
        part = worlds.part(outside)
        tested = _tested(part, outcomes.part(outside), level)
        if tested is None:
            break
        inside = outside.copy()
        inside[outside] = tested[0].holds(tenths_of_ranges(part.basis.positions))
        found.append(flip_of(side, worlds, outcomes, tested, inside))
        outside &= ~inside
    return found


def _tested(worlds: SearchedWorlds, outcomes: Outcomes, level: float) -> tuple[Box, HeldBack] | None:
    """Return a box that also reverses in worlds held back, with their counts."""
    found = _found(worlds, outcomes.signs, least_in_box(len(outcomes.signs)))
    # Except by chance, held-back worlds never do better than those on which the box was chosen.
    if found is None or found.worth < WORTH_MIN:
        return None
    counted = count_held_back(worlds, outcomes, _found)
    return None if counted.chance(max(0.5, share_turning(outcomes))) > level else (found, counted)


def _found(worlds: SearchedWorlds, signs: Floats, least: int) -> Box | None:
    if not (signs > 0).any():
        return None
    return find_best_box(
        tenths_of_ranges(worlds.basis.positions), signs, _candidates(worlds.basis, signs), least
    )


def _candidates(basis: CosineBasis, signs: Floats) -> tuple[int, ...]:
    """Return the most significant assumptions for the sign, each after removing the effect of those before.

    Kinds take turns, so that a few of one kind are not lost among the many of another.
    """
    count = basis.columns.size
    chosen: list[int] = []
    response = signs - signs.mean()
    turns = cycle(np.unique(basis.kinds))
    for _step in range(min(CANDIDATES, count)):
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


def flip_of(
    toward: Direction,
    worlds: SearchedWorlds,
    outcomes: Outcomes,
    tested: tuple[Box, HeldBack],
    inside: NDArray[np.bool_],
) -> Flip:
    """Return the box that holds the points ``inside``; a sign of +1 means ``toward``."""
    box, counted = tested
    turning, staying, known = (int(count) for count in counted.worlds)
    shares = (turning / known, staying / known)
    helps, harms = shares if toward == "helps" else shares[::-1]
    tenths = tenths_of_ranges(worlds.basis.positions)
    return Flip(
        toward=toward,
        sides=tuple(_side(worlds, index, tenths[:, index], bounds) for index, bounds in box.sides.items()),
        share=float(inside.mean()),
        helps=helps,
        harms=harms,
        interval=share_interval(turning / known * counted.points, counted.points),
        coverage=min(1.0, turning / max(1, int(outcomes.worlds[:, 0].sum()))),
    )


def _side(
    worlds: SearchedWorlds, index: int, tenths: NDArray[np.int64], bounds: tuple[int, int]
) -> tuple[int, float | None, float | None]:
    """Return one side of a box: the column of the assumption, and the bounds in its unit."""
    column = int(worlds.basis.columns[index])
    values = worlds.assumptions[:, column]
    return (column, *bounds_of_cells(values, tenths, *bounds))
