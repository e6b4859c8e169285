"""Metrics of decisions: how long they take, and how long they wait."""

from __future__ import annotations

from collections.abc import Callable

from reorg.study.measuring.latency import latency_quantiles, share_longer
from reorg.study.measuring.measured_world import MeasuredWorld
from reorg.study.measuring.metrics.metric import Metric, MetricWords

LEAD_LEVEL, TOP_LEVEL = 1, 2
"""The rows of an outcome's decisions for the lead, of one team or of two, and for leads above."""
HOURS_PER_DAY, HOURS_PER_WEEK = 8.0, 40.0


def _latency(level: float) -> Callable[[MeasuredWorld], float]:
    return lambda world: latency_quantiles(world.decisions, (level,))[0]


def _wait(level: float) -> Callable[[MeasuredWorld], float]:
    return lambda world: latency_quantiles(world.waits, (level,))[0]


def _wait_for(row: int) -> Callable[[MeasuredWorld], float]:
    return lambda world: latency_quantiles(world.outcome.wait_counts[row], (0.5,))[0]


def _waits_beyond(hours: float) -> Callable[[MeasuredWorld], float]:
    return lambda world: share_longer(world.waits, hours)


def _top_latency(world: MeasuredWorld) -> float:
    return latency_quantiles(world.outcome.latency_counts[TOP_LEVEL], (0.5,))[0]


METRICS = (
    Metric(
        "decision_latency_p50_hours",
        question="ship",
        unit="hours",
        better="lower",
        definition="median time from an exception until it is decided",
        words=MetricWords("decision latency", "decision latency", "decides {}", "faster", "more slowly"),
        count=_latency(0.5),
    ),
    Metric(
        "decision_latency_p90_hours",
        question="ship",
        unit="hours",
        better="lower",
        definition="90% point of the time from an exception until it is decided",
        words=MetricWords(
            "slowest decisions",
            "the slowest tenth of decisions",
            "takes its slowest decisions {}",
            "faster",
            "more slowly",
        ),
        count=_latency(0.9),
    ),
    Metric(
        "decision_wait_p50_hours",
        question="ship",
        unit="hours",
        better="lower",
        definition=(
            "median over decisions taken for others: time from the exception to its decision, less the "
            "hours that people worked on the question"
        ),
        words=MetricWords(
            "wait for decisions", "the wait for decisions", "waits {} for decisions", "less", "longer"
        ),
        count=_wait(0.5),
        place="table",
    ),
    Metric(
        "decision_wait_p90_hours",
        question="ship",
        unit="hours",
        better="lower",
        definition="90% point of the same wait",
        words=MetricWords(
            "slowest waits",
            "the slowest tenth of waits",
            "waits {} for its slowest decisions",
            "less",
            "longer",
        ),
        count=_wait(0.9),
    ),
    Metric(
        "lead_wait_p50_hours",
        question="ship",
        unit="hours",
        better="lower",
        definition=(
            "median of the same wait, for questions to the asker's lead, to a lowest common lead or to an"
            " integrator"
        ),
        words=MetricWords(
            "wait for leads", "the wait for leads", "waits {} for leads to decide", "less", "longer"
        ),
        count=_wait_for(LEAD_LEVEL),
    ),
    Metric(
        "top_wait_p50_hours",
        question="ship",
        unit="hours",
        better="lower",
        definition="median of the same wait, for questions to leads above those",
        words=MetricWords(
            "wait for the top", "the wait for the top", "waits {} for the top to decide", "less", "longer"
        ),
        count=_wait_for(TOP_LEVEL),
    ),
    Metric(
        "waits_beyond_day_share",
        question="ship",
        unit="share",
        better="lower",
        definition="share of decisions taken for others that waited longer than a day of 8 working hours",
        words=MetricWords(
            "waits over a day",
            "waits over a day",
            "waits over a day for decisions {}",
            "less often",
            "more often",
        ),
        count=_waits_beyond(HOURS_PER_DAY),
        place="table",
    ),
    Metric(
        "waits_beyond_week_share",
        question="ship",
        unit="share",
        better="lower",
        definition="share of decisions taken for others that waited longer than a week of 40 working hours",
        words=MetricWords(
            "waits over a week",
            "waits over a week",
            "waits over a week for decisions {}",
            "less often",
            "more often",
        ),
        count=_waits_beyond(HOURS_PER_WEEK),
    ),
    Metric(
        "top_latency_p50_hours",
        question="ship",
        unit="hours",
        better="lower",
        definition=(
            "median time from an exception to its decision, by anyone, of questions to leads above the"
            " asker's lead and, if joint, above the lowest common lead"
        ),
        words=MetricWords(
            "top decisions", "decisions above the lead", "takes top decisions {}", "faster", "more slowly"
        ),
        count=_top_latency,
    ),
)
