"""Handover: colleagues at work on a package give a person who joins it a part of the work."""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.kernel.attention import deliver_item, new_item
from reorg.engine.kernel.familiarity import closest_in_crowd, known_thing, list_others_active, place_of
from reorg.engine.machine.event_list import NO_EXPIRY
from reorg.engine.state.constants import REPLY
from reorg.engine.state.memory import assumed_at
from reorg.engine.state.rows import Row


@inner
def is_new_to(s: Row, p: int, j: int) -> bool:
    """Tell whether a person has never finished work on a package, as far as the person remembers."""
    return bool(j < s.packages and place_of(s, p, known_thing(s, j)) < 0)


@inner
def hand_over_part(s: Row, p: int, j: int) -> None:
    """Let somebody new to a package be given a part of it by the closest of those at work on it, if any."""
    hours = assumed_at(s.assumed, 0).coordination_handover_hours
    if hours <= 0.0:
        return
    q = closest_in_crowd(s, list_others_active(s, p, j))
    if q >= 0:
        deliver_item(s, new_item(s, q, REPLY, p, hours), NO_EXPIRY)
        deliver_item(s, new_item(s, p, REPLY, q, hours), NO_EXPIRY)
