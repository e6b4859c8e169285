"""Rows of a people sheet become people; what a cell says beyond doubt is taken, the rest is a finding."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from reorg.importing.findings import QUESTION, Findings
from reorg.importing.people.person import Person
from reorg.importing.people.status import status_of, status_of_name
from reorg.importing.reading.sheets import Cell
from reorg.importing.recognizing.mapping import dates_hint
from reorg.importing.recognizing.table import Table
from reorg.importing.values.dates import read_date
from reorg.importing.values.names import displayed, note_of
from reorg.importing.values.numbers import Number, read_number

AFTER = ("team:after", "lead:after", "week:after")
_TEXTS = ("title", "level", "job_family", "department", "division", "team", "location", "employment_type")
_MANAGERS = ("manager_id", "manager_email", "manager", "manager_name")
_YES = frozenset(["yes", "y", "true", "x", "1", "ja", "oui", "si", "sí", "lead"])
_NO_MANAGER = frozenset(
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
    """Fill a column of groups whose name stands in the first row of its block only."""
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
        message = f"stands in the first row of each block only: filled down into {filled.count(False)} rows"
        findings.add("column", message, file=table.label, column=table.header(name))


class _Rows:
    """One table's rows, read with what its columns prove together."""

    def __init__(self, table: Table, start: date, findings: Findings) -> None:
        self._table = table
        self._start = start
        self._findings = findings
        header = table.header("pay").casefold() if table.has("pay") else ""
        months = ("monthly", "per month", "monat", "mensuel", "mensual", "/month")
        self._per_year = 12.0 if any(word in header for word in months) else 1.0
        self._currency = next(
            (code for code in ("EUR", "USD", "GBP", "CHF") if code.casefold() in header), ""
        )
        for symbol, code in (("€", "EUR"), ("$", "USD"), ("£", "GBP")):
            for name in ("pay", "cost", "pay_low"):
                if table.has(name) and symbol in table.header(name):
                    self._currency = self._currency or code

    def person(self, number: int, row: Sequence[Cell]) -> Person | None:
        """Return the person of a row, None where the row names nobody and no position."""
        table = self._table
        person = Person(
            table.label, number, number=table.text(row, "id"), position=table.text(row, "position_id")
        )
        person.email = table.text(row, "email").casefold()
        for name in _TEXTS:
            setattr(person, name, table.text(row, name))
        self._name(person, row)
        if not (person.name or person.number or person.position or person.email or person.title):
            self._add("row", "names nobody and no position, left out", number)
            return None
        person.managers = tuple(text for name in _MANAGERS if (text := self._manager(row, name)))
        chain = sorted(name for name in table.columns if name.startswith("chain:"))
        person.chain = tuple(text for name in chain if (text := table.text(row, name)))
        person.second_manager = table.text(row, "second_manager")
        person.skills = tuple(
            part.strip()
            for text in table.texts(row, "skills")
            for part in text.replace(",", ";").split(";")
            if part.strip()
        )
        person.leads = table.text(row, "lead").casefold() in _YES
        if table.has("lead") and not person.leads and not person.managers and table.text(row, "lead"):
            person.managers = (table.text(row, "lead"),)
        person.notes += table.texts(row, "note")
        person.after = {name: text for name in AFTER if (text := table.text(row, name))}
        self._status(person, row)
        self._dates(person, row)
        self._hours(person, row)
        self._pay(person, row)
        return person

    def _name(self, person: Person, row: Sequence[Cell]) -> None:
        table = self._table
        given, family = table.text(row, "first_name"), table.text(row, "last_name")
        raw = table.text(row, "name") or f"{given} {family}".strip()
        standing = status_of_name(raw)
        if standing is not None:
            person.status = standing
            if standing == "active":
                self._add("person", "somebody who is not named", person.row, "name", raw)
            return
        note = note_of(raw)
        if note:
            person.notes.append(note)
            person.status = status_of(note) or person.status
            self._add("value", "a note beside the name", person.row, "name", note)
        person.name = displayed(raw)

    def _manager(self, row: Sequence[Cell], name: str) -> str:
        text = self._table.text(row, name)
        return "" if text.casefold() in _NO_MANAGER else text

    def _status(self, person: Person, row: Sequence[Cell]) -> None:
        text = self._table.text(row, "status")
        if text:
            standing = status_of(text)
            if standing is None:
                self._add("value", "a status that is not known: taken as active", person.row, "status", text)
            elif person.status == "active":
                person.status = standing
        if person.status in {"active"} and (kind := status_of(person.employment_type)) in {"vacant"}:
            person.status = kind or person.status
        if person.status == "eliminated":
            self._add(
                "person", "the position is gone: left out", person.row, "", person.title or person.shown
            )

    def _dates(self, person: Person, row: Sequence[Cell]) -> None:
        for name in ("hire_date", "end_date", "leave_from", "leave_to"):
            setattr(person, name, self._date(row, name, person.row))
        away = person.leave_to is None or person.leave_to > self._start
        if (person.status == "leave" or person.leave_from or person.leave_to) and away:
            detail = f"{person.shown} {person.leave_from or ''} to {person.leave_to or ''}".replace("  ", " ")
            message = "on leave: kept in the tables, but counted as present; lower the share if it is long"
            self._add("person", message, person.row, "", detail)
        if person.end_date is None and (notice := self._date(row, "notice_date", person.row)):
            person.status = "notice"
            person.notes.append(f"notice given on {notice}")
        if person.hire_date and person.end_date and person.end_date < person.hire_date:
            detail = f"{person.hire_date} to {person.end_date}"
            self._add("value", "the end lies before the start: not used", person.row, "end_date", detail)
            person.end_date = None
        if person.end_date and person.end_date < self._start:
            person.status = "left"
        if person.status == "left":
            self._add("person", "has left: not imported", person.row, "", person.shown)
        number = self._number(row, "tenure", person.row)
        if number is not None:
            person.tenure_years = number.middle / 12 if number.unit.startswith("mo") else number.middle
        if person.hire_date and person.hire_date <= self._start:
            person.tenure_years = round((self._start - person.hire_date).days / 365.25, 2)
            if person.tenure_years > 60:
                self._add(
                    "value",
                    "hired more than 60 years ago: not used",
                    person.row,
                    "hire_date",
                    str(person.hire_date),
                )
                person.tenure_years = None

    def _date(self, row: Sequence[Cell], name: str, number: int) -> date | None:
        cell = self._table.cell(row, name)
        if cell is None:
            return None
        reading = read_date(cell, self._table.order, end=name == "end_date")
        if reading.unclear:
            column = self._table.header(name)
            hint = dates_hint(self._table.sheet.file)
            message = "day and month could be either; such dates are not used"
            self._findings.add(QUESTION, message, file=self._table.label, column=column, hint=hint)
            self._add("value", "day and month could be either", number, name, str(cell))
        elif reading.day is None and str(cell).strip() not in {"-", "–", "n/a", "N/A", "open", "unbefristet"}:
            self._add("value", "not a valid date", number, name, str(cell)[:60])
        return reading.day

    def _number(self, row: Sequence[Cell], name: str, number: int) -> Number | None:
        cell = self._table.cell(row, name)
        if cell is None:
            return None
        found = read_number(cell, self._table.decimal_mark(name))
        if found is None:
            self._add("value", "not a number", number, name, str(cell)[:60])
        elif found.note:
            self._add("value", "a note beside the number", number, name, found.note)
        return found

    def _hours(self, person: Person, row: Sequence[Cell]) -> None:
        hours = self._number(row, "weekly_hours", person.row)
        if hours is not None and 0 < hours.value <= 80:
            person.weekly_hours = hours.value
        elif hours is not None:
            self._add(
                "value",
                "hours of a week that cannot be: not used",
                person.row,
                "weekly_hours",
                f"{hours.value:g}",
            )
        share = self._number(row, "share", person.row)
        count = self._number(row, "count", person.row)
        posts = share.value if share is not None else 0.0
        if posts > 20 and share is not None and not share.percent:
            posts = posts / 100
        if count is not None and count.value >= 1:
            posts = count.value * (posts or 1.0) if posts <= 1 else posts
        if posts < 0 or posts > 5000:
            self._add("value", "full-time posts that cannot be: not used", person.row, "share", f"{posts:g}")
        elif posts > 0:
            # A shift of a hundredth is rounding, not a second post.
            person.count = max(1, math.ceil(posts - 0.02))
            person.share = min(1.0, round(posts / person.count, 3))
            if person.count > 1:
                self._add(
                    "person",
                    "several posts: as many people of the same share",
                    person.row,
                    "share" if share else "count",
                    f"{posts:g} posts are {person.count} people of {person.share:g}",
                )
        agents = self._number(row, "ai_agents", person.row)
        person.ai_agents = int(agents.value) if agents is not None and 0 <= agents.value <= 1000 else 0

    def _pay(self, person: Person, row: Sequence[Cell]) -> None:
        cost = self._number(row, "cost", person.row)
        pay = cost or self._number(row, "pay", person.row)
        low, high = self._number(row, "pay_low", person.row), self._number(row, "pay_high", person.row)
        person.loaded = cost is not None
        if pay is None and low is not None and high is not None:
            pay = Number(min(low.value, high.value), max(low.value, high.value), "", low.currency)
        if pay is None or pay.value <= 0:
            return
        per_year = self._per_year if cost is None else 1.0
        kind = (self._table.text(row, "pay_type") + " " + pay.unit).casefold()
        if any(word in kind for word in ("hour", "stund", "heure", "hora")):
            per_year = 52.0 * (person.weekly_hours or 40.0)
        elif any(word in kind for word in ("month", "monat", "mens", "mois", "mes")):
            per_year = 12.0
        elif per_year == 1.0 and pay.value < 15_000 and "k" not in kind:
            per_year = 52.0 * (person.weekly_hours or 40.0) if pay.value < 400 else 12.0
            unit = "an hour" if pay.value < 400 else "a month"
            self._add("value", f"taken as pay for {unit}", person.row, "pay", f"{pay.value:g}")
        person.pay, person.pay_high = pay.value * per_year, pay.high * per_year
        person.currency = (self._table.text(row, "currency").upper() or pay.currency or self._currency)[:3]

    def _add(self, kind: str, message: str, row: int, field: str = "", detail: str = "") -> None:
        column = self._table.header(field) if field else ""
        self._findings.add(kind, message, file=self._table.label, row=row, column=column, detail=detail)
