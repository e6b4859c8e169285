"""AI agents: results return for review, review passes or rejects them, a leaver's work is recalled."""

from __future__ import annotations

from reorg.engine.reference import equations, questions
from reorg.engine.reference.attention import deliver_item
from reorg.engine.reference.dispatching import offer_work
from reorg.engine.reference.ownership import count_progress
from reorg.engine.reference.queues import enqueue_job
from reorg.engine.reference.rework import resume_work
from reorg.engine.reference.state.items import Delegated, Item
from reorg.engine.reference.state.people import Person
from reorg.engine.reference.state.work import Chunk
from reorg.engine.reference.state.world import World


def is_wrong(world: World, chunk: Chunk) -> bool:
    """Return whether the work of an agent is wrong."""
    return world.draw("agent failure", chunk.job.luck, chunk.number) < world.assumed["agents.failure"]


def is_caught(world: World, chunk: Chunk) -> bool:
    """Return whether review detects wrong work."""
    return world.draw("review catch", chunk.job.luck, chunk.number) < world.assumed["agents.catch"]


def return_result(world: World, work: Delegated) -> None:
    """Put an agent's result into the inbox for review, without expiry; that of a leaver's agent is lost."""
    if work.lost:
        world.ledger.events -= 1
        return
    person, chunk = work.person, work.chunk
    person.agents_at_work.remove(work)
    world.note("agent done", person, chunk.job.name, chunk.hours)
    hours = equations.review_hours(world.assumed, chunk.hours)
    deliver_item(world, Item("result", person, hours, delegated=work))


def passes_review(world: World, work: Delegated) -> bool:
    """End a review and return whether the chunk passed; work found wrong must be redone."""
    person, chunk, job, books = work.person, work.chunk, work.chunk.job, world.ledger
    person.engaged -= 1
    job.delegated -= 1
    if not work.again:
        count_progress(world, job, chunk.hours)
    wrong = is_wrong(world, chunk)
    found = wrong and is_caught(world, chunk)
    books.count_delegated(chunk.hours, world.now, unseen=wrong and not found)
    if found:
        job.redo += chunk.hours
        world.note("error found", person, job.name, chunk.hours)
        resume_work(world, job)
    elif wrong:
        step = questions.lesson(world.assumed, "ignore") * chunk.hours / equations.CHUNK_HOURS
        job.history = questions.history_after(job.history, step)
        world.note("error unseen", person, job.name, chunk.hours)
    return not found


def recall_chunk(world: World, work: Delegated) -> None:
    """Return work that nobody will review to its job, as if it had not been started."""
    chunk, job = work.chunk, work.chunk.job
    work.lost = True
    work.person.engaged -= 1
    job.delegated -= 1
    if work.again:
        job.redo += chunk.hours
    else:
        job.todo += chunk.hours
    enqueue_job(job)
    offer_work(world, job.owner)


def recall_all_chunks(world: World, person: Person) -> None:
    """Return the chunks in progress of a leaver's agents to their jobs, the last one first."""
    while person.agents_at_work:
        recall_chunk(world, person.agents_at_work.pop())
