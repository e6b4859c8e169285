"""Role ambiguity: for a while after a change of reporting lines, requests are misdirected and sent again."""

from __future__ import annotations

from reorg import luck
from reorg.compilation import inner
from reorg.engine.kernel.seating import ambiguity_of
from reorg.engine.kernel.structure import is_vacant
from reorg.engine.machine.ledger import log_event
from reorg.engine.state.constants import L_MISDIRECTED
from reorg.engine.state.memory import item_at, job_at, person_at
from reorg.engine.state.rows import Row


@inner
def is_misdirected(s: Row, place: int) -> bool:
    """Return whether a request just served had been misdirected after a change; at most once per request."""
    item = item_at(s.items, place)
    if item.attempt > 0 or item.asker == item.person or is_vacant(s, item.asker):
        return False
    likely = max(ambiguity_of(s, item.asker), ambiguity_of(s, item.person))
    if likely <= 0.0:
        return False
    entity = job_at(s.jobs, item.job).key + person_at(s.people, item.person).key
    if luck.uniform(s.key, luck.MISDIRECTED, entity, item.chunk) >= likely:
        return False
    log_event(s, L_MISDIRECTED, item.person, item.asker, likely)
    return True
