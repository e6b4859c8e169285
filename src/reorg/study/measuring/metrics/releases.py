"""Metrics of the dates of releases."""

from __future__ import annotations

import numpy as np

from reorg.model.analysis.needs import PLAN, RELEASES, SEVERAL_RELEASES
from reorg.study.measuring.measured_world import NO_VALUE, Bounded, MeasuredWorld, combine
from reorg.study.measuring.metrics.metric import Metric, MetricWords
from reorg.study.measuring.target import MeasuredReleases


def _next(measured: MeasuredReleases) -> tuple[int, ...]:
    return () if measured.next is None else (measured.next,)


def _next_release(world: MeasuredWorld) -> Bounded:
    ahead = world.measured.next
    return NO_VALUE if ahead is None else world.releases_out[ahead]


def _mean_delay(world: MeasuredWorld) -> Bounded:
    due = world.measured.due if world.several_releases else ()
    return combine(
        [world.releases_out[index].less(world.plan.releases[index].due_week) for index in due], np.mean
    )


def _whole_plan(world: MeasuredWorld) -> Bounded:
    once = world.measured.once if world.several_releases else ()
    return combine([world.releases_out[index] for index in once], np.max)


def _lateness(world: MeasuredWorld) -> Bounded:
    ahead = world.measured.next
    return NO_VALUE if ahead is None else _next_release(world).less(world.plan.releases[ahead].due_week)


def _on_time(world: MeasuredWorld) -> float:
    ahead = world.measured.next
    if ahead is None:
        return float("nan")
    out = world.releases_out[ahead]
    return float(not out.cut_off and out.value <= world.plan.releases[ahead].due_week)


def _completed(world: MeasuredWorld) -> float:
    return float(sum(not out.cut_off and out.value <= world.plan.weeks for out in world.releases_out))


METRICS = (
    Metric(
        "release_weeks",
        question="ship",
        unit="weeks",
        better="lower",
        definition=(
            "time from the start date to the completion of the last package of the next release: the first "
            "that starts in the decision week or later, or is due after it, or runs once"
        ),
        words=MetricWords("next release", "the next release", "ships the next release {}", "sooner", "later"),
        count=_next_release,
        place="table",
        needs=(RELEASES,),
        cut_off=True,
        decided_by=_next,
    ),
    Metric(
        "mean_delay_weeks",
        question="ship",
        unit="weeks",
        better="lower",
        definition=(
            "time from due to out, mean over all due within the horizon, equally weighted, if there are "
            "several releases; below 0: early"
        ),
        words=MetricWords(
            "mean delay",
            "the mean delay of releases",
            "ships its releases {} on average",
            "sooner",
            "later",
        ),
        count=_mean_delay,
        place="table",
        needs=(SEVERAL_RELEASES,),
        cut_off=True,
        decided_by=lambda measured: measured.due,
    ),
    Metric(
        "plan_weeks",
        question="ship",
        unit="weeks",
        better="lower",
        definition=(
            "time from the start date until all releases that run once are out, if there are several releases"
        ),
        words=MetricWords("whole plan", "the whole plan", "completes the plan {}", "sooner", "later"),
        count=_whole_plan,
        place="table",
        needs=(PLAN,),
        cut_off=True,
        decided_by=lambda measured: measured.once,
    ),
    Metric(
        "lateness_weeks",
        question="ship",
        unit="weeks",
        better="lower",
        definition="time from the due week of the next release to its completion; below 0: early",
        words=MetricWords(
            "lateness",
            "lateness of the next release",
            "is {} late with the next release",
            "less",
            "more",
        ),
        count=_lateness,
        needs=(RELEASES,),
        cut_off=True,
        decided_by=_next,
    ),
    Metric(
        "on_time",
        question="ship",
        unit="share",
        better="higher",
        definition="share of worlds in which that release is out by its due week",
        words=MetricWords("on time", "punctuality", "ships on time {}", "less often", "more often"),
        count=_on_time,
        place="table",
        needs=(RELEASES,),
        per="sample",
    ),
    Metric(
        "releases",
        question="ship",
        unit="releases",
        better="higher",
        definition="releases completed within the horizon",
        words=MetricWords("releases", "the number of releases", "completes {} releases", "fewer", "more"),
        count=_completed,
        needs=(RELEASES,),
    ),
)
