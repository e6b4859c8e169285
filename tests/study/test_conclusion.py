"""Whether a metric differs: one rule, which terminal, report and studio share."""

import io
from typing import Any

import numpy as np
import pytest
from rich.console import Console

from reorg.cli.verdict_table import print_verdict
from reorg.report.evidence.questions import all_questions
from reorg.report.summary.page_one import page_one
from reorg.study.inference.intervals import t_975
from reorg.study.inference.paired import MetricValues
from reorg.study.measuring.metrics import METRICS
from reorg.study.results.conclusion import clarity_of
from reorg.study.results.differences import describe_difference
from report.studies import later, study

WORLDS = np.arange(200)
COST = next(measure for measure in METRICS if measure.key == "cost_usd")
LEAVE = np.where(WORLDS % 2 == 0, 5.0, -5.0)
"""Differences that cancel out on average, a twentieth of the baseline's value each."""


def _described(difference: np.ndarray, own: float | None = None) -> dict[str, Any]:
    usual = np.full(200, 100.0)
    sides = [MetricValues(values, np.zeros(200, bool)) for values in (usual + difference, usual)]
    return describe_difference("split", COST, (sides[0], sides[1]), own, t_975)


@pytest.mark.parametrize(
    ("difference", "clarity"),
    [
        (np.full(200, 3.0) + LEAVE / 5.0, "clear"),
        (np.full(200, 0.2) + LEAVE / 50.0, "hardly any"),
        (np.where(WORLDS % 5, -2.0, 9.0), "in more worlds"),
        (np.where(WORLDS % 4, 0.0, 40.0), "on average"),
        (LEAVE, "hardly any"),
        (16.0 * LEAVE, "not clear"),
        (np.where(WORLDS % 20, 0.0, 4.0 * LEAVE * (-1.0) ** (WORLDS // 20)), "hardly any"),
        (np.where(WORLDS % 100, 0.0, 2000.0), "mostly ties"),
        (np.full(200, np.nan), "unknown"),
    ],
)
def test_a_difference_is_clear_small_or_open(difference: np.ndarray, clarity: str) -> None:
    assert _described(difference)["clarity"] == clarity


def test_what_the_model_calls_negligible_is_not_worth_a_line() -> None:
    difference = np.full(200, 3.0) + LEAVE / 5.0
    assert _described(difference, own=2.0)["clarity"] == "clear"
    assert _described(difference, own=4.5)["clarity"] == "hardly any"


def test_a_bound_counts_as_the_figure_shown() -> None:
    entry = {"metric": "release_weeks", "better": "lower", "lean": "harms", "ties_share": 0.0}
    bounded = {**entry, "median": None, "bounds": {"median": [2.6, None]}, "mean": None}
    counted = {"restricted_mean_interval_95": [1.0, 3.0]}
    assert clarity_of(bounded | counted, 41.0, 0.41) == "clear"
    assert clarity_of(bounded | {"restricted_mean_interval_95": [-1.0, 3.0]}, 41.0, 0.41) == "in more worlds"


def test_terminal_and_report_name_the_same_metrics() -> None:
    """Seen: cost, 0.2% higher, "also differs" in the terminal and "hardly" differs on page one."""
    results = later(2.0, share=0.8)
    noise = np.sin(WORLDS)
    beside = {
        "cost_usd": (221e6 + 1e6 * noise, 221.4e6 + 1e6 * noise),
        "backlog_hours": (300.0 + noise, 330.0 + noise),
        "departures": (20.0 + 0.0 * noise, 20.0 + np.where(WORLDS % 100, 0.0, 400.0)),
    }
    for key, (baseline, alternative) in beside.items():
        results["stay"] = {**results["stay"], key: baseline}
        results["split"] = {**results["split"], key: alternative}
    found = study(results)
    stream = io.StringIO()
    print_verdict(found.verdict, None, Console(file=stream, width=100))
    lines = {line.split("  ")[0]: line for line in stream.getvalue().splitlines()}
    assert "cost" in lines["Hardly differs"]
    assert "departures (mostly)" in lines["Hardly differs"]
    assert "cost" not in lines
    assert "Also differs" not in lines
    assert "backlog" in lines
    figures = page_one(found).figures
    assert "cost" in figures.alike
    assert "departures (mostly)" in figures.alike
    marks = {row.label: row.cells[0] for _, rows in all_questions(found.verdict).groups for row in rows}
    cost, backlog = marks["cost"], marks["backlog"]
    assert cost is not None
    assert backlog is not None
    assert (cost.mark, backlog.mark) == ("same", "worse")
