"""The course of a world: how it begins, and what happens when something ends."""

from __future__ import annotations

import math

from reorg import luck
from reorg.compilation import inner
from reorg.engine.agenda import RECURRING_LINE, WEEK_LINE, schedule, schedule_in_line
from reorg.engine.agents import passes
from reorg.engine.change import plan_meetings
from reorg.engine.growth import learn, survey
from reorg.engine.jumps import (
    allocate,
    submit,
    take_structure,
    try_out,
    wake,
)
from reorg.engine.landscape import ZERO, draw_designs
from reorg.engine.ledger import book, note
from reorg.engine.memory import (
    assumed_at,
    change_at,
    integer_at,
    item_at,
    job_at,
    person_at,
    put_integer,
    release_at,
    stake_at,
    team_at,
)
from reorg.engine.records import (
    ABSENT,
    ACTIVE_REMEMBERED,
    ASK,
    BLOCKED,
    CHANGE,
    CHUNK,
    DECIDE,
    DIRECT,
    HOURS_PER_WEEK,
    L_END_ITEM,
    L_END_WORK,
    L_LAPSED,
    NOTHING,
    ONE_TO_ONE,
    RELEASE,
    RESULT,
    STOPPED,
    UNRELEASED,
    WEEK,
    WEEKLY,
    Row,
)
from reorg.engine.requests import (
    answer,
    ask,
    decide_alone,
    end_decision,
    exchange,
    goes_astray,
    guide,
    interrupt,
    miss,
    raise_exception,
)
from reorg.engine.search import begin_search
from reorg.engine.stakes import count_chunk, number_of, stake_of
from reorg.engine.streams import effort_hours, end_job, next_arrival
from reorg.engine.tray import find_something, new_item, put_item, release_item, take
from reorg.engine.work import enter_idle, open_job, wake_versions
from reorg.mechanisms.exceptions import history_faded


@inner
def begin_world(s: Row) -> None:
    """Draw the efforts, place the people and fill the agenda."""
    schedule(s, s.start, WEEK, -1)
    for p in range(s.people_count):
        person = person_at(s.people, p)
        person.team = -1
        person.threshold = -math.log(luck.uniform(s.key, luck.THRESHOLD, person.key, 0))
    take_structure(s, s.structure)
    if s.pool_count > 0:
        allocate(s)
    for p in range(s.people_count):
        if person_at(s.people, p).doing == NOTHING:
            enter_idle(s, p)
    survey(s)
    for j in range(s.packages):
        job = job_at(s.jobs, j)
        job.effort = effort_hours(s, j, luck.bits(s.key, luck.EFFORT, job.key, 0))
        job.renewed = job.effort
        job.todo = job.share_left * job.effort
        job.owner = integer_at(s.owners, s.structure * s.work_count + j)
        job.stake = stake_of(s, j)
        if job.version > 0 and job.owner < 0:
            job.owner = job_at(s.jobs, job.package).owner
            job.state = STOPPED
        elif job.version > 0:
            job.todo *= stake_at(s.stakes, job.stake).share
    draw_designs(s)
    for k in range(s.change_count):
        schedule(s, change_at(s.changes, k).time, CHANGE, k)
    for k in range(s.release_count):
        schedule(s, release_at(s.releases, k).start, RELEASE, k)
    for number in range(s.stream_count):
        next_arrival(s, number)
    if assumed_at(s.assumed, 0).management_one_to_one_hours > 0.0:
        for p in range(s.people_count):
            offset = luck.uniform(s.key, luck.OFFSET, person_at(s.people, p).key, 0)
            schedule(s, offset * HOURS_PER_WEEK, WEEKLY, p)
    plan_meetings(s)


@inner
def end_doing(s: Row, p: int) -> None:
    """End what a person was doing, and give the person something else."""
    person = person_at(s.people, p)
    book(s, person.kind, person.since, person.share)
    doing, on = person.doing, person.on
    since = person.since
    person.doing = NOTHING
    person.until = -1.0
    person.since = s.now
    enter_idle(s, p)
    if doing == CHUNK:
        finish_chunk(s, p, on, since)
    else:
        finish_item(s, p, on)
    if person.doing == NOTHING:
        find_something(s, p)


