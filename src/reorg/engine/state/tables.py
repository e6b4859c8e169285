"""Cells of the arrays with two dimensions: (world, row, column) -> value.

The declaration of the array states its number of columns once (:mod:`reorg.engine.state.world`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
from llvmlite import ir
from numba import from_dtype, types
from numba.extending import intrinsic

from reorg.engine.state.bounds import check_place, check_rows
from reorg.engine.state.constants import KIND_COUNT, LATENCY_BINS, TABLE_POINTS
from reorg.engine.state.memory import Typed
from reorg.engine.state.rows import ROWS, Familiarity, Knowledge, Tie
from reorg.engine.state.world import ARRAYS, WORLD, World
from reorg.mechanisms.familiarity import REMEMBERED
from reorg.mechanisms.turnover import SPREAD_WEEKS

COUNTS: dict[str, str | int] = {
    "area": "area_count",
    "bin": LATENCY_BINS,
    "coupling": "link_count",
    "id of a team": "id_count",
    "kind": KIND_COUNT,
    "name of a team": "name_count",
    "person": "people_count",
    "point": TABLE_POINTS,
    "pool": "pool_count",
    "release": "release_count",
    "remembered work": REMEMBERED,
    "room": "ring_room",
    "week modulo SPREAD_WEEKS": SPREAD_WEEKS,
    "work": "work_count",
}
"""Number of columns of a table whose second dimension is one of these: a column of the world, or a number."""

_WORD = ir.IntType(64)
_NUMBERS = {"i4": types.int32, "f8": types.float64}


def column_count(name: str) -> str | int:
    """Return the column of the world, or the number, that holds the number of columns of a table."""
    columns = ARRAYS[name].shape[1]
    return len(columns.split(", ")) if ", " in columns else COUNTS[columns]


def _world_word(builder: Any, world: Any, name: str) -> Any:
    """Compile the reading of an integer from the world's row, as 64 bits."""
    kind, offset = WORLD.fields[name][:2]  # type: ignore[index]
    width = ir.IntType(8 * kind.itemsize)
    start = builder.ptrtoint(world, _WORD)
    place = builder.add(start, ir.Constant(_WORD, offset))
    number = builder.load(builder.inttoptr(place, width.as_pointer()))
    return builder.sext(number, _WORD) if kind.itemsize < _WORD.width // 8 else number


def _place(builder: Any, name: str, world: Any, row: Any, column: Any) -> tuple[Any, Any]:
    """Compile the address of a table and the place of a cell in it."""
    stated = column_count(name)
    count = ir.Constant(_WORD, stated) if isinstance(stated, int) else _world_word(builder, world, stated)
    check_place(builder, column, count, f"columns of {name}")
    return _world_word(builder, world, name), builder.add(builder.mul(row, count), column)


