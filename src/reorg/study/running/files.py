"""Files that are complete or absent, and folders that one process works on at a time."""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from reorg.study.running.settings import StudyError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


_WRITTEN: dict[Path, threading.Lock] = {}
"""A lock for each file that this process has written, held by the thread that writes it."""


def json_text(document: Mapping[str, Any]) -> str:
    """Return a document as JSON, each of its entries on one line; raises ValueError for NaN and infinity.

    Python's encoder in C makes no indentation, and the one that does takes three times as long.
    """
    entries = (f"{json.dumps(key)}: {json.dumps(value, allow_nan=False)}" for key, value in document.items())
    return "{\n" + ",\n".join(entries) + "\n}\n"


@contextmanager
def replace_atomically(file: Path) -> Iterator[Path]:
    """Yield a temporary path to write; afterward it is synced to disk and replaces ``file``.

    Its name is fixed, so what a killed process leaves behind is overwritten, not collected. Threads that
    write the same file take turns; :func:`lock_exclusively` keeps processes apart.
    """
    temporary = file.with_name(f".{file.name}.partial")
    with _WRITTEN.setdefault(temporary.absolute(), threading.Lock()):
        yield temporary
        _sync(temporary)
        os.replace(temporary, file)
    if sys.platform != "win32":
        # Without this the new name may be lost in a power failure although the content is safe.
        _sync(file.parent)


@contextmanager
def lock_exclusively(file: Path, refusal: str) -> Iterator[None]:
    """Hold the lock file for this process; raises :class:`StudyError` with ``refusal`` if it is held.

    The system releases the lock of a process that dies.
    """
    with file.open("a+b") as handle:
        try:
            _lock(handle)
        except OSError:
            raise StudyError(refusal) from None
        try:
            yield
        finally:
            with suppress(OSError):
                _unlock(handle)


def _sync(path: Path) -> None:
    writable = os.O_RDONLY if path.is_dir() else os.O_RDWR
    descriptor = os.open(path, writable)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


if sys.platform == "win32":

    def _lock(handle: IO[bytes]) -> None:
        handle.seek(0)
        msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)

    def _unlock(handle: IO[bytes]) -> None:
        handle.seek(0)
        msvcrt.locking(handle.fileno(), msvcrt.LK_UNLCK, 1)

else:

    def _lock(handle: IO[bytes]) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(handle: IO[bytes]) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
