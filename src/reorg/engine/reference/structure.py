"""Structure: membership of teams, reporting lines, tops, and distances between teams."""

from __future__ import annotations

from bisect import insort

from reorg.engine.reference import equations
from reorg.engine.reference.state.people import Person, Team
from reorg.engine.reference.state.world import World


def lead_of(person: Person, team: Team) -> Person | None:
    """Return the nearest lead up the tree from ``team`` who is not ``person``."""
    leads = (place.lead for place in (team, *team.above()))
    return next((lead for lead in leads if lead is not None and lead is not person), None)


def people_below(world: World, lead: Person) -> int:
    """Return the number of people present below a person, directly or indirectly."""
    below = 0
    for person in world.people:
        above = person.lead if person.present else None
        while above is not None:
            below += above is lead
            above = above.lead
    return below


def top_from(world: World, person: Person) -> Person:
    """Return the lowest lead from a person up the line with enough people below, else the last."""
    while person.lead is not None and people_below(world, person) < world.assumed["exceptions.scope_people"]:
        person = person.lead
    return person


def top_of(world: World, person: Person) -> Person:
    """Return the top of a person's line, or the person if there is no lead above."""
    return person if person.lead is None else top_from(world, person.lead)


def common_team(one: Team, two: Team) -> Team:
    """Return the lowest team that contains two teams."""
    others = [two, *two.above()]
    return next(team for team in (one, *one.above()) if team in others)


def first_lead(team: Team) -> Person | None:
    """Return the lead of a team, or of the nearest one up the tree that has one."""
    return next((place.lead for place in (team, *team.above()) if place.lead is not None), None)


def distance(one: Team, two: Team) -> int:
    """Return the levels from the farther of two teams up to their lowest common one."""
    ways = [one, *one.above()], [two, *two.above()]
    common = next(team for team in ways[0] if team in ways[1])
    return max(way.index(common) for way in ways)


def second_lead(person: Person) -> Person | None:
    """Return a person's second lead if present and not the first lead at present."""
    second = person.second
    if second is None or not second.present or second is person.lead:
        return None
    return second


def levels_between(world: World, one: Person, two: Person) -> float:
    """Return the levels between two people; a dotted line also connects to the second lead's people.

    Of two seats, the one counts where the person works at present.
    """
    levels = float(distance(one.desk, two.desk))
    for person, other in ((one, two), (two, one)):
        second = second_lead(person)
        if second is not None and second in (other, other.lead):
            levels = min(levels, world.assumed["matrix.distance"])
    return levels


def has_time(person: Person) -> bool:
    """Return whether a person is present and has less waiting than fits into a week."""
    return person.present and person.inbox_hours < equations.WEEK_HOURS * person.share * (
        1.0 - person.outside
    )


def enter_team(person: Person, team: Team) -> None:
    """Enter a person among those present in a team, in the order of the model file."""
    person.team = team
    insort(team.members, person, key=lambda member: member.number)


def _led_by(person: Person, team: Team) -> list[Team]:
    """Return the teams a person is present to lead among their own and one other, if that is led as well."""
    return [person.team, team] if person.team.official is person else [person.team]


def appoint_lead(world: World, team: Team) -> None:
    """Give a team its official lead if present, else the most senior member to act as lead, else none."""
    team.lead = None
    official = team.official
    if official is not None and official.present and team in _led_by(official, team):
        team.lead = official
    elif team.official is not None and team.members:
        # Among equals the first is taken.
        team.lead = max(team.members, key=lambda member: member.career.rank)
        world.note("acting lead", team.lead, team.number, 0.0)


def lacks_lead(person: Person, team: Team) -> bool:
    """Return whether a team that a person has just entered must be given a lead, this person or another."""
    return team.official is person or (team.official is not None and team.lead is None)


def nearest_vacancy(team: Team) -> Person | None:
    """Return the nearest vacant lead's position from a team up the tree without an acting lead."""
    return next(iter(_vacancies(team)), None)


def highest_vacancy(team: Team) -> Person | None:
    """Return the highest vacant lead's position from a team up the tree without an acting lead."""
    return next(reversed(_vacancies(team)), None)


def _vacancies(team: Team) -> list[Person]:
    return [
        place.official
        for place in (team, *team.above())
        if place.lead is None and place.official is not None and not place.official.present
    ]


def top_position_from(world: World, person: Person) -> Person:
    """Return the top from a person up the line; a vacant position if the line ends below it."""
    top = top_from(world, person)
    if people_below(world, top) >= world.assumed["exceptions.scope_people"]:
        return top
    return highest_vacancy(reporting_team(top)) or top


def reporting_team(person: Person) -> Team:
    """Return the team from which a person's line goes up: a lead reports as lead, at either seat."""
    return person.team if person.team.lead is person else person.desk


def find_lead(person: Person) -> None:
    """Find a person's lead, and the position that leads the person by the structure."""
    person.lead = lead_of(person, reporting_team(person))
    bosses = (place.official for place in (person.team, *person.team.above()))
    person.boss = next((boss for boss in bosses if boss is not None and boss is not person), None)


def is_lead(world: World, person: Person) -> bool:
    """Return whether a position leads a team of the present structure."""
    return any(team.official is person for team in world.form.teams)


def only_acts(person: Person) -> bool:
    """Return whether a person is only an acting lead of a team whose lead's position is vacant."""
    return person.team.lead is person and person.team.official is not person


def effectiveness_of(world: World, person: Person) -> float:
    """Return the effectiveness of a lead: a successor must learn the role or the place.

    An acting lead stays as effective as an insider is on the first day.
    """
    career = person.career
    if only_acts(person):
        return world.assumed["succession.inside_start"]
    if career.role_since is None:
        return 1.0
    came_from = "inside" if career.role_inside else "outside"
    return equations.effectiveness(world.assumed, came_from, world.now - career.role_since)


def attention_lacking(person: Person) -> float:
    """Return the running share of the lead's attention that a person lacks."""
    if person.boss is None or person.due <= 0.0:
        return 0.0
    return 1.0 - person.attention


def begin_attention(person: Person) -> None:
    """Start a person with the lead's full attention, or with none if the lead's position is vacant."""
    person.attention = 0.0 if person.boss is not None and not person.boss.present else 1.0
