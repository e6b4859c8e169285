"""Rows and numbers at an address, for compiled code.

Passing some forty arrays from function to function costs more than the work itself (each is seven machine
words, copied at every call). The engine's functions therefore pass one row, the world, that holds the
addresses of all arrays; the functions here turn an address and an index into a row or a number, for reading
and writing. :class:`reorg.engine.simulator.Simulator` keeps the arrays alive.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import Any

import numpy as np
from llvmlite import ir
from numba import from_dtype, types
from numba.extending import intrinsic

from reorg.engine.state import columns as c
from reorg.engine.state import rows as r
from reorg.engine.state.bounds import check_rows
from reorg.engine.state.constants import CACHE_LINE, WINNER
from reorg.engine.state.world import WORLD, World

_WORD = ir.IntType(64)
Typed = tuple[Any, Callable[..., Any]]
"""The result of an intrinsic: its signature, and the function that builds its code."""


def _rows(dtype: np.dtype[Any], name: str) -> Any:
    """Return a compiled function (address, index) -> the row of that type."""
    row = from_dtype(dtype)
    size = dtype.itemsize

    def at(_context: Any, _address: Any, _index: Any) -> Typed:
        def build(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
            address, index = arguments
            check_rows(builder, address, index, size, name)
            place = builder.add(address, builder.mul(index, ir.Constant(_WORD, size)))
            return builder.inttoptr(place, context.get_value_type(row))

        return row(types.uint64, types.int64), build

    return intrinsic(at)


def _numbers(number: Any) -> tuple[Any, Any]:
    """Return compiled functions (address, index) -> value, and (address, index, value) -> nothing."""
    size = number.bitwidth // 8

    def place(context: Any, builder: Any, address: Any, index: Any) -> Any:
        check_rows(builder, address, index, size, f"numbers of {size} bytes")
        base = builder.inttoptr(address, context.get_value_type(number).as_pointer())
        return builder.gep(base, [index])

    def get(_context: Any, _address: Any, _index: Any) -> Typed:
        def build(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
            return builder.load(place(context, builder, *arguments))

        return number(types.uint64, types.int64), build

    def put(_context: Any, _address: Any, _index: Any, _value: Any) -> Typed:
        def build(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
            builder.store(arguments[2], place(context, builder, *arguments[:2]))
            return context.get_dummy_value()

        return types.void(types.uint64, types.int64, number), build

    return intrinsic(get), intrinsic(put)


def _copies(dtype: np.dtype[Any]) -> Any:
    """Return a compiled function (address, to, from) that copies one row over another."""

    def copy(_context: Any, _address: Any, _to: Any, _from: Any) -> Typed:
        def build(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
            size = ir.Constant(_WORD, dtype.itemsize)
            for index in arguments[1:]:
                check_rows(builder, arguments[0], index, dtype.itemsize, "rows copied")
            row = ir.LiteralStructType([_WORD] * (dtype.itemsize // 8))
            places = [
                builder.inttoptr(builder.add(arguments[0], builder.mul(index, size)), row.as_pointer())
                for index in arguments[1:]
            ]
            builder.store(builder.load(places[1]), places[0])
            return context.get_dummy_value()

        return types.void(types.uint64, types.int64, types.int64), build

    return intrinsic(copy)


def _play(_context: Any, _nodes: Any, _node: Any) -> Typed:
    """Compare rows of two words, the second more significant, as integers; four adjacent rows compete."""
    pair, first_node, two = ir.IntType(128), ir.Constant(_WORD, WINNER), ir.Constant(_WORD, 2)

    def build(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        def least_of(one: Any, other: Any) -> Any:
            return builder.select(builder.icmp_unsigned("<", other, one), other, one)

        nodes = builder.inttoptr(arguments[0], pair.as_pointer())
        before, rounds, after = builder.block, *(builder.append_basic_block() for _ in range(2))
        entered = builder.load(builder.gep(nodes, [arguments[1]]), align=8)
        builder.cbranch(builder.icmp_unsigned(">", arguments[1], first_node), rounds, after)
        builder.position_at_end(rounds)
        node, least = builder.phi(_WORD), builder.phi(pair)
        # The keys of the others are read and compared while the round before is played.
        places = [builder.xor(node, ir.Constant(_WORD, opponent)) for opponent in (3, 2, 1)]
        others = [builder.load(builder.gep(nodes, [place]), align=8) for place in places]
        winner = least_of(least, reduce(least_of, others))
        above = builder.add(builder.lshr(node, two), two)
        builder.store(winner, builder.gep(nodes, [above]), align=8)
        for phi, first, then in ((node, arguments[1], above), (least, entered, winner)):
            phi.add_incoming(first, before)
            phi.add_incoming(then, rounds)
        builder.cbranch(builder.icmp_unsigned(">", above, first_node), rounds, after)
        builder.position_at_end(after)
        return context.get_dummy_value()

    return types.void(types.uint64, types.int64), build


def _fetches(dtype: np.dtype[Any], lines: int) -> Any:
    """Return a compiled function (address, index) that prefetches the first cache lines of a row."""

    def fetch(_context: Any, _address: Any, _index: Any) -> Typed:
        def build(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
            byte, flag = ir.IntType(8).as_pointer(), ir.IntType(32)
            kind = ir.FunctionType(ir.VoidType(), [byte, flag, flag, flag])
            ask = builder.module.declare_intrinsic("llvm.prefetch", [byte], kind)
            start = builder.add(arguments[0], builder.mul(arguments[1], ir.Constant(_WORD, dtype.itemsize)))
            for line in range(lines):
                place = builder.add(start, ir.Constant(_WORD, line * CACHE_LINE))
                flags = [ir.Constant(flag, value) for value in (1, 3, 1)]  # for writing, keep, data
                builder.call(ask, [builder.inttoptr(place, byte), *flags])
            return context.get_dummy_value()

        return types.void(types.uint64, types.int64), build

    return intrinsic(fetch)


world_at: Callable[[int, int], World] = _rows(WORLD, "World")
person_at: c.RowsAt[r.Person, c.PersonNumber] = _rows(r.PERSON, "Person")
familiarity_at: c.RowsAt[r.Familiarity, c.OtherNumber] = _rows(r.FAMILIARITY, "Familiarity")
contributor_at: c.RowsAt[r.Contributor, c.OtherNumber] = _rows(r.CONTRIBUTOR, "Contributor")
stated_familiarity_at: c.RowsAt[r.StatedFamiliarity, c.OtherNumber] = _rows(
    r.STATED_FAMILIARITY, "StatedFamiliarity"
)
area_at: c.RowsAt[r.Area, c.AreaNumber] = _rows(r.AREA, "Area")
team_at: c.RowsAt[r.Team, c.TeamNumber] = _rows(r.TEAM, "Team")
job_at: c.RowsAt[r.Job, c.JobNumber] = _rows(r.JOB, "Job")
item_at: c.RowsAt[r.InboxItem, c.ItemNumber] = _rows(r.INBOX_ITEM, "InboxItem")
coupling_at: c.RowsAt[r.Coupling, c.OtherNumber] = _rows(r.COUPLING, "Coupling")
rework_link_at: c.RowsAt[r.ReworkLink, c.OtherNumber] = _rows(r.REWORK_LINK, "ReworkLink")
stream_at: c.RowsAt[r.Stream, c.StreamNumber] = _rows(r.STREAM, "Stream")
effort_at: c.RowsAt[r.Effort, c.OtherNumber] = _rows(r.EFFORT, "Effort")
meeting_at: c.RowsAt[r.Meeting, c.OtherNumber] = _rows(r.MEETING, "Meeting")
release_at: c.RowsAt[r.Release, c.ReleaseNumber] = _rows(r.RELEASE, "Release")
design_decision_at: c.RowsAt[r.DesignDecision, c.DecisionNumber] = _rows(r.DESIGN_DECISION, "DesignDecision")
dated_event_at: c.RowsAt[r.DatedEvent, c.EventNumber] = _rows(r.DATED_EVENT, "DatedEvent")
shared_ownership_at: c.RowsAt[r.SharedOwnership, c.OwnershipNumber] = _rows(
    r.SHARED_OWNERSHIP, "SharedOwnership"
)
race_at: c.RowsAt[r.Race, c.RaceNumber] = _rows(r.RACE, "Race")
duplication_at: c.RowsAt[r.Duplication, c.OtherNumber] = _rows(r.DUPLICATION, "Duplication")
event_at: c.RowsAt[r.Event, c.OtherNumber] = _rows(r.EVENT, "Event")
completion_at: c.RowsAt[r.Completion, c.OtherNumber] = _rows(r.COMPLETION, "Completion")
log_line_at: c.RowsAt[r.LogLine, c.OtherNumber] = _rows(r.LOG_LINE, "LogLine")
pool_at: c.RowsAt[r.Pool, c.PoolNumber] = _rows(r.POOL, "Pool")
compute_queue_at: c.RowsAt[r.ComputeQueue, c.QueueNumber] = _rows(r.COMPUTE_QUEUE, "ComputeQueue")
compute_run_at: c.RowsAt[r.ComputeRun, c.RunNumber] = _rows(r.COMPUTE_RUN, "ComputeRun")
assumed_at: Callable[[Any, int], Any] = _rows(r.ASSUMPTION_VALUES, "Assumptions")

replay_rounds: Any = intrinsic(_play)
"""Play the rounds of a tournament (address, node) from a node up to the last: the least of four goes on."""
prefetch_person = _fetches(r.PERSON, 2)
prefetch_whole_person = _fetches(r.PERSON, 5)
prefetch_team = _fetches(r.TEAM, 2)
prefetch_knowledge = _fetches(r.KNOWLEDGE, 2)
prefetch_job = _fetches(r.JOB, 3)
prefetch_familiarity = _fetches(r.FAMILIARITY, 2)
prefetch_contributor = _fetches(r.CONTRIBUTOR, 5)
prefetch_tie = _fetches(r.TIE, 4)
prefetch_stream = _fetches(r.STREAM, 2)
prefetch_item = _fetches(r.INBOX_ITEM, 1)
prefetch_completion = _fetches(r.COMPLETION, 1)
prefetch_integer = _fetches(np.dtype(np.int32), 1)
prefetch_number = _fetches(np.dtype(np.float64), 1)
copy_event = _copies(r.EVENT)
integer_at: Callable[[c.Integers, int], int]
put_integer: Callable[[c.Integers, int, int], None]
number_at: Callable[[c.Reals, int], float]
put_number: Callable[[c.Reals, int, float], None]
integer_at, put_integer = _numbers(types.int32)
number_at, put_number = _numbers(types.float64)


def _call_at_address(
    _context: Any, _table: Any, _number: Any, _here: Any, _first: Any, _second: Any
) -> Typed:
    def build(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        table, number, *given = arguments
        kind = ir.FunctionType(ir.VoidType(), [_WORD] * 3)
        slots = builder.inttoptr(table, kind.as_pointer().as_pointer())
        builder.call(builder.load(builder.gep(slots, [number])), given)
        return context.get_dummy_value()

    return types.void(types.uint64, types.int64, types.uint64, types.int64, types.int64), build


call_at_address: Any = intrinsic(_call_at_address)
"""Call the function of that number in a table of addresses, with three words."""
