"""The crowd: a working list of people, each at most once.

Starting a list raises ``serial`` of the world; each person in the list has that number as ``mark``.
"""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.state.memory import person_at, put_integer
from reorg.engine.state.rows import Row


@inner
def add_to_crowd(s: Row, p: int, count: int) -> int:
    """Add a person to the crowd who is not yet in it; return how many it now holds."""
    if person_at(s.people, p).mark == s.serial:
        return count
    person_at(s.people, p).mark = s.serial
    put_integer(s.crowd, count, p)
    return count + 1
