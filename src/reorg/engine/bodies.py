"""The bodies behind the stubs of :mod:`reorg.engine.machine.calls`, each compiled on its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numba
import numpy as np

from reorg.compilation import compiling, entry, is_cached
from reorg.engine.assembly import compile_together, take_turns
from reorg.engine.kernel.acceptance import end_attempt
from reorg.engine.kernel.arriving import take_seat
from reorg.engine.kernel.attention import begin_next_activity, deliver_item
from reorg.engine.kernel.closing import close_if_done
from reorg.engine.kernel.compute import allocate_pools, end_segment, submit_run
from reorg.engine.kernel.decisions import end_decision
from reorg.engine.kernel.delegation import delegate_work
from reorg.engine.kernel.discovery import end_research, judge_design, run_trial
from reorg.engine.kernel.dispatching import offer_work
from reorg.engine.kernel.events import apply_event
from reorg.engine.kernel.landscape import measure_capability
from reorg.engine.kernel.meetings import decide_at_meeting, hold_meeting
from reorg.engine.kernel.pools import serve_pool
from reorg.engine.kernel.race_transfer import transfer_races
from reorg.engine.kernel.racing import decide_race
from reorg.engine.kernel.rework import send_back
from reorg.engine.kernel.seating import adopt_structure
from reorg.engine.kernel.second_seats import switch_seat
from reorg.engine.kernel.settling import settle_between
from reorg.engine.kernel.succession import fill_position
from reorg.engine.kernel.turnover import depart
from reorg.engine.kernel.vacating import vacate
from reorg.engine.kernel.week_end import end_week
from reorg.engine.loop import simulate
from reorg.engine.machine import calls
from reorg.engine.start import start_world
from reorg.engine.state.memory import world_at
from reorg.engine.state.world import WORLD


@entry
def _deliver_item(here: int, place: int, line: int) -> None:
    deliver_item(world_at(here, 0), place, line)


@entry
def _begin_next_activity(here: int, p: int, _: int) -> None:
    begin_next_activity(world_at(here, 0), p)


@entry
def _offer_work(here: int, t: int, _: int) -> None:
    offer_work(world_at(here, 0), t)


@entry
def _close_if_done(here: int, j: int, _: int) -> None:
    close_if_done(world_at(here, 0), j)


@entry
def _end_decision(here: int, place: int, _: int) -> None:
    end_decision(world_at(here, 0), place)


@entry
def _depart(here: int, p: int, hire: int) -> None:
    depart(world_at(here, 0), p, hire)


@entry
def _apply_event(here: int, k: int, _: int) -> None:
    apply_event(world_at(here, 0), k)


@entry
def _end_week(here: int, week: int, _: int) -> None:
    end_week(world_at(here, 0), week)


@entry
def _adopt_structure(here: int, structure: int, _: int) -> None:
    adopt_structure(world_at(here, 0), structure)


@entry
def _hold_meeting(here: int, k: int, _: int) -> None:
    hold_meeting(world_at(here, 0), k)


@entry
def _fill_position(here: int, p: int, _: int) -> None:
    fill_position(world_at(here, 0), p)


@entry
def _start_world(here: int, _first: int, _: int) -> None:
    start_world(world_at(here, 0))


@entry
def _submit_run(here: int, p: int, j: int) -> None:
    submit_run(world_at(here, 0), p, j)


@entry
def _serve_pool(here: int, k: int, _: int) -> None:
    serve_pool(world_at(here, 0), k)


@entry
def _end_segment(here: int, g: int, _: int) -> None:
    end_segment(world_at(here, 0), g)


@entry
def _allocate_pools(here: int, _first: int, _: int) -> None:
    allocate_pools(world_at(here, 0))


@entry
def _delegate_work(here: int, p: int, _: int) -> None:
    delegate_work(world_at(here, 0), p)


@entry
def _send_back(here: int, j: int, _: int) -> None:
    send_back(world_at(here, 0), j)


@entry
def _run_trial(here: int, j: int, chunk: int) -> None:
    run_trial(world_at(here, 0), j, chunk)


@entry
def _judge_design(here: int, k: int, _: int) -> None:
    judge_design(world_at(here, 0), k)


@entry
def _end_research(here: int, k: int, _: int) -> None:
    end_research(world_at(here, 0), k)


@entry
def _measure_capability(here: int, k: int, _: int) -> None:
    measure_capability(world_at(here, 0), k)


@entry
def _end_attempt(here: int, j: int, _: int) -> None:
    end_attempt(world_at(here, 0), j)


@entry
def _decide_race(here: int, race: int, _: int) -> None:
    decide_race(world_at(here, 0), race)


@entry
def _transfer_races(here: int, before: int, _: int) -> None:
    transfer_races(world_at(here, 0), before)


@entry
def _change_desk(here: int, p: int, _: int) -> None:
    switch_seat(world_at(here, 0), p)


@entry
def _vacate(here: int, p: int, why: int) -> None:
    vacate(world_at(here, 0), p, why)


@entry
def _take_seat(here: int, p: int, code: int) -> None:
    take_seat(world_at(here, 0), p, code)


@entry
def _settle_between(here: int, p: int, q: int) -> None:
    settle_between(world_at(here, 0), p, q)


@entry
def _decide_at_meeting(here: int, p: int, k: int) -> None:
    decide_at_meeting(world_at(here, 0), p, k)


WORK_BODIES = (
    _deliver_item,
    _begin_next_activity,
    _offer_work,
    _close_if_done,
    _end_decision,
    _end_attempt,
    _decide_race,
)
# The longest to compile last: the further process begins at the end.
OTHER_BODIES = (
    _submit_run,
    _end_research,
    _allocate_pools,
    _measure_capability,
    _end_segment,
    _change_desk,
    _serve_pool,
    _judge_design,
    _hold_meeting,
    _settle_between,
    _decide_at_meeting,
    _run_trial,
    _delegate_work,
    _adopt_structure,
    _send_back,
    _start_world,
    _depart,
    _take_seat,
    _fill_position,
    _end_week,
    _apply_event,
    _transfer_races,
    _vacate,
)
BODIES = {
    calls.DELIVER_ITEM: _deliver_item,
    calls.BEGIN_NEXT_ACTIVITY: _begin_next_activity,
    calls.OFFER_WORK: _offer_work,
    calls.CLOSE_IF_DONE: _close_if_done,
    calls.END_DECISION: _end_decision,
    calls.DEPART: _depart,
    calls.APPLY_EVENT: _apply_event,
    calls.END_WEEK: _end_week,
    calls.ADOPT_STRUCTURE: _adopt_structure,
    calls.HOLD_MEETING: _hold_meeting,
    calls.FILL_POSITION: _fill_position,
    calls.START_WORLD: _start_world,
    calls.SUBMIT_RUN: _submit_run,
    calls.SERVE_POOL: _serve_pool,
    calls.END_SEGMENT: _end_segment,
    calls.ALLOCATE_POOLS: _allocate_pools,
    calls.DELEGATE_WORK: _delegate_work,
    calls.SEND_BACK: _send_back,
    calls.RUN_TRIAL: _run_trial,
    calls.JUDGE_DESIGN: _judge_design,
    calls.END_RESEARCH: _end_research,
    calls.MEASURE_CAPABILITY: _measure_capability,
    calls.END_ATTEMPT: _end_attempt,
    calls.DECIDE_RACE: _decide_race,
    calls.TRANSFER_RACES: _transfer_races,
    calls.CHANGE_DESK: _change_desk,
    calls.VACATE: _vacate,
    calls.TAKE_SEAT: _take_seat,
    calls.SETTLE_BETWEEN: _settle_between,
    calls.DECIDE_AT_MEETING: _decide_at_meeting,
}


def body_addresses() -> Any:
    """Return the addresses of the bodies, in the order of the stubs' numbers; compiles them if needed."""
    if not is_cached():
        compile_together(tasks())
    return np.array([BODIES[number].address for number in sorted(BODIES)], np.uint64)


def help_compile(folder: str) -> None:
    """Compile what no other process has started, from the last task to the first; runs in its own process."""
    with compiling():
        take_turns(tasks(), reversed(tasks()), Path(folder))


def tasks() -> dict[str, Callable[[], object]]:
    """Return the separate compilation tasks: the bodies used by work, the loop, and rarely used bodies."""
    return {
        **{body.name: partial(getattr, body, "address") for body in WORK_BODIES},
        "loop": _compile_loop,
        **{body.name: partial(getattr, body, "address") for body in OTHER_BODIES},
    }


def _compile_loop() -> None:
    untyped: Any = numba
    loop: Any = simulate
    loop.whole.compile((untyped.typeof(np.zeros(1, WORLD)), numba.int64, numba.int64))
