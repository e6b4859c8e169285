"""Turnover: a person's hazard of leaving, and what a departure does to colleagues and work.

A departure adds to the hazard of those tied to the leaver, opens the position, and passes chunks, held
work and the inbox on.
"""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.kernel.agents import recall_all_chunks, recall_chunk
from reorg.engine.kernel.attention import append_to_inbox, free_item, remove_from_inbox
from reorg.engine.kernel.calendar import recompute_lines
from reorg.engine.kernel.coordination import miss_request
from reorg.engine.kernel.escalation import hand_over_question
from reorg.engine.kernel.familiarity import forget_all, next_active, pause_all
from reorg.engine.kernel.hiring import start_hiring
from reorg.engine.kernel.knowledge import knowledge_of
from reorg.engine.kernel.ownership import return_chunk
from reorg.engine.kernel.queues import enqueue_job, leave_idle, release_hold
from reorg.engine.kernel.seating import weary_factor
from reorg.engine.kernel.second_seats import leave_desk
from reorg.engine.kernel.structure import (
    appoint_lead,
    attention_lacking,
    count_in_line,
    lead_of,
    leave_team,
    second_lead,
)
from reorg.engine.kernel.ties import tie_between
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
    dated_event_at,
    integer_at,
    item_at,
    job_at,
    number_at,
    person_at,
    put_integer,
    put_number,
    team_at,
)
from reorg.engine.state.rows import Row
from reorg.engine.state.tables import (
    departure_hazard,
    put_departure_hazard,
    team_named,
    tie_to,
)
from reorg.mechanisms import turnover
from reorg.mechanisms.knowledge import KNOWER
from reorg.mechanisms.succession import UNREST_WEEKS
from reorg.mechanisms.ties import TEAMS_REMEMBERED
from reorg.mechanisms.turnover import SPREAD_WEEKS
from reorg.model.events import code_of

MOVE = code_of("move")
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
def expire_contagion(s: Row) -> None:
    """End the hazards from exits that have run their weeks; ``week`` is the one that begins."""
    slot = s.week % SPREAD_WEEKS
    for p in range(s.people_count):
        ended = departure_hazard(s, p, slot)
        if ended > 0.0:
            person_at(s.people, p).exits -= ended
            put_departure_hazard(s, p, slot, 0.0)


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
    if loss > 0.0:
        for q in range(s.people_count):
            if person_at(s.people, q).lead == p and q != p:
                feel_loss(s, q, loss)
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
    leave_team(s, p)
    led = 0
    for t in range(s.team_count):
        if team_at(s.teams, t).structure == s.structure and team_at(s.teams, t).lead == p:
            appoint_lead(s, t)
            led += 1
    if led > 0:
        recompute_lines(s)
    else:
        count_in_line(s, p, -1)
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
def list_tied_colleagues(s: Row, p: int) -> int:
    """List in the crowd everybody present who may have a tie to ``p``; returns how many."""
    s.serial += 1
    person_at(s.people, p).mark = s.serial
    count = 0
    for k in range(TEAMS_REMEMBERED):
        name = tie_to(s, p, k).team
        if name >= 0:
            for structure in range(s.structure_count):
                count = add_roster_to_crowd(s, team_named(s, structure, name), count)
    for k in range(s.change_count):
        # Rosters are those of the structures: they do not hold who was moved between them.
        if dated_event_at(s.changes, k).what == MOVE:
            count = add_to_crowd(s, dated_event_at(s.changes, k).person, count)
    for q in range(s.people_count):
        # Nor do they hold who has taken another position, or has a second seat.
        if person_at(s.people, q).role_inside == 1 or person_at(s.people, q).seats == 1:
            count = add_to_crowd(s, q, count)
    return count


@inner
def add_roster_to_crowd(s: Row, t: int, count: int) -> int:
    """List everybody of a team (-1: of none) in the crowd; returns how many it then holds."""
    if t >= 0:
        for i in range(team_at(s.teams, t).roster_first, team_at(s.teams, t).roster_last):
            count = add_to_crowd(s, integer_at(s.roster, i), count)
    return count


@inner
def add_to_crowd(s: Row, q: int, count: int) -> int:
    """Add a person to the crowd who is present and not yet in it; returns how many it is now."""
    person = person_at(s.people, q)
    if person.mark == s.serial or person.activity == ABSENT:
        return count
    person.mark = s.serial
    put_integer(s.crowd, count, q)
    return count + 1


@inner
def spread_contagion(s: Row, p: int) -> None:
    """Add one exit to the hazard of the leaver's ties, each by its share of them.

    What still weighed on the leaver passes to them: else the base would not hold with contagion.
    """
    count = list_tied_colleagues(s, p)
    for i in range(count):
        q = integer_at(s.crowd, i)
        person_at(s.people, q).u = tie_between(s, p, q)
    total = 0.0
    for q in range(s.people_count):
        # In order of the people: that of the crowd is one of rosters, and sums round by their order.
        if q != p and person_at(s.people, q).mark == s.serial:
            total += person_at(s.people, q).u
    if total <= 0.0:
        return
    slot = s.week % SPREAD_WEEKS
    exits = assumed_at(s.assumed, 0).turnover_contagion + person_at(s.people, p).deferred
    put_departure_hazard(s, p, slot, departure_hazard(s, p, slot) + exits / SPREAD_WEEKS)
    for i in range(count):
        q = integer_at(s.crowd, i)
        for k in range(SPREAD_WEEKS):
            share = departure_hazard(s, p, k) * person_at(s.people, q).u / total
            person_at(s.people, q).exits += share
            put_departure_hazard(s, q, k, departure_hazard(s, q, k) + share)


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
    """Give an item of a leaver to whoever must do it now; what was the leaver's own affair lapses."""
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
