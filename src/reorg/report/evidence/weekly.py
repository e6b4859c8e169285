"""Weekly series: differences in each week from the baseline in the same worlds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from reorg.report.drawing.bands import bands_svg
from reorg.report.scenarios import Verdict, scenario_name

SHOWN = {"throughput": "Output", "backlog_hours": "Backlog", "headcount": "People"}
LEVELS = ("p05", "p25", "p50", "p75", "p95")


@dataclass(frozen=True)
class WeeklyChart:
    """A series: its chart, and its values as rows of text, a row for each week."""

    label: str
    unit: str
    chart: Markup
    head: tuple[str, ...]
    table: tuple[tuple[str, ...], ...]


def weekly_charts(verdict: Verdict, scenario: str | None) -> tuple[WeeklyChart, ...]:
    """Return the weekly series of an alternative; none if the verdict has none."""
    found = verdict.get("weekly", {}).get(scenario or "", {})
    return tuple(
        _chart(label, found[key], scenario_name(verdict, scenario or ""))
        for key, label in SHOWN.items()
        if key in found and any(any(found[key][level]) for level in LEVELS if level in found[key])
    )


def _on_axis(value: float) -> str:
    return f"{value:+,.0f}" if value else "0"


def _chart(label: str, series: Mapping[str, Any], alternative: str) -> WeeklyChart:
    curves: dict[str, Sequence[float]] = {key: series[key] for key in LEVELS if key in series}
    weeks = list(range(1, len(series["p50"]) + 1))
    title = f"{label} of {alternative} a week, compared with the baseline, {series['unit']}"
    return WeeklyChart(
        label,
        series["unit"],
        bands_svg(weeks, curves, {}, _on_axis, title),
        ("week", *curves),
        tuple(
            (f"{week}", *(_written(values[week - 1], series["unit"]) for values in curves.values()))
            for week in weeks
        ),
    )


def _written(value: float, unit: str) -> str:
    """Return a value of a table, but for people in two digits: more would deny the width of its bin."""
    text = f"{value if unit == 'people' else float(f'{value:.2g}'):+,.0f}"
    return "0" if text in ("+0", "-0") else text
