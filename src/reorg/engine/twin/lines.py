"""Lines of the organization: who leads whom, who decides, how far apart teams are, how strong ties."""

from __future__ import annotations

from reorg.engine.twin import mechanisms
from reorg.engine.twin.things import Person, Team, Tie
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


def take_form(world: World, *, at_first: bool = False) -> None:
    """Give everybody the team and the lead of the world's form; note whose lines have changed."""
    tops = {person: decider(person, "top") for person in world.people}
    for person in world.people:
        team = world.form.home[person.number]
        lead = lead_of(person, team)
        if not at_first and (team.id != person.team.id or lead is not person.lead):
            person.lines_changed = world.now
        join(world, person, team)
        person.team, person.lead = team, lead
    for person, top in tops.items():
        if not at_first and decider(person, "top") is not top:
            person.lines_changed = world.now
