"""How slow the machine is just now: a shared one takes longer, in seconds of its processor too.

Limits of time in tests are those of a usual machine; a test multiplies its own by :func:`slowness`.
"""

from __future__ import annotations

import time

ADDITIONS = 500_000
USUAL_SECONDS = 0.03
"""What so many additions take, one by one, on the machine on which the limits were set."""


def slowness() -> float:
    """Return how many times as long as usual work takes now, at least 1."""
    took = []
    for _ in range(3):
        begun, total = time.process_time(), 0
        for number in range(ADDITIONS):
            total += number
        took.append(time.process_time() - begun)
    return max(1.0, sorted(took)[1] / USUAL_SECONDS)
