"""An example workbook to fill in: a sheet of people, a plan, and the next steps."""

from __future__ import annotations

import csv
import re
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from reorg.importing.problems import refused
from reorg.importing.recognizing.recognition import INSTRUCTIONS

NAME = "organization.xlsx"

HOW = (
    INSTRUCTIONS,
    "",
    "1. People: one row per person. Only the name and the manager (or the team) are required.",
    "    Leave empty what you do not know: it is proposed with a range and marked as a guess.",
    "    Write Vacant as the name of an open position, and a start date if there is one.",
    "    Your own export works as well: its columns may have other names and another order.",
    "2. Plan: one row per project: who does it, how many person-weeks, by when, after what.",
    "3. In a terminal:   reorg import organization.xlsx -o my-organization",
    "4. Team after: where people sit after the change. Lead after: under whom. Week after: when.",
    "    Fill in only those who change. Yes in Lead after means that the person will lead the team.",
    "5. In a terminal:   reorg compare my-organization/model.yaml",
    "",
    "Nothing leaves your computer.",
)

_WIDTHS = (18, 22, 14, 14, 26, 12, 6, 14, 12, 12, 12)


def write_example(directory: Path) -> Path:
    """Write the workbook into a folder and return its path; nothing is overwritten.

    Raises :class:`~reorg.model.ModelError` if the extra ``office`` is not installed or the file exists or
    cannot be written.
    """
    try:
        import xlsxwriter  # noqa: PLC0415 - part of an extra
    except ImportError:
        raise refused(
            NAME, "writing workbooks needs the extra `office`", "pip install 'reorg[office]'"
        ) from None
    path = directory / NAME
    if path.exists():
        raise refused(str(path), "already exists", "name another folder")
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
            _fill(book)
    except (OSError, xlsxwriter.exceptions.FileCreateError) as error:
        raise refused(str(path), f"cannot be written: {error}") from None
    return path


def _fill(book: Any) -> None:
    bold = book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    change = book.add_format({"bold": True, "bottom": 1, "bg_color": "#DDEBF7"})
    how = book.add_worksheet("How to")
    how.set_column(0, 0, 110)
    for row, text in enumerate(HOW):
        how.write_string(row, 0, text)
    for name in ("People", "Plan"):
        rows = _rows(name)
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 1)
        for column, header in enumerate(rows[0]):
            sheet.set_column(column, column, _WIDTHS[column])
            sheet.write_string(0, column, header, change if header.endswith(" after") else bold)
        for number, cells in enumerate(rows[1:], 1):
            for column, cell in enumerate(cells):
                if re.fullmatch(r"\d{4}-\d{2}-\d{2}", cell):
                    sheet.write_datetime(number, column, datetime.fromisoformat(cell), day)
                elif re.fullmatch(r"[\d.]+", cell):
                    sheet.write_number(number, column, float(cell))
                elif cell:
                    sheet.write_string(number, column, cell)


def _rows(name: str) -> list[list[str]]:
    text = files("reorg.importing.examples").joinpath(f"{name.casefold()}.csv").read_text(encoding="utf-8")
    return list(csv.reader(text.splitlines()))
