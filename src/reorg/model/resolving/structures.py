"""Structures, teams and meetings resolved."""

from __future__ import annotations

from reorg.model.choices import Degree
from reorg.model.draft.draft import Draft
from reorg.model.draft.structures import StructureDraft, TeamDraft
from reorg.model.resolving.compute import resolve_allocations
from reorg.model.resolving.races import resolve_overlaps, resolve_races
from reorg.model.schema.structures import MeetingFields
from reorg.model.structure import Integrator, Meeting, SecondLead, SecondSeat, Structure, Team
from reorg.model.work import WorkName


def resolve_structure(draft: Draft, structure: StructureDraft) -> Structure:
    """Return a structure with people and work named one by one."""
    decides: Degree = structure.decides
    return Structure(
        id=structure.id,
        name=structure.fields.name or structure.id,
        decides=decides,
        teams=tuple(_team(draft, team) for team in structure.teams),
        integrators=tuple(
            Integrator(draft.people.one(part.person), tuple(part.areas)) for part, _ in structure.integrators
        ),
        second_leads=tuple(
            SecondLead(person, draft.people.one(part.lead))
            for part, _ in structure.second_leads
            for name in part.people
            for person in draft.people.expand(name)
        ),
        second_seats=tuple(
            SecondSeat(draft.people.one(part.person), part.team, float(part.share))
            for part, _ in structure.second_seats
        ),
        meetings=tuple(_meeting(draft, structure, meeting) for meeting, _ in structure.meetings),
        allocations=resolve_allocations(draft, structure),
        races=resolve_races(draft, structure),
        overlaps=resolve_overlaps(draft, structure),
    )


def _team(draft: Draft, team: TeamDraft) -> Team:
    fields = team.fields
    owned: dict[WorkName, None] = dict.fromkeys(draft.work.find(name) for name in fields.owns)
    return Team(
        id=fields.id,
        name=fields.name or fields.id,
        parent=fields.parent,
        lead=None if fields.lead is None else draft.people.one(fields.lead),
        members=tuple(person for name in fields.members for person in draft.people.expand(name)),
        owned=tuple(owned),
        meets=fields.meets,
    )


def _meeting(draft: Draft, structure: StructureDraft, meeting: MeetingFields) -> Meeting:
    teams = {team.id: team.fields for team in structure.teams}
    names = list(meeting.people)
    for team in meeting.teams:
        lead = teams[team].lead
        names += ([lead] if lead else []) + teams[team].members
    people = dict.fromkeys(person for name in names for person in draft.people.expand(name))
    return Meeting(meeting.id, tuple(people), float(meeting.every_weeks), float(meeting.hours))
