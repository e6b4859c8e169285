"""Scrambled Sobol points: assumptions that fill their ranges evenly, 64 worlds at a time.

Direction numbers are those of Joe & Kuo (2008), points come in the Gray-code order of Antonov & Saleev
(1979). Each batch and parameter is scrambled by nested uniform ("Owen") scrambling (Owen 1995): every
digit is flipped or not by a bit hashed from the digits before it, as in hash-based scrambling (Laine &
Karras 2011, Burley 2020), but with a full hash for each node of the tree, so that it is exact.

A draw depends on (seed, batch, parameter id) alone. The scramble is keyed by them, and the Sobol column
of a parameter is stored in the evidence table: neither the position in the evidence table nor the other
parameters in use decide it. A new parameter takes the next free column there, and a column is never given
to another parameter; hashing ids to columns would need no table, but two ids on one column would move
together.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from reorg.luck import key
from reorg.quantity import evidence

WORLDS_PER_BATCH = 64
BATCHES_PER_POINT = 2
"""Batches that share their points: the second has the assumptions of the first, with other luck."""
BITS = 32
_BATCHES_KEPT = 32
"""Batches whose points are kept: some 60 kB each."""
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)
Bits = NDArray[np.uint64]


def sobol_dimension(parameter: str) -> int:
    """Return the Sobol column of a parameter; raises ValueError for one not in the evidence table."""
    try:
        return evidence()[parameter].dimension
    except KeyError:
        free = max(known.dimension for known in evidence().values()) + 1
        raise ValueError(
            f"parameter {parameter!r} has no Sobol dimension: add it to reorg/mechanisms/evidence.csv,"
            f" with the dimension {free}"
        ) from None


def sobol_bits(dimensions: Sequence[int], count: int) -> Bits:
    """Return the first ``count`` points of the given columns as integers of 32 bits, [count, columns]."""
    directions = np.array([_directions(dimension) for dimension in dimensions], dtype=np.uint64).reshape(
        -1, BITS
    )
    points = np.zeros((count, len(dimensions)), dtype=np.uint64)
    for index in range(1, count):
        lowest_zero = (~(index - 1) & index).bit_length() - 1
        points[index] = points[index - 1] ^ directions[:, lowest_zero]
    return points


def scramble(points: Bits, keys: Bits) -> Bits:
    """Return the points with nested uniform scrambling, one key of 64 bits for each column.

    The digit at depth ``d`` flips by one bit of a hash of its node, numbered ``2^d + digits before it``.
    """
    scrambled = points.copy()
    for depth in range(BITS):
        node = (points >> np.uint64(BITS - depth)) + np.uint64(1 << depth)
        flips = _mixed(keys + node * _GOLDEN) >> np.uint64(63)
        scrambled ^= flips << np.uint64(BITS - 1 - depth)
    return scrambled


def point_of_world(worlds: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the first world with the same assumptions and inputs as each world."""
    return first_worlds(points_of_worlds(worlds))


def points_of_worlds(worlds: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the number of each world's point among the points of a study."""
    batches, rows = np.divmod(worlds, WORLDS_PER_BATCH)
    return np.asarray(batches // BATCHES_PER_POINT * WORLDS_PER_BATCH + rows)


def count_points(worlds: int) -> int:
    """Return the number of different points in the first so many worlds: 64 in 100, as two share a point."""
    return int(points_of_worlds(np.arange(worlds)).max()) + 1 if worlds else 0


def first_worlds(points: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the first world that has each point, by the numbers of :func:`points_of_worlds`."""
    batches, rows = np.divmod(points, WORLDS_PER_BATCH)
    return np.asarray(batches * BATCHES_PER_POINT * WORLDS_PER_BATCH + rows)


def scrambled_points(parameters: Sequence[str], seed: int, batch: int) -> NDArray[np.float64]:
    """Return 64 points strictly between 0 and 1, one column for each parameter id, [64, parameters].

    Raises ValueError for a parameter without a column.
    """
    return _scrambled_points(tuple(parameters), seed, batch)


@lru_cache(maxsize=_BATCHES_KEPT)
def _scrambled_points(parameters: tuple[str, ...], seed: int, batch: int) -> NDArray[np.float64]:
    """Return :func:`scrambled_points`, to be read only, kept for the next batch or world that asks."""
    columns = [sobol_dimension(parameter) for parameter in parameters]
    keys = np.array([key("assumption", seed, batch, parameter) for parameter in parameters], dtype=np.uint64)
    scrambled = scramble(_first_batch(tuple(columns)), keys)
    points = np.asarray((scrambled + 0.5) / 2.0**BITS, dtype=np.float64)
    points.setflags(write=False)
    return points


def keyed_points(names: Sequence[str], seed: int, batch: int) -> NDArray[np.float64]:
    """Return 64 points strictly between 0 and 1, one column for each name, [64, names].

    Names are those of a model's inputs, for which no table can hold columns. Each column is a Latin hypercube
    of its own (McKay, Beckman & Conover 1979), hashed from seed, batch and name: one point in each 64th of
    the range, in an order that no other name moves.
    """
    keys = np.array([key("input", seed, batch, name) for name in names], dtype=np.uint64)
    counters = np.arange(2 * WORLDS_PER_BATCH, dtype=np.uint64)[:, None] * _GOLDEN
    order, within = np.split(_mixed(_mixed(keys[None, :] + counters)), 2)
    places = order.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable")
    inside = ((within >> np.uint64(64 - BITS)) + 0.5) / 2.0**BITS
    return np.asarray((places + inside) / WORLDS_PER_BATCH, dtype=np.float64)


@cache
def _first_batch(columns: tuple[int, ...]) -> Bits:
    points = sobol_bits(columns, WORLDS_PER_BATCH)
    points.setflags(write=False)
    return points


def _mixed(z: Bits) -> Bits:
    z = (z ^ (z >> np.uint64(30))) * _MIX_1
    z = (z ^ (z >> np.uint64(27))) * _MIX_2
    return z ^ (z >> np.uint64(31))


@cache
def _directions(dimension: int) -> tuple[int, ...]:
    polynomial, *initial = _joe_kuo()[dimension]
    degree = polynomial.bit_length() - 1
    numbers = list(initial) if degree else [1] * BITS
    for index in range(len(numbers), BITS):
        numbers.append(_next_number(numbers, polynomial, degree, index))
    return tuple(number << (BITS - 1 - position) for position, number in enumerate(numbers))


def _next_number(numbers: list[int], polynomial: int, degree: int, index: int) -> int:
    number = numbers[index - degree]
    for step in range(1, degree + 1):
        if polynomial >> (degree - step) & 1:
            number ^= numbers[index - step] << step
    return number


@cache
def _joe_kuo() -> tuple[tuple[int, ...], ...]:
    text = files("reorg.study.sampling").joinpath("joe_kuo.txt").read_text(encoding="ascii")
    return tuple(tuple(map(int, line.split())) for line in text.splitlines() if not line.startswith("#"))
