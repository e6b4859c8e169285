"""Columns that no header word names, by what their cells hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from reorg.importing.reading.sheets import Cell, text_of
from reorg.importing.values.dates import read_date
from reorg.importing.values.names import folded
from reorg.importing.values.numbers import read_number

SAMPLE = 400
"""Rows that are looked at."""

MOST = 0.8
"""Share of the cells that must be of a kind for the column to be of it."""

MANAGERS = frozenset({"manager", "manager_id", "manager_name", "manager_email"})

_EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
_NAME = re.compile(r"^[^\W\d_][\w.'’-]*,?(?: [^\W\d_][\w.'’-]*){1,3}$")


def by_content(
    data: Sequence[tuple[int, Sequence[Cell]]], free: Sequence[int], taken: dict[str, int]
) -> dict[int, tuple[str, str]]:
    """Return for columns of a people sheet that no word named the field they look like, and why.

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


def _column(data: Sequence[tuple[int, Sequence[Cell]]], place: int) -> list[Cell]:
    cells = (row[place] for _, row in data[:SAMPLE] if place < len(row))
    return [cell for cell in cells if text_of(cell)]


def _field(
    cells: list[Cell], have: set[str], known: dict[str, list[Cell]], rows: int
) -> tuple[str, str] | None:
    texts = [text_of(cell) for cell in cells]
    kinds = len(set(texts))
    enough = len(texts) >= 0.5 * min(rows, SAMPLE)
    if not have.intersection(MANAGERS):
        for field, column in known.items():
            if field in {"id", "name", "email", "position_id"} and _refers(texts, column):
                return "manager", f"its values are those of the column for {field}"
    if _share(texts, _is_email) >= MOST:
        if "email" not in have and kinds >= 0.9 * len(texts):
            return "email", "it holds e-mail addresses"
        return None
    if "name" not in have and not {"first_name", "last_name"} <= have and enough:
        if kinds >= 0.9 * len(texts) and _share(texts, _is_name) >= MOST:
            return "name", "it holds names"
    if "hire_date" not in have and enough and _share(cells, _is_date) >= MOST:
        return "hire_date", "it holds dates"
    if "share" not in have and enough and _share(cells, _is_share) >= MOST:
        return "share", "it holds shares of 1"
    grouped = have.intersection({"department", "team", "division", *MANAGERS})
    if not grouped and enough and 1 < kinds <= max(2, len(texts) // 3):
        if _share(texts, str.isascii) and _share(cells, _is_number) < 0.2 and _share(cells, _is_date) < 0.2:
            return "department", "it holds few different words"
    return None


def _refers(texts: list[str], column: list[Cell]) -> bool:
    """Whether the texts name what the column holds, some of it several times: as managers do."""
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
