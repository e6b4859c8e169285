"""Succession: a vacant position is filled when the time has come, or its holder returns."""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.kernel.contagion import note_off_roster
from reorg.engine.kernel.hiring import (
    count_hire,
    expect_successor,
    seat_successor,
    set_pay,
    start_hiring,
)
from reorg.engine.kernel.lines import list_reports
from reorg.engine.kernel.seating import start_role_ambiguity
from reorg.engine.kernel.structure import is_lead, is_vacant
from reorg.engine.kernel.ties import copy_tie
from reorg.engine.kernel.vacating import PROMOTED
from reorg.engine.machine.calls import take_seat, vacate
from reorg.engine.machine.ledger import log_event
from reorg.engine.state.constants import ABSENT, L_BACK, L_JOINED, L_PROMOTED
from reorg.engine.state.memory import (
    assumed_at,
    dated_event_at,
    integer_at,
    person_at,
)
from reorg.engine.state.rows import Row
from reorg.engine.state.tables import (
    departure_hazard,
    known_area,
    put_departure_hazard,
    put_skill_level,
    remembered_work,
    skill_level,
)
from reorg.mechanisms.familiarity import REMEMBERED
from reorg.mechanisms.ties import TEAMS_REMEMBERED
from reorg.mechanisms.turnover import SPREAD_WEEKS
from reorg.model.events import code_of

REPLACE = code_of("replace")


@inner
def fill_position(s: Row, p: int) -> None:
    """Fill a vacant position with the expected successor; one from outside if an heir has left."""
    person = person_at(s.people, p)
    if person.activity != ABSENT or person.until != s.now:
        s.events -= 1
        return
    if person.heir < 0:
        seat_successor(s, p)
    elif person.heir == p:
        return_from_leave(s, p)
    elif is_vacant(s, person.heir):
        a = assumed_at(s.assumed, 0)
        set_pay(s, p, person.base_pay * a.succession_outside_pay)
        if s.now >= s.start:
            count_hire(s, p)
        expect_successor(s, p, a.succession_outside_weeks, -1)
    else:
        promote(s, p, person.heir)


@inner
def return_from_leave(s: Row, p: int) -> None:
    """Return a person from leave to the position, with the remaining knowledge, ties and habits."""
    person = person_at(s.people, p)
    person.until, person.heir = -1.0, -1
    take_seat(s, p, L_BACK)


@inner
def promote(s: Row, p: int, q: int) -> None:
    """Promote ``q`` to the vacant position ``p``; the position left is vacant and filled as any other."""
    person = person_at(s.people, p)
    log_event(s, L_PROMOTED, p, q, 0.0)
    carry_person(s, p, q)
    vacate(s, q, PROMOTED)
    person.hired += 1
    person.until = -1.0
    person.heir = -1
    person.role_since = s.now if is_lead(s, p) else -1.0
    person.role_inside = 1
    note_off_roster(s, p)
    person.loss, person.unrest = 0.0, -1.0
    for i in range(list_reports(s, p)):
        report = person_at(s.people, integer_at(s.crowd, i))
        if report.boss == p:
            report.unrest = s.now
    start_role_ambiguity(s, p)
    take_seat(s, p, L_JOINED)
    if not is_successor_stated(s, q):
        start_hiring(s, q)


@inner
def is_successor_stated(s: Row, p: int) -> bool:
    """Return whether a dated event will fill a position, so that no successor is searched for meanwhile."""
    for k in range(s.change_count):
        c = dated_event_at(s.changes, k)
        if c.what == REPLACE and c.person == p and c.group < 0 and c.time > s.now:
            return True
    return False


@inner
def carry_person(s: Row, p: int, q: int) -> None:
    """Copy what belongs to the person and not to the position from ``q`` to the vacant ``p``."""
    to, of = person_at(s.people, p), person_at(s.people, q)
    to.joined, to.tenure, to.changed, to.moved, to.weary = (
        of.joined,
        of.tenure,
        of.changed,
        of.moved,
        of.weary,
    )
    to.threshold, to.cumulated, to.exits, to.deferred = of.threshold, of.cumulated, of.exits, of.deferred
    to.load, to.scope_lost, to.scope_time = of.load, of.scope_lost, of.scope_time
    to.last, to.own_hours, to.practiced = of.last, of.own_hours, of.practiced
    to.unhelped = of.unhelped
    for k in range(SPREAD_WEEKS):
        put_departure_hazard(s, p, k, departure_hazard(s, q, k))
    for k in range(TEAMS_REMEMBERED):
        copy_tie(s, p, k, q, k)
    for area in range(s.area_count):
        known = known_area(s, p, area)
        known.value = known_area(s, q, area).value
        known.time = known_area(s, q, area).time
        put_skill_level(s, p, area, skill_level(s, q, area))
    for k in range(REMEMBERED):
        mine = remembered_work(s, p, k)
        thine = remembered_work(s, q, k)
        mine.thing, mine.area, mine.hours = thine.thing, thine.area, thine.hours
        mine.value, mine.time = thine.value, thine.time
