"""When a study that goes on until it is sure may stop: a rule that stays valid however often one looks.

The interval of a mean is judged after every batch. An interval meant for one look would be too narrow then:
a study that stops at the first narrow one stops where the spread happens to look small. So the intervals of
the metrics asked for are a confidence sequence: with probability 95 % they hold the mean at all looks
together, and therefore at whichever one the study stops, for whatever reason. Batch means are independent;
for normal ones the sequence is exact with an unknown spread. With n batches, mean m and standard deviation s

    m +- s sqrt((n - 1) (k - 1) / (n (1 - k q)))                                          ... (1)
    k = (sqrt((n + c) / c) / 0.05)^(2 / n),    q = c / (n + c)

and no interval where k q is 1 or more: the mixture of t-statistics over effects from N(0, 1/c) of Wang &
Ramdas (2025), "Anytime-valid t-tests and confidence sequences for Gaussian means with unknown variance",
with Ville's inequality. c = 2 makes it about narrowest between 16 and 300 batches, 1.6 to 1.7 times as wide
as an interval for one look.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from reorg.model.problems import nearest
from reorg.study.measures import KEYS
from reorg.study.settings import BATCHES_MIN, StudyError
from reorg.study.sobol import BATCH
from reorg.study.statistics import batches_of, mean_interval
from reorg.study.tally import Tally

MISS = 0.05
PRIOR = 2.0


@dataclass(frozen=True)
class Standing:
    """How wide the intervals are; ``widths`` {(scenario, metric): width, None where there is none yet}."""

    worlds: int
    asked: Mapping[str, float]
    widths: Mapping[tuple[str, str], float | None]

    @property
    def reached(self) -> bool:
        """Whether every interval is as narrow as asked."""
        return not any(width is None or width > self.asked[key] for (_, key), width in self.widths.items())

    def said(self) -> str:
        """Return the interval furthest from what was asked for, and the worlds that may need."""
        known = {place: width for place, width in self.widths.items() if width is not None}
        if not known:
            return "no interval yet"
        place, width = max(known.items(), key=lambda item: item[1] / self.asked[item[0][1]])
        asked = self.asked[place[1]]
        worlds = math.ceil(self.worlds * max(1.0, (width / asked) ** 2) / BATCH) * BATCH
        return f"{place[1]} of {place[0]} {width:.3g} wide, asked {asked:g}: about {worlds:,} worlds"


def anytime_t(freedom: int) -> float:
    """Return the reach of (1) in standard errors, for ``freedom`` + 1 batches; infinite for a few."""
    n = freedom + 1
    k = math.exp(2.0 / n * math.log(math.sqrt((n + PRIOR) / PRIOR) / MISS))
    q = PRIOR / (n + PRIOR)
    return math.inf if k * q >= 1.0 else math.sqrt(freedom * (k - 1.0) / (1.0 - k * q))


def check_asked(asked: Mapping[str, float], scenarios: Sequence[str]) -> None:
    """Raise :class:`StudyError` for an unknown metric, an impossible width, or nothing to compare."""
    if asked and len(scenarios) < 2:
        raise StudyError("until_sure is about differences: compare at least two scenarios")
    for key, width in asked.items():
        if key not in KEYS:
            hint = nearest(key, KEYS)
            known = f"; {hint}" if hint else f"; the metrics are {', '.join(KEYS)}"
            raise StudyError(f"until_sure: there is no metric {key!r}{known}")
        if not (math.isfinite(width) and width > 0):
            raise StudyError(f"until_sure: the width for {key} must be a number above 0, not {width:g}")


def standing(tally: Tally, asked: Mapping[str, float]) -> Standing:
    """Return how wide the intervals of the differences asked for are, over the worlds of ``tally``."""
    scenarios = tally.rehearsal.job.scenarios
    widths = {
        (scenario, key): _width(tally, index, key)
        for index, scenario in enumerate(scenarios)
        for key in asked
        if index > 0
    }
    return Standing(len(tally.waited), asked, widths)


def _width(tally: Tally, scenario: int, key: str) -> float | None:
    values = tally.side(scenario, key).values - tally.side(0, key).values
    known = ~np.isnan(values)
    batches = batches_of(len(values))[known]
    if np.unique(batches).size < BATCHES_MIN:
        return None
    interval = mean_interval(values[known], batches, anytime_t)
    return None if interval is None else interval[1] - interval[0]
