"""Who ends first what they are doing: a tournament of all people, with the earlier of two ends at each node.

Everybody has a place in the first round, and at most one end to come. To withdraw it, the rounds from that
place on are played again; whom it meets there is known beforehand, so that nothing waits for a comparison to
know where to look next, as it would in a heap.
"""

from __future__ import annotations

import math

from reorg.compilation import inner
from reorg.engine.memory import end_at, play_rounds
from reorg.engine.records import Row

PERSON_BITS = 24
"""Of a tag, the bits that say whose end it is; those above are the order of entry, which breaks ties."""
FIRST = 1
"""The node that holds the winner of the last round."""


@inner
def enter_end(s: Row, p: int, time: float) -> None:
    """Enter when a person, who has no end to come, ends what the person is doing."""
    tag = (s.order << PERSON_BITS) | p
    s.order += 1
    node = s.places + p
    write_end(s, node, time, tag)
    node >>= 1
    while node >= FIRST and end_at(s.ends, node).time > time:
        write_end(s, node, time, tag)
        node >>= 1


@inner
def withdraw_end(s: Row, p: int) -> None:
    """Withdraw the end of what a person was doing."""
    write_end(s, s.places + p, math.inf, p)
    play_rounds(s.ends, s.places + p)


@inner
def write_end(s: Row, node: int, time: float, tag: int) -> None:
    """Write who has got to a node."""
    end = end_at(s.ends, node)
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
