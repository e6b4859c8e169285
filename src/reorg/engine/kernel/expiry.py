"""Expiry (reneging): an item that nobody takes from the inbox within its patience."""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.kernel.attention import free_item, remove_from_inbox
from reorg.engine.kernel.calendar import remove_from_slots
from reorg.engine.kernel.coordination import miss_request
from reorg.engine.kernel.escalation import decide_alone
from reorg.engine.machine.ledger import log_event
from reorg.engine.state.constants import ASK, DECIDE, IN_INBOX, L_LAPSED, PASS
from reorg.engine.state.memory import item_at
from reorg.engine.state.rows import Row


@inner
def expire_item(s: Row, place: int, serial: int, time: float) -> None:
    """Expire an item that nobody took in time; nothing happens if it has been taken."""
    item = item_at(s.items, place)
    if item.serial != serial or item.waiting == 0:
        return
    asked = item.kind == DECIDE or item.kind == PASS
    if asked and item.person == item.asker:
        # The asker decides it.
        return
    s.now = time
    s.events += 1
    if item.waiting == IN_INBOX:
        remove_from_inbox(s, place)
    else:
        remove_from_slots(s, place)
    if asked:
        decide_alone(s, place)
        return
    if item.kind == ASK:
        miss_request(s, place)
    else:
        log_event(s, L_LAPSED, item.person, item.kind, item.hours)
    free_item(s, place)
