"""How the engine's functions are compiled, and where the compiled code is kept.

Numba stamps a cached function with its own file only: an edit in a mechanism would leave the loop that
calls it stale. The cache therefore lies in a folder named by a hash of all sources of the package.

The engine allocates nothing and holds no references, so reference counting is switched off for it, which
makes compiling faster; ``docs/decisions/0001-kernel.md`` has the figures.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar

import numba

from reorg.linking import Part, Whole, take_one_kind_of_number

Function = TypeVar("Function", bound=Callable[..., Any])

OPTIONS = {"error_model": "numpy", "_nrt": False}


def compiled(function: Function) -> Function:
    """Compile ``function`` when it is first called; callable from Python and from compiled code."""
    return _compile(function, cache=True, nogil=True, no_cfunc_wrapper=True, pipeline_class=Whole)


def inner(function: Function) -> Function:
    """Compile ``function`` for calls from compiled code only: no Python wrapper, no cached copy."""
    part = _compile(function, no_cfunc_wrapper=True, no_cpython_wrapper=True, pipeline_class=Part)
    take_one_kind_of_number(part)
    return part


class entry:  # noqa: N801 - a decorator, written as one
    """Compile a function of three whole numbers when its address is first asked for, and keep it cached."""

    def __init__(self, function: Callable[[int, int, int], None]) -> None:
        self._function = function

    @cached_property
    def address(self) -> int:
        """Where the compiled function is, for calls from compiled code."""
        signature = numba.void(numba.uint64, numba.int64, numba.int64)
        with _cache_here():
            decorate: Any = numba.cfunc
            whole = decorate(signature, cache=True, pipeline_class=Whole, **OPTIONS)(self._function)
        address: int = whole.address
        return address


@cache
def cache_folder() -> Path:
    """Return the folder of the compiled code of just these sources (it may not exist yet)."""
    return _cache_home() / "reorg" / f"compiled-{_source_hash()}"


def is_cached() -> bool:
    """Tell whether compiled code of just these sources is on disk for this Numba and interpreter."""
    folder = cache_folder()
    return any(folder.glob("**/loop.simulate*.nbi")) and any(folder.glob("**/bodies._start_world*.nbi"))


def _compile(function: Function, **more: Any) -> Function:
    compiler: Any = numba.njit
    with _cache_here():
        decorated: Function = compiler(**OPTIONS, **more)(function)
    return decorated


@contextmanager
def _cache_here() -> Iterator[None]:
    # Numba reads the folder when a function is decorated; others in this process keep theirs.
    settings: Any = numba.config
    before = settings.CACHE_DIR
    settings.CACHE_DIR = str(cache_folder())
    try:
        yield
    finally:
        settings.CACHE_DIR = before


def _cache_home() -> Path:
    if given := os.environ.get("REORG_CACHE_DIR"):
        return Path(given)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def _source_hash() -> str:
    package = Path(__file__).parent
    digest = hashlib.sha256(numba.__version__.encode())
    compiled_sources = [
        *package.glob("*.py"),
        *(package / "mechanisms").rglob("*.py"),
        *(file for file in (package / "engine").rglob("*.py") if "reference" not in file.parts),
    ]
    for file in sorted(compiled_sources):
        digest.update(str(file.relative_to(package)).encode() + file.read_bytes())
    return digest.hexdigest()[:16]
