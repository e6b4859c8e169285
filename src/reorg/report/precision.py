"""Whether a study reached the precision it was asked for, in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reorg.report.plain_text import name


def precision_line(verdict: Mapping[str, Any]) -> str:
    """Return whether the intervals asked for were reached and after how many worlds; "" where none were."""
    sure = verdict.get("precision")
    if not sure:
        return ""
    asked = " and ".join(f"{key} within {width:g}" for key, width in sure["asked"].items())
    if sure["reached"]:
        return f"{asked}: reached after {sure['worlds']:,} worlds."
    if sure["worlds"] < sure["worlds_max"]:
        return f"{asked}: not reached, as there is nothing to measure in any world."
    return f"{asked}: not reached in {sure['worlds']:,} worlds ({_widest(sure)}); --worlds-max allows more."


def _widest(sure: Mapping[str, Any]) -> str:
    known = [entry for entry in sure["widths"] if entry["width"] is not None]
    if not known:
        return "no interval"
    worst = max(known, key=lambda entry: entry["width"] / sure["asked"][entry["metric"]])
    return f"{worst['metric']} of {name(worst['scenario'])} is known within {worst['width']:.3g}"
