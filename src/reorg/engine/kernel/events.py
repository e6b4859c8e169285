"""Events of a scenario, on a date or triggered by a late release: one function per kind."""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.kernel.deferral import dispatch_everybody, dispatch_inboxes
from reorg.engine.kernel.escalation import reroute_decisions
from reorg.engine.kernel.hiring import expect_successor, seat_newcomer, set_pay
from reorg.engine.kernel.layoff import lay_off
from reorg.engine.kernel.lines import recompute_lines
from reorg.engine.kernel.ownership import work_number
from reorg.engine.kernel.queues import dequeue_job, enqueue_job, enter_idle, leave_idle
from reorg.engine.kernel.reorganization import reorganize
from reorg.engine.kernel.seating import note_change, record_lost_scope, record_scope, seat_person
from reorg.engine.kernel.second_seats import plan_visit
from reorg.engine.kernel.streams import change_demand
from reorg.engine.kernel.structure import appoint_lead, is_lead, lacks_lead, list_offices
from reorg.engine.kernel.turnover import ON_LEAVE, is_held
from reorg.engine.kernel.vacating import register_lead_loss
from reorg.engine.machine.calls import allocate_pools, begin_next_activity, depart, offer_work
from reorg.engine.machine.ledger import log_event
from reorg.engine.state.constants import (
    ABSENT,
    FINISHED,
    HOURS_PER_WEEK,
    L_MOVED,
    NO_ACTIVITY,
    OPEN,
)
from reorg.engine.state.memory import (
    assumed_at,
    dated_event_at,
    integer_at,
    job_at,
    person_at,
    release_at,
    stream_at,
    team_at,
)
from reorg.engine.state.rows import Row
from reorg.engine.state.tables import put_skill_level, successor_skill, team_with_id
from reorg.mechanisms.succession import MOVED_SHARE
from reorg.model.events import code_of

REORGANIZE, LEAVE, JOIN, REPLACE, MOVE = map(code_of, ("reorganize", "leave", "join", "replace", "move"))
LAYOFF, EQUIP, AWAY = map(code_of, ("layoff", "equip", "away"))
BUDGET, DEMAND, PRIORITY = map(code_of, ("budget", "demand", "priority"))


@inner
def apply_event(s: Row, k: int) -> None:
    """Apply one dated event, or a triggered one whose condition holds."""
    c = dated_event_at(s.changes, k)
    if (c.group >= 0 or c.after >= 0) and not is_triggered(s, k):
        s.events -= 1
        return
    if c.what == REORGANIZE:
        reorganize(s, c.structure)
        dispatch_everybody(s)
    elif c.what == LEAVE:
        depart_if_held(s, c.person, c.hire)
    elif c.what == JOIN:
        if person_at(s.people, c.person).activity == ABSENT:
            s.payroll += person_at(s.people, c.person).pay
            seat_newcomer(s, c.person)
    elif c.what == REPLACE:
        replace_person(s, k)
    elif c.what == MOVE:
        move_person(s, c.person, team_with_id(s, s.structure, c.team))
    elif c.what == DEMAND:
        change_demand(s, c.stream, c.value)
    elif c.what == BUDGET:
        if c.hire >= 0:
            s.frozen = c.hire
        if c.value >= 0.0:
            s.budget = c.value * s.payroll
        if c.gpus >= 0.0:
            s.gpus_share *= c.gpus
            allocate_pools(s)
    elif c.what == LAYOFF:
        lay_off(s, k)
    elif c.what == PRIORITY:
        reprioritize(s, k)
    elif c.what == AWAY:
        go_away(s, c.person, c.weeks)
    elif c.what == EQUIP:
        for i in range(c.first, c.last):
            person_at(s.people, integer_at(s.named, i)).agents = int(c.value)


@inner
def depart_if_held(s: Row, p: int, hire: int) -> None:
    """Make a person leave on a date, also from leave, if the position is not vacant already."""
    if is_held(s, p):
        depart(s, p, hire)


@inner
def go_away(s: Row, p: int, until_week: float) -> None:
    """Put a person on leave until a week; the position is kept, and stays on the payroll."""
    if person_at(s.people, p).activity != ABSENT:
        depart(s, p, ON_LEAVE)
        expect_successor(s, p, until_week - (s.now - s.start) / HOURS_PER_WEEK, p)


