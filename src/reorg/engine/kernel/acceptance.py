"""Acceptance: completed work passes or fails, by a cause common to all attempts or a cause of its own.

Work that fails is started over; an attempt that passes waits until its race is decided.
"""

from __future__ import annotations

from reorg import luck
from reorg.compilation import inner
from reorg.engine.kernel.attempts import start_over
from reorg.engine.kernel.dispatching import book_idle_people
from reorg.engine.kernel.ownership import race_of, version_of, work_number
from reorg.engine.kernel.packages import complete_job
from reorg.engine.kernel.queues import release_hold
from reorg.engine.kernel.work import open_job
from reorg.engine.machine.calls import decide_race, offer_work
from reorg.engine.machine.event_list import schedule
from reorg.engine.machine.ledger import log_event
from reorg.engine.state.constants import (
    BLOCKED,
    FAILED,
    L_ATTEMPT_FAILED,
    L_ATTEMPT_READY,
    L_FINISHED,
    RACE_DEADLINE,
    READY,
)
from reorg.engine.state.memory import assumed_at, integer_at, job_at, race_at, team_at
from reorg.engine.state.rows import Row
from reorg.mechanisms import racing


@inner
def fails_acceptance(s: Row, j: int, race: int) -> bool:
    """Return whether a completed attempt fails acceptance, by a common cause or a cause of its own."""
    job = job_at(s.jobs, j)
    if job.failure <= 0.0 or (race < 0 and job.version > 0):
        return False
    cause = assumed_at(s.assumed, 0).racing_common_cause
    if race >= 0 and race_at(s.races, race).common >= 0.0:
        cause = race_at(s.races, race).common
    package = job_at(s.jobs, job.package).key
    first = luck.uniform(s.key, luck.ATTEMPT, package, job.tries)
    common = luck.uniform(s.key, luck.COMMON, package, job.tries)
    own = luck.uniform(s.key, luck.ATTEMPT, job.key, job.tries)
    return (
        racing.first_fails(first, job.failure)
        if job.version == 0
        else racing.other_fails(first, common, own, job.failure, cause)
    )


@inner
def end_attempt(s: Row, j: int) -> None:
    """Accept or reject completed work; this may decide the race that it belongs to."""
    job = job_at(s.jobs, j)
    race = race_of(s, j)
    release_hold(s, j)
    failed = fails_acceptance(s, j, race)
    if failed:
        log_event(s, L_ATTEMPT_FAILED, -1, work_number(s, j), job.tries)
    if race < 0:
        finish_or_start_over(s, j, failed)
        return
    team_at(s.teams, job.owner).open -= 1
    job.state = FAILED if failed else READY
    if not failed:
        log_event(s, L_ATTEMPT_READY, -1, work_number(s, j), 0.0)
        open_next_in_race(s, j, race)
    decide_race(s, race)
    book_idle_people(s, job.owner)


@inner
def finish_or_start_over(s: Row, j: int, failed: bool) -> None:
    """Finish work that is not in a race, or start it over."""
    if failed:
        start_over(s, j)
    else:
        complete_job(s, j)
        log_event(s, L_FINISHED, -1, work_number(s, j), 0.0)


@inner
def open_next_in_race(s: Row, j: int, race: int) -> None:
    """Open the next packages of a team's own attempt within the race."""
    job = job_at(s.jobs, j)
    first = job_at(s.jobs, job.package)
    for k in range(first.next_first, first.next_last):
        q = integer_at(s.successors, k)
        if race_of(s, q) == race:
            x = version_of(s, q, job.version)
            job_at(s.jobs, x).blockers -= 1
            if job_at(s.jobs, x).blockers == 0 and job_at(s.jobs, x).state == BLOCKED:
                open_job(s, x)
                offer_work(s, job_at(s.jobs, x).owner)
    if race_at(s.races, race).best == 1 and s.now < job.due:
        schedule(s, job.due, RACE_DEADLINE, race)
