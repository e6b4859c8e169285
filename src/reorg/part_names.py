"""Names by which processes that compile the engine know the same functions.

A part of the engine knows what it calls by names that Numba makes of module, function and kinds of arguments.
They must not depend on what a process has compiled before, or nothing that another has made would fit.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from numba import types

from reorg.part_store import Callee


def dispatcher_of(module: str, function: str) -> Any:
    """Return the compiled function at the top of a module, None where it is not to be found by its name.

    Of a function that Python may call as well, it is what compiled code calls.
    """
    found = getattr(sys.modules.get(module), function, None)
    found = getattr(found, "part", found)
    return found if hasattr(found, "py_func") else None


def callees_of(state: Any) -> tuple[Callee, ...] | None:
    """Return the compiled functions that a part calls, None where they cannot all be found by their names."""
    callees = {}
    for expression, signature in state.calltypes.items():
        kind = state.typemap.get(expression.func.name) if getattr(expression, "op", "") == "call" else None
        if not isinstance(kind, types.Dispatcher):
            continue
        made = kind.dispatcher.overloads.get(signature.args)
        described = None if made is None else made.fndesc
        if described is None or dispatcher_of(described.modname, described.qualname) is not kind.dispatcher:
            return None
        callees[described.mangled_name] = Callee(
            described.modname, described.qualname, signature.args, described.mangled_name
        )
    return tuple(callees.values())


def library_of(callee: Callee) -> Any:
    """Return the library of a function that a part calls, None where it has another name here."""
    dispatcher = dispatcher_of(callee.module, callee.function)
    if dispatcher is None:
        return None
    dispatcher.compile(callee.kinds)
    made = dispatcher.overloads[callee.kinds]
    return made.library if made.fndesc.mangled_name == callee.symbol else None


@contextmanager
def records_named_by_content() -> Iterator[None]:
    """Make names of functions compiled inside state the contents of the records that they take."""
    record: Any = types.Record
    numbered = record.mangling_args
    record.mangling_args = property(_named_by_content)
    try:
        yield
    finally:
        record.mangling_args = numbered


def _named_by_content(record: Any) -> tuple[str, tuple[int]]:
    """Return what stands for a record in the names of functions; Numba puts a running number there."""
    digest = hashlib.sha256(repr(record).encode()).digest()
    return "Record", (int.from_bytes(digest[:7], "big"),)
