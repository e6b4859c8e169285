"""Taking a position: a person takes a seat as a newcomer, on return from leave or by promotion."""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.kernel.calendar import clear_calendar
from reorg.engine.kernel.lines import change_leads, list_line
from reorg.engine.kernel.queues import enter_idle
from reorg.engine.kernel.second_seats import plan_visit
from reorg.engine.kernel.structure import begin_attention, count_in_line, count_member
from reorg.engine.kernel.ties import begin_tie
from reorg.engine.machine.calls import begin_next_activity
from reorg.engine.machine.ledger import log_event
from reorg.engine.state.constants import IDLE, NO_ACTIVITY
from reorg.engine.state.memory import person_at, team_at
from reorg.engine.state.rows import Row


@inner
def take_seat(s: Row, p: int, code: int) -> None:
    """Seat the new holder of a position in its team, as lead if the position is the lead's.

    ``code`` is the kind of the line in the event log.
    """
    person = person_at(s.people, p)
    person.activity, person.kind = NO_ACTIVITY, IDLE
    person.since = person.seated = s.now
    begin_tie(s, p, team_at(s.teams, person.team).name)
    count_member(s, p, 1)
    count_in_line(s, p, 1)
    clear_calendar(s, p)
    change_leads(s, p, list_line(s, p))
    begin_attention(s, p)
    plan_visit(s, p)
    log_event(s, code, p, person.team, float(person.hired))
    enter_idle(s, p)
    begin_next_activity(s, p)
