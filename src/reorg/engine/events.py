"""Dated events of a scenario: one function per thing that can happen."""

from __future__ import annotations

from reorg import luck
from reorg.compilation import inner
from reorg.engine.change import (
    lose_scope,
    note_scope,
    reorganize,
    reroute,
    take_seat,
    wake_asked,
    wake_everybody,
)
from reorg.engine.jumps import allocate, leave, next_for, wake
from reorg.engine.ledger import note
from reorg.engine.memory import change_at, integer_at, job_at, person_at, put_integer, stream_at, team_at
from reorg.engine.people import arrive_at_work, expect
from reorg.engine.records import (
    ABSENT,
    BUDGET,
    DEMAND,
    EQUIP,
    FINISHED,
    JOIN,
    L_MOVED,
    LAYOFF,
    LEAVE,
    MOVE,
    NOTHING,
    OPEN,
    PRIORITY,
    REORGANIZE,
    REPLACE,
    Row,
)
from reorg.engine.relations import appoint, lacks_lead, relead
from reorg.engine.stakes import number_of
from reorg.engine.streams import change_demand
from reorg.engine.waiting import has_come
from reorg.engine.work import delist, enlist, enter_idle, leave_idle


@inner
def happen(s: Row, k: int) -> None:
    """Let one dated event happen, or one that waits if what it waits for has come."""
    c = change_at(s.changes, k)
    if (c.group >= 0 or c.after >= 0) and not has_come(s, k):
        s.events -= 1
        return
    if c.what == REORGANIZE:
        reorganize(s, c.structure)
        wake_everybody(s)
    elif c.what == LEAVE:
        depart(s, c.person, c.hire)
    elif c.what == JOIN:
        if person_at(s.people, c.person).doing == ABSENT:
            s.payroll += person_at(s.people, c.person).pay
            arrive_at_work(s, c.person)
    elif c.what == REPLACE:
        replace(s, k)
    elif c.what == MOVE:
        move(s, c.person, integer_at(s.team_by_name, s.structure * s.name_count + c.team))
    elif c.what == DEMAND:
        change_demand(s, c.stream, c.value)
    elif c.what == BUDGET:
        if c.hire >= 0:
            s.frozen = c.hire
        if c.value >= 0.0:
            s.budget = c.value * s.payroll
        if c.gpus >= 0.0:
            s.gpus_share *= c.gpus
            allocate(s)
    elif c.what == LAYOFF:
        lay_off(s, k)
    elif c.what == PRIORITY:
        reprioritize(s, k)
    elif c.what == EQUIP:
        for i in range(c.first, c.last):
            person_at(s.people, integer_at(s.named, i)).agents = int(c.value)


@inner
def depart(s: Row, p: int, hire: int) -> None:
    """Let a person go on a date, if the position is not vacant already."""
    if person_at(s.people, p).doing != ABSENT:
        leave(s, p, hire)


@inner
def replace(s: Row, k: int) -> None:
    """Bring a successor from outside with stated skills and pay; who sits there still goes first."""
    c = change_at(s.changes, k)
    depart(s, c.person, 0)
    if c.value >= 0.0:
        person = person_at(s.people, c.person)
        if person.until >= 0.0:
            s.payroll += c.value - person.pay
        person.pay = c.value
    if c.skills >= 0:
        for area in range(s.area_count):
            level = integer_at(s.new_skills, c.skills * s.area_count + area)
            put_integer(s.skill, c.person * s.area_count + area, level)
    expect(s, c.person, c.weeks)


@inner
def move(s: Row, p: int, t: int) -> None:
    """Move a person to another team of the present structure; the former team gets an acting lead."""
    person = person_at(s.people, p)
    if t < 0 or t == person.team:
        return
    former = person.team
    if person.doing == NOTHING:
        leave_idle(s, p)
    note_scope(s)
    take_seat(s, p, t, False)
    note(s, L_MOVED, p, t, 0.0)
    if team_at(s.teams, former).lead == p:
        appoint(s, former)
    if person.doing != ABSENT and lacks_lead(s, p, t):
        appoint(s, t)
    relead(s)
    lose_scope(s)
    reroute(s, p)
    if person.doing == NOTHING:
        enter_idle(s, p)
        next_for(s, p)
    wake_asked(s)
    # Where nobody skilled is left, anybody may do the work.
    wake(s, former)


@inner
def lay_off(s: Row, k: int) -> None:
    """Let the stated share of the people named go, drawn by lot; everybody who stays has felt it."""
    c = change_at(s.changes, k)
    present = 0
    for i in range(c.first, c.last):
        p = integer_at(s.named, i)
        if person_at(s.people, p).doing != ABSENT:
            person_at(s.people, p).lot = luck.uniform(
                s.key, luck.LAYOFF, person_at(s.people, p).key, c.number
            )
            present += 1
    going = int(c.value * present + 0.5)
    for _ in range(going):
        least = -1
        for i in range(c.first, c.last):
            p = integer_at(s.named, i)
            if person_at(s.people, p).doing != ABSENT and (
                least < 0 or person_at(s.people, p).lot < person_at(s.people, least).lot
            ):
                least = p
        depart(s, least, 0)
    for p in range(s.people_count):
        if person_at(s.people, p).doing != ABSENT:
            person_at(s.people, p).moved = s.now


@inner
def reprioritize(s: Row, k: int) -> None:
    """Give the work named another priority; what is open finds its new place in the lists."""
    c = change_at(s.changes, k)
    for i in range(c.first, c.last):
        number = integer_at(s.named, i)
        if number >= s.packages:
            stream_at(s.streams, number - s.packages).priority = c.value
        for j in range(s.job_count):
            job = job_at(s.jobs, j)
            if job.state != FINISHED and number_of(s, j) == number:
                delist(s, j)
                job.priority = c.value
                if job.state == OPEN:
                    enlist(s, j)
