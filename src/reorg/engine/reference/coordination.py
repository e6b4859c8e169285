"""Coordination: people on coupled work exchange information, which distance makes more costly."""

from __future__ import annotations

from dataclasses import replace

from reorg.engine.reference import equations, questions
from reorg.engine.reference.ambiguity import is_misdirected
from reorg.engine.reference.attention import deliver_item
from reorg.engine.reference.discovery import share_decisions
from reorg.engine.reference.equations import WEEK_HOURS
from reorg.engine.reference.familiarity import closest_active, others_at_work
from reorg.engine.reference.ownership import counterpart
from reorg.engine.reference.state.items import Item, Question
from reorg.engine.reference.state.people import Person
from reorg.engine.reference.state.work import Chunk, Link
from reorg.engine.reference.state.world import World
from reorg.engine.reference.structure import has_time, lead_of, levels_between
from reorg.engine.reference.ties import tie_between


def request_exchanges(world: World, person: Person, chunk: Chunk) -> None:
    """Let a finished chunk make its worker talk: to colleagues on the package, and on coupled ones."""
    job = chunk.job
    if job.stream is not None:
        return
    if _talks(world, chunk, job.luck, 1.0):
        send_requests(world, person, chunk, Link(job, 1.0, job.luck))
    for link in (replace(link, other=counterpart(link.other, job.version)) for link in job.links):
        strength = equations.coupled(world.assumed, link.strength)
        if link.other.state == "open" and _talks(world, chunk, link.luck, strength):
            send_requests(world, person, chunk, link)


def _talks(world: World, chunk: Chunk, luck: int, strength: float) -> bool:
    likely = equations.chance_of_exchange(world.assumed, strength, chunk.hours)
    return world.draw("exchange", luck, chunk.number) < likely


def send_requests(world: World, person: Person, chunk: Chunk, link: Link) -> None:
    """Ask people active on a package for an exchange, or on coupled work, where nobody is, their lead."""
    recipients = closest_active(world, person, link.other)
    number = len(recipients)
    if recipients:
        wanted = equations.people_asked(world.assumed, others_at_work(world, person, link.other))
        rounded_up = world.draw("recipients", link.luck, chunk.number) < wanted - int(wanted)
        number = min(number, int(wanted) + rounded_up)
    elif link.other is not chunk.job:
        lead = lead_of(person, link.other.owner)
        number, recipients = 1, [] if lead is None else [lead]
    question = Question(person, chunk.job, chunk.number, world.now, other=link.other, asked=number)
    for recipient in recipients[:number]:
        if link.other is not chunk.job and is_overlooked(world, question, recipient, link):
            world.note("request overlooked", recipient, person.number, worsen_packages(world, question))
        else:
            send_request(world, question, recipient)


def is_overlooked(world: World, question: Question, recipient: Person, link: Link) -> bool:
    """Return whether nobody thinks of asking a recipient, a stranger across a boundary without a bridge."""
    levels = levels_between(world, question.asker, recipient)
    if levels <= 0.0 or integrator_between(world, question, recipient) is not None:
        return False
    tie = tie_between(world, question.asker, recipient)
    likely = equations.chance_of_overlooking(world.assumed, levels, tie)
    return world.draw("overlooked", link.luck + recipient.luck, question.chunk) < likely


def send_request(world: World, question: Question, recipient: Person) -> None:
    """Put a request into an inbox; an integrator may take over most of its distance."""
    asker, levels, tie = question.asker, 0.0, 0.0
    if question.other is not question.job:
        levels = levels_between(world, asker, recipient)
        tie = tie_between(world, asker, recipient) if levels > 0.0 else 0.0
    if levels > 0.0 and bridge_distance(world, question, recipient, levels, tie):
        levels = 0.0
    hours = equations.request_hours(world.assumed, levels, tie)
    world.note("request sent", recipient, asker.number, hours)
    item = Item("ask", recipient, hours, asker, question)
    deliver_item(world, item, world.assumed["coordination.patience_hours"])


def bridge_distance(world: World, question: Question, recipient: Person, levels: float, tie: float) -> bool:
    """Let an integrator of both areas, who has time, spend the hours that the distance would cost."""
    integrator = integrator_between(world, question, recipient)
    if integrator is None:
        return False
    hours = equations.bridged_hours(world.assumed, levels, tie)
    if hours > 0.0:
        deliver_item(world, Item("bridge", integrator, hours, question.asker), WEEK_HOURS)
    return True


def integrator_between(world: World, question: Question, recipient: Person) -> Person | None:
    """Return an integrator of both areas, other than the two, who has time to bridge them."""
    both = {job.area for job in (question.job, question.other) if job is not None}
    named = (person for person, areas in world.form.integrators if both <= set(areas))
    integrator = next(named, None)
    if integrator is None or integrator in (question.asker, recipient) or not has_time(integrator):
        return None
    return integrator


def end_request(world: World, item: Item, question: Question) -> None:
    """End the work on a request: its asker spends the same hours, or asks again what was misdirected."""
    if is_misdirected(world, question, item.person):
        send_request(world, replace(question, repeated=True), item.person)
    else:
        share_decisions(question.job, question.other)
        deliver_item(world, Item("reply", question.asker, item.hours, item.person))


def miss_request(world: World, item: Item, question: Question) -> None:
    """Miss a request that was not served in time: the history factor of both packages rises."""
    step = worsen_packages(world, question)
    world.note("request missed", item.person, question.asker.number, step)


def worsen_packages(world: World, question: Question) -> float:
    """Let the packages of an exchange lack one of its requests; return the step of the history factor."""
    step = equations.missed_step(world.assumed, question.asked)
    for job in {question.job, question.other or question.job}:
        job.history = questions.history_after(job.history, step)
    return step


def interrupt(world: World, person: Person, chunk: Chunk) -> None:
    """Interrupt a person after a chunk, now and then."""
    likely = equations.chance_of_interruption(world.assumed, chunk.hours)
    if world.draw("noise", chunk.job.luck, chunk.number) < likely:
        hours = world.assumed["coordination.noise_hours"]
        deliver_item(world, Item("interruption", person, hours), WEEK_HOURS)
