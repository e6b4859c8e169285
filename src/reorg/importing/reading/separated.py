"""Separated text (CSV): finding the separator, and the rows as they are."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from reorg.importing.findings import Findings
from reorg.importing.problems import refused
from reorg.importing.reading.encoding import decoded
from reorg.importing.reading.sheets import CELLS_MAX, ROWS_MAX, Cell, Sheet

SEPARATORS = ";,\t|"
_SAMPLE = 200_000
_FORMULA = re.compile(r'^="([^"]*)"$')
_LINK = re.compile(r'^=HYPERLINK\(\s*"[^"]*"\s*[,;]\s*"([^"]*)"\s*\)$', re.IGNORECASE)

csv.field_size_limit(2**22)


def read_separated(
    file: str, raw: bytes, findings: Findings, encoding: str | None = None, separator: str | None = None
) -> Sheet:
    """Return the sheet of a CSV file of any usual encoding and separator.

    Raises :class:`~reorg.model.ModelError` if the text is not a table or is larger than can be read.
    """
    text = _text(file, raw, findings, encoding)
    first, _, rest = text.partition("\n")
    if re.fullmatch(r"sep=(.)\r?", first):
        separator, text = separator or first[4], "\n" + rest
    chosen = separator or separator_of(text[:_SAMPLE])
    return Sheet(file, "", list(_rows(file, text, chosen, findings)))


def _text(file: str, raw: bytes, findings: Findings, encoding: str | None) -> str:
    try:
        text, name, sure = decoded(raw, encoding)
    except (LookupError, UnicodeDecodeError) as error:
        raise refused(file, f"cannot be read as {encoding}: {error}", "name another encoding") from None
    if not sure:
        message = f"read as {name}: the file does not say its encoding"
        hint = f"if letters look wrong, write files: {{{file!r}: {{encoding: ...}}}} in the map"
        findings.add("file", message, file=file, hint=hint, asks=("encoding", file))
    if "\0" in text:
        count = text.count("\0")
        findings.add("file", f"{count} NUL characters left out", file=file)
        text = text.replace("\0", "")
    return text


def separator_of(text: str) -> str:
    """Return the separator that divides most rows of the text into the same number of cells, at least two."""
    return max(SEPARATORS, key=lambda separator: _evenness(text, separator))


def _evenness(text: str, separator: str) -> tuple[float, int]:
    widths: Counter[int] = Counter()
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator)):
            widths[len(row)] += any(cell.strip() for cell in row)
            if number >= 200:
                break
    except csv.Error:
        return 0.0, 0
    several = {width: count for width, count in widths.items() if width > 1}
    if not several:
        return 0.0, 0
    width, count = max(several.items(), key=lambda item: (item[1], item[0]))
    return count / max(1, sum(widths.values())), width


def _rows(file: str, text: str, separator: str, findings: Findings) -> Iterator[list[Cell]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    cells = 0
    number = 0
    try:
        for number, row in enumerate(reader, 1):
            cells += len(row)
            if number > ROWS_MAX or cells > CELLS_MAX:
                message = f"more than {ROWS_MAX:,} rows or {CELLS_MAX:,} cells"
                raise refused(file, message, "import a part of it", number)
            yield [_cell(cell, file, number, findings) if cell[:1] == "=" else cell for cell in row]
    except csv.Error as error:
        raise refused(file, f"not a table: {error}", "save it as CSV again", number + 1) from None


def _cell(cell: str, file: str, row: int, findings: Findings) -> Cell:
    """Return the value shown by a formula written as text if it is evident; formulas are never computed."""
    shown = _FORMULA.match(cell) or _LINK.match(cell)
    if shown:
        return shown.group(1)
    findings.add("value", "a formula: not computed", file=file, row=row, detail=cell[:60])
    return cell
