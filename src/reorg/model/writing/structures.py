"""Structures as the model file states them, each complete."""

from __future__ import annotations

from reorg.model.schema.compute import AllocationFields
from reorg.model.schema.structures import (
    IntegratorFields,
    MeetingFields,
    OverlapFields,
    RaceFields,
    SecondSeatFields,
    StructureFields,
    TeamFields,
)
from reorg.model.structure import Structure, Team
from reorg.model.writing.people import people_names
from reorg.model.writing.records import Document, record


def write_structure(structure: Structure) -> Document:
    """Return a structure that stands alone: it extends no other."""
    stated = {
        "name": None if structure.name == structure.id else structure.name,
        "extends": None,
        "remove": [],
        "order": [],
        "teams": [_team(team) for team in structure.teams],
        "integrators": [record(IntegratorFields, part) for part in structure.integrators],
        "second_leads": _second_leads(structure),
        "second_seats": [record(SecondSeatFields, seat) for seat in structure.second_seats],
        "meetings": [
            record(MeetingFields, meeting, {"people": people_names(meeting.people), "teams": []})
            for meeting in structure.meetings
        ],
        "races": [record(RaceFields, race, {"package": None}) for race in structure.races],
        "overlaps": [
            record(OverlapFields, overlap, {"work": [name for _, name in overlap.work]})
            for overlap in structure.overlaps
        ],
        "compute": [
            record(
                AllocationFields,
                part,
                {"allocation": part.rule, "serves": [name for _, name in part.serves]},
            )
            for part in structure.allocations
        ],
    }
    return record(StructureFields, structure, stated)


def _second_leads(structure: Structure) -> list[Document]:
    people: dict[str, list[str]] = {}
    for line in structure.second_leads:
        people.setdefault(line.lead, []).append(line.person)
    return [{"lead": lead, "people": people_names(tuple(names))} for lead, names in people.items()]


def _team(team: Team) -> Document:
    stated = {
        "name": None if team.name == team.id else team.name,
        "members": people_names(team.members),
        "owns": [name for _, name in team.owned],
    }
    return record(TeamFields, team, stated)
