"""Dispatching: a team's open work is offered to its idle people, most urgent first."""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.kernel.choice import choose_among_equals
from reorg.engine.kernel.deferral import defer_team
from reorg.engine.kernel.queues import has_held_work, is_qualified, is_uncalled, may_take
from reorg.engine.kernel.work import begin_chunk
from reorg.engine.machine.calls import begin_next_activity
from reorg.engine.machine.ledger import book_hours
from reorg.engine.state.constants import IDLE, WAITING
from reorg.engine.state.memory import job_at, person_at, team_at
from reorg.engine.state.rows import Row


@inner
def book_idle_people(s: Row, t: int) -> None:
    """Book idle time as waiting while the team has unfinished work, otherwise as idle."""
    team = team_at(s.teams, t)
    kind = WAITING if team.open > 0 else IDLE
    p = team.idle_first
    while p >= 0:
        person = person_at(s.people, p)
        if person.kind != kind:
            book_hours(s, p)
            person.kind = kind
            person.since = s.now
        p = person.idle_after


@inner
def take_up(s: Row, p: int, j: int) -> bool:
    """Start a job or an equally urgent one; return whether the next job must be looked up again.

    Agents may take work from other jobs too, and the job chosen may no longer be in the list.
    """
    if person_at(s.people, p).agents > 0:
        begin_next_activity(s, p)
        return True
    chosen = choose_among_equals(s, p, j)
    begin_chunk(s, p, chosen)
    return bool(chosen != j)


@inner
def offer_work(s: Row, t: int) -> None:
    """Offer the team's open work, most urgent first, to its idle people in the order of the model file."""
    if s.deferring == 1:
        defer_team(s, t)
        return
    team = team_at(s.teams, t)
    nobody = 0  # areas, as bits, in which no idle person can work: skip their other jobs
    j = team.job_first
    while j >= 0 and team.idle_first >= 0:
        job = job_at(s.jobs, j)
        following = job.after
        able = s.area_count > 64
        p = team.idle_first if (nobody >> (job.area & 63)) & 1 == 0 else -1
        while p >= 0 and job.listed == 1:
            after = person_at(s.people, p).idle_after
            if is_uncalled(s, p) and not has_held_work(s, p) and is_qualified(s, p, job.area):
                able = True
                if may_take(s, p, j) and take_up(s, p, j):
                    following = team.job_first
                    break
            p = after
        if not able:
            nobody |= 1 << (job.area & 63)
        j = following
    book_idle_people(s, t)
