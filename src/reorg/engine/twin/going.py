"""Somebody goes: colleagues feel it, somebody acts as lead, work and in-tray pass on."""

from __future__ import annotations

from reorg.engine.twin import mechanisms
from reorg.engine.twin.arriving import finish
from reorg.engine.twin.coming import look_for_successor
from reorg.engine.twin.deciding import decide
from reorg.engine.twin.growing import is_regretted
from reorg.engine.twin.lines import appoint, decider_on, find_leads, lead_of, level_between, tie_between
from reorg.engine.twin.racing import count_chunk
from reorg.engine.twin.reviewing import give_back, give_back_all
from reorg.engine.twin.talking import miss
from reorg.engine.twin.things import Chunk, Item, Person
from reorg.engine.twin.trays import find_something, put, take
from reorg.engine.twin.working import call_to_work, offer
from reorg.engine.twin.world import World


def leave(world: World, person: Person, *, hire: bool) -> None:
    """Let a person go; ``hire`` tells whether a successor is looked for."""
    world.note("left", person, person.team.number, person.career.cumulated)
    if world.now >= world.ledger.start:
        world.ledger.departures += 1
        world.ledger.regretted += is_regretted(world, person)
        weeks = (world.now - world.ledger.start) / mechanisms.WEEK_HOURS
        world.ledger.exit_weeks.setdefault(person.number, weeks)
    _spread_exit(world, person)
    doing = _stop(world, person)
    if person.team.lead is person:
        appoint(world, person.team)
        find_leads(world)
    if isinstance(doing, Chunk):
        _return_chunk(world, person, doing)
    person.until = None
    _let_go_of_held(world, person)
    give_back_all(world, person)
    if isinstance(doing, Item):
        _pass_on(world, person, doing)
    for item in tuple(person.tray):
        take(item)
        _pass_on(world, person, item)
    # Where nobody skilled is left, anybody may do the work.
    call_to_work(world, person.team)
    person.career.waits_for_hiring = False
    if hire:
        look_for_successor(world, person)


def _spread_exit(world: World, person: Person) -> None:
    """Let those tied to a leaver feel it, each by the own share of the leaver's ties."""
    others = [other for other in world.people if other.present and other is not person]
    ties = {other: tie_between(world, person, other) for other in others}
    total = sum(ties.values())
    if total <= 0.0:
        return
    weekly = world.assumed["turnover.contagion"] / mechanisms.EXIT_WEEKS / total
    for other, tie in ties.items():
        if tie > 0.0:
            last_week = world.week + mechanisms.EXIT_WEEKS - 1
            other.career.exits.append((last_week, weekly * tie))


def _stop(world: World, person: Person) -> Chunk | Item | None:
    """End a person's presence; returns what is left lying on the desk."""
    world.book(person)
    doing = person.doing
    if doing is None:
        person.team.idle.remove(person)
    person.doing, person.present = None, False
    world.payroll -= person.career.pay
    world.ledger.count_presence(person.career.joined, world.now, person.share)
    person.team.members.remove(person)
    return doing


def _return_chunk(world: World, person: Person, chunk: Chunk) -> None:
    """Return a leaver's chunk to its job; part of what is done is lost if nobody else was active on it."""
    job, done = chunk.job, 0.0
    if person.until is not None and person.until > person.since:
        done = chunk.hours * (world.now - person.since) / (person.until - person.since)
    if not any(other.present for other in job.active):
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
        finish(world, job)
    elif job.holder is None:
        offer(job)
        call_to_work(world, job.owner)


def _let_go_of_held(world: World, person: Person) -> None:
    for job in tuple(person.held):
        person.held.remove(job)
        job.holder = None
        offer(job)
        call_to_work(world, job.owner)


def _pass_on(world: World, leaver: Person, item: Item) -> None:
    """Give an item to whoever must do it now; what was the leaver's own affair lapses."""
    if item.delegated is not None:
        give_back(world, item.delegated)
    question = item.question
    if question is None:
        return
    asker, heir = question.asker, lead_of(leaver, leaver.team)
    if item.kind == "decide" and asker is not leaver and asker.present:
        heir = decider_on(question.job, asker, question.level)
        item.hours *= 1.5 if heir is asker else 1.0
    if item.kind == "decide" and heir is None:
        decide(world, item, question)
        finish(world, question.job)
    elif heir is None or (item.kind == "ask" and heir is asker):
        miss(world, item, question)
    else:
        item.level = level_between(asker, heir)
        item.person = heir
        put(item)
        if heir.idle:
            find_something(world, heir)
