"""Structures with what they take from those they extend."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from reorg.model.choices import Degree
from reorg.model.problems import KeyPath, Named, listed
from reorg.model.schema.compute import AllocationFields
from reorg.model.schema.structures import (
    IntegratorFields,
    MeetingFields,
    OverlapFields,
    RaceFields,
    SecondLeadFields,
    SecondSeatFields,
    StructureFields,
    TeamFields,
)

TEAMS_MAX = 100_000
"""Teams of all structures together, those taken from extended ones included."""
_PARTS = ("integrators", "second_leads", "second_seats", "meetings", "compute", "races", "overlaps")
"""What a structure takes as a whole from the one it extends, unless it states its own."""


@dataclass(frozen=True)
class TeamDraft:
    """A team of a complete structure; ``ways`` says where each of its fields is stated."""

    fields: TeamFields
    way: KeyPath
    ways: dict[str, KeyPath]

    @property
    def id(self) -> str:
        """The team's id."""
        return self.fields.id

    def at(self, name: str, *further: str | int) -> KeyPath:
        """Return where a field is stated, or the team itself where it is not."""
        return (*self.ways[name], *further) if name in self.ways else self.way

    @property
    def leads(self) -> list[Named]:
        """The name of its lead, where it has one, and where that is stated."""
        return [(self.at("lead"), self.fields.lead)] if self.fields.lead is not None else []

    @cached_property
    def seats(self) -> list[Named]:
        """The names of its people, lead first, and where each is stated."""
        return [*self.leads, *listed(self.at("members"), self.fields.members)]


@dataclass(frozen=True)
class StructureDraft:
    """A structure with what it takes from those it extends."""

    id: str
    fields: StructureFields
    teams: tuple[TeamDraft, ...]
    integrators: tuple[tuple[IntegratorFields, KeyPath], ...]
    second_leads: tuple[tuple[SecondLeadFields, KeyPath], ...]
    second_seats: tuple[tuple[SecondSeatFields, KeyPath], ...]
    meetings: tuple[tuple[MeetingFields, KeyPath], ...]
    compute: tuple[tuple[AllocationFields, KeyPath], ...]
    races: tuple[tuple[RaceFields, KeyPath], ...]
    overlaps: tuple[tuple[OverlapFields, KeyPath], ...]
    decides: Degree

    @property
    def way(self) -> KeyPath:
        """The path of the structure in the file."""
        return ("structures", self.id)

    @cached_property
    def parents(self) -> dict[str, str | None]:
        """Each team's id, and that of the team it is a part of."""
        return {team.id: team.fields.parent for team in self.teams}


def extension_chain(structures: dict[str, StructureFields], identity: str) -> list[str]:
    """Return a structure and those it extends, up to an unknown or repeated one."""
    found = [identity]
    seen = {identity}
    while (fields := structures.get(found[-1])) is not None and fields.extends is not None:
        found.append(fields.extends)
        if fields.extends in seen:
            break
        seen.add(fields.extends)
    return found


def complete_structures(structures: dict[str, StructureFields]) -> dict[str, StructureDraft]:
    """Return all structures with what they take over from those they extend."""
    complete: dict[str, StructureDraft] = {}
    for identity in structures:
        line = extension_chain(structures, identity)
        if line[-1] not in structures or len(set(line)) < len(line):
            continue
        for each in [name for name in reversed(line) if name not in complete]:
            fields = structures[each]
            complete[each] = _structure(each, fields, complete.get(fields.extends or ""))
        if sum(len(structure.teams) for structure in complete.values()) > TEAMS_MAX:
            break
    return {identity: complete[identity] for identity in structures if identity in complete}


def _structure(identity: str, fields: StructureFields, base: StructureDraft | None) -> StructureDraft:
    way: KeyPath = ("structures", identity)
    parts: dict[str, Any] = {
        name: tuple((part, (*way, name, place)) for place, part in enumerate(getattr(fields, name)))
        for name in _PARTS
    }
    parts["decides"] = fields.decides
    if base is not None:
        parts |= {name: getattr(base, name) for name in parts if name not in fields.model_fields_set}
    teams = tuple(_teams(way, fields, base).values())
    return StructureDraft(id=identity, fields=fields, teams=teams, **parts)


def _teams(way: KeyPath, fields: StructureFields, base: StructureDraft | None) -> dict[str, TeamDraft]:
    taken = {team.id: team for team in base.teams if team.id not in fields.remove} if base else {}
    teams = dict(taken)
    for index, team in enumerate(fields.teams):
        place = (*way, "teams", index)
        teams[team.id] = _changed(taken.get(team.id), team, place)
    return _ordered(teams, fields.order)


def _ordered(teams: dict[str, TeamDraft], order: list[str]) -> dict[str, TeamDraft]:
    """Return the teams with those named in that order, in the places that they have together."""
    named = iter(name for name in dict.fromkeys(order) if name in teams)
    places = {name for name in order if name in teams}
    return {each: teams[each] for each in (next(named) if team in places else team for team in teams)}


def _changed(base: TeamDraft | None, team: TeamFields, place: KeyPath) -> TeamDraft:
    stated = {name: (*place, name) for name in team.model_fields_set}
    if base is None:
        return TeamDraft(team, place, stated)
    update = {name: getattr(team, name) for name in stated}
    return TeamDraft(base.fields.model_copy(update=update), place, base.ways | stated)
