"""Rows of a people sheet become people; unambiguous cells are used, the others become findings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from reorg.importing.findings import Findings
from reorg.importing.people.amounts import Amounts
from reorg.importing.people.person import Person
from reorg.importing.people.status import status_of, status_of_name
from reorg.importing.reading.sheets import Cell
from reorg.importing.recognizing.alternatives import FIELD
from reorg.importing.recognizing.cells import Cells
from reorg.importing.recognizing.standing import says
from reorg.importing.recognizing.table import Table
from reorg.importing.values.dates import is_quarter, read_date
from reorg.importing.values.names import displayed, note_of

_TEXTS = ("title", "level", "job_family", "department", "division", "team", "location", "employment_type")
_MANAGERS = ("manager_id", "manager_email", "manager", "manager_name")
_YES = frozenset(["yes", "y", "true", "x", "1", "ja", "oui", "si", "sí", "lead"])
_UNTIL = re.compile(
    r"(?:\b(?:until|till|through|to|back|returns?|returning|bis|zum|retour|hasta|al)|jusqu'?(?:au|en)?)"
    r"(?:\s+(?:on|in|the|am|le|el|zum|einschl\.?))?\s+(.*\d.*)$",
    re.IGNORECASE,
)
NO_MANAGER = frozenset(
    {
        "",
        "none",
        "n/a",
        "na",
        "-",
        "–",
        "xx",
        "no_manager",
        "no manager",
        "null",
        "keine",
        "keiner",
        "aucun",
        "ninguno",
        "#n/a",
        "0",
    }
)


def people_of(table: Table, start: date, findings: Findings) -> list[Person]:
    """Return the people of a table, in the order of its rows."""
    _fill_down(table, findings)
    reader = _Rows(table, start, findings)
    return [person for number, row in table.data if (person := reader.person(number, row)) is not None]


def _fill_down(table: Table, findings: Findings) -> None:
    """Fill a column of groups whose name is only in the first row of its block."""
    for name in ("team", "department", "division"):
        if not table.has(name) or len(table.data) < 4:
            continue
        place = table.columns[name][0]
        filled = [bool(table.text(row, name)) for _, row in table.data]
        first = min((places[0] for field, places in table.columns.items() if field != name), default=99)
        if not (filled[0] and sum(filled) <= 0.5 * len(filled) and place < first):
            continue
        value: Cell = None
        data: list[tuple[int, Sequence[Cell]]] = []
        for number, row in table.data:
            value = table.cell(row, name) or value
            cells = list(row)
            cells[place] = value
            data.append((number, cells))
        table.data[:] = data
        message = f"appears only in the first row of each block: filled down into {filled.count(False)} rows"
        findings.add("column", message, file=table.label, column=table.header(name))


class _Rows:
    """One table's rows, read with the conventions that its columns prove together."""

    def __init__(self, table: Table, start: date, findings: Findings) -> None:
        self._table = table
        self._start = start
        self._cells = Cells(table, findings)
        self._amounts = Amounts(self._cells)
        self._alternatives = list(filter(FIELD.match, table.columns))
        self._chain = sorted(name for name in table.columns if name.startswith("chain:"))

    def person(self, number: int, row: Sequence[Cell]) -> Person | None:
        """Return the person of a row, None if the row names neither a person nor a position."""
        table = self._table
        person = Person(
            table.label, number, number=table.text(row, "id"), position=table.text(row, "position_id")
        )
        person.email = table.text(row, "email").casefold()
        for name in _TEXTS:
            setattr(person, name, table.text(row, name))
        self._name(person, row)
        if not any((person.name, person.number, person.position, person.email, person.title)):
            self._cells.add("row", "names neither a person nor a position: left out", number)
            return None
        person.managers = tuple(filter(None, (self._manager(row, name) for name in _MANAGERS)))
        person.chain = tuple(filter(None, (table.text(row, name) for name in self._chain)))
        person.second_manager = table.text(row, "second_manager")
        skills = re.split("[;,]", ";".join(table.texts(row, "skills")))
        person.skills = tuple(filter(None, map(str.strip, skills)))
        lead = table.text(row, "lead")
        person.leads = lead.casefold() in _YES
        if lead and not person.leads and not person.managers:
            person.managers = (lead,)
        person.notes += table.texts(row, "note")
        person.after = {name: text for name in self._alternatives if (text := table.text(row, name))}
        self._status(person, row)
        self._dates(person, row)
        self._amounts.read(person, row)
        self._remark_on_notes(person)
        return person

    def _name(self, person: Person, row: Sequence[Cell]) -> None:
        table = self._table
        given, family = table.text(row, "first_name"), table.text(row, "last_name")
        raw = table.text(row, "name") or f"{given} {family}".strip()
        standing = status_of_name(raw)
        if standing is not None:
            person.status = standing
            if standing == "active":
                self._cells.add("person", "an unnamed person", person.row, "name", raw)
            return
        note = note_of(raw)
        if note:
            person.notes.append(note)
            standing = status_of(note)
            person.status = standing or person.status
            person.suffix = "" if standing else note
            self._cells.add("value", "a note beside the name", person.row, "name", note)
        person.name = displayed(raw)

    def _manager(self, row: Sequence[Cell], name: str) -> str:
        text = self._table.text(row, name)
        return "" if text.casefold() in NO_MANAGER else text

    def _status(self, person: Person, row: Sequence[Cell]) -> None:
        text = self._table.text(row, "status")
        if text:
            standing = status_of(text)
            if standing is None:
                self._cells.add("value", "an unknown status: treated as active", person.row, "status", text)
            elif person.status == "active":
                person.status = standing
        if person.status in {"active"} and (kind := status_of(person.employment_type)) in {"vacant"}:
            person.status = kind or person.status
        if person.status == "eliminated":
            self._cells.add(
                "person", "the position is eliminated: left out", person.row, "", person.title or person.shown
            )

    def _leave(self, person: Person, status: str) -> None:
        """Set the absence of a person on leave; a status alone means absence from the start."""
        if person.status == "leave" and person.leave_to is None:
            dates = (self._until(text) for text in (status, *person.notes))
            person.leave_to = next(filter(None, dates), None)
        since, until = person.leave_from, person.leave_to
        if since and until and until < since:
            self._cells.add(
                "value",
                "the leave ends before it begins: not used",
                person.row,
                "leave_to",
                f"{since} to {until}",
            )
            person.leave_from = person.leave_to = None
        elif (until is not None and until < self._start) or not (person.status == "leave" or since or until):
            return
        elif until is None:
            message = "on leave without a date of return: away to the end of the simulation"
            detail = f"{person.shown}, from {since or 'the start'}"
            self._cells.add("person", f"{message}; write leave_to into people.csv", person.row, "", detail)
        else:
            detail = f"{person.shown}, {since or 'from the start'} to {until}"
            self._cells.add("person", "on leave: away in these weeks", person.row, "", detail)

    def _until(self, note: str) -> date | None:
        """Return the end date in a status or note such as "on leave until 28.02.2027"."""
        match = _UNTIL.search(note)
        return read_date(match[1].strip(" .)"), self._table.order, end=True).day if match else None

    def _dates(self, person: Person, row: Sequence[Cell]) -> None:
        for name in ("hire_date", "end_date", "leave_from", "leave_to"):
            setattr(person, name, self._date(row, name, person.row))
        self._leave(person, self._table.text(row, "status"))
        if person.end_date is None and (notice := self._cells.date(row, "notice_date", person.row)):
            person.status = "notice"
            person.notes.append(f"notice given on {notice}")
        if person.hire_date and person.end_date and person.end_date < person.hire_date:
            detail = f"{person.hire_date} to {person.end_date}"
            self._cells.add("value", "the end is before the start: not used", person.row, "end_date", detail)
            person.end_date = None
        if person.end_date and person.end_date < self._start:
            person.status = "left"
        if person.status == "left":
            self._cells.add("person", "has left: not imported", person.row, "", person.shown)
        self._tenure(person, row)

    def _remark_on_notes(self, person: Person) -> None:
        """Report notes about leaving or leave of which no column says anything: notes are not read."""
        ends = person.status != "notice" and person.end_date is None
        is_away = person.status == "leave" or person.leave_from or person.leave_to
        about_end = ends and any(says("noted_end", note) for note in person.notes)
        about_leave = not is_away and any(says("leave", note) for note in person.notes)
        if person.present and person.status != "vacant" and (about_end or about_leave):
            message = "the notes mention leaving, leave or a contract, which is not read from notes"
            hint = "write such dates into columns called End date, or Leave from and Leave until"
            self._cells.add("person", message, person.row, "note", hint=hint)

    def _date(self, row: Sequence[Cell], name: str, number: int) -> date | None:
        """Return the date of a field; a quarter is its first day, or its last as an end, and a finding."""
        day = self._cells.date(row, name, number, end=name == "end_date")
        if day is not None and is_quarter(text := self._table.text(row, name)):
            which = "last" if name == "end_date" else "first"
            message = f"a quarter instead of a date: its {which} day is used"
            self._cells.add("value", message, number, name, f"{text}: {day}")
        return day

    def _tenure(self, person: Person, row: Sequence[Cell]) -> None:
        number = self._cells.number(row, "tenure", person.row)
        if number is not None:
            person.tenure_years = number.middle / 12 if number.unit.startswith("mo") else number.middle
        if person.hire_date and person.hire_date <= self._start:
            person.tenure_years = round((self._start - person.hire_date).days / 365.25, 2)
            if person.tenure_years > 60:
                self._cells.add(
                    "value",
                    "hired more than 60 years ago: not used",
                    person.row,
                    "hire_date",
                    str(person.hire_date),
                )
                person.tenure_years = None
