"""Events that wait: whether the release they watch is late, and how often they have happened."""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.memory import change_at, integer_at, job_at, release_at
from reorg.engine.records import FINISHED, REORGANIZE, Row


@inner
def has_come(s: Row, k: int) -> bool:
    """Tell whether what an event waits for has come, and count that it happens."""
    c = change_at(s.changes, k)
    if c.after >= 0:
        # The end of a demand that lasts for some weeks comes only after its beginning.
        return change_at(s.changes, c.after).happened == 1
    together = change_at(s.changes, c.group)
    if together.times <= 0 or is_out(s, c.release):
        return False
    if c.what == REORGANIZE and c.structure < 0:
        c.structure = next_structure(s, k)
        if c.structure < 0:
            return False
    together.times -= 1
    c.happened = 1
    return True


@inner
def is_out(s: Row, release: int) -> bool:
    """Tell whether every package of an occurrence of a release is finished."""
    row = release_at(s.releases, release)
    unfinished = 0
    for j in range(row.first, row.last):
        unfinished += job_at(s.jobs, j).state != FINISHED
    return unfinished == 0


@inner
def next_structure(s: Row, k: int) -> int:
    """Return the next structure in turn that is not in force, or -1 where there is none."""
    c = change_at(s.changes, k)
    together = change_at(s.changes, c.group)
    for _ in range(c.last - c.first):
        structure = integer_at(s.named, c.first + together.turn % (c.last - c.first))
        together.turn += 1
        if structure != s.structure:
            return structure
    return -1
