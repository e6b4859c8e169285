"""Rows and numbers at an address, for compiled code.

Passing some forty arrays from function to function costs more than the work itself (each is seven machine
words, copied at every call). The engine's functions therefore pass one row, the world, that holds the
addresses of all arrays; the functions here turn an address and an index into a row to be read and
written, or into a number. The arrays stay in the hands of :class:`reorg.engine.simulate.Simulator`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.core.typing.templates import Signature
from numba.extending import intrinsic
from numba.np.numpy_support import from_dtype

from reorg.engine import records as r

_WORD = ir.IntType(64)


def _rows(dtype: np.dtype[Any]) -> Any:
    """Return a compiled function (address, index) -> the row of that type."""
    row = from_dtype(dtype)
    size = dtype.itemsize

    def at(_context: Any, _address: Any, _index: Any) -> tuple[Signature, Callable[..., Any]]:
        def build(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
            address, index = arguments
            place = builder.add(address, builder.mul(index, ir.Constant(_WORD, size)))
            return builder.inttoptr(place, context.get_value_type(row))

        return row(types.uint64, types.int64), build

    return intrinsic(at)


def _numbers(number: Any) -> tuple[Any, Any]:
    """Return compiled functions (address, index) -> value, and (address, index, value) -> nothing."""

    def place(context: Any, builder: Any, address: Any, index: Any) -> Any:
        base = builder.inttoptr(address, context.get_value_type(number).as_pointer())
        return builder.gep(base, [index])

    def get(_context: Any, _address: Any, _index: Any) -> tuple[Signature, Callable[..., Any]]:
        def build(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
            return builder.load(place(context, builder, *arguments))

        return number(types.uint64, types.int64), build

    def put(_context: Any, _address: Any, _index: Any, _value: Any) -> tuple[Signature, Callable[..., Any]]:
        def build(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
            builder.store(arguments[2], place(context, builder, *arguments[:2]))
            return context.get_dummy_value()

        return types.void(types.uint64, types.int64, number), build

    return intrinsic(get), intrinsic(put)


def _copies(dtype: np.dtype[Any]) -> Any:
    """Return a compiled function (address, to, from) that copies one row over another."""

    def copy(_context: Any, _address: Any, _to: Any, _from: Any) -> tuple[Signature, Callable[..., Any]]:
        def build(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
            size = ir.Constant(_WORD, dtype.itemsize)
            row = ir.LiteralStructType([_WORD] * (dtype.itemsize // 8))
            places = [
                builder.inttoptr(builder.add(arguments[0], builder.mul(index, size)), row.as_pointer())
                for index in arguments[1:]
            ]
            builder.store(builder.load(places[1]), places[0])
            return context.get_dummy_value()

        return types.void(types.uint64, types.int64, types.int64), build

    return intrinsic(copy)


def _play(_context: Any, _nodes: Any, _node: Any) -> tuple[Signature, Callable[..., Any]]:
    """Compare rows of two words, the second counting more, as whole numbers; 2 n and 2 n + 1 meet in n."""
    pair, one = ir.IntType(128), ir.Constant(_WORD, 1)

    def build(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        nodes = builder.inttoptr(arguments[0], pair.as_pointer())
        before, rounds, after = builder.block, *(builder.append_basic_block() for _ in range(2))
        entered = builder.load(builder.gep(nodes, [arguments[1]]), align=8)
        builder.cbranch(builder.icmp_unsigned(">", arguments[1], one), rounds, after)
        builder.position_at_end(rounds)
        node, least = builder.phi(_WORD), builder.phi(pair)
        other = builder.load(builder.gep(nodes, [builder.xor(node, one)]), align=8)
        winner = builder.select(builder.icmp_unsigned("<", other, least), other, least)
        above = builder.lshr(node, one)
        builder.store(winner, builder.gep(nodes, [above]), align=8)
        for phi, first, then in ((node, arguments[1], above), (least, entered, winner)):
            phi.add_incoming(first, before)
            phi.add_incoming(then, rounds)
        builder.cbranch(builder.icmp_unsigned(">", above, one), rounds, after)
        builder.position_at_end(after)
        return context.get_dummy_value()

    return types.void(types.uint64, types.int64), build


def _fetches(dtype: np.dtype[Any], lines: int) -> Any:
    """Return a compiled function (address, index) that asks for the first cache lines of a row."""

    def fetch(_context: Any, _address: Any, _index: Any) -> tuple[Signature, Callable[..., Any]]:
        def build(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
            byte, flag = ir.IntType(8).as_pointer(), ir.IntType(32)
            kind = ir.FunctionType(ir.VoidType(), [byte, flag, flag, flag])
            declare: Any = cgutils.get_or_insert_function
            ask = declare(builder.module, kind, "llvm.prefetch.p0i8")
            start = builder.add(arguments[0], builder.mul(arguments[1], ir.Constant(_WORD, dtype.itemsize)))
            for line in range(lines):
                place = builder.add(start, ir.Constant(_WORD, line * r.CACHE_LINE))
                flags = [ir.Constant(flag, value) for value in (1, 3, 1)]  # to be written, keep, data
                builder.call(ask, [builder.inttoptr(place, byte), *flags])
            return context.get_dummy_value()

        return types.void(types.uint64, types.int64), build

    return intrinsic(fetch)


world_at = _rows(r.WORLD)
person_at = _rows(r.PERSON)
known_at = _rows(r.KNOWLEDGE)
area_at = _rows(r.AREA)
team_at = _rows(r.TEAM)
job_at = _rows(r.JOB)
item_at = _rows(r.ITEMS)
tie_at = _rows(r.TIE)
link_at = _rows(r.LINK)
back_at = _rows(r.BACK)
stream_at = _rows(r.STREAM)
effort_at = _rows(r.EFFORT)
meeting_at = _rows(r.MEETING)
release_at = _rows(r.RELEASES)
decision_at = _rows(r.DECISION)
change_at = _rows(r.CHANGES)
stake_at = _rows(r.STAKE)
race_at = _rows(r.RACE)
double_at = _rows(r.DOUBLE)
event_at = _rows(r.AGENDA)
end_at = _rows(r.END_OF_DOING)
line_at = _rows(r.LOG)
pool_at = _rows(r.POOL)
queue_at = _rows(r.QUEUE)
run_at = _rows(r.RUN)
assumed_at = _rows(r.ASSUMED)
play_rounds: Any = intrinsic(_play)
"""Play the rounds of a tournament (address, node) from a node up to the first: the smaller of two goes on."""
fetch_person = _fetches(r.PERSON, 3)
fetch_team = _fetches(r.TEAM, 2)
fetch_known = _fetches(r.KNOWLEDGE, 2)
fetch_job = _fetches(r.JOB, 2)
fetch_item = _fetches(r.ITEMS, 1)
fetch_end = _fetches(r.END_OF_DOING, 1)
fetch_integer = _fetches(np.dtype(np.int32), 1)
copy_event = _copies(r.AGENDA)
copy_tie = _copies(r.TIE)
integer_at, put_integer = _numbers(types.int32)
number_at, put_number = _numbers(types.float64)


def _jump(
    _context: Any, _table: Any, _number: Any, _here: Any, _first: Any, _second: Any
) -> tuple[Signature, Callable[..., Any]]:
    def build(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        table, number, *given = arguments
        kind = ir.FunctionType(ir.VoidType(), [_WORD] * 3)
        slots = builder.inttoptr(table, kind.as_pointer().as_pointer())
        builder.call(builder.load(builder.gep(slots, [number])), given)
        return context.get_dummy_value()

    return types.void(types.uint64, types.int64, types.uint64, types.int64, types.int64), build


jump: Any = intrinsic(_jump)
"""Call the function of that number in a table of addresses, with three words."""
