"""Turnover: a person's hazard of leaving, and what a departure does to colleagues and work.

A departure adds to the hazard of those tied to the leaver, opens the position, and passes chunks, held
work and the inbox on.
"""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.kernel.agents import recall_all_chunks, recall_chunk
from reorg.engine.kernel.attention import append_to_inbox, free_item, remove_from_inbox
from reorg.engine.kernel.contagion import spread_contagion
from reorg.engine.kernel.coordination import miss_request
from reorg.engine.kernel.escalation import hand_over_question
from reorg.engine.kernel.familiarity import forget_all, next_active, pause_all
from reorg.engine.kernel.hiring import start_hiring
from reorg.engine.kernel.knowledge import knowledge_of
from reorg.engine.kernel.lines import change_leads, list_line
from reorg.engine.kernel.ownership import return_chunk
from reorg.engine.kernel.queues import enqueue_job, leave_idle, release_hold
from reorg.engine.kernel.seating import weary_factor
from reorg.engine.kernel.second_seats import leave_desk
from reorg.engine.kernel.structure import (
    attention_lacking,
    count_in_line,
    count_member,
    lead_of,
    second_lead,
)
from reorg.engine.machine.calls import begin_next_activity, close_if_done, offer_work
from reorg.engine.machine.completions import cancel_completion
from reorg.engine.machine.ledger import book_hours, count_presence, log_event
from reorg.engine.state.constants import (
    ABSENT,
    ASK,
    CHUNK,
    DECIDE,
    HOURS_PER_WEEK,
    HOURS_PER_YEAR,
    ITEM,
    L_AWAY,
    L_LEFT,
    NO_ACTIVITY,
    PASS,
    RESULT,
)
from reorg.engine.state.memory import (
    area_at,
    assumed_at,
    integer_at,
    item_at,
    job_at,
    number_at,
    person_at,
    put_number,
    team_at,
)
from reorg.engine.state.rows import Row
from reorg.mechanisms import turnover
from reorg.mechanisms.knowledge import KNOWER
from reorg.mechanisms.succession import UNREST_WEEKS

ON_LEAVE = 2
"""Instead of whether somebody is hired: the position is kept for who goes."""


@inner
def hazard(s: Row, p: int) -> float:
    """Return a person's hazard of leaving for the week that ends, all causes together."""
    a = assumed_at(s.assumed, 0)
    if a.turnover_base_per_year <= 0.0:
        return 0.0
    person = person_at(s.people, p)
    contagion = 0.0
    if team_at(s.teams, person.team).size > 1:
        contagion = turnover.contagion_felt(a.turnover_contagion, s.week)
    own = turnover.weekly_hazard(a.turnover_base_per_year, log_hazard_factors(s, p), contagion)
    owed = person.exits + person.deferred
    weekly = turnover.capped(own + owed, a.turnover_rate_ceiling)
    person.deferred = min(owed, own + owed - weekly)
    return weekly


@inner
def log_hazard_factors(s: Row, p: int) -> float:
    """Return the logarithm of what makes a person's hazard differ from the base."""
    a = assumed_at(s.assumed, 0)
    person = person_at(s.people, p)
    years = person.tenure + (s.now - s.start) / HOURS_PER_YEAR
    if person.joined >= 0.0:
        years = (s.now - person.joined) / HOURS_PER_YEAR
    factors = a.turnover_tenure * turnover.tenure(years)
    if person.load > 0.0:
        factors += turnover.overload(person.load, a.turnover_overload_ceiling, a.turnover_overload_half)
    if person.scope_lost > 0.0:
        weeks = (s.now - person.scope_time) / HOURS_PER_WEEK
        left = turnover.scope_faded(person.scope_lost, weeks, a.turnover_scope_memory_weeks)
        factors += a.turnover_scope_loss * left
    if person.moved >= 0.0 and s.now - person.moved < turnover.MOVED_WEEKS * HOURS_PER_WEEK:
        factors += a.turnover_moved * weary_factor(s, p)
    factors += a.turnover_lead_left * loss_left(s, p)
    if person.unrest >= 0.0 and s.now - person.unrest < UNREST_WEEKS * HOURS_PER_WEEK:
        factors += a.succession_unrest_inside
    if person.role_since >= 0.0 and person.role_inside == 0:
        factors += a.succession_outside_leaving
    factors += a.management_unserved_leaving * attention_lacking(s, p)
    if second_lead(s, p) >= 0:
        factors += a.matrix_leaving
    if person.principal == 1:
        factors += a.turnover_senior_moves
    return factors


@inner
def depart(s: Row, p: int, hire: int) -> None:
    """Let a person go: colleagues feel it, work and inbox pass on, the position opens if ``hire``.

    Of who is only ON_LEAVE work and inbox pass on, nothing else.
    """
    person = person_at(s.people, p)
    if hire == ON_LEAVE:
        log_event(s, L_AWAY, p, person.team, 0.0)
        vacate(s, p, 0.0, 1)
        return
    log_event(s, L_LEFT, p, person.team, person.cumulated)
    if s.now >= s.start:
        s.departures += 1
        s.regretted += is_regretted(s, p)
        if number_at(s.exit_weeks, p) < 0.0:
            put_number(s.exit_weeks, p, (s.now - s.start) / HOURS_PER_WEEK)
    spread_contagion(s, p)
    if person.activity == ABSENT:
        give_up_return(s, p)
    else:
        vacate(s, p, 1.0, 0)
    person.opening = hire
    if hire == 1:
        start_hiring(s, p)


