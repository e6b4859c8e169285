"""Who works on what next: the teams' lists of open work, their idle people, and chunks in hand."""

from __future__ import annotations

from reorg import luck
from reorg.compilation import inner
from reorg.engine.agenda import schedule
from reorg.engine.ends import enter_end
from reorg.engine.growth import slowness
from reorg.engine.jumps import next_for, wake
from reorg.engine.ledger import book, note
from reorg.engine.memory import assumed_at, integer_at, job_at, person_at, put_integer, team_at
from reorg.engine.records import (
    CHUNK,
    CHUNK_HOURS,
    CLOSE,
    DIRECT,
    IDLE,
    L_BEGIN_WORK,
    L_OPEN,
    NOTHING,
    OPEN,
    REWORK,
    WAITING,
    Row,
)
from reorg.engine.stakes import number_of, pace_of
from reorg.mechanisms.agents import assisted
from reorg.mechanisms.competence import by_level, working_hours
from reorg.mechanisms.work import duration_factor


@inner
def skill_of(s: Row, p: int, area: int) -> int:
    """Return the level of a person's skill in an area, 0 none to 3 high."""
    return integer_at(s.skill, p * s.area_count + area)


@inner
def enlist(s: Row, j: int) -> None:
    """Enter a job that has work to hand out into its owner's list, most urgent first."""
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
def delist(s: Row, j: int) -> None:
    """Take a job out of its owner's list."""
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
    """Enter a person into the idle people of the team, in order of the file."""
    person = person_at(s.people, p)
    team = team_at(s.teams, person.team)
    ahead = team.idle_last
    if 2 * p < team.idle_first + ahead:  # nearer the first than the last, and before the last
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
    """Take a person out of the idle people of the team."""
    person = person_at(s.people, p)
    team = team_at(s.teams, person.team)
    if person.idle_before < 0:
        team.idle_first = person.idle_after
    else:
        person_at(s.people, person.idle_before).idle_after = person.idle_after
    if person.idle_after < 0:
        team.idle_last = person.idle_before
    else:
        person_at(s.people, person.idle_after).idle_before = person.idle_before


@inner
def begin(s: Row, p: int, doing: int, on: int, kind: int, hours: float) -> None:
    """Let an idle person begin something that takes ``hours`` of work; a part-timer's take longer."""
    person = person_at(s.people, p)
    book(s, person.kind, person.since, person.share)
    leave_idle(s, p)
    person.doing, person.on, person.kind = doing, on, kind
    person.since, person.until = s.now, s.now + hours / person.share
    enter_end(s, p, person.until)


@inner
def cut_chunk(s: Row, p: int, j: int) -> tuple[int, float]:
    """Hand the next chunk of a job to a person, work to be redone first; returns its kind and hours."""
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
        delist(s, j)
        if job.holder < 0:
            hold(s, p, j)
    elif job.todo + job.redo <= 0.0:
        delist(s, j)
    return kind, nominal


@inner
def spread(s: Row, j: int) -> float:
    """Return how the duration of the chunk last cut from a job varies around its mean."""
    sigma = assumed_at(s.assumed, 0).work_effort_spread
    if sigma <= 0.0:
        return 1.0
    job = job_at(s.jobs, j)
    return duration_factor(sigma, luck.normal(luck.bits(s.key, luck.SPREAD, job.key, job.chunks)))


@inner
def begin_chunk(s: Row, p: int, j: int) -> None:
    """Let an idle person begin the next chunk of a job."""
    a = assumed_at(s.assumed, 0)
    person = person_at(s.people, p)
    job = job_at(s.jobs, j)
    kind, nominal = cut_chunk(s, p, j)
    person.chunk = job.chunks
    person.hours = nominal
    skill = by_level(
        integer_at(s.skill, p * s.area_count + job.area),
        a.competence_speed_none,
        a.competence_speed_low,
        a.competence_speed_high,
    )
    hours = working_hours(nominal * spread(s, j), skill, slowness(s, p, job.area))
    if person.agents > 0:
        hours = assisted(hours, a.agents_assist_gain)
    if job.stake >= 0:
        hours /= pace_of(s, job.stake)
    begin(s, p, CHUNK, j, kind, hours)
    note(s, L_BEGIN_WORK, p, number_of(s, j), hours)


@inner
def is_able(s: Row, p: int, area: int) -> bool:
    """Tell whether a person may work in an area for the team: skilled in it, or nobody there is."""
    if skill_of(s, p, area) > 0:
        return True
    return integer_at(s.skilled, person_at(s.people, p).team * s.area_count + area) == 0


