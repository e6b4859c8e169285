"""AI agents: what they may take, how long they need for it, and whether it comes back right."""

from __future__ import annotations

from reorg.engine.twin import luck, mechanisms
from reorg.engine.twin.things import Chunk, Delegated, Job
from reorg.engine.twin.world import World


def is_delegable(world: World, job: Job) -> bool:
    """Whether an agent can take the next chunk of a job."""
    return world.draw("delegate", job.luck, job.chunks + 1) < world.assumed["agents.delegable"]


def engage(world: World, work: Delegated) -> None:
    """Let an agent begin a chunk that its person has been handed."""
    person, chunk, job = work.person, work.chunk, work.chunk.job
    # Agents do not count toward the people who may work on a package.
    job.in_hands -= 1
    job.delegated += 1
    person.engaged += 1
    person.agents_at_work.append(work)
    luck_of_chunk = luck.normal(luck.drawn(world.luck, "spread", job.luck, chunk.number))
    hours = mechanisms.agent_hours(world.assumed, chunk.hours, luck_of_chunk)
    world.at(world.now + hours, "agent done", work)
    world.note("delegated", person, job.name, hours)
    if world.now >= world.ledger.start:
        world.ledger.agents_cost_usd += hours * world.assumed["agents.usd_per_hour"]


def is_wrong(world: World, chunk: Chunk) -> bool:
    """Whether what an agent brings back is wrong."""
    return world.draw("agent failure", chunk.job.luck, chunk.number) < world.assumed["agents.failure"]


def is_found(world: World, chunk: Chunk) -> bool:
    """Whether review finds what is wrong."""
    return world.draw("review catch", chunk.job.luck, chunk.number) < world.assumed["agents.catch"]
