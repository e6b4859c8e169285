"""Relations: who is in which team and leads whom, how far teams are apart, how strong a tie is."""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.ledger import note
from reorg.engine.memory import assumed_at, copy_tie, integer_at, person_at, put_integer, team_at, tie_at
from reorg.engine.records import HOURS_PER_WEEK, L_ACTING, Row
from reorg.mechanisms.ties import TEAMS_REMEMBERED, faded, grown


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
def tie_to_team(s: Row, p: int, k: int) -> float:
    """Return the present value of a person's k-th tie: 0 is the present team, it grows; the others fade."""
    tie = tie_at(s.ties, p * TEAMS_REMEMBERED + k)
    weeks = (s.now - tie.time) / HOURS_PER_WEEK
    if k == 0:
        if tie.value >= 1.0:
            return 1.0
        return grown(tie.value, weeks, assumed_at(s.assumed, 0).ties_tau_weeks)
    return faded(tie.value, weeks, assumed_at(s.assumed, 0).ties_decay_weeks)


@inner
def tie_between(s: Row, p: int, q: int) -> float:
    """Return the tie of two people: over the teams both know, the largest of the smaller value."""
    best = 0.0
    for k in range(TEAMS_REMEMBERED):
        team = tie_at(s.ties, p * TEAMS_REMEMBERED + k).team
        for m in range(TEAMS_REMEMBERED):
            if team >= 0 and best < 1.0 and team == tie_at(s.ties, q * TEAMS_REMEMBERED + m).team:
                best = max(best, min(tie_to_team(s, p, k), tie_to_team(s, q, m)))
    return best


@inner
def join_team(s: Row, p: int, name: int) -> None:
    """Begin a tie to a team, or revive an old one; the tie to the former team begins to fade."""
    first = p * TEAMS_REMEMBERED
    if tie_at(s.ties, first).team == name:
        return
    now = s.now
    value = 0.0
    gap = TEAMS_REMEMBERED - 1
    for k in range(1, TEAMS_REMEMBERED):
        if tie_at(s.ties, first + k).team == name:
            value = tie_to_team(s, p, k)
            gap = k
    former = tie_to_team(s, p, 0)
    for k in range(gap, 1, -1):
        copy_tie(s.ties, first + k, first + k - 1)
    past = tie_at(s.ties, first + 1)
    past.team = tie_at(s.ties, first).team
    past.value = former
    past.time = now
    present = tie_at(s.ties, first)
    present.team = name
    present.value = value
    present.time = now


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
def appoint(s: Row, t: int) -> None:
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
        note(s, L_ACTING, team.lead, t, 0.0)


@inner
def lacks_lead(s: Row, p: int, t: int) -> bool:
    """Tell whether a team that ``p`` has just entered must be given a lead: ``p``, or anybody at all."""
    team = team_at(s.teams, t)
    return team.official == p or (team.official >= 0 and team.lead < 0)


@inner
def relead(s: Row) -> None:
    """Find everybody's lead anew after one has changed."""
    for p in range(s.people_count):
        person = person_at(s.people, p)
        person.lead = lead_of(s, p, person.team)
