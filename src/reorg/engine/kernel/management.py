"""Management: each week reports need their lead's attention, and get what the lead has time for."""

from __future__ import annotations

import math

from reorg.compilation import inner
from reorg.engine.kernel.attention import new_item
from reorg.engine.kernel.structure import effectiveness_of, is_vacant, second_lead
from reorg.engine.machine.calls import deliver_item, settle_between
from reorg.engine.machine.event_list import NO_EXPIRY, RECURRING_RING, WEEK_RING, schedule_in_ring
from reorg.engine.state.constants import (
    ABSENT,
    HOURS_PER_WEEK,
    ONE_TO_ONE,
    ONE_TO_ONE_DUE,
    REPORTING,
    STEERING,
)
from reorg.engine.state.memory import assumed_at, item_at, person_at, team_at
from reorg.engine.state.rows import Row
from reorg.engine.state.tables import put_mean_attention
from reorg.mechanisms import management
from reorg.mechanisms.matrix import attention_of_two
from reorg.mechanisms.onboarding import newness


@inner
def demand_attention(s: Row, p: int) -> None:
    """Count the attention that a person got in a week, and request that of the next week from the lead."""
    person = person_at(s.people, p)
    schedule_in_ring(s, RECURRING_RING, s.now + HOURS_PER_WEEK, ONE_TO_ONE_DUE, p, 0)
    if person.activity == ABSENT or person.boss < 0:
        person.due = person.given = 0.0
        s.events -= 1
        return
    a = assumed_at(s.assumed, 0)
    if person.due > 0.0:
        person.attention = management.attention(person.attention, person.given, person.due)
        # A late one-to-one counts in the week that begins.
        person.given = max(0.0, person.given - person.due)
    fading = 0.0
    if person.joined >= 0.0:
        fading = newness((s.now - person.joined) / HOURS_PER_WEEK, a.onboarding_tau_weeks)
    one_to_one = a.management_one_to_one_hours
    steering = person.share * a.management_steering_hours
    need = management.need(one_to_one, steering, a.management_newcomer_hours, fading)
    second = second_lead(s, p)
    dotted = a.matrix_dotted_attention if second >= 0 and second != person.boss else 0.0
    person.due = attention_of_two(need, dotted)
    if team_at(s.teams, person.team).meets == 0:
        need -= one_to_one
        one_to_one = 0.0
    if not is_vacant(s, person.boss):
        ask_for_attention(s, p, person.boss, one_to_one, need)
    if dotted > 0.0:
        ask_for_attention(s, p, second, dotted * one_to_one, dotted * need)


@inner
def ask_for_attention(s: Row, p: int, q: int, one_to_one: float, need: float) -> None:
    """Request from a lead a week's one-to-one, and time for the work in progress."""
    if one_to_one > 0.0:
        deliver_item(s, new_item(s, q, ONE_TO_ONE, p, one_to_one), WEEK_RING)
    if need > one_to_one:
        deliver_item(s, new_item(s, q, STEERING, p, need - one_to_one), WEEK_RING)


@inner
def give_attention(s: Row, place: int) -> None:
    """Count a lead's attention to a report; a one-to-one takes the report's hours as well.

    It settles everything pending between the two.
    """
    item = item_at(s.items, place)
    if is_vacant(s, item.asker):
        return
    person_at(s.people, item.asker).given += item.hours * effectiveness_of(s, item.person)
    if item.kind == ONE_TO_ONE:
        deliver_item(s, new_item(s, item.asker, REPORTING, item.person, item.hours), NO_EXPIRY)
        settle_between(s, item.person, item.asker)


@inner
def record_attention(s: Row, week: int) -> None:
    """Record the mean share of attention of people who lead nobody, and of leads."""
    s.serial += 1
    for t in range(s.team_count):
        team = team_at(s.teams, t)
        if team.structure == s.structure and team.lead >= 0:
            person_at(s.people, team.lead).mark = s.serial
    for leading in range(2):
        total = 0.0
        count = 0
        for p in range(s.people_count):
            person = person_at(s.people, p)
            if person.activity != ABSENT and person.boss >= 0 and (person.mark == s.serial) == (leading == 1):
                count += 1
                total += person.attention
        put_mean_attention(s, week, leading, total / count if count > 0 else math.nan)
