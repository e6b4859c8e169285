"""Second leads and second seats: dotted lines, and people in two teams by two rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reorg.importing.findings import Findings
from reorg.importing.people.person import Person
from reorg.importing.people.teams import Team
from reorg.importing.work.owners import Owners


@dataclass(frozen=True)
class Second:
    """A person's second lead and second seat; ``share`` is of the person's own hours."""

    lead: Person | None = None
    team: Team | None = None
    share: float = 0.0


def seconds_of(
    people: Iterable[Person], owners: Owners, teams: Iterable[Team], start: date, findings: Findings
) -> dict[Person, Second]:
    """Return the people with a second lead or a second seat; unusable ones are noted and reported."""
    leads = {team.lead for team in teams if team.lead is not None and team.lead.works(start)}
    found: dict[Person, Second] = {}
    for person in people:
        if not person.works(start):
            continue
        seat = _second_seat(person, owners) if person.count == 1 else None
        if seat is not None:
            found[person] = seat
        elif person.second_manager:
            lead = owners.person(person.second_manager)
            why = _why_no_lead(person, lead, owners, leads)
            if lead is not None and not why:
                found[person] = Second(lead)
            else:
                person.notes.append(f"second manager: {person.second_manager}")
                message = f"the second manager {why}: kept in the notes"
                detail = f"{person.shown}: {person.second_manager}"
                findings.add("manager", message, file=person.file, row=person.row, detail=detail)
    return found


def _second_seat(person: Person, owners: Owners) -> Second | None:
    """Return the seat of another row of the person, if both rows state their share of a post."""
    for again in person.again:
        first = (person.share or 0.0) - (again.share or 0.0)
        named = again.team or again.department
        team = owners.team(named) if named else None
        lead = owners.person(again.managers[0]) if again.managers else None
        if team is None and lead is not None and owners.team_of(lead).lead is lead:
            team = owners.team_of(lead)
        if again.share and first > 0 and team is not None and team is not owners.team_of(person):
            return Second(None, team, round(again.share / (first + again.share), 3))
    return None


def _why_no_lead(person: Person, lead: Person | None, owners: Owners, leads: set[Person]) -> str:
    """Return why somebody cannot be a person's second lead, empty if they can."""
    if lead is None:
        return "is in no sheet"
    if lead not in leads or lead is person:
        return "leads no team"
    team: Team | None = owners.team_of(person)
    while team is not None and team.lead in (None, person):
        team = team.parent
    return "is the first" if team is not None and team.lead is lead else ""