@inner
def replace_person(s: Row, k: int) -> None:
    """Seat a successor, from inside or with stated skills and pay; a present holder leaves first."""
    c = dated_event_at(s.changes, k)
    depart_if_held(s, c.person, 0)
    person = person_at(s.people, c.person)
    if c.value >= 0.0:
        person.base_pay = c.value
        set_pay(s, c.person, c.value)
    elif c.heir < 0 and is_lead(s, c.person):
        set_pay(s, c.person, person.base_pay * assumed_at(s.assumed, 0).succession_outside_pay)
    if c.skills >= 0:
        for area in range(s.area_count):
            level = successor_skill(s, c.skills, area)
            put_skill_level(s, c.person, area, level)
    expect_successor(s, c.person, c.weeks, c.heir)


@inner
def move_person(s: Row, p: int, t: int) -> None:
    """Move a person to another team of the present structure; the former team gets an acting lead."""
    person = person_at(s.people, p)
    if t < 0 or t == person.team:
        return
    former = person.team
    if person.activity == NO_ACTIVITY:
        leave_idle(s, p)
    record_scope(s)
    lead = person.lead
    person.mates, person.stayed = team_at(s.teams, former).size - 1, 0
    seat_person(s, p, t, False)
    log_event(s, L_MOVED, p, t, 0.0)
    if team_at(s.teams, t).official != p:
        for q in range(s.people_count):
            if person_at(s.people, q).lead == p:
                register_lead_loss(s, q, MOVED_SHARE)
    for each in range(s.team_count):
        team = team_at(s.teams, each)
        if team.structure == s.structure and each != t and team.lead == p:
            appoint_lead(s, each)
            if team.official == p:
                # Nobody succeeds a lead who has only moved: the acting lead becomes the lead.
                team.official = team.lead
    if person.activity != ABSENT and lacks_lead(s, p, t):
        appoint_lead(s, t)
    list_offices(s)
    recompute_lines(s)
    plan_visit(s, p)
    note_change(s, p, lead)
    record_lost_scope(s)
    reroute_decisions(s, p)
    if person.activity == NO_ACTIVITY:
        enter_idle(s, p)
        begin_next_activity(s, p)
    dispatch_inboxes(s)
    # If no skilled person is left, anybody may do the work.
    offer_work(s, former)


@inner
def reprioritize(s: Row, k: int) -> None:
    """Change the priority of the work named; open work takes its new place in the lists."""
    c = dated_event_at(s.changes, k)
    for i in range(c.first, c.last):
        number = integer_at(s.named, i)
        if number >= s.packages:
            stream_at(s.streams, number - s.packages).priority = c.value
        for j in range(s.job_count):
            job = job_at(s.jobs, j)
            if job.state != FINISHED and work_number(s, j) == number:
                dequeue_job(s, j)
                job.priority = c.value
                if job.state == OPEN:
                    enqueue_job(s, j)


@inner
def is_triggered(s: Row, k: int) -> bool:
    """Return whether the condition of a triggered event holds, and count the event if it does."""
    c = dated_event_at(s.changes, k)
    if c.after >= 0:
        # The end of a temporary change of demand comes only after its beginning.
        return dated_event_at(s.changes, c.after).happened == 1
    together = dated_event_at(s.changes, c.group)
    if together.times <= 0 or has_shipped(s, c.release):
        return False
    if c.what == REORGANIZE and c.structure < 0:
        c.structure = next_structure(s, k)
        if c.structure < 0:
            return False
    together.times -= 1
    c.happened = 1
    return True


@inner
def has_shipped(s: Row, release: int) -> bool:
    """Return whether every package of an occurrence of a release is finished."""
    row = release_at(s.releases, release)
    unfinished = 0
    for j in range(row.first, row.last):
        unfinished += job_at(s.jobs, j).state != FINISHED
    return unfinished == 0


@inner
def next_structure(s: Row, k: int) -> int:
    """Return the next structure in turn that is not in force, or -1 if there is none."""
    c = dated_event_at(s.changes, k)
    together = dated_event_at(s.changes, c.group)
    for _ in range(c.last - c.first):
        structure = integer_at(s.named, c.first + together.turn % (c.last - c.first))
        together.turn += 1
        if structure != s.structure:
            return structure
    return -1
