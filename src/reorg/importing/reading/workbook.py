"""Workbooks (XLSX): visible sheets only, values only; nothing in them is executed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from reorg.importing.findings import Findings
from reorg.importing.problems import refused
from reorg.importing.reading.sheets import BYTES_MAX, CELLS_MAX, ROWS_MAX, Sheet

UNPACKED_MAX = 4 * BYTES_MAX
_REFERENCE = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"')
_STEP = 2**20


def read_workbook(file: str, raw: bytes, findings: Findings) -> list[Sheet]:
    """Return the visible sheets of a workbook that are not empty.

    Raises :class:`~reorg.model.ModelError` if the extra `office` is not installed, if the file is not a
    workbook or is locked, and if it unpacks to more than can be read.
    """
    python_calamine = _library(file)
    formulas = _inspect(file, raw, findings)
    try:
        workbook = python_calamine.load_workbook(io.BytesIO(raw))
    except python_calamine.PasswordError:
        raise refused(file, "locked with a password", "save it without one") from None
    except Exception as error:
        raise refused(file, f"cannot be read as a workbook: {error}", "save it as .xlsx again") from None
    sheets = []
    for about in workbook.sheets_metadata:
        if about.visible != python_calamine.SheetVisibleEnum.Visible:
            message = f"the hidden sheet {about.name!r} is not read"
            findings.add("file", message, file=file, hint="unhide it and import again if it is needed")
        elif about.typ == python_calamine.SheetTypeEnum.WorkSheet:
            sheets.append(_sheet(file, workbook, about.name, findings))
    _remark_on_formulas(file, formulas, findings)
    return [sheet for sheet in sheets if sheet.rows]


def _library(file: str) -> Any:
    try:
        import python_calamine  # noqa: PLC0415 - part of an extra
    except ImportError:
        hint = "pip install 'reorg[office]', or save it as CSV"
        raise refused(file, "workbooks need the extra `office`", hint) from None
    return python_calamine


def _sheet(file: str, workbook: Any, name: str, findings: Findings) -> Sheet:
    try:
        source = workbook.get_sheet_by_name(name)
        rows = source.to_python(skip_empty_area=False)
        merged = source.merged_cell_ranges or []
    except Exception as error:
        raise refused(f"{file}[{name}]", f"cannot be read: {error}", "save it as .xlsx again") from None
    for row in rows:
        row[:] = [None if cell == "" else cell for cell in row]
    sheet = Sheet(file, name, rows)
    _fill_merged(sheet, merged, findings)
    return sheet


def _fill_merged(sheet: Sheet, merged: list[Any], findings: Findings) -> None:
    """Write the value of cells merged over several rows into each of them; titles across columns stay."""
    rows: Any = sheet.rows
    for (top, left), (bottom, right) in merged:
        if bottom == top or top >= len(rows):
            continue
        value = rows[top][left] if left < len(rows[top]) else None
        for row in rows[top + 1 : bottom + 1]:
            for column in range(left, min(right + 1, len(row))):
                row[column] = value if row[column] is None else row[column]
        message = "merged cells: the value applies to each of their rows"
        detail = f"rows {top + 1} to {bottom + 1}"
        findings.add("value", message, file=sheet.label, row=top + 1, detail=detail)


def _inspect(file: str, raw: bytes, findings: Findings) -> dict[str, int]:
    """Reject archives that would fill the memory, before opening; return the number of formulas by part.

    The directory of an archive may state wrong sizes, so all parts are unpacked in steps and counted.
    """
    corners: dict[str, _Corner] = {}
    unpacked = 0
    for part, block in _unpacked(file, raw):
        unpacked += len(block)
        if unpacked > UNPACKED_MAX:
            message = f"unpacks to more than {UNPACKED_MAX // 2**20} MiB"
            raise refused(file, message, "import a part of it, or save it as CSV")
        corner = corners.setdefault(part, _Corner(file))
        if part.startswith("xl/worksheets/sheet"):
            corner.look(block)
    for part in corners:
        for kind, message in _REMARKABLE.items():
            if re.fullmatch(kind, part):
                findings.add("file", message, file=file)
    return {part: corner.formulas for part, corner in corners.items() if corner.formulas}


def _unpacked(file: str, raw: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the parts of an archive by name, block by block; an empty one has an empty block."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            for part in archive.infolist():
                yield part.filename, b""
                for block in _blocks(archive, part):
                    yield part.filename, block
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise refused(file, f"not a workbook: {error}", "save it as .xlsx again") from None


def _blocks(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(part) as stream:
        while block := stream.read(_STEP):
            yield block


_REMARKABLE = {
    r".*vbaProject\.bin": "contains macros, which are neither read nor run",
    r"xl/(threadedComments/.*|comments\d*\.xml)": "contains cell comments, which are not read",
}
"""Parts of a workbook that are left out, and the message about each."""


class _Corner:
    """The last row and column of a sheet's cells: readers allocate all cells up to there."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.formulas = 0
        self._tail = b""
        self._row = self._column = 0

    def look(self, block: bytes) -> None:
        text = self._tail + block
        self.formulas += _formulas(text) - _formulas(self._tail)
        for letters, digits in _REFERENCE.findall(text):
            column = 0
            for char in letters:
                column = column * 26 + char - 64
            self._row, self._column = max(self._row, int(digits)), max(self._column, column)
        self._tail = text[-30:]
        if self._row > ROWS_MAX or self._row * self._column > CELLS_MAX:
            message = f"more than {ROWS_MAX:,} rows or {CELLS_MAX:,} cells (up to {self._row:,} rows)"
            raise refused(
                self.file, message, "delete stray cells far below or to the right, or import a part of it"
            )


def _formulas(text: bytes) -> int:
    return text.count(b"<f>") + text.count(b"<f ")


def _remark_on_formulas(file: str, formulas: dict[str, int], findings: Findings) -> None:
    # The names of its sheets are not known yet; users do not know the names of the parts.
    count = sum(formulas.values())
    if count:
        message = f"{count} formula{'' if count == 1 else 's'}: the values last computed are used"
        findings.add("file", message, file=file)


def is_workbook(raw: bytes) -> bool:
    """Return whether the bytes start as a workbook does."""
    return raw.startswith(b"PK\x03\x04")
