"""A sentence on whether a study reached its required precision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reorg.report.not_observed import censored_share
from reorg.report.scenarios import scenario_name


def precision_line(verdict: Mapping[str, Any]) -> str:
    """Return whether the required intervals were reached and after how many worlds; "" if not required."""
    sure = verdict.get("precision")
    if not sure:
        return ""
    asked = " and ".join(f"{key} within {width:g}" for key, width in sure["asked"].items())
    if any(
        censored_share(verdict, scenario, key) for scenario in verdict["scenarios"] for key in sure["asked"]
    ):
        asked += f" (what is not out is counted to week {verdict['horizon_weeks']})"
    if sure["reached"]:
        return f"{asked}: reached after {sure['worlds']:,} worlds."
    if sure["worlds"] < sure["worlds_max"]:
        return f"{asked}: not reached, as there is nothing to measure in any world."
    widest = _widest(verdict, sure)
    return f"{asked}: not reached in {sure['worlds']:,} worlds ({widest}); --worlds-max allows more."


def _widest(verdict: Mapping[str, Any], sure: Mapping[str, Any]) -> str:
    known = [entry for entry in sure["widths"] if entry["width"] is not None]
    if not known:
        return "no interval"
    worst = max(known, key=lambda entry: entry["width"] / sure["asked"][entry["metric"]])
    label = scenario_name(verdict, worst["scenario"])
    return f"{worst['metric']} of {label} is known to within {worst['width']:.3g}"
