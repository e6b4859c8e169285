"""Structure: who is in which team, who leads whom, who decides at which level, how far apart teams are."""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.machine.ledger import log_event
from reorg.engine.state.constants import ABSENT, L_ACTING
from reorg.engine.state.memory import integer_at, job_at, person_at, put_integer, shared_ownership_at, team_at
from reorg.engine.state.rows import Row
from reorg.mechanisms.exceptions import LEAD, SELF, TOP


@inner
def lead_of(s: Row, p: int, t: int) -> int:
    """Return the lead to whom ``p`` in team ``t`` reports: the nearest one up the tree who is not ``p``."""
    while t >= 0:
        lead = team_at(s.teams, t).lead
        if lead >= 0 and lead != p:
            return lead
        t = team_at(s.teams, t).parent
    return -1


@inner
def boss_of(s: Row, p: int, t: int) -> int:
    """Return the position that leads ``p`` in team ``t`` by the structure, also while it is vacant; or -1."""
    while t >= 0:
        official = team_at(s.teams, t).official
        if official >= 0 and official != p:
            return official
        t = team_at(s.teams, t).parent
    return -1


@inner
def attention_lacking(s: Row, p: int) -> float:
    """Return the share of the lead's attention that a person does not get: all while nobody is there."""
    person = person_at(s.people, p)
    if person.boss < 0 or person.due <= 0.0:
        return 0.0
    return 1.0 if is_vacant(s, person.boss) else 1.0 - person.attention


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
def enter_team(s: Row, p: int) -> None:
    """Enter a person into the members of the team, in order of the file."""
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
    count_member(s, p, 1)


@inner
def leave_team(s: Row, p: int) -> None:
    """Take a person out of the members of the team."""
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
    count_member(s, p, -1)


@inner
def count_member(s: Row, p: int, change: int) -> None:
    """Count a person in or out of the team's size and of its skilled people by area."""
    t = person_at(s.people, p).team
    team_at(s.teams, t).size += change
    for area in range(s.area_count):
        if integer_at(s.skill, p * s.area_count + area) > 0:
            place = t * s.area_count + area
            put_integer(s.skilled, place, integer_at(s.skilled, place) + change)


@inner
def appoint_lead(s: Row, t: int) -> None:
    """Give a team its official lead if present, else the most senior member as acting lead, else none."""
    team = team_at(s.teams, t)
    team.lead = -1
    p = team.member_first
    while p >= 0:
        if p == team.official:
            team.lead = p
            return
        if team.lead < 0 or person_at(s.people, p).rank > person_at(s.people, team.lead).rank:
            team.lead = p
        p = person_at(s.people, p).member_after
    if team.official < 0:
        team.lead = -1
    elif team.lead >= 0:
        log_event(s, L_ACTING, team.lead, t, 0.0)


@inner
def lacks_lead(s: Row, p: int, t: int) -> bool:
    """Tell whether a team that ``p`` has just entered must be given a lead: ``p``, or anybody at all."""
    team = team_at(s.teams, t)
    return team.official == p or (team.official >= 0 and team.lead < 0)


@inner
def recompute_leads(s: Row) -> None:
    """Find everybody's lead anew after one has changed."""
    for p in range(s.people_count):
        find_lead(s, p)


@inner
def find_lead(s: Row, p: int) -> None:
    """Find to whom a person reports, and whose position leads the person by the structure."""
    person = person_at(s.people, p)
    person.lead = lead_of(s, p, person.team)
    person.boss = boss_of(s, p, person.team)


@inner
def is_vacant(s: Row, p: int) -> bool:
    """Tell whether a position is vacant."""
    return person_at(s.people, p).activity == ABSENT


@inner
def decider(s: Row, p: int, level: int) -> int:
    """Return who decides at a level for ``p``; a missing level passes it to the one that is there."""
    lead = person_at(s.people, p).lead
    if level == SELF or lead < 0:
        return p
    top = person_at(s.people, lead).lead
    return top if level == TOP and top >= 0 else lead


@inner
def decider_on_job(s: Row, p: int, level: int, j: int) -> int:
    """Return who decides for ``p`` on a job: whoever is above all the teams that overlap in it."""
    shared_ownership = job_at(s.jobs, j).shared_ownership
    above = shared_ownership_at(s.shared_ownerships, shared_ownership).above if shared_ownership >= 0 else -1
    if above < 0:
        return decider(s, p, level)
    q = p if team_at(s.teams, above).lead == p else lead_of(s, p, above)
    return q if q >= 0 else p


@inner
def decision_level(s: Row, p: int, q: int) -> int:
    """Return the level at which ``q`` decides for ``p``."""
    if p == q:
        return SELF
    return LEAD if person_at(s.people, p).lead == q else TOP
