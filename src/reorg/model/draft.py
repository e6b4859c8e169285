"""A model between its fields and the resolved organization: names indexed, structures complete."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reorg.model.fields import ModelFields
from reorg.model.kinds import DegreeName
from reorg.model.names import PeopleNames, UnknownName, Work, WorkNames
from reorg.model.problems import Fault, Loc
from reorg.model.structure_fields import (
    AllocationFields,
    IntegratorFields,
    MeetingFields,
    OverlapFields,
    RaceFields,
    StructureFields,
    TeamFields,
)

TEAMS_MAX = 100_000
"""Teams of all structures together, those taken from extended ones included."""


@dataclass(frozen=True)
class TeamDraft:
    """A team of a complete structure; ``ways`` says where each of its fields is stated."""

    fields: TeamFields
    way: Loc
    ways: dict[str, Loc]

    @property
    def id(self) -> str:
        """The team's id."""
        return self.fields.id

    def at(self, name: str, *further: str | int) -> Loc:
        """Return where a field is stated, or the team itself where it is not."""
        return (*self.ways[name], *further) if name in self.ways else self.way


@dataclass(frozen=True)
class StructureDraft:
    """A structure with what it takes from those it extends."""

    id: str
    fields: StructureFields
    teams: tuple[TeamDraft, ...]
    integrators: tuple[tuple[IntegratorFields, Loc], ...]
    meetings: tuple[tuple[MeetingFields, Loc], ...]
    compute: tuple[tuple[AllocationFields, Loc], ...]
    races: tuple[tuple[RaceFields, Loc], ...]
    overlaps: tuple[tuple[OverlapFields, Loc], ...]
    decides: DegreeName

    @property
    def way(self) -> Loc:
        """Where the structure is stated."""
        return ("structures", self.id)


@dataclass(frozen=True)
class Draft:
    """What the rules look at."""

    fields: ModelFields
    people: PeopleNames
    work: WorkNames
    structures: dict[str, StructureDraft]
    """Without those that extend nothing known, or themselves."""

    @classmethod
    def of(cls, fields: ModelFields) -> Draft:
        """Index the names and complete the structures."""
        people, work = PeopleNames.of(fields), WorkNames.of(fields)
        return cls(fields, people, work, _complete(fields.structures))


def extension(structures: dict[str, StructureFields], identity: str) -> list[str]:
    """Return a structure and those it extends, up to an unknown or repeated one."""
    found = [identity]
    seen = {identity}
    while (fields := structures.get(found[-1])) is not None and fields.extends is not None:
        found.append(fields.extends)
        if fields.extends in seen:
            break
        seen.add(fields.extends)
    return found


def _complete(structures: dict[str, StructureFields]) -> dict[str, StructureDraft]:
    complete: dict[str, StructureDraft] = {}
    for identity in structures:
        line = extension(structures, identity)
        if line[-1] not in structures or len(set(line)) < len(line):
            continue
        for each in [name for name in reversed(line) if name not in complete]:
            complete[each] = _structure(each, structures[each], complete)
        if sum(len(structure.teams) for structure in complete.values()) > TEAMS_MAX:
            break
    return {identity: complete[identity] for identity in structures if identity in complete}


def _structure(identity: str, fields: StructureFields, complete: dict[str, StructureDraft]) -> StructureDraft:
    base = complete.get(fields.extends) if fields.extends else None
    way: Loc = ("structures", identity)
    stated = fields.model_fields_set
    integrators = tuple((part, (*way, "integrators", i)) for i, part in enumerate(fields.integrators))
    meetings = tuple((part, (*way, "meetings", i)) for i, part in enumerate(fields.meetings))
    compute = tuple((part, (*way, "compute", i)) for i, part in enumerate(fields.compute))
    races = tuple((part, (*way, "races", i)) for i, part in enumerate(fields.races))
    overlaps = tuple((part, (*way, "overlaps", i)) for i, part in enumerate(fields.overlaps))
    return StructureDraft(
        id=identity,
        fields=fields,
        teams=tuple(_teams(way, fields, base).values()),
        integrators=base.integrators if base and "integrators" not in stated else integrators,
        meetings=base.meetings if base and "meetings" not in stated else meetings,
        compute=base.compute if base and "compute" not in stated else compute,
        races=base.races if base and "races" not in stated else races,
        overlaps=base.overlaps if base and "overlaps" not in stated else overlaps,
        decides=base.decides if base and "decides" not in stated else fields.decides,
    )


def _teams(way: Loc, fields: StructureFields, base: StructureDraft | None) -> dict[str, TeamDraft]:
    taken = {team.id: team for team in base.teams if team.id not in fields.remove} if base else {}
    teams = dict(taken)
    for index, team in enumerate(fields.teams):
        place = (*way, "teams", index)
        teams[team.id] = _changed(taken.get(team.id), team, place)
    return teams


def _changed(base: TeamDraft | None, team: TeamFields, place: Loc) -> TeamDraft:
    stated = {name: (*place, name) for name in team.model_fields_set}
    if base is None:
        return TeamDraft(team, place, stated)
    update = {name: getattr(team, name) for name in stated}
    return TeamDraft(base.fields.model_copy(update=update), place, base.ways | stated)


def seats(draft: Draft, team: TeamDraft) -> Iterator[tuple[str, Loc]]:
    """Yield each person of a team, its lead first, and where it says so; unknown names are left out."""
    if team.fields.lead is not None:
        for person in known(draft.people, team.fields.lead):
            yield person, team.at("lead")
    for index, name in enumerate(team.fields.members):
        for person in known(draft.people, name):
            yield person, team.at("members", index)


def known(people: PeopleNames, name: str) -> tuple[str, ...]:
    """Return the people a name stands for, nobody where it is unknown: another rule says so."""
    try:
        return people.expand(name)
    except UnknownName:
        return ()


def owners(draft: Draft, structure: StructureDraft) -> dict[Work, list[tuple[TeamDraft, Loc]]]:
    """Return who names each area, package and stream as owned, and where; unknown names are left out."""
    found: dict[Work, list[tuple[TeamDraft, Loc]]] = {}
    for team in structure.teams:
        for index, name in enumerate(team.fields.owns):
            try:
                work = draft.work.find(name)
            except UnknownName:
                continue
            found.setdefault(work, []).append((team, team.at("owns", index)))
    return found


def unknown(way: Loc, error: UnknownName) -> Fault:
    """Return the fault of a name that refers to nothing."""
    return Fault(way, error.message, error.hint)
