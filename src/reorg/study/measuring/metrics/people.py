"""Metrics of people: who remains, what knowledge remains, and how much work waits for people."""

from __future__ import annotations

from reorg.model.analysis.needs import DEPARTURES
from reorg.study.measuring.metrics.metric import Metric, MetricWords
from reorg.study.measuring.people import overloaded_weeks

METRICS = (
    Metric(
        "departures",
        question="keep",
        unit="people",
        better="lower",
        definition="people who left within the horizon",
        words=MetricWords("departures", "departures", "loses {} people", "fewer", "more"),
        count=lambda world: world.outcome.departures,
        place="table",
        needs=(DEPARTURES,),
    ),
    Metric(
        "regretted_departures",
        question="keep",
        unit="people",
        better="lower",
        definition="departures of the first or the only expert (knowledge above 0.5) of an area",
        words=MetricWords(
            "regretted departures",
            "regretted departures",
            "loses {} people who know an area best",
            "fewer",
            "more",
        ),
        count=lambda world: world.outcome.regretted,
        place="table",
        needs=(DEPARTURES,),
    ),
    Metric(
        "owner_knowledge",
        question="keep",
        unit="share",
        better="higher",
        definition=(
            "knowledge of the area held by the most knowledgeable person in the team that owns the work, "
            "at the horizon; mean over packages and streams, weighted by their effort"
        ),
        words=MetricWords(
            "owners' knowledge",
            "knowledge where the work is",
            "keeps {} knowledge where the work is",
            "less",
            "more",
        ),
        count=lambda world: world.outcome.owner_knowledge,
        place="table",
    ),
    Metric(
        "single_expert_work",
        question="keep",
        unit="pieces",
        better="lower",
        definition=(
            "packages under way, and streams, whose team has at most one person who knows the area, at the "
            "horizon"
        ),
        words=MetricWords(
            "single-expert work",
            "single-expert work",
            "has {} work that only one person knows",
            "less",
            "more",
        ),
        count=lambda world: world.outcome.single_expert_work,
        place="table",
    ),
    Metric(
        "lone_areas",
        question="keep",
        unit="areas",
        better="lower",
        definition="areas with fewer than two experts (knowledge above 0.5) at the horizon",
        words=MetricWords(
            "single-expert areas",
            "single-expert areas",
            "has {} areas with fewer than two experts",
            "fewer",
            "more",
        ),
        count=lambda world: world.outcome.lone_areas,
    ),
    Metric(
        "backlog_hours",
        question="keep",
        unit="person-hours",
        better="lower",
        definition=(
            "hours that wait at the end of a week, in inboxes (those of vacant positions included) and in "
            "work past its due date; mean over the horizon"
        ),
        words=MetricWords("backlog", "the backlog", "has a {} backlog", "smaller", "larger"),
        count=lambda world: float(world.outcome.backlog_hours.mean()),
        place="table",
    ),
    Metric(
        "overload_weeks",
        question="keep",
        unit="person-weeks",
        better="lower",
        definition="person-weeks that end with over a week's work waiting, of people who do not mostly wait",
        words=MetricWords("weeks overloaded", "overload", "overloads its people {}", "less", "more"),
        count=lambda world: float(overloaded_weeks(world.outcome).sum()),
    ),
)
