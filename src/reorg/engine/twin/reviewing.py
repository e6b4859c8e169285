"""Reviews: what agents bring back waits for its person, and is right, found wrong, or wrong unseen."""

from __future__ import annotations

from reorg.engine.twin import mechanisms
from reorg.engine.twin.delegating import is_found, is_wrong
from reorg.engine.twin.things import Delegated, Item, Person
from reorg.engine.twin.trays import deliver
from reorg.engine.twin.working import call_to_work, count_progress, offer, work_came_back
from reorg.engine.twin.world import World


def agent_done(world: World, work: Delegated) -> None:
    """Let an agent be done: the result waits for review, for ever; that of a leaver's agent is lost."""
    if work.lost:
        world.ledger.events -= 1
        return
    person, chunk = work.person, work.chunk
    person.agents_at_work.remove(work)
    world.note("agent done", person, chunk.job.name, chunk.hours)
    hours = mechanisms.review_hours(world.assumed, chunk.hours)
    deliver(world, Item("result", person, hours, delegated=work))


def passes(world: World, work: Delegated) -> bool:
    """End a review; tell whether the chunk has passed: what is found wrong is to be done again."""
    person, chunk, job, books = work.person, work.chunk, work.chunk.job, world.ledger
    person.engaged -= 1
    job.delegated -= 1
    if not work.again:
        count_progress(world, job, chunk.hours)
    wrong = is_wrong(world, chunk)
    found = wrong and is_found(world, chunk)
    books.count_delegated(chunk.hours, world.now, unseen=wrong and not found)
    if found:
        job.redo += chunk.hours
        world.note("error found", person, job.name, chunk.hours)
        work_came_back(world, job)
    elif wrong:
        step = mechanisms.lesson(world.assumed, "ignore") * chunk.hours / mechanisms.CHUNK_HOURS
        job.history = mechanisms.history_after(job.history, step)
        world.note("error unseen", person, job.name, chunk.hours)
    return not found


def give_back(world: World, work: Delegated) -> None:
    """Give work that nobody will review back to its job, as if it had not been begun."""
    chunk, job = work.chunk, work.chunk.job
    work.lost = True
    work.person.engaged -= 1
    job.delegated -= 1
    if work.again:
        job.redo += chunk.hours
    else:
        job.todo += chunk.hours
    offer(job)
    call_to_work(world, job.owner)


def give_back_all(world: World, person: Person) -> None:
    """Give back what a leaver's agents have in hands, last begun first."""
    while person.agents_at_work:
        give_back(world, person.agents_at_work.pop())
