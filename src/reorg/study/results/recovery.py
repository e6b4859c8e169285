"""The fall in output after the change of each scenario, from the mean curves over worlds."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from reorg.model.analysis.changes import change_week
from reorg.study.measuring.recovery import measure_recovery
from reorg.study.measuring.weekly_series import SERIES, SeriesScale
from reorg.study.running.tally import Tally


def describe_recovery(tally: Tally) -> list[dict[str, Any]]:
    """Return the result of :func:`measure_recovery` for each scenario but the baseline, by name.

    ``change_week`` is the week from which it counts, see :func:`~reorg.model.analysis.changes.change_week`.
    """
    job = tally.rehearsal.job
    baseline = job.scenarios[0]
    output = tally.weekly_sums[:, SERIES.index("throughput")]
    curves = output * SeriesScale.of(tally.rehearsal.plans[0]).capacity_hours / tally.worlds
    weeks = [change_week(job.organization, baseline, scenario) for scenario in job.scenarios[1:]]
    return [
        {"scenario": scenario, "change_week": week, **asdict(measure_recovery(curve, curves[0], week))}
        for scenario, week, curve in zip(job.scenarios[1:], weeks, curves[1:], strict=True)
    ]
