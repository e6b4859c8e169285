"""Expiry: what becomes of an item that nobody took from the inbox in time (reneging)."""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.kernel.attention import deliver_item, free_item, new_item, remove_from_inbox
from reorg.engine.kernel.coordination import miss_request
from reorg.engine.kernel.structure import is_vacant, lead_of
from reorg.engine.machine.calls import end_decision
from reorg.engine.machine.event_list import NO_EXPIRY
from reorg.engine.machine.ledger import log_event
from reorg.engine.state.constants import ASK, DECIDE, L_ALONE, L_LAPSED
from reorg.engine.state.memory import assumed_at, item_at, person_at
from reorg.engine.state.rows import Row
from reorg.mechanisms.exceptions import SELF


@inner
def expire_item(s: Row, place: int, serial: int, time: float) -> None:
    """Let an item go if nobody took it in time; one already taken is no event."""
    item = item_at(s.items, place)
    if item.serial != serial or item.waiting == 0:
        return
    s.now = time
    s.events += 1
    remove_from_inbox(s, place)
    if item.kind == DECIDE:
        decide_alone(s, place)
    elif item.kind == ASK:
        miss_request(s, place)
    else:
        log_event(s, L_LAPSED, item.person, item.kind, item.hours)
    free_item(s, place)


@inner
def decide_alone(s: Row, place: int) -> None:
    """Leave an unanswered decision to the asker, or to the lead of one who has left."""
    a = assumed_at(s.assumed, 0)
    item = item_at(s.items, place)
    who: int = item.asker
    if is_vacant(s, who):
        who = lead_of(s, who, person_at(s.people, who).team)
    if who < 0:
        end_decision(s, place)
        return
    own = new_item(s, who, DECIDE, who, 1.5 * a.exceptions_decision_hours)
    mine = item_at(s.items, own)
    mine.job, mine.chunk, mine.drawn, mine.raised = item.job, item.chunk, item.drawn, item.raised
    mine.asked = mine.level = SELF
    log_event(s, L_ALONE, who, item.person, 0.0)
    deliver_item(s, own, NO_EXPIRY)
