"""Metrics of work: throughput, and its cost in hours: relearning, waits, rework and agents' errors."""

from __future__ import annotations

from collections.abc import Callable

from reorg.model.analysis.needs import ACCELERATORS, AGENTS
from reorg.study.measuring.measured_world import MeasuredWorld
from reorg.study.measuring.metrics.metric import Metric, MetricWords

MONTH_WEEKS, QUARTER_WEEKS = 4, 13


def _output(weeks: int) -> Callable[[MeasuredWorld], float]:
    def count(world: MeasuredWorld) -> float:
        first = int(world.measured.output_week)
        return float(world.outcome.throughput[first : first + weeks].sum())

    return count


def _of_agents(hours: float, world: MeasuredWorld) -> float:
    return hours if world.plan.has_agents else float("nan")


def _compute_wait(world: MeasuredWorld) -> float:
    _, _, jobs, waited, _ = world.outcome.pools.sum(axis=0)
    return float(waited / jobs) if jobs else float("nan")


METRICS = (
    Metric(
        "throughput",
        question="ship",
        unit="person-hours a week",
        better="higher",
        definition="direct work completed, in nominal hours a week; mean over the horizon",
        words=MetricWords("throughput", "throughput", "gets {} work done", "less", "more"),
        count=lambda world: float(world.outcome.throughput.mean()),
    ),
    Metric(
        "first_month_hours",
        question="ship",
        unit="person-hours",
        better="higher",
        definition=(
            "direct work completed in the four weeks from the first change of a scenario that the model "
            "compares, or from the decision week if that is later, in nominal hours"
        ),
        words=MetricWords(
            "first month", "the first month's work", "gets {} work done in the first month", "less", "more"
        ),
        count=_output(MONTH_WEEKS),
    ),
    Metric(
        "first_quarter_hours",
        question="ship",
        unit="person-hours",
        better="higher",
        definition=(
            "direct work completed in the 13 weeks from the same week as the first month, in nominal hours; "
            "the difference is the work lost to the change, or gained"
        ),
        words=MetricWords(
            "first quarter",
            "the first quarter's work",
            "gets {} work done in the first quarter",
            "less",
            "more",
        ),
        count=_output(QUARTER_WEEKS),
    ),
    Metric(
        "relearning_hours",
        question="ship",
        unit="person-hours",
        better="lower",
        definition=(
            "hours of people's own work beyond those that people fully familiar with it would need, "
            "including switches to other work"
        ),
        words=MetricWords("relearning", "relearning", "spends {} hours on relearning", "fewer", "more"),
        count=lambda world: world.outcome.relearning_hours,
        place="table",
    ),
    Metric(
        "compute_wait_hours",
        question="ship",
        unit="hours",
        better="lower",
        definition=(
            "mean wait of accelerator jobs from submission to start, in clock hours; jobs that still wait "
            "at the horizon count until then"
        ),
        words=MetricWords(
            "wait for compute", "the wait for compute", "waits {} for compute", "less", "longer"
        ),
        count=_compute_wait,
        place="table",
        needs=(ACCELERATORS,),
    ),
    Metric(
        "unseen_errors_hours",
        question="ship",
        unit="person-hours",
        better="lower",
        definition=("wrong work of AI agents that passed review; part of skipped_rework_hours"),
        words=MetricWords(
            "unseen errors", "unseen errors", "lets {} wrong work of AI agents pass", "less", "more"
        ),
        count=lambda world: _of_agents(world.outcome.unseen_hours, world),
        place="table",
        needs=(AGENTS,),
    ),
    Metric(
        "delegated_hours",
        question="ship",
        unit="person-hours",
        better="-",
        definition="work done by AI agents and reviewed, found wrong or not, in nominal hours",
        words=MetricWords(
            "work of AI agents", "the work of AI agents", "has AI agents do {} work", "less", "more"
        ),
        count=lambda world: _of_agents(world.outcome.delegated_hours, world),
        needs=(AGENTS,),
    ),
    Metric(
        "skipped_rework_hours",
        question="ship",
        unit="person-hours",
        better="lower",
        definition="rework that was required but ignored or half done: a risk to quality",
        words=MetricWords("skipped rework", "skipped rework", "leaves {} rework undone", "less", "more"),
        count=lambda world: world.outcome.skipped_hours,
    ),
)
