"""Rows about people: their identity, activity, knowledge, ties, and inboxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reorg.engine.state.columns import aligned_row, cache_line_row, column

if TYPE_CHECKING:
    from reorg.engine.state.columns import (
        AreaNumber,
        ItemNumber,
        JobNumber,
        OtherNumber,
        PersonNumber,
        Reference,
        TeamNumber,
    )


class Person:
    """A position and the person who holds it, if any."""

    activity: int = column("i4, code: what the person does, NO_ACTIVITY, CHUNK, ITEM...; ABSENT when vacant")
    on: int = column("i4, job or item: what the activity is about, -1 none")
    kind: int = column("i4, code: kind of hours (KINDS) spent since `since`")
    team: Reference[TeamNumber] = column("i4, team: where the position is")
    desk: Reference[TeamNumber] = column("i4, team: whose work the person does now; of two seats either")
    idle_before: Reference[PersonNumber] = column("i4, person: the one before among the team's idle")
    idle_after: Reference[PersonNumber] = column("i4, person: the one after among the team's idle")
    inbox_count: int = column("i4, items: waiting in the inbox")
    inbox_first: Reference[ItemNumber] = column("i4, item: the oldest in the inbox")
    appointed: int = column("i4, 0 or 1: booked hours are due, which come before all else")
    share: float = column("f8, 1: working hours per full-time working hour")
    since: float = column("f8, time: from when on hours are not yet booked")
    until: float = column("f8, time: end of the activity; of a vacancy, when a successor comes; -1 none")
    # The next cache line.
    held: Reference[JobNumber] = column("i4, job: the first that only this person works on; on by Job.after")
    other: Reference[TeamNumber] = column("i4, team: of the second seat by the structure, -1 none")
    key: np.uint64 = column("u8, key: of the person's random numbers")
    second: Reference[PersonNumber] = column("i4, person: the second lead by the structure, -1 none")
    picks: int = column("i4, times: something was picked from the inbox; numbers the random draws")
    changed: float = column("f8, time: when lead, team or top decider last changed, -1 never")
    joined: float = column("f8, time: when a newcomer came, -1 of those there from the start")
    inbox_hours: float = column("f8, hours: of work waiting in the inbox")
    waiting: int = column("i8, items: in the inbox by priority, a sum of ITEM_WAITING")
    inbox_last: Reference[ItemNumber] = column("i4, item: the newest in the inbox")
    agents: int = column("i4, agents: AI agents of the person")
    # The next cache line.
    hours: float = column("f8, nominal hours: of the chunk last in progress")
    engaged: int = column("i4, agents: with a chunk in progress, or a result not yet reviewed")
    last: int = column("i4, package or stream: that the chunk was of, as Familiarity.thing; -1 none")
    familiar: float = column(
        "f8, 1: familiarity with the work of the chunk last in progress, at its beginning"
    )
    tie: float = column("f8, 1: mean tie to the others active on its package then, -1 without any")
    relearning: float = column("f8, hours: of that chunk beyond those at full familiarity")
    pieces: int = column("i8, chunks: started by all holders of the position; numbers the random draws")
    own_hours: float = column("f8, hours: of own work of about two weeks, as of `practiced`")
    practiced: float = column("f8, time: of the end of the last own work")
    # The next cache line.
    chunk: int = column("i4, number: of that chunk within its job")
    lead: Reference[PersonNumber] = column("i4, person: the lead to whom this one reports")
    boss: Reference[PersonNumber] = column("i4, person: the position that leads this one by the structure")
    trial: int = column("i4, 0 or 1: the chunk just ended makes a trial of the design")
    due: float = column("f8, hours: of the boss's attention due in the current week")
    attention: float = column("f8, 1: share given of what was due, smoothed")
    given: float = column("f8, hours: of that attention given and not yet counted")
    outside: float = column("f8, 1: share of the week booked outside the model at present")
    role_since: float = column("f8, time: when a successor took over as lead, -1 of other leads")
    role_inside: int = column("i4, 0 or 1: that successor came from inside")
    role: int = column("i4, code: 0 leads nobody, 1 leads people, 2 leads leads")
    # The next cache line.
    stated: float = column("f8, 1: share of the week booked outside the model as stated, -1 by role")
    held_hours: float = column("f8, hours: of one-to-ones and meetings held, running, as of `held_time`")
    held_time: float = column("f8, time: when the last of them was counted")
    appointment_hours: float = column("f8, hours: of booked time that are due")
    noted: int = column("i4, 0 or 1: noted for dispatching once all that ends now has ended")
    below: int = column("i4, people: present, led directly and below")
    mark: int = column("i8, any: scratch for marking people: a serial, a count, a person")
    interval: float = column("f8, time: end of the last interval of the calendar whose block is scheduled")
    blocks: int = column("i8, blocks: ever scheduled; numbers the random draws")
    # The next cache lines: columns used weekly, or less often.
    unhelped: float = column("f8, hours: in which a newcomer was busy since the last help")
    hired: int = column("i8, people: successors who have come to the position")
    moved: float = column("f8, time: of the last change of team or layoff lived through, -1 never")
    principal: int = column("i4, 0 or 1: of a seniority sought elsewhere (principal, executive)")
    rank: int = column("i4, place: among SENIORITIES, junior first")
    tenure: float = column("f8, years: of tenure on the start date")
    pay: float = column("f8, USD a week: what the person costs")
    opening: int = column("i4, 0 or 1: vacant until hiring is possible")
    threshold: float = column("f8, 1: cumulative hazard at which the person leaves, exponential with mean 1")
    cumulated: float = column("f8, 1: hazard of leaving, summed over the weeks")
    exits: float = column("f8, 1 a week: the part of the hazard that comes from others' departures")
    deferred: float = column("f8, 1: hazard from departures beyond the maximum rate, felt later")
    weary: float = column("f8, changes: of the last year, the last one included, as of `changed`")
    stayed: int = column("i4, people: former teammates who remain teammates in the change under way")
    mates: int = column("i4, people: teammates before the change under way")
    starts: float = column("f8, weeks: until somebody starts in a position vacant at first, -1 not stated")
    heir: Reference[PersonNumber] = column("i4, person: who will take the vacant position, -1 an outsider")
    seated: float = column("f8, time: since when the present holder has held the position, 0 from the start")
    base_pay: float = column("f8, USD a week: cost of the position without the premium of outsiders")
    loss: float = column("f8, 1: of the loss of a lead, as felt at `loss_time`")
    loss_time: float = column("f8, time: when the lead was lost")
    unrest: float = column("f8, time: when somebody from inside became the lead, -1 never")
    layoff_draw: float = column("f8, 1: random number of a layoff, the lowest go first")
    load: float = column("f8, weeks: of work waiting and overdue, smoothed")
    scope: int = column("i4, people: led before the change under way, the lead included")
    scope_lost: float = column("f8, 1: loss of scope as felt at `scope_time`")
    scope_time: float = column("f8, time: of the last loss of scope")
    member_before: Reference[PersonNumber] = column("i4, person: the position before in the team")
    member_after: Reference[PersonNumber] = column("i4, person: the position after in the team")
    agent_first: Reference[ItemNumber] = column("i4, item: the first that agents have in progress")
    stated_first: int = column("i4, place: first familiarity stated of the person")
    stated_last: int = column("i4, place: behind the last familiarity stated of the person")
    teams_led: int = column("i4, teams: led now, for good or acting")
    leads_led: int = column("i4, teams: of the present structure whose leads report to the person")
    office_first: Reference[TeamNumber] = column(
        "i4, team: the first that the position leads by the structure, on by Team.office_after"
    )
    off_roster: int = column("i4, 0 or 1: noted among those whose teams rosters do not all name")
    booking: int = column("i4, 0 or 1: the block of an interval of the calendar is scheduled")
    held_since: float = column(
        "f8, time: since when hours held are counted: who sits down or begins to lead starts anew"
    )
    seats: int = column("i4, 0 or 1: the position has two seats in any structure")
    visit: int = column("i8, week: of the next block in the second team; numbers the random draws")
    visit_due: float = column("f8, time: when the person next changes desk, -1 never")
    slot_first: Reference[ItemNumber] = column("i4, item: the first question that waits for a slot")
    slot_last: Reference[ItemNumber] = column("i4, item: the last question that waits for a slot")


class Knowledge:
    """A person's knowledge of an area."""

    value: float = column("f8, 1: local knowledge from 0 to 1, as of `time`")
    time: float = column("f8, time: since when it has not been practiced")


