"""Meetings: who attends, which requests they settle, and the time they take."""

from __future__ import annotations

import math

from reorg import luck
from reorg.compilation import inner
from reorg.engine.kernel.attention import free_item, new_item, remove_from_inbox
from reorg.engine.kernel.calendar import call_away, count_held
from reorg.engine.kernel.discovery import share_decisions
from reorg.engine.kernel.structure import first_member, is_vacant, lead_of, next_member
from reorg.engine.machine.calls import deliver_item
from reorg.engine.machine.crowd import add_to_crowd
from reorg.engine.machine.event_list import RECURRING_RING, WEEK_RING, schedule, schedule_in_ring
from reorg.engine.machine.ledger import log_event
from reorg.engine.state.constants import (
    ABSENT,
    ASK,
    HOURS_PER_WEEK,
    L_MEETING,
    L_SETTLED,
    MEET,
    MEETING_DUE,
)
from reorg.engine.state.memory import (
    assumed_at,
    integer_at,
    item_at,
    job_at,
    meeting_at,
    person_at,
    put_integer,
    team_at,
)
from reorg.engine.state.rows import Row
from reorg.mechanisms import management


@inner
def schedule_meetings(s: Row) -> None:
    """Schedule the first of each standing meeting of the present structure."""
    for k in range(s.meeting_count):
        meeting = meeting_at(s.meetings, k)
        if meeting.structure == s.structure:
            # Counted from the first hour: who meets the same way after a change goes on at the same times.
            meeting.offset = luck.uniform(s.key, luck.OFFSET, meeting.key, 0) * meeting.every
            meeting.turn = max(0, math.ceil((s.now - meeting.offset) / meeting.every))
            meeting.next = meeting.offset + meeting.turn * meeting.every
            schedule(s, meeting.next, MEETING_DUE, k)


@inner
def list_attendees(s: Row, k: int) -> int:
    """List in the crowd who meets: those named, or a lead with everybody who reports to the lead."""
    meeting = meeting_at(s.meetings, k)
    count = 0
    if meeting.team < 0:
        for i in range(meeting.first, meeting.last):
            if person_at(s.people, integer_at(s.attendees, i)).activity != ABSENT:
                put_integer(s.crowd, count, integer_at(s.attendees, i))
                count += 1
        return count
    team = team_at(s.teams, meeting.team)
    if team.meets == 0 or (team.lead < 0 and lead_of(s, -1, meeting.team) >= 0):
        return 0
    s.serial += 1
    count = list_members(s, meeting.team, 0)
    if team.lead >= 0:
        count = list_reports_below(s, meeting.team, add_to_crowd(s, team.lead, count))
    return list_guests(s, meeting.team, count)


@inner
def list_reports_below(s: Row, t: int, count: int) -> int:
    """Add who reports to a team's lead from the teams below: their leads, or members where none leads."""
    first = s.people_count
    last = first + 1
    put_integer(s.crowd, first, t)
    while first < last:
        team = team_at(s.teams, integer_at(s.crowd, first))
        first += 1
        for i in range(team.child_first, team.child_last):
            child = team_at(s.teams, integer_at(s.children, i))
            if child.lead < 0:
                put_integer(s.crowd, last, integer_at(s.children, i))
                last += 1
                if child.meets == 1:
                    count = list_members(s, integer_at(s.children, i), count)
            elif child.meets == 1:
                count = add_to_crowd(s, child.lead, count)
    return count


@inner
def list_members(s: Row, t: int, count: int) -> int:
    """Add a team's members to the crowd; returns how many it is now."""
    p = first_member(s, t)
    while p >= 0:
        # Who is at another desk comes only to lead.
        if person_at(s.people, p).desk == t or team_at(s.teams, t).lead == p:
            count = add_to_crowd(s, p, count)
        p = next_member(s, p)
    return count


@inner
def list_guests(s: Row, t: int, count: int) -> int:
    """Add who sits elsewhere: whose second lead leads the team, and who is at a second desk in it."""
    for i in range(team_at(s.teams, t).guest_first, team_at(s.teams, t).guest_last):
        p = integer_at(s.guests, i)
        if not is_vacant(s, p) and (person_at(s.people, p).desk == t or person_at(s.people, p).other != t):
            count = add_to_crowd(s, p, count)
    return count


@inner
def hold_meeting(s: Row, k: int) -> None:
    """Hold a meeting: it settles the requests pending among those present and takes everybody's time."""
    meeting = meeting_at(s.meetings, k)
    if meeting.structure != s.structure or meeting.next != s.now:
        s.events -= 1
        return
    meeting.turn += 1
    meeting.next = meeting.offset + meeting.turn * meeting.every
    if meeting.every == HOURS_PER_WEEK:
        schedule_in_ring(s, RECURRING_RING, meeting.next, MEETING_DUE, k, 0)
    else:
        schedule(s, meeting.next, MEETING_DUE, k)
    count = list_attendees(s, k)
    if meeting.team < 0 and meeting.last - meeting.first == 1 and count == 1:
        count_held(s, integer_at(s.crowd, 0), meeting.hours)
        call_away(s, integer_at(s.crowd, 0), meeting.hours)
        return
    if count < 2:
        s.events -= 1
        return
    a = assumed_at(s.assumed, 0)
    s.serial += 1
    for i in range(count):
        person_at(s.people, integer_at(s.crowd, i)).mark = s.serial
    share = management.settled(count, a.management_settled_loss)
    for i in range(count):
        settle_requests(s, integer_at(s.crowd, i), k, share)
    hours = meeting.hours
    if hours < 0.0:
        growth, cap = a.management_meeting_growth, a.management_meeting_cap
        hours = management.meeting_hours(a.management_team_meeting_hours, count, growth, cap)
    log_event(s, L_MEETING, -1, k, hours)
    if hours <= 0.0:
        return
    for i in range(count):
        deliver_item(s, new_item(s, integer_at(s.crowd, i), MEET, -1, hours), WEEK_RING)


@inner
def settle_requests(s: Row, q: int, k: int, share: float) -> None:
    """Take from an inbox ``share`` of the requests of others at the same meeting."""
    meeting = meeting_at(s.meetings, k)
    mark = person_at(s.people, q).mark
    entity = meeting.key + person_at(s.people, q).key
    place = person_at(s.people, q).inbox_first
    while place >= 0:
        item = item_at(s.items, place)
        after = item.after
        settled = item.kind == ASK and person_at(s.people, item.asker).mark == mark
        if settled and share < 1.0:
            key = entity + job_at(s.jobs, item.job).key + person_at(s.people, item.asker).key
            settled = luck.uniform(s.key, luck.SETTLED, key, (item.chunk << 16) + meeting.turn) < share
        if settled:
            remove_from_inbox(s, place)
            log_event(s, L_SETTLED, q, item.asker, item.hours)
            share_decisions(s, item.job, item.other)
            free_item(s, place)
        place = after
