"""Escalation: who must decide a question, which leads it passes, and where it goes when people change."""

from __future__ import annotations

from reorg.engine.reference import questions
from reorg.engine.reference.attention import append_to_inbox, begin_next_activity, remove_from_inbox
from reorg.engine.reference.calendar import slot_wait
from reorg.engine.reference.closing import close_if_done
from reorg.engine.reference.common_leads import (
    common_lead,
    is_common_lead,
    top_above_common,
    way_between,
)
from reorg.engine.reference.decisions import decide
from reorg.engine.reference.familiarity import closest_active, recently_active
from reorg.engine.reference.state.items import Item, Question
from reorg.engine.reference.state.people import Person
from reorg.engine.reference.state.work import Job
from reorg.engine.reference.state.world import World
from reorg.engine.reference.structure import (
    has_time,
    highest_vacancy,
    lead_of,
    nearest_vacancy,
    only_acts,
    reporting_team,
    second_lead,
    top_position_from,
)


def own_decider(world: World, question: Question) -> Person:
    """Return the decider of an exception within one job: the lead above all teams that overlap in it."""
    asker, above = question.asker, question.job.above
    if above is not None:
        return asker if above.lead is asker else lead_of(asker, above) or nearest_vacancy(above) or asker
    if question.level == "self":
        return asker
    if question.level == "lead":
        return asker.lead or nearest_vacancy(reporting_team(asker)) or asker
    if asker.lead is None:
        return highest_vacancy(reporting_team(asker)) or asker
    return top_position_from(world, asker.lead)


def named_integrator(world: World, question: Question, other: Job) -> Person | None:
    """Return the integrator of both packages, who may be absent or without time."""
    both = {question.job.area, other.area}
    return next((person for person, areas in world.form.integrators if both <= set(areas)), None)


def integrator_of(world: World, question: Question, other: Job) -> Person | None:
    """Return the integrator of both packages if present, with time, and not the asker."""
    named = named_integrator(world, question, other)
    if named is None or named is question.asker or not has_time(named):
        return None
    return named


def decider(world: World, question: Question) -> Person:
    """Return the present decider of a question; an acting lead leaves a share to the lead above."""
    decides = formal_decider(world, question)
    if decides is question.asker or not only_acts(decides) or question.level in ("self", "sideways"):
        return decides
    above = decides.lead or nearest_vacancy(decides.team)
    if above is None or above is question.asker:
        return decides
    luck = world.draw("acting", question.job.luck, question.chunk)
    return above if luck < world.assumed["succession.acting_passes"] else decides


def formal_decider(world: World, question: Question) -> Person:
    """Return the decider of a question by the structure and by who is at work."""
    asker, other = question.asker, question.other
    if other is None:
        second = second_lead(asker) if question.both else None
        return own_decider(world, question) if second is None else second
    if question.level == "sideways":
        if asker in recently_active(world, other):
            return asker
        colleagues = closest_active(world, asker, other)
        if colleagues:
            return colleagues[0]
    if question.level == "above common":
        return top_above_common(world, asker, other)
    return integrator_of(world, question, other) or common_lead(world, asker, other)


def level_at(question: Question, decides: Person) -> str:
    """Return the level at which a person decides a question."""
    if decides is question.asker or question.level == "sideways":
        return "self"
    near = question.asker.lead is decides or (not decides.present and question.asker.boss is decides)
    return "lead" if near or question.level == "common lead" else "top"


def may_still_decide(world: World, question: Question) -> bool:
    """Return whether the decider of a joint question could have been found in this structure.

    Who is at work and who has time change from day to day; this does not move a question that has been asked.
    """
    whom, other = question.whom, question.other
    if other is None or question.level == "above common" or whom is None or not whom.present:
        return False
    if question.level == "sideways" and any(known.thing == other.thing for known in whom.familiar):
        return True
    if whom is named_integrator(world, question, other):
        return True
    return is_common_lead(world, question.asker, other, whom)


def way_to(world: World, question: Question, decides: Person) -> list[Person]:
    """Return the leads on the way of a question, over a dotted line only for a common lead."""
    other, dotted = question.other, False
    if world.form.second_leads and other is not None and question.level != "above common":
        colleague = question.level == "sideways" and decides in recently_active(world, other)
        dotted = not colleague and decides is not named_integrator(world, question, other)
    return way_between(question.asker, decides, dotted=dotted)


def next_on_way(world: World, question: Question, reader: Person) -> Person:
    """Return the next person on the way of a question after a lead has read it."""
    whom = question.whom or reader
    if question.both:
        return whom
    way = [*way_to(world, question, whom), whom]
    return way[way.index(reader) + 1]


def direct_question(world: World, item: Item, question: Question, at: Person | None) -> Person:
    """Return the next person to get a question that has reached ``at``; record its decider.

    A person on its way keeps it; otherwise it starts its way anew. Where there are dotted lines, a change of
    which owners are at work does not move a question under way.
    """
    on_its_way = at is not None and world.form.second_leads and may_still_decide(world, question)
    kept = question.whom if on_its_way else None
    return direct_question_to(world, item, question, at, kept or decider(world, question))


