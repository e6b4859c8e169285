"""The weeks in which a scenario changes structure, and the races and overlaps in a structure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reorg.model.events import Reorganize
from reorg.model.organization import Organization
from reorg.model.structure import Structure
from reorg.model.work import WorkName


def event_weeks(organization: Organization, scenario_id: str) -> tuple[float, ...]:
    """Return the weeks at which the scenario changes structure, from the start date."""
    events = organization.scenario(scenario_id).dated
    return tuple(event.week for event in events if isinstance(event, Reorganize))


def contests(structure: Structure, work_names: Mapping[WorkName, str]) -> tuple[str, ...]:
    """Return in words the races between teams, and the overlaps in their work; its names are given."""
    names = structure.names
    lines = []
    for race in structure.races:
        teams = _and([names[team] for team in race.teams])
        packages = _and([work_names["package", package] for package in race.packages])
        gate = "first" if race.wins == "first" else "best"
        lines.append(f"{teams} race for {packages}: the {gate} attempt that works counts")
    for overlap in structure.overlaps:
        teams = _and([names[team] for team in overlap.teams])
        work = _and([work_names[each] for each in overlap.work])
        lines.append(
            f"{teams} overlap in {work}: {overlap.share:.0%} is done by each, the first one's counts"
        )
    return tuple(lines)


def _and(names: Sequence[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
