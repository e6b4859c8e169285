"""Tracing: the places of a plan that each uncertain input changes, found from plans with inputs moved.

A plan takes some time to make, and a study has many inputs. So inputs are moved in sets: each has a code, the
sets in which it is moved, and all codes have the same number of sets. A place that one input changes differs
in exactly the sets of that input's code; a place that several change differs in more. With B sets and w sets
per input there is room for "B over w" inputs: eight sets suffice for 70 (combinatorial group testing, Du &
Hwang 2000). Plans are made independently of how inputs act, so no knowledge of how inputs reach places is
needed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice, pairwise

import numpy as np
from numpy.typing import NDArray

from reorg.engine.plan.places import Floats, Moves, Places, Span, followers_of, spans_of, vector_of
from reorg.engine.plan.plan import Plan

CENTRAL = 0.5
_EDGE = 1e-9
_MIDDLES = (0.0, 0.5, 1.0)
_FINE = tuple(np.linspace(0.0, 1.0, 9))
_STRAIGHT = 1e-3
"""Relative error up to which a place counts as linear between two steps."""
Points = tuple[float, ...]


class TracingError(ValueError):
    """An input that changes the shape of a plan, not a number or level in it; ``dimensions`` by index."""

    def __init__(self, dimensions: Sequence[int], why: str) -> None:
        """Keep the dimensions concerned."""
        self.dimensions = tuple(dimensions)
        super().__init__(why)


def trace_places(
    plans_at: Callable[[Points], Sequence[Plan]], steps: Sequence[Sequence[float]]
) -> tuple[Places, ...]:
    """Return the places of each plan that the dimensions change.

    ``plans_at`` makes the plans with each dimension at a point from 0 to 1; between the points ``steps`` of
    each dimension, its values are linear. Raises :class:`TracingError`.
    """
    trace = _Trace(plans_at, steps)
    owners = trace.owners()
    return tuple(trace.places(number, found) for number, found in enumerate(owners))


@dataclass(frozen=True)
class _Owners:
    """The places of a plan that differ, and the dimensions that change them: bool[touched, dimensions]."""

    touched: NDArray[np.int64]
    by: NDArray[np.bool_]


class _Trace:
    def __init__(
        self, plans_at: Callable[[Points], Sequence[Plan]], steps: Sequence[Sequence[float]]
    ) -> None:
        self._plans_at, self._steps = plans_at, [np.array(each) for each in steps]
        self._count = len(steps)
        self._alike = _alike(self._steps)
        plans = plans_at((CENTRAL,) * self._count)
        self._shapes = [shape_of(plan) for plan in plans]
        self._spans: list[tuple[Span, ...]] = [spans_of(plan) for plan in plans]
        self._base = [vector_of(plan, spans) for plan, spans in zip(plans, self._spans, strict=True)]
        self._followers = [followers_of(plan) for plan in plans]
        self._cache: dict[Points, list[Floats]] = {}
        self._points: dict[tuple[int, int, float], Points] = {}

    def owners(self) -> list[_Owners]:
        """Return the dimensions that change each place of each plan."""
        codes = _codes(self._count)
        moved = [np.zeros((len(base), self._count), dtype=np.bool_) for base in self._base]
        for ends in range(max(len(self._probes(d)) for d in range(self._count))):
            seen = [np.zeros((len(base), codes.shape[1]), dtype=np.bool_) for base in self._base]
            for number, members in enumerate(codes.T):
                points = [
                    self._probes(d)[ends % len(self._probes(d))] if members[d] else CENTRAL
                    for d in range(self._count)
                ]
                for each, vector, base in zip(seen, self._at(tuple(points)), self._base, strict=True):
                    each[:, number] = ~((vector == base) | (np.isnan(vector) & np.isnan(base)))
            moved = [have | _decoded(each, codes) for each, have in zip(seen, moved, strict=True)]
        touched = [np.flatnonzero(have.any(axis=1)) for have in moved]
        return [_Owners(places, have[places]) for places, have in zip(touched, moved, strict=True)]

    def places(self, number: int, owners: _Owners) -> Places:
        """Return the places of one plan."""
        several = owners.by.sum(axis=1) > 1
        moves = [self._moves(number, owners, several, d) for d in range(self._count)]
        base = self._base[number][owners.touched]
        fields = _fields(self._spans[number], owners.touched)
        none = np.zeros(len(base), dtype=np.bool_)
        added = Places(base, tuple(moves), none, fields, self._followers[number])
        return self._joined(number, owners, several, added) if several.any() else added

    def _joined(self, number: int, owners: _Owners, several: NDArray[np.bool_], added: Places) -> Places:
        """Return the places, marking how effects combine where several dimensions change one."""
        multiplied = several & (added.base != 0.0)
        scaled = replace(added, multiplied=multiplied)
        errors = np.zeros((2, len(added.base)))
        for points in self._tests():
            truth = self._at(points)[number][owners.touched]
            for row, tried in enumerate((added, scaled)):
                miss = np.abs(tried.values(points) - truth) / np.maximum(np.abs(truth), 1e-9)
                errors[row] = np.maximum(errors[row], np.where(several, miss, 0.0))
        better = errors[1] < errors[0]
        wrong = errors.min(axis=0) > _STRAIGHT
        for _span, _within, first, last in added.fields:
            if wrong[first:last].any():
                place = first + int(np.flatnonzero(wrong[first:last])[0])
                raise TracingError(
                    np.flatnonzero(owners.by[place]).tolist(),
                    "work on each other in a way that neither adds up nor multiplies; "
                    "draw them together (the same `together: name`), or let one of them be known",
                )
        return replace(added, multiplied=multiplied & better)

    def _tests(self) -> list[Points]:
        pairs = [(0.13, 0.87), (0.91, 0.29), (0.37, 0.66)]
        return [tuple(pair[d % 2] for d in range(self._count)) for pair in pairs]

    def _moves(self, number: int, owners: _Owners, several: NDArray[np.bool_], d: int) -> Moves | None:
        at = np.flatnonzero(owners.by[:, d])
        if not at.size:
            return None
        places, alone = owners.touched[at], bool(several[at].any())
        whole = _whole(self._spans[number], places)
        steps, left, right, turned = [self._steps[d][0]], [], [], []
        for low, high in zip(self._steps[d][:-1], self._steps[d][1:], strict=True):
            for part in self._lines(number, d, (float(low), float(high)), (places, whole, alone)):
                steps.append(part[0])
                left.append(part[1])
                right.append(part[2])
                turned.append(part[3])
        return Moves(np.array(steps), at, np.array(left), np.array(right), np.array(turned))

    def _lines(
        self,
        number: int,
        d: int,
        ends: tuple[float, float],
        of: tuple[NDArray[np.int64], NDArray[np.bool_], bool],
    ) -> list[tuple[float, Floats, Floats, NDArray[np.bool_]]]:
        """Return linear pieces between two steps: one, or several where places are not linear."""
        places, whole, alone = of
        low, high = ends

        def seen(share: float) -> Floats:
            u = low + (high - low) * min(max(share, _EDGE), 1.0 - _EDGE)
            return self._vector(d, u, alone)[number][places]

        first, middle, last = map(seen, _MIDDLES)
        straight = _is_near(0.5 * (first + last), middle, whole)
        signed = (first != 0.0) & (last != 0.0) & (middle != 0.0)
        inverse = [np.divide(1.0, x, out=np.zeros_like(x), where=signed) for x in (first, middle, last)]
        turned = ~straight & signed & ~whole & _is_near(0.5 * (inverse[0] + inverse[2]), inverse[1], whole)
        if (straight | turned).all():
            line = (high, np.where(turned, inverse[0], first), np.where(turned, inverse[2], last), turned)
            return [line]
        values = [seen(share) for share in _FINE]
        none = np.zeros(len(places), dtype=np.bool_)
        return [
            (low + (high - low) * share, before, np.where(whole, before, after), none)
            for share, before, after in zip(_FINE[1:], values[:-1], values[1:], strict=True)
        ]

    def _probes(self, d: int) -> list[float]:
        """Return points of a dimension at which every place it changes differs: the ends, or all readings."""
        steps = self._steps[d]
        if len(steps) == 3 and steps[1] == CENTRAL:
            return [_EDGE, 1.0 - _EDGE]
        cells = pairwise(steps)
        return [0.5 * (low + high) for low, high in cells if not low <= CENTRAL < high] or [_EDGE]

    def _vector(self, d: int, u: float, alone: bool) -> list[Floats]:
        """Return the plans with a dimension at a point; others move with it unless one prevents this."""
        if alone:
            return self._at(tuple(u if other == d else CENTRAL for other in range(self._count)))
        own = self._steps[d]
        step = min(int(np.searchsorted(own, u, side="right")) - 1, len(own) - 2)
        share = (u - own[step]) / (own[step + 1] - own[step])
        points = self._together(len(own), step, float(share))
        exact = round(u, 12)
        return self._at(points if points[d] == exact else (*points[:d], exact, *points[d + 1 :]))

    def _together(self, size: int, step: int, share: float) -> Points:
        """Return all dimensions with this many steps at a share of one step, the others in the middle."""
        if (size, step, share) not in self._points:
            alike, ends = self._alike[size]
            points = np.full(self._count, CENTRAL)
            points[alike] = ends[:, step] + share * (ends[:, step + 1] - ends[:, step])
            self._points[size, step, share] = tuple(round(point, 12) for point in points.tolist())
        return self._points[size, step, share]

    def _at(self, points: Points) -> list[Floats]:
        if points not in self._cache:
            plans = self._plans_at(points)
            for number, plan in enumerate(plans):
                if shape_of(plan) != self._shapes[number]:
                    self._refuse(points)
            self._cache[points] = [
                vector_of(plan, spans) for plan, spans in zip(plans, self._spans, strict=True)
            ]
        return self._cache[points]

    def _refuse(self, points: Points) -> None:
        """Raise the error for dimensions that, alone, make a plan of another shape than the central one."""
        found = []
        for d, u in enumerate(points):
            alone = tuple(u if other == d else CENTRAL for other in range(self._count))
            if any(shape_of(p) != s for p, s in zip(self._plans_at(alone), self._shapes, strict=True)):
                found.append(d)
        raise TracingError(
            found or range(self._count),
            "changes who or what there is, or when: give each case a structure or scenario of its own",
        )


def _alike(steps: Sequence[Floats]) -> dict[int, tuple[NDArray[np.int64], Floats]]:
    """Return the dimensions with the same number of steps, by that number, and the steps of each."""
    sizes = np.array([len(each) for each in steps])
    found = {int(size): np.flatnonzero(sizes == size) for size in np.unique(sizes)}
    return {size: (which, np.array([steps[int(d)] for d in which])) for size, which in found.items()}


def _codes(count: int) -> NDArray[np.bool_]:
    """Return the sets in which each input is moved, bool[inputs, sets], the same number for each."""
    sets = next(b for b in range(1, count + 1) if math.comb(b, b // 2 or 1) >= count)
    each = next(w for w in range(1, sets + 1) if math.comb(sets, w) >= count)
    codes = np.zeros((count, sets), dtype=np.bool_)
    for row, members in zip(codes, islice(combinations(range(sets), each), count), strict=True):
        row[list(members)] = True
    return codes


def _decoded(seen: NDArray[np.bool_], codes: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the inputs that may change each place: those for which it differs in all their sets."""
    found = np.zeros((len(seen), len(codes)), dtype=np.bool_)
    differs = np.flatnonzero(seen.any(axis=1))
    for d, code in enumerate(codes):
        found[differs, d] = seen[differs][:, code].all(axis=1)
    return found


