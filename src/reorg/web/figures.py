"""The figures of a study while its worlds come in; at the end they equal those of its verdict."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reorg.mechanisms import ASSUMPTIONS
from reorg.model.organization import Organization
from reorg.money import unit_in
from reorg.report.conclusions import sentence
from reorg.report.figures import change
from reorg.report.observed import agreement_line
from reorg.report.summary.assumption_words import plain_bounds, plain_words
from reorg.report.vocabulary import HEADLINES, words
from reorg.report.where_it_flips import flip_lines
from reorg.study.inference.intervals import t_975
from reorg.study.inference.paired import MetricValues, difference_signs, negligible_amount
from reorg.study.measuring.metrics import CUT_OFF_KEYS, METRIC_KEYS, METRICS
from reorg.study.measuring.movable import why_unmoved
from reorg.study.measuring.target import leading_metric_of
from reorg.study.results.conclusion import conclude
from reorg.study.results.differences import describe_difference
from reorg.study.results.ranking import SCENARIOS_MIN, rank_by_metric
from reorg.study.results.sensitivity import analyze_sensitivity, why_no_drivers
from reorg.study.running.sample import WorldSample
from reorg.study.sampling.assumptions import draw_assumptions

Data = dict[str, Any]
RANGES_FROM = 16
"""Number of worlds from which ranges are shown."""
CLAIMS_FROM = 192
"""Number of worlds from which claims are made: the interval of the mean has settled (three batches)."""
_MEASURES = {metric.key: metric for metric in METRICS}


@dataclass
class Worlds:
    """Worlds seen so far, of ``scenarios`` with the baseline first; arrays have room for all.

    ``metrics`` float64[worlds, scenarios, METRICS]; ``cut_off`` bool[worlds, scenarios, CUT_OFF_KEYS].
    """

    organization: Organization
    scenarios: tuple[str, ...]
    metrics: NDArray[np.float64]
    cut_off: NDArray[np.bool_]
    done: int = 0

    @classmethod
    def room_for(cls, organization: Organization, scenarios: tuple[str, ...], worlds: int) -> Worlds:
        """Return an empty collection with room for ``worlds``."""
        return cls(
            organization,
            scenarios,
            np.full((worlds, len(scenarios), len(METRICS)), np.nan),
            np.zeros((worlds, len(scenarios), len(CUT_OFF_KEYS)), np.bool_),
        )

    @classmethod
    def of(cls, organization: Organization, sample: WorldSample) -> Worlds:
        """Return the worlds of a saved study."""
        count = len(sample.worlds)
        found = cls.room_for(organization, sample.scenarios, count)
        for key, values in sample.metrics.items():
            found.metrics[:, :, METRIC_KEYS.index(key)] = values
        for key, cut_off in sample.censored.items():
            found.cut_off[:, :, CUT_OFF_KEYS.index(key)] = cut_off
        found.done = count
        return found

    def add(self, world: int, metrics: NDArray[np.float64], cut_off: NDArray[np.bool_]) -> None:
        """Add the next world; worlds come in order."""
        self.metrics[world], self.cut_off[world] = metrics, cut_off
        self.done = world + 1

    @property
    def leading(self) -> str:
        """The metric by which scenarios are compared first."""
        return leading_metric_of(self.organization)

    def measure(self) -> Data:
        """Return the words for the leading metric."""
        wording, measure = words(self.leading), _MEASURES[self.leading]
        return {
            "noun": wording.label,
            "lower": wording.lower,
            "higher": wording.higher,
            "unit": unit_in(measure.unit, self.organization.currency),
            "better": measure.better,
        }

    def side(self, scenario: int, key: str) -> MetricValues:
        """Return a metric of a scenario over the worlds so far; a value cut off counts up to the horizon."""
        values = self.metrics[: self.done, scenario, METRIC_KEYS.index(key)]
        if key not in CUT_OFF_KEYS:
            return MetricValues(values, np.zeros(len(values), np.bool_))
        return MetricValues(values, self.cut_off[: self.done, scenario, CUT_OFF_KEYS.index(key)])

    def dots(self, scenario: int, first: int = 0) -> list[list[float | int | None]]:
        """Return for each world from ``first`` the difference of the leading metric and its sign.

        The sign is +1 if the scenario is better, -1 if worse, 0 for a tie, None if neither is out.
        """
        key = self.leading
        side, baseline = self.side(scenario, key), self.side(0, key)
        measure = _MEASURES[key]
        own = self.organization.negligible.get(key)
        negligible = negligible_amount(baseline, own, measure.per)
        better = "lower" if measure.better == "-" else measure.better
        signs = difference_signs(side, baseline, better, negligible)
        found = side.values - baseline.values
        return [
            [_plain(found[i]), None if math.isnan(signs[i]) else int(signs[i])]
            for i in range(first, self.done)
        ]

    def entry(self, scenario: int, key: str) -> Data:
        """Return the difference of a metric as the verdict holds it."""
        sides = self.side(scenario, key), self.side(0, key)
        own = self.organization.negligible.get(key)
        found = describe_difference(self.scenarios[scenario], _MEASURES[key], sides, own, t_975)
        return found | {"unit": unit_in(found["unit"], self.organization.currency)}

    def figures(self, scenario: int) -> list[Data]:
        """Return the headline metrics of a scenario, ready to be shown."""
        if self.done < RANGES_FROM:
            return []
        still = why_unmoved(self.organization)
        keys = [key for key in HEADLINES if key not in still]
        entries = [self.entry(scenario, key) for key in keys if self._has_values(scenario, key)]
        return [self.shown(entry) for entry in entries]

    def best_in(self) -> dict[str, list[float]]:
        """Return by headline metric the share of worlds in which each scenario is best, the baseline first.

        Scenarios within the negligible difference of the best share a world. None if fewer than three are
        compared, or there are too few worlds.
        """
        if self.done < RANGES_FROM or len(self.scenarios) < SCENARIOS_MIN:
            return {}
        found = {}
        for measure in (_MEASURES[key] for key in HEADLINES):
            sides = {name: self.side(index, measure.key) for index, name in enumerate(self.scenarios)}
            own = self.organization.negligible.get(measure.key)
            negligible = negligible_amount(self.side(0, measure.key), own, measure.per)
            is_ranked = measure.better != "-" and measure.per != "sample"
            ranked = rank_by_metric(sides, measure.better, negligible) if is_ranked else []
            if ranked:
                shares = {row["scenario"]: row["best_share"] for row in ranked}
                found[measure.key] = [shares[name] for name in self.scenarios]
        return found

    def claim(self, scenario: int) -> str:
        """Return the result for the leading metric in a sentence; "" before there are enough worlds."""
        if self.done < min(CLAIMS_FROM, len(self.metrics)):
            return ""
        return sentence(self.verdict(), self.entry(scenario, self.leading)) + "."

    def verdict(self) -> Data:
        """Return the parts of a verdict that sentences need: the scenarios compared, and the world count."""
        names = {name: {"name": self.organization.scenario(name).name} for name in self.scenarios}
        return {
            "baseline": self.scenarios[0],
            "scenarios": names,
            "worlds": self.done,
            "horizon_weeks": self.organization.horizon_weeks,
            "leading": self.leading,
            "differences": [],
        }

    def shown(self, entry: Data) -> Data:
        """Return an entry with the words and texts the page shows beside its numbers."""
        wording, unit = words(entry["metric"]), entry["unit"]
        interval = entry["mean_interval_95"] or entry.get("restricted_mean_interval_95")
        mean = entry["mean"] if entry["mean"] is not None else entry.get("restricted_mean")
        half = None if interval is None else (interval[1] - interval[0]) / 2.0
        known = self.done >= min(CLAIMS_FROM, len(self.metrics))
        ends = [_end(entry, "p05", 0), _end(entry, "p95", 1)]
        return {
            **entry,
            "label": wording.label,
            "lower": wording.lower,
            "higher": wording.higher,
            "reading": conclude(entry) if known else "too few",
            "mean": mean,
            "interval": interval if known else None,
            "range": ends,
            "mean_in_words": change(mean, unit),
            "half": change(half, unit).lstrip("+") if known and half is not None else "",
        }

    def reading(self, seed: int) -> Data:
        """Return the drivers of the leading metric and where it flips, from all worlds so far."""
        rows = slice(self.done)
        own = self.organization.assumptions
        sample = WorldSample(
            scenarios=self.scenarios,
            worlds=np.arange(self.done),
            parameters=ASSUMPTIONS,
            assumptions=draw_assumptions(ASSUMPTIONS, own, seed, 0, self.done),
            metrics={key: self.metrics[rows, :, i] for i, key in enumerate(METRIC_KEYS)},
            censored={key: self.cut_off[rows, :, i] for i, key in enumerate(CUT_OFF_KEYS)},
            own_negligible=self.organization.negligible,
        )
        reasons = list(why_no_drivers(sample))
        return (
            {"why_not": reasons} if reasons else self.read_from(analyze_sensitivity(sample, (self.leading,)))
        )

    def read_from(self, found: Data) -> Data:
        """Return the drivers of the leading metric, where it flips and what is observed, in words.

        ``found`` is a verdict, or its lists of drivers, flips and sensitivity.
        """
        unit = unit_in(_MEASURES[self.leading].unit, self.organization.currency)
        drivers = [
            {**entry, **_driver_in_words(entry, unit)}
            for entry in found["drivers"]
            if entry["metric"] == self.leading
        ]
        names = {key: {"name": self.organization.scenario(key).name} for key in self.scenarios}
        parts = {"scenarios": names, **{kind: found[kind] for kind in ("drivers", "flips", "sensitivity")}}
        turns = {key: flip_lines(parts, key, self.leading, plain_bounds) for key in self.scenarios[1:]}
        return {"drivers": drivers, "turns": turns, "observed": agreement_line(found)}

    def _has_values(self, scenario: int, key: str) -> bool:
        return not all(np.isnan(self.side(index, key).values).all() for index in (0, scenario))


def _driver_in_words(entry: Data, unit: str) -> Data:
    words = plain_words(entry)
    ends = [change(entry[key], unit) for key in ("lowest_fifth", "highest_fifth")]
    return {
        "label": words.label,
        "low_word": words.low,
        "high_word": words.high,
        "low": ends[0],
        "high": ends[1],
    }


def _end(entry: Data, key: str, which: int) -> float | None:
    if entry.get(key) is not None:
        return float(entry[key])
    return _plain((entry.get("bounds") or {}).get(key, [None, None])[which])


def _plain(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else float(value)
