"""Boxes of few assumptions in which a paired difference changes its sign.

Scenario discovery as Bryant & Lempert (2010) state it after the PRIM of Friedman & Fisher (1999): a box
bounds few assumptions, and is reported with its density, its coverage and its support. PRIM peels greedily
because all boxes are too many. With at most three assumptions out of few, on a grid of tenths of their
ranges, all boxes of two are tried, and the best are then improved bound by bound with a third.

A world has the sign s: +1 if it reverses, -1 if it agrees with most worlds, 0 for a tie. A box is worth

    z - PRICE (bounds - 1),  z = (worlds with +1 less worlds with -1) / sqrt(worlds with either)    (1)

so that each further bound must justify the more complicated statement. The boxes of two that are improved are
the best by (1) and the best by the excess of +1 inside over its overall frequency: two sides of a box of
three need not reverse by themselves.

If nothing reverses, a verdict may still end. The worth of such a box is as in (1), but with

    z = (worlds with +1 less worlds with -1, less what so many worlds have overall) / sqrt(worlds)     (2)

among boxes in which worlds with -1 lead by at most a twentieth: the box that differs most from the whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from reorg.study.inference.cosine_basis import TERMS
from reorg.study.inference.majority import EVEN
from reorg.summation import add_in_order

Floats = NDArray[np.float64]
TENTHS = 10
SIDES_MAX = 3

BOUND_PENALTY = 0.5
"""The amount by which a bound must raise z: a bound chosen among many adds about this much by chance."""
_AHEAD = EVEN / 2.0
"""Half of the difference called even: a box found at the limit is past it in other worlds."""
_BEAM = 3
_ROUNDS = 3
_LOW, _HIGH = np.array([(a, b) for a in range(TENTHS) for b in range(a + 1, TENTHS + 1)]).T
_BOUNDS = (_LOW > 0).astype(np.float64) + (_HIGH < TENTHS)


@dataclass(frozen=True)
class Box:
    """``sides``: {index of an assumption: (low, high)} in tenths of its range; ``worth`` as in (1) or (2)."""

    sides: dict[int, tuple[int, int]]
    worth: float

    def holds(self, tenths: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return which worlds lie inside; ``tenths`` [n, assumptions] are the tenths in which they lie."""
        inside = np.ones(len(tenths), dtype=np.bool_)
        for index, (low, high) in self.sides.items():
            inside &= (tenths[:, index] >= low) & (tenths[:, index] < high)
        return inside


def tenths_of_ranges(positions: Floats) -> NDArray[np.int64]:
    """Return the tenth of the range, 0 to 9, that contains each position between 0 and 1."""
    return np.minimum((positions * TENTHS).astype(np.int64), TENTHS - 1)


def value_at_edge(values: Floats, cells: NDArray[np.int64], edge: int) -> float | None:
    """Return the value half-way between the cells below an edge and those above it; None at either end.

    ``cells`` [n] are the cells, in order, that ``values`` [n] are in; ``edge`` is the first cell above it.
    """
    below, above = values[cells < edge], values[cells >= edge]
    return float(below.max() + above.min()) / 2.0 if below.size and above.size else None


def bounds_of_cells(
    values: Floats, cells: NDArray[np.int64], first: int, after: int
) -> tuple[float | None, float | None]:
    """Return the bounds of the ``values`` [n] in the cells from ``first`` to before ``after``.

    Both are the same if these cells share one value of a range.
    """
    inside = values[(cells >= first) & (cells < after)]
    if inside.size > 1 and np.ptp(inside) == 0.0 and np.unique(values).size > TERMS:
        return float(inside[0]), float(inside[0])
    return value_at_edge(values, cells, first), value_at_edge(values, cells, after)


def find_best_box(
    tenths: NDArray[np.int64],
    signs: Floats,
    candidates: tuple[int, ...],
    worlds_min: int,
    ending: bool = False,
) -> Box | None:
    """Return the box of at most three of ``candidates`` with the greatest worth, or None if none is above 0.

    Worth by (2) if ``ending``, otherwise by (1). A box needs at least ``worlds_min`` worlds that are not
    ties.
    """
    decided = np.flatnonzero(signs)
    if decided.size < worlds_min or not candidates:
        return None
    search = _Search(tenths[decided], signs[decided], candidates, worlds_min, ending)
    improved = [search.improved(box) for box in search.pairs()]
    best = max(improved, key=lambda box: box.worth, default=None)
    if best is None or best.worth <= 0.0:
        return None
    return Box({i: side for i, side in sorted(best.sides.items()) if side != (0, TENTHS)}, best.worth)


