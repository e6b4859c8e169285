"""One alternative compared with the baseline of a study: its differences, and its worlds in pairs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reorg.model.analysis.changes import change_week
from reorg.model.organization import Organization
from reorg.report.findings import difference, leading_metric
from reorg.report.plain_text import short
from reorg.report.scenarios import Verdict
from reorg.study.inference.paired import MetricValues, difference_signs
from reorg.study.measuring.metrics import METRICS
from reorg.study.results.sensitivity import WORLDS_ANALYZED_MAX
from reorg.study.running.sample import WorldSample
from reorg.study.study import Study

Entry = Mapping[str, Any]
_BETTER = {measure.key: measure.better for measure in METRICS}


NAME = 40
"""Characters of a scenario's name in a sentence."""


def short_name(verdict: Verdict, scenario: str) -> str:
    """Return the name of a scenario for a sentence: its name, and its id if two look the same."""
    names = [short(entry.get("name") or key, NAME) for key, entry in verdict["scenarios"].items()]
    own = short(verdict["scenarios"][scenario].get("name") or scenario, NAME)
    if names.count(own) < 2:
        return own
    behind = f" ({short(scenario, NAME // 2)})"
    return f"{short(own, NAME - len(behind))}{behind}"


@dataclass(frozen=True)
class Comparison:
    """A scenario of a study and the baseline; ``scenario`` None if the study has only one."""

    study: Study
    scenario: str | None

    @property
    def verdict(self) -> Verdict:
        """The verdict of the study."""
        return self.study.verdict

    @property
    def organization(self) -> Organization:
        """The model."""
        return self.study.organization

    @property
    def alternative(self) -> str:
        """The name of the scenario."""
        return short_name(self.verdict, self.scenario or self.verdict["baseline"])

    @property
    def baseline(self) -> str:
        """The name of the baseline."""
        return short_name(self.verdict, self.verdict["baseline"])

    @property
    def metric(self) -> str | None:
        """The leading metric."""
        return leading_metric(self.verdict, self.scenario) if self.scenario else None

    @property
    def shown_of(self) -> int:
        """The number of worlds to which shares refer: a hundred, or all of them if there are fewer."""
        return min(100, int(self.verdict["worlds"]))

    @property
    def output_week(self) -> float:
        """The week from which early output is counted, in every scenario."""
        return float(self.verdict.get("output_week", 0.0))

    @cached_property
    def begins(self) -> float:
        """The week in which the alternative begins to differ; the decision week if no date says."""
        known = {each.id for each in self.organization.scenarios}
        if self.scenario not in known or self.verdict["baseline"] not in known:
            return self.output_week
        return change_week(self.organization, self.verdict["baseline"], self.scenario or "")

    @cached_property
    def sample(self) -> WorldSample:
        """The worlds of the study, the first :data:`WORLDS_ANALYZED_MAX` of them."""
        return WorldSample.of_table(self.study.worlds, self.organization.negligible, WORLDS_ANALYZED_MAX)

    def entry(self, metric: str | None) -> Entry | None:
        """Return the paired difference in a metric, None if the verdict has none."""
        return difference(self.verdict, self.scenario, metric) if self.scenario and metric else None

    def summary(self, metric: str, scenario: str | None = None) -> Entry:
        """Return the metric of a scenario alone, by default of the baseline; empty: not measured."""
        found: Entry = self.verdict["scenarios"][scenario or self.verdict["baseline"]]["metrics"]
        entry: Entry = found.get(metric, {})
        return entry

    def sides(self, metric: str) -> tuple[MetricValues, MetricValues]:
        """Return a metric of the scenario and of the baseline over the worlds."""
        place = self.sample.scenarios.index(self.scenario or self.verdict["baseline"])
        first = self.sample.scenarios.index(self.verdict["baseline"])
        return self.sample.side(place, metric), self.sample.side(first, metric)

    def signs(self, metric: str) -> NDArray[np.float64]:
        """Return +1 for each world in which the scenario is better, -1 worse, 0 alike, NaN unknown."""
        return self._signs(metric, *self.sides(metric))

    def signs_against(self, other: str, metric: str) -> NDArray[np.float64]:
        """Return +1 for each world in which another scenario is better than this one, and so on."""
        place = self.sample.scenarios.index(other)
        return self._signs(metric, self.sample.side(place, metric), self.sides(metric)[0])

    def _signs(self, metric: str, side: MetricValues, baseline: MetricValues) -> NDArray[np.float64]:
        least = self.sample.negligible(metric, "world")
        return difference_signs(side, baseline, _BETTER[metric], least)
