"""Sizes of a difference in words: ``about a week``, ``half a week``, ``about 3%``."""

from __future__ import annotations

from datetime import date

from reorg.report.figures import spoken

COUNTED = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
"""Numbers from two on that are spelled out."""
WRITTEN_OUT_MAX = 12
HALVES_MAX = 11
"""Half weeks up to which a size is spoken in halves: "three weeks" would not be taken for 2.6."""

RELATIVE = ("person-hours a week", "person-hours", "usd/hour", "adopters")
"""Units without intuitive meaning: a difference is stated as a share of the baseline."""


def about(value: float, unit: str, baseline: float | None = None) -> str:
    """Return the size of a difference, without its sign, for a sentence.

    ``baseline`` is the reference for units of :data:`RELATIVE`.
    """
    size = abs(value)
    if unit == "weeks":
        return _weeks(size)
    if unit in RELATIVE and baseline:
        return f"about {_two_digits(100.0 * size / abs(baseline))}%"
    if unit == "people":
        return _counted(size, "person", "people")
    return f"about {spoken(size, unit)}"


def _weeks(size: float) -> str:
    if size < 0.25:
        return "less than two days"
    if size < 0.4:
        return "about two days"
    if size < 0.75:
        return "about half a week"
    if size < 1.25:
        return "about a week"
    halves = round(2.0 * size)
    if halves > HALVES_MAX or halves % 2 == 0:
        return _counted(size, "week", "weeks")
    return f"about {'one' if halves == 3 else COUNTED[halves // 2 - 2]} and a half weeks"


def _counted(size: float, one: str, many: str) -> str:
    if size < 0.75:
        return f"{_two_digits(size)} {many}"
    whole = max(1, round(size))
    if whole == 1:
        return f"about one {one}"
    return f"about {COUNTED[whole - 2] if whole - 2 < len(COUNTED) else whole} {many}"


def _two_digits(value: float) -> str:
    if value >= 10.0:
        return f"{value:,.0f}"
    return f"{value:.1f}".removesuffix(".0") if value >= 1.0 or value == 0.0 else f"{value:.1g}"


def counted(value: int, one: str, many: str) -> str:
    """Return ``one team``, ``three teams``, ``14 teams``."""
    if value == 1:
        return f"one {one}"
    word = COUNTED[value - 2] if 2 <= value < 2 + len(COUNTED) else f"{value:,}"
    return f"{'no' if value == 0 else word} {many}"


def day(iso: str) -> str:
    """Return a date in words: ``5 July 2026``."""
    found = date.fromisoformat(iso)
    return f"{found.day} {found:%B %Y}"
