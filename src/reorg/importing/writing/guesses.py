"""The guesses of an imported model that have not been settled since."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from reorg.importing.problems import refused
from reorg.importing.writing.uncertain import MARK, UNMARKED
from reorg.model.reading.files import decode_table

GUESSES = "guesses.csv"
_TABLES = {"people": "people.csv", "work": "work.csv"}


@dataclass(frozen=True)
class Guess:
    """A value missing from the tables; ``table`` is ``people``, ``work`` or ``couplings``."""

    table: str
    row: str
    field: str
    value: str
    low: str
    high: str
    why: str

    @property
    def is_unmarked(self) -> bool:
        """Whether it is of a field without ranges, so that its cell cannot show that it is a guess."""
        return self.field in UNMARKED


def guesses_of(model: Path) -> list[Guess] | None:
    """Return the guesses of a model file that have not been settled since; None if it has no list.

    Raises :class:`~reorg.model.ModelError` if the list cannot be read.
    """
    path = model.parent / GUESSES
    if not path.is_file():
        return None
    listed = [Guess(*(row.get(name, "") for name in Guess.__annotations__)) for row in _rows(path)]
    cells = {table: _cells(model.parent / file) for table, file in _TABLES.items()}
    return [guess for guess in listed if _is_still_proposed(guess, cells.get(guess.table))]


def _is_still_proposed(guess: Guess, rows: dict[str, dict[str, str]] | None) -> bool:
    """Return whether the table still holds the proposal: its cell ends in a mark, or names the same."""
    if rows is None:
        return True
    row = rows.get(guess.row)
    if row is None or guess.field not in row:
        return False
    cell = row[guess.field].strip()
    return cell == guess.value if guess.is_unmarked else cell.endswith(MARK)


def _cells(path: Path) -> dict[str, dict[str, str]]:
    found = {}
    for row in _rows(path) if path.is_file() else []:
        name = f"{row['release']}/{row.get('id', '')}" if row.get("release") else row.get("id", "")
        found[name] = row
    return found


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        text = decode_table(path.read_bytes(), str(path))
    except OSError as error:
        raise refused(str(path), f"cannot be read: {(error.strerror or str(error)).lower()}") from None
    first = text.split("\n", 1)[0]
    reader = csv.DictReader(text.splitlines(), delimiter=max(",;\t", key=first.count))
    return [{key: value or "" for key, value in row.items() if key} for row in reader]
