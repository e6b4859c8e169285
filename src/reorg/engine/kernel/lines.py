"""Reporting lines and numbers of people led, kept up to date as leads come and go.

When a team gets another lead, only people whose line may pass through that team are visited; the reference
recomputes everybody's lead.
"""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.kernel.calendar import LEADS_LEADS, LEADS_PEOPLE, MEMBER, clear_calendar, update_calendar
from reorg.engine.kernel.structure import appoint_lead, count_in_line, find_lead, is_vacant, lacks_lead
from reorg.engine.machine.crowd import add_to_crowd
from reorg.engine.state.memory import integer_at, person_at, put_integer, team_at
from reorg.engine.state.rows import Row


@inner
def recompute_lines(s: Row) -> None:
    """Recompute everybody's lead, the number of people below each lead, and all roles."""
    for p in range(s.people_count):
        find_lead(s, p)
    count_below(s)
    recompute_roles(s)


@inner
def count_below(s: Row) -> None:
    """Count the people present whom each person leads, directly and below."""
    for p in range(s.people_count):
        person_at(s.people, p).below = 0
    for p in range(s.people_count):
        if not is_vacant(s, p):
            count_in_line(s, p, 1)


@inner
def recompute_roles(s: Row) -> None:
    """Recompute everybody's role and its booked hours; the leads must be up to date."""
    for p in range(s.people_count):
        person_at(s.people, p).teams_led = person_at(s.people, p).leads_led = 0
    for t in range(s.team_count):
        if team_at(s.teams, t).structure == s.structure and team_at(s.teams, t).lead >= 0:
            lead = person_at(s.people, team_at(s.teams, t).lead)
            lead.teams_led += 1
            if lead.lead >= 0:
                person_at(s.people, lead.lead).leads_led += 1
    for p in range(s.people_count):
        update_role(s, p)


@inner
def update_role(s: Row, p: int) -> None:
    """Set a person's role, and its booked hours, from the numbers of teams and leads led."""
    person = person_at(s.people, p)
    former = person.role
    person.role = MEMBER
    if person.leads_led > 0:
        person.role = LEADS_LEADS
    elif person.teams_led > 0:
        person.role = LEADS_PEOPLE
    if person.role != MEMBER and former == MEMBER:
        clear_calendar(s, p)
    update_calendar(s, p)


@inner
def change_leads(s: Row, p: int, count: int) -> None:
    """Give another lead to the teams that need one after ``p`` has come or gone.

    ``count`` people are in the crowd by :func:`list_line`.
    """
    listed = count
    for i in range(count):
        listed = leave_line(s, integer_at(s.crowd, i), listed)
    t = person_at(s.people, p).office_first
    while t >= 0:
        replace_lead(s, p, t)
        t = team_at(s.teams, t).office_after
    replace_lead(s, p, person_at(s.people, p).team)
    for i in range(count):
        listed = join_line(s, integer_at(s.crowd, i), listed)
    for i in range(listed):
        update_role(s, integer_at(s.crowd, i))


@inner
def list_line(s: Row, p: int) -> int:
    """List in the crowd ``p``, who has come or gone, and all whose lead may change; return how many."""
    s.serial += 1
    count = add_to_crowd(s, p, 0)
    t = person_at(s.people, p).office_first
    while t >= 0:
        if waits_for_lead(s, p, t):
            count = list_line_of_team(s, t, count, 0)
        t = team_at(s.teams, t).office_after
    if waits_for_lead(s, p, person_at(s.people, p).team):
        count = list_line_of_team(s, person_at(s.people, p).team, count, 0)
    return count


@inner
def waits_for_lead(s: Row, p: int, t: int) -> bool:
    """Return whether a team must be given a lead after ``p`` has come or gone."""
    return team_at(s.teams, t).lead == p if is_vacant(s, p) else lacks_lead(s, p, t)


@inner
def list_reports(s: Row, p: int) -> int:
    """List in the crowd those who may report to a position by the structure; return how many."""
    s.serial += 1
    count = 0
    t = person_at(s.people, p).office_first
    while t >= 0:
        count = list_line_of_team(s, t, count, 1)
        t = team_at(s.teams, t).office_after
    return count


@inner
def list_line_of_team(s: Row, t: int, count: int, official: int) -> int:
    """List those whose line may pass through a team: its people, and the leads of the teams below.

    For a team below without a lead, its people as well, and so on. Leads are those at present, or the
    ``official`` ones (1). Returns how many are in the crowd.
    """
    first = s.people_count
    last = first + 1
    put_integer(s.crowd, first, t)
    while first < last:
        team = team_at(s.teams, integer_at(s.crowd, first))
        count = list_positions(s, integer_at(s.crowd, first), count)
        first += 1
        for i in range(team.child_first, team.child_last):
            child = team_at(s.teams, integer_at(s.children, i))
            lead = child.official if official == 1 else child.lead
            if lead >= 0:
                count = add_to_crowd(s, lead, count)
            else:
                put_integer(s.crowd, last, integer_at(s.children, i))
                last += 1
    return count


@inner
def list_positions(s: Row, t: int, count: int) -> int:
    """List the positions of a team, vacant ones included, and those with a second seat in it."""
    p = team_at(s.teams, t).member_first
    while p >= 0:
        count = add_to_crowd(s, p, count)
        p = person_at(s.people, p).member_after
    for i in range(team_at(s.teams, t).guest_first, team_at(s.teams, t).guest_last):
        count = add_to_crowd(s, integer_at(s.guests, i), count)
    return count


@inner
def leave_line(s: Row, p: int, count: int) -> int:
    """Remove a person and all below from the line above; the leads who led a lead are added to the crowd."""
    person = person_at(s.people, p)
    if person.lead < 0:
        return count
    count_in_line(s, p, -count_scope(s, p))
    if person.teams_led > 0:
        person_at(s.people, person.lead).leads_led -= person.teams_led
        count = add_to_crowd(s, person.lead, count)
    person.lead = -1
    return count


@inner
def join_line(s: Row, p: int, count: int) -> int:
    """Find a person's lead, and add the person with all below to the line; who leads a lead is listed."""
    find_lead(s, p)
    person = person_at(s.people, p)
    if person.lead < 0:
        return count
    count_in_line(s, p, count_scope(s, p))
    if person.teams_led > 0:
        person_at(s.people, person.lead).leads_led += person.teams_led
        count = add_to_crowd(s, person.lead, count)
    return count


@inner
def count_scope(s: Row, p: int) -> int:
    """Return the number of people present below a person, including the person if present."""
    return int(person_at(s.people, p).below + (not is_vacant(s, p)))


@inner
def replace_lead(s: Row, p: int, t: int) -> None:
    """Appoint the lead of a team that needs one; its leads before and after are in no line."""
    if not waits_for_lead(s, p, t):
        return
    team = team_at(s.teams, t)
    if team.lead >= 0:
        person_at(s.people, team.lead).teams_led -= 1
    appoint_lead(s, t)
    if team.lead >= 0:
        person_at(s.people, team.lead).teams_led += 1
