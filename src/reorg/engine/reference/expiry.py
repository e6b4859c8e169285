"""Expiry (reneging): an item that nobody takes from the inbox within its patience."""

from __future__ import annotations

from reorg.engine.reference.attention import remove_from_inbox
from reorg.engine.reference.coordination import miss_request
from reorg.engine.reference.escalation import decide_alone
from reorg.engine.reference.state.items import Item
from reorg.engine.reference.state.world import World


def is_stale(item: Item) -> bool:
    """Return whether an expiry has no effect: the item was taken in time, or the asker decides it."""
    own = item.kind in ("decide", "pass") and item.person is item.asker
    return own or not item.waiting


def expire_item(world: World, item: Item) -> None:
    """Expire an item that nobody took in time, in the inbox or waiting for a slot."""
    if item.slot is None:
        remove_from_inbox(item)
    else:
        item.person.slots.remove(item)
    item.waiting, item.slot = False, None
    if item.question is None:
        world.log_item("item lapsed", item)
    elif item.kind == "ask":
        miss_request(world, item, item.question)
    else:
        decide_alone(world, item, item.question)
