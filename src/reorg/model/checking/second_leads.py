"""Rules for second leads and second seats: who they are of, and that they are second."""

from __future__ import annotations

from collections.abc import Generator, Iterator

from reorg.model.draft.draft import Draft
from reorg.model.draft.references import people_named
from reorg.model.draft.structures import StructureDraft
from reorg.model.problems import Fault, KeyPath, UnknownNameError, suggest_name


def second_leads_are_second(draft: Draft) -> Iterator[Fault]:
    """Demand that a second lead leads a team and is not the first, and that a person has one at most."""
    for structure in (each for each in draft.structures.values() if each.second_leads):
        chain = _Chain(draft, structure)
        taken: dict[str, str] = {}
        for part, way in structure.second_leads:
            lead = yield from _one(draft, part.lead, (*way, "lead"))
            if lead is not None and lead not in chain.leads:
                message = f"{lead} leads no team"
                yield Fault((*way, "lead"), message, "name the lead of a team, or make this person one")
                continue
            for index, name in enumerate(part.people):
                place = (*way, "people", index)
                try:
                    people = draft.people.expand(name)
                except UnknownNameError as error:
                    yield error.fault(place)
                    continue
                for person in people if lead is not None else ():
                    yield from _is_second(chain, person, str(lead), taken.get(person), place)
                    taken.setdefault(person, str(lead))


def _is_second(chain: _Chain, person: str, lead: str, other: str | None, place: KeyPath) -> Iterator[Fault]:
    if other is not None:
        message = f"{person} already has the second lead {other}"
        yield Fault(place, message, "a person has at most one second lead")
    elif person == lead:
        yield Fault(place, f"{person} cannot be led by {person}", "name somebody else")
    elif chain.first_lead(person) == lead:
        message = f"{person} already reports to {lead}: the second lead is the first lead"
        yield Fault(place, message, "name another lead, or remove it")


def second_seats_are_second(draft: Draft) -> Iterator[Fault]:
    """Demand that a second seat is of one person, in a team of the structure that is not the first."""
    for structure in (each for each in draft.structures.values() if each.second_seats):
        chain = _Chain(draft, structure)
        teams = {team.id for team in structure.teams}
        taken: set[str] = set()
        for part, way in structure.second_seats:
            person = yield from _one(draft, part.person, (*way, "person"))
            if part.team not in teams:
                message = f"no team is called {part.team!r}"
                yield Fault((*way, "team"), message, suggest_name(part.team, teams))
            elif person is not None and chain.team_of.get(person) == part.team:
                message = f"{person} already belongs to {part.team!r}"
                yield Fault(
                    (*way, "team"), message, "name another team; the rest of the hours is spent in the first"
                )
            if person in taken:
                message = f"{person} already has a second seat"
                yield Fault((*way, "person"), message, "a person has at most two seats")
            taken.add(person or "")


class _Chain:
    """Who sits where in a structure, and who leads whom."""

    def __init__(self, draft: Draft, structure: StructureDraft) -> None:
        self._lead: dict[str, str] = {}
        self._parent: dict[str, str | None] = {}
        self.team_of: dict[str, str] = {}
        for team in structure.teams:
            self._parent[team.id] = team.fields.parent
            for person in people_named(draft.people, team.fields.lead or ""):
                self._lead[team.id] = person
                self.team_of.setdefault(person, team.id)
            for name in team.fields.members:
                for person in people_named(draft.people, name):
                    self.team_of.setdefault(person, team.id)
        self.leads = set(self._lead.values())

    def first_lead(self, person: str) -> str | None:
        """Return whom a person reports to: the nearest lead up the tree who is somebody else."""
        team, seen = self.team_of.get(person), set[str]()
        while team is not None and team not in seen:
            seen.add(team)
            if self._lead.get(team, person) != person:
                return self._lead[team]
            team = self._parent.get(team)
        return None


def _one(draft: Draft, name: str, way: KeyPath) -> Generator[Fault, None, str | None]:
    """Return the person of a name, after a fault and None where there is none."""
    try:
        return draft.people.one(name)
    except UnknownNameError as error:
        yield error.fault(way)
    return None
