"""Meetings, and the reorganization in the middle of the run."""

from __future__ import annotations

from reorg.engine.twin.computing import share_out
from reorg.engine.twin.discovering import tell
from reorg.engine.twin.forms import Form, Meeting
from reorg.engine.twin.lines import (
    appoint,
    decider_on,
    find_leads,
    lacks_lead,
    level_between,
    lose_scope,
    people_led,
    take_form,
    take_seat,
)
from reorg.engine.twin.mechanisms import WEEK_HOURS
from reorg.engine.twin.racing import regroup
from reorg.engine.twin.things import Item, Person, Team
from reorg.engine.twin.trays import deliver, find_something, put, take
from reorg.engine.twin.working import call_to_work, change_owner, fall_idle
from reorg.engine.twin.world import World


def plan_meetings(world: World) -> None:
    """Enter the first of each meeting of the present form; each has its own time in its interval."""
    for meeting in world.form.meetings:
        meeting.next = world.now + world.draw("offset", meeting.luck, 0) * meeting.every
        world.at(meeting.next, "meet", meeting)


def gather(world: World, meeting: Meeting) -> None:
    """Hold a meeting: requests among those present are settled, and it takes everybody's time."""
    if meeting not in world.form.meetings or meeting.next != world.now:
        world.ledger.events -= 1
        return
    meeting.next = world.now + meeting.every
    world.at(meeting.next, "meet", meeting)
    people = _invited(meeting)
    if len(people) < 2:
        world.ledger.events -= 1
        return
    for person in people:
        for item in tuple(person.tray):
            if item.kind == "ask" and item.asker in people:
                take(item)
                if item.question is not None:
                    tell(item.question.job, item.question.other)
    hours = meeting.hours
    if hours is None:
        hours = world.assumed["management.team_meeting_hours"]
    world.note("meeting", None, meeting.number, hours)
    if hours > 0.0:
        for person in people:
            deliver(world, Item("meet", person, hours), WEEK_HOURS)


def _invited(meeting: Meeting) -> list[Person]:
    """Return who meets: those named, or a lead with everybody who reports to the lead.

    A team that nobody leads or is above meets by itself.
    """
    team = meeting.team
    if team is None:
        return [person for person in meeting.people if person.present]
    led_from_above = any(above.lead for above in team.above())
    if not team.meets or (team.lead is None and led_from_above):
        return []
    return [*team.members, *(_reporting_from_below(team) if team.lead else [])]


def _reporting_from_below(team: Team) -> list[Person]:
    """Return the leads of the teams below that meet, and the members of those that nobody leads."""
    people: list[Person] = []
    leadless = [team]
    for above in leadless:
        for child in above.children:
            if child.lead is None:
                leadless.append(child)
            if child.meets:
                people += child.members if child.lead is None else [child.lead]
    return people


def one_to_one(world: World, person: Person) -> None:
    """Put the weekly one-to-one into the in-trays of the lead and of the person."""
    hours = world.assumed["management.one_to_one_hours"]
    world.at(world.now + WEEK_HOURS, "one-to-one", person)
    lead = person.lead
    if not person.present or lead is None or not person.team.meets or hours <= 0.0:
        world.ledger.events -= 1
        return
    deliver(world, Item("one-to-one", lead, hours), WEEK_HOURS)
    deliver(world, Item("one-to-one", person, hours), WEEK_HOURS)


def reorganize(world: World, form: Form) -> None:
    """Change the structure: lines, owners, decisions asked and meetings follow; ties and context do not."""
    world.note("reorganized", None, form.number, 0.0)
    before, world.form = world.form, form
    take_form(world)
    _seat_the_idle(world)
    for job in world.jobs():
        if job.version == 0 or job.stream is not None:
            change_owner(world, job)
    if any(each.is_contested for each in world.forms):
        regroup(world, before)
    for person in world.people:
        _pass_on_decisions(person)
    plan_meetings(world)
    share_out(world)
    _wake_the_asked(world)
    for team in form.teams:
        call_to_work(world, team)


def move(world: World, person: Person, team: Team) -> None:
    """Move a person to another team of the present form; the former one may need an acting lead."""
    former, before = person.team, people_led(world)
    if person.idle:
        former.idle.remove(person)
    take_seat(world, person, team)
    world.note("moved", person, team.number, 0.0)
    if former.lead is person:
        appoint(world, former)
    if person.present and lacks_lead(person, team):
        appoint(world, team)
    find_leads(world)
    lose_scope(world, before)
    _pass_on_decisions(person)
    if person.idle:
        fall_idle(person)
        find_something(world, person)
    _wake_the_asked(world)
    # Where nobody skilled is left, anybody may do the work.
    call_to_work(world, former)


def _wake_the_asked(world: World) -> None:
    for person in world.people:
        if person.idle and person.tray:
            find_something(world, person)


def _seat_the_idle(world: World) -> None:
    for form in world.forms:
        for team in form.teams:
            team.idle.clear()
    for person in world.people:
        if person.idle:
            fall_idle(person)


def _pass_on_decisions(person: Person) -> None:
    """Pass the decisions waiting for a person to those who must take them now."""
    for item in tuple(person.tray):
        question = item.question
        if item.kind != "decide" or question is None or question.asker is person:
            continue
        if not question.asker.present:
            continue
        decides = decider_on(question.job, question.asker, question.level)
        item.level = level_between(question.asker, decides)
        if decides is not person:
            take(item)
            item.hours *= 1.5 if decides is question.asker else 1.0
            item.person = decides
            put(item)
