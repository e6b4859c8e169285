"""Cells of a table read as dates and numbers; unreadable ones are findings at their row and column."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reorg.importing.findings import QUESTION, Findings
from reorg.importing.reading.sheets import Cell
from reorg.importing.recognizing.mapping import dates_hint
from reorg.importing.recognizing.table import Table
from reorg.importing.values.dates import read_date
from reorg.importing.values.numbers import Number, read_number

NOTHING = frozenset(
    {
        "",
        "-",
        "–",
        "none",
        "n/a",
        "na",
        "tbd",
        "open",
        "no",
        "nein",
        "keine",
        "unbefristet",
        "aucune",
        "aucun",
    }
    | {"ninguna", "ninguno", "0000-00-00"}
)
"""Texts that people write for an empty value."""


_UNDECIDED = frozenset({"tbd", "open"})
"""Those of them that promise a value which is not known yet."""


class Cells:
    """Reads the cells of one table."""

    def __init__(self, table: Table, findings: Findings) -> None:
        self.table = table
        self._findings = findings

    def date(self, row: Sequence[Cell], name: str, number: int, *, end: bool = False) -> date | None:
        """Return the date of a field; ``end`` takes the last day of a month, week or quarter."""
        cell = self.table.cell(row, name)
        if cell is None or str(cell).strip().casefold() in NOTHING:
            if name == "due":
                self._remark_on_undecided(cell, number, name)
            return None
        reading = read_date(cell, self.table.order, end=end)
        if reading.unclear:
            column = self.table.header(name)
            message = "day and month cannot be told apart: such dates are not used"
            hint = dates_hint(self.table.sheet.file)
            label = self.table.label
            asks = ("dates", label)
            self._findings.add(QUESTION, message, file=label, column=column, hint=hint, asks=asks)
            self.add("value", "day and month cannot be told apart", number, name, str(cell))
        elif reading.day is None:
            self.add("value", "not a valid date", number, name, str(cell)[:60])
        return reading.day

    def number(self, row: Sequence[Cell], name: str, number: int) -> Number | None:
        """Return the number of a field."""
        cell = self.table.cell(row, name)
        if cell is None or str(cell).strip().casefold() in NOTHING:
            return None
        found = read_number(cell, self.table.decimal_mark(name))
        if found is None:
            self.add("value", "not a number", number, name, str(cell)[:60])
        elif found.note:
            self.add("value", "a note beside the number", number, name, found.note)
        return found

    def _remark_on_undecided(self, cell: Cell, number: int, name: str) -> None:
        if str(cell).strip().casefold() in _UNDECIDED:
            self.add("value", "not decided yet: treated as empty", number, name, str(cell))

    def add(
        self, kind: str, message: str, row: int, field: str = "", detail: str = "", hint: str = ""
    ) -> None:
        """Add a finding at a row, and at the column of a field if one is named."""
        column = self.table.header(field) if field else ""
        file = self.table.label
        self._findings.add(kind, message, file=file, row=row, column=column, detail=detail, hint=hint)
