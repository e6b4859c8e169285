"""Guard-rails of the model that its structures break, without simulation."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from reorg.model.analysis.hierarchy import count_layers, direct_reports, people_of_team
from reorg.model.analysis.roles import names_with_ids
from reorg.model.choices import SKILL_LEVELS
from reorg.model.organization import GuardRails, Organization
from reorg.model.structure import Structure
from reorg.money import whole_amount
from reorg.summation import add_in_order

EXPERT_LEVEL = SKILL_LEVELS.index("medium")

EXPERTS_MIN = 2
"""An area with fewer people of medium or high skill is lone."""


@dataclass(frozen=True)
class Breach:
    """One limit that is broken: ``subject`` is a lead, a team or an area, "" for the structure as a whole.

    ``structure`` is "" for limits that no structure changes (payroll, single-expert areas).
    """

    rail: str
    structure: str
    subject: str
    value: float
    limit: float
    message: str


def find_breaches(organization: Organization) -> tuple[Breach, ...]:
    """Return every breach: those of all structures alike, then structure by structure."""
    rails = organization.guard_rails
    if rails is None:
        return ()
    found = [*_cost(organization, rails), *_single_expert_areas(organization, rails)]
    names = names_with_ids(organization)
    for structure in organization.structures:
        found += find_structure_breaches(structure, rails, names)
    return tuple(found)


def find_structure_breaches(
    structure: Structure, rails: GuardRails, names: Mapping[str, str] | None = None
) -> list[Breach]:
    """Return the breaches that are a structure's own: spans, layers, sizes of teams.

    ``names`` are what messages call people by id; None: by their ids.
    """
    return [*_spans(structure, rails, names or {}), *_layers(structure, rails), *_teams(structure, rails)]


def annual_payroll(organization: Organization, closed: Container[str] = ()) -> float:
    """Return the pay of all positions at the start date, part-time as such, in US dollars a year.

    Positions that are ``closed`` later are left out.
    """
    return add_in_order(person.pay_usd_per_year for person in organization.people if person.id not in closed)


def single_expert_areas(organization: Organization) -> tuple[str, ...]:
    """Return the areas in which fewer than two people have medium or high skill."""
    skilled = dict.fromkeys(organization.areas, 0)
    for person in organization.people:
        for area, level in person.skills.items():
            skilled[area] += SKILL_LEVELS.index(level) >= EXPERT_LEVEL
    return tuple(area for area, people in skilled.items() if people < EXPERTS_MIN)


def _spans(structure: Structure, rails: GuardRails, names: Mapping[str, str]) -> Iterator[Breach]:
    for lead, people in direct_reports(structure).items():
        reports = "1 direct report" if len(people) == 1 else f"{len(people)} direct reports"
        if rails.span_max is not None and len(people) > rails.span_max:
            message = f"{names.get(lead, lead)} has {reports}, more than span_max {rails.span_max}"
            yield Breach("span_max", structure.id, lead, len(people), rails.span_max, message)
        if rails.span_min is not None and len(people) < rails.span_min:
            message = f"{names.get(lead, lead)} has {reports}, fewer than span_min {rails.span_min}"
            yield Breach("span_min", structure.id, lead, len(people), rails.span_min, message)


def _layers(structure: Structure, rails: GuardRails) -> Iterator[Breach]:
    found = count_layers(structure)
    if rails.layers_max is not None and found > rails.layers_max:
        message = f"{found} layers from the top to a member, more than layers_max {rails.layers_max}"
        yield Breach("layers_max", structure.id, "", found, rails.layers_max, message)


def _teams(structure: Structure, rails: GuardRails) -> Iterator[Breach]:
    leading = {team.parent for team in structure.teams}
    for team in structure.teams:
        people = len(people_of_team(team))
        # A team that only leads others may be its lead alone.
        if rails.team_size_min is None or team.id in leading or people >= rails.team_size_min:
            continue
        who = "1 person" if people == 1 else f"{people} people"
        message = f"team {team.id} has {who}, fewer than team_size_min {rails.team_size_min}"
        yield Breach("team_size_min", structure.id, team.id, people, rails.team_size_min, message)


def _cost(organization: Organization, rails: GuardRails) -> Iterator[Breach]:
    payroll = annual_payroll(organization)
    if rails.cost_max_usd is not None and payroll > rails.cost_max_usd:
        message = (
            f"payroll of {whole_amount(payroll, organization.currency)} a year,"
            f" more than cost_max_usd {rails.cost_max_usd:,.0f}"
        )
        yield Breach("cost_max_usd", "", "", payroll, rails.cost_max_usd, message)


def _single_expert_areas(organization: Organization, rails: GuardRails) -> Iterator[Breach]:
    lone = single_expert_areas(organization)
    if rails.lone_areas_max is not None and len(lone) > rails.lone_areas_max:
        areas = "1 area has" if len(lone) == 1 else f"{len(lone)} areas have"
        message = (
            f"{areas} fewer than {EXPERTS_MIN} people with medium or high skill ({', '.join(lone)}),"
            f" more than lone_areas_max {rails.lone_areas_max}"
        )
        yield Breach("lone_areas_max", "", "", len(lone), rails.lone_areas_max, message)
