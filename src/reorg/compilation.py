"""Compilation of functions: three decorators, and the facts about the compiler that the engine needs.

Without a compiler (:mod:`reorg.compiler` says why) a decorated function stays as it is written: mechanisms
can be called from Python all the same.
"""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache, cached_property, update_wrapper
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

from reorg.compiler import (
    OTHERWISE,
    SWITCH,
    Compiler,
    CompilerError,
    compiler,
    compiler_or_reason,
    one_line,
)

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """Compile ``function`` when it is first called, from Python or from compiled code, for just this caller.

    What it gives is a :class:`Compiled`.
    """
    found = compiler_or_reason()
    if isinstance(found, str):
        return function
    made: Any = Compiled(found, function)
    return made  # type: ignore[no-any-return]


def inner(function: Function) -> Function:
    """Compile ``function`` for calls from compiled code only: no Python wrapper, no cached copy.

    What it gives is an :class:`Inner`.
    """
    found = compiler_or_reason()
    if isinstance(found, str):
        return function
    made: Any = Inner(found, function)
    return made  # type: ignore[no-any-return]


class Inner:
    """A function that only compiled code calls; nothing is made of it where all code is there already."""

    def __init__(self, found: Compiler, function: Callable[..., Any]) -> None:
        named: Any = self
        update_wrapper(named, function)
        self.py_func = function
        self._found = found
        _register_part_types(found.numba)

    @cached_property
    def part(self) -> Any:
        """The form that compiled code calls."""
        part = self._found.numba.njit(**self._found.part)(self.py_func)
        self._found.settle(part)
        return part


class Compiled(Inner):
    """A function compiled for two kinds of callers, for each when it first calls.

    Compiled code takes ``part`` in, as it takes what is :func:`inner`. Python calls ``whole``, which is kept
    for the next process. Most equations of the engine are never called from Python: they need no whole.
    """

    @cached_property
    def whole(self) -> Any:
        """The form that Python calls."""
        with _folder_set(self._found):
            return self._found.whole(self.py_func, self._found.kept.is_kept)

    def __call__(self, *given: Any, **named: Any) -> Any:
        """Call the function from Python."""
        return self.whole(*given, **named)


@cache
def _register_part_types(numba: Any) -> None:
    """Make Numba use the part of such a function where compiled code names it."""
    typeof = import_module("numba.extending").typeof_impl
    typeof.register(Inner, lambda function, _context: numba.typeof(function.part))


class entry:  # noqa: N801 - a decorator, written as one
    """Compile a function of three whole numbers when its address is first asked for, and keep it cached."""

    def __init__(self, function: Callable[[int, int, int], None]) -> None:
        self._function = function
        self.name = function.__name__

    @cached_property
    def address(self) -> int:
        """The address of the compiled function, for calls from compiled code."""
        found = compiler()
        kinds = found.numba.void(found.numba.uint64, found.numba.int64, found.numba.int64)
        with _folder_set(found):
            address: int = found.body(self._function, kinds, found.kept.is_kept).address
        return address


def cache_folder() -> Path:
    """Return the folder of the compiled code of just these sources (it may not exist yet)."""
    return compiler().kept.folder


def keeps_code() -> bool:
    """Return whether compiled code can be kept for the next process."""
    return compiler().kept.is_kept


def is_cached() -> bool:
    """Return whether the whole engine is stored, compiled from these sources by this Numba and Python.

    Raises :class:`CompilerError` where there is no compiler.
    """
    return compiler().kept.is_complete()


def mark_cached() -> None:
    """Say that the whole engine has been compiled."""
    compiler().kept.mark_complete()


def parts_shared(folder: Path) -> AbstractContextManager[None]:
    """Let processes that compile the engine at the same time share parts through a folder."""
    return compiler().parts_shared(folder)


@contextmanager
def compiling() -> Iterator[None]:
    """Compile the engine inside; what fails becomes a :class:`CompilerError`, a line that says what to do.

    Says first what the user should know of the compiler. Collects no garbage meanwhile: it costs time only.
    """
    found = compiler()
    if not found.kept.is_complete():
        _say(found.notice)
    collecting = gc.isenabled()
    gc.disable()
    try:
        with _records_described_once(found.numba.types.Record):
            yield
    except CompilerError:
        raise
    except Exception as error:
        raise CompilerError(_failed(error)) from error
    finally:
        if collecting:
            gc.enable()


@contextmanager
def _records_described_once(record: Any) -> Iterator[None]:
    """Keep the descriptions of record types inside.

    Numba describes the arguments of a function before and after each of its passes, whether or not anybody
    listens. Of records with a hundred fields that was a fifth of the time to compile the engine.
    """
    describe: Callable[[Any], str] = record.__repr__
    known: dict[int, tuple[Any, str]] = {}

    def described(one: Any) -> str:
        if id(one) not in known:
            known[id(one)] = one, describe(one)
        return known[id(one)][1]

    record.__repr__ = described
    try:
        yield
    finally:
        record.__repr__ = describe


@cache
def _say(notice: str) -> None:
    # Without any handler of the caller's, this is a plain line on stderr.
    if notice:
        logging.getLogger("reorg").warning(notice)


def _failed(error: BaseException) -> str:
    found = compiler()
    advice = OTHERWISE if found.is_plain else f"{SWITCH}=1 uses less of Numba; {OTHERWISE}"
    return f"Numba {found.numba.__version__} cannot compile the engine ({one_line(error)}); {advice}"


@contextmanager
def _folder_set(found: Compiler) -> Iterator[None]:
    """Make Numba keep the code of functions decorated inside in the folder of the engine."""
    # Numba reads the folder when a function is decorated; others in this process keep theirs.
    settings = found.numba.config
    before = settings.CACHE_DIR
    settings.CACHE_DIR = str(found.kept.folder)
    try:
        yield
    finally:
        settings.CACHE_DIR = before
