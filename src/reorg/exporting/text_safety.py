"""Cells that a spreadsheet would take for a formula, made plain text."""

from __future__ import annotations

from reorg.exporting.table import Cell
from reorg.report.plain_text import shown

_STARTERS = ("=", "+", "-", "@", "\t", "\r")
_LONGEST = 32_000


def visible(cell: Cell) -> Cell:
    """Return a cell with hidden characters of a text written out, as long as a spreadsheet can hold."""
    return shown(cell, _LONGEST) if isinstance(cell, str) else cell


def unrunnable(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet runs when it opens a CSV file: a text mark before what might."""
    text = visible(cell)
    return f"'{text}" if isinstance(text, str) and text.startswith(_STARTERS) else text
