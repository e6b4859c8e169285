"""Attempts at a package: started over with a newly drawn effort, put down by their workers, or stopped."""

from __future__ import annotations

from reorg import luck
from reorg.compilation import inner
from reorg.engine.kernel.deferral import defer_person
from reorg.engine.kernel.dispatching import book_idle_people
from reorg.engine.kernel.efforts import draw_effort_hours
from reorg.engine.kernel.familiarity import practice
from reorg.engine.kernel.knowledge import learn
from reorg.engine.kernel.ownership import return_chunk
from reorg.engine.kernel.pools import cancel_runs
from reorg.engine.kernel.queues import dequeue_job, enter_idle, release_hold
from reorg.engine.kernel.work import open_job
from reorg.engine.machine.calls import offer_work
from reorg.engine.machine.completions import cancel_completion
from reorg.engine.machine.ledger import book_hours
from reorg.engine.state.constants import BLOCKED, CHUNK, NO_ACTIVITY, OPEN, STOPPED
from reorg.engine.state.memory import job_at, person_at, team_at
from reorg.engine.state.rows import Row


@inner
def start_over(s: Row, j: int) -> None:
    """Start failed work over with a newly drawn effort."""
    job = job_at(s.jobs, j)
    job.tries += 1
    redraw_effort(s, j)
    job_at(s.jobs, job.package).lead = 0.0
    open_job(s, j)
    offer_work(s, job.owner)


@inner
def redraw_effort(s: Row, j: int) -> None:
    """Reset all the work of an attempt, with a newly drawn effort."""
    job = job_at(s.jobs, j)
    job.effort = draw_effort_hours(s, j, luck.bits(s.key, luck.EFFORT, job.key, job.tries))
    job.todo = job.renewed = job.effort
    job.redo = job.done = 0.0


@inner
def stop_version(s: Row, j: int) -> None:
    """Stop a version of a package: its people are free, and its hours count as spent on other attempts."""
    job = job_at(s.jobs, j)
    free_workers(s, j)
    dequeue_job(s, j)
    cancel_runs(s, j)
    if job.state == OPEN or job.state == BLOCKED:
        team_at(s.teams, job.owner).open -= 1
    release_hold(s, j)
    job.state, job.shared_ownership = STOPPED, -1
    s.duplicate += job.spent
    job.spent = 0.0
    book_idle_people(s, job.owner)


@inner
def free_workers(s: Row, j: int) -> None:
    """Make the people at work on a version put it down; the work they have done counts."""
    job = job_at(s.jobs, j)
    for p in range(s.people_count if job.in_hands > 0 else 0):
        person = person_at(s.people, p)
        if person.activity == CHUNK and person.on == j:
            book_hours(s, p)
            worked = (s.now - person.since) * person.share
            learn(s, p, job.area, worked)
            practice(s, p, j, person.familiar, worked)
            done = 0.0
            if person.until > person.since:
                done = person.hours * (s.now - person.since) / (person.until - person.since)
            return_chunk(s, p, j, done, person.since)
            person.activity, person.until, person.since = NO_ACTIVITY, -1.0, s.now
            cancel_completion(s, p)
            enter_idle(s, p)
            defer_person(s, p)
