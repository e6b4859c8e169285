"""What changes between two structures: teams, leads, owned work, spans and layers.

Computed from :class:`reorg.model.organization.Organization`; the results are rows ready to be shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reorg.model.events import Reorganize
from reorg.model.organization import Organization
from reorg.model.structure import Structure, Team
from reorg.report.events import dated_events

ROWS_MAX = 300
"""Rows shown of one table; a report of thousands of teams would not be read."""


@dataclass(frozen=True)
class TeamRow:
    """One team before and after; ``depth`` 0 is the root; sizes are people with their lead, None = absent."""

    depth: int
    name: str
    lead: str
    size_before: int | None
    size_after: int | None
    change: str


@dataclass(frozen=True)
class Shape:
    """Layers of people from the root's lead down, and direct reports per lead."""

    layers: int
    leads: int
    span_mean: float
    span_max: int


@dataclass(frozen=True)
class StructureChange:
    """The baseline's structure and an alternative's, compared.

    ``events`` are the weeks at which it takes effect, ``dated`` all dated events in words; ``new_lead`` and
    ``new_team`` count people. ``work`` holds (work, owners before, owners after) where owners differ.
    """

    scenario: str
    before: str
    after: str
    events: tuple[float, ...]
    dated: tuple[str, ...]
    summary: str
    shapes: tuple[Shape, Shape]
    decides: tuple[str, str]
    new_lead: int
    new_team: int
    teams: tuple[TeamRow, ...]
    work: tuple[tuple[str, str, str], ...]
    integrators: tuple[str, ...]
    contests: tuple[str, ...]
    """Who races for what, and whose work overlaps, afterwards."""


def final_structure(organization: Organization, scenario_id: str) -> Structure:
    """Return the structure that the scenario ends in, after its last dated reorganization.

    Where reorganizations only wait, it is the first structure that one of them would take.
    """
    scenario = organization.scenario(scenario_id)
    moves = [event.to for event in scenario.dated if isinstance(event, Reorganize)]
    return organization.structure(moves[-1] if moves else scenario.structures[:2][-1])


def event_weeks(organization: Organization, scenario_id: str) -> tuple[float, ...]:
    """Return the weeks at which the scenario changes structure, from the start date."""
    events = organization.scenario(scenario_id).dated
    return tuple(event.week for event in events if isinstance(event, Reorganize))


def compare(organization: Organization, baseline: str, scenario: str) -> StructureChange:
    """Compare the structures that two scenarios end in; raises KeyError for an unknown scenario."""
    before, after = final_structure(organization, baseline), final_structure(organization, scenario)
    teams = tuple(_team_rows(before, after))
    homes, leads = (_moved(_home(before), _home(after)), _moved(managers(before), managers(after)))
    return StructureChange(
        scenario=scenario,
        before=before.name or before.id,
        after=after.name or after.id,
        events=event_weeks(organization, scenario),
        dated=dated_events(organization, scenario),
        summary=_summary(teams),
        shapes=(shape(before), shape(after)),
        decides=(before.decides, after.decides),
        new_lead=leads,
        new_team=homes,
        teams=teams,
        work=tuple(_work_rows(before, after)),
        integrators=tuple(integrator.person for integrator in after.integrators),
        contests=contests(after),
    )


def managers(structure: Structure) -> dict[str, str]:
    """Return whom each person reports to; the people at the top are not in it."""
    teams = {team.id: team for team in structure.teams}
    reports: dict[str, str] = {}
    for team in structure.teams:
        above = _lead_above(team, teams)
        if team.lead and above and above != team.lead:
            reports[team.lead] = above
    for team in structure.teams:
        boss = team.lead or _lead_above(team, teams)
        reports.update({person: boss for person in team.members if boss and boss != person})
    return reports


def shape(structure: Structure) -> Shape:
    """Return layers and spans of a structure."""
    reports = managers(structure)
    spans: dict[str, int] = {}
    for boss in reports.values():
        spans[boss] = spans.get(boss, 0) + 1
    depth = max((_depth(person, reports) for person in reports), default=0)
    sizes = list(spans.values())
    mean = sum(sizes) / len(sizes) if sizes else 0.0
    return Shape(depth + 1, len(sizes), mean, max(sizes, default=0))


def _depth(person: str, reports: dict[str, str]) -> int:
    depth = 0
    while person in reports and depth < len(reports):
        person, depth = reports[person], depth + 1
    return depth


