"""A table: a sheet whose header, columns and rows of data are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from reorg.importing.reading.sheets import Cell, Sheet, letter, text_of
from reorg.importing.recognizing.alternatives import FIELD, of_alternative
from reorg.importing.recognizing.spelling import normal
from reorg.importing.recognizing.words import Kind, vocabulary
from reorg.importing.values.dates import Order
from reorg.importing.values.numbers import Mark

_EXAMPLES = 20


@dataclass
class Table:
    """A recognized sheet. ``columns`` holds the places of the columns of each field, the best one first."""

    sheet: Sheet
    kind: Kind
    header_row: int
    headers: list[str]
    columns: dict[str, list[int]]
    data: list[tuple[int, Sequence[Cell]]]
    """The rows of data with their numbers in the file, from 1."""
    guessed: dict[str, str] = field(default_factory=dict)
    """The reasons for columns of fields that no header word names."""
    order: Order | None = None
    """Day and month in slashed dates."""
    marks: dict[int, Mark | None] = field(default_factory=dict)
    """The decimal mark of each column, found when it is first asked for."""

    alternative: str = ""
    """The alternative that the sheet states for people of other sheets; empty for today."""
    count: int = 0
    """The number of rows of data, also after they are dropped."""
    first: list[Sequence[Cell]] = field(default_factory=list)
    """The first rows of data, which are kept as examples."""

    def __post_init__(self) -> None:
        """Count the rows."""
        self.count = len(self.data)
        self.first = [row for _, row in self.data[:_EXAMPLES]]

    def state_alternative(self, name: str) -> None:
        """Read the sheet's managers and teams as those of an alternative."""
        self.alternative = name
        for today in list(self.columns):
            other = of_alternative(today, name)
            if other:
                self.columns.setdefault(other, []).extend(self.columns.pop(today))

    def spell_alternatives(self, names: dict[str, str]) -> None:
        """Call alternatives as ``names`` does, by their normal words; names that are new are added."""
        for stated in filter(FIELD.match, list(self.columns)):
            what, _, name = stated.partition(":")
            spelled = names.setdefault(normal(name), name)
            self.columns[f"{what}:{spelled}"] = self.columns.pop(stated)

    def clear_cells(self) -> None:
        """Drop the cells: their contents have been read."""
        self.data.clear()
        self.sheet = Sheet(self.sheet.file, self.sheet.name, ())

    @property
    def label(self) -> str:
        """The file, and the sheet if it has several."""
        return self.sheet.label

    def has(self, *fields: str) -> bool:
        """Return whether there is a column for one of the fields."""
        return any(name in self.columns for name in fields)

    def cell(self, row: Sequence[Cell], name: str) -> Cell:
        """Return the cell of a field, None if the table or the row has none."""
        for place in self.columns.get(name, ()):
            if place < len(row) and row[place] is not None and text_of(row[place]):
                return row[place]
        return None

    def text(self, row: Sequence[Cell], name: str) -> str:
        """Return the text of a field, empty if there is none."""
        return text_of(self.cell(row, name))

    def texts(self, row: Sequence[Cell], name: str) -> list[str]:
        """Return the texts of all columns of a field that are not empty."""
        places = self.columns.get(name, ())
        return [text for place in places if place < len(row) and (text := text_of(row[place]))]

    def header(self, name: str) -> str:
        """Return the header of a field's column, or its letter if it has none."""
        places = self.columns.get(name)
        if not places:
            return name
        place = places[0]
        return (self.headers[place] if place < len(self.headers) else "") or letter(place)

    def values(self, name: str) -> Iterator[Cell]:
        """Yield the cells of a field down the table."""
        for _, row in self.data:
            yield self.cell(row, name)

    def decimal_mark(self, name: str) -> Mark | None:
        """Return the decimal mark that the column of a field proves."""
        from reorg.importing.values.numbers import decimal_mark  # noqa: PLC0415 - only tables with numbers

        place = self.columns[name][0]
        if place not in self.marks:
            self.marks[place] = decimal_mark(self.values(name))
        return self.marks[place]

    def examples(self, place: int, most: int) -> list[str]:
        """Return the first different texts of a column."""
        texts = [text_of(row[place]) for row in self.first if place < len(row)]
        return list(dict.fromkeys(filter(None, texts)))[:most]

    def meanings(self) -> list[str]:
        """Return the possible meanings of a column of such a sheet."""
        return sorted(set(vocabulary(self.kind).values()))

    def mapping(self) -> dict[str, Any]:
        """Return header to field, as the map file keeps it."""
        found: dict[str, Any] = {}
        for name, places in self.columns.items():
            for place in places:
                found[(self.headers[place] if place < len(self.headers) else "") or letter(place)] = name
        return found
