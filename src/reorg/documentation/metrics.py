"""The page ``docs/metrics.md``: every metric as it is declared."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from reorg.documentation.tables import table
from reorg.report.vocabulary import QUESTIONS
from reorg.study.measuring.metrics import METRICS, Metric

INTRODUCTION = """\
# Metrics

The metrics of each scenario in each world, generated from their declarations
(`src/reorg/study/measuring/metrics/`). `reorg schema --metrics` prints the same in the terminal. Every
metric is in `verdict.json`, in `worlds.npy` and in the report; those marked *table* are also in the
terminal's table and at the top of the report. *At least*: if the event has not happened by the horizon, the
value is a lower bound. Hours are working hours unless stated otherwise; nominal hours are the hours that
someone of medium competence at full speed would need.
"""

_BETTER = {"lower": "lower", "higher": "higher", "-": ""}


def metrics_page() -> str:
    """Return the page: a table for each question, and what a model must have for metrics to move."""
    parts = [INTRODUCTION]
    by_question = sorted(METRICS, key=lambda metric: list(QUESTIONS).index(metric.question))
    for question, metrics in groupby(by_question, key=lambda metric: metric.question):
        heads = ("metric", "label", "unit", "better", "what it counts", "in a sentence", "marks")
        parts += [f"## {QUESTIONS[question]} (`{question}`)\n", *table(heads, map(_row, metrics)), ""]
    parts += ["## What a metric needs\n", "Without it a metric cannot move, and tables leave it out.\n"]
    return "\n".join([*parts, *table(("where", "these cannot move"), _needs())]) + "\n"


def _row(metric: Metric) -> tuple[str, ...]:
    words = metric.words
    text = f"{words.phrase.format(words.lower)}, or {words.higher}"
    marks = ["table"] if metric.place == "table" else []
    marks += ["at least"] if metric.cut_off else []
    marks += ["share of all worlds"] if metric.per == "sample" else []
    return (
        f"`{metric.key}`",
        words.label,
        metric.unit,
        _BETTER[metric.better],
        metric.definition,
        text if metric.place != "hours" else "",
        ", ".join(marks),
    )


def _needs() -> Iterator[tuple[str, ...]]:
    needs = dict.fromkeys(need for metric in METRICS for need in metric.needs)
    for need in needs:
        yield need.why, ", ".join(f"`{metric.key}`" for metric in METRICS if need in metric.needs)