def _lead_above(team: Team, teams: dict[str, Team]) -> str | None:
    parent = teams.get(team.parent or "")
    while parent is not None and (parent.lead is None or parent.lead == team.lead):
        parent = teams.get(parent.parent or "")
    return parent.lead if parent else None


def _home(structure: Structure) -> dict[str, str]:
    people = {person: team.id for team in structure.teams for person in team.members}
    return people | {team.lead: team.id for team in structure.teams if team.lead}


def _moved(before: dict[str, str], after: dict[str, str]) -> int:
    return sum(before.get(person) != after.get(person) for person in before.keys() | after.keys())


def _team_rows(before: Structure, after: Structure) -> Iterator[TeamRow]:
    old, new = ({team.id: team for team in structure.teams} for structure in (before, after))
    for depth, team in _tree(after):
        was = old.get(team.id)
        yield TeamRow(
            depth, team.name or team.id, team.lead or "", _size(was), _size(team), _change(was, team, new)
        )
    for team in before.teams:
        if team.id not in new:
            yield TeamRow(0, team.name or team.id, team.lead or "", _size(team), None, "removed")


def _tree(structure: Structure) -> list[tuple[int, Team]]:
    children: dict[str | None, list[Team]] = {}
    for team in structure.teams:
        children.setdefault(team.parent, []).append(team)
    order: list[tuple[int, Team]] = []
    stack = [(0, team) for team in reversed(children.get(None, []))]
    while stack:
        depth, team = stack.pop()
        order.append((depth, team))
        stack += [(depth + 1, child) for child in reversed(children.get(team.id, []))]
    return order


def _change(was: Team | None, team: Team, teams: dict[str, Team]) -> str:
    if was is None:
        return "added"
    parent = teams.get(team.parent or "")
    said = []
    if (was.name or was.id) != (team.name or team.id):
        said.append(f"renamed (was {was.name or was.id})")
    if was.parent != team.parent:
        said.append(f"moved under {parent.name or parent.id}" if parent else "moved to the top")
    if was.lead != team.lead:
        said.append(f"new lead (was {was.lead})" if was.lead else "new lead")
    joined, left = (set(a.members) - set(b.members) for a, b in ((team, was), (was, team)))
    said += [f"{len(joined)} in"] if joined else []
    said += [f"{len(left)} out"] if left else []
    return ", ".join(said)


def _size(team: Team | None) -> int | None:
    return None if team is None else len(set(team.members) | ({team.lead} if team.lead else set()))


def _summary(teams: tuple[TeamRow, ...]) -> str:
    counts = {
        "added": sum(row.change == "added" for row in teams),
        "removed": sum(row.change == "removed" for row in teams),
        "moved": sum("moved " in row.change for row in teams),
        "with a new lead": sum("new lead" in row.change for row in teams),
    }
    said = [f"{count} {'team' if count == 1 else 'teams'} {what}" for what, count in counts.items() if count]
    return ", ".join(said) or "no team is added, removed or moved"


def contests(structure: Structure) -> tuple[str, ...]:
    """Return in words who races for what, and whose work overlaps."""
    names = {team.id: team.name or team.id for team in structure.teams}
    said = []
    for race in structure.races:
        teams, packages = _and([names[team] for team in race.teams]), _and(race.packages)
        gate = "first" if race.wins == "first" else "best"
        said.append(f"{teams} race for {packages}: the {gate} attempt that works counts")
    for overlap in structure.overlaps:
        teams, work = _and([names[team] for team in overlap.teams]), _and([what for _, what in overlap.work])
        said.append(f"{teams} overlap in {work}: {overlap.share:.0%} is done by each, the first one's counts")
    return tuple(said)


def _and(names: Sequence[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def _work_rows(before: Structure, after: Structure) -> Iterator[tuple[str, str, str]]:
    old, new = _owners(before), _owners(after)
    for work in dict.fromkeys([*old, *new]):
        was, is_now = old.get(work, {}), new.get(work, {})
        if was.keys() != is_now.keys():
            yield f"{work[0]} {work[1]}", _listed(was), _listed(is_now)


def _listed(owners: dict[str, str]) -> str:
    return ", ".join(owners.values()) or "nobody"


def _owners(structure: Structure) -> dict[tuple[str, str], dict[str, str]]:
    """Return for each work the teams that own it, id to name: a team that is renamed keeps its work."""
    owners: dict[tuple[str, str], dict[str, str]] = {}
    for team in structure.teams:
        for work in team.owned:
            owners.setdefault(work, {})[team.id] = team.name or team.id
    return owners
