"""Work: how long a chunk takes varies around its mean.

    duration factor = exp(sigma z - sigma^2 / 2), z standard normal, mean 1              ... (1)

``effort_spread`` is sigma; an inference with a wide range.
"""

from __future__ import annotations

import math

from reorg.compilation import compiled
from reorg.quantity import of_mechanism

PARAMETERS = of_mechanism("work")


@compiled
def duration_factor(sigma: float, z: float) -> float:
    """Return the lognormal factor of a chunk's duration, equation (1)."""
    return math.exp(sigma * z - 0.5 * sigma * sigma)


LIMITS = ((duration_factor, (0.0, 1.7), 1.0), (duration_factor, (0.2, 0.1), 1.0))
