"""Queues of teams and people: open jobs of a team by urgency, its idle people, and held jobs.

The rules of eligibility for work are here as well.
"""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.state.constants import CHUNK, OPEN
from reorg.engine.state.memory import job_at, person_at, team_at
from reorg.engine.state.rows import Row
from reorg.engine.state.tables import skill_level, skilled_people
from reorg.mechanisms.escalation import people_not_stopped


@inner
def enqueue_job(s: Row, j: int) -> None:
    """Enter a job with work to hand out into its owner's list, most urgent first."""
    job = job_at(s.jobs, j)
    if job.listed == 1 or job.state != OPEN or job.todo + job.redo <= 0.0 or job.holder >= 0:
        return
    team = team_at(s.teams, job.owner)
    ahead = team.job_last
    while ahead >= 0:
        other = job_at(s.jobs, ahead)
        if other.priority > job.priority:
            break
        if other.priority == job.priority and (
            other.rank < job.rank or (other.rank == job.rank and other.order < job.order)
        ):
            break
        ahead = other.before
    job.listed = 1
    job.before = ahead
    job.after = team.job_first if ahead < 0 else job_at(s.jobs, ahead).after
    if ahead < 0:
        team.job_first = j
    else:
        job_at(s.jobs, ahead).after = j
    if job.after < 0:
        team.job_last = j
    else:
        job_at(s.jobs, job.after).before = j


@inner
def dequeue_job(s: Row, j: int) -> None:
    """Remove a job from its owner's list."""
    job = job_at(s.jobs, j)
    if job.listed == 0:
        return
    team = team_at(s.teams, job.owner)
    if job.before < 0:
        team.job_first = job.after
    else:
        job_at(s.jobs, job.before).after = job.after
    if job.after < 0:
        team.job_last = job.before
    else:
        job_at(s.jobs, job.after).before = job.before
    job.listed = 0


@inner
def enter_idle(s: Row, p: int) -> None:
    """Enter a person among the idle people of the team, in the order of the model file."""
    person = person_at(s.people, p)
    team = team_at(s.teams, person.desk)
    ahead = team.idle_last
    if 2 * p < team.idle_first + ahead:  # closer to the first than to the last, and before the last
        ahead = team.idle_first
        while ahead < p:
            ahead = person_at(s.people, ahead).idle_after
        ahead = person_at(s.people, ahead).idle_before
    while ahead > p:
        ahead = person_at(s.people, ahead).idle_before
    person.idle_before = ahead
    person.idle_after = team.idle_first if ahead < 0 else person_at(s.people, ahead).idle_after
    if ahead < 0:
        team.idle_first = p
    else:
        person_at(s.people, ahead).idle_after = p
    if person.idle_after < 0:
        team.idle_last = p
    else:
        person_at(s.people, person.idle_after).idle_before = p


@inner
def leave_idle(s: Row, p: int) -> None:
    """Remove a person from the idle people of the team."""
    person = person_at(s.people, p)
    team = team_at(s.teams, person.desk)
    if person.idle_before < 0:
        team.idle_first = person.idle_after
    else:
        person_at(s.people, person.idle_before).idle_after = person.idle_after
    if person.idle_after < 0:
        team.idle_last = person.idle_before
    else:
        person_at(s.people, person.idle_after).idle_before = person.idle_before


@inner
def is_uncalled(s: Row, p: int) -> bool:
    """Return whether a person has no item in the inbox and no appointment due, and may take work."""
    return person_at(s.people, p).inbox_count == 0 and person_at(s.people, p).appointed == 0


@inner
def is_qualified(s: Row, p: int, area: int) -> bool:
    """Return whether a person may work in an area for the team: with skill, or if nobody there has it."""
    if skill_level(s, p, area) > 0:
        return True
    return skilled_people(s, person_at(s.people, p).desk, area) == 0


@inner
def may_take(s: Row, p: int, j: int) -> bool:
    """Return whether a person of the owning team may take the job now."""
    job = job_at(s.jobs, j)
    person = person_at(s.people, p)
    if job.in_hands >= job.people_max and (person.activity != CHUNK or person.on != j):
        return False
    return is_qualified(s, p, job.area)


@inner
def stop_hands(s: Row, j: int, hands: int) -> None:
    """Lower the number of people allowed on a job by ``hands``, counting the one who has just stopped."""
    job = job_at(s.jobs, j)
    if job.stopped == 0:
        job.hands = job.in_hands + 1
    job.stopped += hands
    if hands > 0:
        job.people_max = min(job.people_limit, people_not_stopped(job.hands, job.stopped))


@inner
def release_hands(s: Row, j: int, hands: int) -> None:
    """Let people resume a job that an exception has stopped."""
    job = job_at(s.jobs, j)
    job.stopped -= hands
    job.people_max = job.people_limit
    if job.stopped > 0:
        job.people_max = min(job.people_limit, people_not_stopped(job.hands, job.stopped))


@inner
def hold_job(s: Row, p: int, j: int) -> None:
    """Make a person hold a job to its end, after those held; it is in no list, so ``after`` is free."""
    job = job_at(s.jobs, j)
    job.holder = p
    job.after = -1
    person = person_at(s.people, p)
    if person.held < 0:
        person.held = j
        return
    last = person.held
    while job_at(s.jobs, last).after >= 0:
        last = job_at(s.jobs, last).after
    job_at(s.jobs, last).after = j


@inner
def release_hold(s: Row, j: int) -> None:
    """Release a job from its holder, if it has one."""
    job = job_at(s.jobs, j)
    if job.holder < 0:
        return
    person = person_at(s.people, job.holder)
    job.holder = -1
    if person.held == j:
        person.held = job.after
        return
    before = person.held
    while job_at(s.jobs, before).after != j:
        before = job_at(s.jobs, before).after
    job_at(s.jobs, before).after = job.after


@inner
def next_held_job(s: Row, p: int) -> int:
    """Return the first job a person holds with work to continue in the team of the present seat, or -1."""
    j = person_at(s.people, p).held
    while j >= 0 and (
        job_at(s.jobs, j).todo + job_at(s.jobs, j).redo <= 0.0
        or job_at(s.jobs, j).state != OPEN
        or job_at(s.jobs, j).people_max <= 0
        or is_for_other_seat(s, p, j)
    ):
        j = job_at(s.jobs, j).after
    return j


@inner
def is_for_other_seat(s: Row, p: int, j: int) -> bool:
    """Return whether a job belongs to a person's other team, where the person does not work at present."""
    person = person_at(s.people, p)
    if person.other < 0:
        return False
    away: int = person.other if person.desk == person.team else person.team
    return bool(job_at(s.jobs, j).owner == away)


@inner
def has_held_work(s: Row, p: int) -> bool:
    """Return whether a person holds a job that has work to continue."""
    return next_held_job(s, p) >= 0
