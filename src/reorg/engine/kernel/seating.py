"""Seating: the team and lead of each person under a structure, and losses of scope."""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.kernel.lines import count_below, recompute_roles
from reorg.engine.kernel.second_seats import plan_visit, take_seats
from reorg.engine.kernel.structure import (
    appoint_lead,
    enter_team,
    find_lead,
    first_member,
    leave_team,
    list_offices,
    next_member,
    top_of,
)
from reorg.engine.kernel.ties import begin_tie
from reorg.engine.state.constants import ABSENT, HOURS_PER_WEEK
from reorg.engine.state.memory import assumed_at, integer_at, person_at, team_at
from reorg.engine.state.rows import Row
from reorg.engine.state.tables import placed_team
from reorg.mechanisms.reorganization import (
    accumulated_changes,
    are_others,
    chance_of_misdirection,
    fatigue_factor,
)
from reorg.mechanisms.turnover import scope_faded, scope_lost


@inner
def adopt_structure(s: Row, structure: int) -> None:
    """Give everybody the team and lead of a structure; record whose lines have changed."""
    first = person_at(s.people, 0).team < 0
    if not first:
        record_scope(s)
        for p in range(s.people_count):
            count_mates(s, p, structure)
    s.structure = structure
    s.decides = integer_at(s.decides_by, structure)
    s.dotted = 0
    for p in range(s.people_count):
        person_at(s.people, p).mark = top_of(s, p)
    for p in range(s.people_count):
        seat_person(s, p, placed_team(s, structure, p), first)
        s.dotted |= person_at(s.people, p).second >= 0
    for t in range(s.team_count):
        if team_at(s.teams, t).structure == structure:
            team_at(s.teams, t).official = team_at(s.teams, t).stated
    list_offices(s)
    for t in range(s.team_count):
        if team_at(s.teams, t).structure == structure:
            appoint_lead(s, t)
    for p in range(s.people_count):
        person = person_at(s.people, p)
        former = person.lead
        find_lead(s, p)
        if not first:
            note_change(s, p, former)
    count_below(s)
    for p in range(s.people_count):
        plan_visit(s, p)
        if not first and person_at(s.people, p).mark != top_of(s, p):
            start_role_ambiguity(s, p)
        person_at(s.people, p).mark = -1
    if not first:
        record_lost_scope(s)
    recompute_roles(s)


@inner
def count_mates(s: Row, p: int, structure: int) -> None:
    """Count a person's teammates before a change of structure, and those who remain teammates."""
    person = person_at(s.people, p)
    person.mates = person.stayed = 0
    if person.activity == ABSENT:
        return
    q = first_member(s, person.team)
    while q >= 0:
        if q != p:
            person.mates += 1
            if placed_team(s, structure, q) == placed_team(s, structure, p):
                person.stayed += 1
        q = next_member(s, q)


@inner
def note_change(s: Row, p: int, former: int) -> None:
    """Record a change for a person led by ``former`` so far: new lines, or a complete move."""
    person = person_at(s.people, p)
    present = person.activity != ABSENT
    others = present and are_others(person.stayed, team_at(s.teams, person.team).size - 1, person.mates)
    if person.lead != former or others:
        start_role_ambiguity(s, p)
    if person.lead != former and others:
        person.moved = s.now


@inner
def start_role_ambiguity(s: Row, p: int) -> None:
    """Start a person's role ambiguity after a change; earlier changes make it worse."""
    person = person_at(s.people, p)
    if person.changed == s.now:
        return
    if person.changed >= 0.0:
        person.weary = accumulated_changes(person.weary, (s.now - person.changed) / HOURS_PER_WEEK)
    person.weary += 1.0
    person.changed = s.now


@inner
def change_fatigue(s: Row, p: int) -> float:
    """Return the factor by which earlier changes raise a person's role ambiguity and hazard of leaving."""
    earlier = max(0.0, person_at(s.people, p).weary - 1.0)
    return fatigue_factor(assumed_at(s.assumed, 0).reorganization_fatigue, earlier)


@inner
def ambiguity_of(s: Row, p: int) -> float:
    """Return the probability that a person's request is misdirected now."""
    changed = person_at(s.people, p).changed
    if changed < 0.0:
        return 0.0
    weeks = (s.now - changed) / HOURS_PER_WEEK
    return chance_of_misdirection(
        weeks, assumed_at(s.assumed, 0).reorganization_ambiguity_weeks, change_fatigue(s, p)
    )


@inner
def seat_person(s: Row, p: int, t: int, first: bool) -> None:
    """Move a position to a team; its holder, if any, forms first ties to the people there."""
    person = person_at(s.people, p)
    if not first:
        leave_team(s, p)
    take_seats(s, p, t)
    if person.activity != ABSENT:
        begin_tie(s, p, team_at(s.teams, person.desk).name)
    enter_team(s, p)


@inner
def record_scope(s: Row) -> None:
    """Record the number of people led by each person before a change."""
    for p in range(s.people_count):
        person_at(s.people, p).scope = person_at(s.people, p).below + 1


@inner
def record_lost_scope(s: Row) -> None:
    """Record losses of scope after a change; earlier losses have faded."""
    memory = assumed_at(s.assumed, 0).turnover_scope_memory_weeks
    for p in range(s.people_count):
        person = person_at(s.people, p)
        if person.below + 1 < person.scope:
            weeks = (s.now - person.scope_time) / HOURS_PER_WEEK
            left = scope_faded(person.scope_lost, weeks, memory)
            person.scope_lost = left + scope_lost(float(person.scope), person.below + 1.0)
            person.scope_time = s.now
