"""Role ambiguity: for a while after a change of reporting lines, requests are misdirected and sent again."""

from __future__ import annotations

from reorg.engine.reference.seating import ambiguity_of
from reorg.engine.reference.state.items import Question
from reorg.engine.reference.state.people import Person
from reorg.engine.reference.state.world import World


def is_misdirected(world: World, question: Question, asked: Person) -> bool:
    """Return whether a question just served had been misdirected after a change; at most once each."""
    asker = question.asker
    if not asker.present:
        return False
    likely = max(ambiguity_of(world, person) for person in (asker, asked))
    if question.repeated or asker is asked or likely <= 0.0:
        return False
    if world.draw("misdirected", question.job.luck + asked.luck, question.chunk) >= likely:
        return False
    world.note("request misdirected", asked, asker.number, likely)
    return True
