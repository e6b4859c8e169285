"""Sensitivity: drivers and flips of each paired difference, as parts of the verdict.

Three lists, each entry with its ``scenario`` and ``metric``:

``drivers``
    an assumption that the difference depends on: its ``share`` of the variance alone, with
    ``share_interval_95``, ``share_in_pairs`` (the further share due to pairs), ``direction`` (+1: the higher
    it is, the higher the difference), ``bend``, and the expected difference at the ``lowest_fifth`` and the
    ``highest_fifth`` of its range (its lowest and highest reading); ``weakest``: in which part of its range
    the verdict is weakest (:class:`reorg.study.inference.weakest.WeakestPart`), None where there is none
``flips``
    a ``box`` of assumptions in which the verdict is ``toward`` "helps" or "harms", or, where it reverses in
    none, "neither": it ends there; see :class:`reorg.study.inference.flips.Flip`
``sensitivity``
    one entry for each difference examined: the share ``explained`` by its drivers and their pairs together,
    the ``pairs``, and the ``lean`` of the worlds: "helps", "harms", "neither" or "ties" (None where it was
    not asked); ``worlds`` that were read, those in which both sides have a value, and the ``censored_share``
    of them in which either side is censored

A difference of which more than :data:`CENSORED_MAX` of the worlds are censored has an entry with ``declined``
True and nothing else: causes of delay on both sides would be mistaken for causes of similarity. Up to that
share both sides are counted to the horizon at most.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reorg.quantity import Parameter
from reorg.study.inference.cosine_basis import CosineBasis
from reorg.study.inference.dependence import smallest_named_share
from reorg.study.inference.drivers import WORLDS_MIN, Drivers, estimate_drivers, jackknife_blocks
from reorg.study.inference.flips import Flips, SearchedWorlds
from reorg.study.inference.luck import means_of_points, places_of_points
from reorg.study.inference.paired import difference_signs
from reorg.study.inference.weakest import WeakestPart
from reorg.study.measuring.metrics import METRICS, Metric
from reorg.study.results.read_difference import ReadDifference
from reorg.study.running.sample import InputColumn, WorldSample

Document = dict[str, Any]
Floats = NDArray[np.float64]

WORLDS_ANALYZED_MAX = 4096
"""Maximum number of worlds read: from this many, a share is known to about a percentage point."""
CENSORED_MAX = 0.1
"""Share of worlds with a censored side up to which drivers are correct with times counted to the horizon.

Measured on worlds run to several horizons (docs/decisions/0014-intervals.md): correct at 12%, wrong at 34%.
"""
_DIGITS = 4


def analyze_sensitivity(
    sample: WorldSample, metrics: Collection[str] | None = None, scenarios: Collection[str] | None = None
) -> dict[str, list[Document]]:
    """Return drivers, flips and sensitivity of the differences of ``scenarios`` from the baseline.

    ``metrics`` None: those with a better side; ``scenarios`` None: all. A difference that has no value, or
    never varies, has no entry; neither has any where assumptions were held fixed or worlds are too few (see
    :func:`why_no_drivers`).
    """
    found: dict[str, list[Document]] = {"drivers": [], "flips": [], "sensitivity": []}
    if len(sample.scenarios) < 2 or why_no_drivers(sample):
        return found
    read = _Analysis(sample.first(WORLDS_ANALYZED_MAX))
    for index, scenario in enumerate(sample.scenarios[1:], start=1):
        for measure in METRICS if scenarios is None or scenario in scenarios else ():
            asked = measure.better != "-" if metrics is None else measure.key in metrics
            if asked and measure.key in sample.metrics:
                for name, entries in read.documents(index, measure).items():
                    found[name] += entries
    return found


def why_no_drivers(sample: WorldSample) -> list[str]:
    """Return why drivers cannot be reported, in a sentence; an empty list if they can."""
    if len(sample.scenarios) < 2:
        return []
    if not sample.varies:
        return ["Assumptions were held fixed, so the study cannot show what decides a difference."]
    if len(sample.worlds) < WORLDS_MIN:
        return [f"To show what decides a difference takes at least {WORLDS_MIN} worlds."]
    return []


def describe_assumption(parameter: Parameter | InputColumn) -> Document:
    """Return id, meaning and unit of an assumption, or of an input of the model, and its levels if any."""
    described = {"assumption": parameter.id, "meaning": parameter.meaning, "unit": parameter.unit}
    levels = parameter.levels if isinstance(parameter, InputColumn) else ()
    return described | ({"levels": list(levels)} if levels else {})


def describe_bounds(parameter: Parameter | InputColumn, low: float | None, high: float | None) -> Document:
    """Return one side of a box, in the assumption's unit; None if it is open."""
    return {**describe_assumption(parameter), "low": _significant(low), "high": _significant(high)}


def kind_of_column(parameter: Parameter | InputColumn) -> int:
    """Return 0 for a level of the model, 1 for another of its inputs, 2 for an assumption of the evidence."""
    if isinstance(parameter, InputColumn):
        return 0 if parameter.levels else 1
    return 2


