"""The journal of a workspace: one line of JSON for each thing done, on disk before it is acknowledged.

A killed process leaves at most a torn last line, which was never acknowledged and is dropped.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

Line = dict[str, Any]


class JournalError(ValueError):
    """A journal that cannot be read or written; the message says what to do."""


class Journal:
    """A file of lines, appended to and never changed; ``lines`` is what it holds."""

    def __init__(self, path: Path) -> None:
        """Read the file, or begin one; raises :class:`JournalError` where it is damaged or not writable."""
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            content = path.read_bytes() if path.exists() else b""
            self.lines, length = _whole_lines(content, path)
            path.touch()
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise JournalError(f"{path} cannot be written: {reason}.") from None
        self._length = length
        if length < len(content):
            os.truncate(path, length)

    def append(self, line: Mapping[str, Any]) -> Line:
        """Keep a line, numbered ``n`` from 1; on return it is on disk.

        Raises :class:`JournalError` where it cannot be written, and the file is as before.
        """
        numbered = {"n": len(self.lines) + 1, **line}
        content = json.dumps(numbered, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"
        try:
            with self.path.open("ab") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            with suppress(OSError):
                os.truncate(self.path, self._length)
            reason = (error.strerror or str(error)).lower()
            raise JournalError(f"{self.path} cannot be written: {reason}. The edit is not kept.") from None
        self._length += len(content)
        self.lines.append(numbered)
        return numbered


def _whole_lines(content: bytes, path: Path) -> tuple[list[Line], int]:
    """Return the lines that are whole, and how many bytes they take."""
    lines: list[Line] = []
    length = 0
    parts = content.split(b"\n")
    for number, part in enumerate(parts[:-1], start=1):
        try:
            line = json.loads(part.decode("utf-8", "surrogatepass"))
        except ValueError:
            line = None
        if not isinstance(line, dict) or line.get("n") != len(lines) + 1:
            if number == len(parts) - 1:
                break
            message = f"{path}, line {number}, is damaged. Move the file away to start without its edits."
            raise JournalError(message)
        lines.append(line)
        length += len(part) + 1
    return lines, length
