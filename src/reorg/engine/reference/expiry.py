"""Expiry: what becomes of an item that nobody took from the inbox in time (reneging)."""

from __future__ import annotations

from dataclasses import replace

from reorg.engine.reference import equations
from reorg.engine.reference.attention import deliver_item, remove_from_inbox
from reorg.engine.reference.closing import close_if_done
from reorg.engine.reference.coordination import miss_request
from reorg.engine.reference.decisions import decide
from reorg.engine.reference.state.entities import Item, Question
from reorg.engine.reference.state.world import World
from reorg.engine.reference.structure import lead_of


def decide_alone(world: World, item: Item, question: Question) -> None:
    """Leave a decision that was not taken in time to the asker, or to the lead of one who has left."""
    asker = question.asker if question.asker.present else lead_of(question.asker, question.asker.team)
    if asker is None:
        decide(world, item, question)
        close_if_done(world, question.job)
        return
    hours = equations.hours_to_decide(world.assumed, alone=True)
    world.note("decides alone", asker, item.person.number, 0.0)
    own = replace(question, asker=asker, level="self", repeated=False)
    deliver_item(world, Item("decide", asker, hours, asker, own, "self"))


def expire_item(world: World, item: Item) -> None:
    """Let an item that nobody took in time go."""
    remove_from_inbox(item)
    if item.question is None:
        world.log_item("item lapsed", item)
    elif item.kind == "decide":
        decide_alone(world, item, item.question)
    else:
        miss_request(world, item, item.question)
