"""Deferral: while several activities complete at one time, dispatching waits until all have completed."""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.kernel.queues import has_held_work
from reorg.engine.machine.calls import begin_next_activity, offer_work
from reorg.engine.state.constants import NO_ACTIVITY
from reorg.engine.state.memory import integer_at, person_at, put_integer, team_at
from reorg.engine.state.rows import Row


@inner
def defer_person(s: Row, p: int) -> None:
    """Record a free person for dispatching when all completions of this time have been handled."""
    person = person_at(s.people, p)
    if person.noted == 0:
        person.noted = 1
        put_integer(s.deferred_people, s.deferred_people_count, p)
        s.deferred_people_count += 1


@inner
def defer_team(s: Row, t: int) -> None:
    """Record a team for dispatching when all completions of this time have been handled."""
    team = team_at(s.teams, t)
    if team.noted == 0:
        team.noted = 1
        put_integer(s.deferred_teams, s.deferred_team_count, t)
        s.deferred_team_count += 1


@inner
def dispatch_inboxes(s: Row) -> None:
    """Make idle people take items from their inboxes."""
    for p in range(s.people_count):
        if person_at(s.people, p).activity == NO_ACTIVITY and person_at(s.people, p).inbox_count > 0:
            begin_next_activity(s, p)


@inner
def dispatch_deferred(s: Row) -> None:
    """Dispatch to the people recorded; open work is offered in the teams recorded and in their teams."""
    for i in range(s.deferred_people_count):
        p = integer_at(s.deferred_people, i)
        person = person_at(s.people, p)
        person.noted = 0
        if person.activity == NO_ACTIVITY:
            if person.appointed == 1 or person.inbox_count > 0 or has_held_work(s, p):
                begin_next_activity(s, p)
            else:
                defer_team(s, person.desk)
    for i in range(s.deferred_team_count):
        team_at(s.teams, integer_at(s.deferred_teams, i)).noted = 0
        offer_work(s, integer_at(s.deferred_teams, i))
    s.deferred_people_count = 0
    s.deferred_team_count = 0


@inner
def dispatch_everybody(s: Row) -> None:
    """Make idle people take items from their inboxes, then the open work of their teams."""
    dispatch_inboxes(s)
    for t in range(s.team_count):
        if team_at(s.teams, t).structure == s.structure:
            offer_work(s, t)
