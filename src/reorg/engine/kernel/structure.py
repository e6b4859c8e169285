"""Structure: membership of teams, reporting lines, tops, and distances between teams."""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.machine.ledger import log_event
from reorg.engine.state.constants import ABSENT, HOURS_PER_WEEK, L_ACTING
from reorg.engine.state.memory import assumed_at, person_at, team_at
from reorg.engine.state.rows import Row
from reorg.engine.state.tables import put_skilled_people, skill_level, skilled_people
from reorg.mechanisms.matrix import levels_to_second
from reorg.mechanisms.succession import effectiveness


@inner
def lead_of(s: Row, p: int, t: int) -> int:
    """Return the lead of ``p`` in team ``t``: the nearest one up the tree who is not ``p``."""
    while t >= 0:
        lead = team_at(s.teams, t).lead
        if lead >= 0 and lead != p:
            return lead
        t = team_at(s.teams, t).parent
    return -1


@inner
def formal_lead_of(s: Row, p: int, t: int) -> int:
    """Return the position that leads ``p`` in team ``t`` by the structure, vacant or not; or -1."""
    while t >= 0:
        official = team_at(s.teams, t).official
        if official >= 0 and official != p:
            return official
        t = team_at(s.teams, t).parent
    return -1


@inner
def attention_lacking(s: Row, p: int) -> float:
    """Return the running share of the lead's attention that a person lacks."""
    person = person_at(s.people, p)
    if person.boss < 0 or person.due <= 0.0:
        return 0.0
    return 1.0 - person.attention


@inner
def begin_attention(s: Row, p: int) -> None:
    """Start a person with the lead's full attention, or with none if the lead's position is vacant."""
    boss = person_at(s.people, p).boss
    person_at(s.people, p).attention = 0.0 if boss >= 0 and is_vacant(s, boss) else 1.0


@inner
def distance(s: Row, one: int, two: int) -> int:
    """Return the levels from the farther of two teams up to their lowest common one; 0 within a team."""
    climbed_one = 0
    climbed_two = 0
    while one != two:
        if team_at(s.teams, one).depth >= team_at(s.teams, two).depth:
            one = team_at(s.teams, one).parent
            climbed_one += 1
        else:
            two = team_at(s.teams, two).parent
            climbed_two += 1
    return max(climbed_one, climbed_two)


@inner
def second_lead(s: Row, p: int) -> int:
    """Return a person's second lead if present and not the first lead at present, or -1."""
    q = person_at(s.people, p).second
    if q < 0 or is_vacant(s, q) or q == person_at(s.people, p).lead:
        return -1
    return int(q)


@inner
def levels_between(s: Row, p: int, q: int) -> float:
    """Return the levels between two people; a dotted line also connects to the second lead's people.

    Of two seats, the one counts where the person works at present.
    """
    levels = float(distance(s, person_at(s.people, p).desk, person_at(s.people, q).desk))
    one, two = second_lead(s, p), second_lead(s, q)
    near = one >= 0 and (q == one or person_at(s.people, q).lead == one)
    if near or (two >= 0 and (p == two or person_at(s.people, p).lead == two)):
        return levels_to_second(levels, assumed_at(s.assumed, 0).matrix_distance)
    return levels


@inner
def has_time(s: Row, p: int) -> bool:
    """Return whether a person is present and has less waiting than fits into a week."""
    person = person_at(s.people, p)
    if is_vacant(s, p):
        return False
    return bool(person.inbox_hours < HOURS_PER_WEEK * person.share * (1.0 - person.outside))


@inner
def first_member(s: Row, t: int) -> int:
    """Return the first member of a team who is present, or -1; continue with :func:`next_member`."""
    p = team_at(s.teams, t).member_first
    return p if p < 0 or not is_vacant(s, p) else next_member(s, p)


@inner
def next_member(s: Row, p: int) -> int:
    """Return the next member of a team who is present, in the order of the model file, or -1."""
    after = person_at(s.people, p).member_after
    while after >= 0 and is_vacant(s, after):
        after = person_at(s.people, after).member_after
    return after


