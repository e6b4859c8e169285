"""Settling: pending matters among people who meet end there, at a meeting or a one-to-one."""

from __future__ import annotations

from collections.abc import Callable

from reorg.engine.reference.attention import remove_from_inbox
from reorg.engine.reference.closing import close_if_done
from reorg.engine.reference.discovery import share_decisions
from reorg.engine.reference.escalation import assign_question
from reorg.engine.reference.exceptions import end_question
from reorg.engine.reference.state.items import Item, Question
from reorg.engine.reference.state.people import Person
from reorg.engine.reference.state.world import World

Luck = Callable[[Item, Question], bool]
"""Whether a pending matter is settled."""


def settle_requests(world: World, people: list[Person], luck: Luck) -> None:
    """Settle requests among people who meet; neither side spends hours on them beyond the meeting."""
    for person in people:
        for item in tuple(person.inbox):
            question = item.question
            if question and item.kind == "ask" and question.asker in people and luck(item, question):
                remove_from_inbox(item)
                world.note("settled", person, question.asker.number, item.hours)
                share_decisions(question.job, question.other)


def decide_together(world: World, decides: Person, people: list[Person], luck: Luck) -> None:
    """Have a person decide questions pending among people who meet: all are found first, then decided.

    Questions of a lead may be with anybody, to be passed on; those of others only with themselves.
    Misdirected ones are asked again instead.
    """
    questions = []
    for person in [decides] if decides.role == "member" else people:
        for item in (*person.inbox, *person.slots):
            question = item.question
            if question and is_decidable(item, question, decides, people) and luck(item, question):
                take_up_question(world, item, question, people)
                questions.append((item, question))
    for item, question in questions:
        if end_question(world, item, question):
            close_if_done(world, question.job)
            world.note("question settled", decides, question.asker.number, item.hours)


def is_decidable(item: Item, question: Question, decides: Person, people: list[Person]) -> bool:
    """Return whether a person can decide a question at a meeting.

    The asker must be present or, in place of the asker, the lead who is to pass it on.
    """
    asker = question.asker
    if item.kind not in ("decide", "pass") or item.person is asker or question.whom is not decides:
        return False
    return asker in people or (item.kind == "pass" and asker.present)


def take_up_question(world: World, item: Item, question: Question, people: list[Person]) -> None:
    """Give a question to its decider; a lead who speaks for the asker passes it on."""
    question.heard = question.asker in people
    if item.slot is None:
        remove_from_inbox(item)
    else:
        item.person.slots.remove(item)
        item.waiting, item.slot = False, None
    question.passes += not question.heard and not question.both
    if question.whom is not None:
        assign_question(world, item, question, question.whom)


def settle_between(world: World, lead: Person, report: Person) -> None:
    """Settle everything pending between two people in a one-to-one."""
    both = [lead, report]
    settle_requests(world, both, lambda *_: True)
    for person in both:
        decide_together(world, person, both, lambda *_: True)
