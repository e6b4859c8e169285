"""Meetings: their attendees and the time they take."""

from __future__ import annotations

import math

from reorg import luck
from reorg.compilation import inner
from reorg.engine.kernel.attention import new_item
from reorg.engine.kernel.calendar import call_away, count_held
from reorg.engine.kernel.settling import decide_together, mark_crowd, settle_requests
from reorg.engine.kernel.structure import first_member, is_vacant, lead_of, next_member
from reorg.engine.machine.calls import deliver_item
from reorg.engine.machine.crowd import add_to_crowd
from reorg.engine.machine.event_list import RECURRING_RING, WEEK_RING, schedule, schedule_in_ring
from reorg.engine.machine.ledger import log_event
from reorg.engine.state.constants import (
    ABSENT,
    HOURS_PER_WEEK,
    L_MEETING,
    MEET,
    MEETING_DUE,
)
from reorg.engine.state.memory import (
    assumed_at,
    integer_at,
    item_at,
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
            # Counted from the first hour: people who meet the same way after a change keep their times.
            meeting.offset = luck.uniform(s.key, luck.OFFSET, meeting.key, 0) * meeting.every
            meeting.turn = max(0, math.ceil((s.now - meeting.offset) / meeting.every))
            meeting.next = meeting.offset + meeting.turn * meeting.every
            schedule(s, meeting.next, MEETING_DUE, k)


@inner
def list_attendees(s: Row, k: int) -> int:
    """List the attendees in the crowd: the people named, or a lead with everybody who reports to the lead."""
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
    """Add a team lead's reports from the teams below: their leads, or the members of teams without one."""
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
    """Add a team's members to the crowd; return how many it now holds."""
    p = first_member(s, t)
    while p >= 0:
        # People working in their other team come only as lead.
        if person_at(s.people, p).desk == t or team_at(s.teams, t).lead == p:
            count = add_to_crowd(s, p, count)
        p = next_member(s, p)
    return count


@inner
def list_guests(s: Row, t: int, count: int) -> int:
    """Add people seated elsewhere: those whose second lead leads the team, and its second seats."""
    for i in range(team_at(s.teams, t).guest_first, team_at(s.teams, t).guest_last):
        p = integer_at(s.guests, i)
        if not is_vacant(s, p) and (person_at(s.people, p).desk == t or person_at(s.people, p).other != t):
            count = add_to_crowd(s, p, count)
    return count


@inner
def hold_meeting(s: Row, k: int) -> None:
    """Hold a meeting: it settles requests pending among those present and takes everybody's time."""
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
    hours = meeting.hours
    if hours < 0.0:
        growth, cap = a.management_meeting_growth, a.management_meeting_cap
        hours = management.meeting_hours(a.management_team_meeting_hours, count, growth, cap)
    mark_crowd(s, count)
    share = management.settled(count, a.management_settled_loss)
    settle_requests(s, count, meeting.key, meeting.turn, share)
    log_event(s, L_MEETING, -1, k, hours)
    if hours <= 0.0:
        return
    for i in range(count):
        place = new_item(s, integer_at(s.crowd, i), MEET, -1, hours)
        item_at(s.items, place).link = k
        deliver_item(s, place, WEEK_RING)


@inner
def present_meeting(s: Row, k: int) -> int:
    """Return the meeting of the present structure that is the same as one held before a change, or -1."""
    held = meeting_at(s.meetings, k)
    if held.structure == s.structure:
        return k
    for other in range(s.meeting_count):
        meeting = meeting_at(s.meetings, other)
        if meeting.structure == s.structure and meeting.key == held.key:
            return other
    return -1


@inner
def decide_at_meeting(s: Row, p: int, k: int) -> None:
    """Make an attendee decide, after a meeting, the questions that the others have."""
    present = present_meeting(s, k)
    if present < 0:
        return
    meeting = meeting_at(s.meetings, present)
    count = list_attendees(s, present)
    mark_crowd(s, count)
    if count < 2 or person_at(s.people, p).mark != s.serial:
        return
    share = management.settled(count, assumed_at(s.assumed, 0).management_settled_loss)
    decide_together(s, p, count, meeting.key, meeting.turn, share)
