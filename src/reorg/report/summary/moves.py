"""Moves: everybody's team and lead under two structures, whatever the names of the teams."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reorg.model.analysis.hierarchy import direct_reports, people_seated
from reorg.model.organization import Organization
from reorg.model.structure import Structure
from reorg.study.results.matching import match_teams
from reorg.study.results.standing import Side, change_of


@dataclass(frozen=True)
class Move:
    """A person whose team or lead changes; ids of people, names of teams, None = nobody.

    ``joins``: has no lead and team of before, so that none is another; ``stays_out``: joins before only.
    """

    person: str
    title: str
    team_before: str | None
    team_after: str | None
    lead_before: str | None
    lead_after: str | None
    new_team: bool
    new_lead: bool
    joins: bool = False
    stays_out: bool = False

    @property
    def was_there(self) -> bool:
        """Whether the person has a lead and team of before, and stays."""
        return not (self.joins or self.stays_out)


def moves_of(organization: Organization, baseline: str, scenario: str) -> tuple[Move, ...]:
    """Return the moves from the end of one scenario to that of another, without people who have left.

    Those who join in both, but only when everything has changed, join another team or lead: they have never
    had the other.
    """
    sides = [Side.of(organization, each) for each in (baseline, scenario)]
    leaving = sides[1].leaving.keys() - sides[0].leaving.keys()
    moves = find_moves(organization, sides[0].structure, sides[1].structure)
    arriving = sides[1].arriving
    return tuple(
        replace(move, new_team=False, new_lead=False, joins=True) if move.person in arriving else move
        for move in moves
        if move.person not in leaving
    )


def count_losing_lead(organization: Organization, baseline: str, scenario: str) -> int:
    """Return how many people lose their lead by an event of the scenario alone, and do not move.

    Positions that nobody holds at first are not counted.
    """
    sides = [Side.of(organization, each) for each in (baseline, scenario)]
    moved = {move.person for move in find_moves(organization, sides[0].structure, sides[1].structure)}
    moved |= {person.id for person in organization.people if person.vacant}
    changes = [change_of(person, *sides) for person in sides[1].positions if person not in moved]
    return sum(change.new_lead for change in changes)


def find_moves(organization: Organization, before: Structure, after: Structure) -> tuple[Move, ...]:
    """Return the people whose lead or team changes, in the order of the teams before.

    A team is the same if most of its people are, so that a rename moves nobody.
    """
    numbers = match_teams(before, after)
    titles = {person.id: person.title for person in organization.everybody}
    homes = tuple(_homes(structure) for structure in (before, after))
    bosses = tuple(_leads_of_people(structure) for structure in (before, after))
    names = (before.names, after.names)
    return tuple(_moves(numbers, titles, homes, bosses, names))


def _moves(
    numbers: dict[tuple[int, str], int],
    titles: dict[str, str],
    homes: tuple[dict[str, str], ...],
    bosses: tuple[dict[str, str], ...],
    names: tuple[dict[str, str], ...],
) -> Iterator[Move]:
    for person in dict.fromkeys((*homes[0], *homes[1])):
        teams = tuple(homes[side].get(person) for side in (0, 1))
        leads = tuple(bosses[side].get(person) for side in (0, 1))
        known = [numbers[side, team] if team else None for side, team in enumerate(teams)]
        if known[0] == known[1] and leads[0] == leads[1]:
            continue
        team_names = [names[side][team] if team else None for side, team in enumerate(teams)]
        yield Move(
            person=person,
            title=titles.get(person, ""),
            team_before=team_names[0],
            team_after=team_names[1],
            lead_before=leads[0],
            lead_after=leads[1],
            new_team=None not in teams and known[0] != known[1],
            new_lead=None not in teams and leads[0] != leads[1],
            joins=teams[0] is None,
            stays_out=teams[1] is None,
        )


def _homes(structure: Structure) -> dict[str, str]:
    return {person: team for team, people in people_seated(structure).items() for person in people}


def _leads_of_people(structure: Structure) -> dict[str, str]:
    return {
        person: lead
        for lead, people in direct_reports(structure).items()
        for person in people
        if person != lead
    }
