"""Metrics of the market for the releases."""

from __future__ import annotations

from reorg.model.analysis.needs import MARKET, PRICE
from reorg.study.measuring.measured_world import MeasuredWorld
from reorg.study.measuring.metrics.metric import Metric, MetricWords


def _adoption(world: MeasuredWorld) -> float:
    return float(world.sales.adopters[-1]) if world.sales else float("nan")


def _revenue(world: MeasuredWorld) -> float:
    return world.sales.revenue_usd if world.sales else float("nan")


METRICS = (
    Metric(
        "adoption",
        question="pay",
        unit="adopters",
        better="higher",
        definition="people or firms that have adopted a release by the horizon, paying or not",
        words=MetricWords("adopters", "adoption", "is adopted by {} people or firms", "fewer", "more"),
        count=_adoption,
        place="table",
        needs=(MARKET,),
    ),
    Metric(
        "api_revenue_usd",
        question="pay",
        unit="usd",
        better="higher",
        definition="revenue from paying adopters, from the start date to the horizon",
        words=MetricWords("API revenue", "API revenue", "sells {}", "less", "more"),
        count=_revenue,
        place="table",
        needs=(PRICE,),
    ),
)