@dataclass(frozen=True)
class _Search:
    """The worlds that are not ties, their signs, the candidates, and whether (2) is the worth."""

    tenths: NDArray[np.int64]
    signs: Floats
    candidates: tuple[int, ...]
    worlds_min: int
    ending: bool

    def pairs(self) -> list[Box]:
        """Return a few of the best boxes of the best pairs of candidates; one candidate gives an open box."""
        names = list(combinations(self.candidates, 2))
        if not names:
            return [Box({}, -np.inf)]
        cells = np.array([self.tenths[:, a] * TENTHS + self.tenths[:, b] for a, b in names])
        cells += TENTHS**2 * np.arange(len(names))[:, None]
        surplus, decided = (_boxes_of_two(sums) for sums in self._sums(cells, len(names)))
        bounds = _BOUNDS[:, None] + _BOUNDS
        boxes = []
        worth = self._worth(surplus, decided, bounds)
        for ranked in (worth, self._net(surplus - self._expected(decided), decided, bounds)):
            of_names = ranked.reshape(len(names), -1)
            for name in np.argsort(-of_names.max(axis=1), kind="stable")[:_BEAM]:
                place = np.unravel_index(of_names[name].argmax(), bounds.shape)
                sides = dict(zip(names[name], map(_side, place), strict=True))
                boxes.append(Box(sides, float(worth[(name, *place)])))
        return boxes

    def improved(self, box: Box) -> Box:
        """Return the box with a third side if that is worth it, and the best bounds for each side."""
        for _round in range(_ROUNDS):
            before = box.worth
            bounded = {index for index, side in box.sides.items() if side != (0, TENTHS)}
            options = self.candidates if len(bounded) < SIDES_MAX else tuple(sorted(bounded))
            for index in options:
                box = self._with_side(box, index)
            if box.worth <= before:
                break
        return box

    def _with_side(self, box: Box, index: int) -> Box:
        others = {i: side for i, side in box.sides.items() if i != index and side != (0, TENTHS)}
        if len(others) >= SIDES_MAX:
            return box
        inside = Box(others, 0.0).holds(self.tenths)
        cells = self.tenths[inside, index]
        surplus = np.bincount(cells, weights=self.signs[inside], minlength=TENTHS)
        decided = np.bincount(cells, minlength=TENTHS).astype(np.float64)
        fixed = add_in_order(_BOUNDS[_place(side)] for side in others.values())
        worth = self._worth(
            _boxes_of_one(surplus.astype(np.float64)), _boxes_of_one(decided), _BOUNDS + fixed
        )
        best = int(worth.argmax())
        if worth[best] <= box.worth:
            return box
        return Box(others | {index: _side(best)}, float(worth[best]))

    def _sums(self, cells: NDArray[np.int64], names: int) -> list[Floats]:
        length = names * TENTHS**2
        weights = np.broadcast_to(self.signs, cells.shape).ravel()
        surplus = np.bincount(cells.ravel(), weights=weights, minlength=length).astype(np.float64)
        decided = np.bincount(cells.ravel(), minlength=length).astype(np.float64)
        return [part.reshape(names, TENTHS, TENTHS) for part in (surplus, decided)]

    def _worth(self, surplus: Floats, decided: Floats, bounds: Floats) -> Floats:
        if not self.ending:
            return self._net(surplus, decided, bounds)
        beyond = self._net(surplus - self._expected(decided), decided, bounds)
        return np.where(surplus >= -_AHEAD * decided, beyond, -np.inf)

    def _expected(self, decided: Floats) -> Floats:
        """Return the overall surplus expected for this many worlds."""
        return float(self.signs.mean()) * decided

    def _net(self, surplus: Floats, decided: Floats, bounds: Floats) -> Floats:
        worth = surplus / np.sqrt(np.maximum(decided, 1.0)) - BOUND_PENALTY * np.maximum(bounds - 1.0, 0.0)
        return np.where(decided >= self.worlds_min, worth, -np.inf)


def _side(place: int | np.intp) -> tuple[int, int]:
    return int(_LOW[place]), int(_HIGH[place])


def _place(side: tuple[int, int]) -> int:
    return int(np.flatnonzero((side[0] == _LOW) & (side[1] == _HIGH))[0])


def _boxes_of_one(sums: Floats) -> Floats:
    """Return the sum in every interval of tenths, [..., intervals], from the sum in each tenth."""
    upto = np.concatenate([np.zeros((*sums.shape[:-1], 1)), sums.cumsum(axis=-1)], axis=-1)
    return np.asarray(upto[..., _HIGH] - upto[..., _LOW])


def _boxes_of_two(sums: Floats) -> Floats:
    """Return the sum in every rectangle, [..., intervals, intervals], from the sum in each cell."""
    rows = _boxes_of_one(sums)
    return _boxes_of_one(rows.swapaxes(-1, -2)).swapaxes(-1, -2)
