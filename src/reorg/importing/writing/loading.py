"""Whether the model that an import is about to write loads; if not, what is wrong at which row of a sheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from reorg.model import ModelError, Problem, load

_QUOTED = re.compile(r"'([^']+)'")
_TABLES = ("people.csv", "work.csv")


def demand_that_it_loads(model: Path, files: Mapping[str, str]) -> None:
    """Load a model that is not in its place yet; ``files`` are the texts of its folder by name.

    Raises :class:`~reorg.model.ModelError` with every mistake at the row of the sheet that it comes from.
    """
    try:
        load(model)
    except ModelError as error:
        sources = _Sources(files)
        raise ModelError(sources.of(problem) for problem in error.problems) from None


class _Sources:
    """The sources of rows of the tables: ``hr.csv row 6``."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self._by_line: dict[tuple[str, int], str] = {}
        self._by_id: dict[str, str] = {}
        for name in _TABLES:
            reader = csv.DictReader(io.StringIO(files[name], newline=""))
            for row in reader:
                self._by_line[name, reader.line_num] = row["source"]
                self._by_id[row["id"]] = row["source"]

    def of(self, problem: Problem) -> Problem:
        """Return a problem of the model as one of the import, with the row of the sheet if it is known."""
        named = (self._by_id.get(text, "") for text in _QUOTED.findall(problem.message))
        name = Path(problem.file).name
        source = self._by_line.get((name, problem.line)) or next(filter(None, named), "")
        message = f"the model made of the sheets would not load, so nothing is written: {problem.message}"
        hint = problem.hint or "correct the row, or leave it out, and import again"
        return replace(problem, file=source or name, line=0, column=0, message=message, hint=hint)