@inner
def enter_team(s: Row, p: int) -> None:
    """Add a position, vacant or not, to those of the team, in the order of the model file."""
    person = person_at(s.people, p)
    team = team_at(s.teams, person.team)
    ahead = team.member_last
    while ahead > p:
        ahead = person_at(s.people, ahead).member_before
    person.member_before = ahead
    person.member_after = team.member_first if ahead < 0 else person_at(s.people, ahead).member_after
    if ahead < 0:
        team.member_first = p
    else:
        person_at(s.people, ahead).member_after = p
    if person.member_after < 0:
        team.member_last = p
    else:
        person_at(s.people, person.member_after).member_before = p
    if person.activity != ABSENT:
        count_member(s, p, 1)


@inner
def leave_team(s: Row, p: int) -> None:
    """Remove a position from those of the team."""
    person = person_at(s.people, p)
    team = team_at(s.teams, person.team)
    if person.member_before < 0:
        team.member_first = person.member_after
    else:
        person_at(s.people, person.member_before).member_after = person.member_after
    if person.member_after < 0:
        team.member_last = person.member_before
    else:
        person_at(s.people, person.member_after).member_before = person.member_before
    if person.activity != ABSENT:
        count_member(s, p, -1)


@inner
def count_member(s: Row, p: int, change: int) -> None:
    """Count a person in or out of the team's size, its part-timers, and its skilled people by area."""
    t = person_at(s.people, p).team
    team_at(s.teams, t).size += change
    if person_at(s.people, p).share < 1.0:
        team_at(s.teams, t).part_timers += change
    for area in range(s.area_count):
        if skill_level(s, p, area) > 0:
            put_skilled_people(s, t, area, skilled_people(s, t, area) + change)


@inner
def heads_team(s: Row, p: int, t: int) -> bool:
    """Return whether a person is present to lead a team: seated in it, or in another that is led as well."""
    if p < 0 or is_vacant(s, p):
        return False
    home = person_at(s.people, p).team
    return home == t or team_at(s.teams, home).official == p


@inner
def appoint_lead(s: Row, t: int) -> None:
    """Give a team its official lead if present, else the most senior member as acting lead, else none."""
    team = team_at(s.teams, t)
    team.lead = -1
    if heads_team(s, team.official, t):
        team.lead = team.official
        return
    p = first_member(s, t)
    while p >= 0:
        if team.lead < 0 or person_at(s.people, p).rank > person_at(s.people, team.lead).rank:
            team.lead = p
        p = next_member(s, p)
    if team.official < 0:
        team.lead = -1
    elif team.lead >= 0:
        log_event(s, L_ACTING, team.lead, t, 0.0)


@inner
def lacks_lead(s: Row, p: int, t: int) -> bool:
    """Return whether a team that ``p`` has just entered must be given a lead, ``p`` or anybody else."""
    team = team_at(s.teams, t)
    return team.official == p or (team.official >= 0 and team.lead < 0)


@inner
def reporting_team(s: Row, p: int) -> int:
    """Return the team from which a person's line goes up: a lead reports as lead, at either seat."""
    person = person_at(s.people, p)
    return int(person.team if team_at(s.teams, person.team).lead == p else person.desk)


@inner
def find_lead(s: Row, p: int) -> None:
    """Find a person's lead, and the position that leads the person by the structure."""
    person = person_at(s.people, p)
    person.lead = lead_of(s, p, reporting_team(s, p))
    person.boss = formal_lead_of(s, p, person.team)


@inner
def count_in_line(s: Row, p: int, change: int) -> None:
    """Add a number of people (negative to subtract) to everybody up a person's line."""
    above = person_at(s.people, p).lead
    while above >= 0:
        person_at(s.people, above).below += change
        above = person_at(s.people, above).lead


@inner
def list_offices(s: Row) -> None:
    """List the teams of the present structure that each position leads, in the order of the teams."""
    for p in range(s.people_count):
        person_at(s.people, p).office_first = -1
    for t in range(s.team_count - 1, -1, -1):
        team = team_at(s.teams, t)
        if team.structure == s.structure and team.official >= 0:
            holder = person_at(s.people, team.official)
            team.office_after = holder.office_first
            holder.office_first = t


