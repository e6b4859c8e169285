"""A table to be written: typed columns and rows of plain values."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Cell = str | int | float | None


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
