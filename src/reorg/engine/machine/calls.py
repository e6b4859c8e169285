"""Functions reached through a table of addresses, so that each is compiled once and not into every caller.

A compiled function contains a copy of everything it calls, and calls in a cycle cannot be compiled. Functions
with many callers and rarely called ones are therefore separated here: a stub with the name of the function
jumps to an address held in the world's row. :mod:`reorg.engine.bodies` names the bodies, in the order of
these numbers.
"""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.state.memory import call_at_address, team_at
from reorg.engine.state.rows import Row

DELIVER_ITEM, BEGIN_NEXT_ACTIVITY, OFFER_WORK, CLOSE_IF_DONE, END_DECISION, DEPART, APPLY_EVENT, END_WEEK = (
    range(8)
)
ADOPT_STRUCTURE, HOLD_MEETING, FILL_POSITION, START_WORLD = range(8, 12)
SUBMIT_RUN, SERVE_POOL, END_SEGMENT, ALLOCATE_POOLS, DELEGATE_WORK, SEND_BACK = range(12, 18)
RUN_TRIAL, JUDGE_DESIGN, END_RESEARCH, MEASURE_CAPABILITY = range(18, 22)
END_ATTEMPT, DECIDE_RACE, TRANSFER_RACES, CHANGE_DESK = range(22, 26)
VACATE, TAKE_SEAT, SETTLE_BETWEEN, DECIDE_AT_MEETING = range(26, 30)


@inner
def deliver_item(s: Row, place: int, line: int) -> None:
    """See :func:`reorg.engine.kernel.attention.deliver_item`."""
    call_at_address(s.entries, DELIVER_ITEM, s.here, place, line)


@inner
def begin_next_activity(s: Row, p: int) -> None:
    """See :func:`reorg.engine.kernel.attention.begin_next_activity`."""
    call_at_address(s.entries, BEGIN_NEXT_ACTIVITY, s.here, p, 0)


@inner
def offer_work(s: Row, t: int) -> None:
    """See :func:`reorg.engine.kernel.dispatching.offer_work`; with nobody idle it does nothing."""
    if s.deferring == 1 or team_at(s.teams, t).idle_first >= 0:
        call_at_address(s.entries, OFFER_WORK, s.here, t, 0)


@inner
def close_if_done(s: Row, j: int) -> None:
    """See :func:`reorg.engine.kernel.closing.close_if_done`."""
    call_at_address(s.entries, CLOSE_IF_DONE, s.here, j, 0)


@inner
def end_decision(s: Row, place: int) -> None:
    """See :func:`reorg.engine.kernel.decisions.end_decision`."""
    call_at_address(s.entries, END_DECISION, s.here, place, 0)


@inner
def depart(s: Row, p: int, hire: int) -> None:
    """See :func:`reorg.engine.kernel.turnover.depart`."""
    call_at_address(s.entries, DEPART, s.here, p, hire)


@inner
def apply_event(s: Row, k: int) -> None:
    """See :func:`reorg.engine.kernel.events.apply_event`."""
    call_at_address(s.entries, APPLY_EVENT, s.here, k, 0)


@inner
def end_week(s: Row, week: int) -> None:
    """See :func:`reorg.engine.kernel.week_end.end_week`."""
    call_at_address(s.entries, END_WEEK, s.here, week, 0)


@inner
def adopt_structure(s: Row, structure: int) -> None:
    """See :func:`reorg.engine.kernel.seating.adopt_structure`."""
    call_at_address(s.entries, ADOPT_STRUCTURE, s.here, structure, 0)


@inner
def hold_meeting(s: Row, k: int) -> None:
    """See :func:`reorg.engine.kernel.meetings.hold_meeting`."""
    call_at_address(s.entries, HOLD_MEETING, s.here, k, 0)


@inner
def fill_position(s: Row, p: int) -> None:
    """See :func:`reorg.engine.kernel.succession.fill_position`."""
    call_at_address(s.entries, FILL_POSITION, s.here, p, 0)


@inner
def start_world(s: Row) -> None:
    """See :func:`reorg.engine.start.start_world`."""
    call_at_address(s.entries, START_WORLD, s.here, 0, 0)


