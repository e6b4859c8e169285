"""Reorganization in the middle of the run: new lines, new owners; ties and context stay behind."""

from __future__ import annotations

from reorg import luck
from reorg.compilation import inner
from reorg.engine.agenda import RECURRING_LINE, WEEK_LINE, schedule, schedule_in_line
from reorg.engine.jumps import allocate, deliver, next_for, regroup, take_structure, wake
from reorg.engine.ledger import note
from reorg.engine.memory import (
    assumed_at,
    integer_at,
    item_at,
    job_at,
    meeting_at,
    person_at,
    put_integer,
    team_at,
)
from reorg.engine.records import (
    ABSENT,
    ASK,
    BLOCKED,
    DECIDE,
    FINISHED,
    GATHER,
    HOURS_PER_WEEK,
    L_MEETING,
    L_REORGANIZED,
    MEET,
    NOTHING,
    OPEN,
    Row,
)
from reorg.engine.relations import appoint, enter_team, join_team, lead_of, leave_team
from reorg.engine.requests import decider, decider_on, level_of
from reorg.engine.search import tell
from reorg.engine.stakes import owner_of
from reorg.engine.tray import append, new_item, release_item, take
from reorg.engine.work import call_team, delist, enlist, enter_idle, has_own, leave_idle
from reorg.mechanisms.exceptions import TOP, history_step
from reorg.mechanisms.turnover import scope_faded, scope_lost


@inner
def seat_everybody(s: Row, structure: int) -> None:
    """Give everybody the team and lead of a structure; note whose lines have changed."""
    first = person_at(s.people, 0).team < 0
    if not first:
        note_scope(s)
    s.structure = structure
    s.decides = integer_at(s.decides_by, structure)
    for p in range(s.people_count):
        person_at(s.people, p).mark = decider(s, p, TOP)
    for p in range(s.people_count):
        take_seat(s, p, integer_at(s.placement, structure * s.people_count + p), first)
    for t in range(s.team_count):
        if team_at(s.teams, t).structure == structure:
            appoint(s, t)
    for p in range(s.people_count):
        person = person_at(s.people, p)
        before = person.lead
        person.lead = lead_of(s, p, person.team)
        if not first and person.lead != before:
            person.changed = s.now
    for p in range(s.people_count):
        if not first and person_at(s.people, p).mark != decider(s, p, TOP):
            person_at(s.people, p).changed = s.now
        person_at(s.people, p).mark = -1
    if not first:
        lose_scope(s)


@inner
def take_seat(s: Row, p: int, t: int, first: bool) -> None:
    """Move a position to a team; a person who changes team is noted, and begins a tie."""
    person = person_at(s.people, p)
    present = person.doing != ABSENT
    if not first and team_at(s.teams, t).name != team_at(s.teams, person.team).name:
        person.changed = s.now
        person.moved = s.now
    if present and not first:
        leave_team(s, p)
    person.team = t
    if present:
        join_team(s, p, team_at(s.teams, t).name)
        enter_team(s, p)


@inner
def count_led(s: Row) -> None:
    """Mark everybody with one more than the people present who are led, directly and below."""
    for p in range(s.people_count):
        person_at(s.people, p).mark = 1
    for p in range(s.people_count):
        above = person_at(s.people, p).lead
        while above >= 0 and person_at(s.people, p).doing != ABSENT:
            person_at(s.people, above).mark += 1
            above = person_at(s.people, above).lead


@inner
def note_scope(s: Row) -> None:
    """Note how many people each leads, before a change."""
    count_led(s)
    for p in range(s.people_count):
        person_at(s.people, p).scope = person_at(s.people, p).mark
        person_at(s.people, p).mark = -1


@inner
def lose_scope(s: Row) -> None:
    """Let those who lead fewer people than before a change lose scope; the losses of before have faded."""
    memory = assumed_at(s.assumed, 0).turnover_scope_memory_weeks
    count_led(s)
    for p in range(s.people_count):
        person = person_at(s.people, p)
        if person.mark < person.scope:
            weeks = (s.now - person.scope_time) / HOURS_PER_WEEK
            left = scope_faded(person.scope_lost, weeks, memory)
            person.scope_lost = left + scope_lost(float(person.scope), float(person.mark))
            person.scope_time = s.now
        person.mark = -1


@inner
def change_owner(s: Row, j: int) -> None:
    """Move a job to the team that owns it now; a package begun loses context as it does."""
    job = job_at(s.jobs, j)
    before = job.owner
    after = owner_of(s, j)
    delist(s, j)
    job.owner = after
    if job.stream < 0 and job.chunks > 0 and team_at(s.teams, before).name != team_at(s.teams, after).name:
        job.history = history_step(job.history, assumed_at(s.assumed, 0).reorganization_context_loss)
    if job.state == OPEN:
        enlist(s, j)
    if job.state == OPEN or job.state == BLOCKED:
        team_at(s.teams, before).open -= 1
        team_at(s.teams, after).open += 1


@inner
def reroute(s: Row, q: int) -> None:
    """Pass the decisions waiting for ``q`` to those who must take them now; some decide alone."""
    place = person_at(s.people, q).tray_first
    while place >= 0:
        item = item_at(s.items, place)
        after = item.after
        if item.kind == DECIDE and item.asker != q and person_at(s.people, item.asker).doing != ABSENT:
            r = decider_on(s, item.asker, item.asked, item.job)
            item.level = level_of(s, item.asker, r)
            if r != q:
                take(s, place)
                if r == item.asker:
                    item.hours *= 1.5
                item.person = r
                append(s, place)
        place = after


