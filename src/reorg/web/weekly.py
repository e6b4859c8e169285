"""Weekly output under each alternative, compared with the baseline in the same worlds."""

from __future__ import annotations

from typing import Any

import numpy as np

from reorg.study.measuring.weekly_series import SeriesScale, weekly_quantiles
from reorg.study.results.weekly import describe_weekly_differences
from reorg.study.running.tally import Tally
from reorg.study.study import Study

Data = dict[str, Any]
OUTPUT = "throughput"
LEVELS = ("p05", "p25", "mean", "p75", "p95")
WEEKS_MAX = 52
_DIGITS = 4


def bands_of_tally(tally: Tally) -> dict[str, Data]:
    """Return the bands of each alternative from the worlds so far; see :func:`bands_of_study`."""
    usual = weekly_quantiles(tally.weekly[0], SeriesScale.of(tally.rehearsal.plans[0]))[OUTPUT]["p50"]
    week = tally.rehearsal.job.organization.decision_week
    return _bands(describe_weekly_differences(tally), float(np.mean(usual)), int(week))


def bands_of_study(study: Study) -> dict[str, Data]:
    """Return for each alternative the difference in weekly output as a share of the baseline's usual output.

    ``first`` week, from which changes count; ``mean``, and ``p05``, ``p25``, ``p75``, ``p95`` over worlds, a
    value for each week. Alternatives are left out where output differs in no world.
    """
    verdict = study.verdict
    usual = study.series[verdict["baseline"]][OUTPUT]["p50"]
    return _bands(verdict["weekly"], float(np.mean(usual)), int(verdict.get("decision_week", 0.0)))


def _bands(weekly: dict[str, Any], usual: float, first: int) -> dict[str, Data]:
    if usual <= 0.0:
        return {}
    kept = slice(first, first + WEEKS_MAX)
    return {
        scenario: {
            "first": first,
            **{level: [round(x / usual, _DIGITS) for x in series[OUTPUT][level][kept]] for level in LEVELS},
        }
        for scenario, series in weekly.items()
        if OUTPUT in series
    }
