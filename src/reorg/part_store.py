"""A folder through which processes that compile the engine together pass each other finished parts.

Most of what one body of the engine is made of others need as well, and the compiler uses one core. Each part
stands in a file of its own, named by the function and the kinds of its arguments, whole or not at all.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple


class Callee(NamedTuple):
    """A compiled function that a part calls: module and name, kinds of its arguments, name in the code."""

    module: str
    function: str
    kinds: tuple[Any, ...]
    symbol: str


class SharedPart(NamedTuple):
    """The data on a part that another process needs: LLVM code, description and signature, and its calls."""

    code: bytes
    described: Any
    signature: Any
    callees: tuple[Callee, ...]


class PartStore:
    """The parts in a folder, for processes that trust each other."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def give(self, part: SharedPart) -> None:
        """Leave a part for others; where the disk is full, they compile it themselves."""
        path = self._path(part.described.modname, part.described.qualname, part.signature.args)
        unfinished = path.with_suffix(f".{os.getpid()}")
        with suppress(OSError):
            unfinished.write_bytes(pickle.dumps(part, pickle.HIGHEST_PROTOCOL))
            unfinished.replace(path)

    def take(self, function: Any, kinds: tuple[Any, ...]) -> SharedPart | None:
        """Return what another process has made of a function for these kinds of arguments, or None."""
        with suppress(OSError):
            file = self._path(function.__module__, function.__qualname__, kinds).read_bytes()
            found: SharedPart = pickle.loads(file)  # noqa: S301 - written by a process of our own
            return found
        return None

    def _path(self, module: str, function: str, kinds: tuple[Any, ...]) -> Path:
        words = "\n".join((module, function, *map(str, kinds)))
        return self._folder / hashlib.sha256(words.encode()).hexdigest()[:32]