def direct_question_to(
    world: World, item: Item, question: Question, at: Person | None, decides: Person
) -> Person:
    """Return the next person to get a question for ``decides`` that has reached ``at``."""
    asker = question.asker
    if question.both and decides is asker.second and decides is not asker and decides.present:
        question.whom, item.level, question.way = decides, "lead", 0
        return decides if at is decides or asker.lead is None else asker.lead
    question.whom, item.level = decides, level_at(question, decides)
    between = way_to(world, question, decides) if decides is not asker else []
    question.way = len(between)
    if decides is asker or at is decides:
        return decides
    if at is not None and at in between:
        return at
    return between[0] if between else decides


def assign_question(world: World, item: Item, question: Question, person: Person) -> None:
    """Assign a question to a person, to be decided, or to be read and passed on."""
    item.person = person
    alone = person is question.asker
    item.kind = "decide" if alone or person is question.whom else "pass"
    item.hours = world.assumed["exceptions.hop_hours"]
    if item.kind == "decide" or question.both:
        item.hours = questions.hours_to_decide(world.assumed, alone=alone)


def enter_inbox(world: World, item: Item) -> None:
    """Put a question into the inbox of the person it is assigned to; the idle start it at once."""
    append_to_inbox(item)
    if item.person.idle:
        begin_next_activity(world, item.person)


def wait_for_slot(world: World, item: Item, question: Question) -> None:
    """Make a question wait for a slot in the calendar of the person asked."""
    wait = slot_wait(world, item.person, question) if item.person.present else 0.0
    if wait <= 0.0:
        enter_inbox(world, item)
        return
    item.waiting, item.slot = True, world.now + wait
    item.person.slots.append(item)
    world.at(item.slot, "slot", item)


def ask_for_decision(world: World, item: Item, question: Question) -> None:
    """Send a question on its way; a question that the asker must decide never expires."""
    asker = question.asker
    person = direct_question(world, item, question, None)
    assign_question(world, item, question, person)
    world.note("decision asked", person, asker.number, item.hours)
    if person is asker:
        enter_inbox(world, item)
        return
    if not question.repeated:
        question.deadline = world.now + world.assumed["exceptions.patience_hours"]
        world.at(question.deadline, "expire", item)
    wait_for_slot(world, item, question)


def pass_on(world: World, item: Item, question: Question) -> None:
    """Send a question that a lead has read to the next; if its patience is over, the asker decides."""
    reader = item.person
    question.passes += not question.both
    if world.now >= question.deadline:
        decide_alone(world, item, question)
        return
    if not question.asker.present:
        question.whom = following = reader
    else:
        following = direct_question(world, item, question, reader)
        if following is reader and question.whom is not reader:
            following = next_on_way(world, question, reader)
    assign_question(world, item, question, following)
    world.note("passed on", following, question.asker.number, item.hours)
    if following is reader or following is question.asker:
        enter_inbox(world, item)
    else:
        wait_for_slot(world, item, question)


def decide_alone(world: World, item: Item, question: Question) -> None:
    """Leave a decision not made in time to the asker, or to the lead of an asker who has left."""
    question.by_default = True
    asker = question.asker if question.asker.present else lead_of(question.asker, question.asker.team)
    if asker is None:
        decide(world, item, question)
        close_if_done(world, question.job)
        return
    world.note("decides alone", asker, item.person.number, 0.0)
    question.asker = item.asker = item.person = asker
    item.kind, item.level = "decide", "self"
    item.hours = questions.hours_to_decide(world.assumed, alone=True)
    enter_inbox(world, item)


def hand_over_question(world: World, leaver: Person, item: Item, question: Question) -> None:
    """Send a leaver's question to its present decider; without one, the question counts as decided.

    If nobody acts for the leaver it stays, unless its patience ended while it was read.
    """
    asker = question.asker
    if asker is not leaver and asker.present:
        decides = decider(world, question)
        following = direct_question_to(world, item, question, leaver if decides is leaver else None, decides)
        if not following.present and world.now >= question.deadline:
            decide_alone(world, item, question)
            return
        assign_question(world, item, question, following)
    else:
        heir = lead_of(leaver, leaver.team)
        if heir is None:
            decide(world, item, question)
            close_if_done(world, question.job)
            return
        if item.kind == "pass":
            item.hours = questions.hours_to_decide(world.assumed, alone=False)
        question.whom = item.person = heir
        item.kind, item.level = "decide", "lead"
    enter_inbox(world, item)


def reroute_decisions(world: World, person: Person) -> None:
    """Send the questions waiting for a person to their present deciders."""
    for item in tuple(person.inbox):
        question = item.question
        if item.kind not in ("decide", "pass") or question is None or question.asker is person:
            continue
        if not question.asker.present:
            continue
        kept = question.whom if may_still_decide(world, question) else None
        decides = kept or decider(world, question)
        if not decides.present and world.now >= question.deadline:
            # What is late already waits for nobody to come.
            continue
        following = direct_question_to(world, item, question, person, decides)
        passes = question.whom is not person
        if following is not person or (item.kind == "pass") != passes:
            remove_from_inbox(item)
            assign_question(world, item, question, following)
            append_to_inbox(item)


def end_slot_wait(world: World, item: Item) -> None:
    """Move a question into the inbox at its slot; a person who has left does not get it."""
    if item.slot != world.now or item.question is None:
        world.ledger.events -= 1
        return
    item.slot = None
    item.person.slots.remove(item)
    if item.person.present:
        enter_inbox(world, item)
    else:
        item.waiting = False
        hand_over_question(world, item.person, item, item.question)
