"""Cells of CSV files: what a spreadsheet would take for a formula stays text."""

from __future__ import annotations

from typing import TypeVar

Cell = TypeVar("Cell")

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings of a text that a spreadsheet would compute."""


def unrunnable(cell: Cell) -> Cell | str:
    """Return a cell that no spreadsheet runs when it opens the file: a text mark before what might."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