@inner
def can_do(s: Row, p: int, j: int) -> bool:
    """Tell whether a person of the owning team may take the job now."""
    job = job_at(s.jobs, j)
    person = person_at(s.people, p)
    if job.in_hands >= job.people_max and (person.doing != CHUNK or person.on != j):
        return False
    return is_able(s, p, job.area)


@inner
def hold(s: Row, p: int, j: int) -> None:
    """Let a person hold a job to its end, behind those held; it is in no list, so ``after`` is free."""
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
def let_go(s: Row, j: int) -> None:
    """Take a job from its holder, if it has one."""
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
def own_job(s: Row, p: int) -> int:
    """Return the first of the jobs a person holds that has work to go on with, or -1."""
    j = person_at(s.people, p).held
    while j >= 0 and job_at(s.jobs, j).todo + job_at(s.jobs, j).redo <= 0.0:
        j = job_at(s.jobs, j).after
    return j


@inner
def has_own(s: Row, p: int) -> bool:
    """Tell whether a person holds a job that has work to go on with."""
    return own_job(s, p) >= 0


@inner
def pull(s: Row, p: int) -> int:
    """Return the job from which a free person takes the next chunk, or -1."""
    j = own_job(s, p)
    if j >= 0:
        return j
    j = team_at(s.teams, person_at(s.people, p).team).job_first
    while j >= 0 and not can_do(s, p, j):
        j = job_at(s.jobs, j).after
    return j


@inner
def label_idle(s: Row, t: int) -> None:
    """Book idle time as waiting while the team has unfinished work, else as idle."""
    team = team_at(s.teams, t)
    kind = WAITING if team.open > 0 else IDLE
    p = team.idle_first
    while p >= 0:
        person = person_at(s.people, p)
        if person.kind != kind:
            book(s, person.kind, person.since, person.share)
            person.kind = kind
            person.since = s.now
        p = person.idle_after


@inner
def call_person(s: Row, p: int) -> None:
    """Note a free person for when all that ends at this time has ended."""
    person = person_at(s.people, p)
    if person.called == 0:
        person.called = 1
        put_integer(s.called_people, s.people_called, p)
        s.people_called += 1


@inner
def call_team(s: Row, t: int) -> None:
    """Note a team that may have work to hand out, for when all that ends at this time has ended."""
    team = team_at(s.teams, t)
    if team.called == 0:
        team.called = 1
        put_integer(s.called_teams, s.teams_called, t)
        s.teams_called += 1


@inner
def offer_work(s: Row, t: int) -> None:
    """Offer the team's open work, most urgent first, to its idle people in order of the file."""
    if s.holding == 1:
        call_team(s, t)
        return
    team = team_at(s.teams, t)
    nobody = 0  # areas, as bits, that none of the idle can work in: their other jobs need no asking
    j = team.job_first
    while j >= 0 and team.idle_first >= 0:
        job = job_at(s.jobs, j)
        following = job.after
        able = s.area_count > 64
        p = team.idle_first if (nobody >> (job.area & 63)) & 1 == 0 else -1
        while p >= 0 and job.listed == 1:
            after = person_at(s.people, p).idle_after
            if person_at(s.people, p).tray_count == 0 and not has_own(s, p) and is_able(s, p, job.area):
                able = True
                if can_do(s, p, j) and person_at(s.people, p).agents > 0:
                    # Agents may take more than this job, so what follows it is looked up anew.
                    next_for(s, p)
                    following = team.job_first
                    break
                if can_do(s, p, j):
                    begin_chunk(s, p, j)
            p = after
        if not able:
            nobody |= 1 << (job.area & 63)
        j = following
    label_idle(s, t)


@inner
def resume(s: Row, j: int) -> None:
    """Let a job that got work back be taken up: by its holder, else by the owning team."""
    holder = job_at(s.jobs, j).holder
    if holder < 0:
        enlist(s, j)
        wake(s, job_at(s.jobs, j).owner)
    elif person_at(s.people, holder).doing == NOTHING and person_at(s.people, holder).tray_count == 0:
        next_for(s, holder)


@inner
def open_job(s: Row, j: int) -> None:
    """Make a job ready to be worked on; one that has no work is closed by an event of its own."""
    job = job_at(s.jobs, j)
    job.state = OPEN
    note(s, L_OPEN, -1, number_of(s, j), job.todo)
    if job.todo + job.redo > 0.0:
        enlist(s, j)
    else:
        schedule(s, s.now, CLOSE, j)


@inner
def wake_versions(s: Row, q: int) -> None:
    """Offer the work of those who own a package, or a version of it."""
    while q >= 0:
        wake(s, job_at(s.jobs, q).owner)
        q = job_at(s.jobs, q).other
