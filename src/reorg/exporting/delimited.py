"""Tables as CSV files that spreadsheets of any language open right."""

from __future__ import annotations

import csv
from pathlib import Path

from reorg.exporting.table import Table, visible
from reorg.model.writing.cells import unrunnable
from reorg.study.running.files import replace_atomically


def write_csv(table: Table, folder: Path) -> Path:
    """Write a table as ``NAME.csv``, UTF-8 with a byte-order mark, and return its path.

    Raises OSError where it cannot be written; the file is whole or as before.
    """
    path = folder / f"{table.name}.csv"
    with replace_atomically(path) as temporary, temporary.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file)
        writer.writerow([column.name for column in table.columns])
        writer.writerows([[unrunnable(visible(cell)) for cell in row] for row in table.rows])
    return path
