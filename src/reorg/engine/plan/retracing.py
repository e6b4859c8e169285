"""Which traces still hold for a plan: an edit of a structure leaves most inputs where they were.

Tracing makes some thirty plans. Whether an earlier trace still holds is seen from a few: where all inputs are
moved at once, each to a point of its own, the numbers that they moved are, bit for bit, those of the earlier
plan, and no other number differs from where all are central. Every reading of an input is visited.
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
    """A plan's numbers where all inputs are central, ``base``, and at the points they are looked at.

    ``moved`` float64[points, numbers]; None where a point makes another plan of it.
    """

    spans: tuple[Span, ...]
    base: Floats
    moved: Floats | None
    followers: list[list[int]]


@dataclass(frozen=True)
class Traced:
    """Places that were traced, with the numbers there where they are looked at, float64[points, places]."""

    names: tuple[str, ...]
    steps: Steps
    places: Places
    moved: Floats


def look(plans_at: Callable[[Points], Sequence[Plan]], steps: Steps) -> list[PlanNumbers]:
    """Return the numbers of each plan at the points by which a trace is known again."""
    central = plans_at((CENTRAL,) * len(steps))
    try:
        elsewhere = [plans_at(each) for each in _points(steps)]
    except ValueError:
        # Values that break a rule of the model together: whoever draws them is told.
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
    """Return places to be known again; None where they are of a plan that is not the same everywhere."""
    if looked.moved is None:
        return None
    return Traced(names, steps, places, looked.moved[:, _touched(places.fields)])


def places_of_earlier_trace(
    looked: PlanNumbers, kept: Iterable[Traced], names: tuple[str, ...], steps: Steps
) -> Places | None:
    """Return the places of a plan from an earlier trace that holds for it, None where none does."""
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
    """Return the places with the same moves in the spans of a plan; None where a span is another one."""
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
    """Return points at which every input has been in each of its steps, no two inputs at the same place."""
    turns = max([2, *(len(each) - 1 for each in steps)])
    return [tuple(_point(each, d, turn) for d, each in enumerate(steps)) for turn in range(turns)]


def _point(steps: Sequence[float], dimension: int, turn: int) -> float:
    cell = (turn + dimension) % (len(steps) - 1)
    # Not near the ends of a step, where an input may be central, and move nothing.
    share = 0.1 + 0.8 * (((dimension + 1) * _GOLDEN + turn * _TURN) % 1.0)
    return steps[cell] + share * (steps[cell + 1] - steps[cell])