_HAPPENS = ("what", "structure", "person", "team", "stream", "reading")
"""Columns of events that say what happens: inputs may change the date, not the order."""


def shape_of(plan: Plan) -> object:
    """Return the shape of a plan: numbers of plans of the same shape can be compared."""
    sizes = tuple((name, array.shape) for name, array in plan.arrays.items())
    happens = tuple(plan.arrays["changes"][name].tobytes() for name in _HAPPENS)
    return sizes, happens, plan.packages, plan.releases, plan.person_ids, plan.stream_ids


def _whole(spans: Sequence[Span], places: NDArray[np.int64]) -> NDArray[np.bool_]:
    kinds = np.array([span.is_whole for span in spans])
    ends = np.array([span.last for span in spans])
    return np.asarray(kinds[np.searchsorted(ends, places, side="right")])


def _fields(
    spans: Sequence[Span], touched: NDArray[np.int64]
) -> tuple[tuple[Span, NDArray[np.int64], int, int], ...]:
    found = []
    for span in spans:
        first, last = (int(x) for x in np.searchsorted(touched, (span.first, span.last)))
        if last > first:
            found.append((span, touched[first:last] - span.first, first, last))
    return tuple(found)


def _is_near(one: Floats, other: Floats, whole: NDArray[np.bool_]) -> NDArray[np.bool_]:
    near = np.abs(one - other) <= _STRAIGHT * np.maximum(np.abs(one), np.abs(other))
    return np.asarray(np.where(whole, one == other, near))
