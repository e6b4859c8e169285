"""Delegation: chunks that people give to their AI agents."""

from __future__ import annotations

from reorg.engine.reference import draws, equations
from reorg.engine.reference.choice import next_job
from reorg.engine.reference.state.items import Delegated
from reorg.engine.reference.state.people import Person
from reorg.engine.reference.state.work import Job
from reorg.engine.reference.state.world import World
from reorg.engine.reference.work import cut_chunk


def is_delegable(world: World, job: Job) -> bool:
    """Return whether an agent can take the next chunk of a job."""
    return world.draw("delegate", job.luck, job.chunks + 1) < world.assumed["agents.delegable"]


def engage_agent(world: World, work: Delegated) -> None:
    """Start an agent on a chunk that its person has been handed."""
    person, chunk, job = work.person, work.chunk, work.chunk.job
    # Agents do not count toward the people who may work on a package.
    job.in_hands -= 1
    job.delegated += 1
    person.engaged += 1
    person.agents_at_work.append(work)
    luck_of_chunk = draws.normal(draws.bits(world.luck, "spread", job.luck, chunk.number))
    hours = equations.agent_hours(world.assumed, chunk.hours, luck_of_chunk)
    world.at(world.now + hours, "agent done", work)
    world.note("delegated", person, job.name, hours)
    if world.now >= world.ledger.start:
        world.ledger.agents_cost_usd += hours * world.assumed["agents.usd_per_hour"]


def delegate_work(world: World, person: Person) -> None:
    """Give the next chunks to a person's free agents, up to the first that only a person can do."""
    while person.engaged < person.agents:
        job = next_job(world, person)
        if job is None or not is_delegable(world, job):
            return
        chunk, kind = cut_chunk(world, person, job)
        engage_agent(world, Delegated(person, chunk, again=kind == "rework"))
