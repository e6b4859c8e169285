"""Weekly series over many worlds, kept as counts in fixed bins: memory does not grow with worlds.

Bins are quadratic, edge i of 200 at ``span (i / 200)^2``: fine near zero, coarse far from it. Those of
differences reach to both sides of a bin that holds exactly zero. Counts are added as whole numbers, so
quantiles do not depend on the order of worlds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reorg.engine import KINDS, Outcome, Plan
from reorg.study.measuring.market import adopters_upper_bound

Floats = NDArray[np.float64]

BINS = 200
SIDE_BINS = 120
DIFFERENCE_BINS = 2 * SIDE_BINS + 1
"""Bins of differences: as many on either side of the one that holds exactly zero."""
SERIES: tuple[str, ...] = (
    *(f"hours_{kind}" for kind in KINDS),
    "throughput",
    "tray_hours",
    "backlog_hours",
    "capability",
    "adoption",
    "headcount",
)
SERIES_UNITS: dict[str, str] = {
    **{f"hours_{kind}": "share of the hours of all positions at the start" for kind in KINDS},
    "throughput": "person-hours a week",
    "tray_hours": "person-hours",
    "backlog_hours": "person-hours",
    "capability": "configuration of the release measured, from the mean (0) to the best (1) of all",
    "adoption": "adopters",
    "headcount": "people",
}
IN_STEPS = "quantiles are counted in steps that widen with the distance from 0, so the same values recur"
"""Sentence on quantiles in bins, for readers of tables who would take repeated values for a mistake."""
QUANTILES = {"p05": 0.05, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p95": 0.95}

# Largest value that is distinguished, in weekly hours of the whole organization; of positions, all of them.
_SPANS = np.array([1.0] * len(KINDS) + [2.0, 25.0, 25.0, 1.0, 1.0, 1.0])


@dataclass(frozen=True)
class SeriesScale:
    """Scale of series: weekly hours of all positions at the start, and the number of people ever present.

    ``adopters`` is the largest number distinguished; 0 if the model has no market.
    """

    capacity_hours: float
    people: int
    adopters: float = 0.0

    @classmethod
    def of(cls, plan: Plan) -> SeriesScale:
        """Return the scale of a plan."""
        return cls(
            plan.capacity_hours_per_week, len(plan.person_ids), adopters_upper_bound(plan.organization)
        )

    def units(self) -> Floats:
        """Return the unit of each series."""
        units = [*[1.0] * len(KINDS), *[self.capacity_hours] * 3, 1.0, self.adopters, float(self.people)]
        return np.array(units)


def world_series(
    outcome: Outcome,
    scale: SeriesScale,
    release: int | None = None,
    adoption: Floats | None = None,
) -> Floats:
    """Return the series of one world, float64[len(SERIES), weeks], in multiples of ``scale.units()``.

    ``release`` is the one measured; its design has no value before it starts, nor without design decisions.
    ``adoption`` is that at each week's end, None if the model has no market.
    """
    waiting = (outcome.inbox_hours, outcome.backlog_hours)
    hours = np.vstack([outcome.hours.T, outcome.throughput, *waiting]) / scale.capacity_hours
    none = np.zeros(len(hours[0]))
    found = none if release is None else np.nan_to_num(outcome.found[:, release])
    adopted = none if adoption is None else adoption / scale.adopters
    return np.vstack([hours, found, adopted, outcome.headcount / scale.people])


def bin_series(series: Floats) -> NDArray[np.uint8]:
    """Return the bin of each series [..., len(SERIES), weeks] of :func:`world_series` in each week.

    People are binned by the number missing: bins are fine where few are missing.
    """
    values = series.copy()
    values[..., -1, :] = 1.0 - series[..., -1, :]
    position = BINS * np.sqrt(np.maximum(values, 0.0) / _SPANS[:, None])
    return np.asarray(np.minimum(position, BINS - 1), dtype=np.uint8)


def bin_differences(series: Floats, baseline: Floats) -> NDArray[np.uint8]:
    """Return the bin of each difference of worlds' series [..., len(SERIES), weeks], of DIFFERENCE_BINS."""
    difference = series - baseline
    # Values that differ by rounding alone do not differ.
    size = np.where(np.abs(difference) < 1e-12, 0.0, np.abs(difference))
    position = np.ceil(SIDE_BINS * np.sqrt(size / _SPANS[:, None]))
    return np.asarray(SIDE_BINS + np.sign(difference) * np.minimum(position, SIDE_BINS), dtype=np.uint8)


