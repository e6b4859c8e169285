"""A trial of :mod:`reorg.linking` with the Numba that is installed, on functions small enough to be quick.

Importing this may fail as calling it may: whoever tries catches both.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numba

from reorg.linking import PART, body_of, parts_shared, take_one_kind_of_number, whole_of

_numba: Any = numba


def _part(function: Callable[..., int]) -> Any:
    part = _numba.njit(**PART)(function)
    take_one_kind_of_number(part)
    return part


@_part
def mixed(total: int, step: int) -> int:
    """Return whole numbers mixed up."""
    for k in range(3):
        total = (total * 31 + k * step) ^ (total >> 3)
    return total


@_part
def mixed_twice(total: int, step: int) -> int:
    """Return whole numbers mixed up twice, with one of the functions that Numba makes itself."""
    return mixed(mixed(min(total, total + 1), step), step)  # type: ignore[no-any-return]


def _whole(n: int) -> int:
    total: int = mixed(n, 1) + mixed(3, n)
    return total


def _body(n: int) -> int:
    total: int = mixed(n, 2)
    return total


def try_out() -> None:
    """Join parts into wholes, compiled, from a cache and from another process, and call them.

    Raises whatever goes wrong.
    """
    n, before = 5 + (1 << 32), _numba.config.CACHE_DIR
    with TemporaryDirectory() as folder:
        try:
            _numba.config.CACHE_DIR = folder
            found = [whole_of(_whole, is_kept=True)(n) for _ in ("compiled", "from the cache")]
            entered = body_of(_body, _numba.int64(_numba.int64), is_kept=True)
        finally:
            _numba.config.CACHE_DIR = before
        found += [entered.ctypes(n), _of_a_shared_part(Path(folder), n)]
    stir = mixed.py_func
    joined = stir(n, 1) + stir(3, n)
    if found != [joined, joined, stir(n, 2), stir(stir(n, 2), 2)]:
        raise ValueError(f"joined functions return {found}")


def _of_a_shared_part(folder: Path, n: int) -> int:
    """Return what a part gives that is taken from a folder, as if another process had left it there."""
    with parts_shared(folder):
        mixed_twice.compile((_numba.int64, _numba.int64))
        taken = _part(mixed_twice.py_func)
        taken.compile((_numba.int64, _numba.int64))
    if taken.overloads[_numba.int64, _numba.int64].metadata is not None:
        raise ValueError("parts are not shared")

    def whole(n: int) -> int:
        total: int = taken(n, 2)
        return total

    found: int = whole_of(whole, is_kept=False)(n)
    return found
