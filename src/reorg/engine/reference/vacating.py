"""Leaving a position for good, for a while or for another: the effects on reports, work and inbox."""

from __future__ import annotations

from reorg.engine.reference import equations
from reorg.engine.reference.agents import recall_all_chunks, recall_chunk
from reorg.engine.reference.attention import append_to_inbox, begin_next_activity, remove_from_inbox
from reorg.engine.reference.closing import close_if_done
from reorg.engine.reference.coordination import miss_request
from reorg.engine.reference.dispatching import offer_work
from reorg.engine.reference.escalation import hand_over_question
from reorg.engine.reference.familiarity import clear_familiarity, pause_all, recently_active
from reorg.engine.reference.lines import recompute_lines
from reorg.engine.reference.ownership import count_chunk
from reorg.engine.reference.queues import enqueue_job
from reorg.engine.reference.state.items import Appointment, Item
from reorg.engine.reference.state.people import Person
from reorg.engine.reference.state.work import Chunk
from reorg.engine.reference.state.world import World
from reorg.engine.reference.structure import (
    appoint_lead,
    find_lead,
    lead_of,
)


def vacate(world: World, person: Person, loss: float, *, away: bool = False) -> None:
    """Leave a position, or be ``away``: reports feel ``loss``, chunks, held work and the inbox pass on."""
    for other in world.people:
        if other.lead is person and other is not person and loss > 0.0:
            register_lead_loss(world, other, loss)
    activity = _end_presence(world, person, away=away)
    led = [team for team in world.form.teams if team.lead is person]
    for team in led:
        appoint_lead(world, team)
    if led:
        recompute_lines(world)
    else:
        # A person working in the second team has left it.
        find_lead(person)
    person.appointment_hours = 0.0
    if isinstance(activity, Chunk):
        hand_over_chunk(world, person, activity)
    person.until = None
    _release_held_work(world, person)
    recall_all_chunks(world, person)
    if isinstance(activity, Item):
        hand_over_item(world, person, activity)
    for item in tuple(person.inbox):
        remove_from_inbox(item)
        hand_over_item(world, person, item)
    # If no skilled person is left, anybody may do the work.
    offer_work(world, person.team)


def register_lead_loss(world: World, person: Person, loss: float) -> None:
    """Add the loss of a lead to what remains of the last loss, up to the full effect."""
    career = person.career
    left = equations.loss_left(world.assumed, career.loss, world.now - career.loss_time)
    career.loss, career.loss_time = min(1.0, left + loss), world.now


def _end_presence(world: World, person: Person, *, away: bool) -> Chunk | Item | Appointment | None:
    """End a person's presence; returns the items left behind."""
    world.book_hours(person)
    activity = person.activity
    if activity is None:
        person.desk.idle.remove(person)
    person.desk, person.visit_due = person.team, None
    person.activity, person.present = None, False
    world.payroll -= person.career.pay
    world.ledger.count_presence(person.career.seated, world.now, person.share)
    if away:
        pause_all(person)
    else:
        clear_familiarity(person)
    person.team.members.remove(person)
    return activity


def hand_over_chunk(world: World, person: Person, chunk: Chunk) -> None:
    """Return a leaver's chunk to its job; some work done is lost if nobody else was active on it."""
    job, done = chunk.job, 0.0
    if person.until is not None and person.until > person.since:
        done = chunk.hours * (world.now - person.since) / (person.until - person.since)
    if not recently_active(world, job):
        done *= 1.0 - world.assumed["knowledge.lost_in_handover"]
    job.in_hands -= 1
    count_chunk(world, person, job, done, person.since)
    if person.kind == "direct":
        job.todo += chunk.hours - done
    else:
        job.redo += chunk.hours - done
    if job.time_is_up:
        job.todo = job.redo = 0.0
    if job.left <= 0.0:
        close_if_done(world, job)
    elif job.holder is None:
        enqueue_job(job)
        offer_work(world, job.owner)


def _release_held_work(world: World, person: Person) -> None:
    for job in tuple(person.held):
        person.held.remove(job)
        job.holder = None
        enqueue_job(job)
        offer_work(world, job.owner)


def hand_over_item(world: World, leaver: Person, item: Item) -> None:
    """Send a leaver's item to the person who must do it now; the leaver's personal items lapse."""
    if item.delegated is not None:
        recall_chunk(world, item.delegated)
    question = item.question
    if question is None:
        return
    heir = lead_of(leaver, leaver.team)
    if item.kind in ("decide", "pass"):
        hand_over_question(world, leaver, item, question)
    elif heir is None or heir is question.asker:
        miss_request(world, item, question)
    else:
        item.person = heir
        append_to_inbox(item)
        if heir.idle:
            begin_next_activity(world, heir)
