"""Structured arrays as tables of other libraries, if those are installed."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class TidyTable:
    """A table with a row for each observation.

    ``rows`` is a structured array, ``keys`` the columns that identify a row.
    """

    rows: NDArray[np.void]
    keys: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return self.rows.dtype.names or ()

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return a mapping of column to value for each row."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows.tolist()]

    def to_pandas(self) -> Any:
        """Return a ``pandas.DataFrame``; raises ImportError if pandas is not installed."""
        return _library("pandas").DataFrame(self._by_column())

    def to_polars(self) -> Any:
        """Return a ``polars.DataFrame``; raises ImportError if Polars is not installed."""
        return _library("polars").DataFrame(self._by_column())

    def to_xarray(self) -> Any:
        """Return an ``xarray.Dataset`` over the keys; raises ImportError without xarray and pandas."""
        _library("xarray")
        return self.to_pandas().set_index(list(self.keys)).to_xarray()

    def to_parquet(self, path: str | Path) -> Path:
        """Write a Parquet file and return its path; raises ImportError if Polars is not installed."""
        self.to_polars().write_parquet(Path(path))
        return Path(path)

    def _by_column(self) -> dict[str, Any]:
        return {name: np.ascontiguousarray(self.rows[name]) for name in self.columns}

    def __len__(self) -> int:
        return len(self.rows)

    def __repr__(self) -> str:
        return f"TidyTable({len(self):,} rows by {', '.join(self.keys)}; {len(self.columns)} columns)"


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise ImportError(f"this needs {name}: pip install 'reorg[science]'") from None
