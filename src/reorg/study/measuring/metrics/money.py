"""Metrics of cost, of duplicated work and of wasted work."""

from __future__ import annotations

import numpy as np

from reorg.model.analysis.needs import ACCELERATORS, CONTESTS, PAY, RELEASES
from reorg.study.measuring.measured_world import NO_VALUE, Bounded, MeasuredWorld, combine
from reorg.study.measuring.metrics.metric import Metric, MetricWords


def _pay_until_out(world: MeasuredWorld) -> Bounded:
    """Count the pay until the plan is out; of the week in which it ships, only the part until then."""
    ahead = world.measured.next
    asked = world.measured.once or (() if ahead is None else (ahead,))
    out = combine([world.releases_out[index] for index in asked], np.max)
    if np.isnan(out.value):
        return NO_VALUE
    weekly = world.outcome.weekly_pay_usd
    paid = np.concatenate([[0.0], np.cumsum(weekly)])
    return Bounded(float(np.interp(out.value, np.arange(len(weekly) + 1), paid)), out.cut_off)


def _cost_of_an_hour(world: MeasuredWorld) -> float:
    done = float(world.outcome.throughput.sum())
    return world.cost_usd / done if done > 0.0 else float("nan")


def _of_contests(figure: float, world: MeasuredWorld) -> float:
    return figure if world.plan.has_contests else float("nan")


def _gpu_hours(world: MeasuredWorld) -> float:
    pools = world.outcome.pools
    return float(pools[:, 0].sum()) if len(pools) else float("nan")


METRICS = (
    Metric(
        "cost_usd",
        question="pay",
        unit="usd",
        better="lower",
        definition=(
            "pay of everybody present at the end of each week, hiring, accelerators used or held, and "
            "hours of AI agents"
        ),
        words=MetricWords("cost", "cost", "costs {}", "less", "more"),
        count=lambda world: world.cost_usd,
        place="table",
        needs=(PAY,),
    ),
    Metric(
        "plan_pay_usd",
        question="pay",
        unit="usd",
        better="lower",
        definition=(
            "pay of everybody present from the start date until the releases that run once are out or, if "
            "there are none, until the next release is out"
        ),
        words=MetricWords(
            "pay until out",
            "pay until the plan is out",
            "pays {} until the plan is out",
            "less",
            "more",
        ),
        count=_pay_until_out,
        place="table",
        needs=(RELEASES, PAY),
        cut_off=True,
    ),
    Metric(
        "cost_per_hour_usd",
        question="pay",
        unit="usd",
        better="lower",
        definition="cost over the horizon for each nominal hour of direct work completed",
        words=MetricWords(
            "cost of an hour",
            "the cost of an hour of work",
            "pays {} for an hour of work",
            "less",
            "more",
        ),
        count=_cost_of_an_hour,
        needs=(PAY,),
    ),
    Metric(
        "duplicate_hours",
        question="pay",
        unit="person-hours",
        better="lower",
        definition=(
            "hours spent on attempts at packages that did not win their race, and on work that"
            " several teams own"
        ),
        words=MetricWords(
            "duplicate work", "duplicate work", "does {} work twice or in vain", "less", "more"
        ),
        count=lambda world: _of_contests(world.outcome.duplicate_hours, world),
        needs=(CONTESTS,),
    ),
    Metric(
        "attempts",
        question="pay",
        unit="attempts",
        better="-",
        definition=(
            "attempts at packages begun: one for each team that races, and another after each failure"
        ),
        words=MetricWords("attempts", "attempts", "makes {} attempts", "fewer", "more"),
        count=lambda world: _of_contests(world.outcome.attempts, world),
        needs=(CONTESTS,),
    ),
    Metric(
        "gpu_hours_used",
        question="pay",
        unit="gpu-hours",
        better="-",
        definition=(
            "accelerator-hours (clock hours) held by jobs, including restarts and work lost to failures"
        ),
        words=MetricWords("accelerator-hours", "compute", "uses {} accelerator-hours", "fewer", "more"),
        count=_gpu_hours,
        needs=(ACCELERATORS,),
    ),
)
