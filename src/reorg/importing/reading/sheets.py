"""A sheet: the rows of a file as they are, before they are interpreted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Cell = Any
"""Text, a number, a truth value, a date, a date with time, or None where the cell is empty."""

ROWS_MAX = 400_000
"""Rows of one sheet that are read; more are refused before they fill the memory."""

CELLS_MAX = 12_000_000
"""Cells of one sheet that are read, empty ones included."""

BYTES_MAX = 256 * 2**20
"""Bytes of one file that are read, compressed or not."""

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BLANK = re.compile(r"[ \t\u00a0\u2007\u202f\u3000]+")


@dataclass(frozen=True)
class Sheet:
    """Rows of cells: ``rows[0]`` is row 1 of the file. ``name`` is empty if the file is one sheet."""

    file: str
    name: str
    rows: Sequence[Sequence[Cell]]

    @property
    def label(self) -> str:
        """The file, and the sheet if the file has several."""
        return f"{self.file}[{self.name}]" if self.name else self.file


def tidy(text: str) -> str:
    """Return the text without spaces at its ends or invisible marks, and with single plain spaces."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    text = _CONTROL.sub("", _INVISIBLE.sub("", text))
    return "\n".join(_BLANK.sub(" ", line).strip() for line in text.splitlines()).strip()


def text_of(cell: Cell) -> str:
    """Return the text that a spreadsheet shows for the cell; integers without a fraction."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return tidy(cell)
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)


def is_empty(row: Sequence[Cell]) -> bool:
    """Return whether all cells of the row are empty."""
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in row)


def letter(index: int) -> str:
    """Return the letters of a column, counted from 0: A, B, ... Z, AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
