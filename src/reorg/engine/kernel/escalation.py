"""Escalation: who must decide a question, which leads it passes, and where it goes when people change."""

from __future__ import annotations

from reorg import luck
from reorg.compilation import inner
from reorg.engine.kernel.attention import append_to_inbox, free_item, remove_from_inbox
from reorg.engine.kernel.calendar import append_to_slots, remove_from_slots, slot_wait
from reorg.engine.kernel.common_leads import (
    common_lead,
    dotted_step,
    is_common_lead,
    is_on_way,
    next_on_way,
    passes_to,
    top_above_common,
    vacancy_or,
)
from reorg.engine.kernel.familiarity import (
    closest_in_crowd,
    is_active,
    known_thing,
    list_others_active,
    place_of,
)
from reorg.engine.kernel.structure import (
    has_time,
    highest_vacancy,
    is_vacant,
    lead_of,
    nearest_vacancy,
    only_acts,
    reporting_team,
    second_lead,
    top_position_from,
)
from reorg.engine.machine.calls import begin_next_activity, end_decision
from reorg.engine.machine.event_list import DECISION_RING, schedule, schedule_in_ring
from reorg.engine.machine.ledger import log_event
from reorg.engine.state.constants import (
    ABSENT,
    DECIDE,
    ITEM_EXPIRY,
    L_ALONE,
    L_ASKED,
    L_PASSED,
    NO_ACTIVITY,
    PASS,
    SLOT_DUE,
    WAITS_FOR_SLOT,
)
from reorg.engine.state.memory import (
    assumed_at,
    item_at,
    job_at,
    person_at,
    shared_ownership_at,
    team_at,
)
from reorg.engine.state.rows import Row
from reorg.engine.state.tables import integrator_under
from reorg.mechanisms.escalation import ABOVE_COMMON, COMMON_LEAD, LEAD, SELF, SIDEWAYS, TOP
from reorg.mechanisms.exceptions import hours_to_decide


@inner
def own_decider(s: Row, p: int, asked: int, j: int) -> int:
    """Return the decider of an exception within one job: the lead above all teams that overlap in it."""
    shared_ownership = job_at(s.jobs, j).shared_ownership
    above = shared_ownership_at(s.shared_ownerships, shared_ownership).above if shared_ownership >= 0 else -1
    if above >= 0:
        q = p if team_at(s.teams, above).lead == p else lead_of(s, p, above)
        return q if q >= 0 else vacancy_or(nearest_vacancy(s, above), p)
    if asked == SELF:
        return p
    lead = person_at(s.people, p).lead
    if lead >= 0:
        return lead if asked == LEAD else top_position_from(s, lead)
    t = reporting_team(s, p)
    return vacancy_or(nearest_vacancy(s, t) if asked == LEAD else highest_vacancy(s, t), p)


@inner
def decider(s: Row, place: int) -> int:
    """Return the present decider of a question; an acting lead leaves a share to the lead above."""
    item = item_at(s.items, place)
    d: int = formal_decider(s, place)
    if d == item.asker or item.asked == SELF or item.asked == SIDEWAYS or not only_acts(s, d):
        return d
    above: int = person_at(s.people, d).lead
    if above < 0:
        above = nearest_vacancy(s, person_at(s.people, d).team)
    if above < 0:
        return d
    share = assumed_at(s.assumed, 0).succession_acting_passes
    u = luck.uniform(s.key, luck.ACTING, job_at(s.jobs, item.job).key, item.chunk)
    return above if u < share and above != item.asker else d


@inner
def formal_decider(s: Row, place: int) -> int:
    """Return the decider of a question by the structure and by who is at work."""
    item = item_at(s.items, place)
    p, asked, other = item.asker, item.asked, item.other
    if other < 0:
        second = second_lead(s, p) if item.both == 1 else -1
        return second if second >= 0 else own_decider(s, p, asked, item.job)
    if asked == SIDEWAYS:
        if is_active(s, p, other):
            return p
        colleague = closest_in_crowd(s, list_others_active(s, p, other))
        if colleague >= 0:
            return colleague
    if asked == ABOVE_COMMON:
        return top_above_common(s, p, other)
    r = integrator_under(s, s.structure, item.link)
    if r >= 0 and r != p and has_time(s, r):
        return r
    return common_lead(s, p, other)


