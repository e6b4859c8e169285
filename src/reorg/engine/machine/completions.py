"""When people complete their activities: a winner tree with the earliest of four completions at each node.

Everybody has a leaf, and at most one completion to come. To cancel it, the rounds from that leaf on are
played again; the opponents there are known beforehand, so that nothing waits for a comparison to know where
to look next, as it would in a heap.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from reorg.compilation import inner
from reorg.engine.state.constants import WINNER
from reorg.engine.state.memory import completion_at, replay_rounds
from reorg.engine.state.rows import COMPLETION, Row

PERSON_BITS = 24
"""Of a tag, the bits that say whose end it is; those above are the order of entry, which breaks ties."""


@inner
def node_above(node: int) -> int:
    """Return the node that the winner among a node and the three beside it gets to."""
    return (node >> 2) + 2


@inner
def schedule_completion(s: Row, p: int, time: float) -> None:
    """Enter when a person, who has no end to come, ends what the person is doing."""
    tag = (s.order << PERSON_BITS) | p
    s.order += 1
    node = s.places + p
    write_completion(s, node, time, tag)
    while node > WINNER and completion_at(s.ends, node_above(node)).time > time:
        node = node_above(node)
        write_completion(s, node, time, tag)


@inner
def cancel_completion(s: Row, p: int) -> None:
    """Withdraw the end of what a person was doing."""
    write_completion(s, s.places + p, math.inf, p)
    replay_rounds(s.ends, s.places + p)


@inner
def write_completion(s: Row, node: int, time: float, tag: int) -> None:
    """Write who has got to a node."""
    end = completion_at(s.ends, node)
    end.time = time
    end.tag = tag


@inner
def person_of(tag: int) -> int:
    """Return whose end has a tag."""
    return tag & ((1 << PERSON_BITS) - 1)


@inner
def order_of(tag: int) -> int:
    """Return when an end was entered, by the order of entry of all events."""
    return tag >> PERSON_BITS


def first_place(people: int) -> int:
    """Return the node of the first of so many people, behind the nodes of all later rounds."""
    return WINNER + -(-(people - 1) // 3)


def no_completions(people: int) -> Any:
    """Return a tournament of that many people in which nobody has anything to end."""
    first = first_place(people)
    ends = np.zeros(4 * (first - 2), COMPLETION)
    ends["time"] = np.inf
    return ends