@inner
def submit_run(s: Row, p: int, j: int) -> None:
    """See :func:`reorg.engine.kernel.compute.submit_run`."""
    call_at_address(s.entries, SUBMIT_RUN, s.here, p, j)


@inner
def serve_pool(s: Row, k: int) -> None:
    """See :func:`reorg.engine.kernel.pools.serve_pool`."""
    call_at_address(s.entries, SERVE_POOL, s.here, k, 0)


@inner
def end_segment(s: Row, g: int) -> None:
    """See :func:`reorg.engine.kernel.compute.end_segment`."""
    call_at_address(s.entries, END_SEGMENT, s.here, g, 0)


@inner
def allocate_pools(s: Row) -> None:
    """See :func:`reorg.engine.kernel.compute.allocate_pools`."""
    call_at_address(s.entries, ALLOCATE_POOLS, s.here, 0, 0)


@inner
def delegate_work(s: Row, p: int) -> None:
    """See :func:`reorg.engine.kernel.delegation.delegate_work`."""
    call_at_address(s.entries, DELEGATE_WORK, s.here, p, 0)


@inner
def send_back(s: Row, j: int) -> None:
    """See :func:`reorg.engine.kernel.rework.send_back`."""
    call_at_address(s.entries, SEND_BACK, s.here, j, 0)


@inner
def run_trial(s: Row, j: int, chunk: int) -> None:
    """See :func:`reorg.engine.kernel.discovery.run_trial`."""
    call_at_address(s.entries, RUN_TRIAL, s.here, j, chunk)


@inner
def judge_design(s: Row, k: int) -> None:
    """See :func:`reorg.engine.kernel.discovery.judge_design`."""
    call_at_address(s.entries, JUDGE_DESIGN, s.here, k, 0)


@inner
def end_research(s: Row, k: int) -> None:
    """See :func:`reorg.engine.kernel.discovery.end_research`."""
    call_at_address(s.entries, END_RESEARCH, s.here, k, 0)


@inner
def measure_capability(s: Row, k: int) -> None:
    """See :func:`reorg.engine.kernel.landscape.measure_capability`."""
    call_at_address(s.entries, MEASURE_CAPABILITY, s.here, k, 0)


@inner
def end_attempt(s: Row, j: int) -> None:
    """See :func:`reorg.engine.kernel.acceptance.end_attempt`."""
    call_at_address(s.entries, END_ATTEMPT, s.here, j, 0)


@inner
def decide_race(s: Row, race: int) -> None:
    """See :func:`reorg.engine.kernel.racing.decide_race`."""
    call_at_address(s.entries, DECIDE_RACE, s.here, race, 0)


@inner
def transfer_races(s: Row, before: int) -> None:
    """See :func:`reorg.engine.kernel.race_transfer.transfer_races`."""
    call_at_address(s.entries, TRANSFER_RACES, s.here, before, 0)


@inner
def switch_seat(s: Row, p: int) -> None:
    """See :func:`reorg.engine.kernel.second_seats.switch_seat`."""
    call_at_address(s.entries, CHANGE_DESK, s.here, p, 0)


@inner
def vacate(s: Row, p: int, why: int) -> None:
    """See :func:`reorg.engine.kernel.vacating.vacate`."""
    call_at_address(s.entries, VACATE, s.here, p, why)


@inner
def take_seat(s: Row, p: int, code: int) -> None:
    """See :func:`reorg.engine.kernel.arriving.take_seat`."""
    call_at_address(s.entries, TAKE_SEAT, s.here, p, code)


@inner
def settle_between(s: Row, p: int, q: int) -> None:
    """See :func:`reorg.engine.kernel.settling.settle_between`."""
    call_at_address(s.entries, SETTLE_BETWEEN, s.here, p, q)


@inner
def decide_at_meeting(s: Row, p: int, k: int) -> None:
    """See :func:`reorg.engine.kernel.meetings.decide_at_meeting`."""
    call_at_address(s.entries, DECIDE_AT_MEETING, s.here, p, k)
