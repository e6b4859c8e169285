"""The hierarchy of a structure: who reports to whom, spans of control, layers, headcount and cost."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from reorg.model.organization import Organization
from reorg.model.structure import Structure, Team
from reorg.summation import add_in_order


@dataclass(frozen=True)
class TeamSize:
    """A team in its tree: ``depth`` 0 = the root; what is ``below`` includes the team itself.

    ``heads`` counts positions, held or vacant; ``vacant_below`` those that are vacant at first.
    """

    team: Team
    depth: int
    heads: int
    heads_below: int
    annual_cost_usd: float
    annual_cost_below_usd: float
    vacant_below: int = 0


@dataclass(frozen=True)
class Headcount:
    """People who are there at first, positions that nobody holds then, and people who may join later."""

    people: int
    vacant: int
    later: int


def headcount(organization: Organization, closed: Container[str] = ()) -> Headcount:
    """Return how many people and vacant positions there are at first, and who joins in any scenario.

    Positions that are ``closed`` later are left out.
    """
    vacant = [person.vacant for person in organization.people if person.id not in closed]
    return Headcount(len(vacant) - sum(vacant), sum(vacant), len(organization.joins))


def people_of_team(team: Team) -> tuple[str, ...]:
    """Return the ids of a team's people, its lead first."""
    return (*((team.lead,) if team.lead is not None else ()), *team.members)


def people_seated(structure: Structure) -> dict[str, tuple[str, ...]]:
    """Return the people who sit in each team; a lead of several teams sits in the first of the file."""
    seats = structure.seats
    return {
        team.id: tuple(person for person in people_of_team(team) if seats[person] == team.id)
        for team in structure.teams
    }


def teams_by_parent(structure: Structure) -> dict[str | None, list[Team]]:
    """Return the teams below each team, in the order of the file; None holds the root."""
    below: dict[str | None, list[Team]] = {}
    for team in structure.teams:
        below.setdefault(team.parent, []).append(team)
    return below


def walk_teams(structure: Structure) -> Iterator[tuple[int, Team]]:
    """Yield every team with its depth, each before those below it."""
    below = teams_by_parent(structure)
    pending = [(0, team) for team in reversed(below.get(None, []))]
    while pending:
        depth, team = pending.pop()
        yield depth, team
        pending.extend((depth + 1, child) for child in reversed(below.get(team.id, [])))


def team_sizes(organization: Organization, structure: Structure) -> tuple[TeamSize, ...]:
    """Return heads and cost of every team, in the order of the tree."""
    pay = {person.id: person.pay_usd_per_year for person in organization.people}
    ordered = list(walk_teams(structure))
    seated = people_seated(structure)
    heads = {team.id: len(seated[team.id]) for _, team in ordered}
    cost = {team.id: add_in_order(pay[person] for person in seated[team.id]) for _, team in ordered}
    empty = {person.id for person in organization.people if person.vacant}
    vacant = {team.id: len(empty.intersection(seated[team.id])) for _, team in ordered}
    heads_below, cost_below = dict(heads), dict(cost)
    for _, team in reversed(ordered):
        if team.parent is not None:
            heads_below[team.parent] += heads_below[team.id]
            vacant[team.parent] += vacant[team.id]
            cost_below[team.parent] += cost_below[team.id]
    return tuple(
        TeamSize(
            team,
            depth,
            heads[team.id],
            heads_below[team.id],
            cost[team.id],
            cost_below[team.id],
            vacant[team.id],
        )
        for depth, team in ordered
    )


def direct_reports(structure: Structure) -> dict[str, tuple[str, ...]]:
    """Return the direct reports of every lead; without a lead, people report to the next lead above."""
    reports: dict[str, list[str]] = {team.lead: [] for team in structure.teams if team.lead is not None}
    boss: dict[str | None, str | None] = {None: None}
    for _, team in walk_teams(structure):
        above = boss[team.parent]
        if team.lead is not None and above not in (None, team.lead) and team.lead not in reports[above]:
            reports[above].append(team.lead)
        boss[team.id] = team.lead if team.lead is not None else above
        direct = boss[team.id]
        if direct is not None:
            reports[direct].extend(team.members)
    return {lead: tuple(people) for lead, people in reports.items()}


def count_layers(structure: Structure) -> int:
    """Return the number of people on the longest line from a member up to the root's lead, both counted."""
    leads: dict[str | None, int] = {None: 0}
    boss: dict[str | None, str | None] = {None: None}
    longest = 0
    for _, team in walk_teams(structure):
        # Whoever leads a team and the one below it is one person on the line.
        is_next = team.lead not in (None, boss[team.parent])
        leads[team.id] = leads[team.parent] + is_next
        boss[team.id] = team.lead if is_next else boss[team.parent]
        longest = max(longest, leads[team.id] + bool(team.members))
    return longest
