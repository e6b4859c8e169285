"""Second seats: a person in two teams works a share of each week in the second one."""

from __future__ import annotations

from reorg import luck
from reorg.compilation import inner
from reorg.engine.kernel.queues import enter_idle, leave_idle
from reorg.engine.kernel.structure import count_in_line, find_lead
from reorg.engine.kernel.ties import begin_tie
from reorg.engine.machine.calls import begin_next_activity
from reorg.engine.machine.event_list import schedule
from reorg.engine.machine.ledger import log_event
from reorg.engine.state.constants import ABSENT, HOURS_PER_WEEK, L_DESK, NO_ACTIVITY, VISIT_DUE
from reorg.engine.state.memory import person_at, team_at
from reorg.engine.state.rows import Row
from reorg.engine.state.tables import second_lead_under, second_share_under, second_team_under
from reorg.mechanisms.matrix import block_start


@inner
def take_seats(s: Row, p: int, t: int) -> None:
    """Give a position its seat in ``t`` and the second one by the structure, and one to work at.

    If both teams have the same people as before, a person working in either stays there.
    """
    person = person_at(s.people, p)
    former, second, away = person.team, person.other, person.desk != person.team
    person.team = person.desk = t
    person.second = second_lead_under(s, s.structure, p)
    person.other = second_team_under(s, s.structure, p)
    if person.other == t:
        person.other = -1
    if second < 0 or person.other < 0 or not (is_same(s, former, t) and is_same(s, second, person.other)):
        person.visit_due = -1.0
    elif away:
        person.desk = person.other


@inner
def is_same(s: Row, one: int, two: int) -> bool:
    """Return whether two teams, of one structure or two, are the same by their people."""
    return bool(team_at(s.teams, one).name == team_at(s.teams, two).name)


@inner
def second_share(s: Row, p: int) -> float:
    """Return the share of the week that a person works in the second team."""
    return second_share_under(s, s.structure, p)


@inner
def plan_visit(s: Row, p: int) -> None:
    """Plan the first time in the second team of a person present with two seats and none planned."""
    person = person_at(s.people, p)
    if person.other < 0 or person.activity == ABSENT or person.visit_due >= 0.0:
        return
    person.visit = int(s.now / HOURS_PER_WEEK) - 1
    while person.visit_due < s.now:
        find_next_visit(s, p)
    schedule(s, person.visit_due, VISIT_DUE, p)


@inner
def find_next_visit(s: Row, p: int) -> None:
    """Find the time in the next week at which a person goes to the second team."""
    person = person_at(s.people, p)
    person.visit += 1
    u = luck.uniform(s.key, luck.VISIT, person.key, person.visit)
    person.visit_due = block_start(float(person.visit), u, second_share(s, p))


@inner
def switch_seat(s: Row, p: int) -> None:
    """Move a person to the second team or back; the work in progress is finished all the same."""
    person = person_at(s.people, p)
    if person.visit_due != s.now or person.activity == ABSENT or person.other < 0:
        s.events -= 1
        return
    idle = person.activity == NO_ACTIVITY
    if idle:
        leave_idle(s, p)
    count_in_line(s, p, -1)
    if person.desk == person.team:
        person.desk = person.other
        person.visit_due = s.now + HOURS_PER_WEEK * second_share(s, p)
    else:
        person.desk = person.team
        find_next_visit(s, p)
    schedule(s, person.visit_due, VISIT_DUE, p)
    find_lead(s, p)
    count_in_line(s, p, 1)
    begin_tie(s, p, team_at(s.teams, person.desk).name)
    log_event(s, L_DESK, p, person.desk, 0.0)
    if idle:
        enter_idle(s, p)
        begin_next_activity(s, p)


@inner
def return_to_first_seat(s: Row, p: int) -> None:
    """Return a leaver's position to the seat in its first team."""
    person = person_at(s.people, p)
    person.desk = person.team
    person.visit_due = -1.0
