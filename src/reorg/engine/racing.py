"""Races: which attempts work, whose attempt counts, what stops, and what a reorganization does to them."""

from __future__ import annotations

from reorg import luck
from reorg.compilation import inner
from reorg.engine.accelerators import drop_runs, pass_runs_on
from reorg.engine.agenda import schedule
from reorg.engine.change import change_owner, hand_out
from reorg.engine.ends import withdraw_end
from reorg.engine.growth import learn
from reorg.engine.jumps import judge_race, send_back, wake
from reorg.engine.landscape import drawn, value, whole
from reorg.engine.ledger import book, note
from reorg.engine.memory import (
    assumed_at,
    integer_at,
    job_at,
    person_at,
    race_at,
    release_at,
    stake_at,
    team_at,
)
from reorg.engine.records import (
    BLOCKED,
    CHUNK,
    CHUNK_HOURS,
    FAILED,
    FINISHED,
    GATE,
    L_FAILED,
    L_FINISHED,
    L_READY,
    L_WON,
    NOTHING,
    OPEN,
    READY,
    STOPPED,
    UNRELEASED,
    Row,
)
from reorg.engine.stakes import number_of, put_back, race_of, stake_of, version_of
from reorg.engine.streams import complete, effort_hours, take_up, unblock
from reorg.engine.work import (
    call_person,
    delist,
    enlist,
    enter_idle,
    label_idle,
    let_go,
    open_job,
    wake_versions,
)
from reorg.mechanisms import racing
from reorg.mechanisms.exceptions import history_step

OUT, RUNNING = 1e12, 1e11
"""Hours until an attempt is ready that has failed, or is worked on: more than any world has."""


@inner
def fails(s: Row, j: int, race: int) -> bool:
    """Tell whether a completed attempt turns out not to work, by a common cause or one of its own."""
    job = job_at(s.jobs, j)
    if job.failure <= 0.0 or (race < 0 and job.version > 0):
        return False
    cause = assumed_at(s.assumed, 0).racing_common_cause
    if race >= 0 and race_at(s.races, race).common >= 0.0:
        cause = race_at(s.races, race).common
    common = luck.uniform(s.key, luck.COMMON, job_at(s.jobs, job.package).key, job.tries)
    own = luck.uniform(s.key, luck.ATTEMPT, job.key, job.tries)
    return common < racing.common_failure(job.failure, cause) or own < racing.own_failure(job.failure, cause)


@inner
def end_attempt(s: Row, j: int) -> None:
    """Let work that is done turn out to do or not; what a race waits for may be decided by it."""
    job = job_at(s.jobs, j)
    race = race_of(s, j)
    let_go(s, j)
    failed = fails(s, j, race)
    if failed:
        note(s, L_FAILED, -1, number_of(s, j), job.tries)
    if race < 0:
        end_alone(s, j, failed)
        return
    team_at(s.teams, job.owner).open -= 1
    job.state = FAILED if failed else READY
    if not failed:
        note(s, L_READY, -1, number_of(s, j), 0.0)
        lead_on(s, j, race)
    judge_race(s, race)
    label_idle(s, job.owner)


@inner
def end_alone(s: Row, j: int, failed: bool) -> None:
    """Finish work that nobody races for, or begin it again."""
    if failed:
        begin_again(s, j)
    else:
        complete(s, j)
        note(s, L_FINISHED, -1, number_of(s, j), 0.0)


@inner
def lead_on(s: Row, j: int, race: int) -> None:
    """Let a team go on with its own attempt: open what follows within the race."""
    job = job_at(s.jobs, j)
    first = job_at(s.jobs, job.package)
    for k in range(first.next_first, first.next_last):
        q = integer_at(s.successors, k)
        if race_of(s, q) == race:
            x = version_of(s, q, job.version)
            job_at(s.jobs, x).blockers -= 1
            if job_at(s.jobs, x).blockers == 0 and job_at(s.jobs, x).state == BLOCKED:
                open_job(s, x)
                wake(s, job_at(s.jobs, x).owner)
    if race_at(s.races, race).best == 1 and s.now < job.due:
        schedule(s, job.due, GATE, race)


@inner
def begin_again(s: Row, j: int) -> None:
    """Begin work that has failed once more, with an effort of its own."""
    job = job_at(s.jobs, j)
    job.tries += 1
    renew(s, j)
    job_at(s.jobs, job.package).lead = 0.0
    open_job(s, j)
    wake(s, job.owner)


@inner
def renew(s: Row, j: int) -> None:
    """Let all the work of an attempt be to do, with an effort of its own."""
    job = job_at(s.jobs, j)
    job.effort = effort_hours(s, j, luck.bits(s.key, luck.EFFORT, job.key, job.tries))
    job.todo = job.renewed = job.effort
    job.redo = job.done = 0.0


@inner
def is_over(s: Row, p: int) -> bool:
    """Tell whether nobody races for a package any more: it is finished, or sent back after a race."""
    return job_at(s.jobs, p).state == FINISHED or job_at(s.jobs, p).won != 0


