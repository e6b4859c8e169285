"""Recognizing columns without a known header word by the contents of their cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from reorg.importing.reading.sheets import Cell, text_of
from reorg.importing.values.dates import read_date
from reorg.importing.values.names import folded
from reorg.importing.values.numbers import read_number

SAMPLE = 400
"""Number of rows examined."""

MOST = 0.8
"""Share of the cells of one kind that makes the column one of that kind."""

MANAGERS = frozenset({"manager", "manager_id", "manager_name", "manager_email"})

_EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
_NAME = re.compile(r"^[^\W\d_][\w.'’-]*,?(?: [^\W\d_][\w.'’-]*){1,3}$")


def by_content(
    data: Sequence[tuple[int, Sequence[Cell]]], free: Sequence[int], taken: dict[str, int]
) -> dict[int, tuple[str, str]]:
    """Return the field that unnamed columns of a people sheet look like, and why.

    ``free`` are the places of the columns without a field, ``taken`` the fields that have a column.
    """
    columns = {place: _column(data, place) for place in (*free, *taken.values())}
    found: dict[int, tuple[str, str]] = {}
    have = set(taken)
    for place in free:
        cells = columns[place]
        if not cells:
            continue
        field = _field(cells, have, {name: columns[at] for name, at in taken.items()}, len(data))
        if field:
            found[place] = field
            have.add(field[0])
            taken = {**taken, field[0]: place}
    return found


def holds_names(cells: Iterable[Cell]) -> bool:
    """Return whether most of the cells look like names of people."""
    texts = list(filter(None, map(text_of, islice(cells, SAMPLE))))
    return len(texts) > 1 and _share(texts, _is_name) >= MOST


def _column(data: Sequence[tuple[int, Sequence[Cell]]], place: int) -> list[Cell]:
    cells = (row[place] for _, row in data[:SAMPLE] if place < len(row))
    return [cell for cell in cells if text_of(cell)]


def _field(
    cells: list[Cell], have: set[str], known: dict[str, list[Cell]], rows: int
) -> tuple[str, str] | None:
    texts = [text_of(cell) for cell in cells]
    if not have.intersection(MANAGERS):
        named = (
            field for field in ("id", "name", "email", "position_id") if _refers(texts, known.get(field, []))
        )
        field = next(named, None)
        if field is not None:
            return "manager", f"its values are those of the column for {field}"
    if _share(texts, _is_email) >= MOST:
        own = "email" not in have and _kinds(texts) >= 0.9
        return ("email", "contains e-mail addresses") if own else None
    if len(texts) < 0.5 * min(rows, SAMPLE):
        return None
    grouped = have.intersection({"department", "team", "division", *MANAGERS})
    has_name = "name" in have or {"first_name", "last_name"} <= have
    looks: tuple[tuple[str, str, bool], ...] = (
        (
            "name",
            "contains names",
            not has_name and _kinds(texts) >= 0.9 and _share(texts, _is_name) >= MOST,
        ),
        ("hire_date", "contains dates", _share(cells, _is_date) >= MOST),
        ("share", "contains shares of 1", _share(cells, _is_share) >= MOST),
        ("department", "contains few different words", not grouped and _are_groups(cells, texts)),
    )
    return next(((field, why) for field, why, like in looks if like and field not in have), None)


def _kinds(texts: list[str]) -> float:
    """Return the number of different texts as a share of all."""
    return len(set(texts)) / len(texts)


def _are_groups(cells: list[Cell], texts: list[str]) -> bool:
    few = 1 < len(set(texts)) <= max(2, len(texts) // 3)
    return few and _share(cells, _is_number) < 0.2 and _share(cells, _is_date) < 0.2


def _refers(texts: list[str], column: list[Cell]) -> bool:
    """Return whether the texts refer to the values of the column, some repeatedly: as managers do."""
    names = {folded(text_of(cell)) for cell in column}
    used = Counter(folded(text) for text in texts)
    inside = sum(count for name, count in used.items() if name in names)
    return len(texts) >= 2 and inside >= MOST * len(texts) and len(used) <= 0.6 * len(texts) + 1


def _share(cells: Sequence[Any], test: Any) -> float:
    return sum(bool(test(cell)) for cell in cells) / len(cells)


def _is_email(text: str) -> bool:
    return bool(_EMAIL.match(text))


def _is_name(text: str) -> bool:
    return bool(_NAME.match(text)) and any(char.isupper() or not char.isascii() for char in text)


def _is_date(cell: Cell) -> bool:
    if isinstance(cell, (int, float)):
        return False
    reading = read_date(cell)
    return reading.day is not None or reading.unclear


def _is_number(cell: Cell) -> bool:
    return read_number(cell) is not None


def _is_share(cell: Cell) -> bool:
    number = read_number(cell)
    return number is not None and 0 < number.value <= 1 and not number.unit
