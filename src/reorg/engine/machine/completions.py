"""When people complete their activities: a winner tree with the earlier of two completions at each node.

Everybody has a leaf, and at most one completion to come. To cancel it, the rounds from that leaf on are
played again; the opponents there are known beforehand, so that nothing waits for a comparison to know where
to look next, as it would in a heap.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from reorg.compilation import inner
from reorg.engine.state.memory import completion_at, replay_rounds
from reorg.engine.state.rows import COMPLETION, Row

PERSON_BITS = 24
"""Of a tag, the bits that say whose end it is; those above are the order of entry, which breaks ties."""

WINNER = 1
"""The node that holds the winner of the last round."""


@inner
def schedule_completion(s: Row, p: int, time: float) -> None:
    """Enter when a person, who has no end to come, ends what the person is doing."""
    tag = (s.order << PERSON_BITS) | p
    s.order += 1
    node = s.places + p
    write_completion(s, node, time, tag)
    node >>= 1
    while node >= WINNER and completion_at(s.ends, node).time > time:
        write_completion(s, node, time, tag)
        node >>= 1


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


def no_completions(people: int) -> Any:
    """Return a tournament of that many people in which nobody has anything to end."""
    ends = np.zeros(2 << (people - 1).bit_length(), COMPLETION)
    ends["time"] = np.inf
    return ends
