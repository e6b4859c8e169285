"""Informal talk of a team's members, once a week."""

from __future__ import annotations

from reorg import luck
from reorg.compilation import inner
from reorg.engine.kernel.attention import new_item
from reorg.engine.machine.calls import deliver_item
from reorg.engine.machine.event_list import RECURRING_RING, WEEK_RING, schedule, schedule_in_ring
from reorg.engine.state.constants import ABSENT, HOURS_PER_WEEK, TALK, TALK_DUE
from reorg.engine.state.memory import assumed_at, person_at, team_at
from reorg.engine.state.rows import Row
from reorg.mechanisms.coordination import team_talk

FIRST_TALK = 1
"""Occurrence of the luck of everybody's place in the week: 0 is that of the one-to-one."""


@inner
def schedule_talk(s: Row) -> None:
    """Schedule everybody's first talk, if people talk at all."""
    if assumed_at(s.assumed, 0).coordination_team_talk_hours > 0.0:
        for p in range(s.people_count):
            offset = luck.uniform(s.key, luck.OFFSET, person_at(s.people, p).key, FIRST_TALK)
            schedule(s, offset * HOURS_PER_WEEK, TALK_DUE, p)


@inner
def hold_talk(s: Row, p: int) -> None:
    """Put the week's informal talk into a person's in-tray, if there is anybody to talk to."""
    a = assumed_at(s.assumed, 0)
    person = person_at(s.people, p)
    schedule_in_ring(s, RECURRING_RING, s.now + HOURS_PER_WEEK, TALK_DUE, p, 0)
    size = team_at(s.teams, person.team).size
    if person.activity == ABSENT or size < 2:
        s.events -= 1
        return
    hours = team_talk(
        a.coordination_team_talk_hours, size, a.coordination_team_talk_growth, a.coordination_team_talk_cap
    )
    deliver_item(s, new_item(s, p, TALK, -1, hours), WEEK_RING)
