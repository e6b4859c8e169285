"""The bodies behind the stubs of :mod:`reorg.engine.jumps`, each compiled on its own."""

from __future__ import annotations

from typing import Any

import numpy as np

from reorg.compilation import entry
from reorg.engine.change import hold_meeting, seat_everybody
from reorg.engine.course import begin_world, end_doing
from reorg.engine.events import happen
from reorg.engine.memory import world_at
from reorg.engine.people import let_go_of, seat_successor
from reorg.engine.requests import end_decision
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
def _finish(here: int, p: int, _: int) -> None:
    end_doing(world_at(here, 0), p)


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


ENTRIES = (
    _deliver,
    _next_for,
    _wake,
    _finish_job,
    _finish_decided,
    _leave,
    _change,
    _end_week,
    _finish,
    _take_structure,
    _gather,
    _fill,
    _prepare,
)


def addresses() -> Any:
    """Return the addresses of the bodies, in the order of the stubs' numbers; compiles them if need be."""
    return np.array([body.address for body in ENTRIES], np.uint64)
