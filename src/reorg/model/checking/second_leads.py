"""Rules for second leads and second seats: who they are of, and that they are second."""

from __future__ import annotations

from collections.abc import Iterator

from reorg.model.draft.draft import Draft
from reorg.model.draft.references import people_named, seats_of_team
from reorg.model.draft.structures import StructureDraft
from reorg.model.problems import Fault, KeyPath, listed, repetitions, resolve_names, unknown_faults


def second_leads_are_second(draft: Draft) -> Iterator[Fault]:
    """Demand that a second lead leads a team and is not the first, and that a person has one at most."""
    for structure in (each for each in draft.structures.values() if each.second_leads):
        chain = _Chain(draft, structure)
        taken: dict[str, str] = {}
        for part, way in structure.second_leads:
            leads = yield from resolve_names(draft.people.one, [((*way, "lead"), part.lead)])
            reports = yield from resolve_names(draft.people.expand, listed((*way, "people"), part.people))
            for place, _, lead in leads:
                if lead not in chain.leads:
                    hint = "name the lead of a team, or make this person one"
                    yield Fault(place, f"{lead} leads no team", hint)
                else:
                    yield from _are_second(chain, lead, reports, taken)


def _are_second(
    chain: _Chain, lead: str, reports: list[tuple[KeyPath, str, tuple[str, ...]]], taken: dict[str, str]
) -> Iterator[Fault]:
    for place, _, people in reports:
        for person in people:
            yield from _is_second(chain, person, lead, taken.get(person), place)
            taken.setdefault(person, lead)


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
        seats = [(part, (*way, "team"), (*way, "person")) for part, way in structure.second_seats]
        yield from unknown_faults("team", structure.parents, [(at, part.team) for part, at, _ in seats])
        found = yield from resolve_names(draft.people.one, [(at, part.person) for part, _, at in seats])
        persons = {place: person for place, _, person in found}
        for part, way, place in seats:
            if chain.team_of.get(persons.get(place, "")) == part.team:
                message = f"{persons[place]} already belongs to {part.team!r}"
                hint = "name another team; the rest of the hours is spent in the first"
                yield Fault(way, message, hint)
        for again, _ in repetitions(persons.values()):
            place, _, person = found[again]
            yield Fault(place, f"{person} already has a second seat", "a person has at most two seats")


class _Chain:
    """The seats and the leads of a structure."""

    def __init__(self, draft: Draft, structure: StructureDraft) -> None:
        self._lead: dict[str, str] = {}
        self._parent = structure.parents
        self.team_of: dict[str, str] = {}
        for team in structure.teams:
            for _, name in team.leads:
                for person in people_named(draft.people, name):
                    self._lead[team.id] = person
            for person, _ in seats_of_team(draft, team):
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
