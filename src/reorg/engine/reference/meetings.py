"""Meetings: their attendees and the time they take."""

from __future__ import annotations

import math
from functools import partial

from reorg.engine.reference import equations
from reorg.engine.reference.attention import deliver_item
from reorg.engine.reference.calendar import call_away, count_held
from reorg.engine.reference.equations import WEEK_HOURS
from reorg.engine.reference.settling import Luck, decide_together, settle_requests
from reorg.engine.reference.state.items import Item, Question
from reorg.engine.reference.state.people import Person, Team
from reorg.engine.reference.state.structures import Meeting
from reorg.engine.reference.state.world import World


def schedule_meetings(world: World) -> None:
    """Schedule the first of each meeting of the present structure; each has its own time in its interval."""
    for meeting in world.form.meetings:
        # Counted from the first hour: people who meet the same way after a change keep their times.
        meeting.offset = world.draw("offset", meeting.luck, 0) * meeting.every
        meeting.turn = max(0, math.ceil((world.now - meeting.offset) / meeting.every))
        meeting.next = meeting.offset + meeting.turn * meeting.every
        world.at(meeting.next, "meet", meeting)


def hold_meeting(world: World, meeting: Meeting) -> None:
    """Hold a meeting: requests among those present are settled, and it takes everybody's time."""
    if meeting not in world.form.meetings or meeting.next != world.now:
        world.ledger.events -= 1
        return
    meeting.turn += 1
    meeting.next = meeting.offset + meeting.turn * meeting.every
    world.at(meeting.next, "meet", meeting)
    people = list_attendees(meeting)
    if meeting.hours is not None and len(meeting.people) == len(people) == 1:
        count_held(world, people[0], meeting.hours)
        call_away(world, people[0], meeting.hours)
        return
    if len(people) < 2:
        world.ledger.events -= 1
        return
    hours = meeting.hours
    if hours is None:
        hours = equations.meeting_hours(world.assumed, len(people))
    settle_requests(world, people, _luck(world, meeting, people))
    world.note("meeting", None, meeting.number, hours)
    if hours > 0.0:
        for person in people:
            deliver_item(world, Item("meet", person, hours, meeting=meeting), WEEK_HOURS)


def decide_at_meeting(world: World, person: Person, meeting: Meeting) -> None:
    """Make an attendee decide, after a meeting, the questions that the others have."""
    # People who meet the same way after a change of structure continue with it.
    same = [meeting] if meeting in world.form.meetings else world.form.meetings
    present = next((each for each in same if each.luck == meeting.luck), None)
    people = [] if present is None else list_attendees(present)
    if present is not None and len(people) > 1 and person in people:
        decide_together(world, person, people, _luck(world, present, people))


def _luck(world: World, meeting: Meeting, people: list[Person]) -> Luck:
    """Return the key of the draws of whether something pending is settled at a meeting of these people."""
    return partial(_is_settled, world, meeting, equations.settled_share(world.assumed, len(people)))


def _is_settled(world: World, meeting: Meeting, share: float, item: Item, question: Question) -> bool:
    """Return whether something pending is among the ``share`` that the meeting settles."""
    entity = meeting.luck + item.person.luck + question.job.luck + question.asker.luck
    return world.draw("settled", entity, question.chunk * 2**16 + meeting.turn) < share


def list_attendees(meeting: Meeting) -> list[Person]:
    """Return the attendees: the people named, or a lead with everybody who reports to the lead.

    A team without a lead, in it or above it, meets by itself.
    """
    team = meeting.team
    if team is None:
        return [person for person in meeting.people if person.present]
    led_from_above = any(above.lead for above in team.above())
    if not team.meets or (team.lead is None and led_from_above):
        return []
    people = list_members_here(team)
    if team.lead is not None:
        people += [team.lead, *list_reports_below(team)]
    people += [p for p in team.guests if p.present and (p.desk is team or p.other is not team)]
    # A lead of several teams attends once.
    return list(dict.fromkeys(people))


def list_members_here(team: Team) -> list[Person]:
    """Return the members not working in their second team; the lead attends in any case."""
    return [person for person in team.members if person.desk is team or person is team.lead]


def list_reports_below(team: Team) -> list[Person]:
    """Return the leads of the teams below that meet, and the members of teams without a lead."""
    people: list[Person] = []
    leadless = [team]
    for above in leadless:
        for child in above.children:
            if child.lead is None:
                leadless.append(child)
            if child.meets:
                people += list_members_here(child) if child.lead is None else [child.lead]
    return people
