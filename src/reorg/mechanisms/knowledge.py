"""Knowledge: people learn an area by working in it, forget it otherwise, and take it along when they leave.

    after c hours in the area: k <- k + (1 - k) (1 - exp(-c / (tau x delay)))            ... (1)
    unused for y years:        k <- k exp(-decay y)                                      ... (2)
    speed factor             = m + (1 - m) k                                             ... (3)
    delay of a newcomer      = 1 + unserved_onboarding d exp(-t / ramp)                  ... (4)

d = attention that the lead does not give, t = time since the first day, ramp = that of
:mod:`reorg.mechanisms.onboarding` with d: the smaller of a newcomer's ramp and knowledge counts, so a lead
without time must slow both to have an effect. For all others the delay is 1.

k from 0 to 1 per person and area. Incumbents start with ``start`` in the areas of their best skill, and with
half of it in others they have any skill in. A successor in a position inherits the share ``buffer`` of the
predecessor's knowledge in documents and colleagues. Open work on which only the leaver was active loses the
share ``lost_in_handover`` of the work done.

tau: 6 to 12 months to full task rate on large projects (Zhou & Mockus 2010); buffer: the deaths of 845
inventors cost little inside firms with good practice, a star's death 5 to 8% of co-authors' output.
"""

from __future__ import annotations

import math

from reorg.compilation import compiled
from reorg.quantity import of_mechanism

PARAMETERS = of_mechanism("knowledge")

KNOWER = 0.5


@compiled
def learned(k: float, hours: float, tau_hours: float) -> float:
    """Return knowledge after ``hours`` of practice, equation (1)."""
    return 1.0 - (1.0 - k) * math.exp(-hours / tau_hours)


@compiled
def delay(lacking: float, weeks: float, unserved: float, ramp_weeks: float) -> float:
    """Return the factor on a newcomer's time to learn, ``weeks`` after the first day, equation (4)."""
    return 1.0 + unserved * lacking * math.exp(-weeks / ramp_weeks)


@compiled
def forgotten(k: float, years: float, decay_per_year: float) -> float:
    """Return knowledge after ``years`` without practice, equation (2)."""
    return k * math.exp(-decay_per_year * years)


@compiled
def speed(k: float, floor: float) -> float:
    """Return the speed factor of knowledge ``k``, equation (3)."""
    return floor + (1.0 - floor) * k


LIMITS = (
    (learned, (0.3, 0.0, 700.0), 0.3),
    (learned, (1.0, 9.0, 700.0), 1.0),
    (delay, (0.0, 0.0, 0.5, 17.0), 1.0),
    (delay, (1.0, 0.0, 0.5, 17.0), 1.5),
    (delay, (1.0, 1e9, 0.5, 17.0), 1.0),
    (forgotten, (0.8, 0.0, 0.2), 0.8),
    (speed, (1.0, 0.55), 1.0),
    (speed, (0.0, 0.55), 0.55),
)
