"""Open positions and later starters whom a sheet places in an alternative, but nowhere today."""

from __future__ import annotations

from datetime import date

from reorg.importing.findings import Findings
from reorg.importing.people.person import Person
from reorg.importing.recognizing.standing import words
from reorg.model.reading.seating import LEAVES

_HOW = (
    "to fill it in one alternative only, leave its manager and team of today empty and fill in those of the "
    "alternative; to leave it out of one, write leaves as its team there"
)


def mark_planned(people: list[Person], start: date, findings: Findings) -> None:
    """Mark the positions that exist in some alternatives only.

    Findings name the open positions that an alternative mentions and every one fills.
    """
    by_manager = any(person.manager for person in people)
    named = {cell.casefold() for person in people for cell in _places(person)}
    for person in people:
        person.planned = (
            not person.works(start) and names_place(person) and not _is_placed(person, by_manager)
        )
        if person.status == "vacant" and (_places(person) or person.shown.casefold() in named):
            _remark_on_vacancy(person, findings)


def names_place(person: Person) -> bool:
    """Return whether an alternative gives a position a team or a manager."""
    return not all(map(is_leaving, _places(person)))


def is_leaving(cell: str) -> bool:
    """Return whether a cell of an alternative says that the position is eliminated."""
    return cell.casefold() in LEAVES or cell.casefold() in words("eliminated_names")


def _places(person: Person) -> list[str]:
    """Return the teams and managers of a person under all alternatives."""
    return [cell for column, cell in person.after.items() if column.startswith(("team:", "lead:"))]


def _is_placed(person: Person, by_manager: bool) -> bool:
    """Return whether a column of today gives a position a manager or a team."""
    group = person.team if by_manager else person.team or person.department or person.division
    return bool(person.managers or person.chain or group)


def _remark_on_vacancy(person: Person, findings: Findings) -> None:
    if not (person.planned or any(map(is_leaving, _places(person)))):
        message = "an open position that is filled today and in every alternative"
        findings.add("person", message, file=person.file, row=person.row, hint=_HOW, detail=person.shown)
