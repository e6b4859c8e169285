"""Hints for a value of the wrong kind: a percentage, a date where weeks are counted, a yes or no."""

from __future__ import annotations

import re
from typing import Any

from reorg.model.problems import KeyPath

_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}")
_WITH_UNIT = re.compile(r"(?P<number>\d+(?:\.\d+)?) ?(?P<unit>%|[a-z]+)", re.IGNORECASE)
_UNITS = {"week": ("week", 1.0), "wk": ("week", 1.0), "day": ("days", 1.0), "hour": ("hours", 1.0)}
_UNITS |= {"k": ("usd", 1e3), "m": ("usd", 1e6)}
"""Units, the fields that count in them, by a part of their names, and the factor to the unit of the field."""
_TRUTH = {"yes": "true", "on": "true", "no": "false", "off": "false", "y": "true", "n": "false"}
_DIGITS_ONLY = "write digits only, such as 85000 or 0.8, without thousands separators, currency or unit"


def number_hint(loc: KeyPath, value: Any) -> str:
    """Return what to write instead of text that stands where a number should; empty without digits."""
    if not isinstance(value, str) or not _NUMBER.search(value):
        return ""
    field, text = str(loc[-1]), value.strip()
    if _DATE.fullmatch(text) and "week" in field:
        return "weeks count from the start date: write their number, such as 6"
    found = _WITH_UNIT.fullmatch(text)
    if found is None:
        return _DIGITS_ONLY
    unit = found["unit"].lower()
    part, factor = ("", 0.01) if unit == "%" else _UNITS.get(unit.removesuffix("s"), ("?", 1.0))
    return f"write {float(found['number']) * factor:.10g}" if part in field else _DIGITS_ONLY


def truth_hint(value: Any) -> str:
    """Return what to write instead of a word for true or false."""
    meant = _TRUTH.get(value.strip().casefold()) if isinstance(value, str) else None
    return f"write {meant}" if meant else ""


def share_hint(most: float, value: Any) -> str:
    """Return how a percentage is written as a share, where a number is at most 1."""
    if most != 1 or isinstance(value, bool) or not isinstance(value, (int, float)) or not 1 < value <= 100:
        return ""
    return f"write {value / 100:.10g} if {value:g}% is meant"
