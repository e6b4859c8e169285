"""Lines of the organization: who leads whom, who decides, how far apart teams are, how strong ties."""

from __future__ import annotations

import math
from bisect import insort

from reorg.engine.twin import mechanisms
from reorg.engine.twin.things import Job, Person, Team, Tie
from reorg.engine.twin.world import World

TEAMS_REMEMBERED = 4


def lead_of(person: Person, team: Team) -> Person | None:
    """Return the nearest lead up the tree from ``team`` who is not ``person``."""
    leads = (place.lead for place in (team, *team.above()))
    return next((lead for lead in leads if lead is not None and lead is not person), None)


def decider(person: Person, level: str) -> Person:
    """Return who decides for ``person`` at a level; who has no lead decides alone."""
    if level == "self" or person.lead is None:
        return person
    if level == "top" and person.lead.lead is not None:
        return person.lead.lead
    return person.lead


def decider_on(job: Job, person: Person, level: str) -> Person:
    """Return who decides for ``person`` on a job: where teams overlap, whoever is above them all."""
    if job.above is None:
        return decider(person, level)
    if job.above.lead is person:
        return person
    return lead_of(person, job.above) or person


def level_between(asker: Person, decides: Person) -> str:
    """Return the level at which somebody decides for an asker."""
    if asker is decides:
        return "self"
    return "lead" if asker.lead is decides else "top"


def distance(one: Team, two: Team) -> int:
    """Return the levels from the farther of two teams up to their lowest common one."""
    ways = [one, *one.above()], [two, *two.above()]
    common = next(team for team in ways[0] if team in ways[1])
    return max(way.index(common) for way in ways)


def tie_to(world: World, person: Person, team_id: str) -> float:
    """Return a person's present tie to a team."""
    for place, tie in enumerate(person.ties):
        if tie.team_id == team_id:
            law = mechanisms.tie_together if place == 0 else mechanisms.tie_apart
            return law(world.assumed, tie.value, world.now - tie.since)
    return 0.0


def tie_between(world: World, one: Person, two: Person) -> float:
    """Return the tie of two people: over the teams both know, the largest of the smaller value."""
    shared = {tie.team_id for tie in one.ties} & {tie.team_id for tie in two.ties}
    ties = (min(tie_to(world, one, team), tie_to(world, two, team)) for team in shared)
    return max(ties, default=0.0)


def join(world: World, person: Person, team: Team) -> None:
    """Let a person join a team: an old tie revives, the tie to the former team begins to fade."""
    former = person.ties[0]
    if former.team_id == team.id:
        return
    left = Tie(former.team_id, tie_to(world, person, former.team_id), world.now)
    joined = Tie(team.id, tie_to(world, person, team.id), world.now)
    others = [tie for tie in person.ties[1:] if tie.team_id != team.id]
    person.ties = [joined, left, *others][:TEAMS_REMEMBERED]


def begin_ties(person: Person, team: Team, value: float, now: float) -> None:
    """Let a person have a tie to one team only."""
    person.ties = [Tie(team.id, value, now)]


def enter(person: Person, team: Team) -> None:
    """Enter a person among those present in a team, in order of the file."""
    person.team = team
    insort(team.members, person, key=lambda member: member.number)


def appoint(world: World, team: Team) -> None:
    """Give a team its official lead if present, else the most senior member to act as lead, else none."""
    team.lead = None
    if team.official in team.members:
        team.lead = team.official
    elif team.official is not None and team.members:
        # Of equals the first is taken.
        team.lead = max(team.members, key=lambda member: member.career.rank)
        world.note("acting lead", team.lead, team.number, 0.0)


def lacks_lead(person: Person, team: Team) -> bool:
    """Whether a team that a person has just entered must be given a lead: this person, or anybody at all."""
    return team.official is person or (team.official is not None and team.lead is None)


def find_leads(world: World) -> None:
    """Find everybody's lead anew after one has changed."""
    for person in world.people:
        person.lead = lead_of(person, person.team)


def people_led(world: World) -> dict[Person, int]:
    """Return one more than how many people present each leads, directly and below."""
    led = dict.fromkeys(world.people, 1)
    for person in world.people:
        above = person.lead if person.present else None
        while above is not None:
            led[above] += 1
            above = above.lead
    return led


def lose_scope(world: World, before: dict[Person, int]) -> None:
    """Let who leads fewer people than before a change feel the loss; those of before have faded."""
    after = people_led(world)
    for person, led in before.items():
        career = person.career
        if after[person] < led:
            since = world.now - career.scope_time
            left = mechanisms.scope_remembered(world.assumed, career.scope_lost, since)
            career.scope_lost = left + math.log(led / after[person])
            career.scope_time = world.now


def take_seat(world: World, person: Person, team: Team) -> None:
    """Give a position another seat; who changes team by it is noted, and begins a tie."""
    if team.id != person.team.id:
        person.lines_changed = person.career.moved = world.now
    if person.present:
        person.team.members.remove(person)
        join(world, person, team)
        enter(person, team)
    person.team = team


def take_form(world: World) -> None:
    """Give everybody the team and the lead of the world's form; note whose lines have changed."""
    before = people_led(world)
    tops = {person: decider(person, "top") for person in world.people}
    leads = {person: person.lead for person in world.people}
    for person in world.people:
        take_seat(world, person, world.form.home[person.number])
    for team in world.form.teams:
        appoint(world, team)
    find_leads(world)
    for person in world.people:
        if person.lead is not leads[person] or decider(person, "top") is not tops[person]:
            person.lines_changed = world.now
    lose_scope(world, before)


def take_first_form(world: World) -> None:
    """Seat everybody as it is before the first hour."""
    for person in world.people:
        if person.present:
            enter(person, person.team)
    for team in world.form.teams:
        appoint(world, team)
    find_leads(world)
