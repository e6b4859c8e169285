"""Succession: who takes a vacant position when the time has come, from inside or from outside."""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.kernel.hiring import expect_successor, seat_successor, set_pay, start_hiring, take_seat
from reorg.engine.kernel.seating import unsettle
from reorg.engine.kernel.structure import is_lead, is_vacant
from reorg.engine.kernel.turnover import vacate
from reorg.engine.machine.ledger import log_event
from reorg.engine.state.constants import ABSENT, L_PROMOTED
from reorg.engine.state.memory import (
    assumed_at,
    copy_tie,
    dated_event_at,
    familiarity_at,
    integer_at,
    knowledge_at,
    number_at,
    person_at,
    put_integer,
    put_number,
)
from reorg.engine.state.rows import Row
from reorg.mechanisms.familiarity import REMEMBERED
from reorg.mechanisms.succession import MOVED_SHARE
from reorg.mechanisms.ties import TEAMS_REMEMBERED
from reorg.mechanisms.turnover import SPREAD_WEEKS
from reorg.model.events import code_of

REPLACE = code_of("replace")


@inner
def fill_position(s: Row, p: int) -> None:
    """Let the successor who was expected take a vacant position; an heir who has gone is one from outside."""
    person = person_at(s.people, p)
    if person.activity != ABSENT or person.until != s.now:
        s.events -= 1
        return
    if person.heir < 0:
        seat_successor(s, p)
    elif is_vacant(s, person.heir):
        a = assumed_at(s.assumed, 0)
        set_pay(s, p, person.base_pay * a.succession_outside_pay)
        if s.now >= s.start:
            s.hires += 1
            s.hiring_cost += a.onboarding_hiring_cost_salaries * person.pay * 52.0
        expect_successor(s, p, a.succession_outside_weeks, -1)
    else:
        promote(s, p, person.heir)


@inner
def promote(s: Row, p: int, q: int) -> None:
    """Let ``q`` take the vacant position ``p``; the position left is vacant and filled as any other."""
    person = person_at(s.people, p)
    log_event(s, L_PROMOTED, p, q, 0.0)
    carry_person(s, p, q)
    vacate(s, q, MOVED_SHARE)
    person.hired += 1
    person.until = -1.0
    person.heir = -1
    person.role_since = s.now if is_lead(s, p) else -1.0
    person.role_inside = 1
    person.loss, person.unrest = 0.0, -1.0
    for r in range(s.people_count):
        if person_at(s.people, r).boss == p:
            person_at(s.people, r).unrest = s.now
    unsettle(s, p)
    take_seat(s, p)
    if not is_successor_stated(s, q):
        start_hiring(s, q)


@inner
def is_successor_stated(s: Row, p: int) -> bool:
    """Tell whether a dated event is still to come that fills a position: nobody is looked for meanwhile."""
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
    for k in range(SPREAD_WEEKS):
        put_number(s.contagion, p * SPREAD_WEEKS + k, number_at(s.contagion, q * SPREAD_WEEKS + k))
    for k in range(TEAMS_REMEMBERED):
        copy_tie(s.ties, p * TEAMS_REMEMBERED + k, q * TEAMS_REMEMBERED + k)
    for area in range(s.area_count):
        known = knowledge_at(s.knowledge, p * s.area_count + area)
        known.value = knowledge_at(s.knowledge, q * s.area_count + area).value
        known.time = knowledge_at(s.knowledge, q * s.area_count + area).time
        put_integer(s.skill, p * s.area_count + area, integer_at(s.skill, q * s.area_count + area))
    for k in range(REMEMBERED):
        mine = familiarity_at(s.familiarity, p * REMEMBERED + k)
        thine = familiarity_at(s.familiarity, q * REMEMBERED + k)
        mine.thing, mine.area, mine.hours = thine.thing, thine.area, thine.hours
        mine.value, mine.time, mine.job = thine.value, thine.time, -1
