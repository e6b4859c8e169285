"""Functions reached through a table of addresses, so that each is compiled once and not into every caller.

A compiled function holds a copy of all that it calls, and calls that go round in a circle cannot be compiled.
What many call and what is rare is therefore cut off here: a stub jumps to an address that the world row
carries. The bodies are named by :mod:`reorg.engine.entries`, in the order of these numbers.
"""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.memory import jump, team_at
from reorg.engine.records import Row

DELIVER, NEXT_FOR, WAKE, FINISH_JOB, FINISH_DECIDED, LEAVE, CHANGE_NOW, END_WEEK = range(8)
TAKE_STRUCTURE, GATHER_NOW, FILL_NOW, PREPARE = range(8, 12)
SUBMIT, SERVE, GO_ON, ALLOCATE, HAND_OUT, SEND_BACK = range(12, 18)
TRY_OUT, JUDGE_NOW, END_RESEARCH, GRADE = range(18, 22)
END_ATTEMPT, DECIDE_RACE, REGROUP = range(22, 25)


@inner
def deliver(s: Row, place: int, line: int) -> None:
    """See :func:`reorg.engine.tray.put_item`."""
    jump(s.entries, DELIVER, s.here, place, line)


@inner
def next_for(s: Row, p: int) -> None:
    """See :func:`reorg.engine.tray.find_something`."""
    jump(s.entries, NEXT_FOR, s.here, p, 0)


@inner
def wake(s: Row, t: int) -> None:
    """See :func:`reorg.engine.work.offer_work`; with nobody idle there is nobody to offer work to."""
    if s.holding == 1 or team_at(s.teams, t).idle_first >= 0:
        jump(s.entries, WAKE, s.here, t, 0)


@inner
def finish_job(s: Row, j: int) -> None:
    """See :func:`reorg.engine.streams.end_job`."""
    jump(s.entries, FINISH_JOB, s.here, j, 0)


@inner
def finish_decided(s: Row, place: int) -> None:
    """See :func:`reorg.engine.requests.end_decision`."""
    jump(s.entries, FINISH_DECIDED, s.here, place, 0)


@inner
def leave(s: Row, p: int, hire: int) -> None:
    """See :func:`reorg.engine.people.let_go_of`."""
    jump(s.entries, LEAVE, s.here, p, hire)


@inner
def change(s: Row, k: int) -> None:
    """See :func:`reorg.engine.events.happen`."""
    jump(s.entries, CHANGE_NOW, s.here, k, 0)


@inner
def end_week(s: Row, week: int) -> None:
    """See :func:`reorg.engine.week.take_stock`."""
    jump(s.entries, END_WEEK, s.here, week, 0)


@inner
def take_structure(s: Row, structure: int) -> None:
    """See :func:`reorg.engine.change.seat_everybody`."""
    jump(s.entries, TAKE_STRUCTURE, s.here, structure, 0)


@inner
def gather(s: Row, k: int) -> None:
    """See :func:`reorg.engine.change.hold_meeting`."""
    jump(s.entries, GATHER_NOW, s.here, k, 0)


@inner
def fill(s: Row, p: int) -> None:
    """See :func:`reorg.engine.people.seat_successor`."""
    jump(s.entries, FILL_NOW, s.here, p, 0)


@inner
def prepare(s: Row) -> None:
    """See :func:`reorg.engine.course.begin_world`."""
    jump(s.entries, PREPARE, s.here, 0, 0)


@inner
def submit(s: Row, p: int, j: int) -> None:
    """See :func:`reorg.engine.accelerators.submit_run`."""
    jump(s.entries, SUBMIT, s.here, p, j)


@inner
def serve(s: Row, k: int) -> None:
    """See :func:`reorg.engine.accelerators.serve_pool`."""
    jump(s.entries, SERVE, s.here, k, 0)


@inner
def go_on(s: Row, g: int) -> None:
    """See :func:`reorg.engine.accelerators.end_stretch`."""
    jump(s.entries, GO_ON, s.here, g, 0)


@inner
def allocate(s: Row) -> None:
    """See :func:`reorg.engine.accelerators.share_out`."""
    jump(s.entries, ALLOCATE, s.here, 0, 0)


@inner
def hand_out(s: Row, p: int) -> None:
    """See :func:`reorg.engine.agents.give_agents_work`."""
    jump(s.entries, HAND_OUT, s.here, p, 0)


@inner
def send_back(s: Row, j: int) -> None:
    """See :func:`reorg.engine.rework.send_back`."""
    jump(s.entries, SEND_BACK, s.here, j, 0)


@inner
def try_out(s: Row, j: int, chunk: int) -> None:
    """See :func:`reorg.engine.search.try_change`."""
    jump(s.entries, TRY_OUT, s.here, j, chunk)


@inner
def judge(s: Row, k: int) -> None:
    """See :func:`reorg.engine.search.judge_whole`."""
    jump(s.entries, JUDGE_NOW, s.here, k, 0)


@inner
def time_up(s: Row, k: int) -> None:
    """See :func:`reorg.engine.search.end_research`."""
    jump(s.entries, END_RESEARCH, s.here, k, 0)


@inner
def grade_release(s: Row, k: int) -> None:
    """See :func:`reorg.engine.landscape.grade`."""
    jump(s.entries, GRADE, s.here, k, 0)


@inner
def end_attempt(s: Row, j: int) -> None:
    """See :func:`reorg.engine.racing.end_attempt`."""
    jump(s.entries, END_ATTEMPT, s.here, j, 0)


@inner
def judge_race(s: Row, race: int) -> None:
    """See :func:`reorg.engine.racing.decide_race`."""
    jump(s.entries, DECIDE_RACE, s.here, race, 0)


@inner
def regroup(s: Row, before: int) -> None:
    """See :func:`reorg.engine.racing.regroup`."""
    jump(s.entries, REGROUP, s.here, before, 0)
