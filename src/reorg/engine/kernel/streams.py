"""Streams: items that keep arriving, and changes in demand."""

from __future__ import annotations

import math

import numpy as np

from reorg import luck
from reorg.compilation import inner
from reorg.engine.kernel.efforts import draw_effort_hours
from reorg.engine.kernel.handover import follow_item
from reorg.engine.kernel.rework import resume_work
from reorg.engine.kernel.work import open_job
from reorg.engine.machine.event_list import schedule
from reorg.engine.machine.ledger import latency_bin, log_event
from reorg.engine.state.constants import (
    FULL_JOBS,
    L_ARRIVAL,
    L_DEMAND,
    NOBODY,
    SERVED_COUNT,
    STREAM_ARRIVAL,
    UNRELEASED,
)
from reorg.engine.state.memory import (
    duplication_at,
    job_at,
    stream_at,
    team_at,
)
from reorg.engine.state.rows import Row
from reorg.engine.state.tables import (
    owner_under,
    put_served_figure,
    put_sojourn_count,
    served_figure,
    shared_ownership_under,
    sojourn_count,
)


@inner
def schedule_arrival(s: Row, number: int) -> None:
    """Schedule the next arrival of a stream; a stream without arrivals of its own is fed by another."""
    stream = stream_at(s.streams, number)
    stream.next = -1.0
    if stream.interarrival_hours > 0.0:
        u = luck.uniform(s.key, luck.ARRIVAL, stream.key, stream.arrivals)
        stream.next = s.now - math.log(u) * stream.interarrival_hours
        schedule(s, stream.next, STREAM_ARRIVAL, number)


@inner
def admit_arrival(s: Row, number: int) -> None:
    """Admit the next arrival of a stream; its number is the key of its random numbers."""
    stream = stream_at(s.streams, number)
    stream.arrivals += 1
    admit_item(s, number, luck.mix(stream.key + np.uint64(stream.arrivals)), NOBODY)


@inner
def admit_item(s: Row, number: int, key: np.uint64, giver: int) -> None:
    """Admit one item to a stream, handed over or not; overlapping teams may duplicate it."""
    open_item(s, number, key, owner_under(s, s.structure, s.packages + number), 0, giver)
    for k in range(s.duplication_count):
        d = duplication_at(s.duplications, k)
        again = d.structure == s.structure and d.stream == number
        if again and luck.uniform(s.key, luck.ATTEMPT, key, d.version) < d.share:
            open_item(s, number, luck.mix(key + np.uint64(d.version)), d.team, d.version, giver)


@inner
def open_item(s: Row, number: int, key: np.uint64, owner: int, version: int, giver: int) -> None:
    """Enter an item of a stream and offer it to its team, or to the person who did the stage before."""
    stream = stream_at(s.streams, number)
    j: int = s.free_job
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
    job.shared_ownership = shared_ownership_under(s, s.structure, s.packages + number)
    job.people_max = job.people_limit = job.whole = 1
    job.stopped, job.flaw_first = 0, -1
    job.due = job.rank = s.now + stream.due_hours
    job.order = stream.order + stream.items
    job.todo = draw_effort_hours(s, s.packages + number, luck.bits(s.key, luck.EFFORT, job.key, 0))
    job.effort, job.redo, job.giver = job.todo, 0.0, giver
    job.in_hands = job.delegated = job.undecided = job.computing = job.listed = job.won = 0
    job.chunks, job.history, job.stream = 0, 1.0, number
    job.arrived = job.begun = s.now
    job.next_first = job.next_last = 0
    job.state = UNRELEASED
    team_at(s.teams, job.owner).open += 1
    log_event(s, L_ARRIVAL, -1, s.packages + number, job.todo)
    open_job(s, j)
    if giver >= 0 and version == 0:
        follow_item(s, j)
    resume_work(s, j)


@inner
def change_demand(s: Row, number: int, factor: float) -> None:
    """Multiply the arrival rate of a stream; the current gap is rescaled like all later ones."""
    stream = stream_at(s.streams, number)
    if stream.interarrival_hours <= 0.0:
        return
    stream.interarrival_hours /= factor
    stream.next = s.now + (stream.next - s.now) / factor
    schedule(s, stream.next, STREAM_ARRIVAL, number)
    log_event(s, L_DEMAND, -1, s.packages + number, factor)


@inner
def count_served(s: Row, number: int, wait: float, sojourn: float) -> None:
    """Add one finished item to the counts of its stream."""
    late = 1.0 if sojourn > stream_at(s.streams, number).due_hours else 0.0
    values = (1.0, wait, wait * wait, sojourn, sojourn * sojourn, late)
    for k in range(SERVED_COUNT):
        put_served_figure(s, number, k, served_figure(s, number, k) + values[k])
    place = latency_bin(sojourn)
    put_sojourn_count(s, number, place, sojourn_count(s, number, place) + 1)
