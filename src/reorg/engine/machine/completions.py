"""Completions of activities: a winner tree with the earliest of four completions at each node.

Each person has a leaf and at most one scheduled completion. To cancel it, the rounds from that leaf on are
played again; the opponents there are known beforehand, so no comparison must finish before the next node is
known, as it would in a heap.
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
"""The bits of a tag that identify the person; those above are the order of entry, which breaks ties."""


@inner
def node_above(node: int) -> int:
    """Return the node to which the winner among a node and the three next to it advances."""
    return (node >> 2) + 2


@inner
def schedule_completion(s: Row, p: int, time: float) -> None:
    """Schedule the completion of a person who has none scheduled."""
    tag = (s.order << PERSON_BITS) | p
    s.order += 1
    node = s.places + p
    write_completion(s, node, time, tag)
    while node > WINNER and completion_at(s.ends, node_above(node)).time > time:
        node = node_above(node)
        write_completion(s, node, time, tag)


@inner
def cancel_completion(s: Row, p: int) -> None:
    """Cancel a person's completion."""
    write_completion(s, s.places + p, math.inf, p)
    replay_rounds(s.ends, s.places + p)


@inner
def write_completion(s: Row, node: int, time: float, tag: int) -> None:
    """Write the winner at a node."""
    end = completion_at(s.ends, node)
    end.time = time
    end.tag = tag


@inner
def person_of(tag: int) -> int:
    """Return the person whose completion has a tag."""
    return tag & ((1 << PERSON_BITS) - 1)


@inner
def order_of(tag: int) -> int:
    """Return when a completion was entered, in the order of entry of all events."""
    return tag >> PERSON_BITS


def first_place(people: int) -> int:
    """Return the node of the first person of this many, after the nodes of all later rounds."""
    return WINNER + -(-(people - 1) // 3)


def no_completions(people: int) -> Any:
    """Return a winner tree of this many people with no completion scheduled."""
    first = first_place(people)
    ends = np.zeros(4 * (first - 2), COMPLETION)
    ends["time"] = np.inf
    return ends
