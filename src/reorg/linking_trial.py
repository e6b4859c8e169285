"""A trial of :mod:`reorg.linking` with the Numba that is installed, on functions small enough to be quick.

Importing this may fail as calling it may: whoever tries catches both.
"""

from __future__ import annotations

from tempfile import TemporaryDirectory
from typing import Any

import numba

from reorg.linking import BODY, PART, WHOLE, take_one_kind_of_number

_numba: Any = numba


def stirred(total: int, step: int) -> int:
    """Return whole numbers mixed up."""
    for k in range(3):
        total = (total * 31 + k * step) ^ (total >> 3)
    return total


_part = _numba.njit(**PART)(stirred)
take_one_kind_of_number(_part)


def _whole(n: int) -> int:
    total: int = _part(n, 1) + _part(3, n)
    return total


def _body(n: int) -> int:
    total: int = _part(n, 2)
    return total


def try_out() -> None:
    """Join a part into wholes, compiled and from a cache, and call them; raises whatever goes wrong."""
    n, before = 5 + (1 << 40), _numba.config.CACHE_DIR
    with TemporaryDirectory() as folder:
        try:
            _numba.config.CACHE_DIR = folder
            found = [_numba.njit(cache=True, **WHOLE)(_whole)(n) for _ in ("compiled", "from the cache")]
            entered = _numba.cfunc(_numba.int64(_numba.int64), cache=True, **BODY)(_body)
        finally:
            _numba.config.CACHE_DIR = before
        found.append(entered.ctypes(n))
    joined = stirred(n, 1) + stirred(3, n)
    if found != [joined, joined, stirred(n, 2)]:
        raise ValueError(f"joined functions return {found}")
