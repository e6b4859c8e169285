"""Position of each person in a structure: team, lead, direct reports, people and work below.

The structure is the one a scenario ends in, with the moves and joins that come after its last reorganization.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain

from reorg.model.analysis.hierarchy import direct_reports, people_seated
from reorg.model.analysis.ownership import Ownership
from reorg.model.analysis.reachability import reachable
from reorg.model.events import Alternate, Happening, Join, Layoff, Move, Reorganize, Replace
from reorg.model.organization import Organization
from reorg.model.structure import Structure, Team, way_up
from reorg.model.work import WorkName


@dataclass(frozen=True)
class Position:
    """A person's position.

    ``team`` id, None where the person has none; ``lead`` the person reported to, None at the top; ``span``
    direct reports; ``below`` people below on all levels; ``work`` owned by the teams the person leads and
    those below them.
    """

    team: str | None
    lead: str | None
    span: int
    below: int
    work: frozenset[WorkName]


def structure_at_end(organization: Organization, scenario_id: str) -> Structure:
    """Return the structure a scenario ends in, people who moved or joined since put in their teams.

    Where reorganizations only wait, it is the first structure that one of them would take. Raises KeyError
    for an unknown scenario.
    """
    scenario = organization.scenario(scenario_id)
    names = [e.to for e in scenario.dated if isinstance(e, Reorganize)] or [*scenario.structures[:2]]
    structure = organization.structure(names[-1])
    for event in _since_last_reorganization(scenario.dated):
        if isinstance(event, Move):
            structure = _seated(structure, event.person, event.to)
    for event in scenario.happenings:
        if isinstance(event, Join):
            structure = _seated(structure, event.person.id, event.team)
    return structure


def closed_positions(organization: Organization, scenario_id: str) -> dict[str, float]:
    """Return the positions, held or vacant, that a dated layoff closes in every world, with the week.

    Raises KeyError for an unknown scenario.
    """
    closed: dict[str, float] = {}
    for event in organization.scenario(scenario_id).dated:
        if isinstance(event, Layoff):
            closed |= dict.fromkeys(event.closed, event.week)
        elif isinstance(event, Replace):
            closed.pop(event.person, None)
    return closed


def find_positions(organization: Organization, structure: Structure) -> dict[str, Position]:
    """Return where each person of the structure stands, by id."""
    teams = {person: team for team, people in people_seated(structure).items() for person in people}
    reports = direct_reports(structure)
    leads = {person: lead for lead, people in reports.items() for person in people}
    work: dict[str | None, set[WorkName]] = {}
    parents, by_id = structure.parents, structure.by_id
    for name, owners in work_by_owner(organization, structure).items():
        for team_id in chain.from_iterable(way_up(parents, owner) for owner in owners):
            work.setdefault(by_id[team_id].lead, set()).add(name)
    return {
        person: Position(
            team=team,
            lead=leads.get(person),
            span=len(reports.get(person, ())),
            below=len(reachable(reports, person) - {person}),
            work=frozenset(work.get(person, ())),
        )
        for person, team in teams.items()
    }


def work_by_owner(organization: Organization, structure: Structure) -> dict[WorkName, tuple[str, ...]]:
    """Return the teams that own each package and stream, in the order of the file."""
    owned = Ownership(structure)
    return {work: owned.owners(work, area) for work, area in organization.pieces.items()}


def _since_last_reorganization(events: tuple[Happening, ...]) -> tuple[Happening, ...]:
    changes = [place for place, e in enumerate(events) if isinstance(e, Reorganize | Alternate)]
    return events[changes[-1] + 1 :] if changes else events


def _seated(structure: Structure, person: str, team_id: str) -> Structure:
    """Return the structure with the person a member of that team and of no other."""
    return replace(structure, teams=tuple(_with(team, person, team_id) for team in structure.teams))


def _with(team: Team, person: str, team_id: str) -> Team:
    kept = tuple(member for member in team.members if member != person)
    lead = None if team.lead == person else team.lead
    if team.id != team_id:
        return replace(team, lead=lead, members=kept)
    return team if team.lead == person else replace(team, members=(*kept, person))
