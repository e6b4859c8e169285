"""A metric of a scenario compared with the baseline's in the same worlds, as the verdict holds it."""

from __future__ import annotations

from typing import Any

from reorg.study.inference.intervals import CriticalValue, batch_numbers
from reorg.study.inference.paired import (
    MetricValues,
    negligible_amount,
    summarize_differences,
    summarize_signs,
    usual_value,
)
from reorg.study.measuring.metrics import Metric
from reorg.study.results.conclusion import clarity_of


def describe_difference(
    scenario: str,
    measure: Metric,
    sides: tuple[MetricValues, MetricValues],
    own_negligible: float | None,
    reach: CriticalValue,
) -> dict[str, Any]:
    """Return an entry of the verdict's ``differences``; ``sides`` are the scenario's and the baseline's."""
    side, baseline = sides
    result: dict[str, Any] = summarize_differences(side, baseline, batch_numbers(len(side.values)), reach)
    if measure.per == "sample":
        # In a world it is out in time or not: the share has a mean and an interval, but no range over worlds.
        result |= {"median": None, "p05": None, "p95": None}
    negligible = negligible_amount(baseline, own_negligible, measure.per)
    found = {
        "scenario": scenario,
        "metric": measure.key,
        "question": measure.question,
        "unit": measure.unit,
        "better": measure.better,
        **result,
        **summarize_signs(side, baseline, measure.better, negligible),
    }
    return found | {"clarity": clarity_of(found, usual_value(baseline, measure.per), negligible)}
