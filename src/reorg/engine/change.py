"""Reorganization in the middle of the run: new lines, new owners; ties and context stay behind."""

from __future__ import annotations

from reorg import luck
from reorg.compilation import inner
from reorg.engine.agenda import WEEK_LINE, schedule
from reorg.engine.ledger import note
from reorg.engine.memory import assumed_at, integer_at, item_at, job_at, meeting_at, person_at, team_at
from reorg.engine.records import (
    ASK,
    BLOCKED,
    DECIDE,
    FINISHED,
    GATHER,
    L_MEETING,
    L_REORGANIZED,
    MEET,
    NOTHING,
    OPEN,
    Row,
)
from reorg.engine.relations import join_team, lead_of
from reorg.engine.requests import decider, level_of
from reorg.engine.tray import append, deliver, new_item, next_for, release_item, take
from reorg.engine.work import delist, enlist, enter_idle, leave_idle, wake
from reorg.mechanisms.exceptions import TOP, history_step


@inner
def take_structure(s: Row, structure: int) -> None:
    """Give everybody the team and lead of a structure; note whose lines have changed."""
    first = person_at(s.people, 0).team < 0
    s.structure = structure
    s.decides = integer_at(s.decides_by, structure)
    for p in range(s.people_count):
        person_at(s.people, p).mark = decider(s, p, TOP)
    for p in range(s.people_count):
        person = person_at(s.people, p)
        team = integer_at(s.placement, structure * s.people_count + p)
        lead = lead_of(s, p, team)
        if not first and (
            team_at(s.teams, team).name != team_at(s.teams, person.team).name or lead != person.lead
        ):
            person.changed = s.now
        join_team(s, p, team_at(s.teams, team).name)
        person.team = team
        person.lead = lead
    for p in range(s.people_count):
        if not first and person_at(s.people, p).mark != decider(s, p, TOP):
            person_at(s.people, p).changed = s.now
        person_at(s.people, p).mark = -1


@inner
def change_owner(s: Row, j: int) -> None:
    """Move a job to the team that owns it now; a package begun loses context as it does."""
    job = job_at(s.jobs, j)
    before = job.owner
    number = j if job.stream < 0 else s.packages + job.stream
    after = integer_at(s.owners, s.structure * s.work_count + number)
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
        if item.kind == DECIDE and item.asker != q:
            r = decider(s, item.asker, item.asked)
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
    s.changed += 1
    for p in range(s.people_count):
        if person_at(s.people, p).doing == NOTHING:
            leave_idle(s, p)
    take_structure(s, structure)
    for p in range(s.people_count):
        if person_at(s.people, p).doing == NOTHING:
            enter_idle(s, p)
    for j in range(s.job_count):
        if job_at(s.jobs, j).state != FINISHED:
            change_owner(s, j)
    for q in range(s.people_count):
        reroute(s, q)
    plan_meetings(s)


@inner
def plan_meetings(s: Row) -> None:
    """Schedule the first of each standing meeting of the present structure."""
    for k in range(s.meeting_count):
        meeting = meeting_at(s.meetings, k)
        if meeting.structure == s.structure:
            offset = luck.uniform(s.key, luck.OFFSET, meeting.key, 0)
            schedule(s, s.now + offset * meeting.every, GATHER, k + s.changed * s.meeting_count)


@inner
def gather(s: Row, entry: int) -> None:
    """Hold a meeting: it settles the requests pending among those present and takes everybody's time."""
    if entry // s.meeting_count != s.changed:
        s.events -= 1
        return
    k = entry % s.meeting_count
    meeting = meeting_at(s.meetings, k)
    schedule(s, s.now + meeting.every, GATHER, entry)
    s.serial += 1
    for i in range(meeting.first, meeting.last):
        person_at(s.people, integer_at(s.attendees, i)).mark = s.serial
    hours = meeting.hours if meeting.hours >= 0.0 else assumed_at(s.assumed, 0).management_team_meeting_hours
    for i in range(meeting.first, meeting.last):
        q = integer_at(s.attendees, i)
        place = person_at(s.people, q).tray_first
        while place >= 0:
            item = item_at(s.items, place)
            after = item.after
            if item.kind == ASK and person_at(s.people, item.asker).mark == s.serial:
                take(s, place)
                release_item(s, place)
            place = after
    note(s, L_MEETING, -1, k, hours)
    if hours <= 0.0:
        return
    for i in range(meeting.first, meeting.last):
        q = integer_at(s.attendees, i)
        deliver(s, new_item(s, q, MEET, -1, hours), WEEK_LINE)


@inner
def wake_everybody(s: Row) -> None:
    """Let idle people take what came into their in-trays, then the open work of their teams."""
    for p in range(s.people_count):
        if person_at(s.people, p).doing == NOTHING and person_at(s.people, p).tray_count > 0:
            next_for(s, p)
    for t in range(s.team_count):
        if team_at(s.teams, t).structure == s.structure:
            wake(s, t)
