"""Metrics of person-hours by kind of work."""

from __future__ import annotations

from reorg.engine import KINDS
from reorg.model.analysis.needs import AGENTS
from reorg.study.measuring.metrics.metric import Metric, MetricWords

HOURS = {
    "direct": "direct work",
    "rework": "rework",
    "coordination": "coordination",
    "decisions": "decisions",
    "management": "management",
    "meetings": "meetings",
    "onboarding": "onboarding",
    "review": "review",
    "noise": "interruptions",
    "talk": "informal talk",
    "booked": "booked outside the model",
    "waiting": "waiting",
    "idle": "idle",
}
"""Names of the kinds of hours; the kinds are those of ``reorg.engine.KINDS``, in their order."""


def _words(label: str) -> MetricWords:
    return MetricWords(f"hours, {label}", f"hours, {label}", f"has {{}} hours, {label}", "fewer", "more")


def _hours_of(place: int, kind: str) -> Metric:
    return Metric(
        f"hours_{kind}",
        question="ship",
        unit="person-hours",
        better="-",
        definition=f"hours of everybody present: {HOURS[kind]}",
        words=_words(HOURS[kind]),
        count=lambda world: float(world.hours_by_kind[place]),
        place="hours",
        needs=(AGENTS,) if kind == "review" else (),
    )


METRICS = (
    *(_hours_of(place, kind) for place, kind in enumerate(KINDS)),
    Metric(
        "hours_present",
        question="ship",
        unit="person-hours",
        better="-",
        definition="hours of everybody present; the kinds sum to it",
        words=_words("present"),
        count=lambda world: world.outcome.present_hours,
        place="hours",
    ),
)