@inner
def is_held(s: Row, p: int) -> bool:
    """Tell whether somebody holds a position: is there, or on leave and expected back."""
    person = person_at(s.people, p)
    return bool(person.activity != ABSENT or (person.heir == p and person.until >= 0.0))


@inner
def give_up_return(s: Row, p: int) -> None:
    """Let a person who is away not come back: the position is no longer kept."""
    person = person_at(s.people, p)
    person.until, person.heir = -1.0, -1
    s.payroll -= person.pay
    forget_all(s, p)


@inner
def vacate(s: Row, p: int, loss: float, away: int) -> None:
    """Leave a position, or be ``away``: reports feel ``loss``, chunks, held work and the inbox pass on."""
    person = person_at(s.people, p)
    team = person.team
    activity, on, since = person.activity, person.on, person.since
    book_hours(s, p)
    if activity == NO_ACTIVITY:
        leave_idle(s, p)
    leave_desk(s, p)
    person.activity = ABSENT
    s.payroll -= person.pay
    cancel_completion(s, p)
    count_presence(s, p)
    if away == 1:
        pause_all(s, p)
    else:
        forget_all(s, p)
    count_member(s, p, -1)
    count_in_line(s, p, -1)
    count = list_line(s, p)
    if loss > 0.0:
        for i in range(count):
            if person_at(s.people, integer_at(s.crowd, i)).lead == p:
                feel_loss(s, integer_at(s.crowd, i), loss)
    change_leads(s, p, count)
    person.appointed, person.appointment_hours = 0, 0.0
    if activity == CHUNK:
        hand_over_chunk(s, p, on, since)
    person.until = -1.0
    while person.held >= 0:
        held = person.held
        release_hold(s, held)
        enqueue_job(s, held)
        offer_work(s, job_at(s.jobs, held).owner)
    recall_all_chunks(s, p)
    if activity == ITEM:
        hand_over_item(s, p, on)
    place = person.inbox_first
    while place >= 0:
        after = item_at(s.items, place).after
        remove_from_inbox(s, place)
        hand_over_item(s, p, place)
        place = after
    # Where nobody skilled is left, anybody may do the work.
    offer_work(s, team)


@inner
def feel_loss(s: Row, p: int, loss: float) -> None:
    """Let a person feel the loss of the lead, on top of what is left of the last one but at most in full."""
    person = person_at(s.people, p)
    person.loss = min(1.0, loss_left(s, p) + loss)
    person.loss_time = s.now


@inner
def loss_left(s: Row, p: int) -> float:
    """Return what a person still feels of the loss of a lead."""
    person = person_at(s.people, p)
    if person.loss <= 0.0:
        return 0.0
    weeks = (s.now - person.loss_time) / HOURS_PER_WEEK
    return turnover.scope_faded(person.loss, weeks, assumed_at(s.assumed, 0).turnover_lead_left_weeks)


@inner
def is_regretted(s: Row, p: int) -> int:
    """Return 1 where a person is the first or the only expert of an area, as of the last survey, else 0."""
    for area in range(s.area_count):
        row = area_at(s.areas, area)
        if knowledge_of(s, p, area) > KNOWER and (row.best == p or row.experts <= 1):
            return 1
    return 0


@inner
def hand_over_chunk(s: Row, p: int, j: int, since: float) -> None:
    """Return a leaver's chunk to its job: what only the leaver knew of the part done is lost in part."""
    person = person_at(s.people, p)
    job = job_at(s.jobs, j)
    done = 0.0
    if person.until > since:
        done = person.hours * (s.now - since) / (person.until - since)
    if j >= s.packages or next_active(s, job.active_first) < 0:
        done *= 1.0 - assumed_at(s.assumed, 0).knowledge_lost_in_handover
    return_chunk(s, p, j, done, since)
    if job.boxed == 1:
        job.todo = job.redo = 0.0
    if job.todo + job.redo <= 0.0:
        close_if_done(s, j)
    elif job.holder < 0:
        enqueue_job(s, j)
        offer_work(s, job.owner)


@inner
def hand_over_item(s: Row, p: int, place: int) -> None:
    """Pass a leaver's item to the person who must do it now; the leaver's personal items lapse."""
    item = item_at(s.items, place)
    heir = lead_of(s, p, person_at(s.people, p).team)
    if item.kind == DECIDE or item.kind == PASS:
        hand_over_question(s, p, place)
    elif item.kind == ASK and (heir < 0 or heir == item.asker):
        miss_request(s, place)
        free_item(s, place)
    elif item.kind != ASK:
        if item.kind == RESULT:
            recall_chunk(s, place)
        free_item(s, place)
    else:
        item.person = heir
        append_to_inbox(s, place)
        if person_at(s.people, heir).activity == NO_ACTIVITY:
            begin_next_activity(s, heir)