@inner
def ended(s: Row, race: int, version: int) -> float:
    """Return when a team was ready with all it races for, or RUNNING, or OUT; below 0 with nothing left."""
    last = -1.0
    for i in range(race_at(s.races, race).first, race_at(s.races, race).last):
        p = integer_at(s.raced, i)
        if not is_over(s, p):
            job = job_at(s.jobs, version_of(s, p, version))
            if job.state == FAILED:
                return OUT
            last = max(last, job.finish if job.state == READY else RUNNING)
    return last


@inner
def decide_race(s: Row, race: int) -> None:
    """Decide a race where that can be done; where every team has failed, let what failed begin again."""
    r = race_at(s.races, race)
    if r.structure != s.structure or ended(s, race, 0) < 0.0:
        return
    winner = -1
    running = 0
    most = least = 0.0
    for version in range(r.teams):
        end = ended(s, race, version)
        found = worth(s, race, version)
        if end == RUNNING:
            running += 1
        elif end < RUNNING and (winner < 0 or found > most or (found == most and end < least)):
            winner, most, least = version, found, end
    due = job_at(s.jobs, integer_at(s.raced, r.first)).due
    if winner >= 0 and (r.best == 0 or running == 0 or s.now >= due):
        crown(s, race, winner)
    elif winner < 0 and running == 0:
        begin_failed_again(s, race)


@inner
def begin_failed_again(s: Row, race: int) -> None:
    """Let every attempt of a race that has failed begin again."""
    for i in range(race_at(s.races, race).first, race_at(s.races, race).last):
        x = integer_at(s.raced, i)
        while x >= 0:
            if job_at(s.jobs, x).state == FAILED:
                team_at(s.teams, job_at(s.jobs, x).owner).open += 1
                begin_again(s, x)
            x = job_at(s.jobs, x).other


@inner
def worth(s: Row, race: int, version: int) -> float:
    """Return what the whole design is worth with a team's attempts, where the best of all wins."""
    k = job_at(s.jobs, integer_at(s.raced, race_at(s.races, race).first)).release
    designed = release_at(s.releases, k).decision_last > release_at(s.releases, k).decision_first
    return value(s, k, whole(s, k, race, version)) if designed and race_at(s.races, race).best == 1 else 0.0


@inner
def crown(s: Row, race: int, version: int) -> None:
    """Let one team's attempts be the packages' results; the others stop and free their people."""
    r = race_at(s.races, race)
    held = s.holding
    s.holding = 1
    note(s, L_WON, -1, integer_at(s.raced, r.first), version)
    for i in range(r.first, r.last):
        p = integer_at(s.raced, i)
        first = job_at(s.jobs, p)
        if not is_over(s, p):
            won = job_at(s.jobs, version_of(s, p, version))
            won.spent, first.finish, first.config = 0.0, won.finish, won.config
            x = p
            while x >= 0:
                halt(s, x)
                x = job_at(s.jobs, x).other
            first.state, first.owner, first.won = FINISHED, won.owner, -1 - version
            note(s, L_FINISHED, -1, p, 0.0)
            for k in range(first.next_first, first.next_last):
                if race_of(s, integer_at(s.successors, k)) != race:
                    unblock(s, integer_at(s.successors, k))
                    wake_versions(s, integer_at(s.successors, k))
    for i in range(r.first, r.last):
        first = job_at(s.jobs, integer_at(s.raced, i))
        if first.won < 0:
            first.won = -first.won
            send_back(s, integer_at(s.raced, i))
            take_up(s, integer_at(s.raced, i))
    s.holding = held
    if held == 0:
        hand_out(s)


@inner
def halt(s: Row, j: int) -> None:
    """Stop a version of a package: its people are free, its hours were spent beside what counts."""
    job = job_at(s.jobs, j)
    empty_hands(s, j)
    delist(s, j)
    drop_runs(s, j)
    if job.state == OPEN or job.state == BLOCKED:
        team_at(s.teams, job.owner).open -= 1
    let_go(s, j)
    job.state, job.stake = STOPPED, -1
    s.duplicate += job.spent
    job.spent = 0.0
    label_idle(s, job.owner)


@inner
def empty_hands(s: Row, j: int) -> None:
    """Let the people at work on a version put it down; what they have done is done."""
    job = job_at(s.jobs, j)
    for p in range(s.people_count if job.in_hands > 0 else 0):
        person = person_at(s.people, p)
        if person.doing == CHUNK and person.on == j:
            book(s, person.kind, person.since, person.share)
            learn(s, p, job.area, (s.now - person.since) * person.share)
            done = 0.0
            if person.until > person.since:
                done = person.hours * (s.now - person.since) / (person.until - person.since)
            put_back(s, p, j, done, person.since)
            person.doing, person.until, person.since = NOTHING, -1.0, s.now
            withdraw_end(s, p)
            enter_idle(s, p)
            call_person(s, p)


