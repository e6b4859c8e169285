"""Metrics of the service of streams."""

from __future__ import annotations

from collections.abc import Callable

from reorg.model.analysis.needs import STREAMS
from reorg.study.measuring.latency import latency_quantiles
from reorg.study.measuring.measured_world import MeasuredWorld
from reorg.study.measuring.metrics.metric import Metric, MetricWords

HOURS_PER_DAY = 8.0


def _days(level: float) -> Callable[[MeasuredWorld], float]:
    def count(world: MeasuredWorld) -> float:
        return latency_quantiles(world.outcome.sojourn_counts.sum(axis=0), (level,))[0] / HOURS_PER_DAY

    return count


def _late_share(world: MeasuredWorld) -> float:
    done, late = world.outcome.streams[:, 0].sum(), world.outcome.streams[:, 5].sum()
    return float(late / done) if done else float("nan")


def _backlog(world: MeasuredWorld) -> float:
    if not len(world.outcome.streams):
        return float("nan")
    return float(world.outcome.stream_backlog[:, 0].sum())


METRICS = (
    Metric(
        "stream_p50_days",
        question="ship",
        unit="working days",
        better="lower",
        definition=(
            "median time from an item's arrival to its completion, over the completed items of all streams"
        ),
        words=MetricWords(
            "requests done in", "the wait for requests", "serves requests {}", "sooner", "later"
        ),
        count=_days(0.5),
        place="table",
        needs=(STREAMS,),
    ),
    Metric(
        "stream_p90_days",
        question="ship",
        unit="working days",
        better="lower",
        definition=(
            "90% point of the time from an item's arrival to its completion, over the completed "
            "items of all streams"
        ),
        words=MetricWords(
            "slowest requests",
            "the slowest tenth of requests",
            "serves its slowest requests {}",
            "sooner",
            "later",
        ),
        count=_days(0.9),
        needs=(STREAMS,),
    ),
    Metric(
        "stream_late_share",
        question="ship",
        unit="share",
        better="lower",
        definition="share of completed items that took longer than due, over all streams",
        words=MetricWords(
            "requests late", "late requests", "serves requests late {}", "less often", "more often"
        ),
        count=_late_share,
        place="table",
        needs=(STREAMS,),
    ),
    Metric(
        "stream_backlog",
        question="ship",
        unit="items",
        better="lower",
        definition="items of streams that have arrived but are not completed at the horizon",
        words=MetricWords("open requests", "open requests", "leaves {} requests open", "fewer", "more"),
        count=_backlog,
        needs=(STREAMS,),
    ),
)
