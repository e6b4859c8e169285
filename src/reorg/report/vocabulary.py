"""The words for each metric in the report and the terminal, from the declarations of metrics."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from reorg.study.measuring.metrics import METRICS
from reorg.study.measuring.metrics.metric import Metric
from reorg.study.results.conclusion import PEOPLE

QUESTIONS = {
    "ship": "When will it be out?",
    "discover": "How good will it be?",
    "keep": "Who is still there, and what do we still know?",
    "pay": "What does it cost, and what does it return?",
}


@dataclass(frozen=True)
class Words:
    """The words for one metric.

    As declared in :class:`reorg.study.measuring.metrics.metric.MetricWords`; ``question`` and ``better`` are
    empty if the metric answers no question, or has no better side.
    """

    question: str
    label: str
    noun: str
    phrase: str
    lower: str
    higher: str
    better: str


def _words_of(metric: Metric) -> Words:
    # The hours by kind do not answer a question; they have their own chart.
    question = "" if metric.place == "hours" else metric.question
    return Words(question=question, **asdict(metric.words), better=metric.better.strip("-"))


METRIC_WORDS = {metric.key: _words_of(metric) for metric in METRICS if metric.place != "hours"}
"""The words of every metric that answers a question."""

HEADLINES = tuple(metric.key for metric in METRICS if metric.place == "table")
"""The metrics of the terminal table, in its order."""

_EVERY_WORD = {metric.key: _words_of(metric) for metric in METRICS}


def words(metric: str) -> Words:
    """Return the words for ``metric``; one unknown here, of another version, is named by its key."""
    plain = metric.replace("_", " ")
    return _EVERY_WORD.get(metric) or Words("", plain, plain, f"has {{}} {plain}", "lower", "higher", "")


def row_label(metric: str) -> str:
    """Return the label of a row of figures, which says where they are means: ``departures, mean``."""
    label = words(metric).label
    return f"{label}, mean" if metric in PEOPLE else label