class Familiarity:
    """A person's familiarity with a package or stream."""

    thing: int = column("i4, package or stream: its number, a stream's behind all packages; -1 free place")
    area: Reference[AreaNumber] = column("i4, area: of the package or stream")
    value: float = column("f8, 1: familiarity from 0 to 1, as of `time`")
    time: float = column("f8, time: since when the person has not worked on it")
    hours: float = column("f8, hours: of `Person.own_hours` that were on it")


class Contributor:
    """A person active on a package: a link of the package's list, last active first."""

    person: Reference[PersonNumber] = column("i4, person: who")
    job: Reference[JobNumber] = column("i4, job: the version of the package whose list contains it, -1 none")
    before: int = column("i4, link: the one before in that list, -1 none")
    after: int = column("i4, link: the one after in that list, -1 none")
    time: float = column("f8, time: since when the person has not worked on it")
    share: float = column("f8, 1: full-time equivalents of the person's own work of about two weeks on it")


class StatedFamiliarity:
    """A person's familiarity at the start of the run, as the model file states it."""

    thing: int = column("i4, package or stream: as Familiarity.thing")
    value: float = column("f8, 1: familiarity from 0 to 1")


class Area:
    """An area as of the last survey of knowledge."""

    experts: int = column("i4, people: present with knowledge above that of an expert")
    best: Reference[PersonNumber] = column("i4, person: who knows most")
    most: float = column("f8, 1: knowledge of the one who knows most")
    second: float = column("f8, 1: knowledge of the second")
    third: float = column("f8, 1: knowledge of the third")


