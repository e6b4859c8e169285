"""AI agents: a person hands pieces of work to agents and answers for the results.

A chunk can be delegated with probability ``delegable``. Whenever a person with agents is free, and again when
starting own work, the next chunks go to the agents that are free, in the order of the work, up to the first
chunk that only a person can do. Handing over takes no time. An agent needs

    nominal hours x spread / speedup                                                     ... (1)

of working time, whatever the skill, knowledge or newness of its person. The result comes into the person's
inbox and never lapses; until it is reviewed, its agent takes nothing else. Review takes the person

    review hours x nominal hours / 8.                                                    ... (2)

A result is wrong with probability ``failure``; review detects this with probability ``catch``. Work found
wrong goes back to the package to be redone. Undetected errors count as skipped rework and raise the package's
history factor as an ignored exception does, in proportion to their size. The chunk has ended, with its
exceptions and exchanges, which are the person's, when it has passed review. Agents do not count toward
``people_max``, have no ties and do not leave; their person learns nothing from what they do, so knowledge
grows by own work alone. When a person leaves, work that agents have in progress or that waits for review is
started over. Work that is not delegated takes a person with agents

    hours / (1 + assist gain).                                                           ... (3)

Closed forms: a person who does nothing else keeps up to n* = (a + r) / r agents at work (a, r = hours of
agent and review), and beyond n* the person yields a chunk every r hours however many there are; of delegated
work, a share failure (1 - catch) is wrong and undetected; with agents without limit or error, a person's rate
is 1 / ((1 - delegable) h + delegable r) chunks, h = own hours of a chunk.
"""

from __future__ import annotations

from reorg.compilation import compiled
from reorg.quantity import of_mechanism

PARAMETERS = of_mechanism("agents")


@compiled
def agent_hours(hours: float, speedup: float) -> float:
    """Return the hours an agent needs for nominal ``hours``, equation (1) without the spread."""
    return hours / speedup


@compiled
def review_hours(hours: float, per_chunk: float) -> float:
    """Return the hours of a person that the review of nominal ``hours`` takes, equation (2)."""
    return per_chunk * hours / 8.0


@compiled
def assisted(hours: float, gain: float) -> float:
    """Return the hours that ``hours`` of own work take a person with agents, equation (3)."""
    return hours / (1.0 + gain)


def supervision_limit(agent: float, review: float) -> float:
    """Return the number of agents that a reviewer keeps at work: n* = (a + r) / r, both in hours."""
    return (agent + review) / review


def chunks_per_hour(agents: int, agent: float, review: float, own: float) -> float:
    """Return chunks per hour of one person, with all work delegable, without spread or error.

    Below the limit the inbox runs empty and the person starts a chunk alone (``own`` hours, at least as long
    as an agent's), after which all agents have come back: n + 1 chunks in own + n r hours. Beyond it the
    person reviews without a pause.
    """
    if agents > supervision_limit(agent, review):
        return 1.0 / review
    return (agents + 1) / (own + agents * review)


LIMITS = (
    (agent_hours, (8.0, 1.0), 8.0),
    (agent_hours, (0.0, 5.0), 0.0),
    (review_hours, (8.0, 2.0), 2.0),
    (review_hours, (0.0, 2.0), 0.0),
    (assisted, (8.0, 0.0), 8.0),
)