def _rows_of(name: str) -> Any:
    """Return a compiled function (world, row, column) -> the row of a table of rows."""
    dtype = ROWS[ARRAYS[name].element][1]
    row_type = from_dtype(dtype)

    def at(_context: Any, world: Any, _row: Any, _column: Any) -> Typed:
        def build(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
            address, index = _place(builder, name, *arguments)
            check_rows(builder, address, index, dtype.itemsize, name)
            place = builder.add(address, builder.mul(index, ir.Constant(_WORD, dtype.itemsize)))
            return builder.inttoptr(place, context.get_value_type(row_type))

        return row_type(world, types.int64, types.int64), build

    return intrinsic(at)


def _numbers_of(name: str) -> tuple[Any, Any]:
    """Return compiled functions (world, row, column) -> number, and one that writes a number there."""
    number = _NUMBERS[ARRAYS[name].element]
    size = np.dtype(ARRAYS[name].element).itemsize

    def cell(context: Any, builder: Any, world: Any, row: Any, column: Any) -> Any:
        address, index = _place(builder, name, world, row, column)
        check_rows(builder, address, index, size, name)
        return builder.gep(builder.inttoptr(address, context.get_value_type(number).as_pointer()), [index])

    def get(_context: Any, world: Any, _row: Any, _column: Any) -> Typed:
        def build(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
            return builder.load(cell(context, builder, *arguments))

        return number(world, types.int64, types.int64), build

    def put(_context: Any, world: Any, _row: Any, _column: Any, _value: Any) -> Typed:
        def build(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
            builder.store(arguments[3], cell(context, builder, *arguments[:3]))
            return context.get_dummy_value()

        return types.void(world, types.int64, types.int64, number), build

    return intrinsic(get), intrinsic(put)


T = TypeVar("T")
Get = Callable[[World, int, int], T]
Put = Callable[[World, int, int, float], None]

known_area: Callable[[World, int, int], Knowledge] = _rows_of("knowledge")
remembered_work: Callable[[World, int, int], Familiarity] = _rows_of("familiarity")
tie_to: Callable[[World, int, int], Tie] = _rows_of("ties")
route_share: Get[float]
outcome_share: Get[float]
skill_level: Get[int]
put_skill_level: Put
departure_hazard: Get[float]
put_departure_hazard: Put
placed_team: Get[int]
second_lead_under: Get[int]
second_team_under: Get[int]
second_share_under: Get[float]
owner_under: Get[int]
shared_ownership_under: Get[int]
skilled_people: Get[int]
put_skilled_people: Put
team_named: Get[int]
team_with_id: Get[int]
integrator_under: Get[int]
standard_quantile: Get[float]
judge_under: Get[int]
design_value: Get[float]
put_design_value: Put
successor_skill: Get[int]
pool_rule: Get[int]
pool_size: Get[float]
pool_under: Get[int]
ring_end: Get[int]
put_ring_end: Put
booked_hours: Get[float]
put_booked_hours: Put
own_booked_hours: Get[float]
put_own_booked_hours: Put
weekly_figure: Get[float]
put_weekly_figure: Put
area_hours: Get[float]
put_area_hours: Put
latency_count: Get[int]
put_latency_count: Put
wait_count: Get[int]
put_wait_count: Put
sojourn_count: Get[int]
put_sojourn_count: Put
put_mean_attention: Put
put_hazard_figure: Put
practice_sum: Get[float]
put_practice_sum: Put
served_figure: Get[float]
put_served_figure: Put
route_share = _numbers_of("routes")[0]
outcome_share = _numbers_of("outcomes")[0]
skill_level, put_skill_level = _numbers_of("skill")
departure_hazard, put_departure_hazard = _numbers_of("contagion")
placed_team = _numbers_of("placement")[0]
second_lead_under = _numbers_of("second_leads")[0]
second_team_under = _numbers_of("second_teams")[0]
second_share_under = _numbers_of("second_shares")[0]
owner_under = _numbers_of("owners")[0]
shared_ownership_under = _numbers_of("shared_ownership_by_work")[0]
skilled_people, put_skilled_people = _numbers_of("skilled")
team_named = _numbers_of("team_by_name")[0]
team_with_id = _numbers_of("team_by_id")[0]
integrator_under = _numbers_of("integrators")[0]
standard_quantile = _numbers_of("tables")[0]
judge_under = _numbers_of("judges")[0]
design_value, put_design_value = _numbers_of("found")
successor_skill = _numbers_of("new_skills")[0]
pool_rule = _numbers_of("pool_rules")[0]
pool_size = _numbers_of("pool_sizes")[0]
pool_under = _numbers_of("pool_of")[0]
ring_end, put_ring_end = _numbers_of("ring_ends")
booked_hours, put_booked_hours = _numbers_of("hours")
own_booked_hours, put_own_booked_hours = _numbers_of("hours_by_person")
weekly_figure, put_weekly_figure = _numbers_of("weekly")
area_hours, put_area_hours = _numbers_of("done")
latency_count, put_latency_count = _numbers_of("latency")
wait_count, put_wait_count = _numbers_of("waits")
sojourn_count, put_sojourn_count = _numbers_of("sojourns")
served_figure, put_served_figure = _numbers_of("served")
put_mean_attention = _numbers_of("attention_served")[1]
put_hazard_figure = _numbers_of("hazard")[1]
practice_sum, put_practice_sum = _numbers_of("practice")
