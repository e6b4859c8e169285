"""Dates in any unambiguous form; if day and month cannot be told apart, the column decides."""

from __future__ import annotations

import calendar
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

Order = Literal["day-first", "month-first"]

_MONTHS = {
    1: "january jan januar jänner jaenner janvier janv enero ene",
    2: "february feb februar février fevrier févr fevr fév febrero",
    3: "march mar märz maerz mär mrz mars marzo",
    4: "april apr avril avr abril abr",
    5: "may mai mayo",
    6: "june jun juni juin junio",
    7: "july jul juli juillet juil julio",
    8: "august aug août aout agosto ago",
    9: "september sep sept septembre septiembre setiembre",
    10: "october oct oktober okt octobre octubre",
    11: "november nov novembre noviembre",
    12: "december dec dezember dez décembre decembre déc diciembre dic",
}
_MONTH = {word: number for number, words in _MONTHS.items() for word in words.split()}

_TIME = (
    r"(?:[T ,]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:Z|UTC|[+-]\d{2}:?\d{2})?)?$"
)
_ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + _TIME)
_PACKED = re.compile(r"^((?:19|20)\d{2})(\d{2})(\d{2})$")
_DOTTED = re.compile(r"^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})" + _TIME)
_SLASHED = re.compile(r"^(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})" + _TIME)
_WORDY = re.compile(r"[^\W\d_]+|\d+")
_QUARTER = re.compile(r"^(?:Q([1-4])[ /.-]*((?:19|20)\d{2})|((?:19|20)\d{2})[ /.-]*Q([1-4]))$", re.IGNORECASE)
_YEAR = r"((?:19|20)\d{2})"
_WEEK = re.compile(
    rf"^(?:(?:CW|KW|W|S|week)\s*(\d{{1,2}})[ /.-]*{_YEAR}|{_YEAR}[ /.-]*(?:CW|KW|W)\s*(\d{{1,2}}))$",
    re.IGNORECASE,
)
_YEAR_MONTH = re.compile(r"^(?:((?:19|20)\d{2})[-/.](\d{1,2})|(\d{1,2})[-/.]((?:19|20)\d{2}))$")

SERIAL_FIRST, SERIAL_LAST = 18_264, 73_050
"""Days since the end of 1899 that count as dates: the years 1950 to 2099."""


@dataclass(frozen=True)
class Reading:
    """The reading of a cell: ``day`` None: no date; ``unclear``: day and month cannot be told apart."""

    day: date | None
    unclear: bool = False


_NOTHING = Reading(None)


def day_order(cells: Iterable[Any]) -> Order | None:
    """Return the order of day and month proved by slashed dates of a column, None if neither or both."""
    proved: set[Order] = set()
    for cell in cells:
        found = _SLASHED.match(cell.strip()) if isinstance(cell, str) else None
        if found:
            first, second = int(found[1]), int(found[2])
            if first > 12 >= second:
                proved.add("day-first")
            elif second > 12 >= first:
                proved.add("month-first")
    return proved.pop() if len(proved) == 1 else None


def read_date(cell: Any, order: Order | None = None, *, end: bool = False) -> Reading:
    """Return the date in a cell.

    ``order`` settles slashed dates; ``end`` takes the last day of a month, week or quarter, not the first.
    Serial numbers of spreadsheets are dates if they fall into the years 1950 to 2099.
    """
    if isinstance(cell, datetime):
        return Reading(cell.date())
    if isinstance(cell, date):
        return Reading(cell)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _serial(float(cell))
    if not isinstance(cell, str) or not cell.strip():
        return _NOTHING
    text = " ".join(cell.split())
    return _numeric(text, order) or _period(text, end) or _worded(text, end) or _NOTHING


def is_quarter(text: str) -> bool:
    """Return whether a text is a quarter of a year: "Q1 2027"."""
    return bool(_QUARTER.match(" ".join(text.split())))


def _serial(number: float) -> Reading:
    if SERIAL_FIRST <= number <= SERIAL_LAST:
        return Reading(date(1899, 12, 30) + timedelta(days=int(number)))
    return _NOTHING