class _Analysis:
    """The worlds of a sample with the waves of their assumptions, which most differences share."""

    def __init__(self, sample: WorldSample) -> None:
        self.sample = sample
        self.known: dict[bytes, SearchedWorlds] = {}
        self.kinds = [kind_of_column(each) for each in sample.parameters]
        counts = np.bincount(np.array(self.kinds)[np.ptp(sample.assumptions, axis=0) > 0.0])
        kinds = int((counts > 0).sum())
        self.columns, self.levels = int(counts.max()) * kinds, int(counts[0]) * kinds

    def documents(self, scenario: int, measure: Metric) -> dict[str, list[Document]]:
        """Return the entries of one difference, none if it never varies."""
        side, baseline = self.sample.side(scenario, measure.key), self.sample.side(0, measure.key)
        difference = side.values - baseline.values
        rows = ~np.isnan(difference)
        head = {"scenario": self.sample.scenarios[scenario], "metric": measure.key}
        if rows.sum() < WORLDS_MIN:
            return {}
        censored = float((side.censored | baseline.censored)[rows].mean())
        points, first = means_of_points(difference[rows], self.sample.worlds[rows])
        counts = {
            "worlds": int(rows.sum()),
            "points": points.size,
            "named_from_share": _rounded(smallest_named_share(points.size, self.columns)),
            "level_named_from_share": _rounded(smallest_named_share(points.size, self.levels))
            if self.levels
            else None,
            "censored_share": _rounded(censored),
        }
        if censored > CENSORED_MAX:
            return {"sensitivity": [{**head, **counts, "declined": True}]}
        if np.ptp(difference[rows]) <= 1e-9 * np.abs(baseline.values[rows]).max() or points.size < WORLDS_MIN:
            return {}
        worlds = self._worlds(np.flatnonzero(rows)[first])
        signs = self._signs(scenario, measure)[rows]
        read = ReadDifference(measure, worlds, points, signs, places_of_points(self.sample.worlds[rows]))
        drivers = estimate_drivers(worlds.basis, points, self.sample.worlds[rows][first])
        flips = read.flips(drivers)
        return self._entries(head, counts, drivers, flips, read.weakest(drivers, flips))

    def _signs(self, scenario: int, measure: Metric) -> Floats:
        """Return the sign of each world; NaN if neither side of the metric is better."""
        side, baseline = self.sample.side(scenario, measure.key), self.sample.side(0, measure.key)
        if measure.better == "-":
            return np.full(len(self.sample.worlds), np.nan)
        least = self.sample.negligible(measure.key, measure.per)
        return difference_signs(side, baseline, measure.better, least)

    def _worlds(self, chosen: NDArray[np.int64]) -> SearchedWorlds:
        """Return the points of these worlds."""
        key = chosen.tobytes()
        if key not in self.known:
            assumptions = self.sample.assumptions[chosen]
            basis = CosineBasis.of(assumptions, self.kinds)
            self.known[key] = SearchedWorlds(assumptions, basis, jackknife_blocks(self.sample.worlds[chosen]))
        return self.known[key]

    def _entries(
        self,
        head: Document,
        counts: Document,
        drivers: Drivers,
        flips: Flips | None,
        weakest: Mapping[int, WeakestPart | None],
    ) -> dict[str, list[Document]]:
        examined = {
            **counts,
            "explained": _rounded(drivers.explained),
            "explained_interval_95": list(map(_rounded, drivers.interval)),
            "pairs": [
                {"assumptions": [self._id(first), self._id(second)], "share": _rounded(share)}
                for (first, second), share in drivers.pairs
            ],
            "lean": flips.lean if flips else None,
        }
        return {
            "drivers": [head | entry for entry in self._drivers(drivers, weakest)],
            "flips": [head | entry for entry in self._flips(flips)] if flips else [],
            "sensitivity": [head | examined],
        }

    def _drivers(self, drivers: Drivers, weakest: Mapping[int, WeakestPart | None]) -> list[Document]:
        return [
            {
                **describe_assumption(self.sample.parameters[driver.column]),
                "share": _rounded(driver.share),
                "share_interval_95": list(map(_rounded, driver.interval)),
                "share_in_pairs": _rounded(driver.together),
                "direction": driver.direction,
                "bend": driver.bend,
                "lowest_fifth": _significant(driver.lowest),
                "highest_fifth": _significant(driver.highest),
                "weakest": _weakest(self.sample.parameters[driver.column], weakest.get(driver.column)),
            }
            for driver in drivers.drivers
        ]

    def _flips(self, flips: Flips) -> list[Document]:
        return [
            {
                "toward": flip.toward,
                "box": [
                    describe_bounds(self.sample.parameters[column], low, high)
                    for column, low, high in flip.sides
                ],
                "share_of_worlds": _rounded(flip.share),
                "helps_share_inside": _rounded(flip.helps),
                "harms_share_inside": _rounded(flip.harms),
                "density_interval_95": list(map(_rounded, flip.interval)),
                "coverage": _rounded(flip.coverage),
            }
            for flip in flips.flips
        ]

    def _id(self, column: int) -> str:
        return self.sample.parameters[column].id


def _weakest(parameter: Parameter | InputColumn, part: WeakestPart | None) -> Document | None:
    if part is None:
        return None
    return {
        **describe_bounds(parameter, part.low, part.high),
        "share_of_worlds": _rounded(part.share),
        "helps_share_inside": _rounded(part.helps),
        "harms_share_inside": _rounded(part.harms),
        "helps_share_elsewhere": _rounded(part.elsewhere[0]),
        "harms_share_elsewhere": _rounded(part.elsewhere[1]),
        "lean": part.lean,
    }


def _rounded(share: float) -> float:
    return round(share, _DIGITS)


def _significant(value: float | None) -> float | None:
    """Return the value with six digits: further digits depend on the machine's order of addition."""
    return None if value is None else float(f"{value:.6g}")
