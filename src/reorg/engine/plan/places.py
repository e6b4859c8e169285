"""Values of a plan that differ between worlds: a short list of places, written when a world begins.

The numbers of a plan are treated as one vector. The changes to a place are drawn at a point u of each
dimension; between the steps of a dimension the place, or its reciprocal, is a linear function of u. Where
several dimensions change one place, their effects add up or multiply, whichever holds.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from reorg.engine.plan.compute import size_jobs
from reorg.engine.plan.familiarity import follow_up_hours, from_the_last

if TYPE_CHECKING:
    from reorg.engine.plan.plan import Plan

Floats = NDArray[np.float64]
_ESTIMATES = ("likely_hours", "gpu_hours", "job_gpus")
_DERIVED = {("queues", "rate"), ("queues", "width"), ("jobs", "tail")}
"""Fields that are recomputed from the others when a world begins."""
_BELOW_ONE = 1.0 - 1e-12
_COUNTS = ("pool_sizes",)
"""Arrays of floating-point numbers that are counts."""


@dataclass(frozen=True)
class Span:
    """The range in the vector of the numbers of one field of one array; ``field`` empty: the array itself."""

    array: str
    field: str
    first: int
    shape: tuple[int, ...]
    kind: str

    @property
    def last(self) -> int:
        """The position after its last number."""
        return self.first + math.prod(self.shape)

    @property
    def is_whole(self) -> bool:
        """Whether the numbers are stored as integers."""
        return self.kind in "iub"

    @property
    def counts(self) -> bool:
        """Whether the numbers are counts."""
        return self.is_whole or self.array in _COUNTS


@dataclass(frozen=True)
class Moves:
    """The changes that one dimension makes to some of the touched places.

    ``steps`` float64[k + 1], ``at`` int[m] into the touched places; ``left`` and ``right`` float64[k, m] at
    the ends of each step, of 1 / value where ``reciprocal`` bool[k, m].
    """

    steps: Floats
    at: NDArray[np.int64]
    left: Floats
    right: Floats
    reciprocal: NDArray[np.bool_]


@dataclass(frozen=True)
class _Table:
    """The changes of all dimensions side by side, one entry for each place that each of them changes.

    ``of`` and ``at``: its dimension and its place; ``left``, ``rise`` and ``reciprocal`` [step, entry];
    ``edges`` [dimension, step + 1], infinite after the last one; ``added`` and ``multiplied``: entries of
    places that several dimensions change.
    """

    of: NDArray[np.int64]
    at: NDArray[np.int64]
    left: Floats
    rise: Floats
    reciprocal: NDArray[np.bool_]
    edges: Floats
    added: NDArray[np.bool_]
    multiplied: NDArray[np.bool_]

    @classmethod
    def of_moves(cls, moves: Sequence[Moves | None], multiplied: NDArray[np.bool_]) -> _Table:
        """Return the table of these moves."""
        steps = max([1, *(len(each.left) for each in moves if each)])
        edges = np.full((len(moves), steps + 1), np.inf)
        edges[:, 0] = 0.0
        parts: list[tuple[Any, ...]] = []
        for d, each in enumerate(moves):
            if each is not None:
                edges[d, : len(each.steps)] = each.steps
                tables = np.zeros((3, steps, each.at.size))
                tables[:, : len(each.left)] = each.left, each.right - each.left, each.reciprocal
                parts.append((np.full(each.at.size, d), each.at, *tables))
        if not parts:
            parts = [(np.zeros(0, np.int64),) * 2 + (np.zeros((steps, 0)),) * 3]
        of, at, left, rise, turned = (np.concatenate(part, axis=-1) for part in zip(*parts, strict=True))
        several = np.bincount(at, minlength=multiplied.size)[at] > 1
        scaled = multiplied[at]
        return cls(of, at, left, rise, turned.astype(np.bool_), edges, several & ~scaled, several & scaled)

    def lines(self, points: Floats) -> Floats:
        """Return the value of each entry when only its dimension is not central."""
        step = (np.minimum(points, _BELOW_ONE)[:, None] >= self.edges[:, 1:]).sum(axis=1)
        low = np.take_along_axis(self.edges, step[:, None], 1)[:, 0]
        high = np.take_along_axis(self.edges, step[:, None] + 1, 1)[:, 0]
        share = (points - low) / (high - low)
        chosen, entries = step[self.of], np.arange(self.of.size)
        line = self.left[chosen, entries] + share[self.of] * self.rise[chosen, entries]
        turned = self.reciprocal[chosen, entries]
        return np.divide(1.0, line, out=line, where=turned)


@dataclass(frozen=True)
class Places:
    """The places of a plan that dimensions change.

    ``base`` float64[places]: values when all dimensions are central; ``moves`` by dimension, None if it
    changes nothing; ``multiplied`` bool[places]: whether the effects of several dimensions multiply.
    ``fields``: (span, places within it, first and last of the touched places); ``followers``: the packages
    that wait for each package.
    """

    base: Floats
    moves: tuple[Moves | None, ...]
    multiplied: NDArray[np.bool_]
    fields: tuple[tuple[Span, NDArray[np.int64], int, int], ...]
    followers: list[list[int]]

    @property
    def arrays(self) -> frozenset[str]:
        """The names of the arrays that change."""
        return frozenset(span.array for span, *_rest in self.fields)

    def acts(self) -> tuple[bool, ...]:
        """Return which dimensions change anything."""
        return tuple(moves is not None for moves in self.moves)

    def values(self, points: Iterable[float]) -> Floats:
        """Return the values of all places when the dimensions are at these points, from 0 to 1."""
        table, found = self._table, self.base.copy()
        line = table.lines(np.fromiter(points, dtype=np.float64))
        one = ~(table.added | table.multiplied)
        found[table.at[one]] = line[one]
        for chosen, join in ((table.added, np.add), (table.multiplied, np.multiply)):
            at = table.at[chosen]
            base = self.base[at]
            change = line[chosen] - base if join is np.add else line[chosen] / base
            join.at(found, at, change)
        return found

    @cached_property
    def _table(self) -> _Table:
        return _Table.of_moves(self.moves, self.multiplied)

    @cached_property
    def _order(self) -> list[int]:
        return from_the_last(self.followers)

    def put(self, values: Floats, array_of: Callable[[str], Any]) -> None:
        """Write the values of all places into the arrays of those names."""
        for span, within, first, last in self.fields:
            array = array_of(span.array)
            numbers = array[span.field] if span.field else array
            numbers = numbers.reshape(-1) if numbers.ndim > 1 else numbers
            numbers[within] = np.rint(values[first:last]) if span.counts else values[first:last]
        likely = array_of("likely_hours")
        size_jobs(array_of("queues"), {name: array_of(name) for name in _ESTIMATES})
        if self.followers and "likely_hours" in self.arrays:
            jobs = array_of("jobs")
            estimates = likely[: len(self.followers)].tolist()
            tails = np.array(follow_up_hours(estimates, self.followers, self._order))
            jobs["tail"] = tails[jobs["package"]]


def spans_of(plan: Plan) -> tuple[Span, ...]:
    """Return the ranges of a plan's numbers in its vector."""
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
    return np.concatenate([part.ravel() for part in parts], dtype=np.float64, casting="unsafe")


def followers_of(plan: Plan) -> list[list[int]]:
    """Return the packages that wait for each package of a plan."""
    after, jobs = plan.arrays["successors"], plan.arrays["jobs"][: len(plan.packages)]
    return [after[row["next_first"] : row["next_last"]].tolist() for row in jobs]


def figures_of(plan: Plan) -> dict[str, Any]:
    """Return the numbers of a plan outside its arrays: estimates, hours of streams, prices, the market."""
    market = plan.organization.market
    sold = [] if market is None else [np.nan if x is None else x for x in market.numbers.values()]
    return {
        "stream_hours": np.array(plan.stream_hours, dtype=np.float64),
        **{name: array.copy() for name, array in plan.estimates.items()},
        "pool_usd": np.array([pool.usd_per_gpu_hour for pool in plan.organization.pools]),
        "market": np.array(sold, dtype=np.float64),
    }


def _arrays(plan: Plan) -> Mapping[str, Any]:
    return plan.arrays | figures_of(plan)
