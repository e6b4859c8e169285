"""Coordination: people of coupled work must talk, and talk costs more across the organization."""

from __future__ import annotations

from dataclasses import replace

from reorg.engine.twin import mechanisms
from reorg.engine.twin.deciding import goes_astray
from reorg.engine.twin.discovering import tell
from reorg.engine.twin.lines import distance, lead_of, tie_between
from reorg.engine.twin.mechanisms import WEEK_HOURS
from reorg.engine.twin.things import Chunk, Item, Job, Link, Person, Question
from reorg.engine.twin.trays import deliver
from reorg.engine.twin.world import World

ACTIVE_REMEMBERED = 6
HELP_NOTICED_HOURS = 0.05


def remember_active(person: Person, job: Job) -> None:
    """Move a person to the front of those last active on a package."""
    others = [other for other in job.active if other is not person]
    job.active = [person, *others][:ACTIVE_REMEMBERED]


def exchange(world: World, person: Person, chunk: Chunk) -> None:
    """Let a finished chunk make its worker talk: to colleagues on the package, and on coupled ones."""
    job = chunk.job
    if job.stream is not None:
        return
    if job.in_hands > 0 and _talks(world, chunk, job.luck, 1.0):
        for colleague in _recipients(world, person, job, job.luck, chunk.number):
            send(world, Question(person, job, chunk.number, world.now, other=job), colleague)
    for link in (replace(link, other=_counterpart(link.other, job.version)) for link in job.links):
        strength = mechanisms.coupled(world.assumed, link.strength)
        if link.other.state == "open" and _talks(world, chunk, link.luck, strength):
            _talk_across(world, person, chunk, link)


def _counterpart(package: Job, version: int) -> Job:
    """Return the version that people of another package talk to: the same team's, or the first."""
    same = [job for job in package.versions if job.version == version]
    return next((job for job in [*same, *package.versions] if job.state == "open"), package)


def _talks(world: World, chunk: Chunk, luck: int, strength: float) -> bool:
    likely = mechanisms.chance_of_exchange(world.assumed, strength, chunk.hours)
    return world.draw("exchange", luck, chunk.number) < likely


def _talk_across(world: World, person: Person, chunk: Chunk, link: Link) -> None:
    question = Question(person, chunk.job, chunk.number, world.now, other=link.other)
    recipients = _recipients(world, person, link.other, link.luck, chunk.number)
    lead = lead_of(person, link.other.owner)
    if not recipients and lead is not None:
        recipients = [lead]
    for recipient in recipients:
        send(world, question, recipient)


def _recipients(world: World, person: Person, job: Job, luck: int, chunk: int) -> list[Person]:
    """Return whom to ask among those last active: strongest ties first, of equals who was last active."""
    wanted = world.assumed["coordination.recipients"]
    number = int(wanted)
    if world.draw("recipients", luck, chunk) < wanted - number:
        number += 1
    return closest_active(world, person, job)[:number]


def closest_active(world: World, person: Person, job: Job) -> list[Person]:
    """Return the others last active on a package who are present, strongest ties first."""
    others = [other for other in job.active if other is not person and other.present]
    return sorted(others, key=lambda other: -tie_between(world, person, other))


def send(world: World, question: Question, recipient: Person) -> None:
    """Put a request into an in-tray; an integrator may take over most of its distance."""
    asker, levels, tie = question.asker, 0, 0.0
    if question.other is not question.job:
        levels = distance(asker.team, recipient.team)
        tie = tie_between(world, asker, recipient) if levels > 0 else 0.0
    if levels > 1 and _bridged(world, question, recipient, levels, tie):
        levels = 1
    hours = mechanisms.request_hours(world.assumed, levels, tie)
    world.note("request sent", recipient, asker.number, hours)
    item = Item("ask", recipient, hours, asker, question)
    deliver(world, item, world.assumed["coordination.patience_hours"])


def _bridged(world: World, question: Question, recipient: Person, levels: int, tie: float) -> bool:
    """Let an integrator of both areas, not overloaded, spend the hours that the distance would cost."""
    both = {job.area for job in (question.job, question.other) if job is not None}
    named = (person for person, areas in world.form.integrators if both <= set(areas))
    integrator = next(named, None)
    if integrator is None or integrator in (question.asker, recipient):
        return False
    if not integrator.present or integrator.tray_hours >= WEEK_HOURS:
        return False
    hours = mechanisms.bridged_hours(world.assumed, levels, tie)
    if hours > 0.0:
        deliver(world, Item("bridge", integrator, hours, question.asker), WEEK_HOURS)
    return True


def end_request(world: World, item: Item, question: Question) -> None:
    """End the work on a request: its asker spends the same hours, or asks again what went astray."""
    if goes_astray(world, question, item.person):
        send(world, replace(question, repeated=True), item.person)
    else:
        tell(question.job, question.other)
        deliver(world, Item("reply", question.asker, item.hours, item.person))


def miss(world: World, item: Item, question: Question) -> None:
    """Let a request go unserved: both packages are the worse for it."""
    step = mechanisms.missed_step(world.assumed)
    for job in {question.job, question.other or question.job}:
        job.history = mechanisms.history_after(job.history, step)
    world.note("request missed", item.person, question.asker.number, step)


def interrupt(world: World, person: Person, chunk: Chunk) -> None:
    """Interrupt a person after a chunk, now and then."""
    likely = mechanisms.chance_of_interruption(world.assumed, chunk.hours)
    if world.draw("noise", chunk.job.luck, chunk.number) < likely:
        hours = world.assumed["coordination.noise_hours"]
        deliver(world, Item("interruption", person, hours), WEEK_HOURS)


def ask_for_help(world: World, person: Person, job: Job, hours: float) -> None:
    """Let a newcomer take somebody's time after ``hours`` of work: one active on it, else a teammate."""
    joined = person.career.joined
    if joined is None:
        return
    needed = mechanisms.help_hours(world.assumed, hours, world.now - joined)
    if needed < HELP_NOTICED_HOURS:
        return
    active = [] if job.stream is not None else closest_active(world, person, job)
    members = person.team.members
    following = members[(members.index(person) + 1) % len(members)]
    helper = active[0] if active else following
    guide = person.lead if helper is person else helper
    if guide is not None:
        deliver(world, Item("help", guide, needed, person), WEEK_HOURS)