@inner
def finish_chunk(s: Row, p: int, j: int, since: float) -> None:
    """End a chunk of work: every mechanism has its turn, in fixed order."""
    person = person_at(s.people, p)
    job = job_at(s.jobs, j)
    hours = person.hours
    chunk = person.chunk
    job.in_hands -= 1
    learn(s, p, job.area, (s.now - since) * person.share)
    kind = person.kind
    count_chunk(s, p, j, hours, since)
    note(s, L_END_WORK, p, number_of(s, j), hours)
    conclude(s, p, j, hours, chunk)
    interrupt(s, p, j, hours, chunk)
    guide(s, p, j, (s.now - since) * person.share)
    compute_and_try(s, p, j, chunk, kind == DIRECT)
    if job.listed == 0:
        end_job(s, j)
    elif team_at(s.teams, job.owner).idle_first != p or team_at(s.teams, job.owner).idle_last != p:
        wake(s, job.owner)


@inner
def compute_and_try(s: Row, p: int, j: int, chunk: int, direct: bool) -> None:
    """Submit what a chunk has to compute; what it has tried out is known when that is back, or at once."""
    person = person_at(s.people, p)
    job = job_at(s.jobs, j)
    person.trial = 0
    if job.mask != ZERO and direct and chunk % job.trial_chunks == 0:
        person.trial = 1
    if s.pool_count > 0:
        submit(s, p, j)
    if person.trial == 1:
        try_out(s, j, chunk)


@inner
def conclude(s: Row, p: int, j: int, hours: float, chunk: int) -> None:
    """Let what a chunk of the work itself brings about happen, whoever has done it for ``p``."""
    job = job_at(s.jobs, j)
    remember_active(s, p, j)
    job.history = history_faded(job.history, assumed_at(s.assumed, 0).exceptions_history_memory_chunks)
    raise_exception(s, p, j, hours, chunk)
    exchange(s, p, j, hours, chunk)


@inner
def remember_active(s: Row, p: int, j: int) -> None:
    """Move a person to the front of those last active on a package."""
    if j >= s.packages:
        return
    first = j * ACTIVE_REMEMBERED
    k = 0
    while k < ACTIVE_REMEMBERED - 1 and integer_at(s.active, first + k) != p:
        k += 1
    while k > 0:
        put_integer(s.active, first + k, integer_at(s.active, first + k - 1))
        k -= 1
    put_integer(s.active, first, p)


@inner
def finish_item(s: Row, p: int, place: int) -> None:
    """End an item of the in-tray and do what it was for."""
    item = item_at(s.items, place)
    note(s, L_END_ITEM, p, item.kind, item.hours)
    if item.kind == DECIDE:
        if goes_astray(s, place):
            ask(s, item.asker, item.job, item.chunk, item.asked, item.raised, 1)
        else:
            end_decision(s, place)
    elif item.kind == ASK:
        answer(s, place)
    elif item.kind == RESULT and passes(s, place):
        person_at(s.people, p).chunk = item.chunk
        person_at(s.people, p).hours = item.work
        compute_and_try(s, p, item.job, item.chunk, item.again == 0)
        conclude(s, p, item.job, item.work, item.chunk)
        end_job(s, item.job)
    release_item(s, place)


@inner
def expire(s: Row, place: int, serial: int, time: float) -> None:
    """Let an item go if nobody took it in time; one already taken is no event."""
    item = item_at(s.items, place)
    if item.serial != serial or item.waiting == 0:
        return
    s.now = time
    s.events += 1
    take(s, place)
    if item.kind == DECIDE:
        decide_alone(s, place)
    elif item.kind == ASK:
        miss(s, place)
    else:
        note(s, L_LAPSED, item.person, item.kind, item.hours)
    release_item(s, place)


@inner
def one_to_one(s: Row, p: int) -> None:
    """Put the weekly one-to-one into the in-trays of a person and of the lead."""
    person = person_at(s.people, p)
    hours = assumed_at(s.assumed, 0).management_one_to_one_hours
    schedule_in_line(s, RECURRING_LINE, s.now + HOURS_PER_WEEK, WEEKLY, p, 0)
    if person.doing == ABSENT or person.lead < 0 or team_at(s.teams, person.team).meets == 0:
        s.events -= 1
        return
    put_item(s, new_item(s, person.lead, ONE_TO_ONE, p, hours), WEEK_LINE)
    put_item(s, new_item(s, p, ONE_TO_ONE, person.lead, hours), WEEK_LINE)


@inner
def release(s: Row, k: int) -> None:
    """Start one occurrence of a release: its packages open, or wait for those before them."""
    for j in range(release_at(s.releases, k).first, release_at(s.releases, k).last):
        x = j
        while x >= 0:
            job = job_at(s.jobs, x)
            if job.state == UNRELEASED:
                job.state = BLOCKED
                team_at(s.teams, job.owner).open += 1
                job.blockers -= 1
                if job.blockers == 0:
                    open_job(s, x)
            x = job.other
    for j in range(release_at(s.releases, k).first, release_at(s.releases, k).last):
        wake_versions(s, j)
    begin_search(s, k)
