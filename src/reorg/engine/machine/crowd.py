"""The crowd: a list of people in the making, each at most once.

Whatever begins a list raises ``serial`` of the world; each person in it bears that number as ``mark``.
"""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.state.memory import person_at, put_integer
from reorg.engine.state.rows import Row


@inner
def add_to_crowd(s: Row, p: int, count: int) -> int:
    """Add a person to the crowd who is not yet in it; returns how many it is now."""
    if person_at(s.people, p).mark == s.serial:
        return count
    person_at(s.people, p).mark = s.serial
    put_integer(s.crowd, count, p)
    return count + 1
