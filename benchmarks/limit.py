"""What the machine gives: a loop that keeps a core's arithmetic busy and touches no memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numba
import numpy as np

STEPS = 20_000_000


def busy_loop() -> Callable[[int], int]:
    """Return a compiled loop (steps) without the lock of Python; its answer depends on all it did."""
    decorate: Any = numba.njit(nogil=True)
    loop: Callable[[int], int] = decorate(_multiply)
    loop(1)
    return loop


def _multiply(steps: int) -> Any:
    # Eight chains that do not wait for each other: as many multiplications at once as a core can do.
    a = b = c = d = np.uint64(3)
    e = f = g = h = np.uint64(5)
    for i in range(steps):
        u = np.uint64(i) | np.uint64(1)
        a = (a * u) ^ (a >> np.uint64(7))
        b = (b * u) ^ (b >> np.uint64(9))
        c = (c * u) ^ (c >> np.uint64(11))
        d = (d * u) ^ (d >> np.uint64(13))
        e = (e * u) ^ (e >> np.uint64(15))
        f = (f * u) ^ (f >> np.uint64(17))
        g = (g * u) ^ (g >> np.uint64(19))
        h = (h * u) ^ (h >> np.uint64(21))
    return a ^ b ^ c ^ d ^ e ^ f ^ g ^ h
