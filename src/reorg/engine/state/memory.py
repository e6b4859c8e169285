"""Rows and numbers at an address, for compiled code.

Passing some forty arrays from function to function costs more than the work itself (each is seven machine
words, copied at every call). The engine's functions therefore pass one row, the world, that holds the
addresses of all arrays; the functions here turn an address and an index into a row to be read and
written, or into a number. The arrays stay in the hands of :class:`reorg.engine.simulator.Simulator`.
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

from reorg.engine.state.constants import CACHE_LINE
from reorg.engine.state.rows import (
    AREA,
    ASSUMPTION_VALUES,
    COMPLETION,
    COMPUTE_QUEUE,
    COMPUTE_RUN,
    COUPLING,
    DATED_EVENT,
    DESIGN_DECISION,
    DUPLICATION,
    EFFORT,
    EVENT,
    INBOX_ITEM,
    JOB,
    KNOWLEDGE,
    LOG_LINE,
    MEETING,
    PERSON,
    POOL,
    RACE,
    RELEASE,
    REWORK_LINK,
    SHARED_OWNERSHIP,
    STREAM,
    TEAM,
    TIE,
)
from reorg.engine.state.world import WORLD

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
                place = builder.add(start, ir.Constant(_WORD, line * CACHE_LINE))
                flags = [ir.Constant(flag, value) for value in (1, 3, 1)]  # to be written, keep, data
                builder.call(ask, [builder.inttoptr(place, byte), *flags])
            return context.get_dummy_value()

        return types.void(types.uint64, types.int64), build

    return intrinsic(fetch)


world_at = _rows(WORLD)
person_at = _rows(PERSON)
knowledge_at = _rows(KNOWLEDGE)
area_at = _rows(AREA)
team_at = _rows(TEAM)
job_at = _rows(JOB)
item_at = _rows(INBOX_ITEM)
tie_at = _rows(TIE)
coupling_at = _rows(COUPLING)
rework_link_at = _rows(REWORK_LINK)
stream_at = _rows(STREAM)
effort_at = _rows(EFFORT)
meeting_at = _rows(MEETING)
release_at = _rows(RELEASE)
design_decision_at = _rows(DESIGN_DECISION)
dated_event_at = _rows(DATED_EVENT)
shared_ownership_at = _rows(SHARED_OWNERSHIP)
race_at = _rows(RACE)
duplication_at = _rows(DUPLICATION)
event_at = _rows(EVENT)
completion_at = _rows(COMPLETION)
log_line_at = _rows(LOG_LINE)
pool_at = _rows(POOL)
compute_queue_at = _rows(COMPUTE_QUEUE)
compute_run_at = _rows(COMPUTE_RUN)
assumed_at = _rows(ASSUMPTION_VALUES)

replay_rounds: Any = intrinsic(_play)
"""Play the rounds of a tournament (address, node) from a node up to the first: the smaller of two goes on."""
prefetch_person = _fetches(PERSON, 3)
prefetch_team = _fetches(TEAM, 2)
prefetch_knowledge = _fetches(KNOWLEDGE, 2)
prefetch_job = _fetches(JOB, 2)
prefetch_item = _fetches(INBOX_ITEM, 1)
prefetch_completion = _fetches(COMPLETION, 1)
prefetch_integer = _fetches(np.dtype(np.int32), 1)
copy_event = _copies(EVENT)
copy_tie = _copies(TIE)
integer_at, put_integer = _numbers(types.int32)
number_at, put_number = _numbers(types.float64)


def _call_at_address(
    _context: Any, _table: Any, _number: Any, _here: Any, _first: Any, _second: Any
) -> tuple[Signature, Callable[..., Any]]:
    def build(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        table, number, *given = arguments
        kind = ir.FunctionType(ir.VoidType(), [_WORD] * 3)
        slots = builder.inttoptr(table, kind.as_pointer().as_pointer())
        builder.call(builder.load(builder.gep(slots, [number])), given)
        return context.get_dummy_value()

    return types.void(types.uint64, types.int64, types.uint64, types.int64, types.int64), build


call_at_address: Any = intrinsic(_call_at_address)
"""Call the function of that number in a table of addresses, with three words."""
