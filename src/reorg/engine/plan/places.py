"""What a world changes in the arrays of a plan: a short list of places, put in when the world begins.

The numbers of a plan are looked at as one vector. What moves a place is drawn at a point u of each dimension;
between the steps of a dimension the place, or its reciprocal, is a straight line in u. Where several
dimensions move one place, their effects add up or multiply, whichever holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from reorg.engine.plan.compute import size_jobs

if TYPE_CHECKING:
    from reorg.engine.plan.plan import Plan

Floats = NDArray[np.float64]
_DERIVED = {("queues", "width")}
"""Fields that are computed anew from the others when a world begins."""
_COUNTS = ("pool_sizes",)
"""Arrays of numbers with a point that count something."""


@dataclass(frozen=True)
class Span:
    """Where the numbers of one field of one array stand in the vector; ``field`` empty: the array itself."""

    array: str
    field: str
    first: int
    shape: tuple[int, ...]
    kind: str

    @property
    def last(self) -> int:
        """Behind its last number."""
        return self.first + int(np.prod(self.shape))

    @property
    def is_whole(self) -> bool:
        """Whether the numbers are stored as whole ones."""
        return self.kind in "iub"

    @property
    def counts(self) -> bool:
        """Whether the numbers count something."""
        return self.is_whole or self.array in _COUNTS


@dataclass(frozen=True)
class Moves:
    """How one dimension moves some of the touched places.

    ``steps`` float64[k + 1], ``at`` int[m] into the touched places; ``left`` and ``right`` float64[k, m] at
    the ends of each step, of 1 / value where ``reciprocal`` bool[k, m].
    """

    steps: Floats
    at: NDArray[np.int64]
    left: Floats
    right: Floats
    reciprocal: NDArray[np.bool_]

    def values(self, u: float) -> Floats:
        """Return the values of its places at a point."""
        step = min(int(np.searchsorted(self.steps, u, side="right")) - 1, len(self.left) - 1)
        share = (u - self.steps[step]) / (self.steps[step + 1] - self.steps[step])
        line = self.left[step] + share * (self.right[step] - self.left[step])
        turned = self.reciprocal[step]
        if turned.any():
            line = np.where(turned, 1.0 / np.where(turned, line, 1.0), line)
        return np.asarray(line, dtype=np.float64)


@dataclass(frozen=True)
class Places:
    """The places of a plan that dimensions move.

    ``base`` float64[places]: values where all dimensions are central; ``moves`` by dimension, None where it
    moves nothing; ``multiplied`` bool[places]: where several move it, whether effects multiply.
    ``fields``: (span, places within it, first and last of the touched places).
    """

    base: Floats
    moves: tuple[Moves | None, ...]
    multiplied: NDArray[np.bool_]
    fields: tuple[tuple[Span, NDArray[np.int64], int, int], ...]

    @property
    def arrays(self) -> frozenset[str]:
        """The names of the arrays that are changed."""
        return frozenset(span.array for span, *_rest in self.fields)

    def acts(self) -> tuple[bool, ...]:
        """Return which dimensions move anything."""
        return tuple(moves is not None for moves in self.moves)

    def values(self, points: Iterable[float]) -> Floats:
        """Return the values of all places where the dimensions are at these points, from 0 to 1."""
        found = self.base.copy()
        for moves, u in zip(self.moves, points, strict=True):
            if moves is None:
                continue
            values, base = moves.values(float(u)), self.base[moves.at]
            scaled = self.multiplied[moves.at]
            ratio = np.divide(values, base, out=np.ones_like(values), where=scaled)
            found[moves.at] = np.where(scaled, found[moves.at] * ratio, found[moves.at] + (values - base))
        return found

    def put(self, values: Floats, array_of: Callable[[str], Any]) -> None:
        """Write the values of all places into the arrays of those names."""
        for span, within, first, last in self.fields:
            array = array_of(span.array)
            numbers = array[span.field] if span.field else array
            numbers = numbers.reshape(-1) if numbers.ndim > 1 else numbers
            numbers[within] = np.rint(values[first:last]) if span.counts else values[first:last]
        size_jobs(array_of("queues"), array_of("job_hours"))


def spans_of(plan: Plan) -> tuple[Span, ...]:
    """Return where the numbers of a plan stand in its vector."""
    spans: list[Span] = []
    first = 0
    for name, array in _arrays(plan).items():
        for field in array.dtype.names or ("",):
            kind = array.dtype[field] if field else array.dtype
            if kind.kind in "fiub" and kind.itemsize <= 8 and (name, field) not in _DERIVED:
                spans.append(Span(name, field, first, array.shape, kind.kind))
                first = spans[-1].last
    return tuple(spans)


def vector_of(plan: Plan, spans: Sequence[Span]) -> Floats:
    """Return the numbers of a plan in the order of the spans."""
    arrays = _arrays(plan)
    parts = [arrays[span.array][span.field] if span.field else arrays[span.array] for span in spans]
    return np.concatenate([np.ravel(part).astype(np.float64) for part in parts])


def figures_of(plan: Plan) -> dict[str, Any]:
    """Return numbers of a plan beside its arrays: hours of streams, prices of pools, and the market."""
    market = plan.organization.market
    sold = [] if market is None else [np.nan if x is None else x for x in market.numbers.values()]
    return {
        "stream_hours": np.array(plan.stream_hours, dtype=np.float64),
        "job_hours": np.array(plan.job_hours, dtype=np.float64),
        "pool_usd": np.array([pool.usd_per_gpu_hour for pool in plan.organization.pools]),
        "market": np.array(sold, dtype=np.float64),
    }


def _arrays(plan: Plan) -> Mapping[str, Any]:
    return plan.arrays | figures_of(plan)