class InboxItem:
    """An item that waits in an inbox or is being served; or a chunk in progress of an AI agent."""

    kind: int = column("i4, code: DECIDE, ANSWER, ASK, ...")
    person: Reference[PersonNumber] = column("i4, person: the owner of the inbox")
    asker: Reference[PersonNumber] = column("i4, person: who caused it")
    job: Reference[JobNumber] = column("i4, job: what it is about")
    waiting: int = column("i4, code: IN_INBOX, WAITS_FOR_SLOT of its person's calendar, 0 neither")
    before: Reference[ItemNumber] = column("i4, item: the one before in the inbox, slots or agents' hands")
    after: Reference[ItemNumber] = column("i4, item: the one after there, or the next free place")
    attempt: int = column("i2, 0 or 1: sent again after it reached the wrong person")
    among: int = column("i2, people: asked for the same exchange at the same time")
    serial: int = column("i8, number: changes when the place is reused; an expiry must find its own")
    hours: float = column("f8, hours: it takes to serve")
    chunk: int = column("i8, number: of the chunk that caused it")
    other: Reference[JobNumber] = column("i4, job: the other package of an exchange or a joint question")
    link: int = column("i4, coupling: of the two packages; or the meeting to attend; -1 none")
    # The next cache line, of questions and of agents' work; it is full: one more column makes items half as
    # large again.
    raised: float = column("f8, time: when the decision was first asked for")
    whom: Reference[PersonNumber] = column("i4, person: the decider of a question, at the end of its way")
    again: int = column("i2, 0 or 1: the delegated chunk is rework")
    asked: int = column("i2, code: where a question must be decided, SELF, LEAD, TOP, SIDEWAYS...")
    drawn: int = column("i2, level: the one drawn at random to decide")
    level: int = column("i2, level: the one at which the person decides for the asker")
    way: int = column("i2, leads: that a question passes between its asker and its decider")
    passes: int = column("i2, leads: that have passed it on")
    stops: int = column("i2, people: stopped by its exception")
    by_default: int = column("i2, 0 or 1: nobody answered in time")
    both: int = column("i2, 0 or 1: a question that two leads must settle")
    heard: int = column("i2, 0 or 1: its asker is present when it is decided")
    work: float = column("f8, nominal hours: of the delegated chunk")
    deadline: float = column("f8, time: when the asker's patience ends")
    slot: float = column("f8, time: when the slot comes that a question waits for")
    worked: float = column("f8, hours: that people have worked on a question")


class Tie:
    """A person's tie to a team, the present one or a former one."""

    team: Reference[OtherNumber] = column("i4, name of a team: tied to, -1 none")
    value: float = column("f8, 1: strength from 0 to 1, as of `time`")
    time: float = column("f8, time: since when it grows (present team) or fades (former teams)")


PERSON = cache_line_row(Person)
KNOWLEDGE = aligned_row(Knowledge)
FAMILIARITY = aligned_row(Familiarity)
CONTRIBUTOR = aligned_row(Contributor)
STATED_FAMILIARITY = aligned_row(StatedFamiliarity)
AREA = aligned_row(Area)
INBOX_ITEM = cache_line_row(InboxItem)
TIE = aligned_row(Tie)