@inner
def reorganize(s: Row, structure: int) -> None:
    """Change the structure now: lines, owners, in-trays and meetings follow; ties do not."""
    note(s, L_REORGANIZED, -1, structure, 0.0)
    before = s.structure
    for p in range(s.people_count):
        if person_at(s.people, p).doing == NOTHING:
            leave_idle(s, p)
    take_structure(s, structure)
    for p in range(s.people_count):
        if person_at(s.people, p).doing == NOTHING:
            enter_idle(s, p)
    for j in range(s.job_count):
        if job_at(s.jobs, j).state != FINISHED and (j >= s.packages or job_at(s.jobs, j).version == 0):
            change_owner(s, j)
    if s.contested == 1:
        regroup(s, before)
    for q in range(s.people_count):
        reroute(s, q)
    plan_meetings(s)
    if s.pool_count > 0:
        allocate(s)


@inner
def plan_meetings(s: Row) -> None:
    """Schedule the first of each standing meeting of the present structure."""
    for k in range(s.meeting_count):
        meeting = meeting_at(s.meetings, k)
        if meeting.structure == s.structure:
            offset = luck.uniform(s.key, luck.OFFSET, meeting.key, 0)
            meeting.next = s.now + offset * meeting.every
            schedule(s, meeting.next, GATHER, k)


@inner
def invite(s: Row, k: int) -> int:
    """List in the crowd who meets: those named, or a lead with everybody who reports to the lead."""
    meeting = meeting_at(s.meetings, k)
    count = 0
    if meeting.team < 0:
        for i in range(meeting.first, meeting.last):
            if person_at(s.people, integer_at(s.attendees, i)).doing != ABSENT:
                put_integer(s.crowd, count, integer_at(s.attendees, i))
                count += 1
        return count
    team = team_at(s.teams, meeting.team)
    if team.meets == 0 or (team.lead < 0 and lead_of(s, -1, meeting.team) >= 0):
        return 0
    count = invite_members(s, meeting.team, 0)
    return invite_below(s, meeting.team, count) if team.lead >= 0 else count


@inner
def invite_below(s: Row, t: int, count: int) -> int:
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
                    count = invite_members(s, integer_at(s.children, i), count)
            elif child.meets == 1:
                put_integer(s.crowd, count, child.lead)
                count += 1
    return count


@inner
def invite_members(s: Row, t: int, count: int) -> int:
    """Add a team's members to the crowd; returns how many it is now."""
    p = team_at(s.teams, t).member_first
    while p >= 0:
        put_integer(s.crowd, count, p)
        count += 1
        p = person_at(s.people, p).member_after
    return count


@inner
def hold_meeting(s: Row, k: int) -> None:
    """Hold a meeting: it settles the requests pending among those present and takes everybody's time."""
    meeting = meeting_at(s.meetings, k)
    if meeting.structure != s.structure or meeting.next != s.now:
        s.events -= 1
        return
    meeting.next = s.now + meeting.every
    if meeting.every == HOURS_PER_WEEK:
        schedule_in_line(s, RECURRING_LINE, meeting.next, GATHER, k, 0)
    else:
        schedule(s, meeting.next, GATHER, k)
    count = invite(s, k)
    if count < 2:
        s.events -= 1
        return
    s.serial += 1
    for i in range(count):
        person_at(s.people, integer_at(s.crowd, i)).mark = s.serial
    for i in range(count):
        settle(s, integer_at(s.crowd, i))
    hours = meeting.hours if meeting.hours >= 0.0 else assumed_at(s.assumed, 0).management_team_meeting_hours
    note(s, L_MEETING, -1, k, hours)
    if hours <= 0.0:
        return
    for i in range(count):
        deliver(s, new_item(s, integer_at(s.crowd, i), MEET, -1, hours), WEEK_LINE)


@inner
def settle(s: Row, q: int) -> None:
    """Take from an in-tray the requests of others at the same meeting."""
    mark = person_at(s.people, q).mark
    place = person_at(s.people, q).tray_first
    while place >= 0:
        item = item_at(s.items, place)
        after = item.after
        if item.kind == ASK and person_at(s.people, item.asker).mark == mark:
            take(s, place)
            tell(s, item.job, item.other)
            release_item(s, place)
        place = after


@inner
def wake_asked(s: Row) -> None:
    """Let idle people take what came into their in-trays."""
    for p in range(s.people_count):
        if person_at(s.people, p).doing == NOTHING and person_at(s.people, p).tray_count > 0:
            next_for(s, p)


@inner
def hand_out(s: Row) -> None:
    """Let those called take what waits for them; open work is offered in others' teams and those called."""
    for i in range(s.people_called):
        p = integer_at(s.called_people, i)
        person = person_at(s.people, p)
        person.called = 0
        if person.doing == NOTHING:
            if person.tray_count > 0 or has_own(s, p):
                next_for(s, p)
            else:
                call_team(s, person.team)
    for i in range(s.teams_called):
        team_at(s.teams, integer_at(s.called_teams, i)).called = 0
        wake(s, integer_at(s.called_teams, i))
    s.people_called = 0
    s.teams_called = 0


@inner
def wake_everybody(s: Row) -> None:
    """Let idle people take what came into their in-trays, then the open work of their teams."""
    wake_asked(s)
    for t in range(s.team_count):
        if team_at(s.teams, t).structure == s.structure:
            wake(s, t)
