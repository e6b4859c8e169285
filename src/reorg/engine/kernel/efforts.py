"""Efforts drawn with keyed random numbers."""

from __future__ import annotations

import math

import numpy as np

from reorg import luck
from reorg.compilation import inner
from reorg.engine.state.constants import EXPONENTIAL, FIXED, LOGNORMAL, TABLE_POINTS, WEIBULL
from reorg.engine.state.memory import effort_at
from reorg.engine.state.rows import Row
from reorg.engine.state.tables import standard_quantile


@inner
def draw_effort_hours(s: Row, row: int, z: np.uint64) -> float:
    """Return nominal hours from 64 random bits: by an exact form, or by interpolation in a quantile table."""
    e = effort_at(s.efforts, row)
    if e.form == FIXED:
        return e.x
    if e.form == EXPONENTIAL:
        return -e.x * math.log(luck.unit(z))
    if e.form == WEIBULL:
        return e.x * (-math.log(luck.unit(z))) ** e.y
    if e.form == LOGNORMAL:
        return e.x * math.exp(e.y * luck.normal(z))
    place = luck.unit(z) * (TABLE_POINTS - 1)
    k = int(place)
    low = standard_quantile(s, e.table, k)
    return e.x + e.y * (low + (place - k) * (standard_quantile(s, e.table, k + 1) - low))
