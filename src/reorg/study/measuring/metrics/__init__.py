"""The metrics, each declared once: key, question, unit, which way is better, words, and how it is counted.

A metric is added to the file of its subject; ``CONTRIBUTING.md`` walks through it.
"""

from __future__ import annotations

from reorg.study.measuring.metrics import (
    decisions,
    discovery,
    hours,
    market,
    money,
    people,
    releases,
    streams,
    work,
)
from reorg.study.measuring.metrics.metric import Metric

__all__ = ["CUT_OFF_KEYS", "METRICS", "METRIC_KEYS", "Metric"]

METRICS: tuple[Metric, ...] = (
    *releases.METRICS,
    *decisions.METRICS,
    *streams.METRICS,
    *work.METRICS,
    *hours.METRICS,
    *discovery.METRICS,
    *people.METRICS,
    *money.METRICS,
    *market.METRICS,
)
"""All metrics, in the order of every table."""
METRIC_KEYS = tuple(metric.key for metric in METRICS)
CUT_OFF_KEYS = tuple(metric.key for metric in METRICS if metric.cut_off)
"""The metrics that may be cut off at the horizon, in their order."""
