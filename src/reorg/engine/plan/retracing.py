"""Reuse of earlier traces for a plan: an edit of a structure leaves most inputs in place.

Tracing makes some thirty plans. A few plans show whether an earlier trace still holds: with all inputs moved
at once, each to its own point, the numbers that they changed are, bit for bit, those of the earlier plan, and
no other number differs from its central value. Every reading of an input is visited.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from reorg.engine.plan.places import Floats, Places, Span, followers_of, spans_of, vector_of
from reorg.engine.plan.plan import Plan
from reorg.engine.plan.tracing import CENTRAL, Points, shape_of

_GOLDEN = 0.6180339887498949
_TURN = 0.41421356237309515
Steps = tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class PlanNumbers:
    """A plan's numbers with all inputs central, ``base``, and at the points of comparison.

    ``moved`` float64[points, numbers]; None if a point changes the shape of the plan.
    """

    spans: tuple[Span, ...]
    base: Floats
    moved: Floats | None
    followers: list[list[int]]


@dataclass(frozen=True)
class Traced:
    """Traced places, with the numbers there at the points of comparison, float64[points, places]."""

    names: tuple[str, ...]
    steps: Steps
    places: Places
    moved: Floats


def look(plans_at: Callable[[Points], Sequence[Plan]], steps: Steps) -> list[PlanNumbers]:
    """Return the numbers of each plan at the points of comparison."""
    central = plans_at((CENTRAL,) * len(steps))
    try:
        elsewhere = [plans_at(each) for each in _points(steps)]
    except ValueError:
        # These values together break a rule of the model: it is reported when they are drawn.
        elsewhere = []
    return [
        _plan_numbers(plan, [plans[number] for plans in elsewhere]) for number, plan in enumerate(central)
    ]


def _plan_numbers(plan: Plan, moved: Sequence[Plan]) -> PlanNumbers:
    spans, shape = spans_of(plan), shape_of(plan)
    is_same = bool(moved) and all(shape_of(each) == shape for each in moved)
    numbers = np.array([vector_of(each, spans) for each in moved]) if is_same else None
    return PlanNumbers(spans, vector_of(plan, spans), numbers, followers_of(plan))


def traced(names: tuple[str, ...], steps: Steps, places: Places, looked: PlanNumbers) -> Traced | None:
    """Return places for later comparison; None if the plan does not have the same shape at all points."""
    if looked.moved is None:
        return None
    return Traced(names, steps, places, looked.moved[:, _touched(places.fields)])


def places_of_earlier_trace(
    looked: PlanNumbers, kept: Iterable[Traced], names: tuple[str, ...], steps: Steps
) -> Places | None:
    """Return the places of a plan from an earlier trace that holds for it, None if none does."""
    if looked.moved is None:
        return None
    is_still = np.all((looked.moved == looked.base) | np.isnan(looked.moved) & np.isnan(looked.base), axis=0)
    for each in kept:
        if (each.names, each.steps) == (names, steps):
            found = _carried(each, looked)
            if found is not None and _holds(each, looked, is_still, found):
                return found
    return None


def _holds(before: Traced, looked: PlanNumbers, is_still: NDArray[np.bool_], found: Places) -> bool:
    touched = _touched(found.fields)
    assert looked.moved is not None  # noqa: S101 - for the type
    untouched = np.ones(len(is_still), dtype=np.bool_)
    untouched[touched] = False
    return bool(
        is_still[untouched].all()
        and np.array_equal(looked.base[touched], before.places.base, equal_nan=True)
        and np.array_equal(looked.moved[:, touched], before.moved, equal_nan=True)
    )


def _carried(before: Traced, looked: PlanNumbers) -> Places | None:
    """Return the places with the same moves in the spans of a plan; None if a span has changed."""
    own = {(span.array, span.field): span for span in looked.spans}
    fields = []
    for span, within, first, last in before.places.fields:
        mine = own.get((span.array, span.field))
        if mine is None or (mine.shape, mine.kind) != (span.shape, span.kind):
            return None
        fields.append((mine, within, first, last))
    return replace(before.places, fields=tuple(fields), followers=looked.followers)


def _touched(fields: Sequence[tuple[Span, NDArray[np.int64], int, int]]) -> NDArray[np.int64]:
    parts = [span.first + within for span, within, _first, _last in fields]
    return np.concatenate([np.zeros(0, dtype=np.int64), *parts])


def _points(steps: Steps) -> list[Points]:
    """Return points at which every input visits each of its steps, no two inputs at the same place."""
    turns = max([2, *(len(each) - 1 for each in steps)])
    return [tuple(_point(each, d, turn) for d, each in enumerate(steps)) for turn in range(turns)]


def _point(steps: Sequence[float], dimension: int, turn: int) -> float:
    cell = (turn + dimension) % (len(steps) - 1)
    # Not near the ends of a step, where an input may be central and change nothing.
    share = 0.1 + 0.8 * (((dimension + 1) * _GOLDEN + turn * _TURN) % 1.0)
    return steps[cell] + share * (steps[cell + 1] - steps[cell])
