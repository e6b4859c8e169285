"""Roles that an alternative separates, although their titles give them one field of skill."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from reorg.importing.findings import Findings
from reorg.importing.people.levels import SourcedValue
from reorg.importing.people.person import Person
from reorg.importing.people.teams import Team
from reorg.importing.recognizing.spelling import normal
from reorg.model.choices import SENIORITIES

GROUP_MIN = 2
"""People of a field from which those who go to one place are a group of their own."""
_HOW = (
    "if they differ in skill, add a column Skill to the people sheet and a column Area to the plan, "
    "with the same words in both"
)


@dataclass
class _Group:
    """People of one field, from one team of today, who are in one place under an alternative."""

    roles: Counter[str] = field(default_factory=Counter)

    def is_apart(self, other: _Group) -> bool:
        """Return whether two groups are no single people and have no role in common."""
        is_large = min(self.roles.total(), other.roles.total()) >= GROUP_MIN
        return is_large and self.roles.keys().isdisjoint(other.roles)

    @property
    def usual(self) -> str:
        """The most common role."""
        return self.roles.most_common(1)[0][0]


def remark_on_separated(teams: list[Team], areas: Mapping[Person, SourcedValue], findings: Findings) -> None:
    """Report roles of one team and one guessed field that an alternative puts in different places."""
    stated = [name.partition(":") for team in teams for person in team.people for name in person.after]
    leads = {team.name: team.lead.id for team in teams if team.lead is not None}
    for name in dict.fromkeys(alternative for _, _, alternative in stated):
        for one, other, area in _separated(name, teams, leads, areas):
            message = (
                f"{name!r} separates {one} from {other}; by their titles both have the skill {area}, so what "
                "their separation costs in skills does not show"
            )
            findings.add("column", message, hint=_HOW)


def _separated(
    name: str, teams: list[Team], leads: Mapping[str, str], areas: Mapping[Person, SourcedValue]
) -> Iterator[tuple[str, str, str]]:
    """Yield the roles of two groups that an alternative separates, and their field."""
    for team in teams:
        groups: dict[str, dict[str, _Group]] = {}
        for person in _guessed(team, areas):
            places = groups.setdefault(areas[person].value, {})
            role = " ".join(word for word in normal(person.title).split() if word not in SENIORITIES)
            places.setdefault(_place(person, name, leads), _Group()).roles[role] += person.count
        for area, places in groups.items():
            apart = (pair for pair in combinations(places.values(), 2) if pair[0].is_apart(pair[1]))
            for one, other in apart:
                first, second = sorted((one.usual, other.usual))
                yield first, second, area


def _guessed(team: Team, areas: Mapping[Person, SourcedValue]) -> Iterator[Person]:
    """Yield the members of a team whose field comes from a title and not from a column of skills."""
    return (one for one in team.members if one.title and one in areas and not areas[one].sure)


def _place(person: Person, name: str, leads: Mapping[str, str]) -> str:
    """Return whom a person reports to under an alternative, or else the team there."""
    team = person.after.get(f"team:{name}", "")
    today = "" if person.manager is None else person.manager.id
    return person.after.get(f"lead:{name}") or leads.get(team, team) or today
