"""Meetings, and the reorganization in the middle of the run."""

from __future__ import annotations

from reorg.engine.twin import mechanisms
from reorg.engine.twin.lines import decider, level_between, take_form
from reorg.engine.twin.mechanisms import WEEK_HOURS
from reorg.engine.twin.things import Form, Item, Job, Meeting, Person
from reorg.engine.twin.trays import deliver, find_something, put, take
from reorg.engine.twin.working import call_to_work, fall_idle, offer, withdraw
from reorg.engine.twin.world import World


def plan_meetings(world: World) -> None:
    """Enter the first of each meeting of the present form; each has its own time in its interval."""
    for meeting in world.form.meetings:
        offset = world.draw("offset", meeting.luck, 0)
        world.at(world.now + offset * meeting.every, "meet", (meeting, world.reorganizations))


def gather(world: World, appointment: tuple[Meeting, int]) -> None:
    """Hold a meeting: requests among those present are settled, and it takes everybody's time."""
    meeting, planned_in = appointment
    if planned_in != world.reorganizations:
        world.ledger.events -= 1
        return
    world.at(world.now + meeting.every, "meet", appointment)
    for person in meeting.people:
        for item in tuple(person.tray):
            if item.kind == "ask" and item.asker in meeting.people:
                take(item)
    hours = meeting.hours
    if hours is None:
        hours = world.assumed["management.team_meeting_hours"]
    world.note("meeting", None, meeting.number, hours)
    if hours > 0.0:
        for person in meeting.people:
            deliver(world, Item("meet", person, hours), WEEK_HOURS)


def one_to_one(world: World, person: Person) -> None:
    """Put the weekly one-to-one into the in-trays of the lead and of the person."""
    hours = world.assumed["management.one_to_one_hours"]
    world.at(world.now + WEEK_HOURS, "one-to-one", person)
    lead = person.lead
    if lead is None or not person.team.meets or hours <= 0.0:
        world.ledger.events -= 1
        return
    deliver(world, Item("one-to-one", lead, hours), WEEK_HOURS)
    deliver(world, Item("one-to-one", person, hours), WEEK_HOURS)


def reorganize(world: World, form: Form) -> None:
    """Change the structure: lines, owners, decisions asked and meetings follow; ties and context do not."""
    world.note("reorganized", None, form.number, 0.0)
    world.form = form
    world.reorganizations += 1
    take_form(world)
    _seat_the_idle(world)
    for job in world.jobs():
        _change_owner(world, job)
    for person in world.people:
        _pass_on_decisions(person)
    plan_meetings(world)
    for person in world.people:
        if person.doing is None and person.tray:
            find_something(world, person)
    for team in form.teams:
        call_to_work(world, team)


def _seat_the_idle(world: World) -> None:
    for form in world.forms:
        for team in form.teams:
            team.idle.clear()
    for person in world.people:
        if person.doing is None:
            fall_idle(person)


def _change_owner(world: World, job: Job) -> None:
    before, after = job.owner, world.form.owner(job)
    withdraw(job)
    job.owner = after
    if job.stream is None and job.chunks > 0 and before.id != after.id:
        loss = world.assumed["reorganization.context_loss"]
        job.history = mechanisms.history_after(job.history, loss)
    if job.state == "open":
        offer(job)
    if job in before.unfinished:
        before.unfinished.remove(job)
        after.unfinished.add(job)


def _pass_on_decisions(person: Person) -> None:
    """Pass the decisions waiting for a person to those who must take them now."""
    for item in tuple(person.tray):
        question = item.question
        if item.kind != "decide" or question is None or question.asker is person:
            continue
        decides = decider(question.asker, question.level)
        item.level = level_between(question.asker, decides)
        if decides is not person:
            take(item)
            item.hours *= 1.5 if decides is question.asker else 1.0
            item.person = decides
            put(item)