def _numeric(text: str, order: Order | None) -> Reading | None:
    if re.fullmatch(r"\d{5}(\.\d+)?", text):
        return _serial(float(text))
    if found := _ISO.match(text) or _PACKED.match(text):
        return _made(int(found[1]), int(found[2]), int(found[3]))
    if found := _DOTTED.match(text):
        return _made(_year(found[3]), int(found[2]), int(found[1]))
    if found := _SLASHED.match(text):
        return _slashed(int(found[1]), int(found[2]), _year(found[3]), order)
    return None


def _slashed(first: int, second: int, year: int, order: Order | None) -> Reading | None:
    if first > 12 or first == second:
        return _made(year, second, first)
    if second > 12 or order == "month-first":
        return _made(year, first, second)
    if order == "day-first":
        return _made(year, second, first)
    return Reading(None, unclear=True)


def _period(text: str, end: bool) -> Reading | None:
    if found := _QUARTER.match(text):
        quarter, year = int(found[1] or found[4]), int(found[2] or found[3])
        return _month(year, 3 * quarter if end else 3 * quarter - 2, end)
    if found := _WEEK.match(text):
        week, year = int(found[1] or found[4]), int(found[2] or found[3])
        try:
            return Reading(date.fromisocalendar(year, week, 5 if end else 1))
        except ValueError:
            return None
    if found := _YEAR_MONTH.match(text):
        parts = (found[1], found[2]) if found[1] else (found[4], found[3])
        return _month(int(parts[0]), int(parts[1]), end)
    return None


def _worded(text: str, end: bool) -> Reading | None:
    """Read dates with the month's name, also with weekday and time, as JavaScript writes them."""
    parts = _WORDY.findall(text.split(" GMT", maxsplit=1)[0].split("T0", maxsplit=1)[0])
    named = (
        (place, _MONTH[part.casefold()]) for place, part in enumerate(parts) if part.casefold() in _MONTH
    )
    place, month = next(named, (-1, 0))
    # Only the two numbers next to the month's name belong to the date; the rest is a time.
    near = range(max(0, place - 3), min(len(parts), place + 4)) if month else ()
    numbers = [(abs(at - place), at, parts[at]) for at in near if parts[at].isdigit()]
    years = [int(part) for _, _, part in numbers if len(part) == 4]
    short = [each for each in numbers if len(each[2]) <= 2]
    if years:
        days = [each for each in short if 1 <= int(each[2]) <= 31]
        if days:
            return _made(years[0], month, int(min(days)[2]))
        return _month(years[0], month, end) if len(parts) <= 3 else None
    return _without_century(parts, place, [part for _, _, part in short], end)


def _without_century(parts: list[str], place: int, numbers: list[str], end: bool) -> Reading | None:
    """Read "2 March 26" and "March 26", where the name of the month is second and first."""
    if place == 1 and len(numbers) >= 2:
        return _made(_year(numbers[1]), _MONTH[parts[1].casefold()], int(numbers[0]))
    if place == 0 and len(parts) == 2 and numbers:
        return _month(_year(numbers[0]), _MONTH[parts[0].casefold()], end)
    return None


def _month(year: int, month: int, end: bool) -> Reading | None:
    if not 1 <= month <= 12:
        return None
    return _made(year, month, calendar.monthrange(year, month)[1] if end else 1)


def _made(year: int, month: int, day: int) -> Reading | None:
    try:
        return Reading(date(year, month, day))
    except ValueError:
        return None


def _year(text: str) -> int:
    number = int(text)
    if len(text) == 4:
        return number
    return number + (2000 if number < 70 else 1900)


def week_of_start(day: date, start: date) -> float:
    """Return the week in which a day begins, from the start date: a day is a seventh of a week."""
    # Rounded up, so that the week is shown as that day and not as the one before.
    return math.ceil(1000 * (day - start).days / 7) / 1000


def week_of_end(day: date, start: date) -> float:
    """Return the week at the end of a day: work due that day may be finished on it.

    A thousandth less (some minutes of work), so that the week is still shown as that day.
    """
    return round(((day - start).days + 1) / 7 - 0.001, 3)