@inner
def may_still_decide(s: Row, place: int) -> bool:
    """Return whether the decider of a joint question could have been found in this structure.

    Who is at work and who has time change from day to day; this does not move a question that has been asked.
    """
    item = item_at(s.items, place)
    d = item.whom
    if item.other < 0 or item.asked == ABOVE_COMMON or d < 0 or is_vacant(s, d):
        return False
    if item.asked == SIDEWAYS and place_of(s, d, known_thing(s, item.other)) >= 0:
        return True
    if d == integrator_under(s, s.structure, item.link):
        return True
    return is_common_lead(s, item.asker, item.other, d)


@inner
def dotted_step_of(s: Row, place: int, d: int) -> int:
    """Return the person who takes a dotted line on the way of a question to the common lead ``d``, or -1."""
    item = item_at(s.items, place)
    if s.dotted == 0 or item.other < 0 or item.asked == ABOVE_COMMON or is_vacant(s, d):
        return -1
    if d == integrator_under(s, s.structure, item.link):
        return -1
    if item.asked == SIDEWAYS and is_active(s, d, item.other):
        return -1
    return dotted_step(s, item.asker, d)


@inner
def direct_question(s: Row, place: int, q: int) -> int:
    """Return the next person to get a question that has reached ``q`` (-1: nobody); record its decider.

    ``q`` keeps the question if ``q`` decides it or is on its way; otherwise it starts its way anew. Where
    there are dotted lines, a change of which owners are at work does not move a question under way.
    """
    kept = q >= 0 and s.dotted == 1 and may_still_decide(s, place)
    return direct_question_to(s, place, q, item_at(s.items, place).whom if kept else decider(s, place))


@inner
def direct_question_to(s: Row, place: int, q: int, d: int) -> int:
    """Return the next person to get a question for ``d`` that has reached ``q``."""
    item = item_at(s.items, place)
    p = item.asker
    item.whom = d
    if d == p:
        item.level, item.way = SELF, 0
        return p
    if item.both == 1 and d == person_at(s.people, p).second and not is_vacant(s, d):
        item.level, item.way = LEAD, 0
        first = person_at(s.people, p).lead
        if q == d or (q >= 0 and q == first):
            return q
        return first if first >= 0 else d
    person = person_at(s.people, p)
    near = person.lead == d or (is_vacant(s, d) and person.boss == d)
    item.level = LEAD if near or item.asked == COMMON_LEAD else TOP
    if item.asked == SIDEWAYS:
        item.level = SELF
    step = dotted_step_of(s, place, d)
    between = passes_to(s, p, step, d)
    item.way = max(between, 0)
    if q >= 0 and (q == d or (between > 0 and is_on_way(s, p, q, step, d))):
        return q
    return next_on_way(s, p, step) if between > 0 else d


@inner
def assign_question(s: Row, place: int, q: int) -> None:
    """Assign a question to ``q``, to be decided, or to be read and passed on."""
    a = assumed_at(s.assumed, 0)
    item = item_at(s.items, place)
    item.person = q
    alone = q == item.asker
    item.kind = DECIDE if alone or q == item.whom else PASS
    item.hours = a.exceptions_hop_hours
    if item.kind == DECIDE or item.both == 1:
        item.hours = hours_to_decide(a.exceptions_decision_hours, alone)


@inner
def enter_inbox(s: Row, place: int) -> None:
    """Put a question into the inbox of the person it is assigned to; an idle person starts it at once."""
    append_to_inbox(s, place)
    if person_at(s.people, item_at(s.items, place).person).activity == NO_ACTIVITY:
        begin_next_activity(s, item_at(s.items, place).person)


@inner
def wait_for_slot(s: Row, place: int) -> None:
    """Make a question wait for a slot of the person asked, or put it into the inbox at once."""
    item = item_at(s.items, place)
    wait = 0.0 if is_vacant(s, item.person) else slot_wait(s, item.person, item.job, item.chunk)
    if wait <= 0.0:
        enter_inbox(s, place)
        return
    append_to_slots(s, place)
    item.slot = s.now + wait
    schedule(s, item.slot, SLOT_DUE, place)


