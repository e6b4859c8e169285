"""Efforts drawn by address, and the arrival and end of the items of streams."""

from __future__ import annotations

import math

import numpy as np

from reorg import luck
from reorg.compilation import inner
from reorg.engine.agenda import schedule
from reorg.engine.jumps import end_attempt, send_back, wake
from reorg.engine.ledger import note
from reorg.engine.memory import (
    back_at,
    double_at,
    effort_at,
    integer_at,
    job_at,
    number_at,
    put_number,
    stream_at,
    team_at,
)
from reorg.engine.records import (
    ARRIVE,
    BLOCKED,
    EXPONENTIAL,
    FINISHED,
    FIXED,
    FULL_JOBS,
    L_ARRIVAL,
    L_DEMAND,
    L_FINISHED,
    LOGNORMAL,
    OPEN,
    TABLE_POINTS,
    UNRELEASED,
    WEIBULL,
    Row,
)
from reorg.engine.stakes import number_of
from reorg.engine.work import label_idle, let_go, open_job, resume, wake_versions


@inner
def effort_hours(s: Row, row: int, z: np.uint64) -> float:
    """Return nominal hours from 64 random bits: exact forms, or a quantile interpolated in a table."""
    e = effort_at(s.efforts, row)
    if e.form == FIXED:
        return e.x
    if e.form == EXPONENTIAL:
        return -e.x * math.log(luck.unit(z))
    if e.form == WEIBULL:
        return e.x * (-math.log(luck.unit(z))) ** e.y
    if e.form == LOGNORMAL:
        return e.x * math.exp(e.y * luck.normal(z))
    place = luck.unit(z) * (TABLE_POINTS - 1)
    k = int(place)
    low = number_at(s.tables, e.table * TABLE_POINTS + k)
    return e.x + e.y * (low + (place - k) * (number_at(s.tables, e.table * TABLE_POINTS + k + 1) - low))


@inner
def next_arrival(s: Row, number: int) -> None:
    """Schedule the next arrival of a stream; one without arrivals of its own is fed by another."""
    stream = stream_at(s.streams, number)
    stream.next = -1.0
    if stream.gap_hours > 0.0:
        u = luck.uniform(s.key, luck.ARRIVAL, stream.key, stream.arrivals)
        stream.next = s.now - math.log(u) * stream.gap_hours
        schedule(s, stream.next, ARRIVE, number)


@inner
def arrive_from_outside(s: Row, number: int) -> None:
    """Let the next of a stream's own arrivals come; its luck is its number."""
    stream = stream_at(s.streams, number)
    stream.arrivals += 1
    arrive(s, number, luck.mix(stream.key + np.uint64(stream.arrivals)))


@inner
def arrive(s: Row, number: int, key: np.uint64) -> None:
    """Let one item arrive in a stream; teams that overlap in it may do it once more."""
    enter_item(s, number, key, integer_at(s.owners, s.structure * s.work_count + s.packages + number), 0)
    for k in range(s.double_count):
        d = double_at(s.doubles, k)
        again = d.structure == s.structure and d.stream == number
        if again and luck.uniform(s.key, luck.ATTEMPT, key, d.version) < d.share:
            enter_item(s, number, luck.mix(key + np.uint64(d.version)), d.team, d.version)


@inner
def enter_item(s: Row, number: int, key: np.uint64, owner: int, version: int) -> None:
    """Enter an item of a stream and offer it to the team that does it."""
    stream = stream_at(s.streams, number)
    j = s.free_job
    if j >= 0:
        s.free_job = job_at(s.jobs, j).after
    elif s.job_count < s.job_room:
        j = s.job_count
        s.job_count += 1
    else:
        s.full = FULL_JOBS
        return
    job = job_at(s.jobs, j)
    stream.items += 1
    job.key, job.owner, job.version = key, owner, version
    job.area, job.complexity, job.priority = stream.area, stream.complexity, stream.priority
    job.family = 1 if version > 0 else 0
    job.other = job.holder = -1
    job.stake = integer_at(s.staked, s.structure * s.work_count + s.packages + number)
    job.people_max = job.whole = 1
    job.due = job.rank = s.now + stream.due_hours
    job.order = stream.order + stream.items
    job.todo = effort_hours(s, s.packages + number, luck.bits(s.key, luck.EFFORT, job.key, 0))
    job.redo = 0.0
    job.in_hands = job.delegated = job.undecided = job.computing = job.listed = job.won = 0
    job.chunks, job.history, job.stream = 0, 1.0, number
    job.arrived = job.begun = s.now
    job.next_first = job.next_last = 0
    job.state = UNRELEASED
    team_at(s.teams, job.owner).open += 1
    note(s, L_ARRIVAL, -1, s.packages + number, job.todo)
    open_job(s, j)
    wake(s, job.owner)


