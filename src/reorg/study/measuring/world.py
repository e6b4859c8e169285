"""All metrics of one scenario in one world."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reorg.engine import Outcome, Plan
from reorg.study.measuring.market import Sales
from reorg.study.measuring.measured_world import Bounded, MeasuredWorld
from reorg.study.measuring.metrics import CUT_OFF_KEYS, METRICS
from reorg.study.measuring.target import MeasuredReleases


@dataclass(frozen=True)
class WorldMetrics:
    """One scenario's metrics in one world.

    ``values`` float64[len(METRICS)], in their order; where ``cut_off`` bool[len(CUT_OFF_KEYS)], the value is
    a lower bound. NaN: the metric has no value (no decision was made, no release to measure).
    """

    values: NDArray[np.float64]
    cut_off: NDArray[np.bool_]


def measure_world(
    plan: Plan, outcome: Outcome, measured: MeasuredReleases, sold: Sales | None = None
) -> WorldMetrics:
    """Return one scenario's metrics in one world; ``sold`` is its market (None: the model has none)."""
    world = MeasuredWorld(plan, outcome, measured, sold)
    found = {metric.key: metric.count(world) for metric in METRICS}
    bounded = {key: figure for key, figure in found.items() if isinstance(figure, Bounded)}
    values = [figure.value if isinstance(figure, Bounded) else figure for figure in found.values()]
    return WorldMetrics(
        np.array(values, dtype=np.float64), np.array([bounded[key].cut_off for key in CUT_OFF_KEYS])
    )
