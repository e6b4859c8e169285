"""Reorganization: the structure changes, and teams, owners, inboxes and meetings follow.

Ties and context do not follow.
"""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.kernel.escalation import reroute_decisions
from reorg.engine.kernel.meetings import schedule_meetings
from reorg.engine.kernel.ownership import change_owner
from reorg.engine.kernel.queues import enter_idle, leave_idle
from reorg.engine.machine.calls import adopt_structure, allocate_pools, transfer_races
from reorg.engine.machine.ledger import log_event
from reorg.engine.state.constants import FINISHED, L_REORGANIZED, NO_ACTIVITY
from reorg.engine.state.memory import job_at, person_at
from reorg.engine.state.rows import Row


@inner
def reorganize(s: Row, structure: int) -> None:
    """Change the structure now: lines, owners, inboxes and meetings follow; ties do not."""
    log_event(s, L_REORGANIZED, -1, structure, 0.0)
    before = s.structure
    for p in range(s.people_count):
        if person_at(s.people, p).activity == NO_ACTIVITY:
            leave_idle(s, p)
    adopt_structure(s, structure)
    for p in range(s.people_count):
        if person_at(s.people, p).activity == NO_ACTIVITY:
            enter_idle(s, p)
    for j in range(s.job_count):
        if job_at(s.jobs, j).state != FINISHED and (j >= s.packages or job_at(s.jobs, j).version == 0):
            change_owner(s, j)
    if s.contested == 1:
        transfer_races(s, before)
    for q in range(s.people_count):
        reroute_decisions(s, q)
    schedule_meetings(s)
    if s.pool_count > 0:
        allocate_pools(s)
