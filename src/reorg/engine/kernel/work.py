"""Work in chunks: the start of an activity, its duration, and the opening of jobs."""

from __future__ import annotations

from reorg import luck
from reorg.compilation import inner
from reorg.engine.kernel.familiarity import familiarity_of, known_thing, mean_tie
from reorg.engine.kernel.knowledge import speed_factor
from reorg.engine.kernel.ownership import rivalry_factor, work_number
from reorg.engine.kernel.queues import dequeue_job, enqueue_job, hold_job, leave_idle
from reorg.engine.kernel.structure import attention_lacking
from reorg.engine.machine.completions import schedule_completion
from reorg.engine.machine.event_list import schedule
from reorg.engine.machine.ledger import book_hours, log_event
from reorg.engine.state.constants import (
    CHUNK,
    CHUNK_HOURS,
    DIRECT,
    JOB_CLOSING,
    L_BEGIN_WORK,
    L_OPEN,
    OPEN,
    REWORK,
)
from reorg.engine.state.memory import assumed_at, job_at, person_at, team_at
from reorg.engine.state.rows import Row
from reorg.engine.state.tables import skill_level
from reorg.mechanisms import familiarity, management
from reorg.mechanisms.agents import assisted
from reorg.mechanisms.competence import by_level, working_hours
from reorg.mechanisms.coordination import effort_in_team
from reorg.mechanisms.ties import among_strangers
from reorg.mechanisms.work import duration_factor


@inner
def begin_activity(s: Row, p: int, activity: int, on: int, kind: int, hours: float) -> None:
    """Start an activity of ``hours`` of work for an idle person; longer for a part-timer."""
    book_hours(s, p)
    leave_idle(s, p)
    schedule_activity(s, p, activity, on, kind, hours)


@inner
def schedule_activity(s: Row, p: int, activity: int, on: int, kind: int, hours: float) -> None:
    """Start an activity of ``hours`` of work from now on for a person who is not among the idle."""
    person = person_at(s.people, p)
    person.activity, person.on, person.kind = activity, on, kind
    person.since, person.until = s.now, s.now + hours / person.share
    schedule_completion(s, p, person.until)


@inner
def cut_chunk(s: Row, p: int, j: int) -> tuple[int, float]:
    """Cut the next chunk of a job for a person, rework first; return its kind and hours."""
    job = job_at(s.jobs, j)
    kind = DIRECT
    if job.redo > 0.0:
        kind = REWORK
        nominal = min(CHUNK_HOURS, job.redo)
        job.redo -= nominal
    else:
        nominal = min(CHUNK_HOURS, job.todo)
        job.todo -= nominal
    if job.chunks == 0:
        job.begun = s.now
    job.chunks += 1
    job.in_hands += 1
    if job.whole == 1:
        dequeue_job(s, j)
        if job.holder < 0:
            hold_job(s, p, j)
    elif job.todo + job.redo <= 0.0:
        dequeue_job(s, j)
    return kind, nominal


@inner
def chunk_duration_factor(s: Row, j: int) -> float:
    """Return the random factor on the duration of the chunk last cut from a job, of mean 1."""
    sigma = assumed_at(s.assumed, 0).work_effort_spread
    if sigma <= 0.0:
        return 1.0
    job = job_at(s.jobs, j)
    return duration_factor(sigma, luck.normal(luck.bits(s.key, luck.SPREAD, job.key, job.chunks)))


@inner
def begin_chunk(s: Row, p: int, j: int) -> None:
    """Start the next chunk of a job for an idle person."""
    a = assumed_at(s.assumed, 0)
    person = person_at(s.people, p)
    job = job_at(s.jobs, j)
    kind, nominal = cut_chunk(s, p, j)
    person.chunk = job.chunks
    person.hours = nominal
    skill = by_level(
        skill_level(s, p, job.area),
        a.competence_speed_none,
        a.competence_speed_low,
        a.competence_speed_high,
    )
    hours = working_hours(nominal * chunk_duration_factor(s, j), skill, speed_factor(s, p, job.area))
    person.familiar = familiarity_of(s, p, j)
    person.tie = mean_tie(s, p, j)
    speed = familiarity.speed(person.familiar, a.familiarity_floor_speed)
    hours /= speed * effort_in_team(team_at(s.teams, person.team).size, a.coordination_loafing)
    if person.tie >= 0.0:
        hours *= among_strangers(person.tie, a.ties_slower_strangers)
    if person.agents > 0:
        hours = assisted(hours, a.agents_assist_gain)
    hours /= management.slowed(attention_lacking(s, p), a.management_unserved_output)
    if job.shared_ownership >= 0:
        hours /= rivalry_factor(s, job.shared_ownership)
    thing = known_thing(s, j)
    switch = a.familiarity_switch_hours if person.last >= 0 and person.last != thing else 0.0
    person.relearning = hours * (1.0 - speed) + switch
    hours += switch
    person.last = thing
    person.pieces += 1
    begin_activity(s, p, CHUNK, j, kind, hours)
    log_event(s, L_BEGIN_WORK, p, work_number(s, j), hours)


@inner
def open_job(s: Row, j: int) -> None:
    """Open a job for work; a job without work is closed by an event of its own."""
    job = job_at(s.jobs, j)
    job.state = OPEN
    log_event(s, L_OPEN, -1, work_number(s, j), job.todo)
    if job.todo + job.redo > 0.0:
        enqueue_job(s, j)
    else:
        schedule(s, s.now, JOB_CLOSING, j)