@inner
def ask_for_decision(s: Row, place: int) -> None:
    """Send a question on its way; a question that the asker must decide never expires."""
    if s.full > 0:
        return
    item = item_at(s.items, place)
    q = direct_question(s, place, -1)
    assign_question(s, place, q)
    log_event(s, L_ASKED, q, item.asker, item.hours)
    if q == item.asker:
        enter_inbox(s, place)
        return
    if item.attempt == 0:
        item.deadline = s.now + assumed_at(s.assumed, 0).exceptions_patience_hours
        schedule_in_ring(s, DECISION_RING, item.deadline, ITEM_EXPIRY, place, item.serial)
    wait_for_slot(s, place)


@inner
def pass_on(s: Row, place: int) -> None:
    """Send a question that ``q`` has read to the next lead; if its patience is over, the asker decides."""
    item = item_at(s.items, place)
    q = item.person
    item.passes += 1 - item.both
    if s.now >= item.deadline:
        decide_alone(s, place)
        return
    if is_vacant(s, item.asker):
        # If the asker has left, the reader decides.
        item.whom = q
        following: int = q
    else:
        following = direct_question(s, place, q)
        if following == q and item.whom != q:
            above = next_on_way(s, q, dotted_step_of(s, place, item.whom))
            following = item.whom if item.both == 1 or above < 0 else above
    assign_question(s, place, following)
    log_event(s, L_PASSED, following, item.asker, item.hours)
    if following == q or following == item.asker:
        enter_inbox(s, place)
    else:
        wait_for_slot(s, place)


@inner
def decide_alone(s: Row, place: int) -> None:
    """Leave a question whose patience ran out to the asker, or to the lead of an asker who has left."""
    item = item_at(s.items, place)
    who: int = item.asker
    if is_vacant(s, who):
        who = lead_of(s, who, person_at(s.people, who).team)
    item.by_default = 1
    if who < 0:
        end_decision(s, place)
        free_item(s, place)
        return
    log_event(s, L_ALONE, who, item.person, 0.0)
    item.asker = item.person = who
    item.kind, item.level = DECIDE, SELF
    item.hours = hours_to_decide(assumed_at(s.assumed, 0).exceptions_decision_hours, True)
    enter_inbox(s, place)


@inner
def hand_over_question(s: Row, p: int, place: int) -> None:
    """Send a leaver's question to its present decider; without one, the question counts as decided.

    If nobody acts for the leaver it stays, unless its patience ended while it was read.
    """
    item = item_at(s.items, place)
    if item.asker != p and not is_vacant(s, item.asker):
        d = decider(s, place)
        r = direct_question_to(s, place, p if d == p else -1, d)
        if is_vacant(s, r) and s.now >= item.deadline:
            decide_alone(s, place)
            return
        assign_question(s, place, r)
    else:
        heir = lead_of(s, p, person_at(s.people, p).team)
        if heir < 0:
            end_decision(s, place)
            free_item(s, place)
            return
        if item.kind == PASS:
            item.hours = hours_to_decide(assumed_at(s.assumed, 0).exceptions_decision_hours, False)
        item.person = item.whom = heir
        item.kind, item.level = DECIDE, LEAD
    enter_inbox(s, place)


@inner
def reroute_decisions(s: Row, q: int) -> None:
    """Send the questions waiting for ``q`` to their present deciders; some are decided by default."""
    place = person_at(s.people, q).inbox_first
    while place >= 0:
        item = item_at(s.items, place)
        after = item.after
        asked = item.kind == DECIDE or item.kind == PASS
        if asked and item.asker != q and person_at(s.people, item.asker).activity != ABSENT:
            d = item.whom if may_still_decide(s, place) else decider(s, place)
            # Overdue questions do not wait for a successor.
            if not is_vacant(s, d) or s.now < item.deadline:
                r = direct_question_to(s, place, q, d)
                if r != q or (item.kind == PASS) != (item.whom != q):
                    remove_from_inbox(s, place)
                    assign_question(s, place, r)
                    append_to_inbox(s, place)
        place = after


@inner
def end_slot_wait(s: Row, place: int) -> None:
    """Move a question into the inbox at its slot; a person who has left does not get it."""
    item = item_at(s.items, place)
    if item.waiting != WAITS_FOR_SLOT or item.slot != s.now:
        s.events -= 1
        return
    remove_from_slots(s, place)
    if is_vacant(s, item.person):
        hand_over_question(s, item.person, place)
    else:
        enter_inbox(s, place)
