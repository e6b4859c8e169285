"""A study as a workbook: the verdict on the first sheet, a table on each other one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reorg.exporting.extras import needed
from reorg.exporting.table import Cell, Column, Table, visible
from reorg.study.running.files import replace_atomically

NAME = "study.xlsx"
ROWS_MAX = 1_048_000
"""Rows of a sheet; a workbook holds no more."""

# Text is text: nothing in it is taken for a formula or a link.
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_WIDTH_MIN, _WIDTH_MAX = 9, 60


@dataclass(frozen=True)
class Formats:
    """The looks of cells."""

    heading: Any
    text: Any
    large: Any
    share: Any
    number: Any


def write_workbook(lines: Sequence[tuple[str, str]], tables: Sequence[Table], folder: Path) -> Path:
    """Write ``lines`` (what, said) as the sheet Verdict, each table as a sheet of its own; return the path.

    The sheet Verdict ends with a line on what each of the others holds.

    Raises :class:`~reorg.study.running.settings.StudyError` where XlsxWriter, an extra, is not installed, and
    OSError where the file cannot be written.
    """
    xlsxwriter = needed("xlsxwriter", "--xlsx")
    path = folder / NAME
    with replace_atomically(path) as temporary, xlsxwriter.Workbook(str(temporary), _OPTIONS) as book:
        formats = Formats(
            heading=book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"}),
            text=book.add_format({"text_wrap": True, "valign": "top"}),
            large=book.add_format({"bold": True, "font_size": 14, "text_wrap": True, "valign": "top"}),
            share=book.add_format({"num_format": "0%"}),
            number=book.add_format({"num_format": "0.00"}),
        )
        sheets = [(f"Sheet {table.title}", table.about) for table in tables]
        _write_lines(book.add_worksheet("Verdict"), [*lines, *sheets], formats)
        for table in tables:
            _write_table(book.add_worksheet(table.title), table, formats)
    return path


def _write_lines(sheet: Any, lines: Sequence[tuple[str, str]], formats: Formats) -> None:
    sheet.set_column(0, 0, 26, formats.text)
    sheet.set_column(1, 1, 110, formats.text)
    for row, (what, text) in enumerate(lines):
        sheet.write_string(row, 0, str(visible(what)))
        sheet.write_string(row, 1, str(visible(text)), formats.large if row == 0 else formats.text)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _write_table(sheet: Any, table: Table, formats: Formats) -> None:
    rows = table.rows[:ROWS_MAX]
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, _heading(column), formats.heading)
        sheet.set_column(place, place, _width(column, [row[place] for row in rows[:200]]))
        for line, row in enumerate(rows, start=1):
            _write_cell(sheet, line, place, row[place], _format(column, formats))
    sheet.freeze_panes(1, 1)
    if rows:
        sheet.autofilter(0, 0, len(rows), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write_cell(sheet: Any, row: int, place: int, cell: Cell, looks: Any) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, place, str(visible(cell)))
    elif cell is not None:
        sheet.write_number(row, place, cell, looks if isinstance(cell, float) else None)


def _heading(column: Column) -> str:
    return f"{column.heading} [{column.unit}]" if column.unit else column.heading


def _format(column: Column, formats: Formats) -> Any:
    return formats.share if column.name.endswith("_share") else formats.number


def _width(column: Column, cells: Sequence[Cell]) -> int:
    longest = max((len(cell) for cell in cells if isinstance(cell, str)), default=0)
    # A heading is wrapped, so that its longest word decides.
    word = max(map(len, _heading(column).split()), default=0)
    return max(_WIDTH_MIN, min(_WIDTH_MAX, max(longest, word) + 2))
