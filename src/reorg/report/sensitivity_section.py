"""The section on what decides a difference and where it flips, as data before it becomes a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from reorg.report.charts import axis_svg, effect_svg, ends_with_zero
from reorg.report.findings import leading_metric, rows
from reorg.report.scenarios import Verdict, alternatives
from reorg.report.sensitivity import DriverRow, Sensitivity, describe_sensitivity
from reorg.report.vocabulary import TILES

_DRAWN = 6
"""Drivers drawn of one difference; its table has all."""


@dataclass(frozen=True)
class ExaminedDifference:
    """One difference: what is said of it, a picture for each of its strongest drivers, and their axis."""

    sensitivity: Sensitivity
    unit: str
    lines: tuple[tuple[DriverRow, Markup], ...]
    axis: Markup


def examined_differences(verdict: Verdict) -> dict[str, list[ExaminedDifference]]:
    """Return for each scenario the differences of its tiles that were examined; empty where none was."""
    found = {scenario: list(_of_scenario(verdict, scenario)) for scenario in alternatives(verdict)}
    return {scenario: told for scenario, told in found.items() if told}


def _of_scenario(verdict: Verdict, scenario: str) -> Iterator[ExaminedDifference]:
    metrics = [leading_metric(verdict, scenario)]
    for candidates in TILES.values():
        metrics += [row.metric for row in rows(verdict, scenario, candidates) if row.reading != "unknown"][:1]
    for metric in dict.fromkeys(metric for metric in metrics if metric):
        told = describe_sensitivity(verdict, scenario, metric)
        if told is not None:
            yield _examined(verdict, told)


def _examined(verdict: Verdict, told: Sensitivity) -> ExaminedDifference:
    numbers = [
        entry
        for entry in verdict["drivers"]
        if (entry["scenario"], entry["metric"]) == (told.scenario, told.metric)
    ][:_DRAWN]
    unit = next((d["unit"] for d in verdict["differences"] if d["metric"] == told.metric), "")
    ends = ends_with_zero([entry[key] for entry in numbers for key in ("lowest_fifth", "highest_fifth")])
    drawn = tuple(
        (row, _picture(row, entry, ends)) for row, entry in zip(told.drivers, numbers, strict=False)
    )
    return ExaminedDifference(told, unit, drawn, axis_svg(ends, unit) if drawn else Markup(""))


def _picture(row: DriverRow, entry: Mapping[str, Any], ends: tuple[float, float]) -> Markup:
    title = f"{row.label}: {row.lowest} in its lowest fifth, {row.highest} in its highest"
    return effect_svg(entry["lowest_fifth"], entry["highest_fifth"], ends, title)
