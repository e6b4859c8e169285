"""The bytes and text of a file, within limits."""

from __future__ import annotations

import codecs
from pathlib import Path

from reorg.model.problems import ModelError, Problem

TEXT_MAX_BYTES = 10_000_000
TABLE_MAX_BYTES = 100_000_000


def read_bytes(path: Path, limit: int = TEXT_MAX_BYTES) -> bytes:
    """Return what a file holds; raises ModelError if it cannot be read or is beyond the limit."""
    name = str(path)
    try:
        if path.stat().st_size > limit:
            raise _too_large(name, limit)
        with path.open("rb") as stream:
            content = stream.read(limit + 1)
    except IsADirectoryError:
        raise _refused(name, "is a directory, not a model file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _refused(name, f"cannot be read: {reason.lower()}") from None
    if len(content) > limit:
        raise _too_large(name, limit)
    return content


_ZIP = b"PK\x03\x04"
"""How workbooks begin."""
_TABLES = (".csv", ".tsv")
"""How names of tables end."""


def decode(content: bytes, file: str) -> str:
    """Return the UTF-8 text of a model file without its byte order mark.

    Raises ModelError with the place of a bad byte, and for a table, which becomes a model by an import.
    """
    if file.lower().endswith(_TABLES):
        raise _not_a_model(file, "table")
    return _utf8(content, file)


def _not_a_model(file: str, what: str) -> ModelError:
    hint = "make a model of it: reorg import FILE -o DIR"
    return ModelError([Problem(file, 1, 1, "", f"this is a {what}, not a model file", hint)])


def _utf8(content: bytes, file: str) -> str:
    if content.startswith(_ZIP):
        raise _not_a_model(file, "workbook")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - (before.rfind(b"\n") + 1) + 1
        problem = Problem(file, line, column, "", "this is not UTF-8 text", "save the file as UTF-8")
        raise ModelError([problem]) from None


def decode_table(content: bytes, file: str) -> str:
    """Return the text of a table as spreadsheets save it: UTF-8, UTF-16 with its mark, or cp1252.

    Raises ModelError with the place of a bad byte.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            return content.decode("cp1252")
        except UnicodeDecodeError:
            return _utf8(content, file)


def _too_large(file: str, limit: int) -> ModelError:
    hint = "write groups with count:, or put people and work into CSV tables (tables:)"
    return ModelError([Problem(file, 0, 0, "", f"is larger than {limit // 10**6} MB", hint)])


def _refused(file: str, message: str) -> ModelError:
    return ModelError([Problem(file, 0, 0, "", message)])