@inner
def regroup(s: Row, before: int) -> None:
    """Let races and overlaps of one structure become those of the next, once all work has its new owner."""
    held = s.holding
    s.holding = 1
    for race in range(s.race_count):
        if race_at(s.races, race).structure == before:
            keep_most_advanced(s, race)
    for j in range(s.packages):
        regroup_version(s, j)
    for j in range(s.job_count):
        if not is_over(s, j) and job_at(s.jobs, j).state != STOPPED:
            job_at(s.jobs, j).stake = stake_of(s, j)
    count_blockers(s)
    for j in range(s.packages):
        leave_race(s, j)
    for j in range(s.packages):
        job = job_at(s.jobs, j)
        if job.family == 1 and job.state == BLOCKED and job.blockers == 0:
            open_job(s, j)
            wake(s, job.owner)
    for race in range(s.race_count):
        judge_race(s, race)
    s.holding = held
    hand_out(s)


@inner
def keep_most_advanced(s: Row, race: int) -> None:
    """Where the team with the least left to do races no more, put its attempts in the place of the first."""
    r = race_at(s.races, race)
    best = 0
    least = -1.0
    for version in range(r.teams):
        left = 0.0
        for i in range(r.first, r.last):
            p = integer_at(s.raced, i)
            x = job_at(s.jobs, version_of(s, p, version))
            if not is_over(s, p) and x.state != READY:
                worked = x.todo + x.redo + CHUNK_HOURS * (x.in_hands + x.delegated)
                left += OUT if x.state == FAILED else worked
        if least < 0.0 or left < least:
            best, least = version, left
    x = version_of(s, integer_at(s.raced, r.first), best)
    if best == 0 or integer_at(s.owners, s.structure * s.work_count + x) >= 0:
        return
    for i in range(r.first, r.last):
        p = integer_at(s.raced, i)
        if not is_over(s, p):
            take_place(s, p, version_of(s, p, best))


@inner
def take_place(s: Row, p: int, x: int) -> None:
    """Let the attempt ``x`` be the package ``p`` from now on."""
    first = job_at(s.jobs, p)
    job = job_at(s.jobs, x)
    state = job.state
    empty_hands(s, x)
    halt(s, p)
    pass_runs_on(s, x, p)
    first.state, first.effort, first.renewed, first.finish = state, job.effort, job.renewed, job.finish
    first.todo, first.redo, first.done, first.config = job.todo, job.redo, job.done, job.config
    first.spent, job.spent = job.spent, 0.0
    first.history = job.history
    if team_at(s.teams, job.owner).name != team_at(s.teams, first.owner).name and job.chunks > 0:
        first.history = history_step(first.history, assumed_at(s.assumed, 0).reorganization_context_loss)
    if state == OPEN or state == BLOCKED:
        team_at(s.teams, first.owner).open += 1
    if state == OPEN:
        enlist(s, p)
    halt(s, x)


@inner
def regroup_version(s: Row, j: int) -> None:
    """Let a version of a package pass to its new owner, stop, or begin from nothing."""
    job = job_at(s.jobs, j)
    first = job_at(s.jobs, job.package)
    owner = integer_at(s.owners, s.structure * s.work_count + j)
    stays = job.state == STOPPED and (owner < 0 or is_over(s, job.package))
    if job.version == 0 or job.state == FINISHED or stays:
        return
    if owner < 0:
        halt(s, j)
    elif job.state != STOPPED:
        change_owner(s, j)
    else:
        job.owner = owner
        renew(s, j)
        job.todo *= stake_at(s.stakes, stake_of(s, j)).share * (1.0 - first.boxed)
        job.config = drawn(s, job.release, 0)
        job.state = UNRELEASED
        if first.state != UNRELEASED:
            job.state = BLOCKED
            team_at(s.teams, owner).open += 1


@inner
def leave_race(s: Row, j: int) -> None:
    """Finish a package that was ready and is raced for no more; begin one again that had failed."""
    job = job_at(s.jobs, j)
    if race_of(s, j) >= 0 or (job.state != READY and job.state != FAILED):
        return
    team_at(s.teams, job.owner).open += 1
    end_alone(s, j, job.state == FAILED)


@inner
def count_blockers(s: Row) -> None:
    """Count anew what the versions of packages wait for."""
    for j in range(s.packages):
        job = job_at(s.jobs, j)
        if job.family == 1:
            job.blockers = 1 if job_at(s.jobs, job.package).state == UNRELEASED else 0
    for p in range(s.packages):
        first = job_at(s.jobs, p)
        for k in range(first.next_first, first.next_last if first.state != FINISHED else first.next_first):
            x = integer_at(s.successors, k)
            together = race_of(s, p) >= 0 and race_of(s, p) == race_of(s, x)
            while x >= 0:
                job = job_at(s.jobs, x)
                own = version_of(s, p, job.version) if together else -1
                if job.family == 1 and (own < 0 or job_at(s.jobs, own).state != READY):
                    job.blockers += 1
                x = job.other
