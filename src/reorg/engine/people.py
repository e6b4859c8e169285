"""People come and go: what a leaver leaves behind, who acts as lead, who fills the vacancy."""

from __future__ import annotations

import math

from reorg import luck
from reorg.compilation import inner
from reorg.engine.agenda import schedule
from reorg.engine.agents import recall, recall_all
from reorg.engine.ends import withdraw_end
from reorg.engine.growth import knows
from reorg.engine.jumps import finish_decided, finish_job, next_for, wake
from reorg.engine.ledger import book, note
from reorg.engine.memory import (
    area_at,
    assumed_at,
    change_at,
    integer_at,
    item_at,
    job_at,
    known_at,
    number_at,
    person_at,
    put_integer,
    put_number,
    team_at,
    tie_at,
)
from reorg.engine.records import (
    ABSENT,
    ACTIVE_REMEMBERED,
    ASK,
    CHUNK,
    DECIDE,
    FILL,
    HOURS_PER_WEEK,
    IDLE,
    ITEM,
    L_JOINED,
    L_LEFT,
    MOVE,
    NOTHING,
    RESULT,
    Row,
)
from reorg.engine.relations import (
    appoint,
    enter_team,
    join_team,
    lacks_lead,
    lead_of,
    leave_team,
    relead,
    tie_between,
)
from reorg.engine.requests import decider_on, is_absent, level_of, miss
from reorg.engine.stakes import put_back
from reorg.engine.tray import append, release_item, take
from reorg.engine.work import enlist, enter_idle, leave_idle, let_go
from reorg.mechanisms.knowledge import KNOWER
from reorg.mechanisms.ties import TEAMS_REMEMBERED
from reorg.mechanisms.turnover import SPREAD_WEEKS

ROUNDED = 1.0 + 1e-9


@inner
def let_go_of(s: Row, p: int, hire: int) -> None:
    """Let a person go: colleagues feel it, work and in-tray pass on, the position opens if ``hire``."""
    person = person_at(s.people, p)
    note(s, L_LEFT, p, person.team, person.cumulated)
    if s.now >= s.start:
        s.departures += 1
        s.regretted += is_regretted(s, p)
        if number_at(s.exit_weeks, p) < 0.0:
            put_number(s.exit_weeks, p, (s.now - s.start) / HOURS_PER_WEEK)
    spread_exit(s, p)
    team = person.team
    doing, on, since = person.doing, person.on, person.since
    book(s, person.kind, since, person.share)
    if doing == NOTHING:
        leave_idle(s, p)
    person.doing = ABSENT
    s.payroll -= person.pay
    withdraw_end(s, p)
    count_presence(s, p)
    leave_team(s, p)
    if team_at(s.teams, team).lead == p:
        appoint(s, team)
        relead(s)
    if doing == CHUNK:
        drop_chunk(s, p, on, since)
    person.until = -1.0
    while person.held >= 0:
        held = person.held
        let_go(s, held)
        enlist(s, held)
        wake(s, job_at(s.jobs, held).owner)
    recall_all(s, p)
    if doing == ITEM:
        pass_on(s, p, on)
    place = person.tray_first
    while place >= 0:
        after = item_at(s.items, place).after
        take(s, place)
        pass_on(s, p, place)
        place = after
    # Where nobody skilled is left, anybody may do the work.
    wake(s, team)
    person.opening = hire
    if hire == 1:
        open_position(s, p)


@inner
def count_presence(s: Row, p: int) -> None:
    """Add the hours a person was present, from the start of counting or the first day, to now."""
    person = person_at(s.people, p)
    since = max(person.joined, s.start)
    if s.now > since:
        s.present_hours += (s.now - since) * person.share


@inner
def is_regretted(s: Row, p: int) -> int:
    """Return 1 where a person is the first or the only knower of an area, as of the last survey, else 0."""
    for area in range(s.area_count):
        row = area_at(s.areas, area)
        if knows(s, p, area) > KNOWER and (row.best == p or row.knowers <= 1):
            return 1
    return 0


@inner
def gather_tied(s: Row, p: int) -> int:
    """List in the crowd everybody present who may have a tie to ``p``; returns how many."""
    s.serial += 1
    person_at(s.people, p).mark = s.serial
    count = 0
    for k in range(TEAMS_REMEMBERED):
        name = tie_at(s.ties, p * TEAMS_REMEMBERED + k).team
        if name >= 0:
            for structure in range(s.structure_count):
                t = integer_at(s.team_by_name, structure * s.name_count + name)
                if t >= 0:
                    for i in range(team_at(s.teams, t).roster_first, team_at(s.teams, t).roster_last):
                        count = join_crowd(s, integer_at(s.roster, i), count)
    for k in range(s.change_count):
        # Rosters are those of the structures: they do not hold who was moved between them.
        if change_at(s.changes, k).what == MOVE:
            count = join_crowd(s, change_at(s.changes, k).person, count)
    return count


@inner
def join_crowd(s: Row, q: int, count: int) -> int:
    """Add a person to the crowd who is present and not yet in it; returns how many it is now."""
    person = person_at(s.people, q)
    if person.mark == s.serial or person.doing == ABSENT:
        return count
    person.mark = s.serial
    put_integer(s.crowd, count, q)
    return count + 1