def count_bins(bins: NDArray[np.uint8], of: int = BINS) -> NDArray[np.uint8]:
    """Return the number of worlds in each of ``of`` bins, [..., of]; ``bins`` is [worlds, ...].

    Raises ValueError for more worlds than the counts can hold (255).
    """
    if len(bins) > np.iinfo(np.uint8).max:
        raise ValueError("counts of a batch hold at most 255 worlds")
    counts = np.zeros((bins[0].size, of), dtype=np.uint8)
    cells = np.arange(bins[0].size)
    for world in bins:
        counts[cells, world.ravel()] += np.uint8(1)
    return counts.reshape(*bins.shape[1:], of)


def weekly_quantiles(counts: NDArray[np.int64], scale: SeriesScale) -> dict[str, dict[str, Floats]]:
    """Return {series: {level: value of each week}} from counts[len(SERIES), weeks, BINS] of all worlds.

    Units are those of :data:`SERIES_UNITS`, levels those of :data:`QUANTILES`. Without design decisions
    ``capability`` is left out, without a market ``adoption``.
    """
    units = (scale.units() * _SPANS)[:, None]
    cumulated = counts.cumsum(axis=-1)
    quantiles = {level: _quantile(counts, cumulated, share) * units for level, share in QUANTILES.items()}
    missing = [values[-1].copy() for values in quantiles.values()]
    for values, most in zip(quantiles.values(), reversed(missing), strict=True):
        values[-1] = scale.people - most
    searched = counts[SERIES.index("capability"), :, 1:].any()
    return {
        series: {level: values[row] for level, values in quantiles.items()}
        for row, series in enumerate(SERIES)
        if (series != "capability" or searched) and (series != "adoption" or scale.adopters > 0.0)
    }


def quantiles_of_differences(counts: NDArray[np.int64], scale: SeriesScale) -> dict[str, Floats]:
    """Return {level: [len(SERIES), weeks]} from counts[len(SERIES), weeks, DIFFERENCE_BINS] of all worlds.

    Units are those of :data:`SERIES_UNITS`; a quantile in the middle bin is exactly 0, and one of people is
    an integer.
    """
    units = (scale.units() * _SPANS)[:, None]
    edges = np.arange(-SIDE_BINS, SIDE_BINS + 1) / SIDE_BINS
    edges = np.sign(edges) * edges**2
    # The middle bin has no width: its values lie between the two edges at zero.
    edges = np.insert(edges, SIDE_BINS, 0.0)
    found, cumulated = {}, counts.cumsum(axis=-1)
    for level, share in QUANTILES.items():
        position, within = _place_of_quantile(counts, cumulated, share)
        found[level] = (edges[position] + (edges[position + 1] - edges[position]) * within) * units
        found[level][SERIES.index("headcount")] = found[level][SERIES.index("headcount")].round()
    return found


def _quantile(counts: NDArray[np.int64], cumulated: NDArray[np.int64], share: float) -> Floats:
    position, within = _place_of_quantile(counts, cumulated, share)
    low, high = (position / BINS) ** 2, ((position + 1) / BINS) ** 2
    return np.asarray(low + (high - low) * within)


def _place_of_quantile(
    counts: NDArray[np.int64], cumulated: NDArray[np.int64], share: float
) -> tuple[NDArray[np.int64], Floats]:
    """Return the bin of a quantile, and its place in that bin, from 0 to 1."""
    rank = share * cumulated[..., -1]
    position = (cumulated < rank[..., None]).sum(axis=-1)
    reached = np.take_along_axis(cumulated, position[..., None], axis=-1)[..., 0]
    inside = np.take_along_axis(counts, position[..., None], axis=-1)[..., 0]
    return position, 1.0 - (reached - rank) / inside
