"""Folders for models that the studio writes: new ones; nothing existing is overwritten."""

from __future__ import annotations

from pathlib import Path

from reorg.editing.journal import JournalError
from reorg.model import starter_text

STARTER = "my-lab"


def new_folder(home: Path, stem: str) -> Path:
    """Return a folder below ``home`` that does not exist yet: ``stem``, or ``stem-2`` and so on."""
    number, folder = 1, home / stem
    while folder.exists():
        number += 1
        folder = home / f"{stem}-{number}"
    return folder


def begin(home: Path) -> Path:
    """Write the commented starting model into a new folder, and return its file.

    Raises :class:`~reorg.editing.journal.JournalError` if it cannot be written.
    """
    folder = new_folder(home, STARTER)
    try:
        folder.mkdir(parents=True)
        (folder / "model.yaml").write_text(starter_text(), encoding="utf-8", newline="\n")
    except OSError as error:
        raise JournalError(f"{folder} cannot be written: {(error.strerror or '').lower()}.") from None
    return folder / "model.yaml"
