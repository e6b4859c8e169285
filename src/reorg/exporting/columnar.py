"""Tables as Parquet files, written by DuckDB."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reorg.exporting.extras import needed
from reorg.exporting.table import Table
from reorg.study.running.files import replace_atomically


def write_parquet(table: Table, folder: Path) -> Path:
    """Write a table as ``NAME.parquet`` and return its path.

    Raises :class:`~reorg.study.running.settings.StudyError` where DuckDB, an extra, is not installed, and
    OSError where the file cannot be written.
    """
    duckdb = needed("duckdb", "--parquet")
    path = folder / f"{table.name}.parquet"
    with replace_atomically(path) as temporary, duckdb.connect() as connection:
        connection.register(
            "rows", {column.name: _array(table, place) for place, column in enumerate(table.columns)}
        )
        target = str(temporary).replace("'", "''")
        connection.execute(f"COPY (SELECT * FROM rows) TO '{target}' (FORMAT parquet)")  # noqa: S608 - our path
    return path


def _array(table: Table, place: int) -> NDArray[Any]:
    """Return a column; numbers with NaN where there is none, texts with "" there."""
    cells = [row[place] for row in table.rows]
    if any(isinstance(cell, str) for cell in cells):
        return np.array(["" if cell is None else str(cell) for cell in cells], dtype=object)
    if all(isinstance(cell, int) for cell in cells):
        return np.array(cells, dtype=np.int64)
    return np.array([np.nan if cell is None else float(cell) for cell in cells], dtype=np.float64)
