"""The hours that teams have, and the part of them that work usually fills."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from reorg.importing.people.levels import SourcedValue
from reorg.importing.people.person import Person
from reorg.importing.people.teams import Team

LEAD_SHARE = 0.5
"""Share of a lead's hours spent on the team's own work. Inference."""

PLANNED_SHARE = (0.25, 0.35, 0.45)
"""Share of hours that planned work usually fills: low, central, high. Inference: ``FILLED_SHARE`` without the
hours of requests."""

FILLED_SHARE = 0.5
"""Share of hours that planned work and requests fill together; the rest goes into talk, meetings, questions,
reviews, learning and rework, which the simulation adds. With central assumptions, teams of 5 to 13 in
organizations of 13 to 145 people take 22 to 30 weeks for half a year of work and requests that fill half of
their hours, and 32 to 46 weeks if they fill 70%. In reports of 5,971 working days at Microsoft, less than
half of the hours go into writing, repairing, testing and reviewing software (Meyer et al. 2021; recalled)."""


STANDING = frozenset({"support", "office", "sales", "marketing", "finance", "people", "legal"})
"""Fields whose people serve requests and do not take part in projects, where a team has others."""


FIELD_MIN = 0.15
"""Minimum share of a team's people for a field to get work and requests of its own. Inference."""


@dataclass(frozen=True)
class Servers:
    """People of one field in a team, full-time, who serve its requests; ``is_standing``: and nothing else."""

    area: str
    people: float
    is_standing: bool = False


class Capacity:
    """People at work in each team at the start date, by field of skill; vacancies do not count."""

    def __init__(self, teams: Iterable[Team], areas: Mapping[Person, SourcedValue], start: date) -> None:
        self.teams = list(teams)
        self._below: dict[Team, list[Team]] = {}
        self._by_area: dict[Team, Counter[str]] = {}
        for team in self.teams:
            if team.parent is not None:
                self._below.setdefault(team.parent, []).append(team)
            counts: Counter[str] = Counter()
            for person in team.people:
                if person.works(start) and person in areas:
                    weight = LEAD_SHARE if person is team.lead else 1.0
                    counts[areas[person].value] += (person.share or 1.0) * person.count * weight  # type: ignore[assignment]
            self._by_area[team] = counts

    def people(self, team: Team) -> float:
        """Return the full-time people of a team, a lead counted in part."""
        return float(sum(self._by_area[team].values()))

    def area(self, team: Team) -> str | None:
        """Return the field of most people of a team, None if nobody is there."""
        common = self._by_area[team].most_common(1)
        return common[0][0] if common else None

    def servers(self, team: Team) -> list[Servers]:
        """Return those who serve a team's requests, by field, most people first; empty if nobody is there.

        A field with hardly any of the team's people gets no requests of its own: they are counted with the
        field of most people.
        """
        fields = [(area, float(people)) for area, people in self._by_area[team].most_common()]
        standing = [Servers(*one, is_standing=True) for one in fields if one[0] in STANDING]
        if standing:
            return standing[:1]
        total = self.people(team)
        large = [one for one in fields if one[1] >= FIELD_MIN * total > 0.0]
        others = total - sum(people for _, people in large)
        return [Servers(area, people + (0.0 if k else others)) for k, (area, people) in enumerate(large)]

    def workers(self, team: Team) -> list[tuple[Team, str, float]]:
        """Return the people who do a team's work: its own, or those of the teams below if it has none."""
        fields = [(team, area, float(size)) for area, size in self._by_area[team].most_common()]
        if not team.members:
            found = [one for below in self._below.get(team, []) for one in self.workers(below)]
            if found:
                return sorted(found, key=lambda one: -one[2])
        return [one for one in fields if one[1] not in STANDING] or fields
