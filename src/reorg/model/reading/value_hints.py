"""Hints for a value of the wrong kind: a percentage, an amount with separators, a quarter, a yes or no."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from reorg.model.analysis.observed import PEOPLE, SHARES
from reorg.model.problems import KeyPath

_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}")
_WITH_UNIT = re.compile(r"(?P<number>\d+(?:\.\d+)?) ?(?P<unit>%|[a-z]+)", re.IGNORECASE)
_UNITS = {"week": ("week", 1.0), "wk": ("week", 1.0), "day": ("days", 1.0), "hour": ("hours", 1.0)}
_UNITS |= {"k": ("usd", 1e3), "m": ("usd", 1e6)}
"""Units, the fields that count in them, by a part of their names, and the factor to the unit of the field."""
_AMOUNT = re.compile(r"(?P<whole>\d{1,3}(?:[', \u00a0\u2019]\d{3})+|\d+)(?:[.,](?P<part>\d+))?")
_SEPARATORS = re.compile(r"[', \u00a0\u2019]")
_CURRENCY = re.compile(r"^[$€£¥]\s*|\s*(?:[$€£¥]|USD|EUR|GBP)$", re.IGNORECASE)
_QUARTER = re.compile(r"Q(?P<quarter>[1-4])[ /-]?(?P<year>20\d\d)", re.IGNORECASE)
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>20\d\d)")
_TRUTH = {"yes": "true", "on": "true", "no": "false", "off": "false", "y": "true", "n": "false"}
NO_COMMA = "a comma begins the next entry: write 600000 without a separator, and 0.7 with a point"
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
        return _amount_hint(text) or _DIGITS_ONLY
    unit = found["unit"].lower()
    if unit == "%" and loc[:2] == ("observed", "metrics"):
        return _observed_percent_hint(str(loc[2]), float(found["number"]))
    part, factor = ("", 0.01) if unit == "%" else _UNITS.get(unit.removesuffix("s"), ("?", 1.0))
    return f"write {float(found['number']) * factor:.10g}" if part in field else _DIGITS_ONLY


def _observed_percent_hint(metric: str, percent: float) -> str:
    """Return what to write instead of a percentage of an observed metric, most of which are no shares."""
    if metric in PEOPLE:
        example = f"{round(1.2 * percent)} for {percent:g}% of 120 people"
        return f"{metric} is a number of people: write how many, such as {example}"
    if metric in SHARES:
        return f"write {0.01 * percent:.10g}"
    return "write a number in the unit of the metric, as `reorg schema --metrics` states it"


def _amount_hint(text: str) -> str:
    """Return an amount without currency and thousands separators, with a decimal point; empty if unclear."""
    found = _AMOUNT.fullmatch(_CURRENCY.sub("", text))
    if found is None:
        return ""
    whole = _SEPARATORS.sub("", found["whole"])
    return f"write {whole}.{found['part']}" if found["part"] else f"write {whole}"


def effort_hint(loc: KeyPath, value: Any) -> str:
    """Return what to write instead of what is neither one effort nor three."""
    if isinstance(value, (list, tuple)) and len(value) > 3:
        return NO_COMMA
    return number_hint(loc, value)


def unknown_number_hint(key: str) -> str:
    """Return how a number is written that a comma has cut, so that its rest reads as a field."""
    return NO_COMMA if key.isdecimal() else ""


def date_hint(value: Any) -> str:
    """Return the date that a quarter begins on, or that is written day first; empty if it is neither."""
    text = value.strip() if isinstance(value, str) else ""
    quarter, day_first = _QUARTER.fullmatch(text), _DAY_FIRST.fullmatch(text)
    if quarter is not None:
        return f"write the day: {text} begins on {quarter['year']}-{3 * int(quarter['quarter']) - 2:02}-01"
    if day_first is None:
        return ""
    try:
        meant = date(*(int(day_first[part]) for part in ("year", "month", "day")))
    except ValueError:
        return ""
    return f"write {meant}"


def truth_hint(value: Any) -> str:
    """Return what to write instead of a word for true or false."""
    meant = _TRUTH.get(value.strip().casefold()) if isinstance(value, str) else None
    return f"write {meant}" if meant else ""


def share_hint(most: float, value: Any) -> str:
    """Return how a percentage is written as a share, where a number is at most 1."""
    if most != 1 or isinstance(value, bool) or not isinstance(value, (int, float)) or not 1 < value <= 100:
        return ""
    return f"write {value / 100:.10g} if {value:g}% is meant"
