"""Informal talk within a team, and time lost to unsettled people after a change, once a week."""

from __future__ import annotations

from reorg import luck
from reorg.compilation import inner
from reorg.engine.kernel.attention import new_item
from reorg.engine.kernel.seating import ambiguity_of
from reorg.engine.kernel.structure import first_member, next_member
from reorg.engine.machine.calls import deliver_item
from reorg.engine.machine.event_list import RECURRING_RING, WEEK_RING, schedule, schedule_in_ring
from reorg.engine.state.constants import ABSENT, HOURS_PER_WEEK, TALK, TALK_DUE
from reorg.engine.state.memory import assumed_at, person_at, team_at
from reorg.engine.state.rows import Row
from reorg.mechanisms.coordination import team_talk
from reorg.mechanisms.reorganization import unsettled

FIRST_TALK = 1
"""Occurrence of the draw of each person's place in the week: 0 is that of the one-to-one."""


@inner
def schedule_talk(s: Row) -> None:
    """Schedule everybody's first talk, if people talk at all."""
    a = assumed_at(s.assumed, 0)
    if a.coordination_team_talk_hours > 0.0 or a.reorganization_unsettled_hours > 0.0:
        for p in range(s.people_count):
            offset = luck.uniform(s.key, luck.OFFSET, person_at(s.people, p).key, FIRST_TALK)
            schedule(s, offset * HOURS_PER_WEEK, TALK_DUE, p)


@inner
def others_in_team(s: Row, p: int) -> float:
    """Return the teammates of a person present, in full-time equivalents."""
    team = team_at(s.teams, person_at(s.people, p).team)
    if team.part_timers == 0:
        return team.size - 1.0
    total = 0.0
    q = first_member(s, person_at(s.people, p).team)
    while q >= 0:
        if q != p:
            total += person_at(s.people, q).share
        q = next_member(s, q)
    return total


@inner
def hold_talk(s: Row, p: int) -> None:
    """Put the week's informal talk into a person's inbox, if there is anybody or anything to talk about."""
    a = assumed_at(s.assumed, 0)
    person = person_at(s.people, p)
    schedule_in_ring(s, RECURRING_RING, s.now + HOURS_PER_WEEK, TALK_DUE, p, 0)
    hours = unsettled(a.reorganization_unsettled_hours, ambiguity_of(s, p))
    if team_at(s.teams, person.team).size >= 2 and a.coordination_team_talk_hours > 0.0:
        hours += person.share * team_talk(
            a.coordination_team_talk_hours,
            others_in_team(s, p),
            a.coordination_team_talk_growth,
            a.coordination_team_talk_cap,
        )
    if person.activity == ABSENT or hours <= 0.0:
        s.events -= 1
        return
    deliver_item(s, new_item(s, p, TALK, -1, hours), WEEK_RING)