@inner
def is_lead(s: Row, p: int) -> bool:
    """Return whether a position leads a team of the present structure."""
    return bool(person_at(s.people, p).office_first >= 0)


@inner
def only_acts(s: Row, p: int) -> bool:
    """Return whether a person is only an acting lead of a team whose lead's position is vacant."""
    team = team_at(s.teams, person_at(s.people, p).team)
    return bool(team.lead == p and team.official != p)


@inner
def effectiveness_of(s: Row, p: int) -> float:
    """Return the effectiveness of a lead: a successor must learn the role or the place.

    An acting lead stays as effective as an insider is on the first day.
    """
    person = person_at(s.people, p)
    a = assumed_at(s.assumed, 0)
    if only_acts(s, p):
        return a.succession_inside_start
    if person.role_since < 0.0:
        return 1.0
    weeks = (s.now - person.role_since) / HOURS_PER_WEEK
    if person.role_inside == 1:
        return effectiveness(weeks, a.succession_inside_start, a.succession_inside_tau_weeks)
    return effectiveness(weeks, a.succession_outside_start, a.succession_outside_tau_weeks)


@inner
def is_vacant(s: Row, p: int) -> bool:
    """Return whether a position is vacant."""
    return person_at(s.people, p).activity == ABSENT


@inner
def top_from(s: Row, q: int) -> int:
    """Return the lowest lead from ``q`` up the line with enough people below, else the last of the line."""
    scope = assumed_at(s.assumed, 0).exceptions_scope_people
    while person_at(s.people, q).below < scope and person_at(s.people, q).lead >= 0:
        q = person_at(s.people, q).lead
    return q


@inner
def top_of(s: Row, p: int) -> int:
    """Return the top of a person's line, or the person if there is no lead above."""
    lead = person_at(s.people, p).lead
    return p if lead < 0 else top_from(s, lead)


@inner
def common_team(s: Row, one: int, two: int) -> int:
    """Return the lowest team that contains two teams of a structure."""
    while one != two:
        if team_at(s.teams, one).depth >= team_at(s.teams, two).depth:
            one = team_at(s.teams, one).parent
        else:
            two = team_at(s.teams, two).parent
    return one


@inner
def first_lead(s: Row, t: int) -> int:
    """Return the lead of a team, or of the nearest one up the tree that has one, or -1."""
    while t >= 0 and team_at(s.teams, t).lead < 0:
        t = team_at(s.teams, t).parent
    return team_at(s.teams, t).lead if t >= 0 else -1


@inner
def waits_for_holder(s: Row, t: int) -> bool:
    """Return whether the position of a team's lead is vacant and nobody acts for it."""
    team = team_at(s.teams, t)
    return bool(team.lead < 0 and team.official >= 0 and is_vacant(s, team.official))


@inner
def nearest_vacancy(s: Row, t: int) -> int:
    """Return the nearest vacant lead's position from a team up the tree without an acting lead, or -1."""
    while t >= 0:
        if waits_for_holder(s, t):
            return int(team_at(s.teams, t).official)
        t = team_at(s.teams, t).parent
    return -1


@inner
def highest_vacancy(s: Row, t: int) -> int:
    """Return the highest vacant lead's position from a team up the tree without an acting lead, or -1."""
    highest = -1
    while t >= 0:
        if waits_for_holder(s, t):
            highest = int(team_at(s.teams, t).official)
        t = team_at(s.teams, t).parent
    return highest


@inner
def top_position_from(s: Row, q: int) -> int:
    """Return the top from ``q`` up the line; a vacant position if the line ends below it."""
    top = top_from(s, q)
    if person_at(s.people, top).below >= assumed_at(s.assumed, 0).exceptions_scope_people:
        return top
    vacancy = highest_vacancy(s, reporting_team(s, top))
    return vacancy if vacancy >= 0 else top