@inner
def change_demand(s: Row, number: int, factor: float) -> None:
    """Multiply the arrivals of a stream; the gap that runs is shortened or stretched with the others."""
    stream = stream_at(s.streams, number)
    if stream.gap_hours <= 0.0:
        return
    stream.gap_hours /= factor
    stream.next = s.now + (stream.next - s.now) / factor
    schedule(s, stream.next, ARRIVE, number)
    note(s, L_DEMAND, -1, s.packages + number, factor)


@inner
def count_served(s: Row, number: int, wait: float, sojourn: float) -> None:
    """Add one finished item to its stream's counts."""
    values = (1.0, wait, wait * wait, sojourn, sojourn * sojourn)
    for k in range(5):
        place = 5 * number + k
        put_number(s.served, place, number_at(s.served, place) + values[k])


@inner
def close_if_done(s: Row, j: int) -> bool:
    """Finish a job whose work is done and decided, or see whether it works; tell whether it is finished."""
    job = job_at(s.jobs, j)
    if (
        job.state != OPEN
        or job.in_hands + job.delegated > 0
        or job.undecided + job.computing > 0
        or job.todo + job.redo > 0.0
    ):
        return False
    job.finish = s.now
    if job.stream < 0 and (job.stake >= 0 or job.failure > 0.0):
        end_attempt(s, j)
        return False
    complete(s, j)
    return True


@inner
def unblock(s: Row, q: int) -> None:
    """Open a package, in all versions of it, that has nothing before it any more; what has begun goes on."""
    while q >= 0:
        job = job_at(s.jobs, q)
        if job.state == BLOCKED:
            job.blockers -= 1
            if job.blockers == 0:
                open_job(s, q)
        q = job.other


@inner
def complete(s: Row, j: int) -> None:
    """Finish a job, send back what it finds wrong, and open what waited for it."""
    job = job_at(s.jobs, j)
    job.state = FINISHED
    team_at(s.teams, job.owner).open -= 1
    let_go(s, j)
    sends = job.back_first < job.back_last
    if sends:
        send_back(s, j)
    for k in range(job.next_first, job.next_last):
        unblock(s, integer_at(s.successors, k))
    for k in range(job.next_first, job.next_last):
        wake_versions(s, integer_at(s.successors, k))
    if sends:
        take_up(s, j)
    label_idle(s, job.owner)


@inner
def take_up(s: Row, j: int) -> None:
    """Let what a package that has completed sent back be taken up."""
    for k in range(job_at(s.jobs, j).back_first, job_at(s.jobs, j).back_last):
        target = job_at(s.jobs, back_at(s.backs, k).job)
        if target.state == OPEN and target.todo + target.redo > 0.0:
            resume(s, back_at(s.backs, k).job)


@inner
def end_job(s: Row, j: int) -> None:
    """Close a job if its work is done and decided; an item gives its place back and may be handed over."""
    if not close_if_done(s, j):
        return
    note(s, L_FINISHED, -1, number_of(s, j), 0.0)
    job = job_at(s.jobs, j)
    number = job.stream
    if number < 0:
        return
    if job.arrived > s.start and job.version == 0:
        wait = job.begun - job.arrived
        count_served(s, number, wait, s.now - job.arrived)
    job.after = s.free_job
    s.free_job = j
    then = stream_at(s.streams, number).then if job.version == 0 else -1
    if then >= 0:
        arrive(s, then, luck.mix(stream_at(s.streams, then).key + job.key))
