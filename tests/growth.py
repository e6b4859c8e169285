"""How work grows with its size: the same measure on a fast machine and a slow one, busy or free.

Seconds are for the benchmarks; a test holds that nothing grows as the square of its size. The sizes differ so
much that what is proportional and what is quadratic are far on either side of the limit, however busy the
machine is.
"""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Callable

TIMES = 20
GREATEST = 80
"""Four times what is proportional, and a fifth of what is quadratic."""
ROUNDS = 3


def times_as_long(small: Callable[[], object], large: Callable[[], object]) -> float:
    """Return how many times as long the large work takes as the small, the least of rounds in turn.

    In seconds of the processor; others on the machine can only add to either. So the large work is done again
    only while it is not below :data:`GREATEST` times the small: without others it would take less still.
    """
    least_small = least_large = math.inf
    for _ in range(ROUNDS):
        least_small = min(least_small, _seconds(small))
        if least_large >= GREATEST * least_small:
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
