"""Luck and assumptions apart: parts of the verdict for each difference that is asked about.

An entry of ``luck`` has its ``scenario`` and ``metric``, the ``pairs`` of worlds it rests on, the
``assumptions_share`` of the variance with its interval, the ``luck_share``, the ``chaos_share`` (part of it)
with interval and source (:mod:`reorg.study.results.chaos`; None where it was not measured), and in what share
of the points of assumptions the expected difference helps and harms by more than a negligible amount.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np

from reorg.study.inference.luck import split_luck
from reorg.study.measuring.metrics import METRICS, Metric
from reorg.study.results.chaos import chaos_of
from reorg.study.running.sample import WorldSample

Document = dict[str, Any]
_DIGITS = 4


def describe_luck(sample: WorldSample, metrics: Collection[str]) -> list[Document]:
    """Return an entry for each scenario and metric of which enough worlds share points; otherwise none."""
    if not sample.varies:
        return []
    asked = [metric for metric in METRICS if metric.key in metrics and metric.key in sample.metrics]
    entries = [_entry(sample, index, metric) for index in range(1, len(sample.scenarios)) for metric in asked]
    return [entry for entry in entries if entry]


def _entry(sample: WorldSample, scenario: int, metric: Metric) -> Document:
    side, baseline = sample.side(scenario, metric.key), sample.side(0, metric.key)
    difference = side.values - baseline.values
    known = ~np.isnan(difference)
    found = split_luck(difference[known], sample.worlds[known])
    if found is None:
        return {}
    least = sample.negligible(metric.key, metric.per)
    sign = -1.0 if metric.better == "lower" else 1.0
    judged = metric.better != "-"
    return {
        "scenario": sample.scenarios[scenario],
        "metric": metric.key,
        "pairs": found.pairs,
        "assumptions_share": round(found.assumptions, _DIGITS),
        "assumptions_interval_95": [round(end, _DIGITS) for end in found.interval],
        "luck_share": round(1.0 - found.assumptions, _DIGITS),
        **chaos_of(metric.key),
        "expected_helps_share": float((sign * found.expected > least).mean()) if judged else None,
        "expected_harms_share": float((sign * found.expected < -least).mean()) if judged else None,
    }
