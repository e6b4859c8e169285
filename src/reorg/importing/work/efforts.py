"""Efforts as stated in plans, in person-days."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from reorg.importing.values.numbers import Mark, read_number

WEEK_DAYS = 5.0
"""Person-days of a person-week."""

_UNITS: tuple[tuple[str, float], ...] = (
    (r"hours?|hrs?|h|stunden|std|heures?|horas?", 1 / 8),
    (r"pm|months?|mm|fte months?|personenmonate?n?|monate?n?|mois|mes(es)?", 52 / 12 * WEEK_DAYS),
    (r"pw|weeks?|wks?|w|ew|personenwochen?|wochen?|kw|semaines?|semanas?|sp", WEEK_DAYS),
    (r"pd|md|days?|d|pt|personentage?n?|tage?n?|jh|jours?|jour homme|dias?|días?|man", 1.0),
)
_WEEKS_OR_MONTHS = re.compile(
    r"(?<!\w)(?:weeks?|wks?|months?|wochen?|monate?n?|semaines?|mois|semanas?|mes(?:es)?)(?!\w)",
    re.IGNORECASE,
)
_OF_WORK = re.compile(
    r"person|fte|(?<!\w)(?:man|homme)|effort|aufwand|charge|esfuerzo|arbeit|work", re.IGNORECASE
)
SIZES: dict[str, tuple[float, float, float]] = {
    "xxs": (1, 2, 5),
    "xs": (2, 5, 10),
    "s": (5, 10, 25),
    "m": (15, 30, 70),
    "l": (30, 60, 150),
    "xl": (60, 130, 320),
    "xxl": (120, 260, 600),
}
"""Person-days of shirt sizes: low, likely, high. Inference, wide: organizations mean different things."""

SPREAD = (0.8, 1.6)
"""Optimistic and pessimistic effort for each likely one where a plan states one number. Inference: projects
overrun their estimates by 30% on average (Moloekken and Joergensen 2003, a review of surveys)."""


def unit_days(text: str) -> float | None:
    """Return the person-days of one unit of a header or cell, None if it names no unit."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    joined = " ".join(words)
    for pattern, days in _UNITS:
        if re.search(rf"(?<!\w)(?:{pattern})(?!\w)", joined):
            return days
    for pattern, days in _UNITS[1:]:
        if re.search(rf"person(?:en)?-?(?:{pattern})(?!\w)", joined.replace(" ", "")):
            return days
    return None


def read_effort(cell: Any, mark: Mark | None, header_days: float) -> tuple[float, float, float, bool] | None:
    """Return low, likely and high person-days of a cell, and whether they are a guess; None for no effort."""
    if isinstance(cell, str) and (size := SIZES.get(cell.strip().casefold())):
        return (*size, True)
    number = read_number(cell, mark)
    if number is None or number.high <= 0:
        return None
    unit = unit_days(number.unit) or header_days
    if number.high > number.value > 0:
        return number.value * unit, number.middle * unit, number.high * unit, False
    return number.high * unit, number.high * unit, number.high * unit, False


def may_be_a_duration(cell: Any, header: str) -> bool:
    """Return whether an estimate such as "9 months" leaves open if it is work or how long a project takes.

    Neither the cell nor its ``header`` says that it is work: "person-months", "effort".
    """
    is_long = isinstance(cell, str) and _WEEKS_OR_MONTHS.search(cell) is not None
    return is_long and not _OF_WORK.search(f"{header} {cell}")


def usual_unit(values: Iterable[float]) -> float:
    """Return the likely unit of efforts without one: weeks for small numbers, otherwise days."""
    ordered = sorted(values)
    return WEEK_DAYS if not ordered or ordered[len(ordered) // 2] <= 60 else 1.0
