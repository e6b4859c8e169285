"""Files as people and programs write them, made by the tests."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from reorg.importing import NO_MAP, Imported, Mapping, files_of, import_files, write_folder
from reorg.model import Organization, load

START = date(2026, 12, 7)

Rows = Sequence[Sequence[Any]]


def csv_file(
    folder: Path, rows: Rows, name: str = "people.csv", separator: str = ",", encoding: str = "utf-8"
) -> Path:
    """Write rows as CSV and return the path."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=separator).writerows(rows)
    path = folder / name
    path.write_bytes(stream.getvalue().encode(encoding))
    return path


def workbook(folder: Path, sheets: dict[str, Rows], name: str = "people.xlsx") -> Path:
    """Write a workbook of several sheets and return the path; dates are real dates."""
    path = folder / name
    with xlsxwriter.Workbook(str(path), {"default_date_format": "dd.mm.yyyy"}) as book:
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if cell not in ("", None):
                        sheet.write(number, column, cell)
    return path


def imported(*paths: Path, answers: Mapping = NO_MAP) -> Imported:
    """Import files at the tests' start date."""
    return import_files(paths, START, answers, "Laboratory")


def loaded(found: Imported, folder: Path) -> Organization:
    """Write what was imported, and load it as a model."""
    write_folder(folder / "model", files_of(found))
    return load(folder / "model" / "model.yaml")


def reports(found: Imported) -> dict[str, str]:
    """Return who reports to whom, by name; empty at the top."""
    return {one.name: one.manager.name if one.manager else "" for one in found.people}


def findings_with(found: Imported, part: str) -> list[tuple[int, str, str]]:
    """Return row, column and detail of the findings whose message holds a text."""
    return [(one.row, one.column, one.detail) for one in found.findings if part in one.message]
