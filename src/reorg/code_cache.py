"""The folder of compiled code, and whether the code is there.

Numba stamps a cached function with its own file only: an edit in a mechanism would leave the loop that
calls it stale, and code of another Numba would be taken for this one's. The code therefore lies in a folder
named by a hash of all that it is made from and by: the compiled sources, the way they are joined, Numba,
LLVM, the interpreter and the processor. A mark in it says that the whole engine is there.
"""

from __future__ import annotations

import hashlib
import os
import platform
import sys
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

PACKAGE = Path(__file__).parent
_COMPLETE = "complete"


class CodeCache:
    """The folder of the compiled code that ``maker`` (words for compiler and way of compiling) makes."""

    def __init__(self, maker: Iterable[str]) -> None:
        interpreter = (platform.python_implementation(), sys.implementation.cache_tag, platform.machine())
        digest = hashlib.sha256("\n".join(map(str, (*maker, *interpreter))).encode())
        for file in compiled_files():
            digest.update(file.relative_to(PACKAGE).as_posix().encode() + file.read_bytes())
        self.folder = home() / f"compiled-{digest.hexdigest()[:16]}"
        self._made_here = False

    def is_complete(self) -> bool:
        """Return whether the whole engine is stored, or was compiled in this process."""
        return self._made_here or (self.folder / _COMPLETE).is_file()

    def mark_complete(self) -> None:
        """Say that the whole engine is there; where nothing can be kept, it is for this process only."""
        self._made_here = True
        if self.is_kept:
            (self.folder / _COMPLETE).touch()

    @cached_property
    def is_kept(self) -> bool:
        """Return whether code can be written to the folder; creates it if it is missing."""
        return is_writable(self.folder)


def compiled_files() -> Iterator[Path]:
    """Yield the sources that compiled code may be made from, in fixed order."""
    reference = PACKAGE / "engine" / "reference"
    yield from sorted(PACKAGE.glob("*.py"))
    for folder in ("mechanisms", "engine"):
        for file in sorted((PACKAGE / folder).rglob("*.py")):
            if reference not in file.parents:
                yield file


def home() -> Path:
    """Return the folder for all that this package keeps for the user (it may not exist yet)."""
    if given := os.environ.get("REORG_CACHE_DIR"):
        return Path(given) / "reorg"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "reorg"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "reorg"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "reorg"


def is_writable(folder: Path) -> bool:
    """Return whether files can be created in a folder; creates it if it is missing."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK | os.X_OK)
