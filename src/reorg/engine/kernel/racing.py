"""Races: several teams attempt the same packages; when decided, one attempt becomes the result."""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.kernel.attempts import start_over, stop_version
from reorg.engine.kernel.deferral import dispatch_deferred
from reorg.engine.kernel.landscape import configuration_value, release_configuration
from reorg.engine.kernel.ownership import race_of, version_of
from reorg.engine.kernel.packages import offer_versions, unblock
from reorg.engine.kernel.rework import resume_rework
from reorg.engine.machine.calls import send_back
from reorg.engine.machine.ledger import log_event
from reorg.engine.state.constants import FAILED, FINISHED, L_FINISHED, L_RACE_WON, READY
from reorg.engine.state.memory import integer_at, job_at, race_at, release_at, team_at
from reorg.engine.state.rows import Row

OUT_HOURS, RUNNING_HOURS = 1e12, 1e11
"""Hours until a failed or a running attempt is ready: more than any world has."""


@inner
def is_over(s: Row, p: int) -> bool:
    """Return whether the race for a package is over: it is finished, or was sent back after the race."""
    return job_at(s.jobs, p).state == FINISHED or job_at(s.jobs, p).won != 0


@inner
def ready_time(s: Row, race: int, version: int) -> float:
    """Return when a team had all its attempts ready, or RUNNING, or OUT; below 0 with nothing left."""
    last = -1.0
    for i in range(race_at(s.races, race).first, race_at(s.races, race).last):
        p = integer_at(s.raced, i)
        if not is_over(s, p):
            job = job_at(s.jobs, version_of(s, p, version))
            if job.state == FAILED:
                return OUT_HOURS
            last = max(last, job.finish if job.state == READY else RUNNING_HOURS)
    return last


@inner
def decide_race(s: Row, race: int) -> None:
    """Decide a race if possible; if every team has failed, start the failed attempts over."""
    r = race_at(s.races, race)
    if r.structure != s.structure or ready_time(s, race, 0) < 0.0:
        return
    winner = -1
    running = 0
    most = least = 0.0
    for version in range(r.teams):
        end = ready_time(s, race, version)
        found = value_in_race(s, race, version)
        if end == RUNNING_HOURS:
            running += 1
        elif end < RUNNING_HOURS and (winner < 0 or found > most or (found == most and end < least)):
            winner, most, least = version, found, end
    due = job_at(s.jobs, integer_at(s.raced, r.first)).due
    if winner >= 0 and (r.best == 0 or running == 0 or s.now >= due):
        declare_winner(s, race, winner)
    elif winner < 0 and running == 0:
        restart_failed_attempts(s, race)


@inner
def restart_failed_attempts(s: Row, race: int) -> None:
    """Start every failed attempt of a race over."""
    for i in range(race_at(s.races, race).first, race_at(s.races, race).last):
        x = integer_at(s.raced, i)
        while x >= 0:
            if job_at(s.jobs, x).state == FAILED:
                team_at(s.teams, job_at(s.jobs, x).owner).open += 1
                start_over(s, x)
            x = job_at(s.jobs, x).other


@inner
def value_in_race(s: Row, race: int, version: int) -> float:
    """Return the value of the whole design with a team's attempts, if the best of all wins."""
    k = job_at(s.jobs, integer_at(s.raced, race_at(s.races, race).first)).release
    designed = release_at(s.releases, k).decision_last > release_at(s.releases, k).decision_first
    return (
        configuration_value(s, k, release_configuration(s, k, race, version))
        if designed and race_at(s.races, race).best == 1
        else 0.0
    )


@inner
def declare_winner(s: Row, race: int, version: int) -> None:
    """Make one team's attempts the packages' results; the others stop and free their people."""
    r = race_at(s.races, race)
    held = s.deferring
    s.deferring = 1
    log_event(s, L_RACE_WON, -1, integer_at(s.raced, r.first), version)
    for i in range(r.first, r.last):
        p = integer_at(s.raced, i)
        first = job_at(s.jobs, p)
        if not is_over(s, p):
            won = job_at(s.jobs, version_of(s, p, version))
            won.spent, first.finish, first.config = 0.0, s.now, won.config
            x = p
            while x >= 0:
                stop_version(s, x)
                x = job_at(s.jobs, x).other
            first.state, first.owner, first.won = FINISHED, won.owner, -1 - version
            log_event(s, L_FINISHED, -1, p, 0.0)
            for k in range(first.next_first, first.next_last):
                if race_of(s, integer_at(s.successors, k)) != race:
                    unblock(s, integer_at(s.successors, k))
                    offer_versions(s, integer_at(s.successors, k))
    for i in range(r.first, r.last):
        first = job_at(s.jobs, integer_at(s.raced, i))
        if first.won < 0:
            first.won = -first.won
            send_back(s, integer_at(s.raced, i))
            resume_rework(s, integer_at(s.raced, i))
    s.deferring = held
    if held == 0:
        dispatch_deferred(s)
