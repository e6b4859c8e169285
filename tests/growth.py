"""How work grows with its size: the same measure on a fast machine and a slow one, busy or free.

Seconds are for the benchmarks; a test holds that nothing grows as the square of its size.
"""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Callable

ROUNDS = 3


def times_as_long(small: Callable[[], object], large: Callable[[], object], limit: float) -> float:
    """Return how many times as long the large work takes as the small, the least of rounds in turn.

    In seconds of the processor; others on the machine can only add to either. So the large work is done again
    only while it is not below ``limit`` times the small: without others it would take less still.
    """
    least_small = least_large = math.inf
    for _ in range(ROUNDS):
        least_small = min(least_small, _seconds(small))
        if least_large >= limit * least_small:
            least_large = min(least_large, _seconds(large))
    return least_large / least_small


def _seconds(work: Callable[[], object]) -> float:
    # Passes over the objects of all other tests would be counted otherwise.
    gc.disable()
    try:
        begun = time.process_time()
        work()
        return time.process_time() - begun
    finally:
        gc.enable()
