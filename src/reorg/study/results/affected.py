"""People, teams and roles that gain or lose under each scenario, compared with the baseline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reorg.engine.plan.structures import same_teams
from reorg.model.analysis.hierarchy import walk_teams
from reorg.model.analysis.positions import work_by_owner
from reorg.model.analysis.roles import names_of_people
from reorg.model.analysis.work_names import names_of_work
from reorg.model.organization import Organization
from reorg.model.structure import Structure, Team
from reorg.study.results.affected_people import (
    ORDER,
    Affected,
    Names,
    describe_person,
    half_widths_beyond_chance,
    pair,
    standing_out,
)
from reorg.study.results.loads import Loads, loads_of
from reorg.study.results.standing import Pair, Side, change_of
from reorg.study.running.tally import Tally

Document = dict[str, Any]

PERSONS_MAX = TEAMS_MAX = 200
"""Maximum number of entries of a scenario; people are sorted by :data:`ORDER`. All are in the table of
people."""


def describe_affected(tally: Tally) -> dict[str, Document]:
    """Return for each scenario other than the baseline the people, teams and roles that it affects.

    ``affected``, ``people`` and ``were_there`` (before the change) are numbers of people; ``persons`` those
    affected (at most :data:`PERSONS_MAX`), ``teams`` all teams of both structures, ``roles`` all titles. A
    pair is an object of ``baseline`` and ``scenario``.
    """
    job = tally.rehearsal.job
    baseline, loads = Side.of(job.organization, job.scenarios[0]), loads_of(tally, 0)
    return {
        scenario: _Comparison.of(
            job.organization,
            (baseline, Side.of(job.organization, scenario)),
            (loads, loads_of(tally, index)),
        ).document()
        for index, scenario in enumerate(job.scenarios[1:], start=1)
    }


@dataclass(frozen=True)
class _Comparison:
    organization: Organization
    sides: Pair[Side]
    loads: Pair[Loads]
    places: Mapping[str, int]
    persons: Mapping[str, Document]
    """Everybody who holds a position at first or joins, by id."""

    @classmethod
    def of(cls, organization: Organization, sides: Pair[Side], loads: Pair[Loads]) -> _Comparison:
        people = organization.everybody
        names = Names(
            names_of_people(organization),
            (sides[0].structure.names, sides[1].structure.names),
            names_of_work(organization),
        )
        beyond = half_widths_beyond_chance(len(people))
        present = {
            place: person
            for place, person in enumerate(people)
            if not person.vacant and any(person.id in side.positions for side in sides)
        }
        changes = {place: change_of(person.id, *sides) for place, person in present.items()}
        reaches = [loads[1].leaving_reach[place] for place, change in changes.items() if change.is_measured]
        widest = float(max(reaches, default=0.0))
        persons = {
            person.id: describe_person(Affected(person, place, changes[place], loads, beyond, widest), names)
            for place, person in present.items()
        }
        return cls(organization, sides, loads, {p.id: i for i, p in enumerate(people)}, persons)

    def document(self) -> Document:
        changed = [entry for entry in self.persons.values() if entry["reading"]]
        changed.sort(key=_urgency)
        return {
            "affected": len(changed),
            "people": len(self.persons),
            "were_there": sum(entry["was_there"] for entry in self.persons.values()),
            "persons": changed[:PERSONS_MAX],
            "teams": self._teams()[:TEAMS_MAX],
            "roles": self._roles(),
        }

    def _teams(self) -> list[Document]:
        before, after = (side.structure for side in self.sides)
        numbers = same_teams((before, after))
        former = {numbers[0, team.id]: team for team in before.teams}
        work = [_work_by_team(self.organization, structure) for structure in (before, after)]
        rows = []
        for _, team in walk_teams(after):
            was = former.pop(numbers[1, team.id], None)
            rows.append(self._team((was, team), "new" if was is None else "kept", work))
        return rows + [self._team((was, None), "dissolved", work) for was in former.values()]

    def _team(
        self, teams: tuple[Team | None, Team | None], change: str, work: Sequence[Mapping[str, set[str]]]
    ) -> Document:
        people = [
            sorted(side.seated.get(team.id, ())) if team else []
            for side, team in zip(self.sides, teams, strict=True)
        ]
        owned = [work[k].get(team.id, set()) if team else set() for k, team in enumerate(teams)]
        shown = teams[1] or teams[0]
        names = names_of_people(self.organization)
        return {
            "team": shown.name if shown else "",
            "change": change,
            "lead": pair(*(names.get(team.lead or "") if team else None for team in teams)),
            "size": pair(*(len(side) for side in people)),
            "work_lost": sorted(owned[0] - owned[1]),
            "work_gained": sorted(owned[1] - owned[0]),
            **self._figures(people[0], people[1]),
            **self._counts(people[1] or people[0]),
        }

    def _roles(self) -> list[Document]:
        roles: dict[str, list[str]] = {}
        for person in self.organization.everybody:
            if person.id in self.persons:
                roles.setdefault(person.title or person.group or person.id, []).append(person.id)
        return [self._role(role, people) for role, people in roles.items()]

    def _role(self, role: str, people: Sequence[str]) -> Document:
        # A person who leaves no longer has any load; that does not count as relief.
        stay = [person for person in people if not self.persons[person]["leaves"]]
        holders = [self.persons[person] for person in stay]
        holders = [each for each in holders if each["was_there"]] if len(people) > 1 else []
        beyond = half_widths_beyond_chance(len(self.places))
        # The work that waits in a team overloads only those who can do it, under both.
        working = [person for person in stay if all(side.works[self.places[person]] for side in self.loads)]
        able = [each for each in holders if each["person"] in working]
        apart = {
            "overloaded_share": standing_out(able, "overloaded_share", beyond),
            "busy_share": standing_out(holders, "busy_share", beyond),
        }
        figures = {
            **self._figures(stay, stay),
            "overloaded_share": self._figures(working, working)["overloaded_share"],
            "standing_out": apart,
        }
        return {"role": role, "people": len(people), **figures, **self._counts(people)}

    def _figures(self, before: Sequence[str], after: Sequence[str]) -> Document:
        """Return the loads of the people of each side."""
        sides = [[self.places[person] for person in people] for people in (before, after)]
        pairs = list(zip(self.loads, sides, strict=True))
        return {
            name: pair(*(float(getattr(side, name)[rows].mean()) if rows else None for side, rows in pairs))
            for name in ("overloaded_share", "leaving_share", "busy_share")
        }

    def _counts(self, people: Sequence[str]) -> Document:
        entries = [self.persons[person] for person in people if person in self.persons]
        return {
            "new_lead": sum(entry["new_lead"] for entry in entries),
            "new_team": sum(entry["new_team"] for entry in entries),
            "at_risk": sum(entry["reading"] in ("at risk", "both", "leaves") for entry in entries),
            "relieved": sum(entry["reading"] in ("relieved", "both") for entry in entries),
            "both": sum(entry["reading"] == "both" for entry in entries),
            "leaves": sum(entry["leaves"] for entry in entries),
            "joins": sum(entry["joins"] for entry in entries),
        }


def _urgency(entry: Document) -> tuple[int, float]:
    """Return the sort key of people: their reading, then how much more they are overloaded or leave."""
    moves = [
        abs((entry[name]["scenario"] or 0.0) - (entry[name]["baseline"] or 0.0))
        for name in ("overloaded_share", "leaving_share")
    ]
    return ORDER.index(entry["reading"]), -max(moves)


def _work_by_team(organization: Organization, structure: Structure) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    names = names_of_work(organization)
    for work, owners in work_by_owner(organization, structure).items():
        for owner in owners:
            found.setdefault(owner, set()).add(names[work])
    return found