@inner
def spread_exit(s: Row, p: int) -> None:
    """Add one exit to the hazard of the leaver's ties, each by its share of them."""
    count = gather_tied(s, p)
    total = 0.0
    for i in range(count):
        q = integer_at(s.crowd, i)
        tie = tie_between(s, p, q)
        person_at(s.people, q).u = tie
        total += tie
    if total <= 0.0:
        return
    weekly = assumed_at(s.assumed, 0).turnover_contagion / SPREAD_WEEKS / total
    for i in range(count):
        q = integer_at(s.crowd, i)
        share = weekly * person_at(s.people, q).u
        person_at(s.people, q).exits += share
        place = q * SPREAD_WEEKS + s.week % SPREAD_WEEKS
        put_number(s.contagion, place, number_at(s.contagion, place) + share)


@inner
def drop_chunk(s: Row, p: int, j: int, since: float) -> None:
    """Return a leaver's chunk to its job: what only the leaver knew of the part done is lost in part."""
    person = person_at(s.people, p)
    job = job_at(s.jobs, j)
    done = 0.0
    if person.until > since:
        done = person.hours * (s.now - since) / (person.until - since)
    for c in range(ACTIVE_REMEMBERED):
        if j < s.packages:
            q = integer_at(s.active, j * ACTIVE_REMEMBERED + c)
            if q >= 0 and not is_absent(s, q):
                break
    else:
        done *= 1.0 - assumed_at(s.assumed, 0).knowledge_lost_in_handover
    put_back(s, p, j, done, since)
    if job.boxed == 1:
        job.todo = job.redo = 0.0
    if job.todo + job.redo <= 0.0:
        finish_job(s, j)
    elif job.holder < 0:
        enlist(s, j)
        wake(s, job.owner)


@inner
def pass_on(s: Row, p: int, place: int) -> None:
    """Give an item of a leaver to whoever must do it now; what was the leaver's own affair lapses."""
    item = item_at(s.items, place)
    heir = lead_of(s, p, person_at(s.people, p).team)
    if item.kind == DECIDE and item.asker != p and not is_absent(s, item.asker):
        heir = decider_on(s, item.asker, item.asked, item.job)
        if heir == item.asker:
            item.hours *= 1.5
    if item.kind == DECIDE and heir < 0:
        finish_decided(s, place)
        release_item(s, place)
    elif item.kind == ASK and (heir < 0 or heir == item.asker):
        miss(s, place)
        release_item(s, place)
    elif item.kind not in (DECIDE, ASK):
        if item.kind == RESULT:
            recall(s, place)
        release_item(s, place)
    else:
        item.level = level_of(s, item.asker, heir)
        item.person = heir
        append(s, place)
        if person_at(s.people, heir).doing == NOTHING:
            next_for(s, heir)


@inner
def open_position(s: Row, p: int) -> None:
    """Start hiring for a vacancy, unless hiring is frozen or the budget is spent; then it stays open."""
    a = assumed_at(s.assumed, 0)
    person = person_at(s.people, p)
    # Pay given up and granted again may come back a rounding error higher.
    if s.frozen == 1 or (s.budget >= 0.0 and s.payroll + person.pay > s.budget * ROUNDED):
        person.opening = 1
        return
    if s.now >= s.start:
        s.hires += 1
        s.hiring_cost += a.onboarding_hiring_cost_salaries * person.pay * 52.0
    expect(s, p, a.onboarding_hiring_weeks)


@inner
def expect(s: Row, p: int, weeks: float) -> None:
    """Let a successor come to a vacant position after ``weeks``, instead of one already expected."""
    person = person_at(s.people, p)
    person.opening = 0
    if person.until < 0.0:
        s.payroll += person.pay
    person.until = s.now + weeks * HOURS_PER_WEEK
    schedule(s, person.until, FILL, p)


@inner
def seat_successor(s: Row, p: int) -> None:
    """Let a successor from outside take a vacant position: skilled, with what was written down."""
    person = person_at(s.people, p)
    if person.doing != ABSENT or person.until != s.now:
        s.events -= 1
        return
    person.hired += 1
    person.threshold = -math.log(luck.uniform(s.key, luck.THRESHOLD, person.key, person.hired))
    person.cumulated = person.exits = person.load = person.scope_lost = 0.0
    for k in range(SPREAD_WEEKS):
        put_number(s.contagion, p * SPREAD_WEEKS + k, 0.0)
    for area in range(s.area_count):
        value = knows(s, p, area) * assumed_at(s.assumed, 0).knowledge_buffer
        known_at(s.knowledge, p * s.area_count + area).value = value
        known_at(s.knowledge, p * s.area_count + area).time = s.now
    arrive_at_work(s, p)


@inner
def arrive_at_work(s: Row, p: int) -> None:
    """Seat a newcomer, without any ties, in the position's team; as its lead if it is the lead's position."""
    person = person_at(s.people, p)
    person.until = person.moved = person.changed = -1.0
    for k in range(TEAMS_REMEMBERED):
        tie_at(s.ties, p * TEAMS_REMEMBERED + k).team = -1
    person.doing, person.kind = NOTHING, IDLE
    person.since = person.joined = s.now
    join_team(s, p, team_at(s.teams, person.team).name)
    enter_team(s, p)
    if lacks_lead(s, p, person.team):
        appoint(s, person.team)
        relead(s)
    person.lead = lead_of(s, p, person.team)
    note(s, L_JOINED, p, person.team, float(person.hired))
    enter_idle(s, p)
    next_for(s, p)
