"""Numbers in readable form: ``41 wk``, ``+2.3 h``, ``$212M``, ``34%``.

A value that is missing, not a number or infinite is shown as :data:`UNKNOWN`, never as zero.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from reorg.money import currency_of_unit, in_currency

UNKNOWN = "-"

SHORT = {
    "weeks": "wk",
    "hours": "h",
    "person-hours": "h",
    "person-hours a week": "h a week",
    "person-hours/week": "h a week",
    "person-weeks": "",
    "gpu-hours": "GPU h",
    "count": "",
    "people": "",
    "releases": "",
    "areas": "",
    "pieces": "",
    "items": "",
    "working days": "d",
    "1": "",
}
_BARE = ("count", "1", "")
_LARGE = ((1e9, "B"), (1e6, "M"), (1e3, "k"))
_COUNTED = ("adopters",)
"""Units, apart from money, whose values may be in the millions."""


def number(value: object) -> float | None:
    """Return ``value`` as a finite float, or None if it is missing, not a number or infinite."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return float(value) if math.isfinite(value) else None


def share(value: float | None) -> str:
    """Return a share of one as a percentage; one strictly between 0 and 1 is never shown as 0% or 100%."""
    if value is None:
        return UNKNOWN
    rounded = f"{value:.0%}"
    if rounded == "0%" and value > 0.0:
        return "<1%"
    return ">99%" if rounded == "100%" and value < 1.0 else rounded


def amount(value: float | None, unit: str) -> str:
    """Return a value with its unit, in two or three digits: ``41 wk``, ``2.3 h``, ``$212M``."""
    if value is None:
        return UNKNOWN
    if unit == "share":
        return share(value)
    scale, mark = _scale([value], unit)
    places = 0 if abs(value / scale) >= 20 else _places([value / scale])
    text = f"{value / scale:,.{places}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return _dress(text, mark, unit)


def change(value: float | None, unit: str, beside: Iterable[float | None] = ()) -> str:
    """Return a signed difference with its unit; ``beside``: values shown with it, for equal decimals."""
    if value is None:
        return UNKNOWN
    scale, places, mark = _form([value, *beside], unit)
    return _dress(_signed(value, scale, places), mark, unit)


def rounded(values: Iterable[float], unit: str) -> list[float]:
    """Return differences as :func:`change` shows them beside each other, rounded to the same decimals."""
    known = list(values)
    scale, places, _mark = _form(known, unit)
    return [round(value / scale, places) * scale for value in known]


def people_difference(value: float | None) -> str:
    """Return a mean difference in people with one decimal: ``+2.5``, or ``0``."""
    if value is None:
        return UNKNOWN
    text = f"{value:+.1f}"
    return "0" if text in ("+0.0", "-0.0") else text


def bracket(
    low: float | None,
    high: float | None,
    unit: str,
    beside: Iterable[float | None] = (),
    marks: tuple[str, str] = ("", ""),
) -> str:
    """Return ``[+1.2, +10.4]`` in the scale and decimals of :func:`change` with the same ``beside``.

    ``marks`` come before the ends: ``[+1.2, >+10.4]``. An unknown end says so; if both are unknown the text
    is empty. Ends that are bounds may be out of order, such as below 39 and above 37: then they say nothing.
    """
    if low is None and high is None:
        return ""
    if low is not None and high is not None and low > high:
        return "[not known]"
    scale, places, _mark = _form([low, high, *beside], unit)
    ends = [
        "unknown" if end is None else f"{mark}{_signed(end, scale, places)}"
        for end, mark in zip((low, high), marks, strict=True)
    ]
    return f"[{ends[0]}, {ends[1]}]"


def spoken(value: float, unit: str) -> str:
    """Return the size of a difference, without its sign, for use in a sentence: ``2.1 weeks``."""
    size = abs(value)
    if unit == "share":
        return f"{100 * size:.0f} percentage points"
    if currency_of_unit(unit) is not None or unit in _BARE:
        return amount(size, unit)
    if unit in _COUNTED:
        return f"{amount(size, unit)} {unit}"
    text = amount(size, "count")
    noun = re.sub(r"s\b", "", unit, count=1) if text == "1" else unit
    return f"{text} {noun}"


def _form(values: Iterable[float | None], unit: str) -> tuple[float, int, str]:
    known = [value for value in values if value is not None]
    scale, mark = _scale(known, unit)
    places = _places([value / scale for value in known])
    return scale, 0 if unit == "share" and max(map(abs, known)) >= 0.1 else places, mark


def _scale(values: Iterable[float], unit: str) -> tuple[float, str]:
    if unit == "share":
        return 0.01, ""
    largest = max(map(abs, values), default=0.0)
    # Money and adopters are counted in thousands, millions and billions; other things from a million on.
    is_scaled = unit in _COUNTED or currency_of_unit(unit) is not None
    least = 0.0 if is_scaled else 1e6
    return next(((size, mark) for size, mark in _LARGE if largest >= size >= least), (1.0, ""))


def _places(values: Iterable[float]) -> int:
    known = list(values)
    largest = max(map(abs, known))
    if largest >= 100 or all(value == round(value) for value in known):
        return 0
    return 1 if largest >= 1 else 2 if largest >= 0.1 else 3


def _signed(value: float, scale: float, places: int) -> str:
    text = f"{value / scale:+,.{places}f}"
    return "0" if float(text.replace(",", "")) == 0 else text


def _dress(text: str, mark: str, unit: str) -> str:
    currency = currency_of_unit(unit)
    if currency is not None:
        return in_currency(f"{text}{mark}", currency)
    if unit == "adopters":
        return f"{text}{mark}"
    tail = "pt" if unit == "share" else SHORT.get(unit, unit)
    return f"{text}{mark} {tail}" if tail else f"{text}{mark}"
