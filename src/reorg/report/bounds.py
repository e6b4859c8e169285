"""Assumptions and their bounds in words, as drivers and flips name them; no HTML, no color."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from reorg.model.reading.input_words import factor_in_words
from reorg.model.uncertain import COLUMN
from reorg.report.figures import SHORT, number
from reorg.report.plain_text import shown
from reorg.report.scenarios import Verdict

Entry = Mapping[str, Any]


def entries_of(verdict: Verdict, kind: str, scenario: str, metric: str) -> Iterable[Entry]:
    """Yield the entries of a ``kind`` (drivers, flips, sensitivity) in a verdict for one difference."""
    return (e for e in verdict.get(kind, ()) if e["scenario"] == scenario and e["metric"] == metric)


def label(entry: Entry) -> str:
    """Return the words for an assumption: its meaning, without remarks in brackets; ``log(x)`` stays.

    Of an input of the model the words are names, and stay as they are.
    """
    text = str(entry.get("meaning") or "")
    if not entry["assumption"].startswith(COLUMN):
        text = re.sub(r"\s+\([^()]*\)", "", text)
    return shown(factor_in_words(text.strip()) or entry["assumption"])


def bounds_in_words(side: Entry, noun: str = "") -> str:
    """Return one side of a box: ``hours per request is above 0.9 hours``; ``called`` stands for its label."""
    noun = noun or label(side)
    low, high = number(side["low"]), number(side["high"])
    if side.get("levels"):
        return f"{noun} is {_levels(side['levels'], low, high)}"
    unit = _unit(side)
    if low is not None and low == high:
        return f"{noun} is {_figure(low)}{unit}"
    if low is not None and high is not None:
        return f"{noun} is between {_figure(low)} and {_figure(high)}{unit}"
    bound, kind = (high, "below") if low is None else (low, "above")
    return f"{noun} is {kind} {_figure(bound or 0.0)}{unit}"


def figure_with_unit(value: float, entry: Entry) -> str:
    """Return a value of an assumption with its unit, or the nearest level: ``0.9 hours``."""
    if entry.get("levels"):
        return str(entry["levels"][round(value)])
    return f"{_figure(value)}{_unit(entry)}"


def _levels(levels: list[str], low: float | None, high: float | None) -> str:
    """Return the levels between two bounds: ``low or medium``."""
    ends = (-1.0 if low is None else low, float(len(levels)) if high is None else high)
    return " or ".join(level for place, level in enumerate(levels) if ends[0] <= place <= ends[1])


def _unit(side: Entry) -> str:
    unit = str(side.get("unit") or "")
    if unit in ("", "1"):
        return ""
    return f" {SHORT.get(unit, unit) if unit == 'person-hours' else unit}"


def _figure(value: float) -> str:
    return f"{value:.2g}" if abs(value) < 100 else f"{value:,.0f}"
