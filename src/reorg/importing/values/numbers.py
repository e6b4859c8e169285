"""Numbers as people write them: either decimal mark, thousands, percent, currencies, units, ranges."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

Mark = Literal[".", ","]

_SYMBOLS = {
    "€": "EUR",
    "$": "USD",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "zł": "PLN",
    "kr": "SEK",
    "fr.": "CHF",
    "Fr.": "CHF",
}
CODES = frozenset(
    [
        "EUR",
        "USD",
        "GBP",
        "CHF",
        "JPY",
        "CNY",
        "INR",
        "CAD",
        "AUD",
        "NZD",
        "SEK",
        "NOK",
        "DKK",
        "PLN",
        "CZK",
        "HUF",
        "RON",
        "BRL",
        "MXN",
        "SGD",
        "HKD",
        "ILS",
        "ZAR",
        "KRW",
        "TRY",
        "UAH",
    ]
)
"""Currencies recognized in headers and amounts: the codes of others are also common words."""

_SCALES = {
    "k": 1e3,
    "tsd": 1e3,
    "tsd.": 1e3,
    "m": 1e6,
    "mio": 1e6,
    "mio.": 1e6,
    "mn": 1e6,
    "bn": 1e9,
    "mrd": 1e9,
    "mrd.": 1e9,
}
_FRACTIONS = {"½": ".5", "¼": ".25", "¾": ".75"}
_DIGITS = re.compile(r"[-+]?\d[\d.,'’]*(?: \d{3}(?!\d)[\d.,'’]*)*(?<=\d)|[-+]?[.,]\d+")
_NOTE = re.compile(r"\s*[\(\[]([^)\]]*)[\)\]]\s*$")
_RANGE = re.compile(r"(?<=[\d%kK€$£])\s*(?:-|–|—|\bto\b|\bbis\b|\bà\b|\ba\b)\s*(?=[\d€$£])")


@dataclass(frozen=True)
class Number:
    """A number as written: ``high`` is above ``value`` if a range was given; ``unit`` follows the number."""

    value: float
    high: float
    unit: str = ""
    currency: str = ""
    percent: bool = False
    note: str = ""

    @property
    def middle(self) -> float:
        """The middle of the range."""
        return (self.value + self.high) / 2


def decimal_mark(cells: Iterable[Any]) -> Mark | None:
    """Return the decimal mark proved by the numbers of a column; None if they prove none or both."""
    written = (digits for cell in cells if isinstance(cell, str) for digits in _DIGITS.findall(cell))
    proved = set(map(_proved, written)) - {None}
    return proved.pop() if len(proved) == 1 else None


def _proved(digits: str) -> Mark | None:
    dots, commas = digits.count("."), digits.count(",")
    if dots and commas:
        return "." if digits.rfind(".") > digits.rfind(",") else ","
    if dots + commas > 1:
        return "," if dots else "."
    if dots or commas:
        mark: Mark = "." if dots else ","
        before, _, after = digits.partition(mark)
        if len(after) != 3 or before.lstrip("+-") in {"", "0"} or len(before.lstrip("+-")) > 3:
            return mark
    return None


def read_number(cell: Any, mark: Mark | None = None) -> Number | None:
    """Return the number in a cell, None if there is none or more than one.

    Without ``mark``, one dot or comma before exactly three digits separates thousands.
    """
    if isinstance(cell, bool):
        return None
    if isinstance(cell, (int, float)):
        return Number(float(cell), float(cell)) if abs(float(cell)) < 1e15 else None
    return _written_number(cell, mark) if isinstance(cell, str) else None


def _written_number(cell: str, mark: Mark | None) -> Number | None:
    note = _NOTE.search(cell)
    text = _NOTE.sub("", cell) if note and _DIGITS.search(_NOTE.sub("", cell)) else cell
    for sign, decimals in _FRACTIONS.items():
        text = re.sub(rf"(\d?){sign}", lambda found, d=decimals: (found[1] or "0") + d, text)  # type: ignore[misc]
    parts = _RANGE.split(text.strip())
    if len(parts) > 2:
        return None
    read = [_one(part, mark) for part in parts]
    first, last = read[0], read[-1]
    if first is None or last is None:
        return None
    low = first.value * (1e3 if len(parts) == 2 and _shares_scale(first, last) else 1.0)
    return Number(
        min(low, last.value),
        max(low, last.value),
        last.unit or first.unit,
        first.currency or last.currency,
        first.percent or last.percent,
        tidy_note(note[1]) if note and text != cell else "",
    )


def _shares_scale(first: Number, last: Number) -> bool:
    """Return whether the scale after the second number of a range applies to the first too: 80-100k."""
    return last.value > 0 and first.unit == "" and last.unit == "k" and first.value < last.value / 100


def tidy_note(text: str) -> str:
    """Return a note without spaces around it."""
    return " ".join(text.split())


def _one(text: str, mark: Mark | None) -> Number | None:
    found = _DIGITS.findall(text)
    if len(found) != 1:
        return None
    value = _value(found[0].strip(), mark)
    if value is None:
        return None
    before, _, after = text.partition(found[0])
    percent = "%" in after or "%" in before
    currency, words = _currency(f"{before} {after}".replace("%", " "))
    unit = " ".join(words).casefold()
    if before.strip() in {"(", "-("} or before.rstrip().endswith("-"):
        value = -value
    head, _, rest = unit.partition(" ")
    if currency and head == "t":
        # T€ and TEUR are thousands.
        head = "k"
    if head in _SCALES and (rest == "" or head != "m"):
        return Number(value * _SCALES[head], value * _SCALES[head], rest or "k", currency, percent)
    if percent:
        value /= 100
    return Number(value, value, unit, currency, percent)


def _currency(text: str) -> tuple[str, list[str]]:
    currency = ""
    for symbol, code in _SYMBOLS.items():
        if symbol in text:
            currency, text = currency or code, text.replace(symbol, " ")
    words = []
    for word in re.findall(r"[^\W\d_]+\.?|/", text):
        if word.upper() in CODES:
            currency = currency or word.upper()
        elif word.startswith("T") and word[1:] in CODES:
            currency = currency or word[1:]
            words.append("t")
        else:
            words.append(word)
    return currency, words


def _value(digits: str, mark: Mark | None) -> float | None:
    plain = re.sub(r"['’ ]", "", digits)
    mark = _proved(plain) or mark
    if mark is None:
        plain = plain.replace(".", "").replace(",", "")
    else:
        other = "," if mark == "." else "."
        plain = plain.replace(other, "").replace(mark, ".")
    try:
        return float(plain)
    except ValueError:
        return None
