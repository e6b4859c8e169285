"""The bodies behind the stubs of :mod:`reorg.engine.jumps`, each compiled on its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

import numba
import numpy as np

from reorg.compilation import entry, is_cached
from reorg.engine import jumps
from reorg.engine.accelerators import end_stretch, serve_pool, share_out, submit_run
from reorg.engine.agents import give_agents_work
from reorg.engine.change import hold_meeting, seat_everybody
from reorg.engine.course import begin_world
from reorg.engine.events import happen
from reorg.engine.landscape import grade
from reorg.engine.loop import simulate
from reorg.engine.memory import world_at
from reorg.engine.people import let_go_of, seat_successor
from reorg.engine.racing import decide_race, end_attempt, regroup
from reorg.engine.records import WORLD
from reorg.engine.requests import end_decision
from reorg.engine.rework import send_back
from reorg.engine.search import end_research, judge_whole, try_change
from reorg.engine.streams import end_job
from reorg.engine.tray import find_something, put_item
from reorg.engine.week import take_stock
from reorg.engine.work import offer_work


@entry
def _deliver(here: int, place: int, line: int) -> None:
    put_item(world_at(here, 0), place, line)


@entry
def _next_for(here: int, p: int, _: int) -> None:
    find_something(world_at(here, 0), p)


@entry
def _wake(here: int, t: int, _: int) -> None:
    offer_work(world_at(here, 0), t)


@entry
def _finish_job(here: int, j: int, _: int) -> None:
    end_job(world_at(here, 0), j)


@entry
def _finish_decided(here: int, place: int, _: int) -> None:
    end_decision(world_at(here, 0), place)


@entry
def _leave(here: int, p: int, hire: int) -> None:
    let_go_of(world_at(here, 0), p, hire)


@entry
def _change(here: int, k: int, _: int) -> None:
    happen(world_at(here, 0), k)


@entry
def _end_week(here: int, week: int, _: int) -> None:
    take_stock(world_at(here, 0), week)


@entry
def _take_structure(here: int, structure: int, _: int) -> None:
    seat_everybody(world_at(here, 0), structure)


@entry
def _gather(here: int, k: int, _: int) -> None:
    hold_meeting(world_at(here, 0), k)


@entry
def _fill(here: int, p: int, _: int) -> None:
    seat_successor(world_at(here, 0), p)


@entry
def _prepare(here: int, _first: int, _: int) -> None:
    begin_world(world_at(here, 0))


@entry
def _submit(here: int, p: int, j: int) -> None:
    submit_run(world_at(here, 0), p, j)


@entry
def _serve(here: int, k: int, _: int) -> None:
    serve_pool(world_at(here, 0), k)


@entry
def _go_on(here: int, g: int, _: int) -> None:
    end_stretch(world_at(here, 0), g)


@entry
def _allocate(here: int, _first: int, _: int) -> None:
    share_out(world_at(here, 0))


@entry
def _hand_out(here: int, p: int, _: int) -> None:
    give_agents_work(world_at(here, 0), p)


@entry
def _send_back(here: int, j: int, _: int) -> None:
    send_back(world_at(here, 0), j)


@entry
def _try_out(here: int, j: int, chunk: int) -> None:
    try_change(world_at(here, 0), j, chunk)


@entry
def _judge(here: int, k: int, _: int) -> None:
    judge_whole(world_at(here, 0), k)


@entry
def _time_up(here: int, k: int, _: int) -> None:
    end_research(world_at(here, 0), k)


@entry
def _grade(here: int, k: int, _: int) -> None:
    grade(world_at(here, 0), k)


@entry
def _end_attempt(here: int, j: int, _: int) -> None:
    end_attempt(world_at(here, 0), j)


@entry
def _decide_race(here: int, race: int, _: int) -> None:
    decide_race(world_at(here, 0), race)


@entry
def _regroup(here: int, before: int, _: int) -> None:
    regroup(world_at(here, 0), before)


WORK = (_deliver, _next_for, _wake, _finish_job, _finish_decided, _end_attempt, _decide_race)
PEOPLE = (
    _leave,
    _change,
    _end_week,
    _take_structure,
    _gather,
    _fill,
    _prepare,
    _submit,
    _serve,
    _go_on,
    _allocate,
    _hand_out,
    _send_back,
    _try_out,
    _judge,
    _time_up,
    _grade,
    _regroup,
)
NUMBERED = {
    jumps.DELIVER: _deliver,
    jumps.NEXT_FOR: _next_for,
    jumps.WAKE: _wake,
    jumps.FINISH_JOB: _finish_job,
    jumps.FINISH_DECIDED: _finish_decided,
    jumps.LEAVE: _leave,
    jumps.CHANGE_NOW: _change,
    jumps.END_WEEK: _end_week,
    jumps.TAKE_STRUCTURE: _take_structure,
    jumps.GATHER_NOW: _gather,
    jumps.FILL_NOW: _fill,
    jumps.PREPARE: _prepare,
    jumps.SUBMIT: _submit,
    jumps.SERVE: _serve,
    jumps.GO_ON: _go_on,
    jumps.ALLOCATE: _allocate,
    jumps.HAND_OUT: _hand_out,
    jumps.SEND_BACK: _send_back,
    jumps.TRY_OUT: _try_out,
    jumps.JUDGE_NOW: _judge,
    jumps.END_RESEARCH: _time_up,
    jumps.GRADE: _grade,
    jumps.END_ATTEMPT: _end_attempt,
    jumps.DECIDE_RACE: _decide_race,
    jumps.REGROUP: _regroup,
}


def addresses() -> Any:
    """Return the addresses of the bodies, by the stubs' numbers; compiles them if need be.

    Compiling uses one core only, so a second process compiles half of them into the cache meanwhile. What it
    does not bring is compiled here. The loop is compiled before that process is waited for.
    """
    cached = is_cached()
    with nullcontext() if cached else _second_process():
        compile_all(WORK)
        if not cached:
            untyped: Any = numba
            loop: Any = simulate
            loop.compile((untyped.typeof(np.zeros(1, WORLD)), numba.int64, numba.int64))
    return np.array([NUMBERED[number].address for number in sorted(NUMBERED)], np.uint64)


def compile_all(bodies: Iterable[entry]) -> list[int]:
    """Compile bodies, or load them from the cache; return their addresses."""
    return [body.address for body in bodies]


@contextmanager
def _second_process() -> Iterator[None]:
    code = "from reorg.engine.entries import PEOPLE, compile_all; compile_all(PEOPLE)"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    quiet = subprocess.DEVNULL
    try:
        # This interpreter, and a program of our own.
        second = subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", code], env=environment, stdin=quiet, stdout=quiet, stderr=quiet
        )
    except OSError:
        yield
        return
    with second:
        try:
            yield
            second.wait()
        except BaseException:
            second.kill()
            raise
