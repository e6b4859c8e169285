"""A table to be written: typed columns and rows of plain values."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reorg.report.plain_text import shown

Cell = str | int | float | None

_LONGEST = 32_000
"""Characters that a cell of a spreadsheet can hold."""


@dataclass(frozen=True)
class Column:
    """A column: its heading for people, its name for programs, and its unit ("" where it has none)."""

    heading: str
    name: str
    unit: str = ""


@dataclass(frozen=True)
class Table:
    """A table: ``name`` for programs, ``title`` for people; ``about`` says in a line what its rows are."""

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]


def columns(*stated: tuple[str, str] | tuple[str, str, str]) -> tuple[Column, ...]:
    """Return columns of (heading, name) or (heading, name, unit)."""
    return tuple(Column(*parts) for parts in stated)


def finite(values: Iterable[float]) -> list[Cell]:
    """Return numbers with None in place of NaN and infinities, which files for people cannot hold."""
    return [value if math.isfinite(value) else None for value in values]


def visible(cell: Cell) -> Cell:
    """Return a cell with hidden characters of a text written out, as long as a spreadsheet can hold."""
    return shown(cell, _LONGEST) if isinstance(cell, str) else cell
