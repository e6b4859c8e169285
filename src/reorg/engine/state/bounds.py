"""A build that checks every access to the state: ``REORG_CHECK_BOUNDS=1``.

Every array has its length in bytes in the eight bytes before it; an index outside the array, or outside its
dimension, ends the process with a line that names the row, the index and the function. It is slow, and meant
for tests.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from llvmlite import ir

from reorg.compiler import CHECKS_BOUNDS
from reorg.engine.state.constants import CACHE_LINE

LENGTH_BYTES = 8
ROOM_BEFORE = CACHE_LINE if CHECKS_BOUNDS else 0
"""Bytes to leave free before an array, for its length."""

_WORD = ir.IntType(64)
_TEXT = ir.IntType(8).as_pointer()
_EMPTY = np.zeros(2, np.uint64)


def note_length(array: Any) -> None:
    """Write the length of an array into the room before it, in a build that checks bounds."""
    if CHECKS_BOUNDS and array.size:
        base = array
        while base.base is not None:
            base = base.base
        place = array.ctypes.data - LENGTH_BYTES - base.ctypes.data
        base.view(np.uint8).reshape(-1)[place : place + LENGTH_BYTES].view(np.uint64)[0] = array.nbytes


def address_of(array: Any) -> int:
    """Return the address of an array; for an empty one, an address with a stored length of 0."""
    address: int = (array if array.size else _EMPTY[1:]).ctypes.data
    return address


def check_rows(builder: Any, address: Any, index: Any, size: int, what: str) -> None:
    """Compile a check that a row of ``size`` bytes lies in the array at an address."""
    if CHECKS_BOUNDS:
        before = builder.sub(address, ir.Constant(_WORD, LENGTH_BYTES))
        length = builder.load(builder.inttoptr(before, _WORD.as_pointer()))
        check_place(builder, index, builder.udiv(length, ir.Constant(_WORD, size)), what)


def check_place(builder: Any, index: Any, count: Any, what: str) -> None:
    """Compile a check that an index is from 0 to below a count."""
    if not CHECKS_BOUNDS:
        return
    caller = builder.function.name.split("$", maxsplit=1)[0]
    # As unsigned numbers, negative indices are large.
    with builder.if_then(builder.icmp_unsigned(">=", index, count), likely=False):
        line = _text(builder, f"out of bounds: index %lld among %lld of {what}, in {caller}\n")
        number = ir.IntType(32)
        _call(builder, "printf", ir.FunctionType(number, [_TEXT], var_arg=True), line, index, count)
        _call(builder, "fflush", ir.FunctionType(number, [_TEXT]), ir.Constant(_TEXT, None))
        _call(builder, "abort", ir.FunctionType(ir.VoidType(), []))


def _call(builder: Any, name: str, kind: Any, *arguments: Any) -> None:
    """Compile a call of a function of the C library."""
    known = builder.module.globals.get(name)
    builder.call(known or ir.Function(builder.module, kind, name), arguments)


def _text(builder: Any, line: str) -> Any:
    """Compile the address of a text that ends with a null byte."""
    held = bytearray(line.encode() + b"\0")
    constant = ir.Constant(ir.ArrayType(ir.IntType(8), len(held)), held)
    name = builder.module.get_unique_name("out_of_bounds")
    place = ir.GlobalVariable(builder.module, constant.type, name)
    place.linkage, place.global_constant, place.initializer = "private", True, constant
    return builder.bitcast(place, _TEXT)
