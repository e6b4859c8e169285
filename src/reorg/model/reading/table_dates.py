"""Dates in the cells of tables: 2027-02-28, 28.02.2027, 2/28/2027, and quarters such as Q1 2027."""

from __future__ import annotations

import re
from datetime import date, timedelta

SLASHED = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})$")
"""A date as spreadsheets write it, with the day first or the month."""
_ISO = re.compile(r"^(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[T ].*)?$")
_DOTTED = re.compile(r"^(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})$")
_QUARTER = re.compile(r"^Q([1-4])[ /-]?(\d{4})$", re.IGNORECASE)


class UnclearDateError(ValueError):
    """Day and month of a date with slashes cannot be told apart."""


def is_date(text: str) -> bool:
    """Return whether a text has the form of a date or a quarter."""
    return any(form.match(text) for form in (_ISO, _DOTTED, SLASHED, _QUARTER))


def read_date(text: str, *, day_first: bool | None = None, is_end: bool = False) -> date:
    """Return the date of a text; a quarter is its first day, or its last if ``is_end``.

    Raises :class:`UnclearDateError` for a date with slashes unless ``day_first`` says which number is the day
    or both are the same, and ValueError for other texts that are no date.
    """
    quarter = _QUARTER.match(text)
    if quarter:
        return _of_quarter(int(quarter[1]), int(quarter[2]), is_end=is_end)
    slashed = SLASHED.match(text)
    if slashed:
        return _with_slashes(int(slashed[1]), int(slashed[2]), int(slashed[3]), day_first)
    found = _ISO.match(text) or _DOTTED.match(text)
    if found is None:
        raise ValueError(text)
    return date(int(found["year"]), int(found["month"]), int(found["day"]))


def _of_quarter(quarter: int, year: int, *, is_end: bool) -> date:
    if is_end:
        return date(year + quarter // 4, 3 * (quarter % 4) + 1, 1) - timedelta(days=1)
    return date(year, 3 * quarter - 2, 1)


def _with_slashes(first: int, second: int, year: int, day_first: bool | None) -> date:
    if day_first is None and first != second:
        raise UnclearDateError
    return date(year, second, first) if day_first else date(year, first, second)
