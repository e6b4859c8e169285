"""The fall after the change of each scenario beside the baseline, of the mean curves over worlds."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from reorg.study.measuring.recovery import measure_recovery
from reorg.study.measuring.weekly_series import SERIES, SeriesScale
from reorg.study.running.tally import Tally


def describe_recovery(tally: Tally) -> list[dict[str, Any]]:
    """Return for each scenario but the baseline what :func:`measure_recovery` finds, by its names."""
    job = tally.rehearsal.job
    output = tally.weekly_sums[:, SERIES.index("throughput")]
    curves = output * SeriesScale.of(tally.rehearsal.plans[0]).capacity_hours / tally.worlds
    return [
        {"scenario": scenario, **asdict(measure_recovery(curve, curves[0], job.organization.decision_week))}
        for scenario, curve in zip(job.scenarios[1:], curves[1:], strict=True)
    ]
