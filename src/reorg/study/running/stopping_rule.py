"""The stopping rule of a study with a required precision: all requested intervals are narrow enough.

The intervals are confidence sequences (:mod:`reorg.study.inference.confidence_sequence`), so they stay valid
at every look. If a release is not out in some worlds, the interval is that of the restricted mean: both sides
are counted to the horizon at most.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from reorg.model.problems import suggest_name
from reorg.study.inference.confidence_sequence import anytime_valid_t
from reorg.study.inference.intervals import BLOCKS_MIN, batch_numbers, mean_interval
from reorg.study.measuring.metrics import METRIC_KEYS
from reorg.study.running.settings import StudyError
from reorg.study.running.tally import Tally
from reorg.study.sampling.sobol import WORLDS_PER_BATCH


@dataclass(frozen=True)
class Precision:
    """The widths of the intervals; ``widths`` {(scenario, metric): width, None if there is none yet}."""

    worlds: int
    asked: Mapping[str, float]
    widths: Mapping[tuple[str, str], float | None]

    @property
    def reached(self) -> bool:
        """Whether every interval is as narrow as required."""
        return not any(width is None or width > self.asked[key] for (_, key), width in self.widths.items())

    def in_words(self) -> str:
        """Return the interval furthest from the required width, and the number of worlds that it may need."""
        known = {place: width for place, width in self.widths.items() if width is not None}
        if not known:
            return "no interval yet"
        place, width = max(known.items(), key=lambda item: item[1] / self.asked[item[0][1]])
        asked = self.asked[place[1]]
        worlds = math.ceil(self.worlds * max(1.0, (width / asked) ** 2) / WORLDS_PER_BATCH) * WORLDS_PER_BATCH
        return f"{place[1]} of {place[0]} {width:.3g} wide, requested {asked:g}: about {worlds:,} worlds"


def check_requested_widths(asked: Mapping[str, float], scenarios: Sequence[str]) -> None:
    """Raise :class:`StudyError` for an unknown metric, an impossible width, or nothing to compare."""
    if asked and len(scenarios) < 2:
        raise StudyError("precision is about differences: compare at least two scenarios")
    for key, width in asked.items():
        if key not in METRIC_KEYS:
            hint = suggest_name(key, METRIC_KEYS)
            known = f"; {hint}" if hint else f"; the metrics are {', '.join(METRIC_KEYS)}"
            raise StudyError(f"precision: there is no metric {key!r}{known}")
        is_number = isinstance(width, (int, float)) and not isinstance(width, bool)
        if not (is_number and math.isfinite(width) and width > 0):
            raise StudyError(f"precision: the width for {key} must be a number above 0, not {width!r}")


def measure_precision(tally: Tally, asked: Mapping[str, float]) -> Precision:
    """Return the widths of the intervals of the requested differences, over the worlds of ``tally``."""
    scenarios = tally.rehearsal.job.scenarios
    widths = {
        (scenario, key): _width(tally, index, key)
        for index, scenario in enumerate(scenarios)
        for key in asked
        if index > 0
    }
    return Precision(tally.worlds, asked, widths)


def _width(tally: Tally, scenario: int, key: str) -> float | None:
    values = tally.side(scenario, key).values - tally.side(0, key).values
    known = ~np.isnan(values)
    batches = batch_numbers(len(values))[known]
    if np.unique(batches).size < BLOCKS_MIN:
        return None
    interval = mean_interval(values[known], batches, anytime_valid_t)
    return None if interval is None else interval[1] - interval[0]
