"""Structure: who is in which team, who leads whom, who decides at which level, how far apart teams are."""

from __future__ import annotations

from bisect import insort

from reorg.engine.reference.state.entities import Job, Person, Team
from reorg.engine.reference.state.world import World


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


def decider_on_job(job: Job, person: Person, level: str) -> Person:
    """Return who decides for ``person`` on a job: where teams overlap, whoever is above them all."""
    if job.above is None:
        return decider(person, level)
    if job.above.lead is person:
        return person
    return lead_of(person, job.above) or person


def decision_level(asker: Person, decides: Person) -> str:
    """Return the level at which somebody decides for an asker."""
    if asker is decides:
        return "self"
    return "lead" if asker.lead is decides else "top"


def distance(one: Team, two: Team) -> int:
    """Return the levels from the farther of two teams up to their lowest common one."""
    ways = [one, *one.above()], [two, *two.above()]
    common = next(team for team in ways[0] if team in ways[1])
    return max(way.index(common) for way in ways)


def enter_team(person: Person, team: Team) -> None:
    """Enter a person among those present in a team, in order of the file."""
    person.team = team
    insort(team.members, person, key=lambda member: member.number)


def appoint_lead(world: World, team: Team) -> None:
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


def recompute_leads(world: World) -> None:
    """Find everybody's lead anew after one has changed."""
    for person in world.people:
        find_lead(person)


def find_lead(person: Person) -> None:
    """Find to whom a person reports, and whose position leads the person by the structure."""
    person.lead = lead_of(person, person.team)
    bosses = (place.official for place in (person.team, *person.team.above()))
    person.boss = next((boss for boss in bosses if boss is not None and boss is not person), None)


def attention_lacking(person: Person) -> float:
    """Return the share of the lead's attention that a person does not get: all while nobody is there."""
    if person.boss is None or person.due <= 0.0:
        return 0.0
    return 1.0 - person.attention if person.boss.present else 1.0
