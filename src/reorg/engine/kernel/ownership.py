"""Ownership: the team that owns a job, versions owned by several teams, and how their progress counts."""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.kernel.queues import dequeue_job, enqueue_job
from reorg.engine.machine.ledger import count_throughput
from reorg.engine.state.constants import BLOCKED, DIRECT, OPEN
from reorg.engine.state.memory import (
    assumed_at,
    duplication_at,
    job_at,
    person_at,
    race_at,
    shared_ownership_at,
    team_at,
)
from reorg.engine.state.rows import Row
from reorg.engine.state.tables import owner_under, shared_ownership_under
from reorg.mechanisms import racing


@inner
def change_owner(s: Row, j: int) -> None:
    """Assign a job to its present owner."""
    job = job_at(s.jobs, j)
    before = job.owner
    after = owner_of(s, j)
    dequeue_job(s, j)
    job.owner = after
    if job.state == OPEN:
        enqueue_job(s, j)
    if job.state == OPEN or job.state == BLOCKED:
        team_at(s.teams, before).open -= 1
        team_at(s.teams, after).open += 1


@inner
def work_number(s: Row, j: int) -> int:
    """Return the number under which a job is owned and logged: its own, or packages + its stream."""
    return j if job_at(s.jobs, j).stream < 0 else s.packages + job_at(s.jobs, j).stream


@inner
def shared_ownership_of(s: Row, j: int) -> int:
    """Return the row of shared ownership of a job under the present structure, or -1."""
    return shared_ownership_under(s, s.structure, work_number(s, j))


@inner
def version_of(s: Row, j: int, version: int) -> int:
    """Return the job that is a version of the package ``j``, or -1."""
    while j >= 0 and job_at(s.jobs, j).version != version:
        j = job_at(s.jobs, j).other
    return j


@inner
def owner_of(s: Row, j: int) -> int:
    """Return the team that owns a job under the present structure; a duplicated item has two."""
    job = job_at(s.jobs, j)
    for k in range(s.duplication_count if job.stream >= 0 and job.version > 0 else 0):
        d = duplication_at(s.duplications, k)
        if d.structure == s.structure and d.stream == job.stream and d.version == job.version:
            return d.team
    if job.won != 0:
        winner = owner_under(s, s.structure, version_of(s, j, abs(job.won) - 1))
        if winner >= 0:
            return winner
    return owner_under(s, s.structure, work_number(s, j))


@inner
def race_of(s: Row, j: int) -> int:
    """Return the race of a package, or -1."""
    shared_ownership = job_at(s.jobs, j).shared_ownership
    return shared_ownership_at(s.shared_ownerships, shared_ownership).race if shared_ownership >= 0 else -1


@inner
def counterpart(s: Row, j: int, version: int) -> int:
    """Return the version of another package with which the people of ``j`` coordinate, or -1.

    That of the same team; otherwise the first one that can be worked on.
    """
    if job_at(s.jobs, j).family == 0:
        return j
    same = version_of(s, j, version)
    if same >= 0 and job_at(s.jobs, same).state == OPEN:
        return same
    while j >= 0 and job_at(s.jobs, j).state != OPEN:
        j = job_at(s.jobs, j).other
    return j


@inner
def rivalry_factor(s: Row, shared_ownership: int) -> float:
    """Return the speed factor of people in a race."""
    race = shared_ownership_at(s.shared_ownerships, shared_ownership).race
    if race < 0:
        return 1.0
    return racing.pace(assumed_at(s.assumed, 0).racing_rivalry_effort, race_at(s.races, race).teams - 1.0)


@inner
def count_progress(s: Row, j: int, nominal: float) -> None:
    """Count direct work in throughput; of shared work, only the progress of the most advanced team."""
    job = job_at(s.jobs, j)
    if job.family == 0:
        count_throughput(s, job.area, nominal)
    elif job.stream < 0 and (job.version == 0 or race_of(s, j) >= 0):
        first = job_at(s.jobs, job.package)
        job.done += nominal
        if job.done > first.lead:
            count_throughput(s, job.area, job.done - first.lead)
            first.lead = job.done


@inner
def count_version(s: Row, p: int, j: int, nominal: float, since: float) -> None:
    """Count a chunk of work on a version of a package, or on a duplicated item."""
    person = person_at(s.people, p)
    job = job_at(s.jobs, j)
    hours = max(s.now - max(since, s.start), 0.0) * person.share
    if job.stream >= 0:
        s.duplicate += hours
        return
    job.spent += hours
    if person.kind == DIRECT:
        count_progress(s, j, nominal)


@inner
def count_chunk(s: Row, p: int, j: int, nominal: float, since: float) -> None:
    """Count a person's progress on a chunk."""
    if job_at(s.jobs, j).family == 1:
        count_version(s, p, j, nominal, since)
    elif person_at(s.people, p).kind == DIRECT:
        count_throughput(s, job_at(s.jobs, j).area, nominal)


@inner
def return_chunk(s: Row, p: int, j: int, done: float, since: float) -> None:
    """Return a chunk that a person puts down to its job; ``done`` hours of it count."""
    person, job = person_at(s.people, p), job_at(s.jobs, j)
    job.in_hands -= 1
    count_chunk(s, p, j, done, since)
    if person.kind == DIRECT:
        job.todo += person.hours - done
    else:
        job.redo += person.hours - done
