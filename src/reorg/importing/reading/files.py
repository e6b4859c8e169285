"""Any file to its sheets, by its contents and not by its name."""

from __future__ import annotations

from pathlib import Path

from reorg.importing.findings import Findings
from reorg.importing.problems import refused
from reorg.importing.reading.records import read_records
from reorg.importing.reading.separated import read_separated
from reorg.importing.reading.sheets import BYTES_MAX, Sheet
from reorg.importing.reading.workbook import is_workbook, read_workbook

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_file(
    path: Path, findings: Findings, encoding: str | None = None, separator: str | None = None
) -> list[Sheet]:
    """Return the sheets of a file; raises :class:`~reorg.model.ModelError` if it cannot be read."""
    file = path.name
    raw = _bytes(path)
    if is_workbook(raw):
        return read_workbook(file, raw, findings)
    if raw.startswith(_OLD_OFFICE):
        raise refused(file, "an old or locked workbook", "save it as .xlsx without a password, or as CSV")
    if raw[:4] == b"%PDF":
        raise refused(file, "a PDF contains no table", "export it as CSV or .xlsx")
    if path.suffix.lower() in {".json", ".yaml", ".yml"}:
        return read_records(file, raw)
    sheet = read_separated(file, raw, findings, encoding, separator)
    return [sheet] if sheet.rows else []


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise refused(str(path), "a folder", "name the files in it")
        if path.stat().st_size > BYTES_MAX:
            raise refused(path.name, f"larger than {BYTES_MAX // 2**20} MiB", "import a part of it")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise refused(str(path), f"cannot be read: {reason.lower()}") from None
